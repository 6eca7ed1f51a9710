"""Reads the Markdown that templates and people usually write, without importing its reader.

Headings, paragraphs, lists of one level, tables, attributes and marks; within a line bold text,
links and escapes. It declines at the first line that it is not sure of, and markdown-it, which
decides what a text means, reads it. `tests/test_reading_parts.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import replace
from ksnet.rendering.addresses import link_url, spans
from ksnet.rendering.blocks import (
    Block,
    Blocks,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Runs,
    Table,
    without_empty_columns,
    words,
)
from ksnet.rendering.marks import EDGE, LINE, NOTHING, Marks

_PUNCTUATION = r"[!-/:-@\[-`{-~]"  # of ASCII, which can be escaped (CommonMark 2.4)
# No spaces at the ends of a line, and nothing at its beginning that makes it another block.
_LINE = rf"(?:[^\W\d_]|\*\*\w|(?!\d+[.)](?:\s|\Z))\d|\\{_PUNCTUATION}|[„(§–\[{NOTHING}])(?:[^\n]*[^\s\\])?"
_URL = r"https?://[a-z0-9.-]+(?:/[A-Za-z0-9._/-]*)?"
_TEXT = rf"{_LINE}(?:\\?\n{_LINE})*"
_ITEM = rf"- {_LINE}(?:\\?\n  {_LINE})*"
_ROW = r"\|(?:[^|\n\\]|\\[^|\n])*(?:\|(?:[^|\n\\]|\\[^|\n])*)*\|"
_ATTRIBUTE = r"(?:\.[a-z][a-z0-9-]*|id=[a-z][a-z0-9-]*|(?:fixed|head)=[0-9]+)"
_CHUNK = expression(
    rf"(?:\{{(?P<attributes>{_ATTRIBUTE}(?: {_ATTRIBUTE})*)\}}\n)?"
    rf"(?:(?P<level>#{{1,6}}) (?P<heading>{_LINE})(?<!#)|(?P<text>{_TEXT})"
    rf"|(?P<items>{_ITEM}(?:\n{_ITEM})*)"
    rf"|(?P<table>{_ROW}\n\|(?: --- \|)+(?:\n{_ROW})*)|(?P<mark>{EDGE}\d+{EDGE}))"
)
_WITHIN = expression(
    r"(?P<text>(?:[^\n\r\t\0\\`*_\[<&]|(?<=[^\W_])_(?=[^\W_])|&(?![#\w]))+)"
    rf"|\[(?P<name>(?:[^\n\r\t\0\\`*_\[\]<>&]|\\{_PUNCTUATION})+)\]\(<(?P<link>{_URL})>\)"
    rf"|\\(?P<escaped>{_PUNCTUATION})|(?P<hard>\\\n *)|(?P<soft>\n *)"
    r"|(?P<opens>(?<!\S)\*\*(?=[^\W_]))|(?P<closes>(?<=[^\W_])\*\*(?!\*)|(?<=[^\s*])\*\*(?!\S))"
)
_SHOWN = {"hard": "\n", "soft": " "}
_ESCAPED = expression(rf"\\({_PUNCTUATION})")
_ITEMS = expression(r"\n(?=- )")


class _Unusual(Exception):
    """The text is to be read by markdown-it."""


def usual_blocks(markdown: str, marks: Marks | None) -> tuple[Block, ...] | None:
    """Return a text as blocks; None where it is not in the usual form.

    A person's text, without `marks`, is one of paragraphs and lists only.
    """
    if "\r" in markdown or "\t" in markdown or "\0" in markdown:
        return None
    try:
        return tuple(_captioned(_chunks(str(markdown), marks)))
    except _Unusual:
        return None


def usual_runs(content: str) -> Runs | None:
    """Return a text within a line; None where it is not in the usual form."""
    try:
        return _runs(str(content))
    except _Unusual:
        return None


def _chunks(markdown: str, marks: Marks | None) -> Iterator[tuple[list[Block], bool]]:
    """Yield what stands between two blank lines, and whether it is a table."""
    items: list[tuple[Block, ...]] = []  # of a list that may go on behind a blank line
    looks: tuple[str, ...] = ()
    for chunk in filter(None, (part.strip("\n") for part in markdown.split("\n\n"))):
        found = _CHUNK.fullmatch(chunk)
        if found is None or (marks is None and chunk not in (found["text"], found["items"])):
            raise _Unusual
        attributes = _attributes(found["attributes"] or "")
        if items and (attributes or not found["items"]):
            yield [ListBlock(tuple(items), looks=looks)], False
            items = []
        if found["items"]:
            looks = looks if items else attributes.classes
            items += [(Paragraph(_said(one[2:])),) for one in _ITEMS.split(found["items"])]
        elif found["heading"]:
            text, level = _runs(found["heading"]), len(found["level"])
            yield [Heading(text, level, attributes.id, attributes.classes)], False
        elif found["text"]:
            yield [Paragraph(_said(found["text"]), attributes.classes)], False
        elif found["table"]:
            yield list(_table(found["table"], attributes)), True
        elif marks is not None:
            kept = marks.get(found["mark"])
            yield list(kept if isinstance(kept, Blocks) else (kept,)), False
    if items:
        yield [ListBlock(tuple(items), looks=looks)], False


def _captioned(chunks: Iterable[tuple[list[Block], bool]]) -> Iterator[Block]:
    """Yield blocks, in which a bold paragraph before a table is its caption."""
    waiting: list[Block] = []
    for blocks, is_table in chunks:
        match waiting:
            case [Paragraph(looks=()) as bold] if is_table and all(run.bold for run in bold.text):
                caption = tuple(run._replace(bold=False) for run in bold.text)
                match blocks:
                    case [Table() as table]:
                        waiting = [replace(table, caption=caption)]
                    case [_]:
                        waiting = [Paragraph(caption), *blocks]
                    case _:
                        waiting = []
                continue
        yield from waiting
        waiting = blocks
    yield from waiting


class _Attributes:
    def __init__(self, text: str) -> None:
        parts = text.split()
        self.classes = tuple(part[1:] for part in parts if part.startswith("."))
        self.values = dict(part.split("=") for part in parts if "=" in part)
        self.id = self.values.get("id", "")
        if len(self.values) + len(self.classes) < len(parts):
            raise _Unusual  # one of them twice

    def __bool__(self) -> bool:
        return bool(self.classes or self.values)


_attributes = _Attributes


def _table(text: str, attributes: _Attributes) -> Iterator[Block]:
    head, rule, *rows = (line[1:-1].split("|") for line in text.split("\n"))
    if any(len(row) != len(rule) for row in (head, *rows)):
        raise _Unusual
    columns, *body = (tuple(_runs(cell.strip()) for cell in row) for row in (head, *rows))
    fixed, named = (int(attributes.values.get(key, 0)) for key in ("fixed", "head"))
    made = Table(columns, tuple(body), (), attributes.id, fixed, named)
    if found := without_empty_columns(made):
        yield found


def _said(content: str) -> Runs:
    """Return a text that is not empty."""
    runs = _runs(content)
    if not words(runs).strip():
        raise _Unusual
    return runs


def _runs(content: str) -> Runs:
    runs: list[Run] = []
    bold, at = False, 0
    while at < len(content):
        found = _WITHIN.match(content, at)
        kind = found.lastgroup if found else ""
        if found is None or kind == ("opens" if bold else "closes"):
            raise _Unusual
        at = found.end()
        if kind in ("opens", "closes"):
            bold = not bold
            continue
        text, url = _SHOWN.get(kind or "") or found[kind or 0], ""
        if kind == "link":
            text, url = _ESCAPED.sub(r"\1", found["name"]), link_url(found["link"])
        run = Run(text.replace(LINE, "\n").replace(NOTHING, ""), bold, url=url)
        if runs and runs[-1][1:] == run[1:]:
            runs[-1] = run._replace(text=runs[-1].text + run.text)
        elif run.text:
            runs.append(run)
    if bold:
        raise _Unusual
    return tuple(part for run in runs for part in spans(run))
