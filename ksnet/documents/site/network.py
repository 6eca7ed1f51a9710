"""The pages of one network: overview, contacts, structure, bodies, procedures, dates."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet import german
from ksnet.documents.blocks import Block, Cell, Paragraph, bullets, facts, prose, table
from ksnet.documents.legacy_calendar import unreadable_notes
from ksnet.documents.legacy_contacts import admission_blocks
from ksnet.documents.legacy_members import members_document
from ksnet.documents.model import Audience, Chapter
from ksnet.documents.offices import places_of
from ksnet.documents.site.base import CALENDAR, FEED, Link, SiteContext, SitePage, relative, short_name
from ksnet.documents.site.contacts import contact_blocks
from ksnet.documents.site.dates import (
    dates_chapters,
    dates_table,
    event_page,
    group_feed_path,
    group_feeds,
    subscription,
    upcoming,
)
from ksnet.documents.site.procedures import agreement_chapters, information_blocks, workstream_blocks
from ksnet.documents.site.structure import structure_chapters
from ksnet.records.vocabulary import NetworkKind
from ksnet.repository import Network

NEXT = 5  # dates on the overview
# The pages in the order of the menu: file, template, title.
PAGES = (
    ("index.html", "network", "Überblick"),
    ("kontakt.html", "contacts", "Ansprechpersonen"),
    ("aufbau.html", "structure", "Aufbau"),
    ("stellen.html", "members", "Wer mitarbeitet"),
    ("verfahren.html", "procedures", "Verfahren und Vereinbarungen"),
    (CALENDAR, "calendar", "Termine"),
)


def network_pages(ctx: SiteContext, network: Network) -> Iterator[SitePage]:
    """Build all pages of a network.

    A network has to inform about Verfahren, Strukturen and Ansprechpersonen (§ 9 Abs. 3 Satz 4 LKSG NRW), so its pages
    exist and say so where there is nothing yet. Records of one Jugendamt that is no network have only what they fill.
    """
    chapters = {
        "index.html": _overview(ctx, network),
        "kontakt.html": _contacts(ctx, network),
        "aufbau.html": structure_chapters(ctx, network),
        "stellen.html": _bodies(ctx, network),
        "verfahren.html": _procedures(ctx, network),
        CALENDAR: _dates(ctx, network),
    }
    if network.record.kind is NetworkKind.JUGENDAMT:
        said = {CALENDAR: bool(ctx.entries[network.id]), "index.html": True}
        filled = _filled(ctx, network) | said
        chapters = {name: found for name, found in chapters.items() if filled[name]}
    pages = [(name, layout, title) for name, layout, title in PAGES if name in chapters]
    home = [Link("Netzwerke", "index.html"), *_above(ctx, network)]
    for name, layout, title in pages:
        path = f"{network.id}/{name}"
        menu = [Link(text, f"{network.id}/{file}", file == name) for file, _, text in pages]
        first = name == "index.html"
        yield ctx.page(
            path,
            layout,
            network.record.name if first else title,
            chapters[name],
            network=ctx.name if first else network.record.name,
            subtitle=[network.record.motto or ""] if first else [network.record.name],
            trail=home if first else [*home, Link(short_name(network), f"{network.id}/index.html")],
            here=short_name(network) if first else title,
            menu=menu,
            menu_name=short_name(network),
            notes=unreadable_notes([network], Audience.OEFFENTLICH),
        )
    trail = [*home, Link(short_name(network), f"{network.id}/index.html")]
    menu = [Link(text, f"{network.id}/{file}") for file, _, text in pages]
    for entry in ctx.entries[network.id]:
        yield event_page(ctx, network, entry, trail, menu)


def _above(ctx: SiteContext, network: Network) -> list[Link]:
    parent = ctx.parent(network)
    return [*_above(ctx, parent), Link(short_name(parent), f"{parent.id}/index.html")] if parent else []


def _filled(ctx: SiteContext, network: Network) -> dict[str, bool]:
    record, who = network.record, ctx.who(network)
    return {
        "kontakt.html": bool(contact_blocks(ctx, network) or admission_blocks(network, who)),
        "aufbau.html": bool(record.groups),
        "stellen.html": bool(network.members.members),
        "verfahren.html": bool(record.agreements or record.public_information or record.workstreams),
    }


def _overview(ctx: SiteContext, network: Network) -> list[Chapter]:
    record, page = network.record, f"{network.id}/index.html"
    parent, above = ctx.parent(network), record.parent
    higher = (
        Cell(parent.record.name, relative(f"{parent.id}/index.html", page))
        if parent
        else Cell((above.text if above else "") or "")
    )
    offices = [office for office in record.youth_offices if ctx.current(office)]
    about = [
        *prose(record.summary),
        *facts(
            [
                ("Gegründet", german.vague_date(record.founded) if record.founded else ""),
                ("Beendet", german.vague_date(record.until) if record.until else ""),
                ("Federführung", ctx.who(network).office(record.lead)),
                ("Größe", german.join(german.count_text(count) for count in record.size)),
                ("Gehört zu", higher),
                ("Berichtet an", german.join(ctx.who(network).texts(record.report.to)) if record.report else ""),
                ("Internetseite", Cell(record.website or "", record.website or "")),
            ]
        ),
    ]
    areas = [[office.name, german.join(places_of(office))] for office in offices]
    count = german.plural(len(areas), "Jugendamt", "Jugendämter")
    below = [Cell(child.record.name, relative(f"{child.id}/index.html", page)) for child in ctx.children(network)]
    coming = upcoming(ctx.entries[network.id], ctx.as_of)[:NEXT]
    following = [dates_table("naechste", "Die nächsten Termine", coming, page, ctx.as_of)] if coming else []
    goals = [goal.text for goal in record.goals]
    sources = [Cell(source.title, source.url or "") for source in record.sources]
    served: list[Block] = [table("jugendaemter", count, ("Jugendamt", "Zuständig für"), areas)] if areas else []
    return [
        Chapter("netzwerk", "Was dieses Netzwerk ist" if _is_network(network) else "Worum es hier geht", tuple(about)),
        Chapter(
            "jugendaemter", "Diese Jugendämter gehören dazu" if _is_network(network) else "Jugendamt", tuple(served)
        ),
        Chapter("darunter", "Netzwerke unter diesem Dach", tuple(bullets(below))),
        Chapter("naechste-termine", "Nächste Termine", tuple(following)),
        Chapter("ziele", "Was das Netzwerk erreichen will", tuple(bullets(goals))),
        Chapter("quellen", "Woher diese Angaben stammen", tuple(bullets(sources))),
    ]


def _is_network(network: Network) -> bool:
    return network.record.kind is NetworkKind.NETZWERK


def _contacts(ctx: SiteContext, network: Network) -> list[Chapter]:
    found = contact_blocks(ctx, network) or [
        Paragraph(
            "Für dieses Netzwerk ist hier noch keine Ansprechperson veröffentlicht. Das Jugendamt Ihrer Stadt oder Ihres Kreises hilft Ihnen weiter."
        )
    ]
    return [
        Chapter("koordination", "Koordinierungsstellen der Jugendämter", tuple(found)),
        Chapter("aufnahme", "Im Netzwerk mitarbeiten", tuple(admission_blocks(network, ctx.who(network)))),
    ]


def _bodies(ctx: SiteContext, network: Network) -> list[Chapter]:
    document = members_document(network, as_of=ctx.as_of, audience=Audience.OEFFENTLICH)
    titles = {
        "stellen": "Stellen nach Handlungsfeld",
        "abdeckung": "Welche Berufsgruppen vertreten sind",
        "adressatenkreis": "Wen das Netzwerk außerdem anspricht",
    }
    return [
        Chapter(chapter.slug, titles[chapter.slug], chapter.blocks)
        for chapter in document.chapters
        if chapter.slug in titles and (document.members or chapter.slug != "abdeckung")
    ]


def _procedures(ctx: SiteContext, network: Network) -> list[Chapter]:
    information, agreements = information_blocks(network), agreement_chapters(ctx, network)
    if not information and not agreements:
        where = relative(f"{network.id}/kontakt.html", f"{network.id}/verfahren.html")
        nothing = (
            "Hier sind noch keine Verfahren und Vereinbarungen veröffentlicht. Auskunft geben die Ansprechpersonen."
        )
        information = [Paragraph(nothing), *bullets([Cell("Zu den Ansprechpersonen", where)])]
    return [
        Chapter("information", "Wo Sie mehr erfahren", tuple(information)),
        *agreements,
        Chapter("themen", "Woran das Netzwerk arbeitet", tuple(workstream_blocks(ctx, network))),
    ]


def _dates(ctx: SiteContext, network: Network) -> list[Chapter]:
    path = f"{network.id}/{CALENDAR}"
    entries = ctx.entries[network.id]
    feeds = [(short_name(network), f"{network.id}/{FEED}")]
    feeds += [
        (name, group_feed_path(network.id, ident))
        for ident, (name, of_group) in group_feeds(entries).items()
        if upcoming(of_group, ctx.as_of)
    ]
    coming, past = dates_chapters(entries, path, ctx.as_of)
    return [coming, subscription(ctx, path, feeds), past]
