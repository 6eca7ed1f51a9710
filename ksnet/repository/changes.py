"""The files before and after a command: shown as a diff, or written all together or not at all."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ksnet.basics.errors import OutputProblem
from ksnet.repository import journal
from ksnet.repository.journal import Doing, FileChange, carrying, lock
from ksnet.repository.sources import read_bytes

NOWHERE = "/dev/null"
_MOST_PAIRS = 10_000  # of new and removed files that are compared with each other


def unified_diff(changes: Mapping[str, FileChange]) -> str:
    """Return the changes as one unified diff in the form of Git, in the order of their paths."""
    renames = _renames(changes)
    renamed = set(renames.values())
    parts = []
    for file in sorted(changes):
        if old := renames.get(file):
            parts.append(f"diff --git a/{old} b/{file}\nrename from {old}\nrename to {file}\n")
            parts.append(_diff(old, file, FileChange(changes[old].before, changes[file].after)))
        elif file not in renamed:
            parts.append(_diff(file, file, changes[file]))
    return "".join(parts)


def _renames(changes: Mapping[str, FileChange]) -> dict[str, str]:
    """Return the old name of each new file that shares most lines with one that is gone.

    Looked at are those of the same name in other folders, else all, unless they are very many.
    """
    new = [file for file in sorted(changes) if changes[file].before is None]
    gone = {
        file: Counter(_lines(changes[file].before))
        for file in sorted(changes)
        if changes[file].after is None
    }
    called: dict[str, list[str]] = defaultdict(list)
    for file in gone:
        called[PurePosixPath(file).name].append(file)
    all_of = gone.keys() if len(new) * len(gone) <= _MOST_PAIRS else ()
    result: dict[str, str] = {}
    for file in new:
        lines = Counter(_lines(changes[file].after))
        others = called[PurePosixPath(file).name] or all_of
        shared = {other: _likeness(gone[other], lines) for other in others if other in gone}
        best = max(shared, key=shared.__getitem__, default=None)
        if best is not None and shared[best] > 0.5:
            result[file] = best
            del gone[best]
    return result


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of two texts are lines that both have, from 0 to 1."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _diff(old: str, new: str, change: FileChange) -> str:
    lines = difflib.unified_diff(
        _lines(change.before),
        _lines(change.after),
        NOWHERE if change.before is None else f"a/{old}",
        NOWHERE if change.after is None else f"b/{new}",
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(content: bytes | None) -> list[str]:
    *whole, last = (content or b"").decode("utf-8").split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def write_changes(root: Path, changes: Mapping[str, FileChange], doing: Doing) -> None:
    """Write all files or none; the only way in which commands write records.

    `doing` says which command it is; its change is kept so that it can be undone as a whole. Raises
    UsageProblem where an earlier change was interrupted, OutputProblem where a file is no longer
    what was read, or cannot be written.
    """
    journal.refuse_unfinished(root)
    if not changes:
        return
    with lock.writing(root) as folder:
        journal.refuse_unfinished(root)
        for file in sorted(changes):
            if problem := journal.problem_with(root, file):
                raise OutputProblem(f"{problem}; nichts wurde geändert.")
            if _on_disk(root, file) != changes[file].before:
                raise OutputProblem(
                    f"{file} hat sich inzwischen geändert. Bitte den Befehl wiederholen."
                )
        carrying.carry_out(root, folder, changes, doing)


def _on_disk(root: Path, file: str) -> bytes | None:
    try:
        return read_bytes(root, file)
    except OSError:
        return None


__all__ = ["Doing", "FileChange", "unified_diff", "write_changes"]
