"""Makes a rule of the family KS4 from a duty: weight and reason come from the catalogue.

That catalogue is that of the default Land; a finding cites the paragraph of its own.
"""

from __future__ import annotations

from typing import TypedDict

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Example, Rule
from ksnet.lands.duty import Force
from ksnet.repository.lands import packaged

_DUTIES = {duty.name: duty for duty in packaged().duties}  # of several Fassungen the latest
# These conclude nothing from what is missing.
_ALWAYS = frozenset(("small-coordination-share", "case-conference-details"))
_ONLY_COMPLETE = (
    "Aus Fehlendem wird nur geschlossen, soweit die Unterlagen vollständig sind („complete_since“)."
)
_FORCE = {
    Force.MUSS: "Das Gesetz verlangt es; wie ksnet es misst, sagt der Maßstab.",
    Force.SOLL: "Das Gesetz sieht es als Regel vor; wer davon abweicht, braucht einen Grund. Wie ksnet es misst, sagt der Maßstab.",
    Force.KANN: "Das Gesetz stellt es frei.",
    Force.EIGENE_REGEL: "Das Gesetz verlangt es nicht; gemessen wird an einer Regel des Netzwerks oder an einem Maß von ksnet.",
}


class _Founded(TypedDict):
    law: str | None
    edition: str
    wording: str
    yardstick: str


def founded_on(name: str) -> _Founded:
    """Return what a rule about a duty is based on: the law, apart from ksnet's own yardstick."""
    duty = _DUTIES[name]
    return {
        "law": duty.paragraph,
        "edition": duty.edition,
        "wording": duty.wording,
        "yardstick": duty.yardstick,
    }


def other_rule(  # noqa: PLR0913  (a rule has as many parts)
    code: str, name: str, title: str, mend: str, *, wrong: Example, right: Example | str
) -> Rule:
    """Return the rule for a measure that only other Länder ask for; a finding cites its own law."""
    return Rule(
        code=code,
        name=name,
        severity=Severity.FEHLER,
        title=title,
        why=f"Das Gesetz des eigenen Landes verlangt es; wie sehr, sagt der Katalog seiner Pflichten. {_ONLY_COMPLETE}",
        mend=mend,
        wrong=wrong,
        right=right,
    )


def duty_rule(name: str, title: str, mend: str, *, wrong: Example, right: Example | str) -> Rule:
    """Return the rule that a duty of the catalogue is fulfilled; its number is that of the duty."""
    duty = _DUTIES[name]
    return Rule(
        code=f"KS4{duty.id.rpartition('-')[2]}",
        name=name,
        severity=duty.severity,
        title=title,
        why=_FORCE[duty.force] if name in _ALWAYS else f"{_FORCE[duty.force]} {_ONLY_COMPLETE}",
        mend=mend,
        wrong=wrong,
        right=right,
        **founded_on(name),
    )
