"""The journal of a change: the bytes of each file before and after it.

That of several files is in `.ksnet/journal.json` from before the first file is replaced until after
the last one was. So an interrupted change can be finished or taken back, and nobody works with half
of it. Then it moves to `.ksnet/undo/` (`kept`), from where it comes back when the whole change is
to be undone: that is recovering backwards (`carrying`). No journal is trusted before it is checked:
it must be whole, name only record files within the repository, and fit what is on the disk.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ksnet.basics.errors import UsageProblem, reason
from ksnet.basics.expressions import expression
from ksnet.repository.journal.kept import KEPT_FOLDER, Today

FILE = ".ksnet/journal.json"
VERSION = 1
MAX_BYTES = 256 * 1024 * 1024
UNFINISHED = (
    "Eine Änderung an mehreren Dateien wurde unterbrochen; ein Teil der Dateien ist noch auf dem alten Stand.\n"
    "Zuerst beenden mit „ksnet recover“ oder zurücknehmen mit „ksnet recover --undo“."
)
BY_HAND = "Die betroffenen Dateien prüfen (oder den letzten gesicherten Stand zurückholen) und dann {} löschen."
# Of a file or folder, valid on any system and not hidden.
_NAME = expression(r"(?![.\s])[^/\\:*?\"<>|\x00-\x1f\x7f]+(?<![.\s])")


class FileChange(NamedTuple):
    """The bytes of a file before and after; None where there is no file."""

    before: bytes | None
    after: bytes | None


def changed_files(changes: Mapping[str, FileChange]) -> list[str]:
    """Return the files that are changed, in order; of those that only move, the new names."""
    gone = {file for file, change in changes.items() if change.after is None}
    new = sum(change.before is None for change in changes.values())
    return sorted(changes.keys() - gone if len(gone) == new else changes)


class Doing(NamedTuple):
    """The command that makes a change, and its day.

    A change that is not `kept` cannot be undone, nor can any before it.
    """

    command: str
    today: Today
    kept: bool = True


class Journal(NamedTuple):
    """A journal that was read: the changes, their command, and whether to keep it afterwards."""

    changes: dict[str, FileChange]
    command: str = ""
    day: dt.date | None = None
    kept: bool = False


def is_unfinished(root: Path) -> bool:
    """Whether a change was interrupted."""
    return os.path.lexists(root / FILE)


def refuse_unfinished(root: Path) -> None:
    """Raise UsageProblem where a change was interrupted: half of it is no state to work with."""
    if is_unfinished(root):
        raise UsageProblem(UNFINISHED)


def packed(changes: Mapping[str, FileChange], doing: Doing) -> bytes:
    """Return a journal as it is written to disk."""
    entries = [
        {"file": file, "before": _packed(b), "after": _packed(a)}
        for file, (b, a) in sorted(changes.items())
    ]
    record = {
        "version": VERSION,
        "command": doing.command,
        "day": doing.today.day.isoformat(),
        "kept": doing.kept,
        "sha256": _digest(entries),
        "changes": entries,
    }
    import json  # there is seldom a journal

    return json.dumps(record, indent=1).encode()


def _packed(content: bytes | None) -> str | None:
    import base64

    return None if content is None else base64.b64encode(content).decode()


def _digest(entries: object) -> str:
    import hashlib
    import json

    return hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()


def read_journal(path: Path) -> Journal:
    """Read a journal; raises UsageProblem where it is damaged."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise _damaged(path)
    import json

    try:
        record: Any = json.loads(path.read_bytes())
        entries = record["changes"]
        if record["version"] != VERSION or record["sha256"] != _digest(entries):
            raise _damaged(path)
        changes = {
            str(entry["file"]): FileChange(_unpacked(entry["before"]), _unpacked(entry["after"]))
            for entry in entries
        }
        day = dt.date.fromisoformat(record["day"]) if "day" in record else None
        command = _printable_start(str(record.get("command", "")))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged(path) from None
    except OSError as error:
        raise UsageProblem(f"{_name(path)} lässt sich nicht lesen: {reason(error)}.") from error
    if len(changes) != len(entries):
        raise _damaged(path)
    return Journal(changes, command, day, record.get("kept") is True)


def _unpacked(text: object) -> bytes | None:
    if text is None:
        return None
    if not isinstance(text, str):
        raise TypeError
    import base64

    return base64.b64decode(text, validate=True)  # binascii.Error is a ValueError


def _name(path: Path) -> str:
    return FILE if path.name == Path(FILE).name else f"{KEPT_FOLDER}/{path.name}"


def _damaged(path: Path) -> UsageProblem:
    name = _name(path)
    return UsageProblem(
        f"{name} ist beschädigt oder stammt nicht von diesem Programm. Es wurde nichts angefasst.\n{BY_HAND.format(name)}"
    )


def problem_with(root: Path, file: str) -> str | None:
    """Return in German why a file must not be written, or None if it may.

    Only records below `root` may be written, and never through a link.
    """
    parts = file.split("/")
    if not (file.endswith(".yaml") and all(_NAME.fullmatch(part) for part in parts)):
        return f"„{_printable_start(file)}“ ist keine Datei mit Unterlagen"
    for length in range(1, len(parts) + 1):
        path = root.joinpath(*parts[:length])
        if path.is_symlink():
            return f"{'/'.join(parts[:length])} ist eine Verknüpfung"
        if path.exists() and not (path.is_file() if length == len(parts) else path.is_dir()):
            return f"{file} ist keine gewöhnliche Datei"
    return None


def _printable_start(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:80])
