"""What of several faults or findings at one place is told, where one follows from another."""

from __future__ import annotations

from collections.abc import Iterable

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import FILE_START, Fault
from ksnet.basics.frozen import replace
from ksnet.checking.results import Finding
from ksnet.rules.protection.texts import NAME_OUTSIDE_MEMBERS
from ksnet.rules.references.unknown import UNKNOWN_REFERENCE
from ksnet.yamltext.rules.files import (
    COMPLEX_KEY,
    FORBIDDEN_CHARACTER,
    MISSING_DASH,
    MIXED_SCRIPTS,
    VALUE_AS_COMMENT,
    YAML_ANCHOR,
    YAML_TAG,
)
from ksnet.yamltext.rules.form import CANONICAL_FORM, TEXT_IN_BRACKETS
from ksnet.yamltext.rules.schema import (
    AMBIGUOUS_SCALAR,
    MISSING_KEY,
    MISSING_VALUE,
    UNKNOWN_KEY,
    WRONG_TYPE,
)

_FORM = (TEXT_IN_BRACKETS, CANONICAL_FORM)
_MISSING = (MISSING_KEY, MISSING_VALUE)
_EATING = (VALUE_AS_COMMENT, YAML_ANCHOR, YAML_TAG)
_MEANING = ("KS1", "KS2")  # families that say what a value means


def names_once(faults: Iterable[Fault]) -> list[Fault]:
    """Report a name in the place of an id once.

    A fault about the id remains where it is known, else that about a name outside members.yaml.
    """
    faults = list(faults)
    ids = {_where(fault): fault.secret for fault in faults if fault.sought is not None}
    if not ids:
        return faults
    names = {_where(fault) for fault in faults if fault.rule is NAME_OUTSIDE_MEMBERS} & ids.keys()
    return [
        fault
        for fault in faults
        if _where(fault) not in names
        or not (
            fault.rule is NAME_OUTSIDE_MEMBERS if ids[_where(fault)] else fault.sought is not None
        )
    ]


def _where(fault: Fault) -> tuple[str, int]:
    return fault.place.file, (fault.place.span or FILE_START).line


def one_per_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Drop findings that follow from another one at the same place.

    Where a text is wrong, its form is not reported; where a character in it is, or the mark of a
    key, neither is its meaning; where a key is not known, neither is what its value means, and an
    id that nothing has needs no quotes. A value taken for a comment or a mark of YAML is not also
    reported as missing, but weighs as much as if it were.
    """
    findings = list(findings)
    missing = {finding.where for finding in findings if finding.rule in _MISSING}
    eaten = {finding.where for finding in findings if finding.rule in _EATING}
    findings = [
        replace(finding, severity=Severity.FEHLER)
        if finding.rule in _EATING and finding.where in missing
        else finding
        for finding in findings
        if not (finding.rule in _MISSING and finding.where in eaten)
    ]
    wrong = {finding.where for finding in findings if not finding.rule.code.startswith("KS9")}
    shapeless = {
        finding.location.file for finding in findings if finding.rule in (MISSING_DASH, WRONG_TYPE)
    }
    unclear = {
        finding.start for finding in findings if finding.rule in (FORBIDDEN_CHARACTER, COMPLEX_KEY)
    }
    unknown = {finding.start for finding in findings if finding.rule is UNKNOWN_REFERENCE}
    renamed = {finding.where for finding in findings if finding.rule is UNKNOWN_KEY}
    mixed = {finding.where for finding in findings if finding.rule is MIXED_SCRIPTS}
    return [
        finding
        for finding in findings
        if (finding.rule not in _FORM or finding.where not in wrong)
        and not (finding.rule is CANONICAL_FORM and finding.location.file in shapeless)
        and not (finding.rule is AMBIGUOUS_SCALAR and finding.start in unknown)
        and not (finding.rule is UNKNOWN_REFERENCE and finding.where in renamed)
        and not (
            finding.rule.code.startswith(_MEANING)
            and (finding.start in unclear or finding.where in mixed)
        )
    ]
