"""The files of one commit as a source for a data repository."""

from __future__ import annotations

import errno
import os
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import IO, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.git import Git
from ksnet.basics.limits import limits
from ksnet.repository.sources import FileKind, FolderEntry

_FILES, _LINK = ("100644", "100755", "100664"), "120000"


class Blob(NamedTuple):
    """A file in a commit: its mode (six octal digits) and object name (40 or 64 hex digits)."""

    mode: str
    name: str


class Blobs:
    """Reads contents from Git's objects through one process; must be closed.

    A copy of this process, or one that gets this value, starts its own: answers of one that two ask
    would be mixed up.
    """

    def __init__(self, git: Git) -> None:
        """Take the repository; the process starts with the first read."""
        self.git = git
        self._processes: dict[int, subprocess.Popen[bytes]] = {}  # by who asks

    def __reduce__(self) -> tuple[type[Blobs], tuple[Git]]:
        """Hand over the repository without the process."""
        return Blobs, (self.git,)

    def read(self, name: str, path: str) -> bytes:
        """Return the content of a blob, cut a little above the size allowed for a record.

        Raises UsageProblem where it is missing or damaged; `path` is its name in the error.
        """
        given, answer = self._pipes()
        try:
            given.write(f"{name}\n".encode("ascii"))
            given.flush()
        except OSError:
            raise _missing(path) from None
        about = answer.readline().split()
        if len(about) != 3 or about[1] != b"blob":
            raise _missing(path)
        size = int(about[2])
        most = limits(path).size + 1
        content = answer.read(min(size, most))
        if size > most:
            self.close()  # the rest stays unread
        elif len(content) != size or answer.read(1) != b"\n":
            raise _missing(path)
        return content

    def close(self) -> None:
        """End the process."""
        if process := self._processes.pop(os.getpid(), None):
            process.kill()
            process.communicate()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._processes.get(os.getpid())
        if process is None:
            process = self._processes[os.getpid()] = subprocess.Popen(
                self.git.command("cat-file", "--batch"),
                cwd=self.git.folder,
                env=self.git.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        assert process.stdin is not None  # noqa: S101  (both were asked for; for the type checker)
        assert process.stdout is not None  # noqa: S101  (likewise)
        return process.stdin, process.stdout


def _missing(path: str) -> UsageProblem:
    shown = path.encode("utf-8", "replace").decode()
    return UsageProblem(
        f"Der gespeicherte Inhalt von {shown} fehlt in diesem Klon oder ist beschädigt; so lässt sich nicht vergleichen. "
        "Was fehlt, sagt: git fsck. Ein unvollständiger Klon wird vollständig mit: git fetch --refetch"
    )


class Stored:
    """The files of one commit below the root of a data repository, read on demand."""

    def __init__(self, source: Blobs, blobs: Mapping[str, Blob]) -> None:
        """Take the files by path."""
        self.source, self.blobs = source, blobs

    def entries(self, folder: str) -> list[FolderEntry]:
        """Return the entries of a folder, empty where there is none."""
        return self._folders.get(folder, [])

    def kind(self, path: str, *, follow: bool = True) -> FileKind | None:  # noqa: ARG002  (no link of a commit is followed)
        """Return what is at a path, None for nothing."""
        blob = self.blobs.get(path)
        if blob is None:
            return "folder" if path in self._folders else None
        return _kind(blob)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, cut above the allowed size; raises FileNotFoundError."""
        blob = self.blobs.get(path)
        if blob is None or blob.mode not in _FILES:
            raise FileNotFoundError(errno.ENOENT, "not in this commit", path)
        return self.source.read(blob.name, path)

    def object_name(self, path: str, like: str = "") -> str:  # noqa: ARG002  (it is known)
        """Return the name of the content in Git; raises FileNotFoundError."""
        blob = self.blobs.get(path)
        if blob is None:
            raise FileNotFoundError(errno.ENOENT, "not in this commit", path)
        return blob.name

    @cached_property
    def _folders(self) -> Mapping[str, list[FolderEntry]]:
        folders: dict[str, list[FolderEntry]] = defaultdict(list)
        for path, blob in self.blobs.items():
            if (kind := _kind(blob)) is None:
                continue
            name: str | None = path
            while name is not None:
                above, slash, last = name.rpartition("/")
                is_known = bool(slash) and above in folders
                folders[above].append(FolderEntry(last, kind))
                kind = "folder"
                name = above if slash and not is_known else None
        return folders


def _kind(blob: Blob) -> FileKind | None:
    """Return the kind of a tree entry, None for a submodule."""
    return "file" if blob.mode in _FILES else "link" if blob.mode == _LINK else None
