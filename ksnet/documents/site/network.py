"""The pages of one network: overview, contacts, structure, bodies, procedures, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.contacts import AdmissionView, PostView, admission_view, post_views
from ksnet.documents.frame import LinkView
from ksnet.documents.members import MembersView, members_in
from ksnet.documents.membership import published_size
from ksnet.documents.offices import municipality_names
from ksnet.documents.site.base import (
    CALENDAR,
    FEED,
    HOME,
    NEXT,
    Page,
    SiteContext,
    SiteLink,
    home_of,
    link_to,
    upcoming,
)
from ksnet.documents.site.dates import (
    DateView,
    date_view,
    dates_view,
    event_page,
    group_feed_path,
    group_feeds,
)
from ksnet.documents.site.procedures import procedures_view
from ksnet.documents.site.structure import structure_view
from ksnet.documents.view import NetworkView, View, of_network
from ksnet.duties.counting.membership import has_joined
from ksnet.duties.counting.spans import not_after
from ksnet.protection.who import Audience
from ksnet.records.base import Contact
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Frequency, NetworkStatus, ReportBasis
from ksnet.repository import Network


@frozen(kw_only=True)
class ContactView:
    """One way to reach a body."""

    title: str
    """Bezeichnung: „Meldung einer Kindeswohlgefährdung“."""
    phone: str
    """Telefon."""
    email: str
    """E-Mail."""
    url: str
    """Adresse im Netz."""
    hours: str
    """Wann jemand zu erreichen ist."""
    always: bool
    """Ob Tag und Nacht."""


@frozen(kw_only=True)
class OfficePageView:
    """A Jugendamt with its places and how to reach it."""

    name: str
    """Name."""
    places: tuple[str, ...]
    """Gemeinden, für die es zuständig ist."""
    joined: bool
    """Ob es dem Netzwerk angehört; sonst ist der Beitritt vorgesehen."""
    contacts: tuple[ContactView, ...]
    """Wie es zu erreichen ist, jederzeit Erreichbares zuerst."""


@frozen(kw_only=True)
class OverviewView(NetworkView):
    """The overview of a network."""

    kind: ClassVar[str] = "site/network"
    name: str
    """Name des Netzwerks."""
    motto: str
    """Leitspruch."""
    summary: str
    """Was das Netzwerk ist, in Markdown."""
    status: NetworkStatus
    """Stand: tätig, im Aufbau oder ruhend."""
    founded: PartialDate | None
    """Gegründet."""
    until: PartialDate | None
    """Beendet."""
    lead: str
    """Federführendes Jugendamt."""
    size: tuple[str, ...]
    """Veröffentlichte Größe."""
    above: LinkView | None
    """Netzwerk darüber."""
    report_to: tuple[str, ...]
    """Wem es berichtet."""
    report_by: str
    """Wer den Bericht erstellt."""
    report_interval: Frequency | None
    """Wie oft es berichtet."""
    report_basis: ReportBasis | None
    """Auf welcher Grundlage es berichtet."""
    website: str
    """Internetseite."""
    offices: tuple[OfficePageView, ...]
    """Jugendämter."""
    below: tuple[LinkView, ...]
    """Netzwerke unter seinem Dach."""
    coming: tuple[DateView, ...]
    """Die nächsten Termine."""
    goals: tuple[tuple[str, PartialDate | None], ...]
    """Ziele, und wann sie erreicht wurden."""
    sources: tuple[LinkView, ...]
    """Quellen."""


@frozen(kw_only=True)
class ContactsView(NetworkView):
    """Contacts for the public."""

    kind: ClassVar[str] = "site/contacts"
    offices: tuple[OfficePageView, ...]
    """Jugendämter, die zu erreichen sind."""
    posts: tuple[PostView, ...]
    """Koordinierungsstellen."""
    admission: AdmissionView | None
    """Wie eine Stelle aufgenommen wird."""
    ended: PartialDate | None
    """Wann das Netzwerk endete, wenn es nicht mehr besteht."""

    @property
    def reachable(self) -> tuple[OfficePageView, ...]:
        """The Jugendämter that say how to reach them."""
        return tuple(office for office in self.offices if office.contacts)


@frozen(kw_only=True)
class BodiesView(MembersView):
    """The bodies of the network."""

    kind: ClassVar[str] = "site/members"


def overview_view(ctx: SiteContext, network: Network) -> OverviewView:
    """Return the overview of a network."""
    record, page = network.record, home_of(network)
    duty = record.report
    parent = ctx.parent(network)
    elsewhere = record.parent.text if record.parent else None  # its records are not here
    above = LinkView(text=elsewhere, url="") if elsewhere else None
    return OverviewView(
        **of_network(network, ctx.as_of, Audience.OEFFENTLICH),
        name=record.name,
        motto=record.motto or "",
        summary=record.summary or "",
        status=record.status,
        founded=record.founded,
        until=record.until,
        lead=ctx.who(network).office(record.lead),
        size=published_size(record, ctx.as_of),
        above=link_to(parent, page) if parent else above,
        report_to=tuple(ctx.who(network).texts(duty.to)) if duty else (),
        report_by=ctx.who(network).named(duty.by) if duty else "",
        report_interval=duty.interval if duty else None,
        report_basis=duty.basis if duty else None,
        website=record.website or "",
        offices=_offices(ctx, network),
        below=tuple(link_to(child, page) for child in ctx.children(network)),
        coming=tuple(
            date_view(entry, page, ctx.as_of) for entry in upcoming(ctx.entries, ctx.as_of)[:NEXT]
        ),
        goals=tuple((goal.text, not_after(goal.done, ctx.as_of)) for goal in record.goals),
        sources=tuple(
            LinkView(text=source.title, url=source.url or "") for source in record.sources
        ),
    )


def _offices(ctx: SiteContext, network: Network) -> tuple[OfficePageView, ...]:
    return tuple(
        OfficePageView(
            name=office.name,
            places=tuple(municipality_names(office, network.land.tables)),
            joined=has_joined(office),
            contacts=tuple(
                _contact(one) for one in sorted(office.contacts, key=lambda one: not one.always)
            ),
        )
        for office in ctx.current(network.record.youth_offices)
    )


def _contact(one: Contact) -> ContactView:
    texts = {key: getattr(one, key) or "" for key in ("title", "phone", "email", "url", "hours")}
    return ContactView(**texts, always=bool(one.always))


def contacts_view(ctx: SiteContext, network: Network) -> ContactsView:
    """Return the contacts for the public."""
    return ContactsView(
        **of_network(network, ctx.as_of, Audience.OEFFENTLICH),
        offices=_offices(ctx, network),
        posts=post_views(ctx.who(network)),
        admission=admission_view(ctx.who(network)) if ctx.ended(network) is None else None,
        ended=ctx.ended(network),
    )


def bodies_view(ctx: SiteContext, network: Network) -> BodiesView:
    """Return the bodies of the network as the public may see them."""
    return members_in(BodiesView, network, ctx.as_of, Audience.OEFFENTLICH)


def network_dates(ctx: SiteContext, network: Network) -> View:
    """Return the calendar of a network."""
    entries = ctx.entries
    feeds = [SiteLink(network.record.known_as, f"{network.id}/{FEED}")]
    feeds += [
        SiteLink(name, group_feed_path(network.id, ident))
        for ident, (name, of_group) in group_feeds(entries).items()
        if upcoming(of_group, ctx.as_of)
    ]
    return dates_view(
        ctx,
        f"{network.id}/{CALENDAR}",
        entries,
        feeds,
        network=network.record.name,
        ended=ctx.ended(network),
    )


# The pages in the order of the menu: file, title, view.
PAGES: tuple[tuple[str, str, Callable[[SiteContext, Network], View]], ...] = (
    ("index.html", "Überblick", overview_view),
    ("kontakt.html", "Ansprechpersonen", contacts_view),
    ("aufbau.html", "Aufbau", structure_view),
    ("stellen.html", "Wer mitarbeitet", bodies_view),
    ("verfahren.html", "Verfahren und Vereinbarungen", procedures_view),
    (CALENDAR, "Termine", network_dates),
)


def network_pages(ctx: SiteContext, network: Network) -> Iterator[Page]:
    """Yield all pages of a network.

    A network has to inform about Verfahren, Strukturen and Ansprechpersonen, so these pages exist
    even if empty. Records of one Jugendamt that is no network have only the pages that they fill.
    """
    filled = None if network.record.is_network else _filled(ctx, network)
    pages = [page for page in PAGES if filled is None or page[0] in filled]
    menu = [SiteLink(title, f"{network.id}/{file}") for file, title, _ in pages]
    above, name = [HOME, *_above(ctx, network)], network.record.known_as
    trail = [*above, SiteLink(name, home_of(network))]
    for file, title, view in pages:
        path, first = f"{network.id}/{file}", file == "index.html"
        frame = ctx.frame(
            path,
            trail=above if first else trail,
            here=name if first else title,
            menu=menu,
            menu_name=name,
        )
        yield Page(path, view(ctx, network), frame)
    for entry in ctx.entries:
        yield event_page(
            ctx, network, entry, [*trail, SiteLink("Termine", f"{network.id}/{CALENDAR}")], menu
        )


def _above(ctx: SiteContext, network: Network) -> list[SiteLink]:
    parent = ctx.parent(network)
    return (
        [*_above(ctx, parent), SiteLink(parent.record.known_as, home_of(parent))] if parent else []
    )


def _filled(ctx: SiteContext, network: Network) -> set[str]:
    """Return the pages that have content."""
    record = network.record
    contacts = contacts_view(ctx, network)
    said = {
        "index.html": True,
        "kontakt.html": bool(contacts.posts or contacts.admission or contacts.reachable),
        "aufbau.html": bool(record.groups),
        "stellen.html": bool(network.members.members),
        "verfahren.html": bool(record.agreements or record.public_information or record.workstreams)
        or any(filed.record.public for filed in network.plans.values()),
        CALENDAR: bool(ctx.entries),
    }
    return {name for name, found in said.items() if found}
