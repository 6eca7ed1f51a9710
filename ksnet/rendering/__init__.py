"""Writes documents as text, Markdown, HTML, Word and PDF, calendars as ICS, lists as tables.

The libraries that do the work are imported when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ksnet.rendering.errors import RenderError
from ksnet.rendering.folders import has_templates

if TYPE_CHECKING:
    from ksnet.documents.frame import SiteFrame
    from ksnet.documents.view import View
    from ksnet.lands import Land
    from ksnet.rendering import blocks
    from ksnet.rendering.bounded import Worker
    from ksnet.rendering.formats.page import PageWriter
    from ksnet.rendering.saying import Sayer

DOCUMENT_FORMATS = ("text", "md", "html", "docx", "pdf")  # what every document can be
BINARY = frozenset(("docx", "pdf", "xlsx"))  # no text: no terminal can show these
# Where no terminal says how wide it is; the same everywhere, so that output can be compared.
TERMINAL_WIDTH = 110

__all__ = ["BINARY", "DOCUMENT_FORMATS", "TERMINAL_WIDTH", "RenderError", "Renderer"]


class Renderer:
    """Says and writes documents, reading each template once.

    Templates of a data repository run in a process of their own, within bounds.
    """

    def __init__(
        self,
        templates_dir: Path | None = None,
        land: Land | None = None,
        *,
        in_bounds: bool = False,
    ) -> None:
        """Put the templates of a data repository before the packaged ones; they speak of its Land.

        `in_bounds` says that this already is the process in which they run.
        """
        self._templates_dir = (
            templates_dir if templates_dir is not None and has_templates(templates_dir) else None
        )
        self._land = land
        self._worker: Worker | None = None
        if self._templates_dir and not in_bounds:
            from ksnet.rendering.bounded import Worker

            self._worker = Worker(self._templates_dir, land)
        self._sayers: dict[bool, Sayer] = {}
        self._pages: PageWriter | None = None

    def say(self, view: View, *, draft: bool = False, details: bool = True) -> blocks.Document:
        """Return what the text template of a view says; raises RenderError where it is wrong.

        Without `details` a chapter of details is only named.
        """
        if self._worker:
            said: blocks.Document = self._worker.do("say", view, draft=draft, details=details)
            return said
        from ksnet.rendering.saying import Sayer

        if draft not in self._sayers:
            self._sayers[draft] = Sayer(self._templates_dir, draft=draft, land=self._land)
        return self._sayers[draft](view, details=details)

    def page(self, document: blocks.Document, frame: SiteFrame | None = None) -> str:
        """Return a document as an HTML page; with a `frame` it is one of the public pages."""
        if self._worker:
            page: str = self._worker.do("page", document, frame)
            return page
        from ksnet.rendering.formats.page import PageWriter

        self._pages = self._pages or PageWriter(self._templates_dir)
        return self._pages(document, frame)

    def write(
        self,
        document: blocks.Document,
        fmt: str,
        *,
        width: int = TERMINAL_WIDTH,
        color: bool = False,
    ) -> str | bytes:
        """Return a document in one of the `DOCUMENT_FORMATS`.

        Raises RenderError where a design template is wrong, OutputProblem where a package is
        missing.
        """
        if fmt in ("text", "md"):
            return "".join(self._lines(document, fmt, width=width, color=color))
        if self._worker and fmt in ("docx", "pdf"):
            written: bytes = self._worker.do("write", document, fmt)
            return written
        match fmt:
            case "html":
                return self.page(document)
            case "docx":
                from ksnet.rendering.formats.word import to_word

                return to_word(document, self._templates_dir)
            case "pdf":
                from ksnet.rendering.formats.pdf import to_pdf

                return to_pdf(document, self._templates_dir)
        raise RenderError(f"Das Format „{fmt}“ gibt es nicht.")

    def pieces(
        self,
        document: blocks.Document,
        fmt: str,
        *,
        width: int = TERMINAL_WIDTH,
        color: bool = False,
    ) -> Iterable[str | bytes]:
        """Return what `write` returns: text and Markdown in pieces of whole lines."""
        if fmt in ("text", "md"):
            return self._lines(document, fmt, width=width, color=color)
        return (self.write(document, fmt),)

    @staticmethod
    def _lines(document: blocks.Document, fmt: str, *, width: int, color: bool) -> Iterator[str]:
        if fmt == "text":
            from ksnet.rendering.formats.terminal import terminal_pieces

            return terminal_pieces(document, width=width, color=color)
        from ksnet.rendering.formats.markdown import markdown_pieces

        return markdown_pieces(document)
