"""The pages above the networks: their list, the places they serve, and all dates."""

from __future__ import annotations

from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.frame import LinkView
from ksnet.documents.offices import municipality_names
from ksnet.documents.site.base import (
    CALENDAR,
    FEED,
    HOME,
    NEXT,
    START,
    Page,
    SiteContext,
    SiteLink,
    home_of,
    link_to,
    relative,
)
from ksnet.documents.site.dates import DateView, date_view, dates_view
from ksnet.documents.view import View
from ksnet.duties.counting.membership import has_ended
from ksnet.records import german
from ksnet.records.values import PartialDate
from ksnet.repository import Network


@frozen(kw_only=True)
class ListedView:
    """A network in the list of the start page."""

    name: str
    """Name."""
    url: str
    """Seite des Netzwerks."""
    offices: tuple[str, ...]
    """Jugendämter."""
    above: str
    """Wozu es gehört, wo das nicht auf diesen Seiten steht."""
    until: PartialDate | None
    """Wann es endete, wenn es nicht mehr besteht."""
    next: DateView | None
    """Der nächste Termin."""
    children: tuple[ListedView, ...]
    """Netzwerke unter seinem Dach."""


@frozen(kw_only=True)
class PlaceView:
    """A place with the networks that serve it."""

    name: str
    """Ort."""
    networks: tuple[LinkView, ...]
    """Netzwerke, die für ihn da sind."""


@frozen(kw_only=True)
class StartView(View):
    """The start page."""

    kind: ClassVar[str] = "site/start"
    title: str
    """Name der Seiten."""
    networks: tuple[ListedView, ...]
    """Netzwerke."""
    offices: tuple[ListedView, ...]
    """Jugendämter, die kein eigenes Netzwerk bilden."""
    coming: tuple[DateView, ...]
    """Die nächsten Termine."""
    several: bool
    """Ob sie von mehreren Netzwerken sind."""
    places: tuple[PlaceView, ...]
    """Orte in der Reihenfolge des Alphabets."""


def start_page(ctx: SiteContext) -> Page:
    """Return the start page: networks by hierarchy, the places they serve, and the next dates."""
    top = [network for network in ctx.networks if ctx.parent(network) is None]
    coming = sorted(ctx.coming, key=lambda entry: entry.sort_key)[:NEXT]
    view = StartView(
        author=ctx.publisher.name or ctx.name,
        as_of=ctx.as_of,
        title=ctx.name,
        networks=tuple(_listed(ctx, network) for network in top if network.record.is_network),
        offices=tuple(_listed(ctx, network) for network in top if not network.record.is_network),
        coming=tuple(date_view(entry, START, ctx.as_of) for entry in coming),
        several=len({entry.network for entry in coming}) > 1,
        places=_places(ctx),
    )
    return Page(START, view, ctx.frame(START))


def _listed(ctx: SiteContext, network: Network) -> ListedView:
    record = network.record
    coming = ctx.next.get(network.id)
    return ListedView(
        name=record.name,
        url=relative(home_of(network), START),
        offices=tuple(office.name for office in ctx.offices(network)) if record.is_network else (),
        above=(record.parent.text or "") if record.parent else "",
        until=ctx.ended(network),
        next=date_view(coming, START, ctx.as_of) if coming else None,
        children=tuple(_listed(ctx, child) for child in ctx.children(network)),
    )


def _places(ctx: SiteContext) -> tuple[PlaceView, ...]:
    """Return every place that a network serves, in order, with links to the networks."""
    found: dict[str, list[LinkView]] = {}
    for network in ctx.networks:
        if network.record.is_network and not has_ended(network, ctx.as_of):
            offices = ctx.offices(network)
            link = link_to(network, START, network.record.known_as)
            tables = network.land.tables
            places = [place for office in offices for place in municipality_names(office, tables)]
            for place in dict.fromkeys(places):
                found.setdefault(place, []).append(link)
    return tuple(
        PlaceView(name=place, networks=tuple(links))
        for place, links in sorted(found.items(), key=lambda item: german.sort_key(item[0]))
    )


def calendar_page(ctx: SiteContext) -> Page:
    """Return the calendar of all networks."""
    several = len(ctx.networks) > 1
    feeds = [SiteLink("Alle Netzwerke" if several else "Alle Termine", FEED)]
    if several:
        feeds += [SiteLink(one.record.known_as, f"{one.id}/{FEED}") for one in ctx.networks]
    frame = ctx.frame(CALENDAR, trail=[HOME], here="Alle Termine")
    entries = sorted(ctx.coming + (ctx.past or []), key=lambda entry: entry.sort_key)
    elsewhere = [
        SiteLink(network.record.known_as, f"{network.id}/{CALENDAR}#vergangene")
        for network in ctx.networks
        if ctx.past is None and network.id in ctx.with_past
    ]
    view = dates_view(ctx, CALENDAR, entries, feeds, further=ctx.further, elsewhere=elsewhere)
    return Page(CALENDAR, view, frame)
