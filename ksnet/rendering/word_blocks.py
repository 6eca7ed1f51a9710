"""Blocks as WordprocessingML (ECMA-376 part 1, chapter 17): paragraphs in named styles, tables, pictures.

How things look is said by the styles of the template alone; what stands here is which style a block takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from ksnet.rendering.columns import column_widths
from ksnet.rendering.prose import prose_blocks

Plain = dict[str, Any]

EM = 196  # the size of the letters in tables, in twentieths of a point, and a little for a wider typeface
FORM_HEIGHT = 620  # of a row that is written into by hand
WHOLE_TABLE = 6  # a table with more rows may be parted between pages
WHOLE_TEXT = (
    900  # and so may a table or a list of facts with more letters: kept whole, it would leave half a page empty
)
WHOLE_FACTS = 14
MEASURED = 60  # rows that say how wide a column is
STEPS = 24  # in which the room of a table is given away
DEEPEST = 8  # Word knows nine levels of a list


class Pen(Protocol):
    """What blocks need of the document that they are written into."""

    width: int

    def style(self, name: str) -> str:
        """Return the id of the style with this name."""

    def link(self, url: str) -> str:
        """Return the id under which the document knows an address."""

    def counted(self, start: int) -> int:
        """Return the number of a new numbered list."""

    def picture(self, figure: Plain) -> str:
        """Return a drawing as a run."""


def block_xml(block: Plain, pen: Pen) -> str:
    """Return one block as paragraphs and tables."""
    match block["kind"]:
        case "heading":
            return paragraph(run(block["text"]), pen.style("heading 2"))
        case "paragraph":
            return paragraph(run(block["text"]))
        case "prose":
            return "".join(_prose(part, pen) for part in prose_blocks(block["markdown"]))
        case "gap":
            word = run(f"{block['word']}:", _character(pen.style("ksnet Lücke Wort")))
            return paragraph(word + run(f" {block['text']}"), pen.style("ksnet Lücke"))
        case "facts":
            return _facts(block["facts"], pen)
        case "list":
            return "".join(paragraph(cell_runs(item, pen), pen.style("List Bullet")) for item in block["items"])
        case "table":
            return _table(block, pen)
        case "figure":
            caption = paragraph(run(block["caption"]), pen.style("caption"))
            return caption + paragraph(pen.picture(block), pen.style("ksnet Abbildung"))
    raise ValueError(block["kind"])


# --- text -------------------------------------------------------------------------------------------------------------


def paragraph(runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs; `properties` stand behind the style, in the order of the standard."""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text; a line break in it becomes one."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"


def _character(style: str) -> str:
    return f"<w:rStyle w:val={quoteattr(style)}/>"


def linked(runs: str, url: str, pen: Pen) -> str:
    """Return runs as a link."""
    return f'<w:hyperlink r:id={quoteattr(pen.link(url))} w:history="1">{runs}</w:hyperlink>'


def cell_runs(cell: Plain, pen: Pen) -> str:
    """Return the text of a cell, line below line, as a link where it has an address."""
    text = "\n".join(cell["lines"])
    if cell["url"] and text:
        return linked(run(text, _character(pen.style("Hyperlink"))), cell["url"], pen)
    return run(text) if text else ""


def _facts(facts: Sequence[Plain], pen: Pen) -> str:
    """Return labels with their values; few of them stay together on one page."""
    letters = sum(len(fact["value"]["text"]) for fact in facts)
    whole = len(facts) <= WHOLE_FACTS and letters < WHOLE_TEXT
    last = len(facts) - 1
    return "".join(
        _fact(fact, pen, first=number == 0, together=whole and number < last) for number, fact in enumerate(facts)
    )


def _fact(fact: Plain, pen: Pen, *, first: bool, together: bool) -> str:
    """Return a label with its value; room before the first one parts it from the list before."""
    label = run(fact["label"], "<w:b/><w:bCs/>") + "<w:r><w:tab/></w:r>"
    keep = "<w:keepNext/>" if together else ""
    room = '<w:spacing w:before="140"/>' if first else ""
    return paragraph(label + cell_runs(fact["value"], pen), pen.style("ksnet Angabe"), keep + room)


# --- what people have written -----------------------------------------------------------------------------------------


def _prose(part: Plain, pen: Pen, style: str = "", properties: str = "") -> str:
    match part["kind"]:
        case "paragraph":
            return paragraph(_runs(part["runs"], pen), style, properties)
        case "list":
            return _list(part, pen, 0)
        case "quote":
            return "".join(_prose(inner, pen, pen.style("Quote")) for inner in part["blocks"])
        case "code":
            return "".join(paragraph(run(line), pen.style("ksnet Code")) for line in part["text"].split("\n"))
        case "table":
            return _grid(
                [_runs(column, pen) for column in part["columns"]],
                [[_runs(cell, pen) for cell in row] for row in part["rows"]],
                _widths(
                    [_text(column) for column in part["columns"]],
                    [[_text(cell) for cell in row] for row in part["rows"]],
                    pen.width,
                ),
                pen,
                whole=len(part["rows"]) <= WHOLE_TABLE,
            )
    return paragraph("")  # a rule between two parts


def _text(runs: Iterable[Plain]) -> str:
    return "".join(str(one["text"]) for one in runs)


def _runs(runs: Iterable[Plain], pen: Pen) -> str:
    return "".join(_run(one, pen) for one in runs)


def _run(one: Plain, pen: Pen) -> str:
    marks = _character(pen.style("Hyperlink")) if one["url"] else ""
    if one["code"]:
        marks += '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'
    marks += "<w:b/><w:bCs/>" if one["bold"] else ""
    marks += "<w:i/><w:iCs/>" if one["italic"] else ""
    text = run(one["text"], marks)
    return linked(text, one["url"], pen) if one["url"] else text


def _list(part: Plain, pen: Pen, level: int) -> str:
    """Return a list; what stands below the first paragraph of an item is indented with it."""
    style = pen.style("List Number" if part["ordered"] else "List Bullet")
    depth = min(level, DEEPEST)
    number = f'<w:numId w:val="{pen.counted(part["start"])}"/>' if part["ordered"] else ""
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/>{number}</w:numPr>' if depth or number else ""
    below = f'<w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="{397 * (depth + 1)}" w:firstLine="0"/>'
    out: list[str] = []
    for item in part["items"]:
        head, *rest = item or [{"kind": "paragraph", "runs": []}]
        if head["kind"] != "paragraph":
            head, rest = {"kind": "paragraph", "runs": []}, item
        out.append(_prose(head, pen, style, properties))
        out += [
            _list(inner, pen, level + 1) if inner["kind"] == "list" else _prose(inner, pen, style, below)
            for inner in rest
        ]
    return "".join(out)


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(block: Plain, pen: Pen) -> str:
    texts = [["\n".join(cell["lines"]) for cell in row] for row in block["rows"]]
    form = bool(block.get("form"))
    widths = _widths(block["columns"], texts, pen.width, fixed=block["fixed"], form=form)
    caption = paragraph(run(block["caption"]), pen.style("caption"))
    return caption + _grid(
        [run(column) for column in block["columns"]],
        [[cell_runs(cell, pen) for cell in row] for row in block["rows"]],
        widths,
        pen,
        caption=block["caption"],
        height=FORM_HEIGHT if form else 0,
        whole=len(texts) <= WHOLE_TABLE and sum(len(text) for row in texts for text in row) < WHOLE_TEXT,
    )


def _grid(  # noqa: PLR0913  (a table has as many parts)
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    pen: Pen,
    *,
    caption: str = "",
    height: int = 0,
    whole: bool = False,
) -> str:
    """Return a table whose first row is its header, repeated on every page; no row is split between pages.

    The rows of a `whole` table stay on one page; of another the last one never stands alone.

    A paragraph parts it from a table that may follow: Word would take both for one.
    """
    head, body = pen.style("ksnet Tabellenkopf"), pen.style("ksnet Tabellentext")
    title = f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    lines = [_row(columns, widths, head, "<w:cantSplit/><w:tblHeader/>")]
    lines += [
        _row(
            row,
            widths,
            body,
            f"<w:cantSplit/>{tall}",
            together=number < len(rows) and (whole or number == len(rows) - 1),
        )
        for number, row in enumerate(rows, start=1)
    ]
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(pen.style('ksnet Tabelle'))}/>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{title}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>{paragraph('', body)}"
    )


def _row(cells: Sequence[str], widths: Sequence[int], style: str, properties: str, *, together: bool = False) -> str:
    keep = "<w:keepNext/>" if together else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(runs, style, keep)}</w:tc>'
        for runs, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], total: int, *, fixed: int = 0, form: bool = False
) -> list[int]:
    """Return how wide each column is, together `total`."""
    weights, _ = column_widths(columns, rows, total / EM, fixed=fixed, form=form)
    sizes = [int(weight * total / sum(weights)) for weight in weights]
    sizes[-1] += total - sum(sizes)
    return sizes
