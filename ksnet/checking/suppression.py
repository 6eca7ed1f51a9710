"""Suppression of findings by comments in a file: `# ksnet: ignore[rule] reason`.

A comment that gives no reason, names no rule or is no longer needed is itself a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ksnet import rules
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.basics.spelling import MOST_SLIPS
from ksnet.checking.results import Finding
from ksnet.checking.switching import (
    family_named,
    is_reason,
    is_too_wide,
    unknown_rule,
    without_reason,
)
from ksnet.rules.suppressions import UNKNOWN_RULE, UNUSED_SUPPRESSION
from ksnet.yamltext.reading.suppressions import Suppression

_EXAMPLE = "So schreiben: # ksnet: ignore[room-conflict] Saal ist teilbar"
# A comment is about one line, where a family of rules must not hide data of people.
_ON_A_LINE = ("KS5",)


def apply(
    findings: Iterable[Finding], suppressions: Collection[Suppression], active: Collection[Rule]
) -> tuple[list[Finding], list[Fault]]:
    """Return the findings that remain, and the faults of the suppressions.

    A suppression is judged as needed or not only if every rule that it names is among the `active`
    ones, and every finding of it in the file was kept.
    """
    named, heads = _by_line(suppressions)
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


def _by_line(
    suppressions: Iterable[Suppression],
) -> tuple[dict[tuple[str, int], set[str]], dict[tuple[str, int], int]]:
    """Return the rules that comments name for a line, and the first line of a text in block style.

    The latter by each line of the text.
    """
    named: dict[tuple[str, int], set[str]] = {}
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
    return named, heads


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
            yield family_named(place, name)
    if any(known.values()) and not is_reason(suppression.reason):
        yield without_reason(place, f"Den Grund dahinter schreiben. {_EXAMPLE}.")
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
