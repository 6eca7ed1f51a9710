"""Merge three versions of a sequence: lines of texts or comments, or the order of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ksnet.basics.steps import steps
from ksnet.editing.merging.pieces import Split, TextLine

T = TypeVar("T")


def merged_lines(
    base: Sequence[TextLine],
    ours: Sequence[TextLine],
    theirs: Sequence[TextLine],
    *,
    keep_both: bool,
) -> tuple[TextLine, ...]:
    """Merge lines as diff3 does; lines that both sides changed differently become a Split.

    Where both sides add at the same place, `keep_both` keeps ours, then theirs.
    """
    mine, other = _kept(base, ours), _kept(base, theirs)
    result: list[TextLine] = []
    b = o = t = 0
    for here in [number for number in range(len(base)) if number in mine and number in other] + [
        len(base)
    ]:
        at_mine, at_other = mine.get(here, len(ours)), other.get(here, len(theirs))
        result += _region(base[b:here], ours[o:at_mine], theirs[t:at_other], keep_both=keep_both)
        result += base[here : here + 1]
        b, o, t = here + 1, at_mine + 1, at_other + 1
    return tuple(result)


def _region(
    was: Sequence[TextLine], mine: Sequence[TextLine], other: Sequence[TextLine], *, keep_both: bool
) -> Sequence[TextLine]:
    """Merge the lines between two lines that all three versions share."""
    was, mine, other = list(was), list(mine), list(other)
    if mine in (was, other):
        return other
    if other == was:
        return mine
    if keep_both and not was:
        return [*mine, *(line for line in other if not line or line not in mine)]
    return [Split(*(tuple(map(str, lines)) for lines in (was, mine, other)))]


def _kept(before: Sequence[TextLine], after: Sequence[TextLine]) -> dict[int, int]:
    """Return for the lines of `before` that remain their numbers in `after`."""
    return {
        start + n: at + n
        for tag, start, end, at, _ in steps(before, after)
        if tag == "equal"
        for n in range(end - start)
    }


def merged_order(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> list[T] | None:
    """Return all of ours and theirs in an order consistent with both.

    Additions follow what they followed on their side, ours before theirs. None where both sides
    reordered the common items differently.
    """
    common = set(base) & set(ours) & set(theirs)
    was, mine, other = ([one for one in side if one in common] for side in (base, ours, theirs))
    if was not in (mine, other) and mine != other:
        return None
    first, second = (theirs, ours) if mine == was != other else (ours, theirs)
    result, known = list(first), set(second)
    present = set(result)
    at = 0  # after the last item of `second`
    for one in second:
        if one in present:
            at = result.index(one) + 1
            continue
        while at < len(result) and result[at] not in known:
            at += 1
        result.insert(at, one)
        at += 1
    return result
