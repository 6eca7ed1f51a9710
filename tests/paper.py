"""Documents with every kind of block, for the formats on paper,
and texts that try to become something else there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from ksnet.basics.findings import Place
from ksnet.rendering.addresses import runs_of
from ksnet.rendering.blocks import (
    Bar,
    BarChart,
    Block,
    Chapter,
    Document,
    FactList,
    Figure,
    Gap,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
    words,
)
from ksnet.rendering.reading import prose_blocks

DAY = dt.date(2026, 6, 30)
LINK = "https://example.org/?a=1&b=2"
LONG = "Donaudampfschifffahrtsgesellschaft" * 9
HOSTILE = [
    "Müller & Söhne <GmbH>",
    "#panic()",
    "$x$ \\ @ref <label> #let x = 1",
    '=HYPERLINK("http://example.org")',
    "`rot` *fett* _schräg_ --- ... 'a' \"b\"",
    "//x /* y",
    "[[ ]] {{ 7*7 }} {% raw %} {# #} {_{",
    "</w:t></w:r><w:p/> ]]> &amp; &#x41;",
    LONG,
    "A" * 300,
    "e.mustermann-mit-langem-namen@sehr-lange-domain.beispielhausen.example.org",
    "0211 / 123 45-67 89 123 45-67 89 123 45",
    "Şükrü Łukasz Ğ",
]


def paragraph(text: str) -> Paragraph:
    """Return a plain text as a paragraph."""
    return Paragraph(runs_of(text))


def rows(*lines: tuple[Any, ...]) -> tuple[tuple[Runs, ...], ...]:
    """Return rows of a table, their cells given as texts or as runs."""
    return tuple(
        tuple(runs_of(cell) if isinstance(cell, str) else cell for cell in line) for line in lines
    )


def table(
    columns: tuple[str, ...], *lines: tuple[Any, ...], caption: str = "Tabelle", **more: Any
) -> Table:
    """Return a table of texts."""
    return Table(tuple(map(runs_of, columns)), rows(*lines), runs_of(caption), "t", **more)


def sample(
    *blocks: Block, title: str = "Termine", text: str = "Netzwerk Muster", **more: Any
) -> Document:
    """Return a document with one chapter."""
    chapter = Chapter("termine", runs_of(title), blocks)
    known = {
        "kind": "calendar",
        "title": title,
        "lead": (runs_of(text),),
        "author": text,
        "as_of": DAY,
    }
    return Document(**{**known, "chapters": (chapter,), "footer": runs_of("Stand: heute."), **more})


def figure(text: str = "Balken", *, numbers: bool = True) -> Figure:
    """Return a bar chart of four groups."""
    names = ("Plenum", "AK Schule", "AK Kita", text)
    drawing = BarChart(
        ("Treffen",), tuple(Bar(name, (float(n),)) for n, name in enumerate(names, 1))
    )
    counted = table(("Gremium", "Treffen"), *((name, str(n)) for n, name in enumerate(names, 1)))
    return Figure("bild", text, text, drawing, counted if numbers else None)


def every_block(text: str) -> tuple[Block, ...]:
    """Return a block of every kind, each with this text."""
    typed = text.replace("|", "").replace("<", "‹")
    written = "\n\n".join(
        (
            "- innen\n  1. eins\n\n     zweiter Absatz\n  2. zwei",
            f"> {typed}",
            "**fett** und *schräg* und `x  = 1`",
        )
    )
    return (
        Heading(runs_of(text), 3),
        paragraph(text),
        FactList(((runs_of("Name"), runs_of(text)), (runs_of(text), runs_of(f"Wert\n{text}")))),
        ListBlock(
            (
                (paragraph(text),),
                (paragraph("b"), ListBlock(((paragraph(text),),), ordered=True, start=3)),
            )
        ),
        Gap(text, Place("data/x.yaml"), text),
        table(
            (text, "Adresse", "Drei", "Vier", "Fünf"),
            (text, (Run(text, url=LINK),), "x", "y", f"{text}\n{text}"),
            caption=text,
        ),
        *prose_blocks(f"{written}\n\n| a | b |\n|-|-|\n| x | y |\n\n---\n\n```\nx = 1\n  y\n```\n"),
        table(("Nr.", "Unterschrift"), ("1", ""), ("", ""), form=True, fixed=1),
        figure(text),
        Signature((text, "Unterschrift")),
    )


def everything(text: str, **more: Any) -> Document:
    """Return a document with every kind of block, each with this text."""
    return sample(*every_block(text), title=text, text=text, draft=True, **more)


def said(document: Document) -> list[str]:
    """Return everything that a document says, in its order."""
    texts = [document.title, *map(words, document.lead), *_said(document.opening)]
    for chapter in sorted(document.chapters, key=lambda one: one.annex):
        texts += [words(chapter.heading), *_said(chapter.blocks)]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def _said(blocks: Sequence[Block]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                texts.append(words(block.text))
            case FactList():
                texts += [words(text) for fact in block.facts for text in fact]
            case ListBlock():
                texts += [text for item in block.items for text in _said(item)]
            case Table():
                texts += [words(block.caption), *map(words, block.columns)]
                texts += [words(cell) for row in block.rows for cell in row]
            case Figure():
                texts.append(block.caption)
            case Gap() | Signature():
                texts += [block.text] if isinstance(block, Gap) else block.labels
    return texts


def blocks_of(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document in order, but not those inside others."""
    yield from document.opening
    for chapter in document.chapters:
        yield from chapter.blocks
