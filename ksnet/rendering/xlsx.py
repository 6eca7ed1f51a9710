"""Writes tables as an Excel workbook, ready to print, in which no text becomes a formula.

Every sheet is one real table with filters.
"""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from typing import TYPE_CHECKING, Any

from ksnet.documents.sheets import CellValue, Sheet
from ksnet.records import german
from ksnet.rendering.blocks import Block, Document, FactList, ListBlock, Paragraph, words
from ksnet.rendering.extras import require
from ksnet.rendering.marks import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FONT = {"font_name": "Arial", "font_size": 10}
LINE_HEIGHT = 13  # points, at this size
TALLEST = 409  # points; no row can be higher
NARROWEST, WIDEST = 16, 90  # how many letters the widest column may have; longer texts are wrapped
WIDEST_WORD = 36  # letters; longer ones, such as web addresses, are broken
PAGE_WIDTH = 160  # letters on A4 across that can still be read well
FILTER_BUTTON = 4  # the room that it takes in the header, in letters
A4 = 9
FIRST_DAY = dt.date(1900, 3, 1)  # spreadsheets do not agree on the days before
LONGEST_TEXT = 32_767  # of a cell; Excel refuses a file with more
LONG_TEXT = 255  # a longer one may show as ##### where the format of its cell says text
LONGEST_HEADER = 100  # of each part, of 255 letters for all of a line
WITHOUT_GUESSING = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render_xlsx(document: Document, sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with these sheets, under the title and as-of day of a document.

    Raises OutputProblem where XlsxWriter is not installed.
    """
    xlsxwriter = require("xlsxwriter", extra="xlsx", what="Excel-Dateien")
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out, {"in_memory": True, "default_format_properties": dict(FONT), **WITHOUT_GUESSING}
    )
    workbook.set_properties(
        {
            "title": clean(f"{document.title} – {document.author}"),
            "subject": clean(", ".join(map(words, document.lead))),
            "author": clean(document.author),
            # The day of the content, not of writing: the same document is the same file.
            "created": dt.datetime.combine(document.as_of, dt.time()),
        }
    )
    # Lines between columns: a text that fills its cell would run into the next one.
    between = {"right": 1, "right_color": "#BFBFBF"}
    base = {"valign": "top", "bottom": 1, "bottom_color": "#BFBFBF", **between}
    formats = {
        "text": workbook.add_format({**base, "num_format": "@", "text_wrap": True}),
        "long": workbook.add_format({**base, "text_wrap": True}),
        "date": workbook.add_format({**base, "num_format": "dd.mm.yyyy", "align": "left"}),
        "number": workbook.add_format({**base, "num_format": "0", "align": "left"}),
        "head": workbook.add_format(
            {
                "valign": "top",
                "text_wrap": True,
                "bold": True,
                "bottom": 1,
                "bg_color": "#DDE5EC",
                **between,
            }
        ),
    }
    for number, sheet in enumerate((*sheets, _remarks(document)), 1):
        worksheet = workbook.add_worksheet(sheet.name)
        _write(worksheet, sheet, formats, f"Tabelle{number}")
        _prepare_printing(worksheet, document, sheet)
    workbook.close()
    return out.getvalue()


def _remarks(document: Document) -> Sheet:
    """Return a sheet that says what a document is, and what it says outside its tables."""
    rows: list[tuple[CellValue, ...]] = [
        ("Dokument", document.title),
        ("Netzwerk", document.author),
        ("Stand", document.as_of),
        ("Fassung", "öffentlich" if document.public else "nur für den internen Gebrauch"),
    ]
    rows += [("Hinweis", text) for block in document.opening for text in _texts(block)]
    rows += [
        (words(chapter.title), text)
        for chapter in document.chapters
        for block in chapter.blocks
        for text in _texts(block)
    ]
    return Sheet("Hinweise", ("Abschnitt", "Angabe"), tuple(rows))


def _texts(block: Block) -> Iterator[str]:
    """Yield what a block says, unless it is a heading, a table or a drawing of one."""
    match block:
        case Paragraph():
            yield words(block.text)
        case FactList():
            yield from (
                f"{words(label)}: {german.run_on(words(value).splitlines())}"
                for label, value in block.facts
            )
        case ListBlock():
            yield from (text for item in block.items for one in item for text in _texts(one))


def _write(worksheet: Any, sheet: Sheet, formats: dict[str, Any], name: str) -> None:  # noqa: ANN401  (an optional package has no types here)
    # A table has at least one row.
    last_row, last_column = max(len(sheet.rows), 1), len(sheet.columns) - 1
    options = {
        "name": name,
        "columns": [
            {"header": column, "header_format": formats["head"]} for column in sheet.columns
        ],
        "style": None,  # the cells bring their own lines, which other programs show as well
        "title": sheet.name,
    }
    worksheet.add_table(0, 0, last_row, last_column, options)
    widths = _widths(sheet)
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    worksheet.set_row(0, _height(sheet.columns, [width - FILTER_BUTTON for width in widths]))
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _write_cell(worksheet, number, column, value, formats)
        # Not every program makes room for wrapped text by itself.
        worksheet.set_row(number, _height(map(_cell_text, row), widths))
    worksheet.freeze_panes(1, 0)
    # A postcode is text on purpose; Excel need not flag every one.
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})


def _write_cell(
    worksheet: Any,  # noqa: ANN401  (as above)
    row: int,
    column: int,
    value: CellValue,
    formats: dict[str, Any],
) -> None:
    if isinstance(value, dt.date) and value >= FIRST_DAY:
        worksheet.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, int):
        worksheet.write_number(row, column, value, formats["number"])
    elif value == "":
        worksheet.write_blank(row, column, None, formats["text"])
    else:
        text = clean(_cell_text(value))
        if len(text) > LONGEST_TEXT:
            text = text[: LONGEST_TEXT - 1] + "…"
        worksheet.write_string(
            row, column, text, formats["text" if len(text) <= LONG_TEXT else "long"]
        )


def _widths(sheet: Sheet) -> list[int]:
    """Return the widths of the columns in letters: their longest lines, as far as the page allows.

    Words stay whole up to a limit.
    """
    least, longest = [], []
    for number, column in enumerate(sheet.columns):
        texts = [_cell_text(row[number]) for row in sheet.rows]
        lengths = [len(word) + 2 for text in texts for word in text.split()]
        head = max(len(word) for word in column.split()) + FILTER_BUTTON
        least.append(max(head, min(max(lengths, default=0), WIDEST_WORD)))
        longest.append(
            max((len(line) + 1 for text in texts for line in text.split("\n")), default=0)
        )
    widths = least
    for widest in range(WIDEST, NARROWEST - 1, -2):
        widths = [max(low, min(high, widest)) for low, high in zip(least, longest, strict=True)]
        if sum(widths) <= PAGE_WIDTH:
            break
    return widths


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; letters are mostly narrower than digits."""
    return sum(len(textwrap.wrap(line, width + width // 10)) or 1 for line in text.split("\n"))


def _height(texts: Iterable[str], widths: Iterable[int]) -> int:
    """Return how high a row of texts is."""
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    return min(lines * LINE_HEIGHT + 2, TALLEST)


def _cell_text(value: CellValue) -> str:
    return german.numeric_day(value) if isinstance(value, dt.date) else str(value)


def _prepare_printing(worksheet: Any, document: Document, sheet: Sheet) -> None:  # noqa: ANN401  (as above)
    """Make a sheet print well: A4 across, as many pages as it takes, the header row on each."""
    worksheet.set_paper(A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    day = german.numeric_day(document.as_of)
    version = "Öffentliche Fassung" if document.public else "Nur für den internen Gebrauch"
    worksheet.set_header(
        f"&L&B{_header(f'{document.title} – {document.author}')}&B&R{_header(sheet.name)}"
    )
    worksheet.set_footer(f"&LStand {day}, {version}&RSeite &P von &N")


def _header(text: str) -> str:
    """Return a text for the head of a page, where „&“ begins a command."""
    return german.shorten(clean(text), LONGEST_HEADER).replace("&", "&&")
