"""Files as they are and as they are going to be: shown as a diff, or written."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ksnet.errors import OutputProblem
from ksnet.files import write_atomically
from ksnet.loading.files import read_bytes


class Change(NamedTuple):
    """The bytes of a file before and after."""

    before: bytes
    after: bytes


def unified_diff(changes: Mapping[str, Change]) -> str:
    """Return the changes as one unified diff, as Git shows it; files in the order of their paths."""
    return "".join(_diff(file, *changes[file]) for file in sorted(changes))


def _diff(file: str, before: bytes, after: bytes) -> str:
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(content: bytes) -> list[str]:
    *whole, last = content.decode("utf-8").split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def write_changes(root: Path, changes: Mapping[str, Change]) -> None:
    """Write every file as a whole; raises OutputProblem, also where a file is no longer what was read."""
    for file in sorted(changes):
        try:
            unchanged = read_bytes(root, file) == changes[file].before
        except OSError:
            unchanged = False
        if not unchanged:
            raise OutputProblem(f"{file} hat sich inzwischen geändert. Bitte den Befehl wiederholen.")
        write_atomically(root / file, changes[file].after)
