"""The findings of `validate` that are new or solved after a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from ksnet.basics.expressions import expression
from ksnet.checking import Finding
from ksnet.checking.results import FindingIdentity

_QUOTED_ID = expression("„([a-z0-9-]+)“")


def came_and_went(
    before: Iterable[Finding], after: Iterable[Finding], renamed: Callable[[str], str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the new and the solved findings; line numbers alone make no difference.

    `renamed` gives the present name of a file or message of before.
    """
    was = [(finding.identity(renamed), finding) for finding in before]
    now = [(finding.identity(), finding) for finding in after]
    return _beyond(now, was), _beyond(was, now)


def with_ids(message: str, renames: Mapping[str, str]) -> str:
    """Return a message with the ids that it quotes replaced by their new ones."""
    return _QUOTED_ID.sub(lambda match: f"„{renames.get(match[1], match[1])}“", message)


def _beyond(
    findings: list[tuple[FindingIdentity, Finding]], known: list[tuple[FindingIdentity, Finding]]
) -> list[Finding]:
    """Return the findings that occur more often than in `known`.

    One that stands for `more` of its rule in its file is among them where these became more than
    the others explain.
    """
    left = Counter(identity for identity, _ in known)
    grown: Counter[tuple[str, str]] = Counter()  # by rule and file
    for sign, side in ((1, findings), (-1, known)):
        for identity, finding in side:
            grown[identity[:2]] += sign * (1 + finding.more)
    result = []
    represented = []
    for identity, finding in findings:
        if left[identity]:
            left[identity] -= 1
            if finding.more:
                represented.append((identity[:2], finding))
        else:
            result.append(finding)
            grown[identity[:2]] -= 1 + finding.more
    return result + [finding for about, finding in represented if grown[about] > 0]
