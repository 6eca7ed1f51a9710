"""Comments that suppress findings: for which lines of a file, of which rules, and why.

The grammar, in which capitals and spaces make no difference:

    comment = "#" "ksnet:" "ignore" "[" rule { "," rule } "]" reason
    rule    = name or code of a rule, or the beginning of a code: missing-minutes, KS301, KS3
    reason  = any text to the end of the line

A comment counts for its own line, and where it has a line to itself also for the next line that is
no comment. Where that line begins a block of text with `|` or `>`, it counts for the whole block,
because a block can hold no comment. What begins like such a comment and is none, or gives no
reason, becomes a finding; it is never ignored silently.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Span
from ksnet.basics.frozen import frozen
from ksnet.yamltext.reading.yaml import ParsedFile

if TYPE_CHECKING:
    from ksnet.yamltext.reading.comments import Comment

_MARK = "ksnet"  # a file without it, in whatever letters, holds no suppression
_COMMENT = expression(
    r"[#\s]*ksnet(?:\s*:|(?=[\s.;,_-]*ignore\s*[\[(]))(?P<rest>.*)", re.IGNORECASE
)
_BLOCK = expression(r"(?P<indent>\s*+(?:-\s++(?=\S*:))*).*(?::|-)\s+[|>][-+1-9]{0,2}\s*(?:\s#.*)?")
_IGNORE = expression(r"\s*ignore\s*\[(?P<names>[^\]]*)\]\s*(?P<reason>.*)", re.IGNORECASE)


@frozen
class Suppression:
    """One suppression: the rules that it names, for which lines of its file, and why.

    `block` are the lines of the text that the last of its `lines` begins; it counts for these too.
    """

    file: str
    span: Span
    lines: tuple[int, ...]
    block: range
    names: tuple[str, ...]
    reason: str


def collect(document: ParsedFile) -> list[Suppression]:
    """Return the suppressions in the comments of a file."""
    if "#" not in document.text or _MARK not in document.text.lower():
        return []
    from ksnet.yamltext.reading.comments import comments

    found = comments(document.text)
    lines = document.text.split("\n")
    beyond: dict[int, int] = {}  # by each comment with a line to itself: the next line that is none
    for comment in reversed(found):
        if comment.own_line:
            beyond[comment.line] = beyond.get(comment.line + 1, comment.line + 1)
    blocks: dict[int, range] = {}
    result = []
    for comment in found:
        match = _COMMENT.match(comment.text)
        if match:
            counts_for = [
                line + 1 for line in (comment.line, beyond.get(comment.line)) if line is not None
            ]
            head = counts_for[-1]
            if head not in blocks:
                blocks[head] = _block_below(lines, head)
            result.append(
                _suppression(document.file, comment, match["rest"], tuple(counts_for), blocks[head])
            )
    return result


def _suppression(
    file: str, comment: Comment, rest: str, lines: tuple[int, ...], block: range
) -> Suppression:
    match = _IGNORE.match(rest)
    names = tuple(name.strip() for name in match["names"].split(",")) if match else ()
    reason = match["reason"].strip(" \t:–-") if match else ""
    start = comment.column + 1
    span = Span(comment.line + 1, start, comment.line + 1, start + len(comment.text))
    return Suppression(file, span, lines, block, names, reason)


def _block_below(lines: list[str], head: int) -> range:
    """Return the numbers of the text lines below a line `head` that begins a text, else none."""
    begin = _BLOCK.fullmatch(lines[head - 1]) if head <= len(lines) else None
    end = head + 1
    if begin:
        for line in lines[head:]:
            if line.strip() and len(line) - len(line.lstrip(" ")) <= len(begin["indent"]):
                break
            end += 1
    return range(head + 1, end)
