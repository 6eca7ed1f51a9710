"""The journal of a change to several files: what was there, and what is to be there.

It stands in `.ksnet/journal.json` from before the first file is replaced until after the last one was. So a change that
is cut off can be finished or taken back, and nobody works with half of it. Nothing that stands in a journal is believed
before it is checked: it must be whole, name only record files within the repository, and fit what is on the disk.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from ksnet.errors import OutputProblem, UsageProblem, reason
from ksnet.files import move_into_place, stage, sync_folder

FOLDER = ".ksnet"
FILE = f"{FOLDER}/journal.json"
VERSION = 1
MAX_BYTES = 256 * 1024 * 1024
UNFINISHED = (
    "Eine Änderung an mehreren Dateien wurde unterbrochen; ein Teil der Dateien ist noch auf dem alten Stand.\n"
    "Zuerst beenden mit „ksnet recover“ oder zurücknehmen mit „ksnet recover --undo“."
)
_NAME = re.compile(
    r"(?![.\s])[^/\\:*?\"<>|\x00-\x1f\x7f]+(?<![.\s])"
)  # of a file or folder, on any system; none that is hidden


class Change(NamedTuple):
    """The bytes of a file before and after; None where there is no file."""

    before: bytes | None
    after: bytes | None


def is_unfinished(root: Path) -> bool:
    """Whether a change was cut off."""
    return os.path.lexists(root / FILE)


def refuse_unfinished(root: Path) -> None:
    """Raise UsageProblem where a change was cut off: half of it is nothing to write on or to compare with."""
    if is_unfinished(root):
        raise UsageProblem(UNFINISHED)


@contextmanager
def writing(root: Path) -> Iterator[Path]:
    """Hold the repository for writing and give the folder for temporary files; raises OutputProblem where it is held."""
    folder = root / FOLDER
    try:
        if folder.is_symlink():
            raise OutputProblem(f"{FOLDER} ist eine Verknüpfung; dort wird nichts abgelegt. Bitte löschen.")
        folder.mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("*\n", encoding="ascii")
        with (folder / "lock").open("a+b") as lock:
            _hold(lock)
            for left in folder.glob(".*.tmp"):  # of a command that was ended
                left.unlink()
            yield folder
    except OSError as error:
        raise OutputProblem(f"Im Ordner {FOLDER} lässt sich nichts ablegen: {reason(error)}.") from error


def _hold(lock: IO[bytes]) -> None:
    """Lock a file until it is closed; the system lets go of it also where the program is ended."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # only there on Windows
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputProblem(
            "Gerade schreibt ein anderer ksnet-Befehl in diesem Ordner. Bitte gleich noch einmal versuchen."
        ) from error


def carry_out(root: Path, folder: Path, changes: Mapping[str, Change]) -> None:
    """Bring every file from before to after, with a journal where they are several; raises OutputProblem.

    What fails on the way is taken back. The caller holds the repository.
    """
    targets = {file: change.after for file, change in sorted(changes.items())}
    try:
        staged = _staged(root, folder, targets)
        if len(targets) > 1:
            _write(root, folder, changes)
    except OSError as error:
        raise OutputProblem(f"Die Änderung lässt sich nicht schreiben: {reason(error)}.") from error
    try:
        _replace(root, targets, staged)
    except OSError as error:
        _take_back(root, folder, changes)
        where = f" ({error.filename2 or error.filename})" if error.filename else ""
        raise OutputProblem(
            f"Die Änderung lässt sich nicht schreiben: {reason(error)}{where}. Es ist alles wie vorher."
        ) from error
    _remove(root)


def _take_back(root: Path, folder: Path, changes: Mapping[str, Change]) -> None:
    back = {file: change.before for file, change in changes.items()}
    try:
        _replace(root, back, _staged(root, folder, back))
    except OSError as error:
        raise OutputProblem(UNFINISHED if len(changes) > 1 else reason(error)) from error
    _remove(root)


def _staged(root: Path, folder: Path, targets: Mapping[str, bytes | None]) -> dict[str, Path]:
    """Write the new contents beside, so that a full disk is noticed before anything is changed."""
    return {file: stage(folder, content, root / file) for file, content in targets.items() if content is not None}


def _replace(root: Path, targets: Mapping[str, bytes | None], staged: Mapping[str, Path]) -> None:
    for file, temporary in staged.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        move_into_place(temporary, root / file)
    for file in targets.keys() - staged.keys():
        (root / file).unlink(missing_ok=True)
        sync_folder((root / file).parent)
        for above in list(Path(file).parents)[:-3]:  # data/networks itself stays
            with suppress(OSError):
                (root / above).rmdir()


def _write(root: Path, folder: Path, changes: Mapping[str, Change]) -> None:
    import json

    entries = [{"file": file, "before": _packed(b), "after": _packed(a)} for file, (b, a) in sorted(changes.items())]
    record = {"version": VERSION, "sha256": _digest(entries), "changes": entries}
    move_into_place(stage(folder, json.dumps(record, indent=1).encode(), root / FILE), root / FILE)
    sync_folder(root)


def _remove(root: Path) -> None:
    (root / FILE).unlink(missing_ok=True)
    sync_folder(root / FOLDER)


def _packed(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode()


def _digest(entries: object) -> str:
    import hashlib
    import json

    return hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()


def recover(root: Path, *, undo: bool) -> dict[str, Change]:
    """Finish the change that was cut off, or take it back; return it, empty where there is none.

    Raises UsageProblem, and changes nothing, where the journal is damaged, names what it must not, or does not fit the
    files any more.
    """
    if not is_unfinished(root):
        return {}
    with writing(root) as folder:
        changes = _read(root)
        for file, change in changes.items():
            problem = problem_with(root, file)
            if problem is None and _current(root, file) not in change:
                problem = f"{file} wurde seit der Unterbrechung von Hand geändert"
            if problem:
                raise UsageProblem(
                    f"Die unterbrochene Änderung lässt sich nicht abschließen: {problem}. Es wurde nichts angefasst.\n{_BY_HAND}"
                )
        targets = {file: change.before if undo else change.after for file, change in changes.items()}
        targets = {file: content for file, content in targets.items() if _current(root, file) != content}
        try:
            _replace(root, targets, _staged(root, folder, targets))
        except OSError as error:
            raise OutputProblem(
                f"Das Abschließen ist misslungen: {reason(error)}. Bitte noch einmal versuchen."
            ) from error
        _remove(root)
    return changes


_BY_HAND = f"Die betroffenen Dateien prüfen (oder den letzten gesicherten Stand zurückholen) und dann {FILE} löschen."


def _read(root: Path) -> dict[str, Change]:
    path = root / FILE
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise _damaged()
    import json

    try:
        record: Any = json.loads(path.read_bytes())
        entries = record["changes"]
        if record["version"] != VERSION or record["sha256"] != _digest(entries):
            raise _damaged()
        changes = {
            str(entry["file"]): Change(_unpacked(entry["before"]), _unpacked(entry["after"])) for entry in entries
        }
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged() from None
    if len(changes) != len(entries):
        raise _damaged()
    return changes


def _unpacked(text: object) -> bytes | None:
    if text is None:
        return None
    if not isinstance(text, str):
        raise _damaged()
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise _damaged() from None


def _damaged() -> UsageProblem:
    return UsageProblem(
        f"{FILE} ist beschädigt oder stammt nicht von diesem Programm. Es wurde nichts angefasst.\n{_BY_HAND}"
    )


def problem_with(root: Path, file: str) -> str | None:
    """Return in German why a file must not be written, or None: only records below `root`, and never through a link."""
    parts = file.split("/")
    if not (file.endswith(".yaml") and all(_NAME.fullmatch(part) for part in parts)):
        return f"„{_shown(file)}“ ist keine Datei mit Unterlagen"
    for length in range(1, len(parts) + 1):
        path = root.joinpath(*parts[:length])
        if path.is_symlink():
            return f"{'/'.join(parts[:length])} ist eine Verknüpfung"
        if path.exists() and not (path.is_file() if length == len(parts) else path.is_dir()):
            return f"{file} ist keine gewöhnliche Datei"
    return None


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:80])


def _current(root: Path, file: str) -> bytes | None:
    try:
        return (root / file).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputProblem(f"{file} lässt sich nicht lesen: {reason(error)}.") from error
