"""Read lists as text: CSV in the encodings and with the separators that office programs write."""

from __future__ import annotations

import codecs
import csv
import io

from ksnet.errors import UsageProblem
from ksnet.importing.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Grid, Row, as_text, too_large

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = (";", "\t", ",")


def read_text(name: str, content: bytes) -> list[Grid]:
    """Return the table in a text once for each separator it may have; raises UsageProblem for what is no list."""
    text = decoded(name, content)
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').casefold()
    if named in {f"sep={separator}" for separator in SEPARATORS}:  # how Excel is told
        return [_grid(name, rest, named[-1] if named != "sep=" else "\t", skipped=1)]
    return [_grid(name, text, separator) for separator in SEPARATORS if separator in text] or [_grid(name, text, ";")]


def decoded(name: str, content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252; raises UsageProblem for what is no text."""
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if encoding is None and b"\0" in content[:400]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text or text.startswith(("%PDF", "{\\rtf")) or text.lstrip()[:1] == "<":
        raise UsageProblem(f"{name} ist keine Liste. Bitte in Excel öffnen und als .xlsx oder .csv speichern.")
    return text


def _grid(name: str, text: str, separator: str, skipped: int = 0) -> Grid:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            if len(rows) >= MOST_ROWS:
                raise too_large(name)
            # The line on which it begins, as an editor counts: a quoted text may hold line ends.
            number = skipped + reader.line_num - sum(cell.count("\n") for cell in cells)
            rows.append(Row(number, tuple(as_text(cell[:LONGEST_CELL]) for cell in cells[:MOST_COLUMNS])))
    except csv.Error as error:
        raise UsageProblem(f"{name} lässt sich nicht als CSV lesen: Zeile {reader.line_num} ist fehlerhaft.") from error
    return Grid("", rows)
