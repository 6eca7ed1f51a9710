"""Earlier states of a data repository, from Git's history.

Only commands that read objects are used: they run neither hooks nor programs that a repository's own settings name.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

from ksnet.basics.errors import UsageProblem
from ksnet.repository import SETTINGS_FILE, Repository

_BRANCHES = ("origin/main", "origin/master", "main", "master")
_LINK, _FILES = "120000", ("100644", "100755", "120000")


class History:
    """The history that the folder of a data repository is part of."""

    def __init__(self, root: Path) -> None:
        """Look for it; raises UsageProblem where there is no Git, no repository, or no commit yet."""
        self.root = root
        try:
            self.prefix = self._git("rev-parse", "--show-prefix").strip()
        except FileNotFoundError as error:
            raise UsageProblem("Zum Vergleichen wird Git gebraucht; es ist nicht installiert.") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace")
            if "dubious ownership" in said:
                raise UsageProblem(
                    "Git liest diesen Ordner nicht, weil er einem anderen Konto gehört. Freigeben mit: git config --global --add safe.directory ORDNER"
                ) from error
            raise UsageProblem(
                "Diese Unterlagen stehen nicht unter Versionsverwaltung (Git); es gibt nichts zu vergleichen. Einrichten kann das Ihre IT."
            ) from error
        if self._commit("HEAD") is None:
            raise UsageProblem("Hier ist noch kein Stand gespeichert (git commit); es gibt nichts zu vergleichen.")

    def commit(self, revision: str) -> str:
        """Return the commit that a revision means; raises UsageProblem where there is none, and says what may be missing."""
        found = self._commit(revision)
        if found is None:
            lacks = (
                " Diesem Klon fehlt ein Teil der Geschichte; sie lässt sich nachladen mit: git fetch --unshallow"
                if self.is_shallow
                else ""
            )
            raise UsageProblem(f"Einen Stand „{revision}“ gibt es hier nicht.{lacks}")
        return found

    @property
    def is_shallow(self) -> bool:
        """Whether the clone holds only a part of the history."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == "true"

    def fork_point(self) -> tuple[str, str, str]:
        """Return the commit at which this branch left the default branch, what to call it, and what has to be said about it.

        The last is empty unless there is no default branch, or the clone lacks that commit: then it is the default
        branch as it is now.
        """
        branch = self._default_branch()
        if branch is None:
            note = (
                "Einen Hauptzweig (main oder master) gibt es hier nicht; verglichen wird mit dem letzten gespeicherten Stand. "
                "Heißt er anders, dann nennen: ksnet diff ZWEIG"
            )
            return self.commit("HEAD"), "HEAD", note
        try:
            return self._git("merge-base", "HEAD", branch).strip(), branch, ""
        except subprocess.CalledProcessError:
            note = (
                f"Diesem Klon fehlt die Stelle, an der von {branch} abgezweigt wurde; verglichen wird mit {branch} selbst. Was dort inzwischen hinzukam, "
                "erscheint als entfernt. Vollständig wird der Klon mit: git fetch --unshallow"
            )
            return self.commit(branch), branch, note

    def fork_from(self, revision: str) -> tuple[str, str]:
        """Return the commit at which this branch left `revision`, and what has to be said about it.

        Where the clone lacks that commit, it is the revision itself.
        """
        commit = self.commit(revision)
        try:
            return self._git("merge-base", "HEAD", commit).strip(), ""
        except subprocess.CalledProcessError:
            return commit, (
                f"Diesem Klon fehlt die Stelle, an der von {revision} abgezweigt wurde; verglichen wird mit {revision} selbst. "
                "Vollständig wird der Klon mit: git fetch --unshallow"
            )

    def export(self, commit: str, folder: Path) -> Repository:
        """Write the records of a commit below `folder`, which must be empty, and return them as a repository."""
        files = self._listing(commit)
        self._write(folder, {path: entry for path, entry in files.items() if path == SETTINGS_FILE})
        data = Repository(folder).settings.data.strip("/") + "/"
        self._write(folder, {path: entry for path, entry in files.items() if path.startswith(data)})
        return Repository(folder)

    # --- Git ---

    def _git(self, *arguments: str, given: bytes = b"") -> str:
        return self._bytes(*arguments, given=given).decode("utf-8", "surrogateescape")

    def _bytes(self, *arguments: str, given: bytes = b"") -> bytes:
        command = ["git", "--no-optional-locks", "-c", "core.quotepath=off", *arguments]
        environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
        return subprocess.run(
            command, cwd=self.root, input=given, capture_output=True, check=True, env=environment
        ).stdout

    def _commit(self, revision: str) -> str | None:
        try:
            return self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except (subprocess.CalledProcessError, ValueError):  # the latter for a NUL in it
            return None

    def _default_branch(self) -> str | None:
        try:
            named = self._git("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD").strip()
        except subprocess.CalledProcessError:
            named = ""
        return next((name for name in (named, *_BRANCHES) if name and self._commit(name)), None)

    def _listing(self, commit: str) -> dict[str, tuple[str, str]]:
        """Return mode and object of every file of a commit below the root."""
        try:
            listed = self._git("ls-tree", "-r", "-z", "--full-tree", f"{commit}:{self.prefix}")
        except subprocess.CalledProcessError:
            return {}  # the folder was not there yet
        result = {}
        for line in listed.split("\0"):
            about, _, path = line.partition("\t")
            if path and _is_safe(path):
                mode, _, name = about.split(" ")
                result[path] = (mode, name)
        return result

    def _write(self, folder: Path, files: dict[str, tuple[str, str]]) -> None:
        wanted = {path: entry for path, entry in files.items() if entry[0] in _FILES}
        names = "".join(f"{name}\n" for _, name in wanted.values())
        answer = self._bytes("cat-file", "--batch", given=names.encode())
        at = 0
        for path, (mode, _) in wanted.items():
            end = answer.index(b"\n", at)
            size = int(answer[at:end].rpartition(b" ")[2])
            content = answer[end + 1 : end + 1 + size]
            at = end + size + 2
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if mode == _LINK:
                target.symlink_to(os.fsdecode(content))  # never followed: the reader refuses links
            else:
                target.write_bytes(content)


def _is_safe(path: str) -> bool:
    """Whether a path stays below the folder it is written to, also on Windows."""
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and ".." not in parts and "\\" not in path and ":" not in path
