"""Documents as files: Markdown, HTML and PDF from templates, text for the terminal, calendars as ICS.

The libraries that do the work are imported when they are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from ksnet.rendering.errors import RenderError

if TYPE_CHECKING:
    from ksnet.documents import CalendarDocument, Document

__all__ = ["RenderError", "render", "render_ics", "render_text"]


@overload
def render(document: Document, fmt: Literal["md", "html"], *, templates_dir: Path | None) -> str: ...
@overload
def render(document: Document, fmt: Literal["docx", "pdf"], *, templates_dir: Path | None) -> bytes: ...
@overload
def render(document: Document, fmt: str, *, templates_dir: Path | None) -> str | bytes: ...
def render(document: Document, fmt: str, *, templates_dir: Path | None) -> str | bytes:
    """Return a document as `md`, `html`, `docx` or `pdf`; a template in `templates_dir` wins over the packaged one."""
    if fmt == "docx":
        from ksnet.rendering.docx import render_docx

        return render_docx(document, templates_dir)
    if fmt == "pdf":
        from ksnet.rendering.pdf import render_pdf

        return render_pdf(document, templates_dir)
    from ksnet.rendering.templates import render_template

    return render_template(document, fmt, templates_dir)


def render_text(document: Document, *, width: int, color: bool) -> str:
    """Return a document as text for a terminal of some width."""
    from ksnet.rendering.text import render_document

    return render_document(document, width=width, color=color)


def render_ics(document: CalendarDocument, *, stamps: Mapping[str, datetime]) -> bytes:
    """Return a calendar as an iCalendar feed.

    `stamps` holds the DTSTAMP of an event under the path of its file; without one it is the first planned day. Events
    whose day is not known are left out: see `document.undated`.
    """
    from ksnet.rendering.ics import render_calendar

    return render_calendar(document, stamps)
