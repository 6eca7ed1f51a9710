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

    Where some of it was mended, the rest is not new; where more was added, nothing is solved. To
    compare only few, each is looked up by its rarest word.
    """
    having: dict[tuple[str, str], list[tuple[Counter[str], Finding]]] = defaultdict(list)
    for was, finding in (before := _about(gone, renamed)):
        for word in was:
            having[finding.rule.name, word].append((was, finding))
    parts: dict[tuple[str, str], list[tuple[Counter[str], Finding]]] = defaultdict(list)
    for was, finding in before:
        rule = finding.rule.name
        parts[min(((rule, word) for word in was), key=lambda at: len(having[at]))].append(
            (was, finding)
        )
    went_on: set[int] = set()
    for now, finding in _about(new, str):
        words = [(finding.rule.name, word) for word in now]
        wider = min((having.get(at, []) for at in words), key=len)
        if more := next((other for was, other in wider if now <= was), None):
            went_on |= {id(more), id(finding)}
        less = (pair for at in words for pair in parts.get(at, ()))
        went_on.update(id(other) for was, other in less if was <= now)
    came, left = ([one for one in found if id(one) not in went_on] for found in (new, gone))
    return came, left


def _about(
    findings: Iterable[Finding], renamed: Callable[[str], str]
) -> list[tuple[Counter[str], Finding]]:
    """Return those that represent no others and are about a file, with all that they are about."""
    found = [(Counter(one.identity(renamed)[1:]), one) for one in findings if not one.more]
    return [pair for pair in found if any(word.endswith(".yaml") for word in pair[0])]


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
