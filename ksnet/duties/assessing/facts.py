"""The records of one network for measuring: events by year, what is in force, what is doubtful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from ksnet.basics.findings import Place
from ksnet.duties.counting.events import last_day, misdated
from ksnet.duties.counting.membership import has_joined, has_left, member_span
from ksnet.duties.counting.spans import TimeSpan, Window
from ksnet.records.base import Period
from ksnet.records.members import Member
from ksnet.records.network import Coordination, NetworkRecord, YouthOffice
from ksnet.repository import FiledEvent, Network
from ksnet.yamltext.rules.files import (
    BYTE_ORDER_MARK,
    CRLF_LINE_ENDS,
    TAB_INDENTATION,
    TYPOGRAPHIC_QUOTES,
)
from ksnet.yamltext.rules.schema import AMBIGUOUS_SCALAR, UNKNOWN_KEY

P = TypeVar("P", bound=Period)
# Faults of the reader about a text that was read all the same.
_READ_ALL_THE_SAME = frozenset(
    (AMBIGUOUS_SCALAR, BYTE_ORDER_MARK, CRLF_LINE_ENDS, TAB_INDENTATION, TYPOGRAPHIC_QUOTES)
)


def judged_day(record: NetworkRecord, year: int, as_of: dt.date) -> dt.date:
    """Return the day on which a year is judged: its last, today, or the network's last."""
    return Window.of_year(year).passed(as_of, record.until).last


class Facts:
    """One network as of a day, for all measures."""

    def __init__(
        self,
        network: Network,
        as_of: dt.date,
        coordinated_elsewhere: Mapping[str, Place] | None = None,
    ) -> None:
        """`coordinated_elsewhere` holds the Koordinierungsstellen in networks above or below."""
        self.network, self.record, self.as_of = network, network.record, as_of
        self.coordinated_elsewhere = coordinated_elsewhere or {}
        self._members_on: dict[dt.date, list[tuple[int, Member]]] = {}
        self.life = TimeSpan(self.record.founded, self.record.until)
        self.has_duties = network.readable and self.record.is_network

    # --- what may be concluded from what is not there ---

    @cached_property
    def _faulty(self) -> dict[str, set[str]]:
        """The top-level keys that were not fully read, by file; `""` means the whole file."""
        result: dict[str, set[str]] = {}
        for fault in self.network.faults:
            if fault.rule in _READ_ALL_THE_SAME:
                continue
            path = fault.place.path
            result.setdefault(fault.place.file, set()).add(str(path[0]) if path else "")
            if fault.rule is UNKNOWN_KEY and len(path) == 1:
                result[fault.place.file].add("")  # any key may have been meant
        for file in self.network.unreadable:
            result.setdefault(file, set()).add("")
        return result

    def doubt(self, *keys: str) -> bool:
        """Whether one of these keys of `network.yaml` could not be read as written.

        What is missing may be there.
        """
        return self.doubt_in(self.network.file, *keys)

    def doubt_in(self, file: str, *keys: str) -> bool:
        """Whether one of these keys of a file could not be read as written."""
        wrong = self._faulty.get(file) or self._faulty.get(file.rpartition("/")[0])
        return wrong is not None and ("" in wrong or any(key in wrong for key in keys))

    def doubt_file(self, file: str) -> bool:
        """Whether something in a file could not be read as written."""
        return file in self._faulty or file.rpartition("/")[0] in self._faulty

    def events_in_doubt(self, year: int) -> int:
        """How many events of a year were not fully read, or have a wrong date; they may count."""
        return sum(self._may_lie_in(file, year) for file in self._events_in_doubt)

    @cached_property
    def _events_in_doubt(self) -> set[str]:
        unread = {file for file in self._faulty if "/events/" in file}
        events = self.network.events.values()
        return unread | {event.file for event in events if misdated(event.id, event.record)}

    def _may_lie_in(self, file: str, year: int) -> bool:
        name = file.rpartition("/")[2]
        return not name[:4].isdigit() or name.startswith(str(year))

    # --- events ---

    @cached_property
    def _by_year(self) -> dict[int, list[FiledEvent]]:
        result: dict[int, list[FiledEvent]] = {}
        for event in self.network.events.values():
            start, last = event.record.start, last_day(event.record)
            if start is not None and last is not None:
                for year in range(start.date.first.year, last.year + 1):
                    result.setdefault(year, []).append(event)
        return result

    def events_in(self, year: int) -> list[FiledEvent]:
        """Return the events that are or may be in a year."""
        return self._by_year.get(year, [])

    # --- entries in force ---

    def active(self, entries: Iterable[P], day: dt.date) -> list[tuple[int, P]]:
        """Return the entries on a day by number, also those with contradictory dates."""
        return [
            (number, entry)
            for number, entry in enumerate(entries)
            if TimeSpan.of(entry).on(day)
            or (entry.since and entry.until and entry.until.last < entry.since.first)
        ]

    def offices_on(self, day: dt.date) -> list[tuple[int, YouthOffice]]:
        """Return the Jugendämter on a day, by number; none that left or has yet to join."""
        return [
            (number, office)
            for number, office in self.active(self.record.youth_offices, day)
            if has_joined(office)
            and (office.until or not has_left(self.network, office.id, day))  # else by its body
        ]

    def posts_on(self, day: dt.date) -> list[tuple[int, Coordination]]:
        """Return the Koordinierungsstellen on a day, by number.

        A Jugendamt that left or has yet to join has none; one that nobody knows may have.
        """
        absent = set(self.network.offices) - {office.id for _, office in self.offices_on(day)}
        posts = self.active(self.record.coordination, day)
        return [entry for entry in posts if entry[1].youth_office not in absent]

    def members_on(self, day: dt.date) -> list[tuple[int, Member]]:
        """Return the bodies that belong to the network on a day, by number."""
        if day not in self._members_on:
            self._members_on[day] = [
                (number, member)
                for number, member in enumerate(self.network.members.members)
                if member_span(self.network, member).on(day)
            ]
        return self._members_on[day]

    # --- places ---

    def at(self, *path: str | int) -> Place:
        """Return a place in `network.yaml`; a missing key means its beginning."""
        return Place(self.network.file, path)

    def member_at(self, number: int, *path: str | int) -> Place:
        """Return a place in the entry of a body."""
        return Place(self.network.members_file, ("members", number, *path))


def places(events: Iterable[FiledEvent]) -> Iterator[Place]:
    """Return the places of events."""
    return (Place(event.file) for event in events)
