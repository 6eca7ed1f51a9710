"""How wide the columns of a table should be, from what stands in them: for formats that lay out pages."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_PIECE = 18  # a longer word may be hyphenated
LONGEST_LINE = 46  # a longer text takes several lines in any case
SHORT = 20  # a text of a fixed column that is not to be broken, at most
PADDING = 2.0

_NARROW = frozenset("fijltrI.,:;!|/()[]' -")
_WIDE = frozenset("mwMWGOQ@%—…")


def text_width(text: str) -> float:
    """Return about how wide a text is, in letters of a proportional font."""
    return sum(0.6 if char in _NARROW else 1.5 if char in _WIDE else 1.2 if char.isupper() else 1.0 for char in text)


def column_widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], available: float, *, fixed: int = 0
) -> tuple[list[float], float]:
    """Return a weight for each column, and how wide the table should be at least, both in letters.

    As in a web page: no column is narrower than its longest word, and what is left goes to those that have most to say.
    The first `fixed` columns keep their short texts on one line.
    """
    least, wish = [], []
    for number, name in enumerate(columns):
        lines = [line for row in rows for line in row[number].split("\n")]
        pieces = [text_width(word) for text in (name, *lines) for word in text.replace("-", "- ").split()]
        least.append(min(max(pieces, default=1), LONGEST_PIECE))
        if number < fixed:
            least[-1] = max([least[-1], *(text_width(line) for line in lines if len(line) <= SHORT)])
        wish.append(max(least[-1], *(min(text_width(line), LONGEST_LINE) for line in (name, *lines))))
    least = [width + PADDING for width in least]
    wish = [width + PADDING for width in wish]
    left, wanted = available - sum(least), sum(wish) - sum(least)
    if left >= wanted or left <= 0:
        return (wish if left > 0 else least), sum(least)
    return [small + left * (large - small) / wanted for small, large in zip(least, wish, strict=True)], sum(least)


HYPHENATED = 10.0  # a longer word is hyphenated where there is no room
MEASURED = 60  # rows that say how wide a column is
STEPS = 24  # in which room is given away


def squeezed_widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], available: float, *, fixed: int = 0
) -> list[float]:
    """Return widths for a table with more words than its page is wide: so that it becomes as low as that allows."""
    shown = [columns, *rows[:MEASURED]]
    least, _ = column_widths(columns, rows[:MEASURED], 0, fixed=fixed)
    widths = [min(width, HYPHENATED + PADDING) for width in least]
    step = (available - sum(widths)) / STEPS
    while step > 0 and available - sum(widths) >= step:
        heights = [[_lines(text, width) for text, width in zip(row, widths, strict=True)] for row in shown]

        def gain(number: int, heights: list[list[int]] = heights, step: float = step) -> tuple[int, float]:
            """Return how many lines a wider column saves, and how full it is."""
            wider = [_lines(row[number], widths[number] + step) for row in shown]
            saved = sum(
                max(old) - max([*old[:number], new, *old[number + 1 :]])
                for old, new in zip(heights, wider, strict=True)
            )
            return saved, sum(text_width(row[number]) for row in shown) / widths[number]

        widths[max(range(len(widths)), key=gain)] += step
    return widths


def _lines(text: str, width: float) -> int:
    return sum(int(text_width(line) // (width - PADDING)) + 1 for line in text.split("\n"))
