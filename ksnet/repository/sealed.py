"""Values kept from one run to the next in `.ksnet/checks/`, so that less is worked out again.

These files come from outside: anybody who can commit files could put something there that hides a
finding. So each value is sealed with a key that only the account of this user has; what is damaged
or not sealed by it is ignored, and so is what another version of the program has kept. The values
are JSON; nothing in them is run. They quote records: nobody else may read them, and
`clear_results` removes them all.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from contextlib import suppress
from pathlib import Path

from ksnet.basics.digests import blake2b
from ksnet.basics.errors import OutputProblem
from ksnet.repository.journal.lock import own_folder

FOLDER = ".ksnet/checks"
MOST_BYTES = 64_000_000  # of one value
_KEY_BYTES = 32
_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
_WRITE = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)


class Sealed:
    """Values by name, one file each; what cannot be read or written is not kept."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Keep the values in a folder; use `opened` to make one."""
        self.folder, self._key = folder, key

    def names(self, below: str = "") -> set[str]:
        """Return all names, or those in the folder `below`."""
        with suppress(OSError):
            return {name for name in os.listdir(self.folder / below) if not name.startswith(".")}  # noqa: PTH208  (a third of the time)
        return set()

    def load(self, name: str) -> object:
        """Return a value from JSON; None where none was sealed here under this name."""
        content = _content(self.folder / name, MOST_BYTES)
        seal, _, body = (content or b"").partition(b"\n")
        if not body or seal != self._seal(name, body):
            return None
        value: object = json.loads(body)
        return value

    def save(self, name: str, value: object) -> None:
        """Keep a value in place of the former one."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        if len(body) < MOST_BYTES - 100:
            _write(self.folder / name, self._seal(name, body) + b"\n" + body)

    def _seal(self, name: str, body: bytes) -> bytes:
        digest = blake2b(name.encode() + b"\n", key=self._key, digest_size=32)
        digest.update(body)
        return digest.hexdigest().encode()

    def digest(self, *parts: object) -> str:
        """Return a name for exactly these parts, which JSON must be able to hold."""
        return blake2b(json.dumps(parts).encode(), key=self._key, digest_size=16).hexdigest()

    def remove(self, name: str) -> None:
        """Remove one value."""
        with suppress(OSError):
            (self.folder / name).unlink()

    def keep_only(self, begin: str, wanted: str) -> None:
        """Remove all values whose name begins with `begin`, and all below them, except `wanted`."""
        old = [name for name in self.names() if name.startswith(begin) and name != wanted]
        if old:
            import shutil

            for name in old:
                shutil.rmtree(self.folder / name, ignore_errors=True)

    def forget_old(self, begin: str, most: int) -> None:
        """Remove the oldest values whose name begins with `begin`, until `most` are left."""
        with suppress(OSError):
            found = [self.folder / name for name in self.names() if name.startswith(begin)]
            for path in sorted(found, key=lambda path: path.stat().st_mtime)[:-most]:
                path.unlink()


def opened(root: Path, home: Path, program: str) -> Sealed | None:
    """Return the values that this version of `program` keeps for a repository.

    None where nothing can be kept: a link is there, or `home` takes no key.
    """
    with suppress(OSError, OutputProblem):
        folder = own_folder(root) / "checks"
        if folder.is_symlink():
            return None
        folder.mkdir(mode=0o700, exist_ok=True)
        key = _content(home / "key", _KEY_BYTES)
        if key is None or len(key) != _KEY_BYTES:
            key = os.urandom(_KEY_BYTES)
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(home / "key", key)
        return Sealed(folder, blake2b(program.encode(), key=key, digest_size=_KEY_BYTES).digest())
    return None


def last_change(root: Path) -> dt.date:
    """Return the day on which something was last kept, else `date.max`; raises OSError."""
    try:
        return dt.date.fromtimestamp((root / FOLDER).stat().st_mtime)  # noqa: DTZ012  (the day here)
    except FileNotFoundError:
        return dt.date.max


def clear_results(root: Path) -> None:
    """Remove all values of a repository; raises OSError."""
    folder = root / FOLDER
    if folder.is_symlink() or folder.parent.is_symlink():
        return  # not ours: its target stays as it is
    import shutil

    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _content(path: Path, most: int) -> bytes | None:
    """Return the bytes of an ordinary file that is not too large."""
    with suppress(OSError), open(os.open(path, _READ), "rb") as file:  # noqa: PTH123  (by descriptor: no link, no waiting)
        found = os.fstat(file.fileno())
        if stat.S_ISREG(found.st_mode) and found.st_size <= most:
            return file.read(most)
    return None


def _write(path: Path, content: bytes) -> None:
    """Write a file that only this user may read, as a whole or not at all."""
    staged = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with open(os.open(staged, _WRITE, 0o600), "wb") as file:  # noqa: PTH123  (with these rights from the start)
            file.write(content)
        staged.replace(path)
    except OSError:
        with suppress(OSError):
            staged.unlink()
