"""Lines that stand in no level of those above them, or lack their dash or have one too many.

Where a line and its neighbours contradict each other, the one is wrong that leaves the levels of
two spaces which `ksnet fmt` writes.
"""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.reading.slips.lines import BlockText, Line, abridged, quoted_value, structure
from ksnet.yamltext.reading.slips.lists import missing_dash
from ksnet.yamltext.rules.files import ENTRY_BELOW, NO_MAPPING, YAML_SYNTAX

_STEP = 2
# What the first line of a file may be, where that is no title.
_FIRST_KEYS = {"members.yaml": "members:", "network.yaml": "name: …"}


class _Level(NamedTuple):
    """An open level: where its lines begin, whether with dashes, and its first line."""

    column: int
    dashed: bool
    first: Line


class _Misplaced(NamedTuple):
    """A line that stands in no level that is open, between the lines above and below it."""

    line: Line
    above: list[Line]
    below: list[Line]
    levels: list[_Level]


def indent_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first line that stands in no level, or for the one that let it."""
    lines = [
        part
        for part in structure(text)
        # A value that goes on is left out: other slips report one that does not fit.
        if not isinstance(part, BlockText) and (part.key is not None or part.dashed)
    ]
    found = _first_misplaced(lines)
    return None if found is None else _explained(file, found)


def no_mapping_fault(file: str, span: Span) -> Fault:
    """Return the fault for a file that begins with something else than a key."""
    first = _FIRST_KEYS.get(file.rpartition("/")[2], "title: …")
    return NO_MAPPING.fault(
        Place(file, span=span),
        "Die Datei beginnt nicht mit einem Schlüssel.",
        f"Die erste Zeile muss ein Schlüssel mit Doppelpunkt sein, z. B. „{first}“.",
    )


def _first_misplaced(lines: list[Line]) -> _Misplaced | None:
    levels: list[_Level] = []  # from the outermost to that of the line before
    for number, line in enumerate(lines):
        same = [(one.column, one.dashed) == (line.indent, line.dashed) for one in levels]
        if number == 0 or _begins_level(lines, number):
            levels.append(_Level(line.indent, line.dashed, line))
        elif any(same):
            del levels[same.index(True) + 1 :]
        else:
            return _Misplaced(line, lines[:number], lines[number + 1 :], levels)
        if line.dashed and line.key:
            levels.append(_Level(line.column, dashed=False, first=line))
        if line.value[:1] in ("[", "{", '"', "'") and line.value[-1] not in "]}\"'":
            return None  # a value over several lines; what follows may be part of it
    return None


def _begins_level(lines: list[Line], number: int) -> bool:
    """Whether a line may be the first below the key before it, which has no value."""
    key, line = lines[number - 1], lines[number]
    if not key.is_open or line.indent < key.column:
        return False
    below = (lines[other] for other in range(number + 1, len(lines)))
    if line.indent == key.column:  # as YAML allows, where there are dashes
        after = next(below, None)
        return line.dashed and not (after and after.indent == line.column + _STEP)
    if line.indent == key.column + _STEP:
        return True
    level = list(takewhile(lambda other: other.indent > key.column, below))
    beside = level[0] if level and not line.is_open else line
    if beside.indent != (_entry(line) if line.dashed and not beside.dashed else line.indent):
        return False
    return all(other.indent >= line.indent for other in level)


def _explained(file: str, found: _Misplaced) -> Fault:
    """Return what is wrong at a line that stands in no level, or at one above it."""
    line, above = found.line, found.above
    if above[-1].is_open and line.indent >= above[-1].column:
        parent = above[-1]
        end = next((other for other in found.below if other.indent < line.indent), None)
        if end and end.dashed and end.indent > parent.column and not line.dashed:
            return _without_dash(file, line)
        return _moved(file, line, parent.column + _STEP, parent)
    if fault := _caused_above(file, found):
        return fault
    if line.dashed:
        levels = [one for one in found.levels if one.dashed and one.first.key == line.key]
        if not levels and any(one.column == line.indent for one in found.levels):
            return _dash_too_many(file, line)
        levels = levels or [one for one in found.levels if one.dashed]
    else:
        levels = [one for one in found.levels if not one.dashed]
    # The keys of an entry below it say best where its dash belongs.
    body = found.below[0].indent - _STEP if line.dashed and found.below else None
    columns = [level.column for level in levels]
    expected = min(columns, key=lambda one: (one != body, abs(one - line.indent), -one), default=0)
    return _moved(file, line, expected, _key_above(above, expected))


def _caused_above(file: str, found: _Misplaced) -> Fault | None:
    """Return what is wrong at the line above, so that this one stands in no level."""
    line, before = found.line, found.above[-1]
    last = found.above[-2] if len(found.above) > 1 else None
    following = found.below[0] if found.below else None
    if line.indent < found.above[0].indent:
        if found.above[0].dashed:
            return no_mapping_fault(file, found.above[0].span(found.above[0].indent))
        return _moved(file, found.above[0], line.indent, None)
    if last is None:
        return None
    if before.dashed and not before.key and before.value and line.indent == before.column:
        return _without_key(file, before, found.above)
    at_dash = before.dashed and before.indent == line.indent
    in_entry = following is not None and following.indent == before.column
    if at_dash and not in_entry and not _is_list(found, before):
        return _dash_too_many(file, before)
    first = last.is_open  # the line above is the first below its key
    if first and before.indent == last.column and line.indent == _entry(before) + _STEP:
        return _moved(file, before, last.column + _STEP, last)
    entries = ((line.indent, False), (before.indent, True))
    goes_on = following is not None and (following.indent, following.dashed) in entries
    if first and goes_on and not before.dashed and line.indent == before.indent + _STEP:
        return _without_dash(file, before)
    if before.column < last.column == line.indent and not line.dashed:
        # It stands at the margin, between lines that belong together.
        return _moved(file, before, line.indent, _key_above(found.above[:-1], line.indent))
    return None


# Lists of which each entry is first of all a text, where that of most is a title.
_OF_TEXTS = frozenset(
    "goals improvements results figures workstreams measures needs analysis milestones participation other".split()
)


def _entry(line: Line) -> int:
    """Return the column of what a line says: behind its dash, where that has a key."""
    return line.column if line.dashed else line.indent


def _is_list(found: _Misplaced, dashed: Line) -> bool:
    """Whether a line with a dash has others like it above or below."""
    lists = (one.first for one in found.levels if (one.column, one.dashed) == (dashed.indent, True))
    if any(first is not dashed for first in lists):
        return True
    level = takewhile(lambda other: other.indent >= dashed.indent, found.below)
    return any(other.dashed and other.indent == dashed.indent for other in level)


def _key_above(above: list[Line], column: int) -> Line | None:
    """Return the key whose level begins in a column; None at the top and within an entry."""
    for line in reversed(above):
        if line.column < column:
            return line if line.is_open else None
    return None


def _without_dash(file: str, line: Line) -> Fault:
    message = f"Vor „{line.key}“ fehlt „- “: Hier beginnt ein Eintrag einer Liste."
    return missing_dash(file, line, message, f"{line.key}: {ENTRY_BELOW}.")


def _without_key(file: str, entry: Line, above: list[Line]) -> Fault:
    """Return that an entry of which keys stand below begins with a text alone."""
    same = list(takewhile(lambda other: other.indent >= entry.indent, reversed(above)))
    others = (one.key for one in same if one.dashed and one.key and one.indent == entry.indent)
    over = above[-len(same) - 1].key if len(same) < len(above) else None
    key, text = next(others, "text" if over in _OF_TEXTS else "title"), abridged(entry.value)
    return YAML_SYNTAX.fault(
        Place(file, span=entry.span(entry.column)),
        f"Vor „{text}“ fehlt der Schlüssel; darunter stehen weitere Schlüssel des Eintrags.",
        f"Schreiben: - {key}: {quoted_value(entry.value) if ': ' in entry.value else text}",
    )


def _dash_too_many(file: str, line: Line) -> Fault:
    mend = (
        f"Ohne „- “ schreiben, mit {_spaces(line.indent)} eingerückt: {line.key}: …"
        if line.key
        else "Den Eintrag zu seiner Liste stellen, oder darüber den Schlüssel der Liste ergänzen."
    )
    return YAML_SYNTAX.fault(
        Place(file, span=line.span(line.indent)),
        f"Vor „{line.key or abridged(line.value)}“ steht ein Spiegelstrich; die Zeilen daneben sind aber Schlüssel und keine Liste.",
        mend,
    )


def _moved(file: str, line: Line, expected: int, parent: Line | None) -> Fault:
    whose = (
        f"unter „{parent.key}“"
        if parent is not None
        else "gleich weit wie die Schlüssel, zu denen sie gehört"
    )
    return YAML_SYNTAX.fault(
        Place(file, span=line.span(line.indent)),
        f"Diese Zeile ist mit {_spaces(line.indent)} eingerückt und passt so zu keiner darüber.",
        f"Mit {_spaces(expected)} einrücken, {whose}.",
    )


def _spaces(number: int) -> str:
    return f"{number} Leerzeichen" if number else "keinem Leerzeichen"
