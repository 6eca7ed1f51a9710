"""The texts of a YAML file with their positions: values,
keys and comments, for whoever searches in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path, Span
from ksnet.yamltext.reading.comments import Comment, comments
from ksnet.yamltext.reading.nodes import compose

_WRAP = expression(r"\n[ \t]*+(?:#[ \t]*+)?")
_START = expression(r"\s*+(?:-\s++)*+(?P<key>[\w-]++):(?:\s|$)|\s*+-\s")
_FOLD = expression(r"\n[ \t]*+")


class Segment(NamedTuple):
    """One text of a file, which stands there from `offset` to `end`.

    `text` has a space for every line break, so that `offset` + i is where text[i] stands, unless it
    is not `exact`: a text with escapes differs from what is written. `path` leads to the value (or
    to that of the key); it is empty for a comment.
    """

    kind: Literal["value", "key", "comment"]
    path: Path
    text: str
    offset: int
    end: int
    exact: bool = True

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the file text[start:end] stands."""
        return (self.offset + start, self.offset + end) if self.exact else (self.offset, self.end)

    @property
    def key(self) -> str:
        """The key under which the text stands; nothing for a comment."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")


def segments(text: str) -> Iterator[Segment]:
    """Yield the texts of a file.

    Where the file is no YAML, what is written together counts as a comment.
    """
    try:
        node = compose(text)
    except yaml.YAMLError:
        yield from paragraphs(text)
        return
    if node is not None:
        yield from _values(node, (), text)
    yield from _comments(text)


def span_at(text: str, start: int, end: int) -> Span:
    """Return the span of text[start:end]; of more than one line only the first is marked."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    stop = text.find("\n", start, end)
    return Span(line, column, line, column + ((end if stop < 0 else stop) - start))


def _values(node: Node, path: Path, text: str) -> Iterator[Segment]:
    if isinstance(node, ScalarNode):
        yield _segment("value", path, node, text)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield from _values(item, (*path, number), text)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            here = (*path, key.value) if isinstance(key, ScalarNode) else path
            if isinstance(key, ScalarNode):
                yield _segment("key", here, key, text)
            else:
                yield from _values(key, here, text)
            yield from _values(value, here, text)


def _segment(kind: Literal["value", "key"], path: Path, node: ScalarNode, text: str) -> Segment:
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):  # in the line above the text a comment may stand
        start = text.find("\n", start, end) + 1 or end
    raw = text[start:end]
    if (
        node.style == '"' and "\\" in raw
    ):  # what stands there differs from what is meant: no exact place within it
        return Segment(kind, path, _flat(node.value, _FOLD), start, end, exact=False)
    return Segment(kind, path, _flat(raw, _FOLD), start, end)


def _comments(text: str) -> Iterator[Segment]:
    """Yield the comments; those on lines that follow each other are one text."""
    block: list[Comment] = []
    for comment in comments(text):
        if block and not (comment.own_line and comment.line == block[-1].line + 1):
            yield _joined(block, text)
            block = []
        block.append(comment)
    if block:
        yield _joined(block, text)


def _joined(block: list[Comment], text: str) -> Segment:
    start, end = block[0].offset, block[-1].offset + len(block[-1].text)
    return Segment("comment", (), _flat(text[start:end], _WRAP), start, end)


def paragraphs(text: str) -> Iterator[Segment]:
    """Yield what is written together in a text that no parser has seen:
    lines up to a blank one, a key or a new entry.
    """
    offset = begin = 0
    lines: list[str] = []
    key, comment = "", False
    for line in [*text.split("\n"), ""]:
        start = _START.match(line)
        is_comment = line.lstrip().startswith("#")
        if lines and (not line.strip() or start or is_comment is not comment):
            joined = "\n".join(lines)
            yield Segment(
                "comment", (key,) if key else (), _flat(joined, _WRAP), begin, begin + len(joined)
            )
            lines = []
        if line.strip():
            if not lines:
                begin, key = offset, (start["key"] or "") if start else ""
            lines.append(line)
        comment = is_comment
        offset += len(line) + 1


def _flat(text: str, breaks: re.Pattern[str]) -> str:
    """Put spaces in the place of line breaks and what indents the next line,
    so that offsets stay.
    """
    return breaks.sub(lambda match: " " * len(match[0]), text)
