"""Findings as JSON for programs. Keys are only ever added."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal, NotRequired, TypedDict

from ksnet.basics.controlled import Severity
from ksnet.checking import Checked, FilePlace, Finding


class RelatedJson(TypedDict):
    """Eine andere Stelle, die zum Befund gehört."""

    file: Annotated[str, "Datei, vom Ordner der Unterlagen aus"]
    line: Annotated[int, "Zeile, von 1 an"]
    column: Annotated[int, "Spalte, von 1 an"]
    message: Annotated[str, "Was dort steht"]


class FindingJson(TypedDict):
    """Ein Befund."""

    rule: Annotated[str, "Name der Regel"]
    code: Annotated[str, "Nummer der Regel: KS301"]
    severity: Annotated[Severity, "Gewicht"]
    message: Annotated[str, "Was nicht stimmt"]
    help: Annotated[str, "Was zu tun ist"]
    file: Annotated[str, "Datei, vom Ordner der Unterlagen aus"]
    line: Annotated[int, "Zeile, von 1 an"]
    column: Annotated[int, "Spalte, von 1 an"]
    end_line: Annotated[int, "Zeile, in der die Stelle endet"]
    end_column: Annotated[int, "Spalte hinter dem letzten Zeichen"]
    record: Annotated[str, "Der Eintrag: Pfad unter dem Ordner der Daten, ohne Endung"]
    key: Annotated[str | None, "Der Schlüssel, um den es geht"]
    law: Annotated[str | None, "Paragraf"]
    related: Annotated[list[RelatedJson], "Andere Stellen, die dazugehören"]
    fixable: Annotated[
        Literal["safe", "unsafe"] | None,
        "Ob „ksnet validate --fix“ es behebt: sicher oder vermutlich",
    ]
    fingerprint: Annotated[
        str, "Woran der Befund beim nächsten Lauf zu erkennen ist, auch an anderer Stelle der Datei"
    ]


class SwitchedOffJson(TypedDict):
    """Was abgeschaltet ist, in ksnet.yaml oder mit --ignore."""

    rules: Annotated[list[str], "Namen der Regeln"]
    findings: Annotated[int, "Wie viele Befunde sie sonst ergäben"]


class SinceJson(TypedDict):
    """Was gegenüber einem früheren Stand neu ist (--since)."""

    revision: Annotated[str, "Der Stand, wie er genannt wurde"]
    new: Annotated[list[str], "Fingerabdrücke der Befunde, die neu sind"]
    summary: Annotated[dict[Severity, int], "Wie viele davon welches Gewicht haben"]


class FindingsJson(TypedDict):
    """Was die Prüfung ergeben hat."""

    version: Literal[1]
    files: Annotated[int, "Wie viele Dateien geprüft wurden"]
    findings: Annotated[list[FindingJson], "Die Befunde, nach Datei, Zeile und Spalte"]
    summary: Annotated[dict[Severity, int], "Wie viele Befunde welches Gewicht haben"]
    switched_off: Annotated[SwitchedOffJson, "Was abgeschaltet ist"]
    since: NotRequired[Annotated[SinceJson, "Was neu ist; nur mit --since"]]


def json_object(result: Checked) -> str:
    """Return the findings as one JSON object of version 1."""
    content: FindingsJson = {
        "version": 1,
        "files": result.files,
        "findings": [finding_object(finding) for finding in result.findings],
        "summary": _summary(result.findings),
        "switched_off": {
            "rules": sorted(rule.name for rule in result.off),
            "findings": len(result.silent),
        },
    }
    if result.since:
        content["since"] = {
            "revision": result.since.revision,
            "new": [finding.fingerprint for finding in result.new],
            "summary": _summary(result.new),
        }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _summary(findings: Iterable[Finding]) -> dict[Severity, int]:
    counts: Counter[Severity] = Counter()
    for finding in findings:
        counts[finding.severity] += 1 + finding.more
    return {severity: counts[severity] for severity in Severity}


def finding_object(finding: Finding) -> FindingJson:
    """Return one finding as a JSON object."""
    span = finding.location.span
    return {
        "rule": finding.rule.name,
        "code": finding.rule.code,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.mend,
        "file": finding.location.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "record": finding.record,
        "key": finding.key,
        "law": finding.law,
        "related": [_related(other) for other in finding.related],
        "fixable": finding.fixable,
        "fingerprint": finding.fingerprint,
    }


def _related(other: FilePlace) -> RelatedJson:
    return {
        "file": other.file,
        "line": other.span.line,
        "column": other.span.column,
        "message": other.message,
    }
