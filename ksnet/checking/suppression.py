"""Suppression of findings: `# ksnet: ignore[rule] reason` in a file, and `rules` in ksnet.yaml.

A comment or setting that gives no reason, names no rule or is no longer needed is itself a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol, TypeVar

from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Related, Rule
from ksnet.basics.spelling import MOST_SLIPS, nearest
from ksnet.records.settings import RuleSettings
from ksnet.rules.suppressions import (
    FAMILY_SWITCHED_OFF,
    RULE_NAMED_TWICE,
    SUPPRESSION_WITHOUT_REASON,
    UNKNOWN_RULE,
    UNUSED_SUPPRESSION,
)
from ksnet.yamltext.reading.suppressions import Suppression

_EXAMPLE = "So schreiben: # ksnet: ignore[room-conflict] Saal ist teilbar"
# Families whose rules are switched off one by one: they keep the records readable, connected, and
# free of what must not be in them.
ONE_BY_ONE = ("KS0", "KS2", "KS5")
# A comment is about one line, where a family of rules must not hide data of people.
_ON_A_LINE = ("KS5",)


def switched_off(settings: RuleSettings) -> frozenset[Rule]:
    """Return the rules that ksnet.yaml switches off; entries without a reason do not count."""
    return frozenset(
        rule
        for entry in settings.ignore
        if is_reason(entry.reason) and not is_too_wide(entry.rule)
        for rule in rules.meant_by(entry.rule)
    )


def is_reason(text: str) -> bool:
    """Whether a text gives a reason: it holds a word, not only a dash or dots."""
    return any(letter.isalpha() for letter in text)


def is_too_wide(name: str, families: tuple[str, ...] = ONE_BY_ONE) -> bool:
    """Whether a name means several rules, some of which may only be switched off one by one."""
    meant = rules.meant_by(name)
    return len(meant) > 1 and any(rule.code.startswith(families) for rule in meant)


def is_too_light(name: str, severity: Severity) -> bool:
    """Whether a too wide name gives one of its rules less weight, which nearly switches it off."""
    grave = list(Severity)
    lighter = any(
        grave.index(severity) > grave.index(rule.severity) for rule in rules.meant_by(name)
    )
    return lighter and is_too_wide(name)


def too_wide(name: str) -> str:
    """Return the German sentence about a name that is too wide."""
    return (
        f"„{name}“ meint viele Regeln auf einmal. Regeln zu Dateien (KS0), zu Verweisen (KS2) und zum Datenschutz (KS5) "
        "lassen sich nur einzeln abschalten oder leichter gewichten."
    )


class Suppressible(Protocol):
    """What suppressing needs to know of a finding."""

    @property
    def rule(self) -> Rule:
        """The rule that was broken."""

    @property
    def where(self) -> tuple[str, int]:
        """The file and the line."""

    @property
    def more(self) -> int:
        """How many others of its rule in its file it represents."""


F = TypeVar("F", bound=Suppressible)


def apply(
    findings: Iterable[F], suppressions: Collection[Suppression], active: Collection[Rule]
) -> tuple[list[F], list[Fault]]:
    """Return the findings that remain, and the faults of the suppressions.

    A suppression is judged as needed or not only if every rule that it names is among the `active`
    ones, and every finding of it in the file was kept.
    """
    named: dict[tuple[str, int], set[str]] = {}  # by line: the rules that comments name for it
    # The first line of a text in block style, by each of its lines.
    heads: dict[tuple[str, int], int] = {}
    for suppression in suppressions:
        if is_reason(suppression.reason):
            for line in suppression.lines:
                named.setdefault((suppression.file, line), set()).update(
                    filter(rules.meant_by, suppression.names)
                )
            if suppression.block and (suppression.file, suppression.block[0]) not in heads:
                head = suppression.lines[-1]
                heads.update(((suppression.file, line), head) for line in suppression.block)
    used: set[tuple[str, int, str]] = set()
    counted: set[tuple[str, Rule]] = set()  # of which file and rule not all findings were kept
    kept = []
    for finding in findings:
        file, line = finding.where
        hits = [
            (file, target, name)
            for target in {line, heads.get((file, line), line)}
            for name in named.get((file, target), ())
            if finding.rule in rules.meant_by(name) and not is_too_wide(name, _ON_A_LINE)
        ]
        used.update(hits)
        # A finding with `more` represents others too, in lines that were not looked at.
        if not hits or finding.more:
            kept.append(finding)
        if finding.more:
            counted.add((file, finding.rule))
    wrong = {
        name
        for suppression in suppressions
        for name in suppression.names
        if not rules.meant_by(name)
    }
    propose = len(wrong) <= MOST_SLIPS
    judged = {
        file: frozenset(rule for rule in active if (file, rule) not in counted)
        for file in {suppression.file for suppression in suppressions}
    }
    return kept, [
        fault
        for suppression in suppressions
        for fault in _faults(suppression, used, judged[suppression.file], propose=propose)
    ]


def _faults(
    suppression: Suppression,
    used: set[tuple[str, int, str]],
    active: Collection[Rule],
    *,
    propose: bool,
) -> Iterator[Fault]:
    place = Place(suppression.file, span=suppression.span)
    known = {name: rules.meant_by(name) for name in suppression.names}
    if not known:
        yield UNKNOWN_RULE.fault(
            place, "Diese Anweisung an ksnet ist nicht zu verstehen.", f"{_EXAMPLE}."
        )
    for name, meant in known.items():
        if not meant:
            yield unknown_rule(place, name, propose=propose)
        elif is_too_wide(name, _ON_A_LINE):
            yield _family(place, name)
    if any(known.values()) and not is_reason(suppression.reason):
        yield _without_reason(place, f"Den Grund dahinter schreiben. {_EXAMPLE}.")
        return
    for name, meant in known.items():
        if is_too_wide(name, _ON_A_LINE):
            continue
        is_used = any((suppression.file, line, name) in used for line in suppression.lines)
        if meant and not is_used and all(rule in active for rule in meant):
            yield UNUSED_SUPPRESSION.fault(
                place,
                f"„{name}“ meldet hier nichts mehr; die Unterdrückung wird nicht gebraucht.",
                "Den Kommentar löschen."
                if len(known) == 1
                else f"„{name}“ aus den Klammern nehmen.",
                about=(name,),
            )


def unknown_rule(place: Place, name: str, *, propose: bool = True) -> Fault:
    """Return the fault for a name that means no rule; it may `propose` the nearest one."""
    meant = nearest(name, [rule.name for rule in rules.ALL]) if propose else None
    return UNKNOWN_RULE.fault(
        place,
        f"Eine Regel „{name}“ gibt es nicht.",
        f"Meinten Sie „{meant}“?"
        if meant
        else "Name oder Nummer steht in jedem Befund, z. B. room-conflict oder KS320.",
    )


def _without_reason(place: Place, mend: str) -> Fault:
    return SUPPRESSION_WITHOUT_REASON.fault(
        place,
        "Hier wird ein Befund ohne Begründung unterdrückt; er wird deshalb weiter gemeldet.",
        mend,
    )


def _family(place: Place, name: str) -> Fault:
    return FAMILY_SWITCHED_OFF.fault(
        place,
        f"{too_wide(name)} Diese Angabe bewirkt nichts.",
        "Stattdessen die Regeln nennen, um die es geht, jede mit ihrem Grund; ihr Name steht in jedem Befund.",
    )


def settings_faults(file: str, settings: RuleSettings) -> Iterator[Fault]:
    """Yield what is wrong with the rules in ksnet.yaml: unknown names, and entries without effect.

    Whether a rule that is off would find something today is not asked: it is off for the days to
    come, too.
    """
    yield from _entries_without_effect(file, settings)
    off = switched_off(settings)
    meant = {name: frozenset(rules.meant_by(name)) for name in settings.severity}
    first: dict[frozenset[Rule], Place] = {}
    for name, severity in settings.severity.items():
        place = Place(file, ("rules", "severity", name), on="key")
        same = meant[name]
        before = first.setdefault(same, place)
        if not same:
            yield unknown_rule(place, name)
        elif is_too_light(name, severity):
            yield _family(place, name)
        elif before is not place:
            yield RULE_NAMED_TWICE.fault(
                place,
                f"„{name}“ meint dieselbe Regel wie „{before.path[-1]}“ weiter oben; gelten kann nur ein Gewicht.",
                "Eine der beiden Zeilen löschen.",
                related=(Related(before, "zuerst genannt"),),
            )
        elif same <= off:
            yield RULE_NAMED_TWICE.fault(
                place,
                f"„{name}“ ist unter „ignore“ abgeschaltet; das Gewicht hat keine Wirkung.",
                "Diese Zeile löschen, oder den Eintrag unter „ignore“.",
            )
        elif all(rule.severity is severity for rule in rules.meant_by(name)) and not any(
            same < m for m in meant.values()
        ):
            yield UNUSED_SUPPRESSION.fault(
                place, f"„{name}“ hat dieses Gewicht ohnehin.", "Diese Zeile löschen."
            )


def _entries_without_effect(file: str, settings: RuleSettings) -> Iterator[Fault]:
    """Yield faults for entries that switch off no rule, or only those of another entry."""
    refused = [is_too_wide(entry.rule) for entry in settings.ignore]
    meant = [
        frozenset()
        if wide or not is_reason(entry.reason)
        else frozenset(rules.meant_by(entry.rule))
        for entry, wide in zip(settings.ignore, refused, strict=True)
    ]
    first: dict[frozenset[Rule], int] = {}  # few mean something of their own
    for number, same in enumerate(meant):
        first.setdefault(same, number)
    for number, entry in enumerate(settings.ignore):
        place = Place(file, ("rules", "ignore", number, "rule"))
        wider = [
            at
            for other, at in first.items()
            if meant[number] < other or (meant[number] == other and at < number)
        ]
        if refused[number]:
            yield _family(place, entry.rule)
        elif not is_reason(entry.reason):
            reason = Place(file, ("rules", "ignore", number, "reason"))
            yield _without_reason(
                reason, "Unter „reason“ schreiben, warum die Regel hier nicht gilt."
            )
        elif not meant[number]:
            yield unknown_rule(place, entry.rule)
        elif wider:
            yield UNUSED_SUPPRESSION.fault(
                place,
                f"„{entry.rule}“ ist schon {'weiter oben' if wider[0] < number else 'weiter unten'} abgeschaltet.",
                "Diesen Eintrag löschen.",
                related=(
                    Related(
                        Place(file, ("rules", "ignore", wider[0], "rule")), "hier abgeschaltet"
                    ),
                ),
            )
