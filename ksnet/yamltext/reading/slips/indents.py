"""Lines with a space or a dash too many or too few, or with keys of another level below them."""

from __future__ import annotations

from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.reading.slips.lines import BlockText, Line, abridged, structure
from ksnet.yamltext.rules.files import NO_MAPPING, YAML_SYNTAX


def indent_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first line between two levels, or below a complete value."""
    columns: list[int] = []  # where the keys of each open level begin
    above: dict[int, str] = {}  # the key above each of them
    dashes: set[int] = set()  # where the entries of each open list begin
    complete: dict[int, bool] = {}  # whether the last key of a level has its value in its line
    before: Line | None = None
    last: Line | None = None  # the one before that
    for part in structure(text):
        if isinstance(part, BlockText):
            continue
        if part.key is None and not part.dashed:
            continue  # a value that goes on; other slips report one that does not fit
        if part.dashed and (before is None or complete.get(part.indent)):
            span = part.span(part.indent)
            return _stray_dash(file, part) if before else no_mapping_fault(file, span)
        dashes &= {*columns}
        before_it = [*columns]
        while columns and columns[-1] > part.indent:
            columns.pop()
        complete = {column: done for column, done in complete.items() if column <= part.indent}
        expected = _expected(part, before, columns, sorted(dashes) if part.dashed else before_it)
        if expected is not None and before is not None:
            if last is not None and before.column < last.column == part.indent:
                # The line before is at the margin, between lines that belong together.
                return _fault(file, before, part.indent, above)
            return _fault(file, part, expected, above)
        _open(part, before, columns, above)
        if part.dashed:
            dashes.add(part.indent)
        complete[part.column] = bool(part.value) and not part.value.startswith("#")
        last, before = before, part
    return None


# What the first line of a file may be, where that is no title.
_FIRST_KEYS = {"members.yaml": "members:", "network.yaml": "name: …"}


def no_mapping_fault(file: str, span: Span) -> Fault:
    """Return the fault for a file that begins with something else than a key."""
    first = _FIRST_KEYS.get(file.rpartition("/")[2], "title: …")
    return NO_MAPPING.fault(
        Place(file, span=span),
        "Die Datei beginnt nicht mit einem Schlüssel.",
        f"Die erste Zeile muss ein Schlüssel mit Doppelpunkt sein, z. B. „{first}“.",
    )


def _open(line: Line, before: Line | None, columns: list[int], above: dict[int, str]) -> None:
    """Note the levels that begin in a line, and the key above each of them."""
    for column in (line.indent, line.column):
        if not columns or column > columns[-1]:
            columns.append(column)
            own = line.dashed and column == line.column
            above[column] = "" if own or before is None else before.key or ""


def _stray_dash(file: str, line: Line) -> Fault:
    return YAML_SYNTAX.fault(
        Place(file, span=line.span(line.indent)),
        "Hier steht ein Strich („- “), aber darüber beginnt keine Liste.",
        f"Ohne den Strich schreiben: {abridged(line.text[line.column :])}",
    )


def _expected(line: Line, before: Line | None, columns: list[int], likely: list[int]) -> int | None:
    """Return how far a line should be indented, at best as one of `likely`; None if it is right."""
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
        fitting = [column for column in likely if column <= before.column]
        if not (line.dashed and fitting):
            fitting.append(before.column)
        return min(fitting, key=lambda column: (abs(column - line.indent), -column))
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
