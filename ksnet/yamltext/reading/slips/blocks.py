"""Texts under `|` or `>` that are not indented enough: YAML takes them for keys."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place
from ksnet.yamltext.reading.slips.lines import BlockText, Line, structure
from ksnet.yamltext.rules.files import UNINDENTED_TEXT

# Keys are English words in small letters; what looks otherwise is a sentence with a colon in it.
_KEY_LINE = expression(r" *(?:- +)*[a-z][a-z0-9_]*:(?: |$)")
_QUOTED = expression(
    r"^( *(?:- +)*[a-z_]+: +)(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')", re.MULTILINE | re.DOTALL
)
_ENTRY = expression(r"( *)-(?: |$)")


def block_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first text in block style that continues without indentation.

    What stands in quotes over several lines begins none; it is emptied where a fault is found.
    """
    if "|" not in text and ">" not in text:
        return None
    if _first_fault(file, text) is None:
        return None
    return _first_fault(
        file, _QUOTED.sub(lambda found: found[1] + "\n" * found[0].count("\n"), text)
    )


def _first_fault(file: str, text: str) -> Fault | None:
    block: BlockText | None = None
    dashes: set[int] = set()  # columns of the lists that are open
    for part in structure(text):
        if isinstance(part, BlockText):
            block = part
            continue
        if block is not None and not _fits(block, part, dashes):
            return _fault(file, block, part)
        block = None
        dashes = {column for column in dashes if column < part.indent}
        if part.dashed:
            dashes.add(part.indent)
    return None


def _fits(block: BlockText, line: Line, dashes: set[int]) -> bool:
    """Whether the line after a text is structure: a key, or an entry of an open list."""
    parent = block.head.column if block.head.key else block.head.indent
    if line.indent > parent:
        return False
    if entry := _ENTRY.match(line.text):
        return len(entry[1]) in dashes
    return _KEY_LINE.match(line.text) is not None or (
        not block.lines and line.indent == 0 and line.text[:3] in ("---", "...")
    )


def _fault(file: str, block: BlockText, line: Line) -> Fault:
    key = block.head.key or "-"
    sign = block.head.value[0]
    width = block.width or (block.head.column if block.head.key else block.head.indent) + 2
    return UNINDENTED_TEXT.fault(
        Place(file, span=line.span(line.indent)),
        f"Der Text unter „{key}: {sign}“ (Zeile {block.head.number + 1}) ist hier nicht weit genug eingerückt.",
        f"Jede Zeile dieses Textes mit {width} Leerzeichen einrücken.",
    )
