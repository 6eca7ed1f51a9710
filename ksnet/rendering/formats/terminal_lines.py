"""Lines on a terminal: texts wrapped at their spaces, beside each other, with bold and colours.

Rich would do the same, but importing and laying out its tables took a fifth of a list of members;
`tests/test_terminal.py` compares the two. Only the widths of letters are rich's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells

from ksnet.basics.expressions import expression
from ksnet.rendering.blocks import Run, Runs, split_lines, words

_BETWEEN = Run("   ")  # two columns of a table
_TAB = 8
_WORD_WITH_SPACES = expression(r"\s*\S+\s*")
_CONTROL = expression(r"[\t\x07\x08\x0b-\r]")
_LEFT_OUT = dict.fromkeys((7, 8, 11, 12, 13))  # would ring, or move what stands before
_CODES = {"bold": 1, "italic": 3, "underline": 4, "yellow": 33}  # ECMA-48, 8.3.117


def painted(line: Runs, style: str, *, color: bool) -> str:
    """Return a line with the codes of its looks; `style` are names such as `bold underline`."""
    if not color:
        return words(line)
    return "".join(_painted(run, style) for run in line)


def _painted(run: Run, style: str) -> str:
    looks = {*style.split(), *["bold"] * run.bold, *["italic"] * run.italic}
    codes = ";".join(map(str, sorted(_CODES[look] for look in looks)))
    return f"\x1b[{codes}m{run.text}\x1b[0m" if codes and run.text else run.text


def wrapped(text: Runs, width: int) -> Iterator[Runs]:
    """Yield the lines of a text, each without spaces at its end and at most `width` cells wide.

    A word that fits into no line is broken.
    """
    for line in split_lines(text):
        whole = _plain(line)
        said = words(whole)
        at = 0
        for end in (*_breaks(said, width), len(said)):
            yield _cut(whole, at, at + len(said[at:end].rstrip()))
            at = end


def table_lines(
    head: Sequence[Runs], rows: Iterable[Sequence[Runs]], widths: Sequence[int]
) -> Iterator[tuple[Runs, str]]:
    """Yield the lines of a table with the style of each; `widths` are those of its columns.

    Short texts of the head stand at its lower end.
    """
    columns = [list(wrapped(cell, width)) for cell, width in zip(head, widths, strict=True)]
    height = max(map(len, columns))
    for line in zip(*([()] * (height - len(lines)) + lines for lines in columns), strict=True):
        yield _beside(line, widths), "bold"
    yield (Run("─" * (sum(widths) + len(_BETWEEN.text) * (len(widths) - 1))),), ""
    for cells in rows:
        columns = [list(wrapped(cell, width)) for cell, width in zip(cells, widths, strict=True)]
        for line in zip_longest(*columns, fillvalue=()):
            yield _beside(line, widths), ""


def _beside(parts: Iterable[Runs], widths: Iterable[int]) -> Runs:
    """Return one line of texts beside each other."""
    return tuple(
        run
        for part, width in zip(parts, widths, strict=True)
        for run in (*fitted(part, width), _BETWEEN)
    )


def fitted(line: Runs, width: int) -> Runs:
    """Return a line cut off or filled up to a width."""
    said = words(line)
    if (length := cell_len(said)) <= width:
        return (*line, Run(" " * (width - length)))
    kept = chop_cells(said, width)[0]
    return (*_cut(line, 0, len(kept)), Run(" " * (width - cell_len(kept))))


def _plain(line: Runs) -> Runs:
    """Return a line without control characters, in which tabs are spaces."""
    said = words(line)
    if not _CONTROL.search(said):
        return line
    made: list[Run] = []
    at = 0
    for run in line:
        text = ""
        for number, part in enumerate(run.text.translate(_LEFT_OUT).split("\t")):
            if number:
                text += " " * (_TAB - at % _TAB)
                at += _TAB - at % _TAB
            text += part
            at += cell_len(part)
        made.append(run._replace(text=text))
    return tuple(made)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield where the lines of a text without line breaks end, but for the last."""
    if cell_len(text) <= width:
        return
    used = 0
    for word in _WORD_WITH_SPACES.finditer(text):
        start, length = word.start(), cell_len(word[0].rstrip())
        if length <= width - used:
            used += cell_len(word[0])
            continue
        for part in [word[0]] if length <= width else chop_cells(word[0], width):
            if start:
                yield start
            start += len(part)
            used = cell_len(part)


def _cut(line: Runs, start: int, end: int) -> Runs:
    """Return the part of a line between two positions."""
    made: list[Run] = []
    at = 0
    for run in line:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            made.append(run._replace(text=text))
    return tuple(made)
