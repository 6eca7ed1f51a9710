"""A document as plain data for typst; what would take typst longer is decided here.

A text is a string, or a list of runs where it has looks: a string, or `[text, looks, address]`. The
letters of `looks` are those of `LOOKS`. Several lines in a cell or fact are `{"lines": [text, …]}`.
A chapter or a document is `wide` where a table needs landscape pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.records import german
from ksnet.rendering import fonts
from ksnet.rendering.blocks import (
    Block,
    Chapter,
    Code,
    Divider,
    Document,
    FactList,
    Figure,
    Gap,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Signature,
    Table,
    split_lines,
    words,
)
from ksnet.rendering.figures import PRINT, figure_drawer
from ksnet.rendering.formats.common import gap_text, spoken
from ksnet.rendering.formats.tables import (
    PADDING,
    Layout,
    hang_of,
    is_whole,
    lay_out,
    pieces,
    tied,
)

PlainData = dict[str, Any]

LOOKS = {"bold": "b", "italic": "i", "code": "c", "whole": "w"}
HYPHENATED, CUT = "h", "k"  # further looks: words hyphenated as in German, or cut at each U+200B
MAY_END = "\u200b"
UPRIGHT, LYING = 51.9, 79.3  # the width between the margins, in ems of a table
LINE = 44.0  # of a paragraph, in ems of its own letters
SLACK = 0.05  # ems, for rounding
LABEL, LONGEST_LABEL = 7.0, 13.0  # ems, of a fact
HEADER_LENGTH = 52  # of title and author in the head of a page, which share a line
HEADER_ROOM = 53.0  # ems of that line, for both
LONG_WORD = 25  # letters
_LONG = expression(rf"\S{{{LONG_WORD},}}")
_ADDRESS = expression(r"[@/_=?&\d]|\.[^\W\d_]")  # an address, a file, a number: never hyphenated
_PIECES = expression(r"[^/._@?&=+-]{1,24}[/._@?&=+-]*|[/._@?&=+-]+")
_LETTERS = 45  # no German word is longer
_PLAIN = Run("")[1:]
_LEADING_OUT = ("http://", "https://", "mailto:", "tel:", "webcal://", "webcals://")


def typeset(document: Document, templates_dir: Path | None) -> PlainData:
    """Return a document as plain data; raises RenderError if a template of a figure is wrong."""
    setter = _Setter(document, templates_dir)
    title, author = _head(document.title, document.author)
    return {
        "kind": document.kind,
        "title": setter.text((Run(document.title),)),
        "page_title": german.shorten(f"{document.title} – {document.author}", 150),
        "short_title": setter.text((Run(title),)),
        "author": document.author,
        "short_author": setter.text((Run(author),)),
        "language": document.language,
        "lead": [setter.text(line) for line in document.lead],
        "footer": setter.text(_without_links(document.footer)),
        "draft": document.draft,
        "contents": document.contents,
        "wide": setter.wide,
        "label": setter.label,
        "opening": list(setter.blocks(document.opening)),
        "chapters": [setter.chapter(chapter) for chapter in document.chapters],
    }


class _Setter:
    """Sets one document: knows how deep headings go, how wide a page and each table are."""

    def __init__(self, document: Document, templates_dir: Path | None) -> None:
        self.draw = figure_drawer(PRINT, templates_dir=templates_dir)
        self.level = 0
        self.layouts: dict[tuple[int, float], Layout] = {}
        body = [chapter for chapter in document.chapters if not chapter.annex]
        whole = len(body) == len(document.chapters)  # one table does not turn a report with annexes
        self.wide = whole and any(
            self.is_wide(chapter.blocks) for chapter in (Chapter("", (), document.opening), *body)
        )
        self.room = LYING if self.wide else UPRIGHT
        labels = [label for chapter in document.chapters for label in _labels(chapter.blocks)]
        widths = [
            width
            for label in (*_labels(document.opening), *labels)
            if (width := _width(label)) < LONGEST_LABEL
        ]
        self.label = math.ceil(max([LABEL, *widths]) + 1.0)

    # --- chapters and blocks ---

    def chapter(self, chapter: Chapter) -> PlainData:
        self.level = 1
        turned = chapter.annex and self.is_wide(chapter.blocks)
        self.room = LYING if turned or self.wide else UPRIGHT
        return {
            "slug": chapter.slug,
            "heading": self.text(chapter.heading),
            "annex": chapter.annex,
            "wide": turned,
            "looks": chapter.looks,
            "blocks": list(self.blocks(chapter.blocks, chapter=True)),
        }

    def blocks(self, blocks: Sequence[Block], *, chapter: bool = False) -> Iterator[PlainData]:
        for block, together in zip(blocks, tied(blocks, chapter=chapter), strict=True):
            made = {"kind": block.kind, **self.block(block)}
            yield made | {"tied": True} if together and made.get("whole", True) else made

    def block(self, block: Block) -> PlainData:  # noqa: C901  (one case for each kind)
        match block:
            case Heading():
                # No level may be left out, whatever a template does (PDF/UA-1).
                self.level = max(1, min(block.level - 1, self.level + 1))
                return {"level": self.level, "text": self.text(block.text)}
            case Paragraph():
                return {"text": self.text(block.text), "looks": block.looks}
            case ListBlock():
                items = [list(self.blocks(item)) for item in block.items]
                return {"ordered": block.ordered, "start": block.start, "items": items}
            case Quote():
                return {"blocks": list(self.blocks(block.blocks))}
            case Code():
                return {"text": self.text((Run(block.text, code=True),))}
            case Divider():
                return {}
            case FactList():
                facts = [
                    (self.text(label), self.lines(value, LINE - self.label))
                    for label, value in block.facts
                ]
                long = [_width(label) + 1.0 > self.label for label, _ in block.facts]
                return {
                    "facts": [[*fact, far] for fact, far in zip(facts, long, strict=True)],
                    "whole": is_whole(block),
                }
            case Table():
                return self.table(block)
            case Figure():
                return {
                    "caption": self.text((Run(block.caption),)),
                    "alt": spoken(block),
                    "svg": self.draw(block),
                }
            case Gap():
                return {"text": self.text(gap_text(block))}
            case Signature():
                return {"labels": [self.text((Run(label),)) for label in block.labels]}

    def table(self, table: Table) -> PlainData:
        found = self.layout(table, self.room)
        rooms = [width - PADDING for width in found.widths]
        rows = [
            [
                self.cell(cell, rooms[n], bold=n == table.head)
                if n in found.broken
                else self.lines(cell, rooms[n])
                for n, cell in enumerate(row)
            ]
            for row in table.rows
        ]
        return {
            "caption": self.text(table.caption),
            "columns": [
                self.cell(_without_links(cell), room, bold=True)
                for cell, room in zip(table.columns, rooms, strict=True)
            ],
            "rows": rows,
            "widths": [round(width, 2) for width in found.widths],
            "head": table.head,
            "form": table.form,
            "whole": found.whole,
            "small": found.small,
            "tall": sorted(found.tall),
        }

    def layout(self, table: Table, room: float) -> Layout:
        """Return the layout of a table, asked for twice: for the page and for the table."""
        key = id(table), room
        if key not in self.layouts:
            self.layouts[key] = lay_out(table, room, fonts.width)
        return self.layouts[key]

    def is_wide(self, blocks: Sequence[Block]) -> bool:
        return any(
            isinstance(block, Table) and self.layout(block, UPRIGHT).wide for block in blocks
        )

    # --- text ---

    def cell(self, text: Runs, room: float, *, bold: bool) -> Any:  # noqa: ANN401  (JSON)
        """Return the text of a cell; words are divided if one is wider than the column."""
        least = room - hang_of(text) + SLACK
        return self.lines(
            text,
            room,
            parted=any(fonts.width(piece, bold) > least for piece in pieces(words(text))),
        )

    def lines(self, text: Runs, room: float, *, parted: bool = False) -> Any:  # noqa: ANN401  (likewise)
        """Return a text, or each of its lines where there are several, to be told apart."""
        if not (hang := hang_of(text)):
            return self.text(text, room, parted=parted)
        return {
            "lines": [self.text(line, room - hang, parted=parted) for line in split_lines(text)]
        }

    def text(self, text: Runs, room: float = LINE, *, parted: bool = False) -> Any:  # noqa: ANN401  (likewise)
        if (
            len(text) == 1
            and not parted
            and text[0][1:] == _PLAIN
            and len(text[0].text) < LONG_WORD
        ):
            return text[0].text.replace("\n", " \n")
        runs: list[Any] = []
        for run in text:
            looks = "".join(letter for name, letter in LOOKS.items() if getattr(run, name))
            if run.whole and fonts.width(run.text, run.bold) > room + SLACK:
                looks = looks.replace("w", "")
            looks += HYPHENATED if parted else ""
            url = run.url if run.url.startswith(_LEADING_OUT) else ""
            # A space before the end of a line keeps the words apart for those who listen.
            content = run.text if run.code else run.text.replace("\n", " \n")
            for part, more in _parts(content) if "w" not in looks else [(content, "")]:
                runs.append([part, looks + more, url] if looks or more or url else part)
        return runs[0] if len(runs) == 1 and isinstance(runs[0], str) else runs or ""


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text in parts, words too long for a line with marks where to cut them."""
    done = 0
    for found in _LONG.finditer(text):
        word = found[0]
        if word.startswith(("http://", "https://")):  # typst knows where to break a web address
            continue
        if _ADDRESS.search(word):
            cut = MAY_END.join(_PIECES.findall(word))
        elif len(word) > _LETTERS:
            cut = MAY_END.join(word[at : at + 4] for at in range(0, len(word), 4))
        else:
            continue
        if found.start() > done:
            yield text[done : found.start()], ""
        yield cut, CUT
        done = found.end()
    if done < len(text):
        yield text[done:], ""


def _labels(blocks: Sequence[Block]) -> list[Runs]:
    return [label for block in blocks if isinstance(block, FactList) for label, _ in block.facts]


def _without_links(text: Runs) -> Runs:
    """Return a text that may stand on several pages, where PDF/UA allows no links."""
    return tuple(run._replace(url="") for run in text)


def _width(text: Runs) -> float:
    return fonts.width(words(text), True)


def _head(title: str, author: str) -> tuple[str, str]:
    """Return title and author as they stand in the head of a page; cut where both find no room."""
    if sum(fonts.width(text, False) for text in (title, author)) <= HEADER_ROOM:
        return " ".join(title.split()), " ".join(author.split())
    title = german.shorten(title, 2 * HEADER_LENGTH - min(len(author), HEADER_LENGTH))
    return title, german.shorten(author, 2 * HEADER_LENGTH - len(title))
