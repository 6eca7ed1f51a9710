"""KS3, clashes: rooms and people needed twice, and groups that meet twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Related, Rule
from ksnet.duties.counting.events import misdated
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import TAKES_PLACE, Booking, Overview, event_spans

_ROOM = "location:\n  name: Rathaus\n  city: Soest\n  room: {}\n"


def _second(before_status: str, more: str = "") -> dict[str, str]:
    """Return a second meeting of the day as a file."""
    head = "title: Zweites Treffen\nkind: gremiensitzung\n"
    return {
        "data/events/musterstadt/2026-09-16-zweites.yaml": f"{head}{before_status}status: geplant\n{more}"
    }


ROOM_CONFLICT = Rule(
    code="KS320",
    name="room-conflict",
    severity=Severity.WARNUNG,
    title="Ein Raum ist zur selben Zeit zweimal vergeben.",
    why="Räume gelten als dieselben, wenn Name, Raum und Ort gleich sind; ohne Ort nur innerhalb eines Netzwerks.",
    mend="Raum oder Zeit ändern.",
    wrong={
        "event": _ROOM.format("Saal 1"),
        **_second("start: 2026-09-16 14:00\n", _ROOM.format("⟦Saal 1⟧")),
    },
    right="Saal 2",
)


def room_conflict(overview: Overview) -> Iterator[Fault]:
    """Ensure that a room is not needed for two events at the same time.

    Rooms are the same where name, room and city are equal; without a city only inside one network.
    """
    rooms: dict[tuple[str, str, str], list[Booking]] = defaultdict(list)
    for booking in overview.bookings:
        rooms[(booking.room, booking.city, "" if booking.city else booking.network)].append(booking)
    for bookings in rooms.values():
        timed = [_Timed(one.start, one.end, one.file, one.title) for one in bookings]
        for *others, last in _clashes(timed):
            room = bookings[0].room.replace("/", ", ")
            yield ROOM_CONFLICT.fault(
                Place(last.file, ("location", "room")),
                f"Der Raum „{room}“ ist zu dieser Zeit schon belegt.",
                note=f"belegt durch {german.quoted(others[0].title)} ({{0}})",
                related=_related(others),
            )


class _Timed(NamedTuple):
    """An event, or one of its sessions, with its time."""

    start: dt.datetime
    end: dt.datetime
    file: str
    title: str


def _clashes(timed: Iterable[_Timed]) -> Iterator[list[_Timed]]:
    """Yield groups of events that overlap in a row, each event once, ignoring its sessions.

    The last one is the latest, the first one overlaps it.
    """
    for row in _rows(timed):
        first: dict[str, _Timed] = {}
        for item in row:
            first.setdefault(item.file, item)
        *others, last = first.values()
        if others:
            yield [*sorted(others, key=lambda other: other.end <= last.start), last]


def _rows(timed: Iterable[_Timed]) -> Iterator[list[_Timed]]:
    """Yield all that overlaps in a row, by time; what overlaps nothing is a row of its own."""
    row: list[_Timed] = []
    until: dt.datetime | None = None  # the last end so far
    for item in sorted(timed):
        if until is not None and item.start >= until:
            yield row
            row = []
        row.append(item)
        until = max(until or item.end, item.end)
    if row:
        yield row


def _related(
    clash: Iterable[_Timed], records: Mapping[str, EventRecord] | None = None
) -> tuple[Related, ...]:
    """Return the other events, at the moment that overlaps where their `records` are at hand."""
    return tuple(
        Related(
            Place(
                other.file, _path_at(records[other.file], other.start) if records else ("start",)
            ),
            f"{german.quoted(other.title)} bis {other.end:%H:%M} Uhr",
        )
        for other in clash
    )


PERSON_CONFLICT = Rule(
    code="KS321",
    name="person-conflict",
    severity=Severity.WARNUNG,
    title="Eine Person ist zur selben Zeit an zwei Stellen eingeplant.",
    why="Gebunden ist eine Person durch ihre eigenen Gremien, als Leitung und für das Protokoll, nicht durch die Gremien ihrer Stelle.",
    mend="Zeit ändern oder klären, wer wo teilnimmt.",
    wrong={
        "event": "chair: muster\n",
        **_second("start: ⟦2026-09-16 14:00⟧\n", "chair: muster\n"),
    },
    right="2026-09-16 16:00",
)


def _person_conflicts(
    context: NetworkContext, timed: Iterable[_Timed], records: Mapping[str, EventRecord]
) -> Iterator[Fault]:
    """Yield one finding for all events that overlap and need the same people.

    People are bound by their own `groups`, by `chair` and `taken_by`, not by the groups of their
    body.
    """
    in_group = _in_groups(context)
    people: dict[tuple[_Timed, ...], list[str]] = defaultdict(list)  # by the events that overlap
    for row in _rows(timed):
        if len({item.file for item in row}) == 1:
            continue
        for attended, idents in _attending(row, records, in_group).items():
            for clash in _clashes(attended):
                people[tuple(clash)] += idents
    for (*others, last), both in people.items():
        shown = [f"„{ident}“" for ident in sorted(both)[:3]]
        who = german.join([*shown, *["andere"] * (len(both) > 3)])
        verb = "ist" if len(both) == 1 else "sind"
        yield PERSON_CONFLICT.fault(
            Place(last.file, _path_at(records[last.file], last.start)),
            f"{who} {verb} zu dieser Zeit schon bei {german.quoted(others[0].title)}.",
            related=_related(others, records),
        )


_InGroup = dict[str, list[tuple[str, dt.date, dt.date]]]  # people, each with first and last day


def _in_groups(context: NetworkContext) -> _InGroup:
    in_group: _InGroup = defaultdict(list)
    for _path, _member, person in context.network.people():
        for membership in person.groups:
            since, until = membership.since or person.since, membership.until or person.until
            in_group[membership.id].append(
                (
                    person.id,
                    since.first if since else dt.date.min,
                    until.last if until else dt.date.max,
                )
            )
    return in_group


def _attending(
    row: Iterable[_Timed], records: Mapping[str, EventRecord], in_group: _InGroup
) -> dict[tuple[_Timed, ...], list[str]]:
    """Return who is needed, by all that they are needed at."""
    needed: dict[str, list[_Timed]] = defaultdict(list)
    for item in row:
        for ident in _bound(records[item.file], item.start, in_group):
            needed[ident].append(item)
    same: dict[tuple[_Timed, ...], list[str]] = defaultdict(list)
    for ident, items in needed.items():
        same[tuple(items)].append(ident)
    return same


def _path_at(record: EventRecord, start: dt.datetime) -> Path:
    """Return the path of the moment at which people meet."""
    moment = next((one.start for one in record.occasions if one.start.at == start), record.start)
    return record.path_of(moment)


def _bound(record: EventRecord, start: dt.datetime, in_group: _InGroup) -> set[str]:
    people = {
        person
        for group in record.groups
        for person, since, until in in_group.get(group, ())
        if since <= start.date() <= until
    }
    people.update(
        ident
        for ident in (record.chair, record.minutes.taken_by if record.minutes else None)
        if ident
    )
    return people


GROUP_CONFLICT = Rule(
    code="KS322",
    name="group-conflict",
    severity=Severity.WARNUNG,
    title="Ein Gremium tagt zur selben Zeit zweimal.",
    why="Meist ist derselbe Termin zweimal erfasst, etwa nach einer Verschiebung oder einem Import; er zählt dann doppelt für den Turnus. Ein Eintrag, der für mehrere Gremien steht („count“), darf zugleich tagen.",
    mend="Ist es derselbe Termin, eine der Dateien löschen; sonst Zeit oder Gremium berichtigen.",
    wrong=_second("groups: [⟦plenum⟧]\nstart: 2026-09-16 15:00\n"),
    right=_second("groups: [plenum]\nstart: 2026-09-16 15:30\n"),
)


def clashes(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nobody is needed at two events at once, and that no group meets twice."""
    records = {
        event.file: event.record
        for event in context.network.events.values()
        if event.record.status in TAKES_PLACE and not misdated(event.id, event.record)
    }
    timed = sorted(
        _Timed(*span, file, record.title)
        for file, record in records.items()
        for span in event_spans(record)
    )
    yield from _person_conflicts(context, timed, records)
    yield from _group_conflicts(context, timed, records)


def _group_conflicts(
    context: NetworkContext, timed: Iterable[_Timed], records: Mapping[str, EventRecord]
) -> Iterator[Fault]:
    """Yield one finding for all meetings of a group that overlap."""
    several = {group.id for group in context.network.record.groups if (group.count or 1) > 1}
    meetings: dict[str, list[_Timed]] = defaultdict(list)
    for item in timed:
        for group in records[item.file].groups:
            if group not in several:
                meetings[group].append(item)
    for group, items in meetings.items():
        for *others, last in _clashes(items):
            yield GROUP_CONFLICT.fault(
                Place(last.file, ("groups", records[last.file].groups.index(group))),
                f"„{group}“ tagt zu dieser Zeit schon: {german.quoted(others[0].title)}.",
                related=_related(others, records),
            )


CHECKS = (clashes,)
OVERVIEWS = (room_conflict,)
