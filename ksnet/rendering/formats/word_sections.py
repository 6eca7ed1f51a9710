"""The sections of a Word document: how wide a line is, how the paper lies, how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

TEXT_WIDTH = 9354  # A4 with usual margins, where a template does not say
_FLAT = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}


def is_lying(section: BaseOxmlElement) -> bool:
    """Whether the pages of a section are landscape."""
    size = section.find(qn("w:pgSz"))
    return size is not None and int(size.get(qn("w:w"), 0)) > int(size.get(qn("w:h"), 0))


def line_width(section: BaseOxmlElement) -> int:
    """Return the width between the margins of a section, in twentieths of a point."""
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margin is None:
        return TEXT_WIDTH
    sides = (int(margin.get(qn(f"w:{side}"), 0)) for side in ("left", "right", "gutter"))
    return max(int(size.get(qn("w:w"), 0)) - sum(sides), 1000)


def flatten_end(section: BaseOxmlElement) -> None:
    """Take the height from the empty paragraphs that Word needs after a table at a section's end.

    Below a table that fills its page they would stand on an empty page of their own.
    """
    last = next(section.iterancestors(qn("w:p")), section.getprevious())
    empty = []
    while last is not None and last.tag == qn("w:p") and last.find(f".//{qn('w:r')}") is None:
        empty.append(last)
        last = last.getprevious()
    if last is not None and last.tag == qn("w:tbl"):
        for one in empty:
            spacing = one.get_or_add_pPr().get_or_add_spacing()
            spacing.attrib.update({qn(f"w:{key}"): value for key, value in _FLAT.items()})
