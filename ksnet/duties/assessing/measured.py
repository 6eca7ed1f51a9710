"""What measures are given and what they return: a case; what was found, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ksnet.basics.controlled import Severity, Vocabulary
from ksnet.basics.findings import Place, Related
from ksnet.basics.frozen import frozen
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.counting.membership import has_ended
from ksnet.duties.counting.spans import Window
from ksnet.lands.duty import Duty


class Status(Vocabulary):
    """The answer to whether a network fulfils a duty."""

    ERFUELLT = "erfuellt", "erfüllt"
    OFFEN = "offen", "offen"
    LAUFEND = "laufend", "läuft"
    NICHT_ANWENDBAR = "nicht-anwendbar", "nicht anwendbar"
    NICHT_BEURTEILBAR = "nicht-beurteilbar", "nicht beurteilbar"


@frozen
class Lack:
    """Something missing or out of date: a finding of `rule`, or a remark where that is empty.

    `absent` says that it follows from what is not recorded, so that it holds only where the records
    are complete. `about` tells it from what else its rule misses at the place, such as the year;
    `cause` is why something recorded there does not count, whichever duty asks for it.
    """

    text: str
    place: Place
    mend: str
    rule: str = ""
    absent: bool = True
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    secret: bool = False
    about: tuple[str, ...] = ()
    cause: str = ""


def still_planned(planned: int, unanswered: int, year: int) -> str:
    """Return in German what is to come in a running year, and of what nobody knows if it was."""
    said = f"{planned} {'ist' if planned == 1 else 'sind'} noch geplant (bis 31.12.{year})"
    if not unanswered:
        return f"{said}."
    held = "es stattfand" if unanswered == 1 else "sie stattfanden"
    of = "einem angekündigten" if unanswered == 1 else f"{unanswered} angekündigten"
    return f"{said}; bei {of} ist nicht erfasst, ob {held}."


@frozen
class Measured:
    """What a measure found; `doubt` says that something it asks for was not readable.

    `lacks` keep the duty from being fulfilled. `hints` never do: they say what the network, or
    ksnet, asks beyond the law.
    """

    status: Status
    have: int | None = None
    need: int | None = None
    proof: tuple[Place, ...] = ()
    lacks: tuple[Lack, ...] = ()
    hints: tuple[Lack, ...] = ()
    reason: str = ""
    doubt: bool = False

    @staticmethod
    def fulfilled(proof: tuple[Place, ...]) -> Measured:
        """Return that a duty is fulfilled."""
        return Measured(Status.ERFUELLT, proof=proof)

    @staticmethod
    def not_applicable(reason: str, *, doubt: bool = False) -> Measured:
        """Return that a duty does not concern this network; with `doubt` nobody knows whether."""
        return Measured(Status.NICHT_ANWENDBAR, reason=reason, doubt=doubt)


@frozen
class Case:
    """What a measure judges: a duty of a network, on a day and, if yearly, in a year."""

    facts: Facts
    duty: Duty
    day: dt.date
    year: int

    @property
    def window(self) -> Window:
        """The calendar year."""
        return Window.of_year(self.year)

    @property
    def over(self) -> bool:
        """Whether the year is over, or the network no longer exists."""
        facts = self.facts
        return facts.as_of > self.window.last or has_ended(facts.network, facts.as_of)

    @property
    def whole(self) -> bool:
        """Whether the network existed throughout the year."""
        return self.facts.life.covers(self.window)


MeasureFunction = Callable[[Case], Measured]
