"""The rows of a text with separators, as office programs write them (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from ksnet.importing.lists.tables import (
    CUT_OFF,
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    Row,
    list_too_large,
    tidy_cell,
)


def separated_rows(name: str, text: str, separator: str, skipped: int = 0) -> Grid:
    """Return the rows up to the first line with unbalanced quotes, which is the `fault`."""
    grid = Grid("", [])
    formulas: set[tuple[int, int]] = set()
    lines = io.StringIO(text, newline="").readlines()
    quote = _quote(lines, separator)
    reader = csv.reader(lines, delimiter=separator, quotechar=quote, strict=True)
    begin, width, cut, swallowed = 0, 0, False, False
    try:
        for cells in reader:
            if len(grid.rows) >= MOST_ROWS:
                raise list_too_large(name)
            width = max(width, len(cells) if len(grid.rows) < 40 else 0)
            if swallowed := any(_swallows(cell, separator, width) for cell in cells):
                break
            # Its first line as an editor counts; a quoted text may contain line ends.
            number, shown = skipped + begin + 1, list(map(_shown, cells[:MOST_COLUMNS]))
            formulas |= {(number, n) for n, cell in enumerate(shown) if cell.startswith("=")}
            grid.rows.append(Row(number, tuple(map(tidy_cell, shown))))
            cut = cut or any(cells[MOST_COLUMNS:])
            begin = reader.line_num
    except csv.Error:
        swallowed = True
    if swallowed:
        grid.fault = _fault(name, lines[begin : reader.line_num], begin + skipped, quote)
    grid.formulas = frozenset(formulas)
    grid.notes += [CUT_OFF] if cut and not grid.fault else []
    return grid


def _quote(lines: Iterable[str], separator: str) -> str:
    """Return the sign around values: an apostrophe if it stands around all of the first line."""
    first = next((line for line in lines if line.strip()), "").strip().split(separator)
    cells = [cell for cell in first if cell]
    apart = len(cells) > 1 and all(re.fullmatch(r"'[^']+'", cell) for cell in cells)
    return "'" if apart else '"'


def _shown(cell: str) -> str:
    """Return what a spreadsheet shows of a cell: the text of `="01067"`."""
    match = re.fullmatch(r'="((?:[^"]|"")*)"', cell)
    text = match[1].replace('""', '"') if match else cell
    return re.sub(r"<br\s*/?>", "\n", text)


def _swallows(cell: str, separator: str, width: int) -> bool:
    """Whether a quoted cell contains rows of the table, as its quote was never closed."""
    return "\n" in cell and len(re.findall(rf"{separator}(?! )", cell)) >= max(width - 1, 2)


def _fault(name: str, lines: Iterable[str], skipped: int, quote: str) -> str:
    odd = next((n for n, line in enumerate(lines, start=1) if line.count(quote) % 2), 1)
    return f"{name} ist ab Zeile {skipped + odd} fehlerhaft: Die Anführungszeichen ({quote}) passen nicht zueinander.\nDort das fehlende ergänzen oder das überzählige löschen (im Text selbst doppelt: {quote * 2})."
