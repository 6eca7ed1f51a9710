"""What a document is: chapters of blocks for an audience as of a day, the same for every output format.

Everything is frozen and plain; `Document.plain` gives templates nothing but dicts, lists, texts, numbers and booleans.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ksnet import german
from ksnet.documents.blocks import (
    Block,
    BulletList,
    Cell,
    FactList,
    Figure,
    Gap,
    Heading,
    Paragraph,
    Prose,
    Table,
    clean,
    link_url,
)
from ksnet.documents.view import Audience

__all__ = ["Audience", "Chapter", "Document", "Plain", "has_long_word", "numbered", "shorten"]

Plain = dict[str, Any]
LONG_WORD = 24
PAGE_TITLE_LENGTH = 70  # what search engines and screen readers show of a page's title


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; templates find it by its `slug`. The terminal leaves out chapters that are `detail`."""

    slug: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    detail: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document in German, ready for every output format."""

    kind: ClassVar[str] = "document"
    title: str
    subtitle: tuple[str, ...] = ()
    network: str
    as_of: dt.date
    audience: Audience = Audience.INTERN
    notes: tuple[Block, ...] = ()
    chapters: tuple[Chapter, ...] = field(default=())
    language: str = "de"

    @property
    def template(self) -> str:
        """The name of its template, without the ending."""
        return self.kind

    def plain(self, escape: Callable[[str], str] | None = None) -> Plain:
        """Return what templates get: the chapters in order and by slug, every text passed through `escape`."""
        text = _Text(escape)
        chapters = [text.chapter(chapter) for chapter in self.chapters]
        return {
            "kind": self.kind,
            "title": text(self.title),
            "page_title": text(shorten(f"{self.title} – {self.network}", PAGE_TITLE_LENGTH)),
            "subtitle": [text(line) for line in self.subtitle],
            "network": text(self.network),
            "as_of": german.plain_day(self.as_of),
            "as_of_iso": self.as_of.isoformat(),
            "public": self.audience.public,
            "language": self.language,
            "notes": [text.block(block) for block in self.notes],
            "chapters": chapters,
            "chapter": {chapter["slug"]: chapter for chapter in chapters},
        }


class _Text:
    """Turns blocks into plain data, with every text cleaned and escaped."""

    def __init__(self, escape: Callable[[str], str] | None) -> None:
        self.escape = escape or (lambda text: text)

    def __call__(self, text: str) -> str:
        return self.escape(clean(text))

    def chapter(self, chapter: Chapter) -> Plain:
        return {
            "slug": chapter.slug,
            "number": chapter.number,
            "title": self(chapter.title),
            "heading": self(f"{chapter.number} {chapter.title}" if chapter.number else chapter.title),
            "detail": chapter.detail,
            "blocks": [self.block(block) for block in chapter.blocks],
        }

    def block(self, block: Block) -> Plain:
        result: Plain = {"kind": block.kind}
        match block:
            case Heading() | Paragraph():
                result["text"] = self(block.text)
            case Prose():
                result["markdown"] = clean(block.markdown)
            case Gap():
                result |= {"gap": block.gap, "word": block.word, "text": self(block.text)}
            case FactList():
                result["facts"] = [{"label": self(fact.label), "value": self.cell(fact.value)} for fact in block.facts]
            case BulletList():
                result["items"] = [self.cell(item) for item in block.items]
            case Table():
                result |= {
                    "id": block.id,
                    "caption": self(block.caption),
                    "columns": [self(column) for column in block.columns],
                    "rows": [[self.cell(cell) for cell in row] for row in block.rows],
                    "fixed": block.fixed,
                    "head": block.head,
                    "form": block.form,
                }
            case Figure():
                result |= {
                    "id": block.id,
                    "caption": self(block.caption),
                    "alt": self(block.alt),
                    "numbers": block.numbers,
                    "drawing": self.parts({"chart": block.drawing.chart} | dataclasses.asdict(block.drawing)),
                }
        return result

    def parts(self, value: object) -> object:
        """Return the parts of a drawing, however they are nested."""
        match value:
            case str():
                return self(value)
            case dict():
                return {key: self.parts(part) for key, part in value.items()}
            case tuple() | list():
                return [self.parts(part) for part in value]
        return value

    def cell(self, cell: Cell) -> Plain:
        lines = [self(line) for line in cell.text.split("\n") if line.strip()]
        return {
            "lines": lines,
            "text": german.run_on(lines),
            "plain": cell.text,
            "url": link_url(cell.url),
            "long": has_long_word(cell.text),
        }


def has_long_word(text: str) -> bool:
    """Whether a text has a word so long that a table may break it."""
    return any(len(word) > LONG_WORD for word in text.replace("-", " ").split())


def shorten(text: str, length: int) -> str:
    """Return a text of at most `length` characters, cut behind a word."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    return (
        words[: length - 1].rpartition(" ")[0].rstrip(" –,") + " …"
        if " " in words[:length]
        else words[: length - 1] + "…"
    )


def numbered(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Number the chapters from 1; those that have a number already keep it."""
    result: list[Chapter] = []
    for chapter in chapters:
        result.append(chapter if chapter.number else dataclasses.replace(chapter, number=str(len(result) + 1)))
    return tuple(result)
