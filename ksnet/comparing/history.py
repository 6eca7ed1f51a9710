"""Earlier states of a data repository, read from Git's history without writing to disk."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from ksnet.basics.errors import UsageProblem
from ksnet.basics.git import Git
from ksnet.comparing.controls import JOBS
from ksnet.comparing.revisions import Revisions
from ksnet.comparing.stored import Blob, Blobs, Stored
from ksnet.repository import CODEOWNERS, Repository
from ksnet.repository.sources import Disk, FileSource


class History:
    """The Git history of the folder of a data repository."""

    def __init__(self, root: Path) -> None:
        """Find it; raises UsageProblem without Git, repository or commit."""
        self.root, self.git = root, Git(root)
        try:
            said = self.git.text("rev-parse", "--show-prefix", "HEAD^{commit}")
            self._prefix, _, head = said.rstrip("\n").rpartition("\n")
        except FileNotFoundError as error:
            raise UsageProblem(
                "Zum Vergleichen wird Git gebraucht; es ist nicht installiert."
            ) from error
        except subprocess.CalledProcessError as error:
            raise UsageProblem(_why_none(error)) from error
        self.revisions = Revisions(self.git, head)
        self.blobs = Blobs(self.git)

    def __enter__(self) -> History:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the process that reads the history."""
        self.blobs.close()

    def stored(self, commit: str) -> Stored:
        """Return the files of a commit below the root; raises UsageProblem if any is missing."""
        return Stored(self.blobs, self._listing(commit))

    def repository(self, stored: Stored) -> Repository:
        """Return the repository in a commit."""
        return Repository(self.root, source=stored)

    def tops(self, before: str, after: str | None) -> tuple[FileSource, FileSource] | None:
        """Return the governing files at the top of the checkout; None where the root is the top."""
        if not self._prefix:
            return None
        first = Stored(self.blobs, self._at_top(before))
        if after:
            return first, Stored(self.blobs, self._at_top(after))
        return first, Disk(Path(self.git.text("rev-parse", "--show-toplevel").rstrip("\n")), {})

    def equal(self, before: Stored, after: Stored | None) -> frozenset[str]:
        """Return the files below the root that Git knows to be equal, without reading them.

        `after` is None for the working tree: files in Git's index that were not written since.
        """
        now = after.blobs if after else self._unwritten
        return frozenset(path for path, blob in before.blobs.items() if now.get(path) == blob)

    def submodules(self, before: Stored, after: Stored | None) -> frozenset[str]:
        """Return the folders that are repositories of their own and not the same in both states."""
        was = _submodules(before.blobs)
        now = _submodules(after.blobs if after else self._unwritten)
        return frozenset(path for path, _ in was.items() ^ now.items())

    def _listing(self, commit: str) -> dict[str, Blob]:
        prefix = self._prefix.rstrip("/")
        try:
            listed = self.git.text("ls-tree", "-r", "-z", "--full-tree", f"{commit}:{prefix}")
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").lower()
            if prefix and (
                "not a valid object name" in said
                or "does not exist" in said
                or "exists on disk" in said
            ):
                return {}  # the folder was not there yet
            raise UsageProblem(
                f"Diesem Klon fehlt ein Teil des Standes {commit[:10]}; er lässt sich so nicht vergleichen. Was fehlt oder beschädigt ist, sagt: git fsck"
            ) from error
        return _blobs(listed)

    def _at_top(self, commit: str) -> dict[str, Blob]:
        return _blobs(
            self.git.text("ls-tree", "-r", "-z", "--full-tree", commit, "--", *CODEOWNERS, *JOBS)
        )

    @cached_property
    def _unwritten(self) -> Mapping[str, Blob]:
        """Return the files below the root in the index that were not written since."""
        try:
            known = self.git.text("ls-files", "-z", "-s", "-v")
            written = self.git.text(
                "diff-files", "-z", "--name-only", "--relative", "--ignore-submodules=all"
            )
        except subprocess.SubprocessError:
            return {}  # then the files are read
        result = {}
        for line in known.split("\0"):
            about, _, path = line.partition("\t")
            # After a lower-case letter or S, Git does not check whether the file was written.
            # Stages are of a merge.
            if path and about.startswith("H ") and about.endswith(" 0"):
                _, mode, name, _ = about.split(" ")
                result[path] = Blob(mode, name)
        for path in written.split("\0"):
            result.pop(path, None)
        return result


def _why_none(error: subprocess.CalledProcessError) -> str:
    """Return in German why Git knows no history of a folder."""
    said = error.stderr.decode("utf-8", "replace")
    if "HEAD^{commit}" in said:
        return "Hier ist noch kein Stand gespeichert (git commit); es gibt nichts zu vergleichen."
    if "dubious ownership" in said:
        return "Git liest diesen Ordner nicht, weil er einem anderen Konto gehört. Freigeben mit: git config --global --add safe.directory ORDNER"
    return "Diese Unterlagen stehen nicht unter Versionsverwaltung (Git); es gibt nichts zu vergleichen. Einrichten kann das Ihre IT."


def _submodules(blobs: Mapping[str, Blob]) -> dict[str, str]:
    """Return the commits of the repositories inside this one by path."""
    return {path: blob.name for path, blob in blobs.items() if blob.mode == "160000"}


def _blobs(listed: str) -> dict[str, Blob]:
    """Parse the output of `git ls-tree -z`."""
    result = {}
    for line in listed.split("\0"):
        about, _, path = line.partition("\t")
        if path:
            mode, _, name = about.split(" ")
            result[path] = Blob(mode, name)
    return result
