"""What a change does to the findings: those that are new after it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ksnet.check import Finding, check
from ksnet.editing.draft import EditProblem
from ksnet.form.formatting import MENDED
from ksnet.journal import Change
from ksnet.reading.yaml import read
from ksnet.repository import Repository


@dataclass(slots=True)
class Outcome:
    """The findings that a change causes, how many it solves, and the files whose text no output repeats."""

    new: list[Finding] = field(default_factory=list)
    solved: int = 0
    secret_files: frozenset[str] = frozenset()


def outcome(
    repository: Repository, changes: Mapping[str, Change], day: dt.date, renamed: tuple[str, str] | None = None
) -> Outcome:
    """Check the repository before and after the changes, in memory; `renamed` is an id before and after.

    Raises EditProblem where a changed file could not be read any more.
    """
    for file, change in changes.items():
        if change.after is not None and any(f.rule not in MENDED for f in read(file, change.after).faults):
            raise EditProblem(f"{file} wäre danach nicht mehr lesbar. Es wurde nichts geändert.")
    before = check(repository, day)
    after = check(Repository(repository.root, {file: change.after for file, change in changes.items()}), day)
    known = Counter(_identity(finding, renamed) for finding in before.findings)
    left = known.copy()
    new = []
    for finding in after.findings:
        identity = _identity(finding, renamed)
        if left[identity] > 0:
            left[identity] -= 1
        else:
            new.append(finding)
    return Outcome(new, sum(left.values()), before.secret_files | after.secret_files)


def _identity(finding: Finding, renamed: tuple[str, str] | None) -> tuple[str, str, str | None, str]:
    """What makes a finding the same one before and after: not its line, which may have moved."""
    file, message = finding.location.file, finding.message
    if renamed is not None:
        old, new = renamed
        file, message = file.replace(old, new), message.replace(old, new)
    return finding.rule.name, file, finding.key, message
