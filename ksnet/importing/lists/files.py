"""Detect the format of a list by its content, not by its name."""

from __future__ import annotations

from ksnet.basics.errors import UsageProblem
from ksnet.importing.lists.contacts import read_contacts, unfolded
from ksnet.importing.lists.tables import (
    MOST_BYTES,
    Grid,
    empty_nulls,
    list_too_large,
    shorten_cells,
)
from ksnet.importing.lists.textfiles import decoded, read_text_list, utf16_as_utf8
from ksnet.importing.lists.workbooks import read_workbook
from ksnet.importing.notes import Note

# The container of old Office files, and of new ones with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def read_grids(name: str, content: bytes, encoding: str | None = None) -> list[Grid]:
    """Return the sheets of a list; a CSV file once for each separator that it may have.

    Raises UsageProblem for other files and too large ones, OutputProblem where a package is
    missing.
    """
    if len(content) > MOST_BYTES:
        raise list_too_large(name)
    grids = _grids(name, content, encoding)
    for grid in grids:
        shorten_cells(grid)
        empty_nulls(grid)
    return grids


def _grids(name: str, content: bytes, encoding: str | None) -> list[Grid]:
    if content.startswith(_OLE):
        raise UsageProblem(
            f"{name} ist eine alte Excel-Datei (.xls) oder mit einem Kennwort geschützt; bitte in Excel ohne Kennwort als .xlsx speichern."
        )
    if content.startswith(_ZIP):
        return read_workbook(name, content)
    if not content.strip():
        raise UsageProblem(f"{name} ist leer.")
    text = utf16_as_utf8(content)
    begin = text[:60].removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    if begin.startswith(b"BEGIN:VCALENDAR"):
        raise UsageProblem(
            f"{name} enthält einen Kalender, keine Liste; dafür gibt es „ksnet import events“."
        )
    if begin.startswith(b"BEGIN:VCARD"):
        notes: list[Note] = []
        lines, numbers = unfolded(text)
        encoding = encoding if text is content else None  # it was UTF-16
        grid = read_contacts(name, decoded(name, lines, encoding, notes), numbers)
        grid.notes += notes
        return [grid]
    return read_text_list(name, content, encoding)
