"""Which findings were there before a change: `ksnet validate --since` and whoever asks like it."""

from __future__ import annotations

import datetime as dt

from ksnet.checking import Checked, Selection, check
from ksnet.checking.checked import SinceCommit
from ksnet.comparing.differing import differing
from ksnet.comparing.findings import came_and_went
from ksnet.comparing.history import History
from ksnet.comparing.side import Side
from ksnet.repository import Repository


def since(
    revision: str, after: Repository, result: Checked, day: dt.date, selection: Selection
) -> tuple[SinceCommit, str]:
    """Say which findings in the `result` of checking `after` were there where its branch left
    `revision`.

    Both states are checked as of the same day: what only the calendar brings is not new. The text
    says in German what has to be said about the revision, if anything. Raises UsageProblem where
    there is no such revision.
    """
    with History(after.root) as history:
        commit, note = history.fork_point(revision, "HEAD")
        stored = history.stored(commit)
        before = history.repository(stored)
        found = differing(Side(before), Side(after), history.equal(stored, None))
        earlier = check(before, day, selection, only=found.reach).findings
    same = {
        file.path
        for network in after.tree.networks.values()
        if found.reach is not None and network.id not in found.reach
        for file in network
    }
    later = [finding for finding in result.findings if finding.location.file not in same]
    new, _ = came_and_went(earlier, later, found.matched.renamed())
    known = {finding.fingerprint for finding in result.findings} - {
        finding.fingerprint for finding in new
    }
    return SinceCommit(revision, frozenset(known)), note
