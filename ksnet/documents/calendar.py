"""The calendar: meetings in order, for one network or several."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ksnet import german
from ksnet.counting.spans import Window
from ksnet.documents.blocks import Block, Cell, Gap, Heading, Paragraph, facts, table
from ksnet.documents.events import CALLED_OFF, CalendarEntry, moved_text, select
from ksnet.documents.model import Audience, Chapter, Document
from ksnet.reference import public_holiday, school_holidays
from ksnet.repository import Network

COLUMNS = ("Datum", "Uhrzeit", "Termin", "Netzwerk", "Gremium", "Ort", "Stand")


@dataclass(frozen=True, kw_only=True)
class CalendarDocument(Document):
    """A calendar with its entries; `undated` are those whose day is not known, so that no feed can hold them."""

    kind: ClassVar[str] = "calendar"
    entries: tuple[CalendarEntry, ...] = field(default=())

    @property
    def undated(self) -> tuple[CalendarEntry, ...]:
        """The entries whose day is not known."""
        return tuple(entry for entry in self.entries if entry.start is None or not entry.start.date.exact)

    def as_json(self) -> dict[str, Any]:
        """Return the calendar as the command line promises it."""
        return {"version": 1, "events": [_json(entry) for entry in self.entries]}


def calendar_document(
    networks: Sequence[Network],
    *,
    as_of: dt.date,
    window: Window | None = None,
    group: str | None = None,
    audience: Audience = Audience.INTERN,
) -> CalendarDocument:
    """Build the calendar of some networks: all events, those of a window of days, or those of one group."""
    entries = tuple(select(networks, as_of=as_of, window=window, group=group, audience=audience))
    one = networks[0] if len(networks) == 1 else None
    name = one.record.name if one else f"{len(networks)} Netzwerke"
    subtitle = (
        [name] if one else [german.join(network.record.short_name or network.record.name for network in networks)]
    )
    if group is not None:
        subtitle.append(f"Gremium: {_group_name(networks, group)}")
    if audience.public:
        subtitle.append("Öffentliche Termine")
    chapters = [Chapter("termine", "Termine", tuple(_overview(entries, several=one is None)))]
    if window is not None and _is_year(window) and entries:
        months = year_overview(entries, window.first.year, several=one is None)
        chapters.insert(0, Chapter("jahresuebersicht", "Das Jahr im Überblick", (months,), detail=True))
    if details := _details(entries):
        chapters.append(Chapter("einzelheiten", "Einzelheiten zu den Terminen", tuple(details), detail=True))
    return CalendarDocument(
        title=f"Termine {window.first.year}" if _is_year(window) and window else _title(window),
        subtitle=tuple(line for line in subtitle if line),
        network=name,
        as_of=as_of,
        audience=audience,
        notes=tuple(unreadable_notes(networks, audience)),
        chapters=tuple(chapters),
        entries=entries,
    )


def _is_year(window: Window | None) -> bool:
    return window is not None and window == Window.of_year(window.first.year)


def _title(window: Window | None) -> str:
    return f"Termine {window.text}" if window else "Termine"


def _group_name(networks: Sequence[Network], group: str) -> str:
    names = [entry.name for network in networks for entry in network.record.groups if entry.id == group]
    return names[0] if names else group


def unreadable_notes(networks: Iterable[Network], audience: Audience) -> list[Block]:
    """Name the files that could not be read, so that nobody takes the document for complete."""
    files = [file for network in networks for file in network.unreadable]
    if not files:
        return []
    if audience.public:
        return [
            Gap(
                "nicht-beurteilbar",
                "Ein Teil der Unterlagen war nicht lesbar; diese Übersicht kann unvollständig sein.",
            )
        ]
    what = (
        "Diese Datei war nicht lesbar und fehlt hier"
        if len(files) == 1
        else "Diese Dateien waren nicht lesbar und fehlen hier"
    )
    return [Gap("nicht-beurteilbar", f"{what}: {german.join(files)}. „ksnet validate“ sagt, woran es liegt.")]


def calendar_rows(entries: Iterable[CalendarEntry]) -> list[list[Cell]]:
    """Return the rows of a table with the columns `COLUMNS`."""
    return [
        [
            Cell(entry.date_text),
            Cell(entry.time_text),
            Cell("\n".join(part for part in (entry.heading, entry.date_note) if part)),
            Cell(entry.network_name),
            Cell("\n".join(name for _, name in entry.groups)),
            Cell(entry.place),
            Cell("\n".join(part for part in (entry.status_text, moved_text(entry)) if part)),
        ]
        for entry in entries
    ]


def calendar_table(entries: Iterable[CalendarEntry], caption: str, *, several: bool) -> Block:
    """Build the table of events, with the network's name only where there are several."""
    rows = calendar_rows(entries)
    if not several:
        rows = [[Cell("") if number == 3 else cell for number, cell in enumerate(row)] for row in rows]
    return table("termine", caption, COLUMNS, rows, fixed=2, head=2)


def year_overview(entries: Sequence[CalendarEntry], year: int, *, several: bool) -> Block:
    """Build the table of the twelve months, each with its meetings, public holidays and school holidays.

    An event whose month is not known stands in a row of its own at the end.
    """
    rows: list[list[str]] = []
    for month, name in enumerate(german.MONTHS, start=1):
        meetings = [_in_month(entry, several=several) for entry in entries if _month_of(entry, year) == month]
        rows.append([name, "\n".join(meetings), "\n".join(holidays_in(year, month))])
    if vague := [_in_month(entry, several=several) for entry in entries if _month_of(entry, year) is None]:
        rows.append(["ohne Monat", "\n".join(vague), ""])
    columns = ("Monat", "Termine", "Feiertage und Ferien in Nordrhein-Westfalen")
    return table("jahresuebersicht", f"Die Monate des Jahres {year}", columns, rows, fixed=1, keep=(1,))


def _month_of(entry: CalendarEntry, year: int) -> int | None:
    """Return the month of the year in which an event begins, the first for one that began before; None where it is not known."""
    if entry.start is None or entry.start.date.first.month != entry.start.date.last.month:
        return None
    first = entry.start.date.first
    return first.month if first.year == year else 1


def _in_month(entry: CalendarEntry, *, several: bool) -> str:
    name = f"{entry.network_name}: {entry.heading}" if several else entry.heading
    off = f" ({entry.status_text})" if entry.status in CALLED_OFF else ""
    return f"{entry.date_text}: {name}{off}"


def holidays_in(year: int, month: int) -> list[str]:
    """Return the public holidays of a month with their day, and the school holidays that touch it from first to last day."""
    days = [dt.date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    public = [f"{german.short_day(day)}: {name}" for day in days if (name := public_holiday(day))]
    return public + [f"{_span(first, last)}: {name}" for first, last, name in school_holidays(days[0], days[-1])]


def _span(first: dt.date, last: dt.date) -> str:
    return f"{german.numeric_day(first)} bis {german.numeric_day(last)}" if last > first else german.short_day(first)


def _overview(entries: Sequence[CalendarEntry], *, several: bool) -> list[Block]:
    if not entries:
        return [Paragraph("In den Unterlagen stehen dazu keine Termine.")]
    count = german.plural(len(entries), "Termin", "Termine")
    return [calendar_table(entries, f"{count} in zeitlicher Folge", several=several)]


def _details(entries: Iterable[CalendarEntry]) -> list[Block]:
    blocks: list[Block] = []
    for entry in entries:
        own = facts(
            [
                ("Einzeltermine", "\n".join(entry.session_texts)),
                ("Veranstaltet von", german.join(entry.organisers)),
                ("Form", entry.mode.label if entry.mode else ""),
                ("Einwahl", Cell(entry.dial_in, entry.dial_in)),
                ("Anmeldung", ", ".join(entry.registration)),
                ("Anmeldung unter", Cell(entry.registration_url, entry.registration_url)),
                ("Zielgruppe", "\n".join(entry.target)),
                ("Themen", "\n".join(entry.topics)),
                ("Programm", "\n".join(entry.agenda)),
            ]
        )
        if own:
            blocks += [Heading(f"{entry.date_text}: {entry.heading}"), *own]
    return blocks


def _json(entry: CalendarEntry) -> dict[str, Any]:
    return {
        "network": entry.network,
        "id": entry.id,
        "title": entry.title,
        "kind": entry.kind,
        "groups": [ident for ident, _ in entry.groups],
        "start": _iso(entry.start),
        "end": _iso(entry.end),
        "sessions": [{"start": _iso(session.start), "end": _iso(session.end)} for session in entry.sessions],
        "theme": entry.theme or None,
        "all_day": entry.all_day,
        "date_note": entry.date_note or None,
        "precision": entry.start.precision if entry.start else "none",
        "status": entry.status,
        "mode": entry.mode,
        "location": entry.location or None,
        "public": entry.public,
        "sequence": entry.sequence,
    }


def _iso(moment: object) -> str | None:
    return str(moment).replace(" ", "T") if moment is not None else None
