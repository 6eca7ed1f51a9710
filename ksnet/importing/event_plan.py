"""What an import of events is going to do, and what it leaves alone and why: data, filled by `events`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ksnet.importing.appointments import Appointment
from ksnet.importing.tables import Note


class NewEvent(NamedTuple):
    """An event that is not recorded yet, with what was guessed."""

    id: str
    data: dict[str, Any]
    source: Appointment
    guessed: bool


class Difference(NamedTuple):
    """What a calendar says otherwise of an event that is recorded."""

    id: str
    text: str


@dataclass(slots=True)
class EventPlan:
    """What an import of events is going to do, and what it leaves alone and why."""

    new: list[NewEvent] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    unchanged: int = 0
    notes: list[Note] = field(default_factory=list)
