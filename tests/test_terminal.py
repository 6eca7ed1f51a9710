"""Lines on a terminal stand as rich would lay them out."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ksnet.rendering.blocks import Run, Runs, words
from ksnet.rendering.formats.terminal_lines import fitted, painted, table_lines, wrapped

PIECES = st.sampled_from(
    [
        *"Netz|Träger|a|§ 9|漢字|é|👩\u200d👩\u200d👧|❤️|\u200b|\xa0|\x07|\r|\t|\n|| |  ".split("|"),
        "x" * 45,
        "漢字" * 15,
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join)
RUNS = st.lists(st.builds(Run, TEXTS, st.booleans(), st.booleans()), max_size=3).map(tuple)
WIDTHS = st.integers(2, 60)


def rich_text(text: Runs) -> Text:
    made = Text(overflow="fold")
    for run in text:
        looks = " ".join(["bold"] * run.bold + ["italic"] * run.italic)
        made.append(run.text, looks or None)
    return made


def console(width: int, *, color: bool) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if color else None,
        force_terminal=color,
        _environ={},
    )


def looks(text: str) -> list[list[tuple[str, str]]]:
    """Return the letters of each line with the code that is in force; spaces have none."""
    lines = []
    for line in text.split("\n"):
        letters: list[tuple[str, str]] = []
        for part in line.split("\x1b["):
            code, _, rest = part.partition("m") if part is not line else ("0", "", part)
            code, rest = ("0", part) if not code.replace(";", "").isdigit() else (code, rest)
            letters += [(" ", "") if one.isspace() else (one, code) for one in rest]
        while letters and letters[-1][0].isspace():
            letters.pop()
        lines.append(letters)
    return lines


@pytest.mark.slow
@given(RUNS, WIDTHS, st.booleans())
def test_a_text_is_wrapped_as_rich_wraps_it(text: Runs, width: int, color: bool) -> None:
    terminal = console(width, color=color)
    for line in rich_text(text).wrap(terminal, width):
        terminal.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
    made = "".join(painted(line, "", color=color) + "\n" for line in wrapped(text, width))
    assert isinstance(terminal.file, io.StringIO)
    assert looks(made) == looks(terminal.file.getvalue())


@pytest.mark.slow
@given(st.data(), st.integers(1, 4), st.booleans())
def test_a_table_is_laid_out_as_rich_lays_it_out(
    data: st.DataObject, columns: int, color: bool
) -> None:
    cells = st.lists(RUNS, min_size=columns, max_size=columns)
    head, rows = data.draw(cells), data.draw(st.lists(cells, max_size=3))
    widths = data.draw(st.lists(WIDTHS, min_size=columns, max_size=columns))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for cell, width in zip(head, widths, strict=True):
        table.add_column(rich_text(cell), overflow="fold", width=width)
    for row in rows:
        table.add_row(*map(rich_text, row))
    terminal = console(400, color=color)
    terminal.print(table)
    made = "".join(
        painted(line, style, color=color) + "\n" for line, style in table_lines(head, rows, widths)
    )
    assert isinstance(terminal.file, io.StringIO)
    assert looks(made) == looks(terminal.file.getvalue())


def test_a_text_is_cut_off_or_filled_up_to_a_width() -> None:
    bold = (Run("Netz"), Run("werk", bold=True))
    assert words(fitted(bold, 10)) == "Netzwerk  "
    assert painted(fitted(bold, 6), "", color=True) == "Netz\x1b[1mwe\x1b[0m"
    assert words(fitted((Run("漢字"),), 3)) == "漢 "
