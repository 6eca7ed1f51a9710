"""How often the whole network met in a year, where a law says how often it must."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.duties.assessing.facts import places
from ksnet.duties.assessing.measured import (
    Case,
    Lack,
    Measured,
    MeasureFunction,
    Status,
    still_planned,
)
from ksnet.duties.counting.meetings import of_kinds, sort_meetings
from ksnet.records import german

_RULE = "too-few-meetings"


def meetings(case: Case) -> Measured:
    """Judge whether enough events of the kinds in the catalogue took place in a year.

    While it is running, planned ones count too.
    """
    facts, need, kinds = case.facts, int(case.duty.number("count")), case.duty.settings["kinds"]
    found = sort_meetings(of_kinds(facts.events_in(case.year), kinds), case.window, facts.as_of)
    held, planned, proof = len(found.held), len(found.planned), tuple(places(found.held))
    if held >= need:
        return Measured(Status.ERFUELLT, held, need, proof)
    uncertain = len(found.doubtful) + len(found.unanswered) + facts.events_in_doubt(case.year)
    doubt = held + uncertain >= need
    words = f" ({german.join(kind.label for kind in kinds)})" if kinds else ""
    text = f"{case.year}: {held} von mindestens {need} Treffen{words} {'hat' if held == 1 else 'haben'} stattgefunden"
    about = (str(case.year), *(str(kind) for kind in kinds))
    if case.over:
        mend = (
            "Fehlende Treffen als Veranstaltungen eintragen, mit „kind“ und status: stattgefunden."
        )
        severity = None if case.whole else Severity.HINWEIS
        lack = Lack(f"{text}.", facts.at(), mend, _RULE, severity=severity, about=about)
        return Measured(Status.OFFEN, held, need, proof, (lack,), doubt=doubt)
    short = held + planned < need and facts.as_of >= case.window.first
    lack = Lack(
        f"{text}, {still_planned(planned, len(found.unanswered), case.year)}",
        facts.at(),
        "Den Termin planen und als Veranstaltung eintragen.",
        _RULE if short else "",
        severity=Severity.WARNUNG if case.whole else Severity.HINWEIS,
        about=about,
    )
    return Measured(Status.LAUFEND, held, need, proof, (lack,), doubt=doubt)


MEASURES: dict[str, MeasureFunction] = {"meetings": meetings}
