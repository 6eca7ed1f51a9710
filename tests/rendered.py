"""One document at a time, as tests ask for it."""

from pathlib import Path

from ksnet.documents.view import View
from ksnet.lands import Land
from ksnet.rendering import TERMINAL_WIDTH, Renderer
from ksnet.rendering.blocks import Document


def say(
    view: View, templates_dir: Path | None = None, *, draft: bool = False, land: Land | None = None
) -> Document:
    """Return what the text template of a view says."""
    return Renderer(templates_dir, land).say(view, draft=draft)


def write(
    document: Document,
    fmt: str,
    *,
    templates_dir: Path | None = None,
    width: int = TERMINAL_WIDTH,
    color: bool = False,
) -> str | bytes:
    """Return a document in one of the `DOCUMENT_FORMATS`."""
    return Renderer(templates_dir).write(document, fmt, width=width, color=color)
