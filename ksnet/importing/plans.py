"""The plans of imports: what they will change, and what they leave alone and why.

`merging` and `events` fill them, `members` and `events` carry them out, `wording` shows them.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Generic, NamedTuple, TypeVar

from ksnet.basics.findings import Path
from ksnet.basics.frozen import changeable, field
from ksnet.checking import Finding
from ksnet.editing.outcome import Outcome
from ksnet.importing.calendars.appointments import Appointment
from ksnet.importing.choosing import Unit
from ksnet.importing.notes import Note
from ksnet.repository.journal import FileChange

P = TypeVar("P", "MemberPlan", "EventPlan")


class Put(NamedTuple):
    """Set the value at a path of `members.yaml`, append it (`add`), or remove the key (None)."""

    path: Path
    value: Any
    row: int
    add: bool = False


@changeable
class NewBody:
    """A body that joins, with its people; guesses from its name are `unconfirmed` in its data."""

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
    """An entry that ends `on` a date as records hold it; `row` is None where the list lacks it.

    `also` says in German what ends or changes with it, and where it is still named.
    """

    kind: str
    id: str
    on: str
    name: str
    row: int | None = None
    also: tuple[str, ...] = ()


class Changed(NamedTuple):
    """One value that the list gives differently."""

    row: int
    name: str
    text: str


@changeable
class MemberPlan:
    """What an import of members will change, and what it leaves alone and why."""

    puts: list[Put] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    bodies: list[NewBody] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    unchanged: int = 0
    notes: list[Note] = field(default_factory=list)
    # The beginning of new bodies where the list does not say it.
    beginning: str = "unbekannt"
    begun: int = 0  # how many those are
    current: tuple[int, int] = (0, 0)  # bodies and people who belong to the network now

    @property
    def edits(self) -> int:
        """The number of changed values and endings of recorded entries so far."""
        return len(self.puts) + len(self.endings)

    @property
    def ending_too_many(self) -> bool:
        """Whether over a quarter of the bodies or people would end because the list lacks them."""
        missing = Counter(ending.kind for ending in self.endings if ending.row is None)
        bodies, people = self.current
        return missing["member"] * 4 > bodies or missing["person"] * 4 > people

    def change(self, put: Put, name: str, text: str) -> None:
        """Add a change of a recorded entry, with its name and what is said of it."""
        self.puts.append(put)
        self.changed.append(Changed(put.row, name, text))

    def note(self, row: int | None, text: str) -> None:
        """Add a note on a row of the list, or on the whole of it."""
        self.notes.append(Note(row, text))


@changeable
class Imported(Generic[P]):
    """A plan, the changes that carry it out, and their findings."""

    plan: P
    changes: dict[str, FileChange]
    outcome: Outcome

    @property
    def refused(self) -> list[Finding]:
        """The findings of data protection in what is changed; nothing is imported with them."""
        return [
            finding
            for finding in self.outcome.new
            if finding.rule.code.startswith("KS5") and finding.location.file in self.changes
        ]


class NewEvent(NamedTuple):
    """A new event; `guessed`: its kind was; `series` is shared by the appointments of a series."""

    id: str
    data: dict[str, Any]
    source: Appointment
    guessed: bool
    series: str


class EventDifference(NamedTuple):
    """What a calendar says differently of a recorded event."""

    id: str
    text: str


@changeable
class EventPlan:
    """What an import of events will change, and what it leaves alone and why.

    `open` are the new series and appointments that nobody has decided about yet; `linked` the ids
    of events that get the identity of their calendar; `told` counts new decisions for
    `imports.yaml`.
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

    def note(self, text: str) -> None:
        """Add a note."""
        self.notes.append(Note(None, text))
