"""Git, asked about the folder of a data repository.

Only commands that read are used, so that neither hooks nor programs run that a repository's own
settings name.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

# Variables in which Git tells hooks the repository they run in; `--root` may mean another one.
_OF_FILES = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
)  # fmt: skip
_PLACES = (
    *_OF_FILES, "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_NAMESPACE",
    "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX",
)  # fmt: skip
_COMMAND = ("git", "--no-optional-locks", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false")
# In seconds: no call takes long, but a network disk may never answer.
TIMEOUT = 120


class Git:
    """Git in one folder, asked about the repository of that folder, whatever the variables say."""

    def __init__(self, folder: Path) -> None:
        """Find out which repository is meant; if there is none, the first question fails."""
        self.folder = folder
        self.environment = {
            name: value for name, value in os.environ.items() if name not in _PLACES
        }
        self.environment.update(LC_ALL="C", GIT_TERMINAL_PROMPT="0", GIT_LITERAL_PATHSPECS="1")
        if "GIT_DIR" in os.environ:
            self.environment |= self._surroundings()

    def bytes(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what a command prints.

        Raises CalledProcessError where it fails, FileNotFoundError without Git, ValueError for a
        NUL in an argument.
        """
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            input=given,
            capture_output=True,
            check=True,
            env=self.environment,
            timeout=TIMEOUT,
        ).stdout

    def text(self, *arguments: str) -> str:
        """Return what a command prints as text; bytes that are not UTF-8 become surrogates."""
        return self.bytes(*arguments).decode("utf-8", "surrogateescape")

    @staticmethod
    def command(*arguments: str) -> list[str]:
        """Return the command line."""
        return [*_COMMAND, *arguments]

    def _surroundings(self) -> Mapping[str, str]:
        """Return the variables that name the repository, if the folder belongs to that one.

        A folder in the work tree of its own `.git` needs no environment. One without, or one in the
        middle of another work tree, belongs to the repository of the environment if its work tree
        contains the folder.
        """
        told = {
            name: os.path.abspath(os.environ[name])  # noqa: PTH100  (as Git takes it, from the current folder)
            for name in _OF_FILES
            if os.environ.get(name)
        }
        if "GIT_DIR" not in told:
            return {}
        folder = self.folder.resolve()
        try:
            found: Path | None = Path(
                os.fsdecode(self.bytes("rev-parse", "--show-toplevel").rstrip(b"\n"))
            ).resolve()
        except (OSError, subprocess.SubprocessError):
            found = None
        tree = Path(
            told.setdefault("GIT_WORK_TREE", os.getcwd() if found is None else str(found))  # noqa: PTH109  (as Git takes it)
        ).resolve()
        explicit = bool(os.environ.get("GIT_WORK_TREE"))
        holds = folder.is_relative_to(tree)
        if found is None:
            return told if holds else {**told, "GIT_WORK_TREE": str(folder)}
        is_deeper = explicit and holds and tree != found and tree.is_relative_to(found)
        return told if is_deeper else {}
