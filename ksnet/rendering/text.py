"""Documents as text for a terminal or a pipe."""

from __future__ import annotations

import io

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from ksnet import german
from ksnet.documents.blocks import (
    Block,
    BulletList,
    Cell,
    FactList,
    Figure,
    Gap,
    Heading,
    Paragraph,
    Prose,
    Table,
    clean,
)
from ksnet.documents.model import Document
from ksnet.rendering.text_figures import figure_lines

NARROWEST = 40
LONGEST_WHOLE = 16  # a longer text in a column that is not to be broken may wrap at its blanks
LONGEST_ADDRESS = 36  # addresses and paths may be broken


def render_document(document: Document, *, width: int, color: bool) -> str:
    """Return a document as text; without colour the same on every machine."""
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
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip("\n") + "\n"


class _Writer:
    """Writes a document block by block."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def line(self, text: str, style: str = "", indent: int = 0) -> None:
        self.console.print(Padding(Text(clean(text), style=style), (0, 0, 0, indent)))

    def document(self, document: Document) -> None:
        self.line(document.title, "bold")
        for subtitle in document.subtitle:
            self.line(subtitle)
        self.console.print()
        for note in document.notes:
            self.block(note)
        # A document of one chapter needs no heading for it.
        shown = [chapter for chapter in document.chapters if not chapter.detail]
        for chapter in shown:
            if len(shown) > 1:
                self.line(f"{chapter.number} {chapter.title}".strip(), "bold underline")
                self.console.print()
            for block in chapter.blocks:
                self.block(block)
        if len(shown) < len(document.chapters):
            names = german.join(f"„{chapter.title}“" for chapter in document.chapters if chapter.detail)
            self.line(f"Auch vorhanden: {names} (--format md oder html).")
        self.line(f"Stand: {german.plain_day(document.as_of)}")

    def block(self, block: Block) -> None:
        match block:
            case Heading() | Paragraph():
                self.line(block.text, "bold" if isinstance(block, Heading) else "")
            case Prose():
                self.line(block.markdown)
            case Gap():
                self.line(f"{block.word}: {block.text}", "yellow", indent=2)
            case FactList():
                self.facts(block)
            case BulletList():
                for item in block.items:
                    self.line(f"• {_in_a_row(item)}", indent=2)
            case Table():
                self.table(block)
            case Figure():
                self.line(block.caption, "italic")
                for line in figure_lines(block, self.console.width):
                    self.line(line)
        self.console.print()

    def facts(self, block: FactList) -> None:
        grid = RichTable.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, max_width=26)
        grid.add_column(overflow="fold")
        for fact in block.facts:
            grid.add_row(Text(clean(fact.label), style="bold"), Text(_cell(fact.value)))
        self.console.print(grid)

    def stacked(self, block: Table) -> None:
        """Write a table that is too wide row below row, rather than break words or leave out columns."""
        self.line(block.caption, "italic")
        for row in block.rows:
            named = [*range(block.fixed), *([block.head] if block.head >= block.fixed else [])]
            self.line(", ".join(text for number in named if (text := _in_a_row(row[number]))), "bold")
            for number, column in enumerate(block.columns):
                if number not in named and (text := _in_a_row(row[number])):
                    self.line(f"{column}: {text}", indent=2)

    def table(self, block: Table) -> None:
        words = [_longest_word(block, number) for number in range(len(block.columns))]
        # Rich reckons a blank on both sides of every column, also at the edges, and a stroke between them.
        room = self.console.width - 3 * len(words) + 1
        if sum(words) > room:
            self.stacked(block)
            return
        table = RichTable(
            title=Text(clean(block.caption), style="italic"),
            title_justify="left",
            box=SIMPLE_HEAD,
            pad_edge=False,
            show_edge=False,
            header_style="bold",
        )
        widths = _widths(words, [_longest_line(block, number) for number in range(len(words))], room)
        for column, width in zip(block.columns, widths, strict=True):
            table.add_column(Text(clean(column)), overflow="fold", width=width)
        for row in block.rows:
            table.add_row(*(Text(_cell(cell)) for cell in row))
        self.console.print(table)


def _widths(words: list[int], lines: list[int], room: int) -> list[int]:
    """Return the widths of columns: their longest lines where there is room, else the widest give way evenly.

    No column gets narrower than its longest word; left to itself, rich cuts the last column off instead.
    """
    limit = max(lines)
    while sum(widths := [max(word, min(line, limit)) for word, line in zip(words, lines, strict=True)]) > room:
        limit -= 1
    return widths


def _longest_line(block: Table, number: int) -> int:
    texts = [clean(block.columns[number]), *(_cell(row[number]) for row in block.rows)]
    return max(cell_len(line) for text in texts for line in (text.split("\n") or [""]))


def _longest_word(block: Table, number: int) -> int:
    """Return how wide a column must be so that no word in it is broken, and no short text of a fixed column either."""
    texts = [block.columns[number], *(_cell(row[number]) for row in block.rows)]
    lines = [line for text in texts for line in text.split("\n")]
    if number < block.fixed:
        parts = [part for line in lines for part in ([line] if len(line) <= LONGEST_WHOLE else line.split())]
    else:
        parts = [word for line in lines for word in line.split()]
    return max((min(len(part), LONGEST_ADDRESS) if "/" in part else len(part) for part in parts), default=1)


def _cell(cell: Cell) -> str:
    return "\n".join(_lines(cell))


def _in_a_row(cell: Cell) -> str:
    return german.run_on(_lines(cell))


def _lines(cell: Cell) -> list[str]:
    lines = [clean(line) for line in cell.text.split("\n") if line.strip()]
    address = [cell.url] if cell.url and cell.url not in lines else []
    return [*lines, *(clean(url) for url in address)]
