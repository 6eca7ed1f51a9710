"""Which commits a person means by a revision, a range, or nothing at all."""

from __future__ import annotations

import subprocess
from functools import cached_property
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.git import Git

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


class Revisions:
    """The commits of a repository by their names; `head` is the one that is checked out."""

    def __init__(self, git: Git, head: str) -> None:
        """Ask `git` about them."""
        self.git, self._head = git, head

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
