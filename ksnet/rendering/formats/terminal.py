"""A document as text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
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
from ksnet.rendering.formats.terminal_figures import figure_lines
from ksnet.rendering.formats.terminal_lines import fitted, painted, table_lines, wrapped

NARROWEST = 40
LONGEST_WHOLE = 16  # a longer text in a column that is not to be broken may wrap at its spaces
LONGEST_ADDRESS = 36  # web addresses and paths may be broken
LONGEST_LABEL = 26
LINE_TO_WRITE_ON = 40
SPACE = "\ue003"  # one at which no line may be broken; no text of a record holds this sign
_BULLET = "• "


def to_terminal(document: Document, *, width: int, color: bool) -> str:
    """Return a document as text of a width; without colour it is the same on every machine."""
    writer = _Writer(max(width, NARROWEST), color=color)
    writer.document(document)
    lines = "\n".join(writer.lines).replace(SPACE, " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


class _Writer:
    """Writes a document block by block."""

    def __init__(self, width: int, *, color: bool) -> None:
        self.width = width
        self.color = color
        self.lines: list[str] = []

    def line(self, text: str | Runs, style: str = "", indent: int = 0, mark: str = "") -> None:
        """Write a text, wrapped at its spaces, with `mark` before its first line."""
        before = " " * indent + mark
        room = max(self.width - cell_len(before), 1)
        for line in wrapped(_whole((Run(text),) if isinstance(text, str) else text), room):
            self.put(line, style, before)
            before = " " * cell_len(before)

    def put(self, line: Runs = (), style: str = "", before: str = "") -> None:
        """Write a line as it is."""
        self.lines.append(before + painted(line, style, color=self.color))

    def document(self, document: Document) -> None:
        self.line(document.title, "bold")
        for line in document.lead:
            self.line(line)
        self.put()
        self.blocks(document.opening)
        # A document of one chapter needs no heading for it.
        shown = [chapter for chapter in document.chapters if not chapter.detail]
        for chapter in shown:
            if len(shown) > 1:
                self.line(chapter.heading, "bold underline")
                self.put()
            self.blocks(chapter.blocks)
        if len(shown) < len(document.chapters):
            self.line(_left_out(document.chapters))
        if document.footer:
            self.line(document.footer)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.block(block)
            self.put()

    def block(self, block: Block, indent: int = 0) -> None:  # noqa: C901, PLR0912  (one case for each kind)
        match block:
            case Heading() | Paragraph():
                self.line(block.text, "bold" if isinstance(block, Heading) else "", indent)
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    self.item(item, f"{number}. " if block.ordered else _BULLET, indent + 2)
            case Quote():
                for one in block.blocks:
                    self.block(one, indent + 4)
            case Code():
                for line in block.text.split("\n"):
                    for part in wrapped((Run(line),), max(self.width - indent - 4, 1)):
                        self.put(part, before=" " * (indent + 4))
            case Divider():
                self.line("─" * (self.width - indent), indent=indent)
            case Gap():
                self.line(gap_text(block), "yellow", indent + 2)
            case FactList():
                self.facts(block)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Signature():
                longest = max(map(cell_len, block.labels), default=0)
                for label in block.labels:
                    self.put()
                    self.line(
                        f"{label}:".ljust(longest + 2).replace(" ", SPACE) + "_" * LINE_TO_WRITE_ON
                    )

    def item(self, item: tuple[Block, ...], mark: str, indent: int) -> None:
        first, *others = item
        inside = indent + len(mark)
        if isinstance(first, Paragraph):
            self.line(first.text, "", indent, mark)
        else:
            self.line(mark, indent=indent)
            self.block(first, inside)
        for block in others:
            self.block(block, inside - 2 if isinstance(block, ListBlock) else inside)

    def figure(self, block: Figure) -> None:
        """Write a figure as lines; where it cannot be drawn, its numbers or its text."""
        lines = figure_lines(block, self.width)
        if not lines and block.numbers is not None:
            self.table(block.numbers)
            return
        self.line(block.caption, "italic")
        for line in lines or [block.alt]:
            self.line(line.replace(" ", SPACE) if lines else line)

    def facts(self, block: FactList) -> None:
        labels = [_whole(tuple(run._replace(bold=True) for run in one)) for one, _ in block.facts]
        width = min(_longest_line(map(words, labels)), LONGEST_LABEL)
        for label, (_, value) in zip(labels, block.facts, strict=True):
            names = (fitted(line, width) for line in wrapped(label, maxsize))
            texts = wrapped(_whole(_with_addresses(value)), self.width - width - 2)
            for name, text in zip_longest(names, texts, fillvalue=()):
                self.put((*(name or fitted((), width)), Run("  "), *text))

    def stacked(self, block: Table) -> None:
        """Write the rows of a table that is too wide below each other, so that no word breaks."""
        self.caption(block)
        for row in block.rows:
            named = [*range(block.fixed), *([block.head] if block.head >= block.fixed else [])]
            texts = [runs_on_one_line(_with_addresses(row[number])) for number in named]
            name = tuple(
                run for text in texts if words(text).strip() for run in (Run(", "), *text)
            )[1:]
            self.line(name, "bold")
            for number, column in enumerate(block.columns):
                if (
                    number not in named
                    and words(text := runs_on_one_line(_with_addresses(row[number]))).strip()
                ):
                    self.line((*runs_on_one_line(column), Run(": "), *text), indent=2)

    def caption(self, block: Table) -> None:
        if words(block.caption).strip():
            self.line(block.caption, "italic")

    def table(self, block: Table) -> None:
        head, *rows = (
            [_whole(_with_addresses(text)) for text in cells]
            for cells in (block.columns, *block.rows)
        )
        columns = list(zip(*(map(words, cells) for cells in (head, *rows)), strict=True))
        least = [
            _longest_word(texts, fixed=number < block.fixed) for number, texts in enumerate(columns)
        ]
        # Between two columns there are three spaces; two at the edge stay free.
        room = self.width - 3 * len(least) + 1
        if sum(least) > room:
            self.stacked(block)
            return
        widths = _widths(least, [_longest_line(texts) for texts in columns], room)
        self.caption(block)
        for line, style in table_lines(head, rows, widths):
            self.put(line, style)


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


def _longest_line(texts: Iterable[str]) -> int:
    return max(cell_len(line) for text in texts for line in text.split("\n"))


def _longest_word(texts: Iterable[str], *, fixed: bool) -> int:
    """Return the width a column needs so that no word, and no short text if `fixed`, is broken."""
    lines = [line for text in texts for line in text.split("\n")]
    parts = [
        part
        for line in lines
        for part in ([line] if fixed and len(line) <= LONGEST_WHOLE else _WORD.findall(line))
    ]
    lengths = map(cell_len, parts)
    return max(
        (
            min(n, LONGEST_ADDRESS) if "/" in part else n
            for part, n in zip(parts, lengths, strict=True)
        ),
        default=1,
    )


# --- texts ---


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
