"""A diff of records without what no output may repeat: single lines are masked, not whole files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.checking.veiling import Hidden, Veil
from ksnet.protection.bodies import NONE, Bodies, sensitive_bodies
from ksnet.repository.changes import NOWHERE, unified_diff
from ksnet.repository.journal import FileChange

_HUNK = expression(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
MASK = "(Zeile nicht gezeigt)"


class _Lines(NamedTuple):
    """What is left out of one state of a file: lines, and names of sensitive bodies."""

    hidden: frozenset[int]
    bodies: Bodies


def masked_diff(
    changes: Mapping[str, FileChange], before: Veil | None, after: Veil | None
) -> tuple[str, dict[str, int]]:
    """Return the changes as one unified diff, and how many lines of each file are left out.

    0 means that the whole file is left out. `before` and `after` know what no output may repeat of
    the two states.
    """
    shown, masks, left_out = dict(changes), dict[str, tuple[_Lines, _Lines]](), dict[str, int]()
    for file, change in changes.items():
        found = _hidden(before, file, change.before), _hidden(after, file, change.after)
        if any(one.is_everything for side in found for one in side) or _is_doubtful(
            file, change, before, after
        ):
            left_out[file] = 0
            del shown[file]
            continue
        bodies = _bodies(file, change, before, after)
        lines = [
            frozenset(number for one in side for number in one.lines) | of_bodies.lines
            for side, of_bodies in zip(found, bodies, strict=True)
        ]
        if any(lines) or any(of_bodies.names for of_bodies in bodies):
            masks[file] = (_Lines(lines[0], bodies[0]), _Lines(lines[1], bodies[1]))
    counts: Counter[str] = Counter()
    text = "".join(_masked(unified_diff(shown), masks, counts))
    return text, left_out | {file: count for file, count in counts.items() if count}


def _hidden(veil: Veil | None, file: str, content: bytes | None) -> list[Hidden]:
    return veil.hidden(file, content) if veil is not None and content is not None else []


def _is_doubtful(file: str, change: FileChange, before: Veil | None, after: Veil | None) -> bool:
    """Whether a file names a sensitive body of a list that is unreadable, hence incomplete."""
    known = [veil.bodies_of(file) for veil in (before, after) if veil is not None]
    texts = [
        content.decode("utf-8", "replace")
        for content in (change.before, change.after)
        if content is not None
    ]
    return any(not one.certain and any(map(one.named_in, texts)) for one in known)


def _bodies(
    file: str, change: FileChange, before: Veil | None, after: Veil | None
) -> tuple[Bodies, Bodies]:
    """Return the sensitive bodies for both states of a file: those of one are hidden in both."""
    known = [veil.bodies_of(file) for veil in (before, after) if veil is not None]
    named = [one for one in known if one is not NONE]
    if not named:
        return NONE, NONE
    patterns = [one.names.pattern for one in named if one.names]
    names = re.compile("|".join(patterns)) if patterns else None
    ids = frozenset(ident for one in named for ident in one.ids)
    is_list = file.endswith("/members.yaml")
    sides = [
        sensitive_bodies(content, ids).lines if is_list and content is not None else frozenset()
        for content in (change.before, change.after)
    ]
    return Bodies(sides[0], names), Bodies(sides[1], names)


def _masked(
    diff: str, masks: Mapping[str, tuple[_Lines, _Lines]], counts: Counter[str]
) -> list[str]:
    """Return the lines of a diff, masked where necessary; `counts` is updated by file."""
    result: list[str] = []
    names = ["", ""]
    at, left = [0, 0], [0, 0]
    for written in re.findall(r"[^\n]*\n|[^\n]+", diff):
        line = written
        if not any(left):
            if match := _HUNK.match(line):
                at = [int(match[1]), int(match[3])]
                left = [int(match[2] or 1), int(match[4] or 1)]
            elif line.startswith(("--- ", "+++ ")):
                name = line[4:].rstrip("\n")
                names[line.startswith("+")] = "" if name == NOWHERE else name[2:]
            result.append(line)
            continue
        sides = {" ": (0, 1), "-": (0,), "+": (1,)}.get(line[0], ())
        for side in sides:
            mask = masks.get(names[side])
            if mask is not None and line[1:].strip():
                line, masked = _masked_line(line, at[side], mask[side])
                counts[names[side]] += masked
        for side in sides:
            at[side] += 1
            left[side] -= 1
        result.append(line)
    return result


def _masked_line(line: str, number: int, mask: _Lines) -> tuple[str, bool]:
    """Return a line as it may be shown, and whether something is left out."""
    if MASK in line:
        return line, False
    if number in mask.hidden:
        indent = len(line) - len(line[1:].lstrip(" ")) - 1
        return f"{line[0]}{' ' * indent}{MASK}\n", True
    veiled = mask.bodies.veil(line)
    return veiled, veiled != line
