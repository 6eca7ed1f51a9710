"""The marks of a merge in Git that was not finished: two versions of one place stand in the file."""

from __future__ import annotations

import re

from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.rules.files import MERGE_CONFLICT

_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: [^\n]*)?$", re.MULTILINE)


def conflict_fault(file: str, text: str) -> Fault | None:
    """Return one fault that names the lines of both versions, at the first mark; None where there is no mark."""
    marks = [(match[1][0], text.count("\n", 0, match.start()) + 1) for match in _MARK.finditer(text)]
    if not marks or (marks[0][0] == "=" and len(marks) == 1 and not _is_alone(text)):
        return None
    line = marks[0][1]
    place = Place(file, span=Span(line, 1, line, 8))
    places = _places(marks)
    if not places:
        return MERGE_CONFLICT.fault(
            place,
            "Hier ist eine Marke von Git stehen geblieben, zwischen deren Zeilen zwei Fassungen einer Änderung standen.",
            "Prüfen, ob der Text darüber und darunter stimmt, dann diese Zeile entfernen.",
        )
    return MERGE_CONFLICT.fault(
        place,
        f"Hier stehen zwei Fassungen einer Änderung, die Git nicht zusammenführen konnte: {'; '.join(places[:20])}.",
        "An jeder Stelle die richtige Fassung behalten oder aus beiden eine machen, dann die Zeilen mit <<<<<<<, ======= und >>>>>>> entfernen.",
    )


def _is_alone(text: str) -> bool:
    """Whether seven equals signs stand at the margin as a mark: not under a heading of a text, which is indented."""
    return re.search(r"^={7}$", text, re.MULTILINE) is not None


def _places(marks: list[tuple[str, int]]) -> list[str]:
    """Return for each conflict which lines hold which version; what stands between `|||||||` and `=======` was before."""
    found: list[str] = []
    start = middle = before = 0
    for sign, line in marks:
        if sign == "<":
            start, middle, before = line, 0, 0
        elif sign == "|" and start:
            before = line
        elif sign == "=" and start:
            middle = line
        elif sign == ">" and start and middle:
            earlier = f", vorher {_lines(before + 1, middle - 1)}" if before else ""
            mine = _lines(start + 1, (before or middle) - 1)
            found.append(f"eine {mine}, die andere {_lines(middle + 1, line - 1)}{earlier}")
            start = 0
    return found


def _lines(first: int, last: int) -> str:
    if last < first:
        return "leer"
    return f"in Zeile {first}" if first == last else f"in Zeile {first} bis {last}"
