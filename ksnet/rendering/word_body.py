"""The text of a Word document: marks become paragraphs and tables, headings become a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from ksnet.rendering.formats.word_styles import StyleBook
from ksnet.rendering.word_blocks import block_xml, paragraph, run

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart

Plain = dict[str, Any]

OPEN, CLOSE = "\ue000", "\ue001"  # private characters: documents are cleaned of them, so no record can hold a mark
_MARK = re.compile(f"{OPEN}(\\w+) ([^{CLOSE}]*){CLOSE}")
_UNNUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'
_KEEPS = ("w:drawing", "w:pict", "w:sectPr", "w:br", "w:object")  # a paragraph with one of these is more than its text
TEXT_WIDTH = 9354  # A4 with usual margins, where a template does not say
FEWEST_CONTENTS = 4  # a shorter document needs no table of contents


def mark(what: str, slug: str = "") -> str:
    """Return the text that stands for blocks until they are put in."""
    return f"{OPEN}{what} {slug}{CLOSE}"


class Body:
    """The text of one document, with what its blocks need of it."""

    def __init__(self, part: DocumentPart, packaged: DocumentPart, templates_dir: Path | None) -> None:
        """Take the text of a template whose tags have been filled in; `packaged` lends what it lacks."""
        self.part, self.templates_dir = part, templates_dir
        self.styles = StyleBook(part, packaged)
        self.body: BaseOxmlElement = part.element.body
        self.width = TEXT_WIDTH
        self._contents: list[BaseOxmlElement] = []

    def fill(self, data: Plain) -> None:
        """Replace the marks by what they stand for; the table of contents last, when all headings are there."""
        for found in [one for one in self.body.iter(qn("w:p")) if OPEN in _words(one)]:
            self._replace(found, data)
        for number, picture in enumerate(self.body.iter(qn("wp:docPr")), start=1):
            picture.set("id", str(number))
        headings = list(self._headings())
        for place in self._contents:
            _put_behind(place, self._table_of_contents(headings))
            place.getparent().remove(place)

    # --- what blocks need of the document ---

    def style(self, name: str) -> str:
        """Return the id of the style with this name."""
        return self.styles.id(name)

    def link(self, url: str) -> str:
        """Return the id under which the document knows an address."""
        return self.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def counted(self, start: int) -> int:
        """Return the number of a new numbered list."""
        return self.styles.counted(start)

    def picture(self, figure: Plain) -> str:
        """Return a drawing as a run."""
        from ksnet.rendering.word_pictures import picture_run

        return picture_run(figure, self.part, self.width, self.templates_dir)

    # --- marks ---

    def _replace(self, place: BaseOxmlElement, data: Plain) -> None:
        names: list[tuple[str, str]] = []
        for text in place.iter(qn("w:t")):
            names += _MARK.findall(text.text or "")
            text.text = _MARK.sub("", text.text or "")
        self.width = self._width_at(place)
        new = [element for what, slug in names for element in self._content(what, slug, data)]
        _put_behind(place, new)
        needed = not new and place.getparent().tag == qn("w:tc")  # a cell must not be empty
        if not (_words(place).strip() or needed or any(place.find(f".//{qn(tag)}") is not None for tag in _KEEPS)):
            place.getparent().remove(place)

    def _content(self, what: str, slug: str, data: Plain) -> list[BaseOxmlElement]:
        match what:
            case "kapitel":
                chapter = data["chapter"][slug]
                return self._elements(self._heading(chapter) + self._blocks(chapter["blocks"]))
            case "inhalt":
                return self._elements(self._blocks(data["chapter"][slug]["blocks"]))
            case "hinweise":
                return self._elements(self._blocks(data["notes"]))
        place = self._elements(paragraph(""))
        self._contents += place
        return place

    def _blocks(self, blocks: Iterable[Plain]) -> str:
        return "".join(block_xml(block, self) for block in blocks)

    def _elements(self, xml: str) -> list[BaseOxmlElement]:
        return list(parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:body>"))

    def _heading(self, chapter: Plain) -> str:
        """Return the heading of a chapter; the numbers come from the style, so that they follow the template's order."""
        number, title = chapter["number"], chapter["title"]
        if number.isdigit():
            return paragraph(run(title), self.style("heading 1"))
        if number.startswith("Anlage"):
            return paragraph(run(title), self.style("ksnet Anlage"))
        return paragraph(run(chapter["heading"]), self.style("heading 1"), _UNNUMBERED)

    def _width_at(self, place: BaseOxmlElement) -> int:
        """Return how wide a line is at a place: that of its cell, or of the section that ends next."""
        top = place
        while (parent := top.getparent()) is not self.body and parent is not None:
            if parent.tag == qn("w:tc") and (cell := parent.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")) is not None:
                return max(int(cell.get(qn("w:w"), TEXT_WIDTH)) - 216, 1000)
            top = parent
        for element in [top, *top.itersiblings()]:
            if (section := next(element.iter(qn("w:sectPr")), None)) is not None:
                size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
                if size is not None and margin is not None:
                    sides = (int(margin.get(qn(f"w:{side}"), 0)) for side in ("left", "right", "gutter"))
                    return max(int(size.get(qn("w:w"), 0)) - sum(sides), 1000)
        return TEXT_WIDTH

    # --- table of contents ---

    def _headings(self) -> Iterator[tuple[str, str]]:
        """Yield bookmark and text of every main heading, numbered as its style says; gives each its bookmark."""
        styles = {ident: self.styles.number_text(ident) for ident in map(self.style, ("heading 1", "ksnet Anlage"))}
        counts: Counter[str] = Counter()
        found = [one for one in self.body.iter(qn("w:p")) if _style(one) in styles and _words(one).strip()]
        for number, heading in enumerate(found, start=1):
            style = _style(heading)
            label = ""
            if heading.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None and styles[style]:
                counts[style] += 1
                label = styles[style].replace("%1", str(counts[style])) + " "
            anchor = f"_Toc{number:06d}"
            start, end = self._elements(
                f'<w:bookmarkStart w:id="{90000 + number}" w:name="{anchor}"/><w:bookmarkEnd w:id="{90000 + number}"/>'
            )
            heading.insert(1 if heading[0].tag == qn("w:pPr") else 0, start)
            heading.append(end)
            yield anchor, label + _words(heading).strip()

    def _table_of_contents(self, headings: list[tuple[str, str]]) -> list[BaseOxmlElement]:
        """Return the field that Word can update, with the headings already in it.

        Page numbers are known only to Word; without them the list is right from the start, and Word asks nothing on
        opening. „Verzeichnis aktualisieren“ adds them.
        """
        if len(headings) < FEWEST_CONTENTS:
            return []
        style = self.style("toc 1")
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        lines = [
            f'<w:hyperlink w:anchor={quoteattr(anchor)} w:history="1">{run(text)}</w:hyperlink>'
            for anchor, text in headings
        ]
        lines[0], lines[-1] = begin + lines[0], lines[-1] + end
        entries = "".join(paragraph(line, style) for line in lines)
        return self._elements(
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{paragraph(run('Inhalt'), self.style('TOC Heading'))}{entries}</w:sdtContent></w:sdt>"
        )


def _words(place: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in place.iter(qn("w:t")))


def _style(place: BaseOxmlElement) -> str:
    style = place.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val"), ""))


def _put_behind(place: BaseOxmlElement, elements: list[BaseOxmlElement]) -> None:
    for element in reversed(elements):
        place.addnext(element)
