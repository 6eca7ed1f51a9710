"""Comments that suppress findings: in which lines of a file, of which rules, and why.

The grammar, in which capitals and spaces make no difference:

    comment = "#" "ksnet:" "ignore" "[" rule { "," rule } "]" reason
    rule    = name or code of a rule, or the beginning of a code: missing-minutes, KS301, KS3
    reason  = any text to the end of the line

A comment counts for its own line, and where it has a line to itself also for the next line that is no comment. Where
that line begins a block of text with `|` or `>`, it counts for the whole block, because a block can hold no comment. What
begins like such a comment and is none, or names no reason, becomes a finding; it is never passed over in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ksnet.basics.findings import Span
from ksnet.yamltext.reading.comments import Comment, comments
from ksnet.yamltext.reading.yaml import ParsedFile

_MARK = "ksnet"  # a file without it, in whatever letters, holds no suppression
_COMMENT = re.compile(r"[#\s]*ksnet(?:\s*:|(?=[\s.;,_-]*ignore\s*[\[(]))(?P<rest>.*)", re.IGNORECASE)
_BLOCK = re.compile(r"(?P<indent>\s*+(?:-\s++(?=\S*:))*+).*(?::|-)\s+[|>][-+1-9]{0,2}\s*(?:\s#.*)?")
_IGNORE = re.compile(r"\s*ignore\s*\[(?P<names>[^\]]*)\]\s*(?P<reason>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One such comment: the rules that it names, for which lines of its file, and why."""

    file: str
    span: Span
    lines: frozenset[int]
    names: tuple[str, ...]
    reason: str


def collect(document: ParsedFile) -> list[Suppression]:
    """Return the suppressions in the comments of a file."""
    if "#" not in document.text or _MARK not in document.text.lower():
        return []
    found = comments(document.text)
    own_lines = {comment.line for comment in found if comment.own_line}
    result = []
    for comment in found:
        match = _COMMENT.match(comment.text)
        if match:
            result.append(_suppression(document.file, comment, match["rest"], own_lines, document.text))
    return result


def _suppression(file: str, comment: Comment, rest: str, own_lines: set[int], text: str) -> Suppression:
    lines = {comment.line + 1}
    if comment.own_line:
        following = comment.line + 1
        while following in own_lines:
            following += 1
        lines.add(following + 1)
    lines |= _of_block(text.split("\n"), max(lines))
    match = _IGNORE.match(rest)
    names = tuple(name.strip() for name in match["names"].split(",")) if match else ()
    reason = match["reason"].strip(" \t:–-") if match else ""
    start = comment.column + 1
    span = Span(comment.line + 1, start, comment.line + 1, start + len(comment.text))
    return Suppression(file, span, frozenset(lines), names, reason)


def _of_block(lines: list[str], first: int) -> set[int]:
    """Return the lines of the block of text that begins on line `first`, if one does."""
    begin = _BLOCK.fullmatch(lines[first - 1]) if first <= len(lines) else None
    found: set[int] = set()
    if begin:
        for number, line in enumerate(lines[first:], start=first + 1):
            if line.strip() and len(line) - len(line.lstrip(" ")) <= len(begin["indent"]):
                break
            found.add(number)
    return found
