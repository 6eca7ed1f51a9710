"""Prepares the examples of a rule for display: carets, visible hidden characters, long text cut."""

from __future__ import annotations

import unicodedata

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Example
from ksnet.basics.frozen import frozen
from ksnet.rules.examples import CLOSE, OPEN, SHORT

WIDEST, TALLEST = 96, 16
_PERHAPS_HIDDEN = expression(r"[^\x20-\x7e\n]")
_NAMED = {"\t": "‹Tabulator›", "\r": "‹CR›", "\ufeff": "‹BOM›"}


@frozen
class ExampleFile:
    """One file of an example; `part` says that only some of its keys are shown."""

    path: str
    part: bool
    lines: tuple[str, ...]


def shown_files(example: Example) -> list[ExampleFile]:
    """Return the files of an example, in order, with ^^^ under what is marked in them."""
    return [
        ExampleFile(SHORT.get(name, name), name in SHORT, tuple(_lines(content)))
        for name, content in example.items()
    ]


def _lines(content: str | bytes) -> list[str]:
    text = content if isinstance(content, str) else content.decode("utf-8", "surrogateescape")
    before, opened, rest = text.partition(OPEN)
    marked, _, after = rest.partition(CLOSE)
    before, marked, after = _visible(before), _visible(marked), _visible(after)
    lines = (before + marked + after).rstrip("\n").split("\n")
    if not opened:
        return [_cut(line, 0) for line in _some(lines, 0)]
    row, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    length = max(1, len(marked.split("\n", maxsplit=1)[0]))
    left = _shown_from(column)
    caret = " " * (column - left + (1 if left else 0)) + "^" * min(length, WIDEST)
    result = [_cut(line, left if number == row else 0) for number, line in enumerate(lines)]
    result[row] += f"\n{caret}"
    return "\n".join(_some(result, row)).split("\n")


def _visible(text: str) -> str:
    return _PERHAPS_HIDDEN.sub(lambda match: _letter(match[0]), text)


def _letter(char: str) -> str:
    """Return a character, or its name where it is invisible."""
    if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return char
    if "\udc80" <= char <= "\udcff":  # a byte that is no UTF-8
        return f"‹Byte {ord(char) - 0xDC00:02X}›"
    return _NAMED.get(char, f"‹U+{ord(char):04X}›")


def _shown_from(column: int) -> int:
    """Return where the shown part of a line begins so that `column` is in it."""
    return 0 if column < WIDEST - 10 else column - WIDEST // 2


def _cut(line: str, left: int) -> str:
    head, line = ("…", line[left:]) if left else ("", line)
    return f"{head}{line[:WIDEST]}…" if len(line) > WIDEST else f"{head}{line}"


def _some(lines: list[str], row: int) -> list[str]:
    """Return the lines around `row` where there are many."""
    if len(lines) <= TALLEST:
        return lines
    start = max(0, min(row - TALLEST // 2, len(lines) - TALLEST))
    some = lines[start : start + TALLEST]
    return ["…"] * (start > 0) + some + ["…"] * (start + TALLEST < len(lines))
