"""The same report as Markdown, HTML, Word and PDF, read back: each says the same, in the same order."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from ksnet.documents import Document, report_document, vorlage_document
from ksnet.rendering import render
from ksnet.rendering.prose import prose_blocks
from ksnet.repository import Repository
from tests.conftest import ROOT
from tests.pdf import read_pdf

DAY = dt.date(2026, 6, 30)
# What a format adds of its own: marks of lists, what parts the lines of a cell, hyphens at the end of a line.
_NOT_COMPARED = re.compile("[\\s\u00ad\u200b-]|[•–▪]|;(?=\\S)|;")


class _Words(HTMLParser):
    """Collects the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in {"style", "title", "nav", "svg"}

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in {"style", "title", "nav", "svg"}

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data)


def from_html(content: Any) -> str:
    return "\n".join(_Words(content).parts)


def from_markdown(content: Any) -> str:
    return from_html(MarkdownIt("commonmark").enable("table").render(content))


def from_word(content: Any) -> str:
    """Return the text of a Word file, without its table of contents."""
    made = docx.Document(io.BytesIO(content))
    for contents in list(made.element.body.iter(qn("w:sdt"))):
        contents.getparent().remove(contents)
    return "\n".join(text.text or "" for text in made.element.body.iter(qn("w:t")))


def from_pdf(content: Any) -> str:
    return read_pdf(content).text


READERS: dict[str, Callable[[Any], str]] = {
    "md": from_markdown,
    "html": from_html,
    "docx": from_word,
    "pdf": from_pdf,
}


def said(document: Document) -> Iterator[str]:
    """Yield every text of a document in order, line by line."""
    data = document.plain()
    yield data["title"]
    yield from data["subtitle"]
    for block in data["notes"]:
        yield from _block(block)
    for chapter in data["chapters"]:
        yield chapter["title"]
        for block in chapter["blocks"]:
            yield from _block(block)


def _block(block: dict[str, Any]) -> Iterator[str]:  # noqa: C901  (one case for each kind)
    match block["kind"]:
        case "heading" | "paragraph":
            yield block["text"]
        case "figure":
            yield block["caption"]
        case "gap":
            yield f"{block['word']}: {block['text']}"
        case "prose":
            yield from _prose(prose_blocks(block["markdown"]))
        case "facts":
            for fact in block["facts"]:
                yield fact["label"]
                yield from fact["value"]["lines"]
        case "list":
            for item in block["items"]:
                yield from item["lines"]
        case "table":
            yield block["caption"]
            yield from block["columns"]
            for row in block["rows"]:
                for cell in row:
                    yield from cell["lines"]


def _prose(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        match block["kind"]:
            case "paragraph":
                yield "".join(run["text"] for run in block["runs"])
            case "list":
                for item in block["items"]:
                    yield from _prose(item)
            case "quote":
                yield from _prose(block["blocks"])
            case "code":
                yield block["text"]


def compared(text: str) -> str:
    return _NOT_COMPARED.sub("", text)


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "report": lambda: report_document(Repository(ROOT / "ksnet/example").network("musterkreis"), year=2025, as_of=DAY),
    "gaps": lambda: report_document(Repository(ROOT).network("soest"), year=2025, as_of=DAY),
    "vorlage": lambda: vorlage_document(
        Repository(ROOT / "ksnet/example").network("musterkreis"), year=2025, as_of=DAY
    ),
}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_format_says_the_same_in_the_same_order(name: str, form: str) -> None:
    document = DOCUMENTS[name]()
    text = compared(READERS[form](render(document, form, templates_dir=None)))
    place = 0
    for piece in said(document):
        found = text.find(compared(piece), place)
        assert found >= 0, f"{piece!r} is missing, or not behind {text[max(place - 80, 0) : place]!r}"
        place = found + len(compared(piece))
