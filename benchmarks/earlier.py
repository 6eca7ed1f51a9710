"""Measure everyday commands beside an earlier state of the program from this repository."""

from __future__ import annotations

import io
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks import tree
from benchmarks.measuring import ROOT, measure

COMMIT = "294d806"
DAY = ["--as-of", tree.TODAY.isoformat()]
NETWORK = "netzwerk-0001"
_NEW = "NEW"  # stands for a folder that is not there yet


class Work(NamedTuple):
    """Arguments of `ksnet`, the allowed share of the earlier time, and whether once is enough."""

    arguments: list[str]
    at_most: float
    once: bool = False

    def into(self, folder: str) -> list[str]:
        """Return the arguments with a folder that is not there yet, where they name one."""
        return [folder if one == _NEW else one for one in self.arguments]


class Compared(NamedTuple):
    """Processor seconds before and now, median of their ratios, and memory now in MB."""

    before: float
    now: float
    ratio: float
    megabytes: float


def works(build: Path) -> dict[str, Work]:
    """Write the input of the commands below `build` and return them."""
    office, land = ["--root", str(build / "s"), *DAY], ["--root", str(build / "m"), *DAY]
    lists = {count: _list_of(build, count) for count in (300, 1000)}
    new = ["--network", NETWORK, "--force", "--dry-run", *office]
    return {
        "report, one office, Markdown": Work(
            ["report", NETWORK, "--year", "2025", "--format", "md", *office], 0.55
        ),
        "calendar, one office": Work(["calendar", NETWORK, *office], 0.55),
        "members, one office": Work(["members", NETWORK, *office], 0.55),
        "due, one office": Work(["due", *office], 0.55),
        "diff, one office": Work(["diff", "HEAD", "--root", _changed(build, "s"), *DAY], 0.55),
        "import of 300 new rows": Work(["import", "members", lists[300], *new], 0.2),
        "import of 1,000 new rows": Work(["import", "members", lists[1000], *new], 0.1),
        "diff of 12,240 files, one network changed": Work(
            ["diff", "HEAD", "--root", _changed(build, "m"), *DAY], 0.3, once=True
        ),
        "site, scale m": Work(["site", "-q", "-o", _NEW, *land], 0.5, once=True),
    }


def _list_of(build: Path, count: int) -> str:
    """Write a list of new bodies with a person each."""
    path = build / f"list-{count}.csv"
    rows = (
        f"Beratungsstelle Neustadt {n};Vera{n};Neumann{n};Leitung;v{n}@neu{n}.example.org;0211 4{n:05d}\n"
        for n in range(count)
    )
    path.write_text(
        "Stelle;Vorname;Nachname;Funktion;E-Mail;Telefon\n" + "".join(rows), encoding="utf-8"
    )
    return str(path)


def _changed(build: Path, scale: str) -> str:
    """Return a tree with one event that differs from the last commit."""
    root = build / f"{scale}-history"
    if not root.is_dir():
        unfinished = build / f"{scale}-history.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(build / scale, unfinished)
        git = [
            "git",
            "-C",
            str(unfinished),
            "-c",
            "user.name=bench",
            "-c",
            "user.email=bench@example.org",
        ]
        for step in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "Stand"]):
            subprocess.run([*git, *step], check=True)
        event = min((unfinished / "data" / "events" / NETWORK).iterdir())
        event.write_text(
            event.read_text(encoding="utf-8").replace("Saal", "Raum"), encoding="utf-8"
        )
        unfinished.rename(root)
    return str(root)


def program(build: Path) -> tuple[list[str] | None, str]:
    """Install the earlier state below `build`; return its command, or None and the reason."""
    folder = build / f"ksnet-{COMMIT}"
    python = folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        packed = subprocess.run(
            ["git", "-C", str(ROOT), "archive", COMMIT], capture_output=True, check=False
        )
        if packed.returncode:
            return (
                None,
                f"The history here does not reach back to {COMMIT}, so the rows beside it are left out.",
            )
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(folder, filter="data")
        subprocess.run([sys.executable, "-m", "venv", str(folder / ".venv")], check=True)
        given = ["-c", str(folder / "constraints.txt"), f"{folder}[all]"]
        done = subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", *given],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            shutil.rmtree(folder)
            return None, f"{COMMIT} could not be installed, so the rows beside it are left out."
    return [str(python.with_name("ksnet.exe" if os.name == "nt" else "ksnet"))], ""


def compare(build: Path, rounds: int) -> tuple[dict[str, Compared], str]:
    """Measure both states in turns; without the earlier one return nothing and the reason."""
    before, missing = program(build)
    found: dict[str, Compared] = {}
    states = {"before": before or [], "now": [sys.executable, "-m", "ksnet"]}
    for name, work in works(build).items() if before else ():
        print(f"Measuring {name}, before and now …", flush=True)
        pairs = []
        # Where 25,000 files have just been deleted, new ones cost several times as much.
        with tempfile.TemporaryDirectory(dir=build) as places:
            for turn in range(1 if work.once else rounds):
                then, now = (
                    measure([*command, *work.into(f"{places}/{state}-{turn}")])
                    for state, command in states.items()
                )
                pairs.append((then.busy, now.busy, now.megabytes))
        before_it, now_it, memory = (statistics.median(side) for side in zip(*pairs, strict=True))
        found[name] = Compared(
            before_it, now_it, statistics.median(now / then for then, now, _ in pairs), memory
        )
    return found, missing
