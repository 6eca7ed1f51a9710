"""What a document is made of: chapters of a few kinds of blocks, the same for every output format.

Everything is frozen and plain; `Document.plain` gives templates nothing but dicts, lists, texts, numbers and booleans.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Literal

from ksnet import german

GapKind = Literal["fehlt", "nicht-beurteilbar"]
Plain = dict[str, Any]
GAP_WORDS: Mapping[GapKind, str] = {"fehlt": "Fehlt", "nicht-beurteilbar": "Nicht beurteilbar"}


class Audience(StrEnum):
    """For whom a document is made."""

    INTERN = "intern"
    OEFFENTLICH = "oeffentlich"

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self is Audience.OEFFENTLICH


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    def of_year(cls, year: int) -> Window:
        """Return the calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether the days from `first` to `last` overlap it."""
        return first <= self.last and last >= self.first

    def holds(self, first: dt.date, last: dt.date) -> bool:
        """Whether the days from `first` to `last` all lie in it."""
        return self.first <= first and last <= self.last

    @property
    def text(self) -> str:
        """The span in German: `Jahr 2025`, or `01.01.2025 bis 31.03.2025`; open ends are named."""
        if self == Window.of_year(self.first.year):
            return f"Jahr {self.first.year}"
        if self.last == dt.date.max:
            return f"ab {german.numeric_day(self.first)}"
        if self.first == dt.date.min:
            return f"bis {german.numeric_day(self.last)}"
        return f"{german.numeric_day(self.first)} bis {german.numeric_day(self.last)}"


# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a chapter."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two that the program writes."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that a person has written in a record."""

    kind: ClassVar[str] = "prose"
    markdown: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of a table or list; line breaks part the lines of a cell, `url` makes it a link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value."""

    label: str
    value: Cell


@dataclass(frozen=True, slots=True)
class FactList:
    """Labels with their values."""

    kind: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of texts."""

    kind: ClassVar[str] = "list"
    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one header row; the first `fixed` columns are short and never broken.

    `id` is a stable name by which a format finds the table again, e.g. to draw its numbers. The cell in column `head`
    names its row.
    """

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 0
    head: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the records do not say, shown where it belongs; the text names the key that would fill it."""

    kind: ClassVar[str] = "gap"
    gap: GapKind
    text: str

    @property
    def word(self) -> str:
        """The German word that a gap begins with."""
        return GAP_WORDS[self.gap]


Block = Heading | Paragraph | Prose | FactList | BulletList | Table | Gap


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

    def plain(self, escape: Callable[[str], str] | None = None) -> Plain:
        """Return what templates get: the chapters in order and by slug, every text passed through `escape`."""
        text = _Text(escape)
        chapters = [text.chapter(chapter) for chapter in self.chapters]
        return {
            "kind": self.kind,
            "title": text(self.title),
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
                }
        return result

    def cell(self, cell: Cell) -> Plain:
        lines = [self(line) for line in cell.text.split("\n") if line.strip()]
        return {"lines": lines, "text": "; ".join(lines), "plain": cell.text, "url": safe_url(cell.url)}


def safe_url(url: str) -> str:
    """Return a web address for use in a link, or nothing where it is none."""
    address = "".join(clean(url).split())
    harmless = not set(address) & set("<>\"'`\\|")
    return address if address.startswith(("https://", "http://")) and harmless else ""


def clean(text: str) -> str:
    """Return a text without control characters and invisible marks, which the records must not hold anyway."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )


# --- helpers for those who build documents ----------------------------------------------------------------------------


def cell(value: str | Cell) -> Cell:
    """Return a text as a cell."""
    return value if isinstance(value, Cell) else Cell(value)


def table(  # noqa: PLR0913  (a table has as many parts)
    ident: str,
    caption: str,
    columns: Iterable[str],
    rows: Iterable[Iterable[str | Cell]],
    *,
    fixed: int = 0,
    head: int = 0,
    keep: Iterable[int] = (),
) -> Table:
    """Build a table and leave out columns in which no row has a text, except those in `keep`."""
    names = tuple(columns)
    cells = [tuple(cell(value) for value in row) for row in rows]
    kept = set(keep) | {head}
    shown = [number for number in range(len(names)) if number in kept or any(row[number].text for row in cells)]
    return Table(
        id=ident,
        caption=caption,
        columns=tuple(names[number] for number in shown),
        rows=tuple(tuple(row[number] for number in shown) for row in cells),
        fixed=sum(number < fixed for number in shown),
        head=shown.index(head),
    )


def facts(pairs: Iterable[tuple[str, str | Cell]]) -> list[Block]:
    """Build a list of facts from those that have a value; nothing where none has."""
    found = tuple(Fact(label, cell(value)) for label, value in pairs if cell(value).text)
    return [FactList(found)] if found else []


def bullets(items: Iterable[str | Cell]) -> list[Block]:
    """Build a list; nothing where it is empty."""
    found = tuple(cell(item) for item in items)
    return [BulletList(found)] if found else []


def prose(text: str | None) -> list[Block]:
    """Build a block of Markdown; nothing where there is no text."""
    return [Prose(text.strip())] if text and text.strip() else []


def numbered(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Number the chapters from 1; those that have a number already keep it."""
    result: list[Chapter] = []
    for chapter in chapters:
        result.append(chapter if chapter.number else dataclasses.replace(chapter, number=str(len(result) + 1)))
    return tuple(result)
