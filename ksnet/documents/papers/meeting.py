"""A meeting with what its papers need to know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ksnet import german
from ksnet.counting.membership import members_on
from ksnet.counting.spans import Span
from ksnet.documents.blocks import Cell
from ksnet.documents.events import CalendarEntry, calendar_entry
from ksnet.documents.membership import shown_people
from ksnet.documents.who import WhoIsWho
from ksnet.records.event import AgendaItem, EventRecord
from ksnet.records.members import Member, MembershipEntry
from ksnet.repository import Filed, Network


class Meeting:
    """An event with what its papers need to know of it."""

    def __init__(self, network: Network, event: Filed[EventRecord], as_of: dt.date) -> None:
        self.network, self.record, self.as_of = network, event.record, as_of
        self.event = event
        self.who = WhoIsWho(network, as_of)
        self.entry: CalendarEntry = calendar_entry(network, event, self.who)
        start = event.record.start
        self.day = start.date.first if start is not None and start.date.exact else as_of

    def data(self, *, with_dial_in: bool = True) -> list[tuple[str, str | Cell]]:
        """Return when, where, whose and by whom, each with its label."""
        entry, start = self.entry, self.record.start
        one_day = start is not None and start.date.exact and entry.date_text == german.short_day(start.date.first)
        day = german.long_day(start.date.first) if one_day and start is not None else entry.date_text
        return [
            ("Termin", ", ".join(part for part in (day, entry.time_text, entry.date_note) if part)),
            ("Ort", entry.place),
            ("Einwahl", Cell(entry.dial_in, entry.dial_in) if with_dial_in else ""),
            ("Gremium", german.join(name for _, name in entry.groups)),
            ("Veranstaltet von", german.join(entry.organisers)),
            ("Leitung", self.who.person(self.record.chair)),
        ]

    def timed_agenda(self) -> Iterator[tuple[str, AgendaItem]]:
        """Yield the items of the agenda with the time at which each begins, as long as all before it say how long they take."""
        start = self.record.start
        clock = start.first if start is not None and start.time is not None else None
        for item in self.record.agenda:
            yield (f"{clock:%H:%M}" if clock is not None else ""), item
            minutes = item.duration_minutes
            clock = clock + dt.timedelta(minutes=minutes) if clock is not None and minutes else None

    def expected_members(self) -> list[Member]:
        """Return the bodies that belong to the groups of the meeting on its day, or are invited themselves."""
        groups, invited = set(self.record.groups), {entry.id for entry in self.record.invited}
        return [
            member
            for member in members_on(self.network, self.day)
            if member.id in invited
            or in_groups(member.groups, groups, self.day)
            or any(in_groups(person.groups, groups, self.day) for person in member.people)
        ]

    def expected_people(self) -> list[tuple[str, str]]:
        """Return who is expected, by body; a body that nobody is recorded for has an empty name, a protected one is left out."""
        groups, invited = set(self.record.groups), {entry.id for entry in self.record.invited}
        who = WhoIsWho(self.network, self.day)
        found: list[tuple[str, str]] = []
        bodies = [(who.member_name(member), member) for member in self.expected_members() if not member.sensitive]
        for name, member in sorted(bodies, key=lambda pair: german.sort_key(pair[0])):
            whole_body = member.id in invited or in_groups(member.groups, groups, self.day)
            people = [
                who.person(person.id)
                for person in shown_people(self.network, member, who)
                if not person.redacted
                and (
                    person.id in invited
                    or (in_groups(person.groups, groups, self.day) if person.groups else whole_body)
                )
            ]
            found += [(person, name) for person in people or [""]]
        return found

    def document_texts(self, *lines: str) -> tuple[str, ...]:
        """Return the lines under the title of a paper."""
        return tuple(line for line in (self.network.record.name, self.entry.heading, *lines) if line)


def in_groups(entries: Iterable[MembershipEntry], groups: set[str], day: dt.date) -> bool:
    """Whether one of the memberships leads into one of the groups on a day."""
    return any(entry.id in groups and Span(entry.since, entry.until).on(day) for entry in entries)
