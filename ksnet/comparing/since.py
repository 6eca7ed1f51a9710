"""The findings that existed before a change, for `ksnet validate --since`."""

from __future__ import annotations

import datetime as dt

from ksnet.checking import Checked, Selection, check
from ksnet.checking.checked import SinceCommit
from ksnet.comparing.differing import differing
from ksnet.comparing.findings import came_and_went
from ksnet.comparing.history import History
from ksnet.comparing.side import Side
from ksnet.repository import Repository


def since_commit(
    revision: str, after: Repository, result: Checked, day: dt.date, selection: Selection
) -> tuple[SinceCommit, str]:
    """Return which findings in `result` existed where the branch of `after` left `revision`.

    Both states are checked as of the same day: what only the calendar brings is not new. The text
    is a German remark on the revision, if any. Raises UsageProblem for an unknown revision.
    """
    with History(after.root) as history:
        commit, note = history.revisions.fork_point(revision, "HEAD")
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
