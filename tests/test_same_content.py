"""The same report as Markdown, HTML, Word and PDF, read back:
each says the same, in the same order.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from ksnet.documents.report import ReportBuilder, vorlage_view
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience
from ksnet.rendering.blocks import (
    Block,
    Code,
    Document,
    FactList,
    Figure,
    Gap,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Signature,
    Table,
    words,
)
from ksnet.repository import Network, Repository
from tests.conftest import ROOT
from tests.pdf import read_pdf
from tests.rendered import say, write

DAY = dt.date(2026, 6, 30)
# What a format adds of its own: marks of lists, what parts the lines of a cell, hyphens at the end
# of a line.
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
    """Return the text of a Word file,
    without its table of contents and the addresses that it writes out.
    """
    made = docx.Document(io.BytesIO(content))
    for contents in list(made.element.body.iter(qn("w:sdt"))):
        contents.getparent().remove(contents)
    text = "\n".join(text.text or "" for text in made.element.body.iter(qn("w:t")))
    return re.sub(r" \((?:https?|webcal)://[^\s)]+\)", "", text)


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
    yield document.title
    yield from map(words, document.lead)
    yield from _blocks(document.opening)
    for chapter in document.chapters:
        yield words(chapter.title)
        yield from _blocks(chapter.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from words(block.text).split("\n")
        case Figure():
            yield block.caption
        case Gap():
            yield block.text
        case FactList():
            yield from (
                line for pair in block.facts for text in pair for line in words(text).split("\n")
            )
        case ListBlock():
            yield from (text for item in block.items for text in _blocks(item))
        case Quote():
            yield from _blocks(block.blocks)
        case Code():
            yield block.text
        case Table():
            yield words(block.caption)
            cells = (cell for row in (block.columns, *block.rows) for cell in row)
            yield from (line for cell in cells for line in words(cell).split("\n"))
        case Signature():
            yield from block.labels


def compared(text: str) -> str:
    return _NOT_COMPARED.sub("", text)


YEAR = Window.of_year(2025)


def example() -> Network:
    return Repository(ROOT / "ksnet/example").network("musterkreis")


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "report": lambda: say(ReportBuilder(example(), YEAR, as_of=DAY).report()),
    "gaps": lambda: say(
        ReportBuilder(Repository(ROOT).network("soest"), YEAR, as_of=DAY).report(), draft=True
    ),
    "annex": lambda: say(
        ReportBuilder(example(), YEAR, as_of=DAY, audience=Audience.INTERN).annex(
            lambda _network, _place: 1
        )
    ),
    "vorlage": lambda: say(
        vorlage_view(ReportBuilder(example(), YEAR, as_of=DAY).report(), example(), None)
    ),
}


@pytest.mark.slow
@pytest.mark.many
@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_format_says_the_same_in_the_same_order(name: str, form: str) -> None:
    document = DOCUMENTS[name]()
    text = compared(READERS[form](write(document, form)))
    place = 0
    for piece in said(document):
        found = text.find(compared(piece), place)
        assert found >= 0, (
            f"{piece!r} is missing, or not behind {text[max(place - 80, 0) : place]!r}"
        )
        place = found + len(compared(piece))
