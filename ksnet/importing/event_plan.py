"""What an import of events is going to do, and what it leaves alone and why: data, filled by `events`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ksnet.importing.calendars.appointments import Appointment
from ksnet.importing.choosing import Unit
from ksnet.importing.lists.tables import Note


class NewEvent(NamedTuple):
    """An event that is not recorded yet, with what was guessed; `series` is the same for all appointments of one series."""

    id: str
    data: dict[str, Any]
    source: Appointment
    guessed: bool
    series: str


class EventDifference(NamedTuple):
    """What a calendar says otherwise of an event that is recorded."""

    id: str
    text: str


@dataclass(slots=True)
class EventPlan:
    """What an import of events is going to do, and what it leaves alone and why.

    `open` are the new series and appointments of which nobody has said yet whether they are the network's; `linked` the
    ids of recorded events that learn what their calendar calls them; `told` counts what `imports.yaml` is going to know.
    """

    new: list[NewEvent] = field(default_factory=list)
    changed: list[EventDifference] = field(default_factory=list)
    unchanged: int = 0
    notes: list[Note] = field(default_factory=list)
    open: list[Unit] = field(default_factory=list)
    refused: list[Unit] = field(default_factory=list)
    refused_before: int = 0
    left_out: int = 0
    linked: list[str] = field(default_factory=list)
    told: int = 0
