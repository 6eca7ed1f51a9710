"""The steps from one sequence to another, as difflib finds them, in bounded time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import takewhile

# Of equal items: difflib goes through them for every piece that it finds, a quarter of a minute for
# 2,000 words of which each is one of seven.
_MOST_PAIRS = 50_000
Step = tuple[str, int, int, int, int]


def takes_long(was: Sequence[Hashable], now: Sequence[Hashable]) -> bool:
    """Whether the same items come again and again, so that finding the fewest steps takes long."""
    return sum(map(Counter(now).__getitem__, was)) > _MOST_PAIRS


def steps(was: Sequence[Hashable], now: Sequence[Hashable]) -> Sequence[Step]:
    """Return what `SequenceMatcher.get_opcodes` returns.

    Where that takes long, only what is between a common beginning and end is compared, and if need
    be as a whole.
    """
    from difflib import SequenceMatcher  # nearly all is as it was

    if not takes_long(was, now):
        return SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    start = _common(was, now)
    length = _common(was[start:][::-1], now[start:][::-1])
    end, new_end = len(was) - length, len(now) - length
    old, new = was[start:end], now[start:new_end]
    between: Sequence[Step] = [("replace", 0, len(old), 0, len(new))]
    if not takes_long(old, new):
        between = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found = [
        ("equal", 0, start, 0, start),
        *((tag, start + a, start + b, start + c, start + d) for tag, a, b, c, d in between),
        ("equal", end, len(was), new_end, len(now)),
    ]
    return [step for step in found if step[1] < step[2] or step[3] < step[4]]


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how many items two sequences begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
