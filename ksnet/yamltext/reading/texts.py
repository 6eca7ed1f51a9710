"""The texts of a YAML file one by one, and what can be told about them without libyaml."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path, Span, last_key
from ksnet.basics.kept import kept_by_length
from ksnet.yamltext.reading.canonical import (
    BLOCKS,
    FLOW_PLAIN,
    KEY,
    LINE_PARTS,
    QUOTED,
    read_canonical,
)

WRAP = expression(r"\n[ \t]*+(?:#[ \t]*+)?")
_ESCAPE = expression(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[tnrLPN_ ])")
_GOES_ON = expression(r"\\\n[ \t]*")
_ANY_LINE_END = expression(r"[\n\r]")
_LINE_END = expression("\n")
FOLD = expression(r"\n[ \t]*+")
_START = expression(r"\s*+(?:-\s++)*(?P<key>[\w-]++):(?:\s|$)|\s*+-\s")
_IN_BRACKETS = expression(rf"{QUOTED}|(?P<key>{KEY}): |{FLOW_PLAIN}")
# A `#` in the place of a value, and a letter or digit directly behind it; after a space it is
# certainly a comment.
EATEN = expression(r"(?:^|[:-])[ \t]+(#\w[^\n]*)", re.MULTILINE)
# The same behind a text; and a number, which a comment seldom begins with.
HALF_EATEN = expression(r"[^\s#] +(#(?:\w| ?[0-9]+ *$)[^\n]*)", re.MULTILINE)


class Segment(NamedTuple):
    """One text of a file, from `offset` to `end`.

    `text` has a space for every line break, so that text[i] is at `offset` + i, unless it is not
    `exact`: a text with escapes differs from what is written. `path` is that of the value (also for
    a key); it is empty for a comment.
    """

    kind: Literal["value", "key", "comment"]
    path: Path
    text: str
    offset: int
    end: int
    exact: bool = True

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets of text[start:end] in the file."""
        return (self.offset + start, self.offset + end) if self.exact else (self.offset, self.end)

    @property
    def key(self) -> str:
        """The key of the text; empty for a comment."""
        return last_key(self.path) or ""


def canonical_texts(text: str) -> Iterator[str]:
    """Yield the non-empty texts of the segments of a file that `read_canonical` accepts.

    There a key and its value are on one line, and comments on lines of their own.
    `tests/test_readers_agree.py` compares this with `ksnet.yamltext.reading.segments`.
    """
    lines = text[:-1].split("\n")
    number = 0
    while number < len(lines):
        line, first = lines[number], number
        number += 1
        if line.lstrip(" ").startswith("#"):
            while number < len(lines) and lines[number].lstrip(" ").startswith("#"):
                number += 1
            yield flat("\n".join(lines[first:number]).strip(), WRAP)
            continue
        match = LINE_PARTS.fullmatch(line)
        if not line or match is None:
            continue
        spaces, dash, key, rest = match.groups()
        if key:
            yield key
        if rest in BLOCKS:
            prefix = " " * (len(spaces) + (4 if dash and key else 2))
            while number < len(lines) and (not lines[number] or lines[number].startswith(prefix)):
                number += 1
            yield flat("\n".join((*lines[first + 1 : number], "")), FOLD)
        elif rest[:1] in ("[", "{"):
            yield from (part["key"] or _read(part[0]) for part in _IN_BRACKETS.finditer(rest))
        elif rest:
            yield _read(rest)


def _read(written: str) -> str:
    """Return a value as it is searched: with its quotes, unless these hide an apostrophe."""
    if written.startswith("'") and "''" in (said := written[1:-1]):
        return said.replace("''", "'")
    return written


def may_be_eaten(text: str) -> bool:
    """Whether `ksnet.yamltext.reading.eaten` may find a value that is taken for a comment.

    In canonical form no comment follows a key or a value.
    """
    return (
        "#" in text
        and bool(EATEN.search(text) or HALF_EATEN.search(text))
        and read_canonical(text) is None
    )


@kept_by_length
def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a file; kept, because several places in it are looked up in turn."""
    return tuple(text.split("\n"))


@lru_cache(maxsize=2)
def line_ends(text: str) -> list[int]:
    """Return where in a text its line feeds are; kept, since one finding seldom stays alone."""
    return [match.start() for match in _LINE_END.finditer(text)]


def span_at(text: str, start: int, end: int) -> Span:
    """Return the span of text[start:end], cut at the end of its first line."""
    before = line_ends(text)
    line = bisect_left(before, start) + 1
    column = start - (before[line - 2] if line > 1 else -1)
    stop = text.find("\n", start, end)
    return Span(line, column, line, column + ((end if stop < 0 else stop) - start))


def paragraphs(text: str) -> Iterator[Segment]:
    """Yield the paragraphs of an unparsed text: up to an empty line, a key or a new entry.

    A CR ends a line as well, as in YAML 1.2.
    """
    offset = begin = 0
    lines: list[str] = []
    key, comment = "", False
    for line in [*_ANY_LINE_END.split(text), ""]:
        start = _START.match(line)
        is_comment = line.lstrip().startswith("#")
        if lines and (not line.strip() or start or is_comment is not comment):
            joined = "\n".join(lines)
            yield Segment(
                "comment", (key,) if key else (), flat(joined, WRAP), begin, begin + len(joined)
            )
            lines = []
        if line.strip():
            if not lines:
                begin, key = offset, (start["key"] or "") if start else ""
            lines.append(line)
        comment = is_comment
        offset += len(line) + 1


def unescaped(text: str) -> str:
    """Return a text with the escapes of both kinds of quotes undone, wherever they stand.

    White space becomes a space, so that lines stay.
    """
    text = text.replace("''", "'")
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def searchable(text: str) -> str:
    """Return a text with escapes undone, also those of line ends, as if all were in quotes."""
    return unescaped(_GOES_ON.sub("", text) if "\\" in text else text)


def _meant(match: re.Match[str]) -> str:
    number = int(match[1][1:], 16) if len(match[1]) > 1 else 0x20
    if number > sys.maxunicode or 0xD800 <= number < 0xE000:
        return ""
    return " " if chr(number).isspace() else chr(number)


def flat(text: str, breaks: re.Pattern[str]) -> str:
    """Replace line breaks and the indentation after them by spaces, so that offsets stay."""
    return breaks.sub(lambda match: " " * len(match[0]), text)
