"""Findings as the XML that JUnit writes, for CI that shows test results.

A file with findings is a suite, a finding a test in it. What is `fehler` and counts has failed;
what is `warnung` or `hinweis`, or was there before the change, is skipped with its message, because
it does not make the run fail.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import groupby

from ksnet.basics.controlled import Severity
from ksnet.checking import Checked, Finding
from ksnet.reporting.shared import path_of, printable, printable_line, sentences
from ksnet.reporting.text import block, summary


def suites(result: Checked) -> str:
    """Return the findings as one XML document; without findings it holds one passed test."""
    failed = sum(_has_failed(finding, result) for finding in result.findings)
    tests = len(result.findings) or 1
    root = ET.Element(
        "testsuites",
        {"name": "ksnet validate", "tests": str(tests), "failures": str(failed), "errors": "0"},
    )
    for name, group in groupby(
        result.findings, key=lambda finding: path_of(result, finding.location)
    ):
        _suite(root, printable_line(name), list(group), result)
    if not result.findings:
        suite = _empty_suite(root, "ksnet validate", tests=1, failed=0, skipped=0)
        ET.SubElement(suite, "testcase", {"name": summary(result), "classname": "ksnet"})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, name: str, findings: list[Finding], result: Checked) -> None:
    failed = sum(_has_failed(finding, result) for finding in findings)
    suite = _empty_suite(
        root, name, tests=len(findings), failed=failed, skipped=len(findings) - failed
    )
    for finding in findings:
        title = printable_line(f"{finding.rule.code} {finding.rule.name}: {finding.message}")
        case = ET.SubElement(
            suite, "testcase", {"name": title, "classname": printable_line(finding.record)}
        )
        kind = "failure" if _has_failed(finding, result) else "skipped"
        outcome = ET.SubElement(
            case, kind, {"type": finding.severity.value, "message": sentences(finding)}
        )
        outcome.text = printable(block(finding, result.folder))


def _has_failed(finding: Finding, result: Checked) -> bool:
    return finding.severity is Severity.FEHLER and result.is_new(finding)


def _empty_suite(
    root: ET.Element, name: str, *, tests: int, failed: int, skipped: int
) -> ET.Element:
    counts = {"tests": str(tests), "failures": str(failed), "errors": "0", "skipped": str(skipped)}
    return ET.SubElement(root, "testsuite", {"name": name, **counts})
