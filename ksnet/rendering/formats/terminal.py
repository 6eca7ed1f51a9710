"""A document as text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, zip_longest
from sys import maxsize

from rich.cells import cell_len

from ksnet.basics.expressions import expression
from ksnet.records import german
from ksnet.rendering.blocks import (
    Block,
    Chapter,
    Code,
    Divider,
    Document,
    FactList,
    Figure,
    Gap,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Signature,
    Table,
    join_lines,
    split_lines,
    words,
)
from ksnet.rendering.formats.common import bound, gap_text, runs_on_one_line
from ksnet.rendering.formats.terminal_lines import fitted, painted, table_lines, wrapped

NARROWEST = 40
LONGEST_WHOLE = 16  # a longer text in a column that is not to be broken may wrap at its spaces
LONGEST_ADDRESS = 36  # web addresses and paths may be broken
LONGEST_LABEL = 26
LINE_TO_WRITE_ON = "_" * 40
SPACE = "\ue003"  # one at which no line may be broken; no text of a record holds this sign
_BULLET = "• "


def terminal_pieces(document: Document, *, width: int, color: bool) -> Iterator[str]:
    """Yield the lines of a document as text; without colour they are the same on every machine."""
    empty = 0
    for piece in _Writer(max(width, NARROWEST), color=color).document(document):
        for line in piece.replace(SPACE, " ").split("\n"):
            if said := line.rstrip():
                yield "\n" * empty + said + "\n"
            empty = 0 if said else empty + 1


class _Writer:
    """Writes a document block by block."""

    def __init__(self, width: int, *, color: bool) -> None:
        self.width = width
        self.color = color

    def line(
        self, text: str | Runs, style: str = "", indent: int = 0, mark: str = ""
    ) -> Iterator[str]:
        """Write a text, wrapped at its spaces, with `mark` before its first line."""
        before = " " * indent + mark
        room = max(self.width - cell_len(before), 1)
        for line in wrapped(_whole((Run(text),) if isinstance(text, str) else text), room):
            yield self.put(line, style, before)
            before = " " * cell_len(before)

    def put(self, line: Runs = (), style: str = "", before: str = "") -> str:
        """Write a line as it is."""
        return before + painted(line, style, color=self.color)

    def document(self, document: Document) -> Iterator[str]:
        yield from self.line(document.title, "bold")
        for line in document.lead:
            yield from self.line(line)
        yield ""
        yield from self.blocks(document.opening)
        # A document of one chapter needs no heading for it, unless that says more than the title.
        shown = [chapter for chapter in document.chapters if not chapter.detail]
        for chapter in shown:
            if len(shown) > 1 or chapter.always:
                yield from self.line(chapter.heading, "bold underline")
                yield ""
            yield from self.blocks(chapter.blocks)
        if len(shown) < len(document.chapters):
            yield from self.line(_left_out(document.chapters))
        if document.footer:
            yield from self.line(document.footer)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)
            yield ""

    def block(self, block: Block, indent: int = 0) -> Iterator[str]:  # noqa: C901, PLR0912  (one case for each kind)
        match block:
            case Heading() | Paragraph():
                style = "bold" if isinstance(block, Heading) else ""
                yield from self.line(block.text, style, indent)
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    mark = f"{number}. " if block.ordered else _BULLET
                    yield from self.item(item, mark, indent + 2)
            case Quote():
                for one in block.blocks:
                    yield from self.block(one, indent + 4)
            case Code():
                for line in block.text.split("\n"):
                    for part in wrapped((Run(line),), max(self.width - indent - 4, 1)):
                        yield self.put(part, before=" " * (indent + 4))
            case Divider():
                yield from self.line("─" * (self.width - indent), indent=indent)
            case Gap():
                yield from self.line(gap_text(block), "yellow", indent + 2)
            case FactList():
                yield from self.facts(block)
            case Table():
                yield from self.table(block)
            case Figure():
                yield from self.figure(block)
            case Signature():
                longest = max(map(cell_len, block.labels), default=0) + 2
                for label in block.labels:
                    yield ""
                    if longest + len(LINE_TO_WRITE_ON) > self.width:
                        yield from self.line(f"{label}:")
                        yield self.put((Run(LINE_TO_WRITE_ON),))
                    else:
                        yield self.put((Run(f"{label}:".ljust(longest) + LINE_TO_WRITE_ON),))

    def item(self, item: tuple[Block, ...], mark: str, indent: int) -> Iterator[str]:
        first, *others = item
        inside = indent + len(mark)
        if isinstance(first, Paragraph):
            yield from self.line(first.text, "", indent, mark)
        else:
            yield from self.line(mark, indent=indent)
            yield from self.block(first, inside)
        for block in others:
            yield from self.block(block, inside - 2 if isinstance(block, ListBlock) else inside)

    def figure(self, block: Figure) -> Iterator[str]:
        """Write a figure as lines; where it cannot be drawn, its numbers or its text."""
        from ksnet.rendering.formats.terminal_figures import figure_lines

        lines = figure_lines(block, self.width)
        if not lines and block.numbers is not None:
            yield from self.table(block.numbers)
            return
        yield from self.line(block.caption, "italic")
        for line in lines or [block.alt]:
            yield from self.line(line.replace(" ", SPACE) if lines else line)

    def facts(self, block: FactList) -> Iterator[str]:
        labels = [_whole(tuple(run._replace(bold=True) for run in one)) for one, _ in block.facts]
        width = min(_longest_line(map(words, labels)), LONGEST_LABEL)
        for label, (_, value) in zip(labels, block.facts, strict=True):
            names = (fitted(line, width) for line in wrapped(label, maxsize))
            texts = wrapped(_whole(_with_addresses(value)), self.width - width - 2)
            for name, text in zip_longest(names, texts, fillvalue=()):
                yield self.put((*(name or fitted((), width)), Run("  "), *text))

    def stacked(self, block: Table) -> Iterator[str]:
        """Write the rows of a table that is too wide below each other, so that no word breaks."""
        yield from self.caption(block)
        for row in block.rows:
            named = [*range(block.fixed), *([block.head] if block.head >= block.fixed else [])]
            texts = [runs_on_one_line(_with_addresses(row[number])) for number in named]
            name = tuple(
                run for text in texts if words(text).strip() for run in (Run(", "), *text)
            )[1:]
            yield from self.line(name, "bold")
            for number, column in enumerate(block.columns):
                if (
                    number not in named
                    and words(text := runs_on_one_line(_with_addresses(row[number]))).strip()
                ):
                    yield from self.line((*runs_on_one_line(column), Run(": "), *text), indent=2)

    def caption(self, block: Table) -> Iterator[str]:
        if words(block.caption).strip():
            yield from self.line(block.caption, "italic")

    def table(self, block: Table) -> Iterator[str]:
        head = _whole_cells(block.columns)
        # Twice through the rows, as there may be more of them than memory holds.
        needed = [[0, 0] for _ in head]
        for cells in chain((head,), map(_whole_cells, block.rows)):
            for number, text in enumerate(map(words, cells)):
                for one, width in enumerate(_needed(text, number < block.fixed)):
                    needed[number][one] = max(needed[number][one], width)
        least = [word for word, _ in needed]
        # Between two columns there are three spaces; two at the edge stay free.
        room = self.width - 3 * len(least) + 1
        if sum(least) > room:
            yield from self.stacked(block)
            return
        widths = _widths(least, [line for _, line in needed], room)
        yield from self.caption(block)
        for line, style in table_lines(head, map(_whole_cells, block.rows), widths):
            yield self.put(line, style)


def _left_out(chapters: Iterable[Chapter]) -> str:
    names = german.join(f"„{words(chapter.title)}“" for chapter in chapters if chapter.detail)
    return f"Auch vorhanden: {names} (--format md oder html)."


# --- widths ---

# Spaces at the beginning of a line are a part of its first word.
_WORD = expression(r"^\s*\S+|\S+")


def _widths(least: list[int], lines: list[int], room: int) -> list[int]:
    """Return the widths of columns: their longest lines, or less where there is no room.

    No column gets narrower than its longest word.
    """
    limit = max(lines)
    while (
        sum(
            widths := [max(word, min(line, limit)) for word, line in zip(least, lines, strict=True)]
        )
        > room
    ):
        limit -= 1
    return widths


@lru_cache(maxsize=2000)  # days, places and names stand in many rows
def _needed(text: str, fixed: bool) -> tuple[int, int]:
    """Return the widths of the longest word and the longest line of a text."""
    return _longest_word(text, fixed=fixed), _longest_line((text,))


def _longest_line(texts: Iterable[str]) -> int:
    return max(cell_len(line) for text in texts for line in text.split("\n"))


def _longest_word(text: str, *, fixed: bool) -> int:
    """Return the width a column needs so that no word, and no short text if `fixed`, is broken."""
    parts = [
        part
        for line in text.split("\n")
        for part in ([line] if fixed and len(line) <= LONGEST_WHOLE else _WORD.findall(line))
    ]
    widths = (min(cell_len(one), LONGEST_ADDRESS if "/" in one else maxsize) for one in parts)
    return max(widths, default=1)


# --- texts ---


def _whole_cells(cells: Iterable[Runs]) -> list[Runs]:
    return [*map(_whole_cell, cells)]


@lru_cache(maxsize=2000)
def _whole_cell(text: Runs) -> Runs:
    return _whole(_with_addresses(text))


def _whole(text: Runs) -> Runs:
    """Return a text in which spaces that may not end a line are `SPACE`."""
    return tuple(
        run._replace(
            text=run.text.replace(" ", SPACE)
            if run.whole
            else bound(run.text).replace("\u00a0", SPACE)
        )
        for run in text
    )


def _with_addresses(text: Runs) -> Runs:
    """Return a text without empty lines, followed by the addresses of its links."""
    urls = dict.fromkeys(run.url for run in text if run.url.startswith("http"))
    new = [url for url in urls if url not in words(text)]
    lines = [
        line for line in (*split_lines(text), *((Run(url),) for url in new)) if words(line).strip()
    ]
    return join_lines(lines)
