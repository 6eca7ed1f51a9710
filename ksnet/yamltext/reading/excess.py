"""Limits on what a text may hold, and on how many faults of a file are kept.

The numbers are in `ksnet.basics.limits`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ksnet.basics.findings import Fault, Rule
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


def few_alike(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults, of each file and rule only so many; the last says how many `more`.

    Secret ones are all kept: their places must be known, so that no output repeats the text.
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
