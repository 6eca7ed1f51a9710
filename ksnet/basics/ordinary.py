"""Reads files that anybody may have put there: without waiting, and never more than is expected."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

LARGEST = 64_000_000  # bytes, where nothing else is said
# A named pipe would let who opens it wait for ever.
WITHOUT_WAITING = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


# `Path` raises where a link leads in a circle or to a name that is too long for any system.
def leads_to(path: Path) -> Path:
    """Return where a path leads, as far as its links can be followed."""
    return Path(os.path.realpath(path))


def is_file(path: Path) -> bool:
    """Whether a path leads to a file, as far as this account may see."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder, as far as this account may see."""
    return os.path.isdir(path)  # noqa: PTH112


def size_of(descriptor: int, path: str) -> int:
    """Return the size of an open file; raises OSError where it is none."""
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EOPNOTSUPP, "no regular file", path)
    return found.st_size


def read_ordinary(path: Path, most: int = LARGEST) -> bytes:
    """Return the bytes of a file; raises OSError, also for what is none and for a larger one."""
    with open(os.open(path, os.O_RDONLY | WITHOUT_WAITING), "rb") as file:  # noqa: PTH123  (by descriptor: no waiting)
        if size_of(file.fileno(), str(path)) > most:
            raise _too_large(path)
        return file.read(most)


def read_given(path: Path, most: int = LARGEST, *, cut: bool = False) -> bytes:
    """Return what a call names, also what another program or somebody at a terminal writes.

    Raises OSError, also for more than `most` bytes; with `cut` they are cut off after one more.
    """
    with open(os.open(path, os.O_RDONLY | WITHOUT_WAITING), "rb") as file:  # noqa: PTH123  (by descriptor: no waiting for a writer)
        if hasattr(os, "O_NONBLOCK") and not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            os.set_blocking(file.fileno(), True)
        content = file.read(most + 1)
    if len(content) > most and not cut:
        raise _too_large(path)
    return content


def _too_large(path: Path) -> OSError:
    return OSError(errno.EOVERFLOW, "too large", str(path))
