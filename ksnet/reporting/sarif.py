"""Findings as SARIF 2.1.0, which editors and code scanning read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. The text of a file is never part
of it: programs that show it read the file themselves, and what must not be repeated is not.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from ksnet import __version__
from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Rule
from ksnet.checking import Checked, FilePlace, Finding
from ksnet.reporting.shared import path_of, printable_line

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.FEHLER: "error", Severity.WARNUNG: "warning", Severity.HINWEIS: "note"}
_ROOT = "%SRCROOT%"
# Signs with a meaning of their own in messages: {0} is a placeholder, [text](target) a link
# (sections 3.11.5, 3.11.6).
_PLACEHOLDER = expression(r"\{(\d+)\}")
_LINK = expression(r"\[(?=[^\]]*\]\()|\](?=\()")


def log(result: Checked) -> str:
    """Return the findings as one SARIF log with one run."""
    rules = sorted(
        {finding.rule.code: finding.rule for finding in result.findings}.values(),
        key=lambda rule: rule.code,
    )
    laws = {finding.rule.code: finding.law for finding in result.findings}
    position = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "ksnet",
                "version": __version__,
                "language": "de",
                "rules": [_rule(rule, laws.get(rule.code)) for rule in rules],
            }
        },
        "language": "de",
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(result, finding, position[finding.rule.code]) for finding in result.findings
        ],
    }
    log_file = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log_file, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, law: str | None) -> dict[str, Any]:
    paragraph = f" Rechtsgrundlage: {law}." if law else ""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _message(rule.title)},
        "fullDescription": {"text": _message(f"{rule.title} {rule.why}{paragraph}")},
        "help": {"text": _message(f"{rule.mend} Ausführlich: ksnet explain {rule.name}")},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(result: Checked, finding: Finding, rule_index: int) -> dict[str, Any]:
    content: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(f"{finding.message} Hilfe: {finding.mend}")},
        "locations": [
            {
                "physicalLocation": _location(result, finding.location),
                "logicalLocations": [
                    {"fullyQualifiedName": printable_line(finding.record), "kind": "object"}
                ],
            }
        ],
        "partialFingerprints": {"ksnet/v1": finding.fingerprint},
    }
    if result.since:
        content["baselineState"] = "new" if result.is_new(finding) else "unchanged"
    if finding.related:
        content["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(result, other),
                "message": {"text": _message(other.message)},
            }
            for number, other in enumerate(finding.related, start=1)
        ]
    return content


def _location(result: Checked, location: FilePlace) -> dict[str, Any]:
    span = location.span
    return {
        "artifactLocation": {"uri": quote(path_of(result, location), safe="/"), "uriBaseId": _ROOT},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _message(text: str) -> str:
    """Return a text escaped for SARIF."""
    text = _PLACEHOLDER.sub(r"{{\1}}", printable_line(text))
    return _LINK.sub(lambda match: "\\" + match[0], text)
