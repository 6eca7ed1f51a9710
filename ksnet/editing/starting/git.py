"""`git init` and the first commit of a new data repository. Whatever fails there is said, and fails nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_NO_GIT = "Git ist nicht installiert; die Dateien liegen trotzdem bereit."


def is_there() -> bool:
    """Whether Git is installed."""
    return shutil.which("git") is not None


def start_git(folder: Path) -> str:
    """Put a folder under version control and save the first state; return in German what was done."""
    if not is_there():
        return _NO_GIT
    if not (folder / ".git").exists() and (problem := _git(folder, "init", "--quiet", "--initial-branch=main")):
        return f"Git ließ sich nicht einrichten ({problem}); die Dateien liegen trotzdem bereit."
    problem = _git(folder, "add", "--all") or _git(
        folder, "commit", "--quiet", "-m", "Unterlagen angelegt mit ksnet init"
    )
    if problem:
        return (
            "Git ist eingerichtet, aber der erste Stand ist noch nicht gespeichert: Git kennt vermutlich Ihren Namen noch nicht.\n"
            'Nachholen mit: git config user.name "…", git config user.email "…", git commit -m "Unterlagen angelegt"'
        )
    return "Git ist eingerichtet, der erste Stand ist gespeichert."


def _git(folder: Path, *arguments: str) -> str:
    """Run Git and return the last line of what it complains about; empty where all went well."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as error:
        return type(error).__name__
    return "" if done.returncode == 0 else (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["?"])[-1]
