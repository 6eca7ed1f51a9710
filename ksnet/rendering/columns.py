"""How wide the columns of a table should be, from what stands in them: for formats that lay out pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ksnet.rendering.figures.letters import text_width

# Widths are in ems: multiples of the size of the table's letters.
LONGEST_PIECE = 10.0  # a longer word may be hyphenated …
SHORTEST_PIECE = 4.0  # … and where there is no room, one of this length
LONGEST_LINE = 20.0  # of a longer text, only a part counts, because it takes several lines in any case
PART = 0.12
LONGEST_FIXED = 11.0  # a short text of a fixed column is not broken
PADDING = 1.2
NARROWER = 0.92  # than the widths that figures are laid out with is the typeface of the pages, even in bold
TO_WRITE = 16.0  # a column of a form in which cells are empty


class Widths(NamedTuple):
    """A weight for each column, and whether the table needs a page on its side."""

    weights: list[float]
    wide: bool


def column_widths(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    available: float,
    *,
    fixed: int = 0,
    form: bool = False,
) -> Widths:
    """Return the widths of the columns of a table, of which `available` ems stand side by side.

    As in a web page: no column is narrower than its longest word, and what is left goes to those that have most to say.
    The first `fixed` columns keep their short texts on one line; a `form` has room to write in its empty cells.
    """
    texts = [[row[number] for row in rows] for number in range(len(columns))]
    least = [_longest_word([name, *own]) for name, own in zip(columns, texts, strict=True)]
    for number in range(fixed):
        least[number] = max(
            [least[number], *(width for line in _lines(texts[number]) if (width := _bold(line)) <= LONGEST_FIXED)]
        )
    room = available - PADDING * len(columns)
    wide = not form and sum(min(width, LONGEST_PIECE) for width in least) > room
    longest = LONGEST_PIECE
    while longest > SHORTEST_PIECE and sum(min(width, longest) for width in least) > room:
        longest -= 0.5  # the columns with the longest words give way first
    least = [min(width, longest) + PADDING for width in least]
    wish = [
        max(small, PADDING + (TO_WRITE if form and not all(own) else max(map(_wish, _lines([name, *own])))))
        for name, own, small in zip(columns, texts, least, strict=True)
    ]
    left, wanted = available - sum(least), sum(wish) - sum(least)
    if left <= 0:
        return Widths(least, wide)
    if left >= wanted:
        return Widths(wish, wide)
    return Widths([small + left * (large - small) / wanted for small, large in zip(least, wish, strict=True)], wide)


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in text.split("\n")]


def _longest_word(texts: Sequence[str]) -> float:
    pieces = {word for text in texts for word in text.replace("-", "- ").replace("/", "/ ").split()}
    return max(map(_bold, pieces), default=1.0)


def _wish(line: str) -> float:
    width = _bold(line)
    return min(width, LONGEST_LINE + max(width - LONGEST_LINE, 0.0) * PART)


@cache
def _bold(text: str) -> float:
    return text_width(text, 1.0, bold=True) * NARROWER
