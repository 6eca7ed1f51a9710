"""The few kinds of blocks that documents are made of, and short ways to build them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

GapKind = Literal["fehlt", "nicht-beurteilbar"]
GAP_WORDS: Mapping[GapKind, str] = {"fehlt": "Fehlt", "nicht-beurteilbar": "Nicht beurteilbar"}


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
    names its row. A `form` is written into by hand: its rows are high, and empty ones are meant.
    """

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 0
    head: int = 0
    form: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a label, one number for each series of its chart, and the number it is measured against.

    `text` is written at its end; without one the numbers stand there.
    """

    label: str
    values: tuple[float, ...]
    goal: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, stacked where there are several series; `goal` names the mark that a bar is measured against."""

    chart: ClassVar[str] = "bars"
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    goal: str = ""


@dataclass(frozen=True, slots=True)
class LineChart:
    """One line for each series over the same steps, in their order; None where there is no number.

    `unit` says what is counted. A line passes over the steps where its series has no number.
    """

    chart: ClassVar[str] = "lines"
    steps: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a diagram below the box with the id `parent`; `lines` stand smaller under its label."""

    id: str
    label: str
    lines: tuple[str, ...] = ()
    parent: str | None = None
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class TreeDiagram:
    """Boxes in order, each below its parent; several may have none."""

    chart: ClassVar[str] = "tree"
    nodes: tuple[Node, ...]


Drawing = BarChart | LineChart | TreeDiagram


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with a caption; `alt` says in words what it shows, the table `numbers` of its chapter holds its numbers."""

    kind: ClassVar[str] = "figure"
    id: str
    caption: str
    alt: str
    drawing: Drawing
    numbers: str


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


Block = Heading | Paragraph | Prose | FactList | BulletList | Table | Figure | Gap


# --- texts ------------------------------------------------------------------------------------------------------------


_OWN_URL = re.compile(
    r"(?:\.\./)*(?:[a-z0-9-]+/)*[a-z0-9-]+\.(?:html|ics)(?:#[a-z0-9-]+)?"  # a page or calendar nearby
    r"|#[a-z0-9-]+"
    r"|tel:\+?[0-9]{2,15}"
    r"|mailto:[^@\s<>,;\"'`\\|?&]+@[^@\s<>,;\"'`\\|?&]+"
    r"|webcals?://[^\s<>\"'`\\|]+"
)


def safe_url(url: str) -> str:
    """Return a web address for use in a link, or nothing where it is none."""
    address = "".join(clean(url).split())
    harmless = not set(address) & set("<>\"'`\\|")
    return address if address.startswith(("https://", "http://")) and harmless else ""


def link_url(url: str) -> str:
    """Like `safe_url`, for links that a document makes itself: also to pages nearby, a mailbox, a phone, a calendar."""
    return safe_url(url) or (url if _OWN_URL.fullmatch(url) else "")


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
) -> Table | BulletList:
    """Build a table without the columns in which no row has a text, except those in `keep`; of one column, a list."""
    names = tuple(columns)
    cells = [tuple(cell(value) for value in row) for row in rows]
    kept = set(keep) | {head}
    shown = [number for number in range(len(names)) if number in kept or any(row[number].text for row in cells)]
    if len(shown) == 1:
        return BulletList(tuple(row[shown[0]] for row in cells))
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
