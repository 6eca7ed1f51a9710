"""Which findings of `validate` are new, and which are solved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from ksnet.check import Finding

_LINE = re.compile(r"\bZeilen? \d+|:\d+")


def came_and_went(
    before: list[Finding], after: list[Finding], moved: Mapping[str, str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that are new and those that are solved; where only line numbers differ, neither.

    `moved` says which file of before is which file now.
    """

    def identity(finding: Finding, files: Mapping[str, str]) -> tuple[str, ...]:
        file = files.get(finding.location.file, finding.location.file)
        return (finding.rule.code, file, finding.key or "", _LINE.sub("", finding.message))

    was = Counter(identity(finding, moved) for finding in before)
    now = Counter(identity(finding, {}) for finding in after)
    return (_beyond(after, was, lambda f: identity(f, {})), _beyond(before, now, lambda f: identity(f, moved)))


def _beyond(
    findings: list[Finding], known: Counter[tuple[str, ...]], identity: Callable[[Finding], tuple[str, ...]]
) -> list[Finding]:
    """Return the findings of which there are more than known."""
    left = known.copy()
    result = []
    for finding in findings:
        key = identity(finding)
        if left[key]:
            left[key] -= 1
        else:
            result.append(finding)
    return result
