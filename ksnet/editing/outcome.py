"""What a change does to the findings: those that are new after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ksnet.check import Finding, check
from ksnet.comparing.findings import came_and_went
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
    old, new = renamed or ("", "")
    came, went = came_and_went(before.findings, after.findings, lambda text: text.replace(old, new) if old else text)
    return Outcome(came, len(went), before.secret_files | after.secret_files)
