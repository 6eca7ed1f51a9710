"""The findings of `validate` that are new or solved after a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from ksnet.checking import Finding
from ksnet.checking.results import FindingIdentity


def came_and_went(
    before: Iterable[Finding], after: Iterable[Finding], renamed: Callable[[str], str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the new and the solved findings; line numbers alone make no difference.

    `renamed` gives the present name of a file or id of before.
    """
    was = [(finding.identity(renamed), finding) for finding in before]
    now = [(finding.identity(), finding) for finding in after]
    return _beyond(now, was), _beyond(was, now)


def _beyond(
    findings: list[tuple[FindingIdentity, Finding]], known: list[tuple[FindingIdentity, Finding]]
) -> list[Finding]:
    """Return the findings that occur more often than in `known`.

    Of a rule's findings in a file only the first are kept, the last of them stands for `more`.
    Where `known` has such a file, one behind all that are the same may have been only counted:
    like the one that stands for others it is new where these became more than the others explain.
    """
    left = Counter(identity for identity, _ in known)
    grown: Counter[FindingIdentity] = Counter()  # by rule and file
    for sign, side in ((1, findings), (-1, known)):
        for identity, finding in side:
            grown[identity[:2]] += sign * (1 + finding.more)
    counted = {identity[:2] for identity, finding in known if finding.more}
    last: dict[FindingIdentity, tuple[str, int, int]] = {}  # of those that are the same
    for identity, finding in findings:
        if identity in left and identity[:2] in counted:
            last[identity[:2]] = max(finding.start, last.get(identity[:2], finding.start))
    result = []
    unclear = []
    for identity, finding in findings:
        about = identity[:2]
        if left[identity]:
            left[identity] -= 1
            if finding.more:
                unclear.append((about, finding))
        elif about in last and finding.start > last[about]:
            unclear.append((about, finding))
        else:
            result.append(finding)
            grown[about] -= 1 + finding.more
    return result + [finding for about, finding in unclear if grown[about] > 0]
