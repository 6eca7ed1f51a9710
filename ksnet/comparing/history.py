"""Earlier states of a data repository, read from Git's history without writing to disk."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.git import Git
from ksnet.comparing.controls import JOBS
from ksnet.comparing.stored import Blob, Blobs, Stored
from ksnet.repository import CODEOWNERS, Repository
from ksnet.repository.sources import Disk, FileSource

_REF = expression(r"[^~^:@{\s]+")  # the name of a branch or tag at the beginning of a revision
_BRANCHES = ("origin/main", "origin/master", "main", "master")
_FETCH = "git fetch --unshallow"


class Range(NamedTuple):
    """Two states to compare: their commits and labels; `after` is None for the working tree.

    `note` is a German remark on the range, if any.
    """

    before: str
    after: str | None
    called: tuple[str, str | None]
    note: str = ""


class History:
    """The Git history of the folder of a data repository."""

    def __init__(self, root: Path) -> None:
        """Find it; raises UsageProblem without Git, repository or commit."""
        self.root, self.git = root, Git(root)
        try:
            said = self.git.text("rev-parse", "--show-prefix", "HEAD^{commit}")
            self._prefix, _, self._head = said.rstrip("\n").rpartition("\n")
        except FileNotFoundError as error:
            raise UsageProblem(
                "Zum Vergleichen wird Git gebraucht; es ist nicht installiert."
            ) from error
        except subprocess.CalledProcessError as error:
            raise UsageProblem(_why_none(error)) from error
        self.blobs = Blobs(self.git)

    def __enter__(self) -> History:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the process that reads the history."""
        self.blobs.close()

    # --- which states ---

    def commit(self, revision: str) -> str:
        """Return the commit of a revision.

        Raises UsageProblem for none, with a hint for a shallow clone, and for a name of two.
        """
        if revision == "HEAD":
            return self._head
        self._refuse_ambiguous(revision)
        found = self._commit(revision)
        if found is None:
            lacks = (
                f" Diesem Klon fehlt ein Teil der Geschichte; sie lässt sich nachladen mit: {_FETCH}"
                if self.is_shallow
                else ""
            )
            raise UsageProblem(f"Einen Stand „{revision}“ gibt es hier nicht.{lacks}")
        return found

    def _refuse_ambiguous(self, revision: str) -> None:
        """Raise UsageProblem where a branch and a tag of one name are two states."""
        if (name := _REF.match(revision)) is None:
            return
        tag, branch = f"refs/tags/{name[0]}", f"refs/heads/{name[0]}"
        tagged = self._commit(tag)
        if tagged and self._commit(branch) not in (None, tagged):
            raise UsageProblem(
                f"„{name[0]}“ heißen hier ein Zweig und eine Marke mit verschiedenem Stand; bitte {branch} oder {tag} angeben."
            )

    def range(self, base: str | None, head: str | None) -> Range:
        """Return the two states that a person means.

        None: from the fork point of the default branch to the working tree; one: from the fork
        point of that branch. Two: these two. `A..B` means the same, `A...B` starts where B left A;
        an empty side is HEAD. Raises UsageProblem for an unknown state.
        """
        if base is None:
            return self._from_default_branch()
        if head is None and ".." in base:
            first, dots, last = base.partition("..." if "..." in base else "..")
            first, last = first or "HEAD", last or "HEAD"
            after = self.commit(last)
            if dots == "..":
                return Range(self.commit(first), after, (first, last))
            before, note = self.fork_point(first, last)
            return Range(before, after, (first, last), note)
        if head is None:
            before, note = self.fork_point(base, "HEAD")
            return Range(before, None, (base, None), note)
        return Range(self.commit(base), self.commit(head), (base, head))

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone holds only part of the history."""
        return self.git.text("rev-parse", "--is-shallow-repository").strip() == "true"

    def _from_default_branch(self) -> Range:
        branch, commit = self._default_branch()
        if branch:
            before, note = self._fork_point(branch, commit, self._head)
            return Range(before, None, (branch, None), note)
        note = (
            "Einen Hauptzweig (main oder master) gibt es hier nicht; verglichen wird mit dem letzten gespeicherten Stand. "
            "Heißt er anders, dann nennen: ksnet diff ZWEIG"
        )
        return Range(self._head, None, ("HEAD", None), note)

    def fork_point(self, branch: str, head: str) -> tuple[str, str]:
        """Return the commit at which `head` left `branch`, and a German remark.

        Where the clone lacks that commit, it is `branch` as it is now.
        """
        return self._fork_point(branch, self.commit(branch), self.commit(head))

    def _fork_point(self, branch: str, *ends: str) -> tuple[str, str]:
        if len(set(ends)) == 1:
            return ends[0], ""
        try:
            return self.git.text("merge-base", *ends).strip(), ""
        except subprocess.CalledProcessError:
            if self.is_shallow:
                note = (
                    f"Diesem Klon fehlt die Stelle, an der von {branch} abgezweigt wurde; verglichen wird mit {branch} selbst. Was dort inzwischen hinzukam, "
                    f"erscheint als entfernt. Vollständig wird der Klon mit: {_FETCH}"
                )
            else:
                note = f"Mit {branch} hat dieser Stand keinen gemeinsamen Anfang; verglichen wird mit {branch} selbst."
            return ends[0], note

    def _commit(self, revision: str) -> str | None:
        try:
            return self.git.text(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            ).strip()
        except (subprocess.CalledProcessError, ValueError):  # the latter for a NUL in it
            return None

    def _default_branch(self) -> tuple[str, str]:
        """Return name and commit of the default branch, both empty where there is none."""
        names = (
            "refs/remotes/origin/HEAD",
            *(f"refs/remotes/{name}" for name in _BRANCHES[:2]),
            *(f"refs/heads/{name}" for name in _BRANCHES[2:]),
        )
        listed = self.git.text(
            "for-each-ref", "--format=%(refname) %(objectname) %(symref:lstrip=2)", *names
        )
        found = {line.split(" ")[0]: line.split(" ")[1:] for line in listed.splitlines()}
        for name, called in zip(names, ("", *_BRANCHES), strict=True):
            if name in found:
                commit, target = found[name]
                return called or target, commit
        return "", ""

    # --- what is in them ---

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
