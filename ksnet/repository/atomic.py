"""Writes files so that they are whole or untouched."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ksnet.basics.errors import OutputProblem, reason


def write_atomically(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    It may come in pieces.

    What is no file, like `/dev/null` or a pipe, is written to and never replaced. Raises
    OutputProblem where the folder is missing, read-only or full.
    """
    staged: Path | None = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as file:
                file.writelines(_pieces(content))
            return
        staged = stage(path.parent, content, path)
        staged.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if staged:
            with suppress(OSError):
                staged.unlink()
        if error.errno == errno.ENOENT and not path.parent.exists():
            raise OutputProblem(
                f"{path} lässt sich nicht schreiben: Den Ordner {path.parent} gibt es nicht. Ihn zuerst anlegen oder einen anderen nennen."
            ) from error
        raise OutputProblem(f"{path} lässt sich nicht schreiben: {reason(error)}.") from error


def make_folder(folder: Path) -> Path:
    """Make a folder if it is missing, and return it; raises OutputProblem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputProblem(f"{folder} lässt sich nicht anlegen: {reason(error)}.") from error
    return folder


def stage(folder: Path, content: bytes | Iterable[bytes], target: Path) -> Path:
    """Write `content` to a temporary file in `folder`, to be moved to `target`; raises OSError."""
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=folder, prefix=f".{target.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(_pieces(content))
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask())
    except BaseException:  # making the pieces may fail, too
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def move_into_place(staged: Path, target: Path) -> None:
    """Move a staged file to `target`, also if that is on another disk; raises OSError."""
    try:
        staged.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = stage(target.parent, staged.read_bytes(), target)
        near.replace(target)
        staged.unlink()
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the system write the entries of a folder to disk, where it can."""
    with suppress(OSError):  # Windows opens no folders, and some network drives cannot do it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def umask() -> int:
    """Return the permissions that new files do not get."""
    current = os.umask(0)
    os.umask(current)
    return current
