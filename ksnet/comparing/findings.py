"""The findings of `validate` that are new or solved after a change."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    same = all(identity == finding.identity() for identity, finding in was)
    new, gone = _beyond(now, was, marks_say_all=same), _beyond(was, now, marks_say_all=same)
    return _without_parts(new, gone, renamed)


def _without_parts(
    new: list[Finding], gone: list[Finding], renamed: Callable[[str], str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings without those that are about a part of what another is about.

    Where some of it was mended, the rest is not new; where more was added, nothing is solved.
    """
    waiting: dict[tuple[str, str], list[tuple[Counter[str], Finding]]] = defaultdict(list)
    for finding in gone:
        was = Counter(finding.identity(renamed)[1:])
        for file in _files(was) if not finding.more else ():
            waiting[finding.rule.name, file].append((was, finding))
    went_on: set[int] = set()
    for finding in new:
        now = Counter(finding.identity()[1:])
        for file in _files(now) if not finding.more else ():
            for was, other in waiting.get((finding.rule.name, file), ()):
                if id(finding) not in went_on and (now <= was or was <= now):
                    went_on |= {id(other), id(finding)} if now <= was else {id(other)}
    came, left = ([one for one in found if id(one) not in went_on] for found in (new, gone))
    return came, left


def _files(about: Iterable[str]) -> list[str]:
    return [word for word in about if word.endswith(".yaml")]


def _beyond(
    findings: list[tuple[FindingIdentity, Finding]],
    known: list[tuple[FindingIdentity, Finding]],
    *,
    marks_say_all: bool,
) -> list[Finding]:
    """Return the findings that occur more often than in `known`.

    Of a rule's findings in a file only the first are kept; the last one represents the others, of
    which there are only marks, and is new where one of them is. Where ids were renamed, marks made
    before do not say all: then one of them is new where there are more than before.
    """
    left = Counter(identity for identity, _ in known)
    hidden: defaultdict[FindingIdentity, Counter[int]] = defaultdict(Counter)  # by rule and file
    for identity, finding in known:
        hidden[identity[:2]].update(finding.beyond)
    result = []
    representing = []
    for identity, finding in findings:
        about = identity[:2]
        if left[identity]:
            left[identity] -= 1
        elif hidden[about][finding.mark] > 0:
            hidden[about][finding.mark] -= 1
        else:
            result.append(finding)
            continue
        if finding.beyond:
            representing.append((about, finding))
    for identity, finding in known:
        if left[identity]:
            left[identity] -= 1
            hidden[identity[:2]][finding.mark] += 1
    for about, finding in representing:
        came = Counter(finding.beyond) - hidden[about]
        gone = hidden[about] - Counter(finding.beyond)
        if came and (marks_say_all or came.total() > gone.total()):
            result.append(finding)
    return result
