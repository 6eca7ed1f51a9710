"""Locks a repository for writing: one command at a time, with a folder for temporary files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ksnet.basics.errors import OutputProblem, reason
from ksnet.basics.ordinary import WITHOUT_WAITING, size_of

KSNET_FOLDER = ".ksnet"


@contextmanager
def writing(root: Path) -> Iterator[Path]:
    """Lock the repository, yield its folder for temporary files; OutputProblem if it is locked."""
    try:
        folder = own_folder(root)
        flags = os.O_RDWR | os.O_CREAT | WITHOUT_WAITING
        with open(os.open(folder / "lock", flags, 0o666), "r+b", buffering=0) as lock:  # noqa: PTH123  (by descriptor: no waiting)
            size_of(lock.fileno(), str(folder / "lock"))
            _hold(lock)
            _sweep(folder)  # after a command that was ended
            try:
                yield folder
            finally:
                with suppress(OSError):
                    _sweep(folder)  # after a full disk
    except OSError as error:
        raise OutputProblem(
            f"Im Ordner {KSNET_FOLDER} lässt sich nichts ablegen: {reason(error)}."
        ) from error


def own_folder(root: Path) -> Path:
    """Return the folder `.ksnet`, made if missing and ignored by Git.

    Raises OSError, and OutputProblem where it or a file of its own is a link.
    """
    folder = root / KSNET_FOLDER
    for name in (".", ".gitignore", "lock"):
        if (folder / name).is_symlink():
            raise OutputProblem(
                f"{(Path(KSNET_FOLDER) / name).as_posix()} ist eine Verknüpfung; dort wird nichts abgelegt. Bitte löschen."
            )
    folder.mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
    return folder


def _sweep(folder: Path) -> None:
    for left in folder.glob(".*.tmp"):
        left.unlink()


def _hold(lock: IO[bytes]) -> None:
    """Lock a file until it is closed; the system unlocks it even if the program is killed."""
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
