"""Lines with a space too many or too few, or with keys of another level below them."""

from __future__ import annotations

from ksnet.basics.findings import Fault, Place
from ksnet.yamltext.reading.slips.lines import BlockText, Line, structure
from ksnet.yamltext.rules.files import YAML_SYNTAX


def indent_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first line between two levels, or below a complete value."""
    columns: list[int] = []  # where the keys of each open level begin
    above: dict[int, str] = {}  # the key above each of them
    before: Line | None = None
    last: Line | None = None  # the one before that
    for part in structure(text):
        if isinstance(part, BlockText):
            continue
        if part.key is None and not part.dashed:
            continue  # a value that goes on; other slips report one that does not fit
        while columns and columns[-1] > part.indent:
            columns.pop()
        expected = _expected(part, before, columns)
        if expected is not None and before is not None:
            if last is not None and before.column < last.column == part.indent:
                # The line before is at the margin, between lines that belong together.
                return _fault(file, before, part.indent, above)
            return _fault(file, part, expected, above)
        for column in (part.indent, part.column):
            if not columns or column > columns[-1]:
                columns.append(column)
                above[column] = before.key or "" if before is not None else ""
        last, before = before, part
    return None


def _expected(line: Line, before: Line | None, columns: list[int]) -> int | None:
    """Return how far a line should be indented; None where it is right."""
    if before is None:
        return None  # the first line says where the top level is
    if line.indent in columns:
        return None
    if line.indent > before.column and not before.value and before.key is not None:
        return None  # the first line below a key
    if line.indent > before.column:
        return before.column
    if not columns:
        return 0
    if before.indent < line.indent < before.column or line.indent < before.indent:
        fitting = [column for column in columns if column <= before.column]
        return min(
            (*fitting, before.column), key=lambda column: (abs(column - line.indent), -column)
        )
    return None


def _fault(file: str, line: Line, expected: int, above: dict[int, str]) -> Fault:
    under = above.get(expected, "")
    whose = (
        f"unter „{under}“"
        if under and expected
        else "gleich weit wie die Schlüssel, zu denen sie gehört"
    )
    return YAML_SYNTAX.fault(
        Place(file, span=line.span(line.indent)),
        f"Diese Zeile ist mit {_spaces(line.indent)} eingerückt und passt so zu keiner darüber.",
        f"Mit {_spaces(expected)} einrücken, {whose}.",
    )


def _spaces(number: int) -> str:
    return f"{number} Leerzeichen" if number else "keinem Leerzeichen"
