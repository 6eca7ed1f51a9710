"""What a file may hold, and how much of what is wrong with it is kept: no file may cost minutes or a gigabyte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ksnet.basics.findings import Fault, Rule

MAX_DEPTH = 64  # lists and mappings in each other


class Limits(NamedTuple):
    """What a file may hold beside `size_limit`, and how many faults of one rule are kept of it; those beyond are counted.

    `tokens` are those of YAML: a key with a value has four, an entry of a list two.
    """

    lines: int = 20_000
    tokens: int = 100_000
    alike: int = 200


_LIMITS = Limits()
_LARGER = {
    "members.yaml": Limits(100_000, 500_000, 2_000),  # all bodies of a network: 3,000 take 2 MB
    "imports.yaml": Limits(50_000, 250_000, 2_000),  # grows with every calendar
}


def limits(file: str) -> Limits:
    """Return what a file of this name may hold."""
    return _LARGER.get(file.rpartition("/")[2], _LIMITS)


def may_be_too_much(file: str, text: str) -> bool:
    """Whether a text could hold more tokens than are allowed; only then they have to be counted."""
    most = limits(file).tokens // 4
    return len(text) > most and sum(map(text.count, "\n,:[{-?")) > most


def few_alike(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults, of each file and rule as many as are kept; the last of them says how many `more` there were.

    Secret ones are all kept: where they stand, no output may repeat the text.
    """
    kept: list[Fault] = []
    count: Counter[tuple[str, Rule]] = Counter()
    last: dict[tuple[str, Rule], int] = {}
    more: Counter[int] = Counter()
    for fault in faults:
        kind = (fault.place.file, fault.rule)
        if fault.secret or count[kind] < limits(fault.place.file).alike:
            count[kind] += not fault.secret
            last[kind] = len(kept)
            kept.append(fault)
        else:
            more[last[kind]] += 1 + fault.more
    for at, left_out in more.items():
        kept[at] = replace(kept[at], more=kept[at].more + left_out)
    return kept
