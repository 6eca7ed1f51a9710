"""A document as text for a terminal or a pipe."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text as RichText

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
    split_lines,
    words,
)
from ksnet.rendering.formats.common import bound, gap_text, runs_on_one_line
from ksnet.rendering.formats.terminal_figures import figure_lines

NARROWEST = 40
LONGEST_WHOLE = 16  # a longer text in a column that is not to be broken may wrap at its spaces
LONGEST_ADDRESS = 36  # web addresses and paths may be broken
LONGEST_LABEL = 26
LINE_TO_WRITE_ON = 40
SPACE = "\ue003"  # one at which no line may be broken; no text of a record holds this sign
_BULLET = "• "


def to_terminal(document: Document, *, width: int, color: bool) -> str:
    """Return a document as text of a width; without colour it is the same on every machine."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, NARROWEST),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    _Writer(console).document(document)
    text = out.getvalue().replace(SPACE, " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n") + "\n"


class _Writer:
    """Writes a document block by block."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def line(self, text: str | Runs, style: str = "", indent: int = 0, mark: str = "") -> None:
        """Write a text, wrapped at its spaces, with `mark` before its first line."""
        self.wrapped(_rich((Run(text),) if isinstance(text, str) else text, style), indent, mark)

    def wrapped(self, text: RichText, indent: int, mark: str = "") -> None:
        """Write a rich text, wrapped and indented."""
        before = " " * indent + mark
        room = max(self.console.width - cell_len(before), 1)
        for line in text.wrap(self.console, room):
            line.rstrip()
            self.console.print(RichText(before) + line, soft_wrap=True)
            before = " " * cell_len(before)

    def document(self, document: Document) -> None:
        self.line(document.title, "bold")
        for line in document.lead:
            self.line(line)
        self.console.print()
        self.blocks(document.opening)
        # A document of one chapter needs no heading for it.
        shown = [chapter for chapter in document.chapters if not chapter.detail]
        for chapter in shown:
            if len(shown) > 1:
                self.line(chapter.heading, "bold underline")
                self.console.print()
            self.blocks(chapter.blocks)
        if len(shown) < len(document.chapters):
            self.line(_left_out(document.chapters))
        if document.footer:
            self.line(document.footer)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.block(block)
            self.console.print()

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
                    self.wrapped(RichText(line, overflow="fold"), indent + 4)
            case Divider():
                self.line("─" * (self.console.width - indent), indent=indent)
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
                    self.console.print()
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
        lines = figure_lines(block, self.console.width)
        if not lines and block.numbers is not None:
            self.table(block.numbers)
            return
        self.line(block.caption, "italic")
        for line in lines or [block.alt]:
            self.line(line.replace(" ", SPACE) if lines else line)

    def facts(self, block: FactList) -> None:
        grid = RichTable.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, max_width=LONGEST_LABEL)
        grid.add_column(overflow="fold")
        for label, value in block.facts:
            grid.add_row(_rich(label, "bold"), _rich(_with_addresses(value)))
        self.console.print(grid)

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
        cells = [
            [_rich(_with_addresses(text)) for text in row] for row in (block.columns, *block.rows)
        ]
        columns = list(zip(*([cell.plain for cell in row] for row in cells), strict=True))
        least = [
            _longest_word(texts, fixed=number < block.fixed) for number, texts in enumerate(columns)
        ]
        # Rich reckons a space on both sides of every column, also at the edges, and a stroke
        # between them.
        room = self.console.width - 3 * len(least) + 1
        if sum(least) > room:
            self.stacked(block)
            return
        table = RichTable(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
        widths = _widths(least, [_longest_line(texts) for texts in columns], room)
        for column, width in zip(cells[0], widths, strict=True):
            table.add_column(column, overflow="fold", width=width)
        for row in cells[1:]:
            table.add_row(*row)
        self.caption(block)
        self.console.print(table)


def _left_out(chapters: Iterable[Chapter]) -> str:
    names = german.join(f"„{words(chapter.title)}“" for chapter in chapters if chapter.detail)
    return f"Auch vorhanden: {names} (--format md oder html)."


# --- widths ---

# Rich takes spaces at the beginning of a line for a part of its first word.
_WORD = expression(r"^\s*\S+|\S+")


def _widths(least: list[int], lines: list[int], room: int) -> list[int]:
    """Return the widths of columns: their longest lines, or less where there is no room.

    No column gets narrower than its longest word; left to itself, rich cuts the last column off.
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


def _rich(text: Runs, style: str = "") -> RichText:
    """Return a text with its looks, in which rich breaks nothing that must stay whole."""
    made = RichText(style=style, overflow="fold")
    for run in text:
        shown = (
            run.text.replace(" ", SPACE) if run.whole else bound(run.text).replace("\u00a0", SPACE)
        )
        look = (
            Style(bold=run.bold or None, italic=run.italic or None)
            if run.bold or run.italic
            else None
        )
        made.append(shown, look)
    return made


def _with_addresses(text: Runs) -> Runs:
    """Return a text without empty lines, followed by the addresses of its links."""
    urls = dict.fromkeys(run.url for run in text if run.url.startswith("http"))
    new = [url for url in urls if url not in words(text)]
    lines = [
        line for line in (*split_lines(text), *((Run(url),) for url in new)) if words(line).strip()
    ]
    return tuple(
        run
        for number, line in enumerate(lines)
        for run in (*((Run("\n"),) if number else ()), *line)
    )
