"""Findings for programs. Keys are only ever added."""

from __future__ import annotations

import json
from typing import Any

from ksnet.basics.controlled import Severity
from ksnet.checking import Finding, Location, Result


def json_object(result: Result, colour: bool) -> str:  # noqa: ARG001  (all reporters are called alike)
    """Return the findings as one JSON object of version 1."""
    content = {
        "version": 1,
        "files": result.files,
        "findings": [finding_object(finding) for finding in result.findings],
        "summary": {severity.value: _count(result.findings, severity) for severity in Severity},
        "switched_off": {"rules": sorted(result.off), "findings": len(result.silent)},
    }
    if result.since:
        content["since"] = {
            "revision": result.since.revision,
            "new": [finding.fingerprint for finding in result.new],
            "summary": {severity.value: result.count(severity) for severity in Severity},
        }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _count(findings: list[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return one finding as the command line promises it."""
    span = finding.location.span
    return {
        "rule": finding.rule.name,
        "code": finding.rule.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.mend,
        "file": finding.location.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "record": finding.record,
        "key": finding.key,
        "law": finding.rule.law,
        "related": [_related(other) for other in finding.related],
        "fixable": finding.fixable,
        "fingerprint": finding.fingerprint,
    }


def _related(other: Location) -> dict[str, Any]:
    return {"file": other.file, "line": other.span.line, "column": other.span.column, "message": other.message}
