"""A new event modelled on an old one: what such meetings share, nothing of what happened."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from ksnet.duties.counting.meetings import GROUP_MEETINGS
from ksnet.editing.creating import without_empty
from ksnet.records.event import AgendaItem, EventRecord, Qualification, Registration
from ksnet.records.network import Cadence, Group
from ksnet.records.values import Moment
from ksnet.records.vocabulary import EventKind, EventStatus, GroupKind
from ksnet.repository import Network

_KIND_OF_MEETING: dict[GroupKind | None, EventKind] = {
    GroupKind.KONFERENZ: EventKind.KONFERENZ,
    GroupKind.ARBEITSKREIS: EventKind.ARBEITSKREIS,
    GroupKind.THEMENGRUPPE: EventKind.ARBEITSKREIS,
    GroupKind.MULTIPLIKATOREN: EventKind.ARBEITSKREIS,
    GroupKind.STEUERUNGSGRUPPE: EventKind.STEUERUNGSGRUPPE,
    GroupKind.AUSSCHUSS: EventKind.GREMIENSITZUNG,
    GroupKind.BEIRAT: EventKind.GREMIENSITZUNG,
}
# Of an event that does not take place on its day, so that it is no example.
OFF = frozenset((EventStatus.ABGESAGT, EventStatus.VERSCHOBEN))


class Hours(NamedTuple):
    """Weekday (Monday is 0) and hours of a group's meetings; the end may be unknown."""

    weekday: int
    start: dt.time
    end: dt.time | None


def values_like(record: EventRecord, *, same_network: bool = True) -> dict[str, Any]:
    """Return the values that a similar event shares; ids of groups and people in one network only.

    Theme and topics, what happened, and what belongs to the day are left out.
    """
    data: dict[str, Any] = {
        "title": record.title,
        "kind": record.kind.value if record.kind else None,
    }
    if same_network:
        data["groups"] = list(record.groups)
        data["organisers"] = [one.shortest for one in record.organisers]
    if record.kind is EventKind.FALLKONFERENZ:
        return data  # nothing else is allowed there
    data |= {
        "mode": record.mode.value if record.mode else None,
        "location": without_empty(vars(record.location)) if record.location else None,
        "all_day": record.all_day or None,
        "timezone": record.timezone,
        "agenda": [_agenda_item(item) for item in record.agenda if item.title],
        "tasks": [task.value for task in record.tasks],
        "qualification": _qualification(record.qualification),
        "registration": _registration(record.registration, same_network=same_network),
    }
    if same_network:
        data |= {
            "plan": record.plan,
            "chair": record.chair,
            "public": record.public or None,
            "invited": [one.shortest for one in record.invited],
        }
    return without_empty(data)


def _agenda_item(item: AgendaItem) -> dict[str, Any]:
    """Return an agenda item without speakers, minutes and results."""
    return without_empty(
        {
            "title": item.title,
            "kind": item.kind.value if item.kind else None,
            "count": item.count,
            "duration_minutes": item.duration_minutes,
        }
    )


def _qualification(known: Qualification | None) -> dict[str, Any]:
    if known is None:
        return {}
    found = {
        "interdisciplinary": known.interdisciplinary,
        "categories": [one.value for one in known.categories],
    }
    return found | ({"hours": f"{known.hours:g}"} if known.hours is not None else {})


def _registration(known: Registration | None, *, same_network: bool) -> dict[str, Any]:
    """Return the details of registration without deadline and address, which are of one event."""
    if known is None:
        return {}
    contact = known.contact if known.contact and (same_network or not known.contact.id) else None
    return without_empty(
        {
            "seats": known.seats,
            "contact": contact.shortest if contact else None,
            "cost": known.cost,
            "target": known.target,
        }
    )


def meeting_of(kind: GroupKind | None) -> EventKind:
    """Return the usual kind of a group's meetings, where none is recorded yet."""
    return _KIND_OF_MEETING.get(kind, EventKind.NETZWERKTREFFEN)


def length_of(record: EventRecord) -> dt.timedelta | None:
    """Return how long an event takes, None where its hours are not recorded."""
    if record.start and record.end and record.start.time and record.end.time:
        length = record.end.first - record.start.first
        return length if dt.timedelta(0) < length < dt.timedelta(days=1) else None
    return dt.timedelta(minutes=record.duration_minutes) if record.duration_minutes else None


def end_like(start: Moment, record: EventRecord) -> str | None:
    """Return the end of an event that begins at `start` and takes as long as `record`."""
    length = length_of(record)
    if start.time is not None and length is not None:
        return f"{start.first + length:%Y-%m-%d %H:%M}"
    old, end = record.start, record.end
    if (
        old is None
        or end is None
        or record.sessions
        or not (start.date.exact and old.date.exact and end.date.exact)
    ):
        return None
    days = end.date.first - old.date.first
    if days <= dt.timedelta(0) or (start.time is None) != (end.time is None):
        return None
    return f"{start.date.first + days}" + (f" {end.time:%H:%M}" if end.time else "")


def sessions_like(start: Moment, record: EventRecord) -> list[dict[str, str]]:
    """Return the sessions of a similar event that begins at `start`, at the same distances."""
    if (
        not record.sessions
        or record.start is None
        or not (start.date.exact and record.start.date.exact)
    ):
        return []
    by = (
        start.first - record.start.first
        if start.time
        else start.date.first - record.start.date.first
    )
    exact = all(
        one.date.exact for session in record.sessions for one in (session.start, session.end) if one
    )
    if not exact:
        return []
    return [
        {"start": moved(session.start, by)}
        | ({"end": moved(session.end, by)} if session.end else {})
        for session in record.sessions
    ]


def moved(moment: Moment, by: dt.timedelta) -> str:
    """Return an exact moment so much later, as records write it; a day stays without a time."""
    return f"{moment.first + by:%Y-%m-%d %H:%M}" if moment.time else f"{moment.date.first + by}"


def meetings_of(network: Network, group: str, kinds: Iterable[EventKind] = ()) -> list[EventRecord]:
    """Return the past and planned meetings of a group, oldest first, optionally of some kinds."""
    wanted = set(kinds)
    dated = (
        (event.record.start.sort_key, ident)
        for ident, event in network.events.items()
        if group in event.record.groups
        and event.record.start
        and event.record.status not in OFF
        and (not wanted or event.record.kind in wanted)
    )
    return [network.events[ident].record for _, ident in sorted(dated)]


def usual_hours(events: Iterable[EventRecord]) -> Hours | None:
    """Return the most frequent weekday and hours of meetings, the latest on a tie, else None."""
    timed = [
        event for event in events if event.start and event.start.date.exact and event.start.time
    ]
    # Of equally frequent ones, a Counter returns the first that it was given.
    recent = [(event, event.start) for event in reversed(timed) if event.start]
    weekdays = Counter(start.date.first.weekday() for _, start in recent)
    for weekend in (5, 6):
        del weekdays[weekend]
    if not weekdays:
        return None
    [(weekday, _)] = weekdays.most_common(1)
    [((time, length), _)] = Counter(
        (start.time, length_of(event)) for event, start in recent
    ).most_common(1)
    if time is None:
        return None
    end = (dt.datetime.combine(dt.date.min, time) + length).time() if length else None
    return Hours(weekday, time, end if end and end > time else None)


def hours_before(network: Network, group: Group, cadence: Cadence) -> Hours | None:
    """Return the usual hours of the meetings that a cadence is about, else of all of a group."""
    alike = meetings_of(network, group.id, cadence.kinds or GROUP_MEETINGS)
    return usual_hours(alike) or usual_hours(meetings_of(network, group.id))
