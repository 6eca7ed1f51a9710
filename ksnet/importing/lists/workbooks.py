"""Read Excel workbooks (.xlsx) safely: values as they are shown, never formulas.

calamine reads the values, but not how cells look (number formats, hidden or struck out, formulas);
that comes from the XML of the parts (ECMA-376 Part 1, chapter 18). Before either, all parts are
checked: a workbook that unpacks to more than any list needs, or XML with a document type (which
could define entities), is refused. So no parser ever meets an entity.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.frozen import changeable, field
from ksnet.basics.packages import DAMAGED
from ksnet.importing.lists.parts import commented_rows, elements, elements_in, sheet_parts
from ksnet.importing.lists.tables import (
    CUT_OFF,
    ERROR,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Grid,
    Row,
    list_too_large,
    tidy_cell,
)
from ksnet.importing.notes import Note
from ksnet.rendering.extras import require

MOST_UNPACKED = 24 * 1024 * 1024
MOST_PARTS = 500
MOST_SHEETS = 100
# What Excel itself allows (specifications and limits of Excel): no list has more.
MOST_TEXT = 32_767  # characters of a cell
_MOST_CODE = 255  # characters of a number format
_MOST_WIDTH = 16_384  # columns
_MOST_SEEN = 1_000_000  # cells of a sheet, empty ones too
_MOST_CELLS = 4_000_000  # of the rectangle that calamine builds for a sheet
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_UNREADABLE = "{} lässt sich nicht als Excel-Datei lesen; sie ist beschädigt oder etwas anderes.\nIn Excel öffnen und neu als .xlsx speichern."
_MONTHS = {"17"}  # the built-in format of dates that shows no day: ECMA-376 Part 1, 18.8.30
_HIDDEN = "Die Zeile ist ausgeblendet (vielleicht durch einen Filter) und wird nicht gelesen. Soll sie gelten, in Excel einblenden."
_HIDDEN_SHEET = (
    "Das Blatt „{}“ ist ausgeblendet und wird nicht gelesen. Soll es gelten, in Excel einblenden."
)
_COMMENTED = (
    "An einer Zelle steht eine Notiz oder ein Kommentar; was darin steht, wird nicht gelesen."
)
_STRUCK = "Hier ist etwas durchgestrichen; nichts übernommen. Ist jemand ausgeschieden: ksnet end. Sonst die Zeile in Excel ohne Streichung speichern."


class _TooLarge(Exception):
    """A workbook holds more than any list of members."""


@changeable
class _Book:
    """How cells of a workbook look, by style, and which shared texts are struck out."""

    formats: list[str] = field(default_factory=list)
    struck_styles: set[int] = field(default_factory=set)
    struck_texts: set[int] = field(default_factory=set)


def read_workbook(name: str, content: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook.

    Raises UsageProblem for other files, OutputProblem without calamine.
    """
    _check_parts(name, content)
    calamine = require("python_calamine", extra="xlsx", what="das Lesen von Excel-Dateien")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            found, hidden = _sheets(parts)
        book = calamine.load_workbook(io.BytesIO(content))
        grids = [
            _grid(book.get_sheet_by_name(title), looks, commented)
            for title, looks, commented in found
        ]
    except _TooLarge:
        raise list_too_large(name) from None
    except Exception as error:  # broken files raise a dozen kinds
        raise UsageProblem(_UNREADABLE.format(name)) from error
    for grid in grids:
        grid.notes += [Note(None, _HIDDEN_SHEET.format(title)) for title in hidden[:MOST_SHEETS]]
    return grids


def _check_parts(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            if not any(part.filename == "[Content_Types].xml" for part in listed):
                raise UsageProblem(
                    f"{name} ist keine Excel-Datei. Bitte als .xlsx oder .csv speichern."
                )
            # zipfile reads no more of a part than its entry says, so these sums are
            # reliable.
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                raise list_too_large(name)
            if len({part.filename.lower() for part in listed}) < len(listed):
                raise UsageProblem(
                    f"{name} enthält einen Teil doppelt und wird nicht gelesen, denn welcher gilt, ist ungewiss.\n"
                    "In Excel öffnen und neu als .xlsx speichern."
                )
            for part in listed:
                is_xml = part.filename.endswith((".xml", ".rels", ".vml"))
                xml = parts.read(part) if is_xml else b""
                if any(mark in xml for mark in _DOCTYPE):
                    raise UsageProblem(
                        f"{name} enthält, was in keine Excel-Datei gehört (DOCTYPE), und wird nicht gelesen."
                    )
    except DAMAGED as error:
        raise UsageProblem(_UNREADABLE.format(name)) from error


def _sheets(
    parts: zipfile.ZipFile,
) -> tuple[list[tuple[str, _Looks, set[int]]], list[str]]:
    """Return the visible sheets, with looks and rows with comments, and the hidden ones."""
    book = _book(parts)
    sheets, hidden = sheet_parts(parts)
    if len(sheets) > MOST_SHEETS:
        raise _TooLarge
    found = [
        (title, _Looks(book, parts.read(part)), commented_rows(parts, part))
        for title, part in sheets
    ]
    return found, hidden


def _book(parts: zipfile.ZipFile) -> _Book:
    book, codes, struck = _Book(), dict[str, str](), set[str]()
    for name in parts.namelist():
        if name.endswith("/styles.xml"):
            for tag, element in elements(parts.read(name)):
                if tag == "numFmt":
                    codes[element.get("numFmtId", "")] = element.get("formatCode", "")[:_MOST_CODE]
                elif tag == "fonts":
                    struck = {
                        str(n)
                        for n, font in enumerate(element)
                        if any(map(_is_on, elements_in(font, "strike")))
                    }
                elif tag == "cellXfs":
                    for number, style in enumerate(elements_in(element, "xf")):
                        code = style.get("numFmtId", "0")
                        book.formats.append(codes.get(code, f"#{code}"))
                        if style.get("fontId") in struck:
                            book.struck_styles.add(number)
        elif name.endswith("/sharedStrings.xml"):
            texts = (element for tag, element in elements(parts.read(name)) if tag == "si")
            book.struck_texts = {n for n, text in enumerate(texts) if _is_struck(text)}
    return book


def _is_on(element: Any) -> bool:  # noqa: ANN401  (an element is what iterparse gives)
    return element.get("val", "1") not in {"0", "false"}


def _is_hidden(element: Any, size: str) -> bool:  # noqa: ANN401  (an element is what iterparse gives)
    """Whether a row or column is hidden, or has no height or width."""
    return (
        element.get("hidden") in {"1", "true"}
        or re.fullmatch(r"0(?:\.0*)?", element.get(size, "")) is not None
    )


def _is_struck(text: Any) -> bool:  # noqa: ANN401  (an element is what iterparse gives)
    """Whether a run of rich text is struck out."""
    return any(element.tag.endswith("}strike") and _is_on(element) for element in text.iter())


class _Looks:
    """How the cells of one sheet look; rows and columns are counted from 0."""

    def __init__(self, book: _Book, xml: bytes) -> None:
        self.formats: dict[tuple[int, int], str] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.errors: set[tuple[int, int]] = set()
        self.struck: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.height = self.width = self.seen = 0
        row = -1
        for tag, element in elements(xml):
            if tag == "row":
                row = int(element.get("r", row + 2)) - 1
                self._row(book, row, element)
                element.clear()
                cells = self.height * self.width
                if self.height > MOST_ROWS or self.seen > _MOST_SEEN or cells > _MOST_CELLS:
                    raise _TooLarge
            elif tag == "col" and _is_hidden(element, "width"):
                first, last = int(element.get("min", 1)), int(element.get("max", 1))
                self.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _row(self, book: _Book, row: int, element: Any) -> None:  # noqa: ANN401  (an element is what iterparse gives)
        if _is_hidden(element, "ht"):
            self.hidden_rows.add(row)
        column = -1
        for cell in elements_in(element, "c"):
            letters = re.match(r"[A-Z]+", cell.get("r", ""))
            column = _number(letters[0]) if letters else column + 1
            value = next((one.text for one in elements_in(cell, "v")), None)
            if value or elements_in(cell, "is") or elements_in(cell, "f"):
                self._cell(book, (row, column), cell, value)
            self.seen += 1
            if column >= _MOST_WIDTH:
                raise _TooLarge

    def _cell(self, book: _Book, place: tuple[int, int], cell: Any, value: str | None) -> None:  # noqa: ANN401  (an element is what iterparse gives)
        style, kind = int(cell.get("s", 0)), cell.get("t", "n")
        if elements_in(cell, "f"):
            self.formulas.add(place)
        if kind == "e":
            self.errors.add(place)
        shared = kind == "s" and value is not None and int(value) in book.struck_texts
        if shared or style in book.struck_styles or (kind == "inlineStr" and _is_struck(cell)):
            self.struck.add(place)
        if style < len(book.formats) and book.formats[style] != "#0":
            self.formats[place] = book.formats[style]
        self.height, self.width = max(self.height, place[0] + 1), max(self.width, place[1] + 1)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _grid(sheet: Any, looks: _Looks, commented: set[int]) -> Grid:  # noqa: ANN401  (an optional package has no types here)
    rows: list[list[Cell]] = []
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        if any(isinstance(value, str) and len(value) > MOST_TEXT for value in cells):
            raise _TooLarge
        shown = enumerate(cells[:MOST_COLUMNS])
        rows.append([_value(looks, (number, column), value) for column, value in shown])
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        # A vertically merged cell counts for each of its rows: one body, several people.
        if left == right and bottom < len(rows) and left < len(rows[top]):
            for number in range(top + 1, bottom + 1):
                rows[number][left] = rows[top][left]
    return Grid(
        sheet.name,
        [Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)],
        frozenset(looks.hidden_columns),
        frozenset((row + 1, column) for row, column in looks.formulas),
        {row + 1: _HIDDEN for row in looks.hidden_rows},
        {(row + 1, column): _STRUCK for row, column in looks.struck},
        notes=[CUT_OFF] * (looks.width > MOST_COLUMNS)
        + [Note(number, _COMMENTED) for number in sorted(commented)],
    )


def _value(looks: _Looks, place: tuple[int, int], value: object) -> Cell:
    if place in looks.formulas:
        return ""
    if place in looks.errors:
        return ERROR
    code = looks.formats.get(place, "")
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.date):  # a datetime, too
        return _shown_date(value, code)
    if isinstance(value, float):
        return _shown_number(int(value), code) if value.is_integer() else value
    return tidy_cell(str(value))


def _shown_date(value: dt.date, code: str) -> Cell:
    """Return a date as exact as its cell shows it: `2025-03` for „Mrz 25“, `2025` for „2025“."""
    letters = set(re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].', "", code).lower())
    if not code.startswith("#"):
        if letters & {"y", "j"} and not letters & {"d", "t"}:
            return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
    elif code[1:] in _MONTHS:
        return f"{value:%Y-%m}"
    return value.date() if isinstance(value, dt.datetime) else value


def _shown_number(value: int, code: str) -> Cell:
    """Return a number with the zeros or signs of its format: `01067` for 1067 in „00000“."""
    first = code.partition(";")[0]
    plain = re.sub(
        r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].',
        lambda m: re.sub(r"[0#]", "", m[1] or m[2] or ""),
        first,
    )
    places = [n for n, char in enumerate(plain) if char in "0#"]
    if (
        value < 0
        or code.startswith("#")
        or not re.fullmatch(r"[-0#\s+()/]*", plain)
        or plain.strip("#") == ""
        or not places
    ):
        return value
    digits, shown = list(str(value)), ""
    for place, char in reversed(list(enumerate(plain))):
        shown += (digits.pop() if digits else "0" * (char == "0")) if char in "0#" else char
        while digits and place == places[0]:  # more digits than places stand before them all
            shown += digits.pop()
    shown = shown[::-1]
    return shown if shown != str(value) else value
