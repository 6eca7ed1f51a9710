"""Write files so that they are whole or untouched."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ksnet.errors import OutputProblem, reason


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    Raises OutputProblem where the folder is missing, read-only or full.
    """
    temporary: str | None = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise OutputProblem(f"{path} lässt sich nicht schreiben: {reason(error)}.") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
