"""Judges whether a network does what the law and its own rules ask, with proof and what is missing.

Documents, `ksnet duties` and the rules of the family KS4 all ask here. What is not recorded counts
as missing only where the records claim to be complete; otherwise the answer is „nicht beurteilbar“.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ksnet.basics.frozen import frozen, names_of, replace
from ksnet.duties.assessing import meetings, members, offices, procedures, work
from ksnet.duties.assessing.facts import Facts, judged_day
from ksnet.duties.assessing.measured import Case, Lack, Measured, MeasureFunction, Status
from ksnet.duties.counting.spans import Window, complete_for
from ksnet.duties.law import current
from ksnet.lands.duty import Duty
from ksnet.records.vocabulary import NetworkStatus

NO_NETWORK = "Unterlagen eines Jugendamtes, das kein eigenes Netzwerk bildet"
NOT_COVERED = "Unterlagen nicht vollständig"
NOT_READ = "Ein Teil der Angaben war nicht lesbar (ksnet validate)"
NOT_YET = "Das Netzwerk ist noch im Aufbau"
_UNFINISHED = frozenset((Status.OFFEN, Status.NICHT_BEURTEILBAR))

MEASURES: dict[str, MeasureFunction] = {
    **offices.MEASURES,
    **members.MEASURES,
    **procedures.MEASURES,
    **work.MEASURES,
    **meetings.MEASURES,
}


@frozen(kw_only=True)
class Assessment(Measured):
    """The answer for one duty."""

    duty: Duty

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, in German."""
        return tuple(lack.text for lack in self.lacks)


def assess(facts: Facts, year: int) -> list[Assessment]:
    """Judge every duty for a year: yearly ones in it, the others on its `judged_day`."""
    day = judged_day(facts.record, year, facts.as_of)
    return [judge(Case(facts, duty, day, year)) for duty in current(day, facts.network.land)]


def open_lacks(facts: Facts) -> Iterator[tuple[Duty, Lack]]:
    """Yield what is missing today and in every year that the records cover, for the rules."""
    if not facts.has_duties:
        return
    today = facts.as_of
    start = facts.record.covered_since
    years = range(start.first.year, today.year + 1) if start else range(0)
    for duty in facts.network.land.duties:
        for year in years if duty.yearly else (today.year,):
            day = min(today, dt.date(year, 12, 31))
            answer = judge(Case(facts, duty, day, year))
            for lack in (*answer.lacks, *answer.hints):
                if lack.rule:
                    yield duty, lack


def judge(case: Case) -> Assessment:
    """Judge one duty."""
    facts, duty = case.facts, case.duty
    span = case.window if duty.yearly else Window(case.day, case.day)
    if not facts.has_duties:
        found = Measured.not_applicable(NO_NETWORK)
    elif not facts.life.touches(span):
        found = Measured.not_applicable("Das Netzwerk bestand in diesem Zeitraum nicht")
    elif not duty.in_force(span):
        found = Measured.not_applicable("Die Pflicht galt nicht im ganzen Zeitraum")
    else:
        found = _gated(case, MEASURES[duty.measure](case), span)
    return Assessment(**{name: getattr(found, name) for name in names_of(Measured)}, duty=duty)


def _gated(case: Case, measured: Measured, span: Window) -> Measured:
    """Return the answer without conclusions from absence where the records do not allow them.

    In a network that is being set up, what is open is running. Beside a fulfilled duty a hint
    stays, since it is true that something is not recorded; only it is no finding then.
    """
    complete = complete_for(case.facts.network, span)
    certain = complete and not measured.doubt
    kept = tuple(lack for lack in measured.lacks if certain or not lack.absent)
    hints = tuple(hint for hint in measured.hints if certain or not hint.absent)
    status, reason = measured.status, measured.reason
    if status is Status.ERFUELLT:
        hints = tuple(hint if hint in hints else replace(hint, rule="") for hint in measured.hints)
    elif status is Status.NICHT_ANWENDBAR and measured.doubt:
        status, reason = Status.NICHT_BEURTEILBAR, NOT_READ
    elif len(kept) + len(hints) < len(measured.lacks) + len(measured.hints):
        status = Status.NICHT_BEURTEILBAR
        reason = NOT_READ if complete else NOT_COVERED
    if case.facts.record.status is NetworkStatus.IM_AUFBAU and status in _UNFINISHED:
        kept = tuple(replace(lack, rule="") if lack.absent else lack for lack in measured.lacks)
        status, reason = Status.LAUFEND, NOT_YET
    return replace(measured, status=status, lacks=kept, hints=hints, reason=reason)
