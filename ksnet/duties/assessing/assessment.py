"""Whether a network does what the law and its own rules ask: one answer per duty, with proof and what is missing.

Documents, `ksnet duties` and the rules of the family KS4 all ask here. What is not recorded counts as missing only
where the records claim to be complete; otherwise the answer is „nicht beurteilbar“.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache

from ksnet.basics.controlled import Severity, Vocabulary
from ksnet.basics.findings import Place, Related
from ksnet.basics.frozen import frozen
from ksnet.duties.assessing.facts import Facts, judged_day
from ksnet.duties.counting.spans import Window
from ksnet.duties.law import Duty, catalogue
from ksnet.records.vocabulary import Land

NO_NETWORK = "Unterlagen eines Jugendamtes, das kein eigenes Netzwerk ist"
NOT_COVERED = "Unterlagen nicht vollständig"
NOT_READ = "Ein Teil der Angaben war nicht lesbar (ksnet validate)"


class Status(Vocabulary):
    """How a network stands to a duty."""

    ERFUELLT = "erfuellt", "erfüllt"
    OFFEN = "offen", "offen"
    LAUFEND = "laufend", "läuft"
    NICHT_ANWENDBAR = "nicht-anwendbar", "nicht anwendbar"
    NICHT_BEURTEILBAR = "nicht-beurteilbar", "nicht beurteilbar"


@frozen
class Lack:
    """Something that is missing or out of date: a finding of `rule`, or only a remark where that is empty.

    `absent` says that it follows from what is not recorded, so that it holds only where the records are complete.
    """

    text: str
    place: Place
    mend: str
    rule: str = ""
    absent: bool = True
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    secret: bool = False


@frozen
class Measured:
    """What a measure found; `doubt` says that something it asks for was not readable."""

    status: Status
    have: int | None = None
    need: int | None = None
    proof: tuple[Place, ...] = ()
    lacks: tuple[Lack, ...] = ()
    reason: str = ""
    doubt: bool = False


@frozen
class Case:
    """What a measure is asked: a duty, for a network, on a day (and, for yearly ones, in a year)."""

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
        """Whether the year is over."""
        return self.facts.as_of > self.window.last

    @property
    def whole(self) -> bool:
        """Whether the network existed throughout the year."""
        return self.facts.life.covers(self.window)


@frozen
class Assessment:
    """The answer for one duty."""

    duty: Duty
    status: Status
    have: int | None = None
    need: int | None = None
    proof: tuple[Place, ...] = ()
    lacks: tuple[Lack, ...] = ()
    reason: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, in German; why nothing can be said where that is so."""
        return tuple(lack.text for lack in self.lacks)


Measure = Callable[[Case], Measured]


def assess(facts: Facts, year: int, land: Land = Land.NRW) -> list[Assessment]:
    """Judge every duty for a year: yearly ones in it, the others on the day that `judged_day` says."""
    day = judged_day(facts.record, year, facts.as_of)
    chosen: dict[str, Duty] = {}
    for duty in catalogue(land):  # one Fassung of each: the one in force, or else the nearest before
        if duty.id not in chosen or duty.since <= day:
            chosen[duty.id] = duty
    return [judge(Case(facts, duty, day, year)) for duty in chosen.values()]


def open_lacks(facts: Facts, land: Land = Land.NRW) -> Iterator[tuple[Duty, Lack]]:
    """Yield what is missing today and in every year that the records cover, for the rules."""
    if not facts.has_duties:
        return
    today = facts.as_of
    first = facts.first_complete_year
    for duty in catalogue(land):
        years = range(max(first, duty.since.year), today.year + 1) if duty.yearly and first else ()
        for year in years if duty.yearly else (today.year,):
            day = min(today, dt.date(year, 12, 31))
            for lack in judge(Case(facts, duty, day, year)).lacks:
                if lack.rule:
                    yield duty, lack


def judge(case: Case) -> Assessment:
    """Judge one duty."""
    facts, duty = case.facts, case.duty
    span = case.window if duty.yearly else Window(case.day, case.day)
    if not facts.has_duties:
        return Assessment(duty, Status.NICHT_ANWENDBAR, reason=NO_NETWORK)
    if not facts.life.touches(span):
        return Assessment(duty, Status.NICHT_ANWENDBAR, reason="Das Netzwerk bestand in diesem Zeitraum nicht")
    if not duty.in_force(span):
        return Assessment(duty, Status.NICHT_ANWENDBAR, reason="Die Pflicht galt nicht im ganzen Zeitraum")
    return _gated(case, measures()[duty.measure](case), span)


def _gated(case: Case, measured: Measured, span: Window) -> Assessment:
    """Take back what was concluded from absence where that is not allowed."""
    complete = case.facts.complete(span)
    kept = tuple(lack for lack in measured.lacks if (complete and not measured.doubt) or not lack.absent)
    status, reason = measured.status, measured.reason
    if len(kept) < len(measured.lacks):
        status, reason = Status.NICHT_BEURTEILBAR, NOT_READ if complete else NOT_COVERED
    return Assessment(case.duty, status, measured.have, measured.need, measured.proof, kept, reason)


@cache
def measures() -> dict[str, Measure]:
    """Return the functions that measure, by the name that the catalogue gives them."""
    from ksnet.duties.assessing import members, offices, procedures, work

    return {**offices.MEASURES, **members.MEASURES, **procedures.MEASURES, **work.MEASURES}


def done(proof: tuple[Place, ...] = (), have: int | None = None, need: int | None = None) -> Measured:
    """Return that a duty is fulfilled."""
    return Measured(Status.ERFUELLT, have, need, proof)


def not_applicable(reason: str) -> Measured:
    """Return that a duty does not concern this network."""
    return Measured(Status.NICHT_ANWENDBAR, reason=reason)
