"""What Git knows about the records; without Git or a repository, nothing."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ksnet.basics.git import Git


def _said(root: Path, *question: str) -> str:
    """Return what Git answers; nothing where it is missing, or cannot."""
    try:
        return Git(root).text(*question)
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""


def last_commits(root: Path, folder: str) -> dict[str, dt.datetime]:
    """Return the last commit time of each file below `root`/`folder`, by path from `root`, in UTC.

    Empty where Git is missing, `root` is no work tree, or nothing was committed.
    """
    options = ("--format=%x00%ct", "--name-only", "--relative", "--no-renames")
    latest: dict[str, dt.datetime] = {}
    for commit in _said(root, "log", *options, "--", folder).split("\0")[1:]:
        seconds, _, names = commit.partition("\n")
        when = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
        for name in names.split("\n"):
            if name:
                latest.setdefault(name, when)
    return latest


def top_and_prefix(root: Path) -> tuple[Path, str]:
    """Return the top of the work tree and the path from it to `root`, with a final `/` or empty.

    Without Git, `root` itself is the top.
    """
    return checkout(root) or (root, "")


def checkout(root: Path) -> tuple[Path, str] | None:
    """Return the top of the work tree with `root`, and the path from it to `root`; None without."""
    top, *prefix = _said(root, "rev-parse", "--show-toplevel", "--show-prefix").split("\n")
    return (Path(top), prefix[0]) if prefix else None


def commits_touching(root: Path, files: Sequence[str]) -> int | None:
    """Return how many commits changed these files, 0 without a repository.

    None where there is one that Git cannot be asked about: it is not installed, or does not trust
    the owner of the folder.
    """
    try:
        return int(Git(root).bytes("rev-list", "--count", "--all", "--", *files))
    except (OSError, ValueError, subprocess.SubprocessError):
        folder = root.resolve()
        return (
            None if any(os.path.lexists(one / ".git") for one in (folder, *folder.parents)) else 0
        )


def last_with_networks(root: Path, folder: str) -> str:
    """Return the newest revision up to HEAD with a network below `root`/`folder`, empty for none.

    Where the last commit that changed one only deleted, that is the one before it.
    """
    options = ("--format=%x00%h", "--name-status", "--no-renames")
    for commit in _said(root, "log", *options, "--", folder).split("\0")[1:]:
        revision, *lines = commit.split("\n")
        if changes := [line[0] for line in lines if line.endswith("/network.yaml")]:
            return f"{revision}^" if set(changes) == {"D"} else revision
    return ""


def merged_by_lines(
    contents: Sequence[bytes], names: Sequence[str], size: int
) -> tuple[bytes, bool] | None:
    """Merge base, ours and theirs with `git merge-file`; return the text and whether it conflicts.

    None where Git is missing or does not merge such files.
    """
    import tempfile

    labels = [part for name in (names[1], names[0], names[2]) for part in ("-L", name)]
    command = ["git", "merge-file", "-p", f"--marker-size={size}", *labels]
    try:
        with tempfile.TemporaryDirectory() as folder:  # Git would wait for a named pipe
            base, ours, theirs = (Path(folder) / str(number) for number in range(3))
            for path, content in zip((base, ours, theirs), contents, strict=True):
                path.write_bytes(content)
            finished = subprocess.run(
                [*command, ours, base, theirs], capture_output=True, check=False, timeout=60
            )
    except (OSError, subprocess.SubprocessError):
        return None
    return (finished.stdout, finished.returncode > 0) if finished.returncode < 128 else None


def shows_the_base() -> bool:
    """Whether Git shows the base in conflicts (`merge.conflictStyle`)."""
    return _said(Path(), "config", "--get", "merge.conflictStyle").strip() in ("diff3", "zdiff3")
