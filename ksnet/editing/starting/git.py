"""`git init`, the first commit and the merge driver of a data repository.

Failures are reported and stop nothing else.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from ksnet.basics.git import Git

ATTRIBUTES = """\
/data/**/*.yaml merge=ksnet
/ksnet.yaml merge=ksnet
/imports.yaml merge=ksnet
"""
# Git runs it in a shell. Before 2.44 it does not know %S, %X and %Y and hands them over as they
# are. A driver that fails must still leave a file with both versions, since Git takes the
# failure for a conflict and the file for its result: where ksnet is missing, broken or older, lines
# are merged as Git does it without a driver.
_DRIVER = (
    "{program} merge-file %O %A %B --path %P --marker-size %L --base-name %S --ours-name %X --theirs-name %Y; "
    "case $? in 0) exit 0;; 1) grep -q '^<<<<<<<' %A && exit 1;; esac; "
    "git merge-file --marker-size=%L %A %O %B || exit 1"
)
_NO_GIT = "Git ist nicht installiert; die Dateien liegen trotzdem bereit."


def is_there() -> bool:
    """Whether Git is installed."""
    return shutil.which("git") is not None


def start_git(folder: Path) -> str:
    """Put a folder under version control with a first commit; return a German sentence."""
    if not is_there():
        return _NO_GIT
    if not (folder / ".git").exists() and (
        problem := _git(folder, "init", "--quiet", "--initial-branch=main")
    ):
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
    """Run Git; return the last line of its error output, empty on success."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=Git(folder).environment,  # in a hook, Git's variables may mean another repository
            capture_output=True,
            check=False,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return type(error).__name__
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (said or ["?"])[-1] if done.returncode else ""


def install_driver(folder: Path) -> str:
    """Set up the merge driver in this clone; return a German obstacle, empty on success."""
    if not is_there():
        return "Git ist nicht installiert."
    program = (
        "ksnet" if shutil.which("ksnet") else shlex.quote(Path(sys.argv[0]).resolve().as_posix())
    )
    settings = {
        "merge.ksnet.name": "Unterlagen Eintrag für Eintrag zusammenführen",
        "merge.ksnet.driver": _DRIVER.format(program=program),
    }
    for name, value in settings.items():
        if problem := _git(folder, "config", "--local", name, value):
            return f"Das ist kein Ordner unter Git ({problem})."
    return ""


def uses_driver(folder: Path) -> bool:
    """Whether the Git attributes of a folder of records name the merge driver of ksnet."""
    try:
        return (
            Git(folder)
            .text("check-attr", "merge", "--", "data/networks/x/members.yaml")
            .endswith(": ksnet\n")
        )
    except (OSError, subprocess.SubprocessError):
        return False
