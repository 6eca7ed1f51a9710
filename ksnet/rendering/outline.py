"""Makes a document of the blocks that a text template says: title, lead, chapters, footer, gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from ksnet.basics.spool import stored
from ksnet.documents.view import View
from ksnet.rendering.blocks import (
    Block,
    Chapter,
    Document,
    Gap,
    Heading,
    Paragraph,
    Runs,
    Signature,
    split_lines,
    words,
)
from ksnet.rendering.errors import RenderError

OURS = {"annex", "detail", "always"}  # looks that are a field of their own


def document_of(blocks: Iterator[Block], view: View, *, draft: bool, details: bool) -> Document:
    """Return the document that the blocks of a text template make.

    The heading `#` is its title, the paragraph below it its lead, each `##` begins a chapter. Of
    those that are detail nothing but the heading is kept where `details` are not wanted. Raises
    RenderError where there is no title.
    """
    title, lead, blocks = _titled(blocks, view.kind)
    aside = _Aside(view.unreadable, draft=draft)
    inside = _closed(aside.taken_from(blocks))
    opening, chapters = _chapters(
        inside if details else _without_details(inside), numbered="numbered" in title.looks
    )
    return Document(
        kind=view.kind,
        title=words(title.text),
        lead=lead,
        opening=opening,
        chapters=tuple(chapters),
        author=view.author,
        as_of=view.as_of,
        contents="contents" in title.looks,
        draft=draft,
        public=view.audience.public,
        footer=aside.footer,
        gaps=tuple(aside.gaps),
    )


def _titled(
    blocks: Iterator[Block], kind: str
) -> tuple[Heading, tuple[Runs, ...], Iterator[Block]]:
    """Return the title, the lines of the lead, and the blocks below."""
    match list(islice(blocks, 2)):
        case [Heading(level=1) as title, Paragraph(looks=()) as paragraph]:
            return title, tuple(split_lines(paragraph.text)), blocks
        case [Heading(level=1) as title, *others]:
            return title, (), chain(others, blocks)
    raise RenderError(
        f"Vorlage text/{kind}.md.j2: Der Text muss mit einer Überschrift („# …“) beginnen."
    )


class _Aside:
    """What stands in no chapter: the footer, and the gaps, which only a draft shows."""

    def __init__(self, unreadable: Collection[str], *, draft: bool) -> None:
        self.unreadable, self.draft = unreadable, draft
        self.footer: Runs = ()
        self.gaps: list[Gap] = []

    def taken_from(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield the other blocks."""
        for block in blocks:
            match block:
                case Paragraph(looks=("footer",)) if not self.footer:
                    self.footer = block.text
                case Gap() if block.place is not None and block.place.file in self.unreadable:
                    pass  # nobody knows what is missing there
                case Gap():
                    self.gaps.append(block)
                    if self.draft:
                        yield block
                case _:
                    yield block


def _closed(blocks: Iterator[Block]) -> Iterator[Block]:
    """Leave out headings with nothing left below them."""
    waiting: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            waiting = [one for one in waiting if one.level < block.level] + [block]
            continue
        if not isinstance(block, Signature):  # it belongs to the document, to no chapter
            yield from waiting
        waiting = []
        yield block


def _without_details(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without what stands below the headings of chapters that are detail."""
    left_out = False
    for block in blocks:
        if is_chapter := isinstance(block, Heading) and block.level == 2:
            left_out = "detail" in block.looks
        if is_chapter or not left_out:
            yield block


def _chapters(
    blocks: Iterator[Block], *, numbered: bool
) -> tuple[tuple[Block, ...], list[Chapter]]:
    heading: Heading | None = None

    def up_to_next() -> Iterator[Block]:
        nonlocal heading
        heading = None
        for block in blocks:
            if isinstance(block, Heading) and block.level == 2:
                heading = block
                return
            yield block

    opening = tuple(up_to_next())
    chapters: list[Chapter] = []
    counts = {False: 0, True: 0}
    while heading is not None:
        this, inside = heading, stored(up_to_next())
        annex = "annex" in this.looks
        counts[annex] += 1
        number = f"Anlage {counts[annex]}" if annex else str(counts[annex]) if numbered else ""
        chapters.append(
            Chapter(
                this.id or f"kapitel-{len(chapters) + 1}",
                this.text,
                inside,
                number,
                annex=annex,
                detail="detail" in this.looks,
                always="always" in this.looks,
                looks=tuple(look for look in this.looks if look not in OURS),
            )
        )
    return opening, chapters
