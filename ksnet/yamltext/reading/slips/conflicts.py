"""The marks of an unfinished merge in Git: a file with two versions of one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Related, Span
from ksnet.yamltext.reading.slips.lines import abridged
from ksnet.yamltext.rules.files import MERGE_CONFLICT

# Seven signs, or more where Git was told so or one conflict is inside another.
_MARK = expression(r"^(<{7,}|\|{7,}|={7,}|>{7,})(?: ([^\n]*))?$", re.MULTILINE)
_MOST = 20  # places that one finding names
_LONGEST = 60  # letters of a name: Git writes whole subjects of commits


class _Mark(NamedTuple):
    sign: str
    size: int
    name: str
    line: int


class _Conflict(NamedTuple):
    """The marks of one place; `before` only where Git also shows the former version."""

    ours: _Mark
    before: _Mark | None
    middle: _Mark
    theirs: _Mark

    def __str__(self) -> str:
        mine = _lines(self.ours.line + 1, (self.before or self.middle).line - 1, self.ours.name)
        other = _lines(self.middle.line + 1, self.theirs.line - 1, self.theirs.name)
        earlier = (
            f", vorher {_lines(self.before.line + 1, self.middle.line - 1, '')}"
            if self.before
            else ""
        )
        return f"eine {mine}, die andere {other}{earlier}"


def conflict_fault(file: str, text: str) -> Fault | None:
    """Return one fault, at the first mark, that names the lines of all versions; None without."""
    marks = list(_marks(text))
    if not marks or (marks[0].sign == "=" and len(marks) == 1 and not _is_alone(text)):
        return None
    line = marks[0].line
    place = Place(file, span=Span(line, 1, line, marks[0].size + 1))
    conflicts = _conflicts(marks)
    if not conflicts:
        return MERGE_CONFLICT.fault(
            place,
            "Hier ist eine Marke von Git stehen geblieben, zwischen deren Zeilen zwei Fassungen einer Änderung standen.",
            "Prüfen, ob der Text darüber und darunter stimmt, dann diese Zeile entfernen.",
        )
    more = f"; und {len(conflicts) - _MOST} weitere" if len(conflicts) > _MOST else ""
    earlier = (
        " Was zwischen ||||||| und ======= steht, galt vorher und fällt weg."
        if any(c.before for c in conflicts)
        else ""
    )
    return MERGE_CONFLICT.fault(
        place,
        f"Hier stehen zwei Fassungen einer Änderung, die Git nicht zusammenführen konnte: {'; '.join(map(str, conflicts[:_MOST]))}{more}.",
        f"An jeder Stelle die richtige Fassung behalten oder aus beiden eine machen, dann die Zeilen mit <<<<<<<, ======= und >>>>>>> entfernen.{earlier}",
        related=tuple(_ends(file, conflict) for conflict in conflicts[:_MOST]),
    )


def _marks(text: str) -> Iterator[_Mark]:
    line, counted = 1, 0
    for match in _MARK.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield _Mark(match[1][0], len(match[1]), (match[2] or "").strip(), line)


def _ends(file: str, conflict: _Conflict) -> Related:
    """Return the end of a conflict; the name there must not be repeated if the line is secret."""
    line = conflict.theirs.line
    return Related(
        Place(file, span=Span(line, 1, line, conflict.theirs.size + 1)),
        "hier endet die andere Fassung",
    )


def _is_alone(text: str) -> bool:
    """Whether seven equals signs at the margin are a mark, not an indented underline."""
    return re.search(r"^={7}$", text, re.MULTILINE) is not None


def _conflicts(marks: list[_Mark]) -> list[_Conflict]:
    """Return the complete conflicts; `before` is between `|||||||` and `=======`."""
    found: list[_Conflict] = []
    ours: _Mark | None = None
    middle: _Mark | None = None
    before: _Mark | None = None
    for mark in marks:
        if ours and mark.size != ours.size:
            continue  # of a conflict within the version before
        if mark.sign == "<":
            ours, middle, before = mark, None, None
        elif mark.sign == "|" and ours and not middle:
            before = mark
        elif mark.sign == "=" and ours:
            middle = mark
        elif mark.sign == ">" and ours and middle:
            found.append(_Conflict(ours, before, middle, mark))
            ours = None
    return found


def _lines(first: int, last: int, name: str) -> str:
    """Return in German the lines of a version, and whose it is."""
    shown = f" ({abridged(name, _LONGEST)})" if name else ""
    if last < first:
        return f"leer{shown}"
    return (f"in Zeile {first}" if first == last else f"in Zeile {first} bis {last}") + shown
