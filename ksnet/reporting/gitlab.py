"""Findings for GitLab's merge requests: a Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json

from ksnet.basics.controlled import Severity
from ksnet.checking import Checked
from ksnet.reporting.shared import newest_first, path_of, sentences

_WEIGHTS = {Severity.FEHLER: "critical", Severity.WARNUNG: "minor", Severity.HINWEIS: "info"}


def code_quality(result: Checked) -> str:
    """Return the findings as the JSON list that GitLab compares between two branches."""
    issues = [
        {
            "description": f"{finding.rule.code}: {sentences(finding)}",
            "check_name": finding.rule.name,
            "fingerprint": finding.fingerprint,
            "severity": _WEIGHTS[finding.severity],
            "location": {
                "path": path_of(result, finding.location),
                "lines": {
                    "begin": finding.location.span.line,
                    "end": finding.location.span.end_line,
                },
            },
        }
        for finding in newest_first(result)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
