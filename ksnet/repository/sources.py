"""Where the files of a data repository come from: the disk, or anything that lists and reads."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from ksnet.basics.limits import MAX_BYTES, limits
from ksnet.basics.ordinary import WITHOUT_WAITING, is_file, is_folder, leads_to, size_of

FileKind = Literal["file", "folder", "link", "other"]
_USUAL_BYTES = 65536


class FolderEntry(NamedTuple):
    """A name in a folder, and what it is; a link is not followed."""

    name: str
    kind: FileKind


class FileSource(Protocol):
    """Files below a root; paths are relative to it, with `/`."""

    def entries(self, folder: str) -> Iterable[FolderEntry]:
        """Return the entries of a folder in any order, none if it is missing; raises OSError."""

    def kind(self, path: str, *, follow: bool = True) -> FileKind | None:
        """Return what is at a path; None for nothing; with `follow` a link is what it leads to.

        One that leads nowhere is then something other.
        """

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, at most a little more than is allowed; raises OSError."""

    def object_name(self, path: str, like: str = "") -> str:
        """Return the name that Git gives the whole content of a file, or the target of a link.

        `like` is a name of the same repository, 64 digits where it uses SHA-256. Raises OSError.
        """


class Disk:
    """A folder on the disk; `overlay` holds files as they will be, None for one to be removed."""

    def __init__(self, root: Path, overlay: Mapping[str, bytes | None]) -> None:
        """Look below `root`."""
        self.root, self.overlay = root, overlay

    def entries(self, folder: str) -> Iterable[FolderEntry]:
        """Return the entries of a folder, none if it is missing; raises OSError."""
        try:
            with os.scandir(f"{self.root}/{folder}") as listing:
                found = [FolderEntry(entry.name, _kind(entry)) for entry in listing]
        except FileNotFoundError:
            found = []
        return self._overlaid(folder, found) if self.overlay else found

    def kind(self, path: str, *, follow: bool = True) -> FileKind | None:
        """Return what is at a path; the root's own files may be links."""
        if path in self.overlay:
            return None if self.overlay[path] is None else "file"
        place = self.root / path
        if not follow and os.path.islink(place):  # noqa: PTH114  (also below a link that leads nowhere)
            return "link"
        if is_file(place):
            return "file"
        if is_folder(place):
            return "folder"
        return "other" if os.path.lexists(place) else None

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, at most a little more than is allowed; raises OSError."""
        if path not in self.overlay:
            # The root's own files may be links, but what lies elsewhere is no part of the records.
            if "/" not in path and not _is_inside(self.root / path, self.root):
                raise OSError(errno.EXDEV, "leads out", path)
            return read_bytes(self.root, path)
        content = self.overlay[path]
        if content is None:
            raise FileNotFoundError(errno.ENOENT, "gone", path)
        return content

    def object_name(self, path: str, like: str = "") -> str:
        """Return the name that Git gives the whole content of a file, or the target of a link."""
        if path in self.overlay:
            content = self.read(path)
            return _object_name(len(content), (content,), like)
        place = self.root / path
        if place.is_symlink():
            target = os.fsencode(place.readlink())
            return _object_name(len(target), (target,), like)
        with os.fdopen(os.open(place, os.O_RDONLY | WITHOUT_WAITING), "rb") as file:
            size = size_of(file.fileno(), path)
            return _object_name(size, iter(lambda: file.read(MAX_BYTES), b""), like)

    def _overlaid(self, folder: str, found: list[FolderEntry]) -> list[FolderEntry]:
        """Return the entries of a folder as they will be after the changes of the overlay."""
        result = {
            entry.name: entry
            for entry in found
            if self.overlay.get(f"{folder}/{entry.name}", b"") is not None
        }
        for path, content in self.overlay.items():
            if content is not None and path.startswith(f"{folder}/"):
                name, slash, _ = path.removeprefix(f"{folder}/").partition("/")
                result[name] = FolderEntry(name, "folder" if slash else "file")
        return list(result.values())


def _is_inside(place: Path, folder: Path) -> bool:
    return not place.is_symlink() or leads_to(place).is_relative_to(leads_to(folder))


def _object_name(size: int, parts: Iterable[bytes], like: str) -> str:
    import hashlib

    name = hashlib.sha256() if len(like) == 64 else hashlib.sha1(usedforsecurity=False)
    name.update(f"blob {size}\0".encode())
    for part in parts:
        name.update(part)
    return name.hexdigest()


def _kind(entry: os.DirEntry[str]) -> FileKind:
    if entry.is_symlink():
        return "link"
    return "folder" if entry.is_dir() else "file" if entry.is_file() else "other"


def read_bytes(root: Path, path: str) -> bytes:
    """Return the bytes of a record file, at most a little more than is allowed.

    Raises OSError, also for what is no file. A named pipe would let its reader wait for ever, so it
    is opened without waiting and examined once it is open.
    """
    # By descriptor: a file object costs half the reading again; and memory for the largest file
    # more than the reading.
    descriptor = os.open(f"{root}/{path}", os.O_RDONLY | WITHOUT_WAITING)
    try:
        size = size_of(descriptor, path)
        content = os.read(descriptor, _USUAL_BYTES)
        # Nearly always; this saves asking whether there is more.
        if len(content) == size:
            return content
        limit = limits(path).size
        while len(content) <= limit and (more := os.read(descriptor, MAX_BYTES)):
            content += more
        # Cut as files of a commit are, so that the same file is the same everywhere.
        return content[: limit + 1]
    finally:
        os.close(descriptor)
