"""What an import is going to do, and what it leaves alone and why: data.

`merging` and `events` fill the plans, `members` and `events` carry them out, `wording` tells them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ksnet.basics.findings import Path
from ksnet.importing.calendars.appointments import Appointment
from ksnet.importing.choosing import Unit
from ksnet.importing.notes import Note


class Put(NamedTuple):
    """Set what stands at a path of `members.yaml`, or add an item where `add` says so."""

    path: Path
    value: Any
    row: int
    add: bool = False


@dataclass(slots=True)
class NewBody:
    """A body that joins, with its people.

    What was guessed from its name stands in its data as `unconfirmed`.
    """

    data: dict[str, Any]
    rows: list[int]
    people_rows: list[int]
    shelter: bool = False


class NewPerson(NamedTuple):
    """A person who joins the body at a position of the list of members."""

    member: int
    data: dict[str, Any]
    row: int
    body: str


class Ending(NamedTuple):
    """An entry that ends; `on` is a date as records hold it,
    `row` None where the list does not name it any more.

    `also` says in German what ends or changes with it, and where it is still named.
    """

    kind: str
    id: str
    on: str
    name: str
    row: int | None = None
    also: tuple[str, ...] = ()


class Changed(NamedTuple):
    """One value that the list gives otherwise."""

    row: int
    name: str
    text: str


@dataclass(slots=True)
class MemberPlan:
    """What an import is going to do, and what it leaves alone and why."""

    puts: list[Put] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    bodies: list[NewBody] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    unchanged: int = 0
    notes: list[Note] = field(default_factory=list)
    beginning: str = "unbekannt"  # since when a new body of which the list does not say it belongs to the network
    begun: int = 0  # how many those are
    current: tuple[int, int] = (0, 0)  # bodies and people who belong to the network now

    @property
    def edits(self) -> int:
        """How many values and endings of recorded entries there are so far."""
        return len(self.puts) + len(self.endings)

    @property
    def ending_too_many(self) -> bool:
        """Whether more than a quarter of the bodies or of the people would end because the list
        lacks them.
        """
        missing = [ending for ending in self.endings if ending.row is None]
        counts = (
            sum(e.kind == "member" for e in missing),
            sum(e.kind == "person" for e in missing),
        )
        return any(count * 4 > there for count, there in zip(counts, self.current, strict=True))

    def note(self, row: int | None, text: str) -> None:
        """Tell something about a row of the list, or about the whole of it."""
        self.notes.append(Note(row, text))


class NewEvent(NamedTuple):
    """An event that is not recorded yet, with what was guessed;
    `series` is the same for all appointments of one series.
    """

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

    `open` are the new series and appointments of which nobody has said yet whether they are the
    network's; `linked` the ids of recorded events that learn what their calendar calls them; `told`
    counts what `imports.yaml` is going to know.
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
