"""A document between its words and its formats: chapters made of a few kinds of blocks.

Every output format is written from these values alone, so that all formats say the same. Texts are
plain text in runs: whatever a record says can never become markup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen, replace
from ksnet.basics.spool import stored


class Run(NamedTuple):
    """A stretch of text that looks the same throughout; a line break in `text` is one on paper.

    `whole` text (a mail address, a telephone number, an amount) is neither hyphenated nor broken.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    url: str = ""
    whole: bool = False


Runs = tuple[Run, ...]


def words(text: Runs) -> str:
    """Return a text without its looks."""
    return "".join(run.text for run in text)


def split_lines(text: Runs) -> Iterator[Runs]:
    """Yield the lines of a text, each as runs."""
    line: list[Run] = []
    for run in text:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                yield tuple(line)
                line = []
            if part:
                line.append(run._replace(text=part) if part != run.text else run)
    yield tuple(line)


def join_lines(lines: Iterable[Runs]) -> Runs:
    """Return lines as one text."""
    return tuple(
        run
        for number, line in enumerate(lines)
        for run in (*((Run("\n"),) if number else ()), *line)
    )


@frozen
class Heading:
    """A heading; within a chapter its `level` is 3 or more, as in the text template."""

    kind: ClassVar[str] = "heading"
    text: Runs
    level: int = 3
    id: str = ""
    looks: tuple[str, ...] = ()


@frozen
class Paragraph:
    """One paragraph; `looks` are the classes that the text template gives it, for pages."""

    kind: ClassVar[str] = "paragraph"
    text: Runs
    looks: tuple[str, ...] = ()


@frozen
class ListBlock:
    """A list, each item with its blocks; `looks` are the classes from the text template."""

    kind: ClassVar[str] = "items"
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    looks: tuple[str, ...] = ()


@frozen
class Quote:
    """Blocks that somebody else said."""

    kind: ClassVar[str] = "quote"
    blocks: tuple[Block, ...]


@frozen
class Code:
    """Text whose spaces and lines stay as they are."""

    kind: ClassVar[str] = "code"
    text: str


@frozen
class Divider:
    """A line across the page."""

    kind: ClassVar[str] = "rule"


@frozen
class FactList:
    """Labels with their values."""

    kind: ClassVar[str] = "facts"
    facts: tuple[tuple[Runs, Runs], ...]


@frozen
class Table:
    """A table with one header row.

    The first `fixed` columns are short and never broken. The cell in column `head` names its row. A
    `form` is written into by hand: its rows are high, and empty ones are meant. An empty `caption`
    is none.
    """

    kind: ClassVar[str] = "table"
    columns: tuple[Runs, ...]
    rows: Sequence[tuple[Runs, ...]]
    caption: Runs = ()
    id: str = ""
    fixed: int = 0
    head: int = 0
    form: bool = False


@frozen
class Bar:
    """One bar: a label, a number for each series of its chart, and the goal it is measured against.

    `text` is written at its end; if it is empty, the numbers are.
    """

    label: str
    values: tuple[float, ...]
    goal: float | None = None
    text: str = ""


@frozen
class BarChart:
    """Horizontal bars, stacked where there are several series; `goal` names their mark."""

    chart: ClassVar[str] = "bars"
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    goal: str = ""


@frozen
class LineChart:
    """One line for each series over the same steps, in their order; None where there is no number.

    `unit` says what is counted. A line passes over the steps where its series has no number.
    """

    chart: ClassVar[str] = "lines"
    steps: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str = ""


@frozen
class Node:
    """A box of a diagram, below the box with the id `parent`; `lines` are small print in it."""

    id: str
    label: str
    lines: tuple[str, ...] = ()
    parent: str | None = None
    dashed: bool = False


@frozen
class TreeDiagram:
    """Boxes in order, each below its parent; several may have none."""

    chart: ClassVar[str] = "tree"
    nodes: tuple[Node, ...]


Drawing = BarChart | LineChart | TreeDiagram


@frozen
class Figure:
    """A drawing with a caption; `alt` says in words what it shows.

    `numbers` holds what is drawn as a table, for those who cannot see it and for formats without
    pictures; a tree has none.
    """

    kind: ClassVar[str] = "figure"
    id: str
    caption: str
    alt: str
    drawing: Drawing
    numbers: Table | None = None


@frozen
class Gap:
    """Something that the records do not say, with the place and the line that would say it.

    Told to the coordinator; in the document itself it is seen only in a draft.
    """

    kind: ClassVar[str] = "gap"
    text: str
    place: Place | None = None
    add: str = ""


@frozen
class Signature:
    """A place to sign, with one line for each label (`Ort, Datum`, `Unterschrift`)."""

    kind: ClassVar[str] = "signature"
    labels: tuple[str, ...]


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Quote
    | Code
    | Divider
    | FactList
    | Table
    | Figure
    | Gap
    | Signature
)


class Blocks(tuple[Block, ...]):
    """Several blocks in the place of one object that a template writes."""

    __slots__ = ()


def without_empty_columns(made: Table, keep: Iterable[int] = ()) -> Table | ListBlock | None:
    """Return a table without its empty columns; a list where one is left, None if it has no row."""
    if made.form:
        return made
    kept = {*keep, made.head}
    shown = [
        n
        for n in range(len(made.columns))
        if n in kept or any(words(row[n]).strip() for row in made.rows)
    ]
    if not made.rows:
        return None
    if len(shown) == 1:
        return ListBlock(tuple((Paragraph(row[shown[0]]),) for row in made.rows))
    if len(shown) == len(made.columns):
        return made  # there may be too many rows to copy for nothing
    return replace(
        made,
        columns=tuple(made.columns[n] for n in shown),
        rows=stored(tuple(row[n] for n in shown) for row in made.rows),
        fixed=sum(n < made.fixed for n in shown),
        head=shown.index(made.head),
    )


@frozen
class Chapter:
    """A chapter. An `annex` follows the signature; the terminal leaves out what is `detail`.

    It shows the heading of a chapter that is `always` to have one even where there is no other.
    `number` is `3`, `Anlage 2` or empty. `looks` are the other classes that the text template gives
    its heading.
    """

    slug: str
    title: Runs
    blocks: Sequence[Block]
    number: str = ""
    annex: bool = False
    detail: bool = False
    always: bool = False
    looks: tuple[str, ...] = ()

    @property
    def heading(self) -> Runs:
        """The title with its number: `3 Treffen`, `Anlage 1: Mitglieder`."""
        mark = ": " if self.annex else " "
        return (Run(f"{self.number}{mark}"), *self.title) if self.number else self.title


@frozen(kw_only=True)
class Document:
    """A document in German, ready for every output format.

    `lead` are the lines below the title, `opening` the blocks before the first chapter. `contents`
    asks for a table of contents, where the format has one. `author` and `as_of` go into the
    properties of a file.
    """

    kind: str
    title: str
    lead: tuple[Runs, ...] = ()
    opening: tuple[Block, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    author: str
    as_of: dt.date
    contents: bool = False
    draft: bool = False
    public: bool = False
    footer: Runs = ()
    language: str = "de"
    gaps: tuple[Gap, ...] = ()
