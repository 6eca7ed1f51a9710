"""The layout of a table on paper: the widths of its columns, and which rows stay on one page.

Widths are in ems: multiples of the size of the table's letters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from ksnet.basics.frozen import frozen, replace
from ksnet.rendering.blocks import (
    Block,
    FactList,
    Gap,
    Heading,
    ListBlock,
    Paragraph,
    Runs,
    Signature,
    Table,
    words,
)

TextWidth = Callable[[str, bool], float]  # how wide a text is, in bold letters or others

LONGEST_PIECE = 11.0  # a longer word may be hyphenated …
SHORTEST_PIECE = 4.0  # … and where there is no room, one of this length
# Of the rest of a longer text only `PART` counts, because it takes several lines in any case.
LONGEST_LINE = 20.0
PART = 0.12
LONGEST_FIXED = 11.0  # a short text of a fixed column is not broken
PADDING = 1.3
HANG = 0.9  # how far a line that goes on is moved in, where a cell says several things
CROWDED = 7.0  # where longer words than this would have to give way, smaller letters do instead …
SMALLER = 8 / 9  # … of this part of the size
TO_WRITE = 16.0  # a column of a form in which cells are empty
TALL_ROW = 700  # a row with more letters in one cell may go over two pages
# Ems; a table of this height stays on one page, a higher one would leave too much of it empty.
WHOLE_TABLE = 28.0
WHOLE_LYING, LYING = 18.0, 65.0  # likewise on a landscape page, where a table is as wide as this
WHOLE_FACTS, WHOLE_TEXT = 14, 900  # a list of more facts or letters may go over two pages
ONE_LINE = 80  # letters
LINE, BETWEEN = 1.45, 1.0  # of a row: each line, and the room above and below


@frozen
class Layout:
    """How a table is laid out between two margins.

    `wide` says that its words need a landscape page, `whole` that it stays on one page; `tall` are
    the rows that may be split. `broken` are the columns in which a word is longer than the column
    is wide. A `small` table is set in smaller letters, of which its widths are multiples.
    """

    widths: list[float]
    wide: bool
    whole: bool
    tall: frozenset[int]
    broken: frozenset[int]
    small: bool


def lay_out(table: Table, available: float, measure: TextWidth, *, small: bool = False) -> Layout:
    """Return the layout of a table that is `available` ems wide.

    As in a web page: no column is narrower than its longest word, and what is left goes to the
    columns with the most text. What is whole (an address, a number) and short texts of the `fixed`
    columns come first; only where even so there is no room, the longest of them are parted, and the
    others do not starve beside them.
    """
    columns = [
        _Column(name, cells, measure, form=table.form, bold=number == table.head)
        for number, (name, *cells) in enumerate(zip(table.columns, *table.rows, strict=True))
    ]
    for column in columns[: table.fixed]:
        column.keep_lines()
    room = available - PADDING * len(columns)
    wide = sum(column.least(LONGEST_PIECE) for column in columns) > room
    longest = LONGEST_PIECE
    while longest > SHORTEST_PIECE and sum(column.least(longest) for column in columns) > room:
        longest -= 0.5  # the columns with the longest words give way first
    if longest < CROWDED and not small:
        return replace(
            lay_out(table, available / SMALLER, measure, small=True), wide=wide and not table.form
        )
    most = math.inf
    if sum(column.least(longest) for column in columns) > room:
        longest, most = CROWDED, max(column.kept for column in columns)
        while most > CROWDED and sum(column.least(longest, most) for column in columns) > room:
            most -= 0.5
    least = [column.least(longest, most) + PADDING for column in columns]
    wish = [max(low, column.wish + PADDING) for column, low in zip(columns, least, strict=True)]
    left, wanted = available - sum(least), sum(wish) - sum(least)
    share = min(1.0, left / wanted) if wanted else 1.0
    widths = (
        [low + share * (high - low) for low, high in zip(least, wish, strict=True)]
        if left > 0
        else least
    )
    scale = available / sum(widths)
    widths = [width * scale for width in widths]
    return Layout(
        widths,
        wide and not table.form,
        _height(columns, widths) <= (WHOLE_TABLE if available < LYING else WHOLE_LYING),
        frozenset(
            n
            for n, row in enumerate(table.rows)
            if any(len(words(cell)) > TALL_ROW for cell in row)
        ),
        frozenset(
            n
            for n, (one, width) in enumerate(zip(columns, widths, strict=True))
            if max(one.word, one.kept) > width - PADDING
        ),
        small,
    )


class _Column:
    """What a column needs: for what is whole in it, for its longest word, for its longest line."""

    def __init__(
        self, name: Runs, cells: Sequence[Runs], measure: TextWidth, *, form: bool, bold: bool
    ) -> None:
        self.bold, self.measure = bold, measure
        self.texts = [words(text) for text in (name, *cells)]
        self.kept = max(
            (
                measure(run.text, bold) + hang_of(text)
                for text in cells
                for run in text
                if run.whole
            ),
            default=0.0,
        )
        loose = {
            (words(tuple(run for run in text if not run.whole)), hang_of(text)) for text in cells
        }
        body = {(piece, hang) for text, hang in loose for piece in pieces(text)}
        named = [measure(piece, True) for piece in pieces(words(name))]
        self.word = max(*(measure(piece, bold) + hang for piece, hang in body), *named, 1.0, 1.0)
        lines = {line for text in self.texts for line in text.split("\n")}
        self.lines = sorted(measure(line, bold) for line in lines)
        longest = self.lines[-1]
        self.wish = min(longest, LONGEST_LINE + max(longest - LONGEST_LINE, 0.0) * PART)
        if form and not all(self.texts):
            self.wish = TO_WRITE

    def keep_lines(self) -> None:
        self.kept = max([self.kept, *(width for width in self.lines if width <= LONGEST_FIXED)])

    def count(self, text: str, width: float) -> int:
        """Return about how many lines a text takes."""
        return sum(
            max(1, math.ceil(self.measure(line, self.bold) / max(width, 1.0)))
            for line in text.split("\n")
        )

    def least(self, longest: float, most: float = math.inf) -> float:
        return max(min(self.kept, most), min(self.word, longest))


def hang_of(text: Runs) -> float:
    """Return by how much the lines of a text are moved in: of several, those that go on."""
    return HANG if any("\n" in run.text for run in text) else 0.0


def pieces(text: str) -> Iterable[str]:
    """Return the words of a text, divided where a line may end within them."""
    return text.replace("-", "- ").replace("/", "/ ").split()


def _height(columns: Sequence[_Column], widths: Sequence[float]) -> float:
    """Return about how high a table is with its header, counted only up to `WHOLE_TABLE`."""
    height = 0.0
    for row in zip(*(column.texts for column in columns), strict=True):
        cells = zip(columns, row, widths, strict=True)
        height += (
            max(column.count(text, width - PADDING) for column, text, width in cells) * LINE
            + BETWEEN
        )
        if height > WHOLE_TABLE:
            break
    return height


def is_whole(block: FactList) -> bool:
    """Whether a list of facts stays together on one page, as a short one does."""
    letters = sum(len(words(value)) for _, value in block.facts)
    return len(block.facts) <= WHOLE_FACTS and letters < WHOLE_TEXT


def tied(blocks: Sequence[Block], *, chapter: bool = False) -> Iterator[bool]:
    """Yield for each block whether it stays on the page of what follows: it is signed or announces.

    A long one would take its heading along and leave half a page empty. Where they are the `blocks`
    of a chapter, its heading and one line do not end a page either.
    """
    before: Block | None = Heading(()) if chapter else None
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        text = words(block.text) if isinstance(block, Paragraph) else ""
        announces = text.endswith(":")
        lists = isinstance(following, ListBlock | FactList)
        tie = announces if lists else isinstance(following, Signature)
        opens = isinstance(before, Heading) and 0 < len(text) <= ONE_LINE
        yield (tie and _is_short(block)) or (chapter and opens and following is not None)
        before = block


def _is_short(block: Block) -> bool:
    match block:
        case Paragraph():
            return len(words(block.text)) < WHOLE_TEXT
        case ListBlock():
            inner = [one for item in block.items for one in item]
            letters = sum(len(words(one.text)) for one in inner if isinstance(one, Paragraph))
            few = len(block.items) <= WHOLE_FACTS and letters < 2 * WHOLE_TEXT  # third of a page
            return few and all(map(_is_short, inner))
        case FactList():
            return is_whole(block)
        case Table():
            return len(block.rows) <= WHOLE_FACTS
    return isinstance(block, Gap | Heading)
