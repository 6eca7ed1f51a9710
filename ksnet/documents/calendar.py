"""The calendar: meetings in order, for one network or several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.basics.spool import stored
from ksnet.documents.calendar_entry import CalendarEntry
from ksnet.documents.events import calendar_entries
from ksnet.documents.view import View
from ksnet.duties.counting.spans import Window
from ksnet.lands.tables import Tables
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records import german
from ksnet.records.values import month_length
from ksnet.repository import Network


@frozen(kw_only=True)
class MonthView:
    """A month of the overview of a year; the last one holds events without a known month."""

    name: str
    """Name des Monats; leer, wo er nicht bekannt ist."""
    entries: tuple[CalendarEntry, ...]
    """Termine, die in ihm beginnen."""
    holidays: tuple[tuple[str, str], ...] = ()
    """Feiertage und Ferien: Tag oder Zeitraum und Name."""


@frozen(kw_only=True)
class CalendarView(View):
    """The view of the calendar."""

    kind: ClassVar[str] = "calendar"
    year: int | None
    """Jahr, wenn der Kalender genau ein Kalenderjahr zeigt."""
    period: str
    """Sonst der Zeitraum: „01.01.2025 bis 31.03.2025“; leer ohne Grenzen."""
    networks: tuple[str, ...]
    """Kurze Namen der Netzwerke."""
    group: str
    """Name des Gremiums, wenn nur dessen Termine gezeigt werden."""
    entries: Sequence[CalendarEntry]
    """Termine in zeitlicher Folge."""
    months: tuple[MonthView, ...]
    """Die Monate des Jahres mit ihren Terminen."""

    @property
    def several(self) -> bool:
        """Ob er mehrere Netzwerke zeigt."""
        return len(self.networks) > 1

    @property
    def undated(self) -> tuple[CalendarEntry, ...]:
        """Termine ohne bekannten Tag; sie stehen in keinem Abonnement."""
        return tuple(entry for entry in self.entries if not entry.dated)


def calendar_view(
    networks: Iterable[Network],
    *,
    as_of: dt.date,
    window: Window | None = None,
    group: str | None = None,
    audience: Audience = Audience.INTERN,
) -> CalendarView:
    """Return the calendar of some networks: all events, or those of a window or a group."""
    names, unreadable, author, group_name = list[str](), list[str](), "", ""
    tables: Tables | None = None

    def found() -> Iterator[CalendarEntry]:
        nonlocal author, group_name, tables
        for network in networks:  # once: the records of a whole Land are never in memory
            record, tables, author = network.record, network.land.tables, network.record.name
            names.append(record.known_as)
            unreadable.extend(network.unreadable)
            group_name = group_name or next(
                (entry.name for entry in record.groups if entry.id == group), ""
            )
            who = WhoIsWho(network, as_of, audience)
            yield from calendar_entries(who, window=window, group=group)

    entries = stored(found(), lambda entry: entry.sort_key)
    year = window.year if window is not None else None
    return CalendarView(
        author=author if len(names) == 1 else german.join(names),
        as_of=as_of,
        audience=audience,
        unreadable=tuple(unreadable),
        year=year,
        period=window.text if window is not None and year is None else "",
        networks=tuple(names),
        group=group_name or group or "",
        entries=entries,
        months=_months(entries, year, tables) if tables and year is not None and entries else (),
    )


def _months(entries: Sequence[CalendarEntry], year: int, tables: Tables) -> tuple[MonthView, ...]:
    """Return the twelve months, and a nameless one for events without a known month."""
    by_month: dict[int | None, list[CalendarEntry]] = {}
    for entry in entries:
        by_month.setdefault(_month_of(entry, year), []).append(entry)
    months = [
        MonthView(
            name=name,
            entries=tuple(by_month.get(month, ())),
            holidays=_holidays_in(year, month, tables),
        )
        for month, name in enumerate(german.MONTHS, start=1)
    ]
    vague = by_month.get(None)
    return (*months, *([MonthView(name="", entries=tuple(vague))] if vague else ()))


def _month_of(entry: CalendarEntry, year: int) -> int | None:
    """Return the month in which an event begins, None where unknown.

    An event that began in an earlier year counts as January.
    """
    if entry.start is None or entry.start.date.first.month != entry.start.date.last.month:
        return None
    first = entry.start.date.first
    return first.month if first.year == year else 1


def _holidays_in(year: int, month: int, tables: Tables) -> tuple[tuple[str, str], ...]:
    """Return the public holidays of a month, and the school holidays that overlap it."""
    days = [dt.date(year, month, day) for day in range(1, month_length(year, month) + 1)]
    public = tuple(
        (german.short_day(day), name) for day in days if (name := tables.public_holiday(day))
    )
    school = tables.school_holidays(days[0], days[-1])
    return public + tuple((_span(first, last), name) for first, last, name in school)


def _span(first: dt.date, last: dt.date) -> str:
    if first == last:
        return german.short_day(first)
    return f"{german.numeric_day(first)} bis {german.numeric_day(last)}"
