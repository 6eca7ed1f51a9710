"""A new event after an old one: what such meetings have in common, and nothing of what happened at one of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ksnet.records.event import EventRecord
from ksnet.records.model import BaseModel
from ksnet.records.values import Moment
from ksnet.records.vocabulary import EventKind, GroupKind

# What a group's regular meetings are; an Auftakt, a Fortbildung, a Fachtag is no model for the next one.
REGULAR = (
    EventKind.NETZWERKTREFFEN,
    EventKind.KONFERENZ,
    EventKind.GREMIENSITZUNG,
    EventKind.ARBEITSKREIS,
    EventKind.STEUERUNGSGRUPPE,
)
_KIND_OF_MEETING = {
    GroupKind.KONFERENZ: EventKind.KONFERENZ,
    GroupKind.ARBEITSKREIS: EventKind.ARBEITSKREIS,
    GroupKind.STEUERUNGSGRUPPE: EventKind.STEUERUNGSGRUPPE,
    GroupKind.AUSSCHUSS: EventKind.GREMIENSITZUNG,
    GroupKind.BEIRAT: EventKind.GREMIENSITZUNG,
}


def copied(record: EventRecord, *, same_network: bool = True) -> dict[str, Any]:
    """Return title, kind, place, mode and agenda of an event; groups and organisers only within their network."""
    data: dict[str, Any] = {"title": record.title, "kind": record.kind.value if record.kind else None}
    if same_network:
        data["groups"] = list(record.groups)
        data["organisers"] = [who.id or {"text": who.text} for who in record.organisers]
    if record.kind is EventKind.FALLKONFERENZ:
        return data  # nothing else may stand there
    data["mode"] = record.mode.value if record.mode else None
    data["location"] = _without_empty(record.location)
    data["agenda"] = [{"title": item.title} for item in record.agenda if item.title]
    return data


def meeting_of(kind: GroupKind | None) -> EventKind:
    """Return what a meeting of a group is, where none has been recorded yet."""
    return _KIND_OF_MEETING.get(kind, EventKind.NETZWERKTREFFEN) if kind else EventKind.NETZWERKTREFFEN


def length_of(record: EventRecord) -> dt.timedelta | None:
    """Return how long an event takes, where its hours are recorded."""
    if record.start and record.end and record.start.time and record.end.time:
        length = record.end.first - record.start.first
        return length if dt.timedelta(0) < length < dt.timedelta(days=1) else None
    return dt.timedelta(minutes=record.duration_minutes) if record.duration_minutes else None


def ends(start: Moment, record: EventRecord) -> str | None:
    """Return when an event that begins at `start` ends if it takes as long as `record`."""
    length = length_of(record)
    if start.time is None or length is None:
        return None
    return f"{start.first + length:%Y-%m-%d %H:%M}"


def _without_empty(model: BaseModel | None) -> dict[str, Any]:
    return {key: value for key, value in vars(model).items() if value is not None} if model else {}
