"""Reads Markdown as blocks: what a text template says, and what people write in the records.

Both are CommonMark with tables and without HTML and pictures. A template has more: definition
lists, attributes before a block, marks for objects, and headings that make the outline. In a
person's text a heading becomes a bold paragraph, so that it cannot break the outline of the
document around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import replace
from ksnet.rendering.blocks import (
    Block,
    Blocks,
    Code,
    Divider,
    FactList,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Runs,
    Table,
    join_lines,
    without_empty_columns,
    words,
)
from ksnet.rendering.inline import inline_runs
from ksnet.rendering.marks import EDGE, Marks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


SHORT = 4000  # letters of what may come again on other pages
LONG = 100_000  # letters of a text that is not yet read
# Before a heading, or attributes of anything but a table, which may have a caption before it.
_PART = expression(r"(?<=\n\n)(?=##+ |\{[^\n]*\}\n(?![|{]))")
_UP_TO_HEADING = expression(r"(?:\{[^\n]*\}\n)?#{1,6} [^\n]*")
_REACHES_ON = expression(r"```|~~~|(?<!\\)\]:")
# A heading or paragraph of one line that begins with a letter and holds no mark of Markdown.
_PLAIN_LINE = expression(r"(?:(#{1,6}) )?([^\W\d_](?:[^\n\r\0\\`*_\[<&#]*[^\s\0\\`*_\[<&#])?)")
_WITHIN_LINES = ["inline", "text_join"]  # what `inline_runs` does where a text is read


class ParsedMarkdown(NamedTuple):
    """The blocks of a text as tokens, the reader that made them, and what it knows besides."""

    tokens: Sequence[Token]
    reader: MarkdownIt
    known: Mapping[str, Any]


def parsed_markdown(reader: MarkdownIt, markdown: str) -> ParsedMarkdown:
    """Return a text as tokens; what stands within a line is still Markdown."""
    known: dict[str, Any] = {}
    return ParsedMarkdown(reader.parse(markdown, known), reader, known)


@cache
def _people() -> MarkdownIt:
    from markdown_it import MarkdownIt

    options = {"html": False, "breaks": False, "typographer": False}
    reader = MarkdownIt("commonmark", options).enable("table")
    return reader.disable(["image", *_WITHIN_LINES])


@cache
def _templates() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_block_plugin
    from mdit_py_plugins.deflist import deflist_plugin

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["image", "code", *_WITHIN_LINES])
    return reader.use(attrs_block_plugin).use(deflist_plugin)


def prose_blocks(markdown: str) -> tuple[Block, ...]:
    """Return a person's text in Markdown as blocks."""
    return tuple(_BlockReader(parsed_markdown(_people(), markdown)).blocks())


def plain_words(markdown: str) -> str:
    """Return what a template has written as Markdown within a line, as plain text."""
    return words(inline_runs(markdown.strip(), _templates(), {}, ours=True))


def blocks_said(pieces: Iterable[str], marks: Marks) -> Iterator[Block]:
    """Yield the blocks of what a text template says, which comes in pieces."""
    return (block for part in short_parts(pieces) for block in _blocks_of(part, marks))


def short_parts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield headings and what stands below each, up to the next or a block with attributes.

    Thousands of pages have parts in common, and the tables of ten years need not be in memory as
    tokens at once. The text stays whole from where a part could reach into the next: in fenced
    code, or where a link is defined elsewhere.
    """
    part = ""
    for found, whole in _parts(pieces):
        part += found
        if whole:
            yield part
            return
        if not part.rstrip().endswith("}"):  # else attributes of the block to come
            head, blank, rest = part.partition("\n\n")
            yield from (head + blank, rest) if _UP_TO_HEADING.fullmatch(head) else (part,)
            part = ""
    yield part


def _parts(pieces: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield a text divided at `_PART`, and whether this is the rest, which must stay whole.

    Of what has come, the last two parts wait: what follows may show that they are one.
    """
    waiting, length, enough = list[str](), 0, LONG
    rest = iter(pieces)
    for piece in rest:
        waiting.append(piece)
        length += len(piece)
        if length > enough:
            text = "".join(waiting)
            if _REACHES_ON.search(text):
                waiting = [text]
                break
            *done, before, last = ("", *_PART.split(text))
            yield from ((one, False) for one in done)
            waiting, length = [before, last], len(before) + len(last)
            enough = max(LONG, 2 * length)
    text = "".join((*waiting, *rest))
    if _REACHES_ON.search(text):
        yield text, True
    else:
        yield from ((one, False) for one in _PART.split(text))


def _blocks_of(markdown: str, marks: Marks) -> Iterable[Block]:
    if len(markdown) > SHORT:
        return _BlockReader(parsed_markdown(_templates(), markdown), marks).blocks()
    if EDGE in markdown:
        return _BlockReader(_again(markdown), marks).blocks()
    return _blocks_again(markdown)


@lru_cache(maxsize=500)
def _again(markdown: str) -> ParsedMarkdown:
    return parsed_markdown(_templates(), markdown)


@lru_cache(maxsize=500)
def _blocks_again(markdown: str) -> tuple[Block, ...]:
    plain = _plain_blocks(markdown)
    return plain or tuple(_BlockReader(parsed_markdown(_templates(), markdown), Marks()).blocks())


def _plain_blocks(markdown: str) -> tuple[Block, ...]:
    """Return a text of plain headings and paragraphs as blocks; nothing for any other text."""
    found: list[Block] = []
    for line in filter(None, (part.strip("\n") for part in markdown.split("\n\n"))):
        plain = _PLAIN_LINE.fullmatch(line)
        if plain is None:
            return ()
        level, content = plain.groups()
        text = inline_runs(content, _templates(), {}, ours=True)
        found.append(Heading(text, len(level)) if level else Paragraph(text))
    return tuple(found)


class _BlockReader:
    """Reads tokens of markdown-it one after the other."""

    def __init__(self, text: ParsedMarkdown, marks: Marks | None = None) -> None:
        self.tokens, self.reader, self.known = text
        self.marks, self.at = marks, 0

    @property
    def ours(self) -> bool:
        """Whether this is the text of a template, not of a person."""
        return self.marks is not None

    def blocks(self, end: str = "") -> Iterator[Block]:
        """Yield blocks up to the token that closes what contains them."""
        caption: Runs = ()
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == end:
                break
            found = list(self.block(token))
            if caption:
                if found and isinstance(found[0], Table):
                    found[0] = replace(found[0], caption=caption)
                elif found:
                    # A table of one column is a list; of one without rows nothing is left, and no
                    # caption.
                    yield Paragraph(caption)
            caption = self._caption(found)
            if not caption:
                yield from found
        if caption:
            yield Paragraph(caption)

    def _caption(self, found: list[Block]) -> Runs:
        """Return a bold paragraph before a table as its caption; else nothing."""
        if self.ours and len(found) == 1 and isinstance(found[0], Paragraph) and not found[0].looks:
            text = found[0].text
            if text and all(run.bold for run in text) and self._next() == "table_open":
                return tuple(run._replace(bold=False) for run in text)
        return ()

    def _next(self) -> str:
        return self.tokens[self.at].type if self.at < len(self.tokens) else ""

    def block(self, token: Token) -> Iterator[Block]:
        """Yield the blocks that a token begins."""
        looks = tuple(str(token.attrs.get("class", "")).split())
        match token.type:
            case "paragraph_open":
                yield from self.paragraph(looks)
            case "heading_open":
                text = self.text("heading_close")
                level = int(token.tag[1:])
                if self.ours:
                    yield Heading(text, level, str(token.attrs.get("id", "")), looks)
                else:
                    yield Paragraph(tuple(run._replace(bold=True) for run in text))
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type == "ordered_list_open"
                close = token.type.replace("_open", "_close")
                yield ListBlock(
                    tuple(self.items(close)), ordered, int(token.attrs.get("start", 1)), looks
                )
            case "blockquote_open":
                yield Quote(tuple(self.blocks("blockquote_close")))
            case "fence" | "code_block":
                yield Code(token.content.rstrip("\n"))
            case "hr":
                yield Divider()
            case "table_open":
                yield from self.table(token)
            case "dl_open":
                yield from self.facts()

    def paragraph(self, looks: tuple[str, ...]) -> Iterator[Block]:
        inline = self.tokens[self.at]
        kept = self.marks.get(inline.content) if self.marks is not None else None
        if kept is None:
            text = self.text("paragraph_close")
            if words(text).strip():
                yield Paragraph(text, looks)
            return
        self.at += 2
        yield from kept if isinstance(kept, Blocks) else (kept,)

    def items(self, close: str) -> Iterator[tuple[Block, ...]]:
        while (token := self.tokens[self.at]).type != close:
            self.at += 1
            if token.type == "list_item_open" and (found := tuple(self.blocks("list_item_close"))):
                yield found
        self.at += 1

    def facts(self) -> Iterator[Block]:
        """Read labels with their values; one without a value is left out."""
        pairs: list[tuple[Runs, Runs]] = []
        label: Runs = ()
        while (token := self.tokens[self.at]).type != "dl_close":
            self.at += 1
            if token.type == "dt_open":
                label = self.text("dt_close")
            elif token.type == "dd_open":
                value = join_lines(
                    one.text for one in self.blocks("dd_close") if isinstance(one, Paragraph)
                )
                if words(value).strip():
                    pairs.append((label, value))
        self.at += 1
        if pairs:
            yield FactList(tuple(pairs))

    def table(self, token: Token) -> Iterator[Block]:
        rows: list[list[Runs]] = []
        while (one := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if one.type == "tr_open":
                rows.append([])
            elif one.type in {"th_open", "td_open"}:
                rows[-1].append(self.text(one.type.replace("_open", "_close")))
        self.at += 1
        head, *body = map(tuple, rows)
        fixed, named = (int(str(token.attrs.get(key, 0))) for key in ("fixed", "head"))
        made = Table(head, tuple(body), (), str(token.attrs.get("id", "")), fixed, named)
        if found := without_empty_columns(made) if self.ours else made:
            yield found

    def text(self, close: str) -> Runs:
        """Read the text up to a token that closes it, or to the end."""
        found: Runs = ()
        while self.at < len(self.tokens) and (token := self.tokens[self.at]).type != close:
            self.at += 1
            if token.type == "inline":
                found += inline_runs(token.content, self.reader, self.known, ours=self.ours)
        self.at += 1
        return found
