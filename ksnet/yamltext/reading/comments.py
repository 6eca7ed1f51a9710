"""The comments of a YAML file, with their places; a `#` within a text is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from ksnet.basics.expressions import expression
from ksnet.yamltext.reading.nodes import tokens
from ksnet.yamltext.reading.texts import lines_of, span_at

_BLOCK_HEADER = expression(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


class Comment(NamedTuple):
    """A comment from its `#` to the end of the line.

    Line, column and offset count from 0, as in libyaml.
    """

    line: int
    column: int
    text: str
    own_line: bool
    offset: int


def comments(text: str) -> list[Comment]:
    """Return the comments of a guarded text in order; empty if it is no YAML."""
    try:
        return list(_comments(text))
    except yaml.YAMLError:
        return []


def lost_comments(before: str, after: str) -> list[int]:
    """Return the lines, from 1, of comments of a guarded text that a later one no longer has.

    Of those that say the same, it is the ones whose entries are gone or have changed.
    """
    if not _beginning_of_comments(before) - _beginning_of_comments(after):
        return []
    old, new = _beside(before), _beside(after)
    gone = Counter(text for _, text, _ in old) - Counter(text for _, text, _ in new)
    still = Counter((text, beside) for _, text, beside in new)
    lines = []
    for line, text, beside in old:
        if still[text, beside] > 0:
            still[text, beside] -= 1
        elif gone[text] > 0:
            gone[text] -= 1
            lines.append(line)
    return lines


def _beside(text: str) -> list[tuple[int, str, str]]:
    """Return the line of each comment, from 1, what it says, and the line it stands on or above."""
    lines = [*text.split("\n"), ""]
    return [
        (one.line + 1, one.text.rstrip(), lines[one.line + one.own_line].strip())
        for one in comments(text)
    ]


def _beginning_of_comments(text: str) -> Counter[str]:
    """Return what may be comments: all that begins with `#`, also within texts."""
    return Counter(line[line.index("#") :].rstrip() for line in text.split("\n") if "#" in line)


def _comments(text: str) -> Iterator[Comment]:
    if "#" not in text:
        return
    end = 0
    for token in tokens(text):
        start = token.start_mark.index
        if end < start:
            yield from _between(text, end, start)
        if getattr(token, "style", None) in ("|", ">"):
            header = _BLOCK_HEADER.match(text, start)
            if header:
                yield _comment(text, header.start(1))
        end = max(end, token.end_mark.index)
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    """Yield the comments of a stretch that holds nothing but spaces and comments."""
    position = text.find("#", start, end)
    while position >= 0:
        yield _comment(text, position)
        line_end = text.find("\n", position)
        position = text.find("#", line_end, end) if 0 <= line_end < end else -1


def _comment(text: str, position: int) -> Comment:
    at = span_at(text, position, position)
    line, column = at.line - 1, at.column - 1
    content = lines_of(text)[line]
    return Comment(line, column, content[column:].rstrip(), not content[:column].strip(), position)
