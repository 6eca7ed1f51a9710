"""Explains duties of the catalogue and changes of the law: law, own yardstick and decisions."""

from __future__ import annotations

from collections.abc import Sequence

from ksnet import rules
from ksnet.basics.frozen import frozen
from ksnet.duties.law.explained import Explained, LegalChange, explained
from ksnet.lands import Land
from ksnet.lands.duty import Duty, Force
from ksnet.records import german

FORCE = {
    Force.MUSS: "Das Gesetz verlangt es.",
    Force.SOLL: "Das Gesetz sieht es als Regel vor; wer davon abweicht, braucht einen Grund.",
    Force.KANN: "Das Gesetz stellt es frei.",
    Force.EIGENE_REGEL: "Eigene Regel; kein Gesetz verlangt es.",
}


@frozen
class Explanation:
    """A heading, a line below it, and sections: pairs of a title and its paragraphs."""

    heading: str
    line: str
    sections: Sequence[tuple[str, Sequence[str]]]


def explanations(text: str, land: Land) -> list[Explanation]:
    """Return the explanation of a duty or a change of the law by its id, in any case.

    All of them for the first part of an id; none for an unknown one.
    """
    wanted = text.strip().upper()
    duties = {duty.id.upper(): duty for duty in land.duties}  # of several Fassungen the latest
    more = explained(land)
    changes = {change.id.upper(): change for change in more.changes}
    if wanted in {prefix(ident) for ident in duties}:
        return [
            *(_of_duty(duty, more) for duty in duties.values()),
            *map(_of_change, changes.values()),
        ]
    if wanted in duties:
        return [_of_duty(duties[wanted], more)]
    return [_of_change(changes[wanted])] if wanted in changes else []


def prefix(ident: str) -> str:
    """Return the first part of the id of a duty."""
    return ident.rpartition("-")[0].upper()


def _of_duty(duty: Duty, more: Explained) -> Explanation:
    law = f"{duty.law} ({duty.edition})" if duty.edition else duty.law
    until = f" bis {german.numeric_day(duty.until)}" if duty.until.year < 9999 else ""
    valid = f"Geprüft wird ab {german.numeric_day(duty.since)}{until}, {'je Kalenderjahr' if duty.yearly else 'nach dem Stand eines Tages'}."
    rule = rules.meant_by(duty.name)[0]
    finding = f"{rule.code} {rule.name} ({rule.severity.label}): {rule.title} Mehr: ksnet explain {rule.code}"
    sections = [
        ("Quelle", [f"{law}: „{duty.wording}“" if duty.wording else f"{law}.", valid]),
        ("Maßstab von ksnet, nicht des Gesetzes", [duty.yardstick]),
        ("Wie ksnet entscheidet", more.decisions.get(duty.id, ())),
        ("Befund", [finding]),
    ]
    shown = [(title, texts) for title, texts in sections if any(texts)]
    return Explanation(f"{duty.id} {duty.title} ({duty.force.label})", FORCE[duty.force], shown)


def _of_change(change: LegalChange) -> Explanation:
    law = f"{change.law} ({change.edition}): „{change.wording}“"
    return Explanation(
        f"{change.id} {change.title}",
        f"Änderung des Rechts, in Kraft seit {german.numeric_day(change.since)}.",
        [("Quelle", [law, f"Gelesen: {change.source}"]), ("Was daraus folgt", [change.meaning])],
    )
