"""The commands that make documents, beside an earlier state of the program.

    python -m benchmarks.documents --before CHECKOUT [--rounds 9]

CHECKOUT is a checkout of the earlier state with its own `.venv`. Both read the same records, in turns; what counts is
the median of the ratios of their processor time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks import paper, tree
from benchmarks.measuring import measure

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "bench"
AS_OF = tree.TODAY.isoformat()
OFFICE = "soest"


def calls(root: Path, large: Path, output: Path) -> dict[str, list[str]]:
    """Return the arguments of `ksnet` under what they make, from one office's records and from 300 members."""
    day = ["--as-of", AS_OF, "--root"]
    small, many = [*day, str(root)], [*day, str(large), "-o", str(output)]
    year = ["--year", "2025"]
    network = next(path.name for path in sorted((large / "data" / "networks").iterdir()))
    return {
        "report, one office, Markdown": ["report", OFFICE, *year, "--format", "md", *small],
        "report, one office, HTML": ["report", OFFICE, *year, "--format", "html", *small],
        "calendar, one office": ["calendar", OFFICE, *small],
        "members, one office": ["members", OFFICE, *small],
        "due": ["due", *small],
        "report, 300 members, PDF": ["report", network, *year, "--annex", *many],
        "members, 300 members, PDF": ["members", network, *many],
    }


def program_of(checkout: Path) -> list[str]:
    """Return how the program of a checkout is started: its own, wherever this is called."""
    folder = checkout / ".venv"
    found = next(path for path in (folder / "bin/ksnet", folder / "Scripts/ksnet.exe") if path.exists())
    return [str(found)]


def compare(before: Path, rounds: int) -> str:
    """Return a table of processor seconds, before and now."""
    paper.rows(BUILD)
    old = program_of(before)
    shown = subprocess.run([*old, "report", "--help"], capture_output=True, text=True, check=True).stdout
    unknown = set() if "--annex" in shown else {"--annex"}  # before it came, every report had what it adds
    lines = ["| | before | now | now ÷ before |", "|---|---:|---:|---:|"]
    for name, arguments in calls(before, BUILD / "paper", BUILD / "document.pdf").items():
        pairs = []
        for turn in range(rounds + 1):
            then = measure([*old, *(one for one in arguments if one not in unknown)])
            now = measure([*program_of(ROOT), *arguments])
            if turn:
                pairs.append((then.busy, now.busy))
        seconds = [statistics.median(side) for side in zip(*pairs, strict=True)]
        ratio = statistics.median(now / then for then, now in pairs)
        lines.append(f"| {name} | {seconds[0]:.2f} | {seconds[1]:.2f} | {ratio:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, required=True, metavar="CHECKOUT")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {given.rounds} rounds in turns\n")
    print(compare(given.before.resolve(), given.rounds))


if __name__ == "__main__":
    main()
