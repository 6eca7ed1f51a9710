"""Read Excel workbooks (.xlsx) with openpyxl: values as they are shown, never a formula, and no file that is a trap.

Before openpyxl sees a file, its parts are counted and looked at: what unpacks to more than any list has, and XML with a
document type (in which entities could be defined), is refused. So no parser ever meets an entity.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from ksnet.errors import UsageProblem
from ksnet.importing.tables import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Row, as_text, too_large
from ksnet.rendering.extras import require

MOST_UNPACKED = 24 * 1024 * 1024
MOST_PARTS = 500
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_UNREADABLE = "{} lässt sich nicht als Excel-Datei lesen; sie ist beschädigt oder etwas anderes.\nIn Excel öffnen und neu als .xlsx speichern."


def read_workbook(name: str, content: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook; raises UsageProblem for what is none, OutputProblem without openpyxl."""
    _check_parts(name, content)
    openpyxl = require("openpyxl", extra="xlsx", what="das Lesen von Excel-Dateien")
    try:
        # Formulas come as their text, marked as such: with the values that Excel computed last they could not be told.
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception as error:  # whatever openpyxl meets in a broken file, of a dozen kinds
        raise UsageProblem(_UNREADABLE.format(name)) from error
    return [_grid(name, sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _check_parts(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            if not any(part.filename == "[Content_Types].xml" for part in listed):
                raise UsageProblem(f"{name} ist keine Excel-Datei. Bitte als .xlsx oder .csv speichern.")
            # zipfile gives no more of a part than its entry says, so what is added up here is what there is.
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                raise too_large(name)
            for part in listed:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _check_xml(name, parts.read(part))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UsageProblem(_UNREADABLE.format(name)) from error


def _check_xml(name: str, xml: bytes) -> None:
    if any(mark in xml for mark in _DOCTYPE):
        raise UsageProblem(f"{name} enthält, was in keine Excel-Datei gehört (DOCTYPE), und wird nicht gelesen.")


def _grid(name: str, sheet: Any) -> Grid:  # noqa: ANN401  (an optional package has no types here)
    if sheet.max_row > MOST_ROWS:
        raise too_large(name)
    rows: list[Row] = []
    formulas: set[tuple[int, int]] = set()
    for number, cells in enumerate(sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS)), start=1):
        rows.append(Row(number, tuple(_value(cell) for cell in cells)))
        formulas.update((number, position) for position, cell in enumerate(cells) if cell.data_type == "f")
    _repeat_merged(sheet, rows)
    return Grid(sheet.title, rows, frozenset(_hidden(sheet)), frozenset(formulas))


def _hidden(sheet: Any) -> Iterator[int]:  # noqa: ANN401  (as above)
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min - 1, min(dimension.max, MOST_COLUMNS))


def _repeat_merged(sheet: Any, rows: list[Row]) -> None:  # noqa: ANN401  (as above)
    """Let a cell that was merged downwards stand in each of its rows: one body, several people."""
    for area in sheet.merged_cells.ranges:
        if area.min_col != area.max_col or area.max_col > MOST_COLUMNS or area.max_row > len(rows):
            continue
        value = rows[area.min_row - 1].cells[area.min_col - 1]
        for number in range(area.min_row, area.max_row):
            cells = list(rows[number].cells)
            cells[area.min_col - 1] = value
            rows[number] = Row(rows[number].number, tuple(cells))


def _value(cell: Any) -> Cell:  # noqa: ANN401  (as above)
    value = cell.value
    if value is None or cell.data_type in {"f", "e"}:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return as_text(str(value))
