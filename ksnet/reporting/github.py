"""Findings for GitHub: workflow commands, which become annotations, and a Markdown job summary.

GitHub shows ten annotations of each weight for a step and drops the rest silently. So those of the
change come first, the gravest at the top; the others are plain lines in the log. The summary holds
all that count.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.checking import Checked, Finding
from ksnet.reporting.shared import folded, gravest_first, path_of, printable_line, sentences
from ksnet.reporting.text import left_out, summary

ANNOTATIONS = 10  # of each weight in one step
SUMMARY_ROWS = 500  # far below the megabyte that GitHub takes, and more than anybody reads
_COMMANDS = {Severity.FEHLER: "error", Severity.WARNUNG: "warning", Severity.HINWEIS: "notice"}
_MARKDOWN = expression(r"([\\`*_\[\]|~#!@:])")


def workflow_commands(result: Checked) -> str:
    """Return a workflow command for each finding that GitHub would show, then lines for the log."""
    return "\n".join([*_log_lines(result), _log_line(summary(result))]) + "\n"


def _log_lines(result: Checked) -> Iterator[str]:
    shown: Counter[Severity] = Counter()
    new = gravest_first(result.new)
    known = gravest_first([finding for finding in result.findings if not result.is_new(finding)])
    for finding, more in folded((*new, *known)):
        shown[finding.severity] += 1
        if shown[finding.severity] <= ANNOTATIONS:
            yield _command(result, finding)
        else:
            yield _log_line(
                f"{finding.severity.value}[{finding.rule.name}] {_where(result, finding)}: {finding.message}"
            )
        if more:
            yield _log_line(left_out(path_of(result, finding.location), finding, more))


def _command(result: Checked, finding: Finding) -> str:
    span = finding.location.span
    fields = {
        "file": path_of(result, finding.location),
        "line": str(span.line),
        "endLine": str(span.end_line),
    }
    if span.line == span.end_line:  # GitHub refuses columns that belong to different lines
        fields |= {"col": str(span.column), "endColumn": str(span.end_column)}
    fields["title"] = f"{finding.rule.code} {finding.rule.name}"
    if result.since and not result.is_new(finding):
        fields["title"] += f" (schon in {printable_line(result.since.revision)})"
    listed = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(sentences(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _log_line(text: str) -> str:
    """Return a line of the log that is no command; `##[…]`, the old form, counts anywhere in it."""
    return printable_line(text).replace("##[", "# #[")


def _where(result: Checked, finding: Finding) -> str:
    span = finding.location.span
    return f"{path_of(result, finding.location)}:{span.line}:{span.column}"


def step_summary(result: Checked) -> str:
    """Return the findings as Markdown for the page of the job."""
    lines = ["## ksnet validate", "", _markdown(summary(result))]
    findings = gravest_first(result.new)
    if findings:
        lines += ["", "| Gewicht | Stelle | Befund | Regel |", "| --- | --- | --- | --- |"]
        lines += [_row(result, finding) for finding in findings[:SUMMARY_ROWS]]
    if len(findings) > SUMMARY_ROWS:
        more = len(findings) - SUMMARY_ROWS
        lines += ["", f"… und {more} weitere; alle stehen im Protokoll des Laufs."]
    return "\n".join(lines) + "\n\n"


def _row(result: Checked, finding: Finding) -> str:
    cells = (
        finding.severity.label,
        _where(result, finding),
        sentences(finding),
        f"{finding.rule.code} {finding.rule.name}",
    )
    return f"| {' | '.join(_markdown(cell) for cell in cells)} |"


def _markdown(text: str) -> str:
    """Return a text escaped for Markdown: no link, no mention, no cell, no HTML."""
    return _MARKDOWN.sub(r"\\\1", html.escape(printable_line(text), quote=False))
