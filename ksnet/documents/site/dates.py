"""Dates for the public: the calendar of a network or of all, and a page for each event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from ksnet import german
from ksnet.documents.blocks import Block, Cell, Heading, Paragraph, bullets, facts, table
from ksnet.documents.calendar import CalendarDocument
from ksnet.documents.events import CalendarEntry, agenda_title, moved_text
from ksnet.documents.model import Audience, Chapter
from ksnet.documents.site.base import CALENDAR, FEED, Link, SiteContext, SitePage, event_path, relative, short_name
from ksnet.documents.who import NOT_NAMED
from ksnet.records.vocabulary import EventStatus
from ksnet.repository import Network

COLUMNS = ("Datum", "Uhrzeit", "Termin", "Netzwerk", "Ort", "Stand")
_OPEN_ENDED = frozenset((EventStatus.GEPLANT, EventStatus.BESTAETIGT, EventStatus.ANGEKUENDIGT))


def is_over(entry: CalendarEntry, day: dt.date) -> bool:
    """Whether an event lies behind us; without any date, whether its record says that it took place."""
    if entry.start is None:
        return entry.status is EventStatus.STATTGEFUNDEN
    last = max(entry.start.date.last, entry.end.date.last) if entry.end else entry.start.date.last
    return last < day


def status(entry: CalendarEntry, day: dt.date) -> str:
    """Return where an event stands, in words for outsiders."""
    word = (
        "angekündigt"
        if entry.status is EventStatus.ANGEKUENDIGT
        else entry.status.label
        if entry.status
        else "Stand nicht angegeben"
    )
    return f"war {word}" if entry.status in _OPEN_ENDED and is_over(entry, day) else word


def upcoming(entries: Iterable[CalendarEntry], day: dt.date) -> list[CalendarEntry]:
    """Return the events to come, in order."""
    return [entry for entry in entries if not is_over(entry, day)]


def dates_table(ident: str, caption: str, entries: Sequence[CalendarEntry], page: str, day: dt.date) -> Block:
    """Build a table of events, each with a link to its page; the network is named where there are several."""
    several = len({entry.network for entry in entries}) > 1
    rows = [
        [
            Cell(entry.date_text),
            Cell(entry.time_text),
            Cell(entry.heading, relative(event_path(entry), page)),
            Cell(entry.network_name if several else ""),
            Cell(entry.place),
            Cell("\n".join(part for part in (status(entry, day), moved_text(entry)) if part)),
        ]
        for entry in entries
    ]
    return table(ident, caption, COLUMNS, rows, fixed=2, head=2)


def dates_chapters(entries: Sequence[CalendarEntry], page: str, day: dt.date) -> list[Chapter]:
    """Show what is to come, then what was, the latest year first."""
    coming = upcoming(entries, day)
    past = sorted((entry for entry in entries if is_over(entry, day)), key=lambda entry: entry.sort_key, reverse=True)
    if coming:
        count = german.plural(len(coming), "Termin", "Termine")
        ahead: list[Block] = [dates_table("kommende", f"{count} in zeitlicher Folge", coming, page, day)]
    else:
        ahead = [Paragraph("Zurzeit ist kein öffentlicher Termin angekündigt.")]
    behind: list[Block] = []
    for year, of_year in groupby(past, key=lambda entry: str(entry.start.date.last.year) if entry.start else ""):
        found = list(of_year)
        behind += [
            Heading(year or "Ohne Datum"),
            dates_table(
                f"vergangene-{year or 'ohne-datum'}",
                f"{german.plural(len(found), 'Termin', 'Termine')}, der jüngste zuerst",
                found,
                page,
                day,
            ),
        ]
    return [
        Chapter("kommende", "Kommende Termine", tuple(ahead)),
        Chapter("vergangene", "Vergangene Termine", tuple(behind)),
    ]


# --- feeds ------------------------------------------------------------------------------------------------------------


def feed(ctx: SiteContext, title: str, name: str, entries: Iterable[CalendarEntry]) -> CalendarDocument:
    """Return the calendar of some events, to be written as a feed."""
    return CalendarDocument(
        title=title, network=name, as_of=ctx.as_of, audience=Audience.OEFFENTLICH, entries=tuple(entries)
    )


def group_feeds(entries: Iterable[CalendarEntry]) -> dict[str, tuple[str, list[CalendarEntry]]]:
    """Return the groups that have public events, each with its name and events; a feed once there never goes away."""
    found: dict[str, tuple[str, list[CalendarEntry]]] = {}
    for entry in entries:
        for ident, name in entry.groups:
            if name != NOT_NAMED:
                found.setdefault(ident, (name, []))[1].append(entry)
    return dict(sorted(found.items(), key=lambda item: german.sort_key(item[1][0])))


def group_feed_path(network: str, group: str) -> str:
    """Return the path of the feed of a group."""
    return f"{network}/termine-{group}.ics"


def subscription(ctx: SiteContext, page: str, feeds: Sequence[tuple[str, str]]) -> Chapter:
    """Say how to subscribe to calendars, given as name and path."""
    address = (ctx.publisher.pages or "").rstrip("/")
    if address.endswith(".html"):
        address = address.rpartition("/")[0]
    rows = []
    for name, path in feeds:
        subscribe = f"webcal://{address.partition('://')[2]}/{path}" if address else ""
        rows.append(
            [
                Cell(name),
                Cell(f"abonnieren: {name}" if subscribe else "", subscribe),
                Cell(f"Kalenderdatei: {name} (ICS)", relative(path, page)),
            ]
        )
    how = (
        "Mit „abonnieren“ übernimmt Ihr Kalenderprogramm die Termine und hält sie aktuell: auch Verlegungen und Absagen kommen an. Geht dabei nichts auf, kopieren Sie die Adresse der Kalenderdatei und tragen Sie sie im Kalenderprogramm als Internetkalender ein."
        if address
        else "Kopieren Sie die Adresse der Kalenderdatei und tragen Sie sie in Outlook, auf dem Telefon oder in einem anderen Kalenderprogramm als Internetkalender (Abonnement) ein. Dann kommen auch Verlegungen und Absagen an. Wer die Datei nur öffnet, übernimmt den heutigen Stand."
    )
    columns = ("Kalender", "Abonnement", "Datei")
    return Chapter(
        "abonnieren",
        "Termine in Ihren Kalender übernehmen",
        (Paragraph(how), table("kalender", german.plural(len(feeds), "Kalender", "Kalender"), columns, rows)),
    )


# --- the page of an event ---------------------------------------------------------------------------------------------


def event_page(
    ctx: SiteContext, network: Network, entry: CalendarEntry, trail: Sequence[Link], menu: Sequence[Link]
) -> SitePage:
    """Build the page of one event: when, where, how to register, and the programme."""
    page = event_path(entry)
    dated = entry.start is not None and entry.start.date.exact
    pairs: list[tuple[str, str | Cell]] = [
        ("Datum", entry.date_text),
        ("Uhrzeit", entry.time_text),
        ("Einzeltermine", "\n".join(entry.session_texts)),
        ("Hinweis zum Termin", entry.date_note),
        ("Stand", status(entry, ctx.as_of)),
        ("Verlegt", moved_text(entry)),
        ("Ort", entry.address),
        ("Form", entry.mode.label if entry.mode else ""),
        ("Art", entry.kind.label if entry.kind else ""),
        ("Gremium" if len(entry.groups) == 1 else "Gremien", "\n".join(name for _, name in entry.groups)),
        ("Veranstaltet von", "\n".join(entry.organisers)),
        ("Zielgruppe", "\n".join(entry.target)),
        ("Themen", "\n".join(entry.topics)),
    ]
    registration = facts(
        [
            ("Frist und Plätze", ", ".join(entry.registration)),
            ("Anmelden unter", Cell(entry.registration_url, entry.registration_url)),
        ]
    )
    own_feed = f"{entry.id}.ics"
    download = [Cell("Kalenderdatei zu diesem Termin (ICS)", own_feed)] if dated else []
    return ctx.page(
        page,
        "event",
        entry.heading,
        [
            Chapter("wann-und-wo", "Wann und wo", tuple(facts(pairs))),
            Chapter("anmeldung", "Anmeldung", tuple(registration)),
            Chapter("programm", "Programm", tuple(bullets(_programme(ctx, network, entry)))),
            Chapter("kalender", "In Ihren Kalender übernehmen", tuple(bullets(download))),
        ],
        network=network.record.name,
        subtitle=[entry.network_name],
        trail=[*trail, Link("Termine", f"{network.id}/{CALENDAR}")],
        menu=menu,
        menu_name=entry.network_name,
    )


def _programme(ctx: SiteContext, network: Network, entry: CalendarEntry) -> list[Cell]:
    """Return the items of the agenda with those speakers who may be named, and what they do."""
    who = ctx.who(network)
    lines = []
    for item in network.events[entry.id].record.agenda:
        if title := agenda_title(item):
            names = dict.fromkeys(who.with_function(speaker) for speaker in item.speakers)
            speakers = "; ".join(name for name in names if name and name != NOT_NAMED)
            lines.append(Cell(f"{title} – {speakers}" if speakers else title))
    return lines


def network_feeds(ctx: SiteContext, network: Network) -> dict[str, CalendarDocument]:
    """Return the feeds of a network: all its events, those of each group, and each event for itself."""
    name, entries = short_name(network), ctx.entries[network.id]
    feeds = {f"{network.id}/{FEED}": feed(ctx, "Termine", name, entries)}
    for ident, (group, of_group) in group_feeds(entries).items():
        feeds[group_feed_path(network.id, ident)] = feed(ctx, f"Termine {group}", name, of_group)
    for entry in entries:
        if entry.start is not None and entry.start.date.exact:
            feeds[event_path(entry).replace(".html", ".ics")] = feed(ctx, entry.heading, name, [entry])
    return feeds
