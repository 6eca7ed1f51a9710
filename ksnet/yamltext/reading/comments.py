"""The comments of a YAML file, with their places; a `#` within a text is none."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import yaml

from ksnet.basics.expressions import expression
from ksnet.yamltext.reading.nodes import tokens

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
    """Return the lines, from 1, of comments of a guarded text that a later one no longer has."""
    if not _beginning_of_comments(before) - _beginning_of_comments(after):
        return []
    from difflib import SequenceMatcher  # seldom is any lost

    old, new = comments(before), [comment.text.rstrip() for comment in comments(after)]
    written = [comment.text.rstrip() for comment in old]
    gone = Counter(written) - Counter(new)
    lines = []
    for tag, first, end, _, _ in SequenceMatcher(None, written, new, autojunk=False).get_opcodes():
        for number in range(first, end) if tag != "equal" else ():
            if gone[written[number]] > 0:
                gone[written[number]] -= 1
                lines.append(old[number].line + 1)
    return lines


def _beginning_of_comments(text: str) -> Counter[str]:
    """Return what may be comments: all that begins with `#`, also within texts."""
    return Counter(line[line.index("#") :].rstrip() for line in text.split("\n") if "#" in line)


def _comments(text: str) -> Iterator[Comment]:
    if "#" not in text:
        return
    lines = _Lines(text)
    end = 0
    for token in tokens(text):
        start = token.start_mark.index
        if end < start:
            yield from _between(text, lines, end, start)
        if getattr(token, "style", None) in ("|", ">"):
            header = _BLOCK_HEADER.match(text, start)
            if header:
                yield _comment(lines, header.start(1))
        end = max(end, token.end_mark.index)
    yield from _between(text, lines, end, len(text))


def _between(text: str, lines: _Lines, start: int, end: int) -> Iterator[Comment]:
    """Yield the comments of a stretch that holds nothing but spaces and comments."""
    position = text.find("#", start, end)
    while position >= 0:
        yield _comment(lines, position)
        line_end = text.find("\n", position)
        position = text.find("#", line_end, end) if 0 <= line_end < end else -1


class _Lines:
    """The lines of a text, and the offset of each."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))


def _comment(lines: _Lines, position: int) -> Comment:
    line = bisect_right(lines.starts, position) - 1
    column = position - lines.starts[line]
    content = lines.lines[line]
    return Comment(line, column, content[column:].rstrip(), not content[:column].strip(), position)
