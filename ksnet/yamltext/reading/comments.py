"""The comments of a YAML file, with their places; a `#` within a text is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from ksnet.basics.expressions import expression
from ksnet.yamltext.reading.nodes import tokens

_BLOCK_HEADER = expression(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


class Comment(NamedTuple):
    """A comment from its `#` to the end of the line; line, column and offset count from 0, as libyaml does."""

    line: int
    column: int
    text: str
    own_line: bool
    offset: int


def comments(text: str) -> list[Comment]:
    """Return the comments of a guarded text in their order; none where its parts cannot be told apart."""
    try:
        return list(_comments(text))
    except yaml.YAMLError:
        return []


def _comments(text: str) -> Iterator[Comment]:
    if "#" not in text:
        return
    lines = text.split("\n")
    end = 0
    for token in tokens(text):
        start = token.start_mark.index
        if end < start:
            yield from _between(text, lines, end, start)
        if getattr(token, "style", None) in ("|", ">"):
            header = _BLOCK_HEADER.match(text, start)
            if header:
                yield _comment(text, lines, header.start(1))
        end = max(end, token.end_mark.index)
    yield from _between(text, lines, end, len(text))


def _between(text: str, lines: list[str], start: int, end: int) -> Iterator[Comment]:
    """Yield the comments of a stretch that holds nothing but spaces and comments."""
    position = text.find("#", start, end)
    while position >= 0:
        yield _comment(text, lines, position)
        line_end = text.find("\n", position)
        position = text.find("#", line_end, end) if 0 <= line_end < end else -1


def _comment(text: str, lines: list[str], position: int) -> Comment:
    line = text.count("\n", 0, position)
    column = position - (text.rfind("\n", 0, position) + 1)
    content = lines[line]
    return Comment(line, column, content[column:].rstrip(), not content[:column].strip(), position)
