"""How often the whole network came together in a year, where a law says how often it has to."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Place
from ksnet.duties.assessing.facts import EventFile
from ksnet.duties.assessing.measured import Case, Lack, Measure, Measured, Status
from ksnet.duties.counting.events import NO_ANSWER, begins_within, may_begin_within
from ksnet.records import german
from ksnet.records.vocabulary import EventKind, EventStatus

_RULE = "too-few-meetings"


def meetings(case: Case) -> Measured:
    """As many events of the kinds that the catalogue names took place in a year; while it runs, those planned count along."""
    facts, need = case.facts, int(case.duty.number("count"))
    kinds: tuple[EventKind, ...] = case.duty.settings["kinds"] or tuple(EventKind)
    asked = [event for event in facts.events_in(case.year) if event.record.kind in kinds]
    held = [event for event in asked if _held(event) and begins_within(event.record, case.window)]
    answered = [event for event in asked if event.record.status in NO_ANSWER]
    planned = [event for event in answered if event.record.start and event.record.start.date.last >= facts.as_of]
    proof = tuple(Place(event.file) for event in held)
    if len(held) >= need:
        return Measured(Status.ERFUELLT, len(held), need, proof)
    vague = sum(_held(event) and may_begin_within(event.record, case.window) for event in asked) - len(held)
    possible = len(held) + vague + facts.events_in_doubt(case.year)
    words = german.join(kind.label for kind in kinds) if case.duty.settings["kinds"] else "Veranstaltungen"
    counted = f"{len(held)} von mindestens {need} Treffen ({words})"
    if case.over:
        possible += len(answered)
        lack = Lack(
            f"{case.year}: {counted} {'hat' if len(held) == 1 else 'haben'} stattgefunden.",
            facts.at(),
            "Fehlende Treffen als Veranstaltungen eintragen, mit „kind“ und status: stattgefunden.",
            _RULE,
            severity=None if case.whole else Severity.HINWEIS,
        )
        return Measured(Status.OFFEN, len(held), need, proof, (lack,), doubt=possible >= need)
    short = len(held) + len(planned) < need and facts.as_of >= case.window.first
    lack = Lack(
        f"{case.year}: {counted} {'hat' if len(held) == 1 else 'haben'} stattgefunden, {len(planned)} {'ist' if len(planned) == 1 else 'sind'} noch geplant (bis 31.12.{case.year}).",
        facts.at(),
        "Den Termin planen und als Veranstaltung eintragen.",
        _RULE if short else "",
        severity=Severity.WARNUNG if case.whole else Severity.HINWEIS,
    )
    return Measured(Status.LAUFEND, len(held), need, proof, (lack,), doubt=possible >= need)


def _held(event: EventFile) -> bool:
    return event.record.status is EventStatus.STATTGEFUNDEN


MEASURES: dict[str, Measure] = {"meetings": meetings}
