"""Check the records and write the documents of the five networks to `build/demo`.

Shows every command. Needs ksnet installed with its extras (`python -m pip install -e ".[all]"`) and
nothing else; `make demo` does both.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path("build", "demo")

# Each network with the year of most records.
YEARS = {
    "soest": 2025,
    "krefeld": 2025,
    "neuss": 2024,
    "rhein-kreis-neuss": 2023,
    "rheinisch-bergischer-kreis": 2024,
}

# "Today" is fixed, so that the demonstration gives the same documents on every day.
AS_OF = ["--as-of", "2026-06-30"]


def commands() -> list[list[str]]:
    """Return the ksnet commands to run, in order."""
    result = [["validate", *AS_OF]]
    for network, year in YEARS.items():
        result.append(["documents", network, "--year", str(year), "-o", TARGET.as_posix(), *AS_OF])
    result.append(["site", "-o", (TARGET / "seiten").as_posix(), *AS_OF])
    return result


def find_ksnet() -> str:
    """Return the ksnet of this Python, else the one on the PATH."""
    ksnet = shutil.which("ksnet", path=str(Path(sys.executable).parent)) or shutil.which("ksnet")
    if ksnet is None:
        sys.exit("ksnet is not installed here. First run: python -m pip install -e .")
    return ksnet


def main() -> int:
    """Run all commands and return 0, or 1 if one of them failed."""
    ksnet = find_ksnet()
    failed: list[str] = []
    for command in commands():
        shown = shlex.join(["ksnet", *command])
        print(f"$ {shown}", flush=True)
        if "-o" in command:
            (ROOT / command[command.index("-o") + 1]).parent.mkdir(parents=True, exist_ok=True)
        if subprocess.run([ksnet, *command], cwd=ROOT, check=False).returncode:
            failed.append(shown)
    for shown in failed:
        print(f"failed: {shown}", file=sys.stderr)
    print(f"\nThe documents are in {ROOT / TARGET}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
