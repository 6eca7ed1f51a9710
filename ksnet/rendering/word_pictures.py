"""Figures as pictures in Word, which shows SVG only in its newest versions: typst draws them as PNG."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.oxml.xmlchemy import serialize_for_reading

from ksnet.rendering.extras import require
from ksnet.rendering.figures import figure_svg, print_palette
from ksnet.rendering.fonts import FAMILY, FOLDER

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

Plain = dict[str, Any]

PIXELS_PER_INCH = 200  # sharp on paper, and a picture stays below 100 kB
EMU = 635  # English Metric Units in a twentieth of a point
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("figure.svg")\n'


def picture_run(figure: Plain, part: DocumentPart, width: int, templates_dir: Path | None) -> str:
    """Return a figure as a run with a picture, as wide as a line, with its description for those who do not see it.

    Raises OutputProblem where the package typst is missing, RenderError where a template of the figures is wrong.
    """
    typst = require("typst", extra="docx", what="Abbildungen in Word-Dateien")
    svg = figure_svg(figure, print_palette(FAMILY), templates_dir=templates_dir)
    png = typst.compile(
        {"main.typ": _PAGE, "figure.svg": svg.encode()},
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=[str(FOLDER)],
        ignore_system_fonts=True,
    )
    inline = part.new_pic_inline(io.BytesIO(png), width * EMU)
    for side in ("distT", "distB", "distL", "distR"):  # without them LibreOffice moves the picture out of its line
        inline.set(side, "0")
    inline.docPr.set("descr", figure["alt"])
    inline.docPr.set("name", figure["id"])
    return f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"
