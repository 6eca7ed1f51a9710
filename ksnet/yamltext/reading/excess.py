"""Limits on what a text may hold, and on how many faults of a file are kept.

The numbers are in `ksnet.basics.limits`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from ksnet.basics.findings import NO_FAULT_MARKS, Fault, FaultMarks, Rule, fault_mark
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
    """Faults of which only the first of each kind are kept; the last one knows what lies beyond."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: list[Fault] = []
        self._count: Counter[Hashable] = Counter()  # by kind
        self._full: set[Hashable] = set()
        self._last: dict[Hashable, int] = {}  # the number of the last one kept
        self._beyond: dict[int, FaultMarks] = {}  # by that number: the marks of those left out

    def is_full(self, kind: Hashable) -> bool:
        """Whether as many faults of a kind are kept as their file may have."""
        return kind in self._full

    def keep(self, kind: Hashable, fault: Fault, *, counts: bool = True) -> None:
        """Keep a fault; one that does not count leaves room for another one."""
        self._count[kind] += counts
        if self._count[kind] >= limits(fault.place.file).alike:
            self._full.add(kind)
        self._last[kind] = len(self._kept)
        self._kept.append(fault)

    def add(self, rule: Rule, file: str, what: str, make: Callable[[], Fault]) -> None:
        """Keep the fault that `make` puts into words, or only its mark where its kind is full.

        `what` tells it from others of its rule in the file, as far as words of the file can.
        """
        kind, mark = (file, rule), fault_mark(rule.name, None, what)
        if kind in self._full:
            self.leave_out(kind, mark)
        else:
            self.keep(kind, replace(make(), marked=mark))

    def leave_out(self, kind: Hashable, mark: int, beyond: FaultMarks = NO_FAULT_MARKS) -> None:
        """Keep of a fault of a kind that is full only its mark, and those of what it represents."""
        at = self._last[kind]
        if at not in self._beyond:
            self._beyond[at] = array("Q")
        self._beyond[at].append(mark)
        self._beyond[at].extend(beyond)

    def found(self) -> list[Fault]:
        """Return the faults that were kept."""
        for at, marks in self._beyond.items():
            self._kept[at] = replace(self._kept[at], beyond=self._kept[at].beyond + marks)
        self._beyond.clear()
        return self._kept


def few_alike(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults, of each file and rule only so many; the last knows what lies beyond.

    Secret ones are all kept: their places must be known, so that no output repeats the text.
    """
    few = None
    for fault in faults:
        few = few or FewAlike()  # most files have no fault
        kind = (fault.place.file, fault.rule)
        if fault.secret or not few.is_full(kind):
            few.keep(kind, fault, counts=not fault.secret)
        else:
            few.leave_out(kind, fault.mark, fault.beyond)
    return few.found() if few else []
