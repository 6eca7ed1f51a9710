"""The content of a spreadsheet in any format: sheets, rows and cells."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.frozen import changeable, field
from ksnet.importing.notes import Note
from ksnet.records import german
from ksnet.rendering.marks import clean

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 100
LONGEST_CELL = 2000
# Characters of a name, a heading, a number or an address. What is longer is none of them, and a
# hostile one would be looked at for hours.
LONGEST_VALUE = 300
Cell = str | int | float | dt.date  # an empty cell is ""

_TOO_LONG = f"Ein Text ist länger als {german.number(LONGEST_CELL)} Zeichen; was danach kommt, bleibt außen vor."
_CUT_OFF = f"Gelesen werden nur die ersten {MOST_COLUMNS} Spalten; was weiter rechts steht, bleibt außen vor."
CUT_OFF = Note(None, _CUT_OFF)
ERROR = "#NV"  # stands for every error value of a cell
_ERRORS = expression(
    r"#(?:NV|N/A|BEZUG!|REF!|WERT!|VALUE!|DIV/0!|NAME\?|NULL!|ZAHL!|NUM!|ÜBERLAUF!|SPILL!|KALK!|CALC!|#+)"
)
# How databases and programs for data write that there is nothing.
_NULL = expression(r"NULL|null|\[NULL\]|\(null\)|<null>|\\N|NaN|nan|NaT|<NA>|None")
# Hyphens that do not break, of Unicode and of Word in files of text.
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\x1e", "-"))
_PARTS = expression(r"[\s;,]+")


class Row(NamedTuple):
    """A row with the number that users see."""

    number: int
    cells: tuple[Cell, ...]


@changeable
class Grid:
    """One sheet.

    `hidden` are the positions of hidden columns; `formulas` are (row number, position). `unseen`
    says why whole rows, and `struck` why rows with a value at a position, are not read. `fault`
    says why nothing after `rows` can be read.
    """

    name: str
    rows: list[Row]
    hidden: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    unseen: Mapping[int, str] = field(default_factory=dict)
    struck: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fault: str = ""
    part: str = ""  # why it is incomplete
    notes: list[Note] = field(default_factory=list)


@changeable
class TableRow:
    """A row of a list: its values by the meaning of their columns.

    `more`: a value could not be read; `marks` are the signs of footnotes behind names. `second`:
    it is the second person of a row; `leads`: beside the column of a deputy.
    """

    number: int
    values: Mapping[str, Cell]
    more: bool = False
    marks: frozenset[str] = frozenset()
    second: bool = False
    leads: bool = False


@changeable
class Listing:
    """The rows of one or several sheets, the meanings of their columns, and notes."""

    sheets: list[str]
    lines: list[TableRow]
    columns: frozenset[str]
    notes: list[Note] = field(default_factory=list)
    # Rows that only prove that somebody is still there, with the reason.
    refused: dict[int, str] = field(default_factory=dict)
    part: str = ""  # why it is incomplete, so that those missing here may be elsewhere
    gremium: str = ""  # the id of the only one that its title names
    unreadable: bool = False  # in some row it cannot be read who is meant
    unread: set[str] = field(default_factory=set)  # folded words of columns that are not read

    @property
    def wide(self) -> bool:
        """Whether it has columns besides names, so that a row usually says more."""
        return len(self.columns) > 2


def tidy_cell(text: str) -> str:
    """Return the text of a cell: NFC, no invisible characters or extra spaces; line ends remain."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "_x" in text:  # escapes of characters that XML lacks (ECMA-376 Part 1, ST_Xstring)
        text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
    text = re.sub(r"\r\n?|[\v\u2028\u2029]", "\n", text.translate(_HYPHENS))
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    text = "\n".join(line for line in lines if line)
    # An apostrophe in front says „text, no formula“ in spreadsheets; it is no part of the text.
    return text[1:] if re.match(r"'\s*(?:[=+\-@＝＋－＠]|0\d|\d{4})", text) else text


def cell_text(value: Cell) -> str:
    """Return a cell as its users see it, on one line; dates as `03.04.2025`."""
    if isinstance(value, str):
        return _on_one_line(value)
    if isinstance(value, dt.date):
        return german.numeric_day(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)


def is_error(value: Cell) -> bool:
    """Whether a cell holds an error value of a spreadsheet, in German or English: `#BEZUG!`."""
    return _ERRORS.fullmatch(cell_text(value)) is not None


@lru_cache(maxsize=20_000)
def _on_one_line(text: str) -> str:
    return tidy_cell(text).replace("\n", " ")


def comparable(value: Cell) -> str:
    """Return a cell in a form that ignores how lines and items are separated."""
    return " ".join(part for part in _PARTS.split(cell_text(value)) if part)


def shorten_cells(grid: Grid) -> None:
    """Cut texts off that are longer than any of a list, and note their rows."""
    for n, (number, cells) in enumerate(grid.rows):
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
            short = (cell[:LONGEST_CELL] if isinstance(cell, str) else cell for cell in cells)
            grid.rows[n] = Row(number, tuple(short))
            grid.notes.append(Note(number, _TOO_LONG))


def empty_nulls(grid: Grid) -> None:
    """Empty the cells with the word of a database for nothing, and note how many there are."""
    found = Counter[str]()
    for n, (number, cells) in enumerate(grid.rows):
        if nulls := [str(cell).strip() for cell in cells if _is_null(cell)]:
            found.update(nulls)
            grid.rows[n] = Row(number, tuple("" if _is_null(cell) else cell for cell in cells))
    if found:
        words, count = german.join([f"„{word}“" for word in found], "oder"), found.total()
        cells_hold = "1 Zelle steht" if count == 1 else f"{count} Zellen steht"
        grid.notes.append(
            Note(
                None,
                f"In {cells_hold} {words}; so schreiben Datenbanken, dass nichts dasteht. Sie gelten als leer.",
            )
        )


def _is_null(cell: Cell) -> bool:
    return isinstance(cell, str) and _NULL.fullmatch(cell.strip()) is not None


def list_too_large(name: str) -> UsageProblem:
    """Return the error for a file that is larger than any list of members."""
    return UsageProblem(
        f"{name} ist ungewöhnlich groß und wird nicht gelesen: höchstens {german.number(MOST_ROWS)} Zeilen und {MOST_COLUMNS} Spalten.\n"
        "In Excel nur die Liste in eine neue Mappe kopieren (leere, nur formatierte Zeilen weglassen) und diese als .xlsx speichern."
    )
