"""Writes a table as CSV that Excel and LibreOffice open rightly, and in which no text is a formula.

UTF-8 with a byte order mark, semicolons, CRLF, every field quoted.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

from ksnet.basics.expressions import expression
from ksnet.documents.sheets import CellValue, Sheet
from ksnet.records import german
from ksnet.rendering.marks import clean

# What a spreadsheet takes for the beginning of a formula, also behind spaces and in the full-width
# forms of East Asian writing; the OWASP list (CSV Injection).
_FORMULA = expression(r"\s*[=+\-@\t\r\n＝＋－＠]")


def render_csv(sheet: Sheet) -> bytes:
    """Return a table with its header row; an apostrophe marks a text that could be a formula."""
    return b"".join(csv_lines(sheet))


def csv_lines(sheet: Sheet) -> Iterator[bytes]:
    """Yield what `render_csv` returns line by line."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    yield line.getvalue().encode("utf-8-sig")
    for row in sheet.rows:
        line.seek(0)
        line.truncate()
        writer.writerow([_field(value) for value in row])
        yield line.getvalue().encode()


def _field(value: CellValue) -> str:
    if isinstance(value, dt.date):
        return german.numeric_day(value)
    if isinstance(value, int):
        return str(value)
    # One line for each row: many programs break at every line end, quoted or not.
    text = german.run_on(line for line in clean(value).split("\n") if line.strip())
    return f"'{text}" if _FORMULA.match(text) else text
