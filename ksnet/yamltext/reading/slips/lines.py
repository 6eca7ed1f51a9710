"""The lines of a text as people see them: indentation, dashes, key and value, or block text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Rule, Span
from ksnet.basics.scalars import in_quotes
from ksnet.yamltext.rules.files import YAML_SYNTAX

# What a line may be: spaces, dashes with spaces, a key with its colon, and the rest.
_LINE = expression(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:(?P<key>[\w-]+) *:(?= |\t|$)[ \t]*)?(?P<value>.*)",
    re.DOTALL,
)
_BLOCK_HEAD = expression(r"[|>][-+]?[0-9]?[-+]?[ \t]*(?:#.*)?")


class Line(NamedTuple):
    """One line outside of block texts; `number` counts from 0, `column` is that of key or value."""

    number: int
    text: str
    indent: int
    dashed: bool
    key: str | None
    value: str

    @property
    def column(self) -> int:
        """The column after indentation and dashes, from 0."""
        body = self.text[self.indent :]
        while body.startswith("- "):
            body = body[1:].lstrip(" ")
        return len(self.text) - len(body)

    def span(self, column: int, width: int = 0) -> Span:
        """Return the span from a column to the end of the line, or as wide as it should be."""
        end = column + width if width else max(len(self.text.rstrip()), column + 1)
        return Span(self.number + 1, column + 1, self.number + 1, end + 1)

    @property
    def is_open(self) -> bool:
        """Whether it is a key without a value, so that one may follow."""
        return self.key is not None and self.value[:1] in ("", "#")

    @property
    def opens_block(self) -> bool:
        """Whether a text in block style follows."""
        return _BLOCK_HEAD.fullmatch(self.value) is not None


class BlockText(NamedTuple):
    """A text in block style: the line that opens it, and numbers and texts of all its lines."""

    head: Line
    lines: list[tuple[int, str]]
    width: int  # how far its text is indented; 0 where there is none


class Slip(NamedTuple):
    """What is wrong in a line from a column on, to its end or for a `width`."""

    column: int
    message: str
    mend: str
    rule: Rule = YAML_SYNTAX
    width: int = 0


def parse_line(number: int, text: str) -> Line:
    """Divide a line into its parts."""
    match = _LINE.match(text)
    assert match is not None  # noqa: S101  (every part may be empty)
    indent, dashes = len(match["indent"]), match["dashes"]
    return Line(number, text, indent, bool(dashes), match["key"], match["value"].rstrip())


def abridged(text: str, limit: int = 80) -> str:
    """Return a text short enough to be repeated."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def quoted_value(value: str) -> str:
    """Return a value in the quotes that fit."""
    return in_quotes(abridged(value, 120))


def structure(text: str) -> Iterator[Line | BlockText]:
    """Yield the lines of structure, without comments and empty ones, and each block text."""
    return structure_from(text.split("\n"), 0)


def structure_from(texts: list[str], number: int) -> Iterator[Line | BlockText]:
    """Like `structure`, from line `number` on, which must not be within a block text."""
    while number < len(texts):
        stripped = texts[number].strip(" \t\r")
        if not stripped or stripped.startswith("#"):
            number += 1
            continue
        line = parse_line(number, texts[number])
        yield line
        number += 1
        if line.opens_block:
            block, number = _block(line, texts, number)
            yield block


def _block(head: Line, texts: list[str], number: int) -> tuple[BlockText, int]:
    parent = head.column if head.key else head.indent
    lines: list[tuple[int, str]] = []
    given = re.match(r"[|>][-+]?([1-9])", head.value)
    width = parent + int(given[1]) if given else 0
    while number < len(texts):
        text = texts[number]
        indent = len(text) - len(text.lstrip(" "))
        if text.strip(" \t\r"):
            if indent <= parent:
                break
            width = width or indent
            if indent < width:
                break
        lines.append((number, text))
        number += 1
    return BlockText(head, lines, width), number
