"""The text of a Word document: blocks replace marks, wide annexes get sections of their own."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import serialize_for_reading

from ksnet.basics.expressions import expression
from ksnet.rendering.blocks import Block, Chapter, Document, Figure, Table, words
from ksnet.rendering.extras import require
from ksnet.rendering.figures import PRINT, figure_drawer
from ksnet.rendering.fonts import FONT_FOLDER
from ksnet.rendering.formats.common import spoken
from ksnet.rendering.formats.tables import lay_out
from ksnet.rendering.formats.word_blocks import (
    EM,
    blocks_xml,
    heading,
    measure,
    paragraph,
    text_run,
)
from ksnet.rendering.formats.word_sections import TEXT_WIDTH, flatten_end, is_lying, line_width
from ksnet.rendering.formats.word_styles import StyleBook

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart

# Private characters: texts are cleaned of them, so no record can hold a mark.
MARK_BEGIN, MARK_END = "\ue000", "\ue001"
_MARK = expression(f"{MARK_BEGIN}(\\w+) ([^{MARK_END}]*){MARK_END}")
# A paragraph with one of these is kept, even without text.
_KEEPS = ("w:drawing", "w:pict", "w:sectPr", "w:br", "w:object")
PIXELS_PER_INCH = 200  # sharp on paper, and a picture stays below 100 kB
EMU = 635  # English Metric Units in a twentieth of a point
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("figure.svg")\n'


def mark(what: str, slug: str = "") -> str:
    """Return the mark that holds the place of blocks until they are put in."""
    return f"{MARK_BEGIN}{what} {slug}{MARK_END}"


class Body:
    """The text of one document; it is the `Pen` of its blocks."""

    def __init__(
        self, part: DocumentPart, packaged: DocumentPart, templates_dir: Path | None
    ) -> None:
        """Take the text of a filled-in template; `packaged` lends the styles that it lacks."""
        self.part = part
        self.styles = StyleBook(part, packaged)
        self.body: BaseOxmlElement = part.element.body
        self.width = TEXT_WIDTH
        self.level = 1
        self._draw = figure_drawer(PRINT, templates_dir=templates_dir)

    def fill(self, document: Document) -> None:
        """Replace the marks by the blocks that they name."""
        for found in [one for one in self.body.iter(qn("w:p")) if MARK_BEGIN in _words(one)]:
            self._replace(found, document)
        for section in self.body.iter(qn("w:sectPr")):
            flatten_end(section)
        for number, picture in enumerate(self.body.iter(qn("wp:docPr")), start=1):
            picture.set("id", str(number))

    # --- what blocks need of the document ---

    def style(self, name: str) -> str:
        """Return the id of the style with this name."""
        return self.styles.id(name)

    def indent(self, name: str) -> int:
        """Return how far the style with this name moves its lines in."""
        return self.styles.indent(name)

    def counted(self, start: int, level: int) -> int:
        """Return the number of a new numbered list."""
        return self.styles.counted(start, level)

    def picture(self, figure: Figure) -> str:
        """Return a drawing as a run with a picture, as wide as a line and with a description.

        Word shows SVG only in its newest versions: typst draws it as PNG. Raises OutputProblem
        where the package is missing, RenderError where a template of the figures is wrong.
        """
        typst = require("typst", extra="docx", what="Abbildungen in Word-Dateien")
        png = typst.compile(
            {"main.typ": _PAGE, "figure.svg": self._draw(figure).encode()},
            format="png",
            ppi=PIXELS_PER_INCH,
            font_paths=[str(FONT_FOLDER)],
            ignore_system_fonts=True,
        )
        inline = self.part.new_pic_inline(io.BytesIO(png), self.width * EMU)
        # Without them LibreOffice moves the picture out of its line.
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.docPr.set("descr", spoken(figure))
        inline.docPr.set("name", figure.id)
        return f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"

    # --- marks ---

    def _replace(self, place: BaseOxmlElement, document: Document) -> None:
        names: list[tuple[str, str]] = []
        for text in place.iter(qn("w:t")):
            names += _MARK.findall(text.text or "")
            text.text = _MARK.sub("", text.text or "")
        section = self._section_at(place)
        self.width = self._width_at(place, section)
        new = [
            element
            for what, slug in names
            for element in self._content(what, slug, document, section)
        ]
        for element in reversed(new):
            place.addnext(element)
        needed = not new and place.getparent().tag == qn("w:tc")  # a cell must not be empty
        if not (
            _words(place).strip()
            or needed
            or any(place.find(f".//{qn(tag)}") is not None for tag in _KEEPS)
        ):
            place.getparent().remove(place)

    def _content(
        self, what: str, slug: str, document: Document, section: BaseOxmlElement | None
    ) -> list[BaseOxmlElement]:
        match what:
            case "inhalt":
                return self._whole(document, section)
            case "vorspann":
                return self._elements(self._opening(document))
            case "kapitel":
                chapter = next(one for one in document.chapters if one.slug == slug)
                return self._elements(self._chapter(chapter))
        return self._elements(self._contents(document))

    def _whole(self, document: Document, section: BaseOxmlElement | None) -> list[BaseOxmlElement]:
        """Return the whole document in sections; a wide table gets landscape pages."""
        upright, turns = self.width, section is not None and not is_lying(section)
        body = [chapter for chapter in document.chapters if not chapter.annex]
        annexes = [chapter for chapter in document.chapters if chapter.annex]
        parts = (document.opening, *(chapter.blocks for chapter in body))
        lying = turns and not annexes and any(_wide(blocks, upright) for blocks in parts)
        self._turn(section, lying=lying)
        made = self._elements(
            self._opening(document) + (self._contents(document) if document.contents else "")
        )
        for chapter in body:
            made += self._elements(self._chapter(chapter))
        for chapter in annexes:
            turned = turns and _wide(chapter.blocks, upright)
            broken = turned != lying
            if broken and section is not None:
                made.append(self._section_end(section))
                self._turn(section, lying=turned)
                lying = turned
            made += self._elements(self._chapter(chapter, new_page=not broken))
        return made

    def _opening(self, document: Document) -> str:
        self.level = 0
        return blocks_xml(document.opening, self)

    def _chapter(self, chapter: Chapter, *, new_page: bool = False) -> str:
        self.level = 1
        title = heading(chapter.heading, 1, self, "<w:pageBreakBefore/>" if new_page else "")
        return title + blocks_xml(chapter.blocks, self, chapter=True)

    def _contents(self, document: Document) -> str:
        """Return the table of contents: a field that Word can update, filled with the headings.

        Page numbers are known only to Word; without them the list is right from the start, and Word
        asks nothing on opening. „Verzeichnis aktualisieren“ adds them.
        """
        style = self.style("toc 1")
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        lines = [
            text_run(words(chapter.heading))
            for chapter in sorted(document.chapters, key=lambda one: one.annex)
        ]
        if not lines:
            return ""
        lines[0], lines[-1] = begin + lines[0], lines[-1] + end
        entries = "".join(paragraph(line, style) for line in lines)
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
            f"{paragraph(text_run('Inhalt'), self.style('TOC Heading'))}{entries}</w:sdtContent></w:sdt>"
        )

    def _elements(self, xml: str) -> list[BaseOxmlElement]:
        return list(parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:body>"))

    # --- sections ---

    def _section_at(self, place: BaseOxmlElement) -> BaseOxmlElement | None:
        """Return the section to which a place of the text belongs: the one that ends next."""
        top = place
        while (parent := top.getparent()) is not self.body and parent is not None:
            top = parent
        found: Iterator[BaseOxmlElement] = (
            section
            for element in (top, *top.itersiblings())
            for section in element.iter(qn("w:sectPr"))
        )
        return next(found, None)

    def _width_at(self, place: BaseOxmlElement, section: BaseOxmlElement | None) -> int:
        """Return the width of a line at a place: that of its cell, or of its section."""
        for parent in place.iterancestors(qn("w:tc")):
            if (cell := parent.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")) is not None:
                return max(int(cell.get(qn("w:w"), TEXT_WIDTH)) - 216, 1000)
        return TEXT_WIDTH if section is None else line_width(section)

    def _turn(self, section: BaseOxmlElement | None, *, lying: bool) -> None:
        """Set the pages of a section to landscape or portrait."""
        size = None if section is None else section.find(qn("w:pgSz"))
        if section is None or size is None or lying == is_lying(section):
            return
        size.set(qn("w:orient"), "landscape" if lying else "portrait")
        width, height = size.get(qn("w:w"), "0"), size.get(qn("w:h"), "0")
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        self.width = line_width(section)

    def _section_end(self, section: BaseOxmlElement) -> BaseOxmlElement:
        """Return a paragraph that ends a section like this one; a new page follows."""
        (end,) = self._elements(paragraph("", self.style("ksnet Tabellentext")))
        ending = copy.deepcopy(section)
        for kind in ending.findall(qn("w:type")):
            ending.remove(kind)
        end.find(qn("w:pPr")).append(ending)
        return end


def _wide(blocks: Iterable[Block], width: int) -> bool:
    """Whether a table among blocks needs a landscape page."""
    return any(
        isinstance(block, Table) and lay_out(block, width / EM, measure).wide for block in blocks
    )


def _words(place: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in place.iter(qn("w:t")))
