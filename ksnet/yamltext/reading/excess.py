"""Limits on what a text may hold, and on how many faults of a file are kept.

The numbers are in `ksnet.basics.limits`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from ksnet.basics.findings import Fault
from ksnet.basics.frozen import replace
from ksnet.basics.limits import limits

# A colon: key, its text, value, its text, and the mapping that begins and ends with it. A dash: the
# same for a list. A comma: itself and a text, and a mapping where a colon follows, which counts.
_TOKENS = ((":", 6), ("-", 4), (",", 2), ("[", 3), ("{", 3), ("?", 6), ("!", 1), ("&", 1), ("*", 1))


def may_be_too_much(file: str, text: str) -> bool:
    """Whether a text could hold too many tokens; only then they have to be counted.

    Each of these characters begins at most so many; text that no such character parts is one token.
    """
    most = limits(file).tokens
    return (
        len(text) > most // 6
        and sum(text.count(character) * tokens for character, tokens in _TOKENS) > most
    )


class FewAlike:
    """Faults of which only the first of each kind are kept; the last one says how many `more`."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: list[Fault] = []
        self._count: Counter[Hashable] = Counter()  # by kind
        self._last: dict[Hashable, int] = {}  # the number of the last one kept
        self._more: Counter[int] = Counter()  # by that number: how many were left out

    def is_full(self, kind: Hashable, file: str) -> bool:
        """Whether as many faults of a kind are kept as `file` may have."""
        return self._count[kind] >= limits(file).alike

    def keep(self, kind: Hashable, fault: Fault, *, counts: bool = True) -> None:
        """Keep a fault; one that does not count leaves room for another one."""
        self._count[kind] += counts
        self._last[kind] = len(self._kept)
        self._kept.append(fault)

    def add(self, kind: Hashable, file: str, make: Callable[[], Fault]) -> None:
        """Keep the fault that `make` puts into words, or count it where its kind is full."""
        if self.is_full(kind, file):
            self.leave_out(kind)
        else:
            self.keep(kind, make())

    def leave_out(self, kind: Hashable, number: int = 1) -> None:
        """Count faults of a kind that is full."""
        self._more[self._last[kind]] += number

    def found(self) -> list[Fault]:
        """Return the faults that were kept."""
        for at, number in self._more.items():
            self._kept[at] = replace(self._kept[at], more=self._kept[at].more + number)
        self._more.clear()
        return self._kept


def few_alike(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults, of each file and rule only so many; the last says how many `more`.

    Secret ones are all kept: their places must be known, so that no output repeats the text.
    """
    few = FewAlike()
    for fault in faults:
        kind = (fault.place.file, fault.rule)
        if fault.secret or not few.is_full(kind, fault.place.file):
            few.keep(kind, fault, counts=not fault.secret)
        else:
            few.leave_out(kind, 1 + fault.more)
    return few.found()
