"""Blocks as WordprocessingML (ECMA-376 part 1, chapter 17): paragraphs, tables, pictures.

The styles of the template alone say how things look; this module chooses the style of a block.
There are no borders of paragraphs and no links: LibreOffice 7 marks up neither so that its PDF is
accessible (PDF/UA-1). An address is written out instead, as paper needs it anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from ksnet.basics.frozen import replace
from ksnet.rendering.blocks import (
    Block,
    Code,
    Divider,
    FactList,
    Figure,
    Gap,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Signature,
    Table,
    split_lines,
    words,
)
from ksnet.rendering.figures.letters import text_width
from ksnet.rendering.formats.common import bound, gap_text
from ksnet.rendering.formats.tables import (
    HANG,
    PADDING,
    SMALLER,
    hang_of,
    is_whole,
    lay_out,
    pieces,
    tied,
)

# The size of letters in tables, in twentieths of a point, with room for typefaces wider than Arial.
EM = 202
# How much wider bold letters are in other typefaces than in Arial.
WIDER = 1.08
HUNG = int(HANG * EM)
FORM_HEIGHT = 620  # of a row that is written into by hand
DEEPEST = 8  # Word knows nine levels of a list
DEEPEST_HEADING = 3  # of the styles of headings
WRITTEN_OUT = ("http://", "https://", "webcal://", "webcals://")


class Pen(Protocol):
    """What the functions below need of the document that they write into."""

    width: int
    level: int

    def style(self, name: str) -> str:
        """Return the id of the style with this name."""

    def indent(self, name: str) -> int:
        """Return how far the style with this name moves its lines in."""

    def counted(self, start: int, level: int) -> int:
        """Return the number of a new numbered list."""

    def picture(self, figure: Figure) -> str:
        """Return a drawing as a run."""


@lru_cache(16384)
def measure(text: str, bold: bool) -> float:
    """Return the width of a text in a common typeface, in ems."""
    return text_width(text, 1.0, bold=bold) * (WIDER if bold else 1.0)


def blocks_xml(blocks: Sequence[Block], pen: Pen, *, chapter: bool = False) -> str:
    """Return blocks as paragraphs and tables; what is `tied` stays on the page of what follows."""
    together = tied(blocks, chapter=chapter)
    return "".join(
        block_xml(block, pen, ending="<w:keepNext/>" if keep else "")
        for block, keep in zip(blocks, together, strict=True)
    )


def block_xml(  # noqa: C901  (one case for each)
    block: Block, pen: Pen, style: str = "", properties: str = "", ending: str = ""
) -> str:
    """Return one block as XML; `style` and `properties` are those of its paragraphs.

    `ending` are properties of its last paragraph alone, before all others.
    """
    match block:
        case Heading():
            # No level may be left out, whatever a template does (PDF/UA-1).
            pen.level = max(1, min(block.level - 1, pen.level + 1, DEEPEST_HEADING))
            return heading(block.text, pen.level, pen)
        case Paragraph():
            return paragraph(runs(block.text), style, ending + properties)
        case ListBlock():
            return _items(block, pen, 0, ending)
        case Quote():
            return "".join(
                block_xml(inner, pen, pen.style("ksnet Zitat")) for inner in block.blocks
            )
        case Code():
            return "".join(
                paragraph(text_run(line), pen.style("ksnet Code"))
                for line in block.text.split("\n")
            )
        case Divider():
            return paragraph("")
        case FactList():
            return _facts(block, pen, ending)
        case Table():
            return _table(block, pen, ending)
        case Figure():
            caption = paragraph(text_run(block.caption), pen.style("caption"))
            return caption + paragraph(pen.picture(block), pen.style("ksnet Abbildung"))
        case Gap():
            first, *rest = gap_text(block)
            word = text_run(
                first.text, f"<w:rStyle w:val={quoteattr(pen.style('ksnet Lücke Wort'))}/>"
            )
            return paragraph(word + runs(tuple(rest)), pen.style("ksnet Lücke"), ending)
        case Signature():
            return _signature(block, pen)


def heading(text: Runs, level: int, pen: Pen, properties: str = "") -> str:
    """Return a heading."""
    return paragraph(runs(text), pen.style(f"heading {level}"), properties)


# --- text ---


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs; `properties` follow the style, in the order of the standard."""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{content}</w:p>"


def text_run(text: str, properties: str = "") -> str:
    """Return a run of text; a line break in it becomes one."""
    return _run(escape(bound(text)), properties)


def _run(escaped: str, properties: str) -> str:
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{line}</w:t>' for line in escaped.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"


def runs(text: Runs) -> str:
    """Return a text with its looks; what is whole is neither broken nor hyphenated."""
    return "".join(_looking(part) for one in text for part in _written_out(one))


def _written_out(one: Run) -> tuple[Run, ...]:
    """Return a run, followed by the address of its link where the text does not say it."""
    if not one.url.startswith(WRITTEN_OUT) or one.text.strip().rstrip("/") == one.url.rstrip("/"):
        return (one,)
    return (one, Run(f" ({one.url})"))


def _looking(one: Run) -> str:
    marks = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' if one.code else ""
    marks += "<w:b/><w:bCs/>" if one.bold else ""
    marks += "<w:i/><w:iCs/>" if one.italic else ""
    if not (one.whole or one.code or one.text.startswith("http")):
        return text_run(one.text, marks)
    marks += "<w:noProof/>"
    text = escape(one.text)
    if one.whole:
        text = text.replace(" ", "\u00a0").replace(
            "-", '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
        )
    return _run(text, marks)


def hung(left: int, hanging: int = HUNG) -> str:
    """Return the indentation of a paragraph whose first line stands out to the left."""
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _facts(block: FactList, pen: Pen, ending: str) -> str:
    """Return labels with their values; a short list stays together on one page.

    Several lines of a value are paragraphs, so that one sees where the next begins.
    """
    whole, last = is_whole(block), len(block.facts) - 1
    style, indent = pen.style("ksnet Angabe"), pen.indent("ksnet Angabe")
    left, tab = indent + HUNG, f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>'
    made = []
    for number, (label, value) in enumerate(block.facts):
        keep = ending if number == last else "<w:keepNext/>" if whole else ""
        before = ' w:before="140"' if number == 0 else ""
        name = f"{runs(tuple(one._replace(bold=True) for one in label))}<w:r><w:tab/></w:r>"
        first, *others = split_lines(value) if indent else (value,)
        if not others:
            room = f"<w:spacing{before}/>" if before else ""
            made.append(paragraph(name + runs(first), style, keep + room))
            continue
        head = f'<w:keepNext/>{tab}<w:spacing{before} w:after="0"/>'
        made.append(paragraph(name + runs(first), style, head + hung(left, left)))
        between = ("<w:keepNext/>" if whole else "") + '<w:spacing w:after="0"/>'
        made += [
            paragraph(runs(line), style, (keep if line is others[-1] else between) + hung(left))
            for line in others
        ]
    return "".join(made)


def _items(block: ListBlock, pen: Pen, level: int, ending: str = "") -> str:
    """Return a list; what follows the first paragraph of an item is indented with it."""
    style = pen.style("List Number" if block.ordered else "List Bullet")
    depth = min(level, DEEPEST)
    number = f'<w:numId w:val="{pen.counted(block.start, depth)}"/>' if block.ordered else ""
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/>{number}</w:numPr>' if depth or number else ""
    below = (
        '<w:numPr><w:numId w:val="0"/></w:numPr>'
        f'<w:ind w:left="{397 * (depth + 1)}" w:firstLine="0"/>'
    )
    out: list[str] = []
    for item in block.items:
        first, rest = (
            (item[0], item[1:]) if isinstance(item[0], Paragraph) else (Paragraph(()), item)
        )
        keep = ending if item is block.items[-1] else ""
        out.append(block_xml(first, pen, style, properties, keep))
        out += [
            _items(inner, pen, level + 1)
            if isinstance(inner, ListBlock)
            else block_xml(inner, pen, style, below)
            for inner in rest
        ]
    return "".join(out)


def _signature(block: Signature, pen: Pen) -> str:
    """Return lines to sign on with their labels: tab stops, which no reader takes for a table."""
    count = len(block.labels)
    room, gap = pen.width, 400
    wide = (room - gap * (count - 1)) // count
    starts = [number * (wide + gap) for number in range(count)]
    lines = "".join(
        (f'<w:tab w:val="left" w:pos="{start}"/>' if start else "")
        + f'<w:tab w:val="left" w:leader="underscore" w:pos="{start + wide}"/>'
        for start in starts
    )
    names = "".join(f'<w:tab w:val="left" w:pos="{start}"/>' for start in starts if start)
    tab = "<w:r><w:tab/></w:r>"
    style = pen.style("ksnet Unterschrift")
    above = paragraph(
        tab * (2 * count - 1),
        style,
        f'<w:keepNext/><w:tabs>{lines}</w:tabs><w:spacing w:before="900"/>',
    )
    below = paragraph(
        tab.join(text_run(label) for label in block.labels), style, f"<w:tabs>{names}</w:tabs>"
    )
    return above + below


# --- tables ---


def _table(table: Table, pen: Pen, ending: str) -> str:
    """Return a table whose header row is repeated on every page; only tall rows are split.

    The rows of a short table stay on one page; the last row of another is never alone. A paragraph
    separates it from a table that may follow: Word would take both for one.
    """
    found = lay_out(_with_addresses(table), pen.width / EM, measure)
    em = EM * SMALLER if found.small else EM
    widths = [int(width * em) for width in found.widths]
    widths[-1] += pen.width - sum(widths)
    size = " klein" if found.small else ""
    head, body = pen.style(f"ksnet Tabellenkopf{size}"), pen.style(f"ksnet Tabellentext{size}")
    rooms = [width - PADDING for width in found.widths]
    title = words(table.caption)
    caption = paragraph(runs(table.caption), pen.style("caption")) if title else ""
    named = f"<w:tblCaption w:val={quoteattr(title)}/>" if title else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    tall = f'<w:trHeight w:val="{FORM_HEIGHT}" w:hRule="atLeast"/>' if table.form else ""
    last = len(table.rows) - 1
    lines = [_row(table.columns, widths, rooms, head, "<w:cantSplit/><w:tblHeader/>")]
    for number, row in enumerate(table.rows):
        split = "" if number in found.tall else "<w:cantSplit/>"
        together = bool(ending) if number == last else found.whole or number == last - 1
        lines.append(
            _row(row, widths, rooms, body, split + tall, together=together, named=table.head)
        )
    return (
        f"{caption}<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(pen.style('ksnet Tabelle'))}/>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{named}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(lines)}</w:tbl>{paragraph('', body, ending)}"
    )


def _with_addresses(table: Table) -> Table:
    """Return a table as it will be read, with the addresses after its links."""
    if not any(one.url for row in table.rows for cell in row for one in cell):
        return table
    rows = tuple(
        tuple(tuple(part for one in cell for part in _written_out(one)) for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)


def _row(  # noqa: PLR0913  (a row has as many parts)
    cells: Sequence[Runs],
    widths: Sequence[int],
    rooms: Sequence[float],
    style: str,
    properties: str,
    *,
    together: bool = False,
    named: int = -1,
) -> str:
    keep = "<w:keepNext/>" if together else ""
    made = []
    for number, (cell, width, room) in enumerate(zip(cells, widths, rooms, strict=True)):
        # Only a word that is wider than its column may be hyphenated.
        least = room - hang_of(cell) + 0.05
        parted = any(
            measure(piece, number == named or named < 0) > least for piece in pieces(words(cell))
        )
        text = (
            tuple(one._replace(bold=True) for one in cell)
            if number == named and len(cells) > 1
            else cell
        )
        more = keep + ('<w:suppressAutoHyphens w:val="0"/>' if parted else "")
        lines = list(split_lines(text))
        # A line that goes on is moved in: so one sees where the next begins.
        more += hung(HUNG) if len(lines) > 1 else ""
        content = "".join(paragraph(runs(line), style, more) for line in lines)
        made.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>')
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"
