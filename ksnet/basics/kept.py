"""Keeps what was made of the last few texts: of many short ones, or of few long ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
LONG = 100_000  # characters
_FEW, _MORE = 2, 4  # a network and its members are asked for in turns
_of_long: list[dict[str, Any]] = []  # what each function has made of long texts
_beside: list[Callable[[], None]] = []


def kept_by_length(make: Callable[[str], T]) -> Callable[[str], T]:
    """Make a function of a text remember its last results: four for short texts, two for long ones.

    `lru_cache` would let go of an old one only when the new one is made.
    """
    of_long, of_short = dict[str, T](), dict[str, T]()
    _of_long.append(of_long)

    def kept(text: str) -> T:
        results, most = (of_long, _FEW) if len(text) > LONG else (of_short, _MORE)
        if text not in results:
            if len(results) == most:
                del results[next(iter(results))]
            results[text] = make(text)
        return results[text]

    return kept


def forgotten_with_long_texts(forget: Callable[[], None]) -> None:
    """Have a function called where what was made of long texts is forgotten."""
    _beside.append(forget)


def forget_long_texts() -> None:
    """Forget what was made of long texts, as large as a hundred others, once they are done with."""
    if any(_of_long):
        for forget in (*(results.clear for results in _of_long), *_beside):
            forget()
