"""An item of `ksnet due`: a day, what is to be done by then, and the record that says so."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.duties.counting.spans import Window
from ksnet.records.values import PartialDate

DueKind = Literal[
    "event", "outcome", "new-date", "registration", "cadence", "training", "task", "minutes",
    "review", "agreement", "vacancy", "public-information", "publication", "retention",
    "year-record", "report", "invitation",
]  # fmt: skip


@frozen
class DueItem:
    """Something to be done by a day; `text` is a German sentence or phrase without the day.

    Whose it is and whether it is late, `due_items` adds.
    """

    due: dt.date
    kind: DueKind
    text: str
    place: Place
    until: dt.date | None = None  # the last day of an event of several
    network: str = ""
    late: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """The key to sort by: what is late first, then by day; then network, file and text."""
        return (not self.late, self.due, self.network, self.place.file, self.kind, self.text)


@frozen
class Horizon:
    """The day, and the last day to look at."""

    as_of: dt.date
    last: dt.date

    @classmethod
    def of(cls, as_of: dt.date, days: int) -> Horizon:
        """Return the horizon of so many days, at most to the end of the calendar."""
        return cls(as_of, as_of + dt.timedelta(days=min(days, (dt.date.max - as_of).days)))

    @property
    def window(self) -> Window:
        """The day and those that follow."""
        return Window(self.as_of, self.last)

    def reached(self, due: dt.date) -> bool:
        """Whether something due on this day is late or due soon."""
        return due <= self.last

    def late(self, due: dt.date) -> bool:
        """Whether the day has passed."""
        return due < self.as_of


def latest_day(date: PartialDate | None) -> dt.date | None:
    """Return the last day that a vague date can mean; None where there is none."""
    return date.last if date is not None else None
