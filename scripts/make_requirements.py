"""Pin all dependencies with hashes, for every system and Python from 3.11 on.

Three files: `requirements.txt` (all to develop and test with), and what CI of a data repository
installs. Run after the dependencies in `pyproject.toml` have changed:

    python scripts/make_requirements.py

Pins keep their versions where these still fit; `--upgrade` takes the newest of everything.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = ROOT / "requirements.txt"
TARGETS = ROOT / "ksnet/editing/starting/files/ci"
HEADS = {
    EVERYTHING: """\
# What all tests ran with: every dependency of every extra, for Python 3.11 to 3.13 on Linux, macOS
# and Windows. Written by scripts/make_requirements.py. With hashes, pip refuses what was exchanged
# or is not listed here.
--only-binary :all:
""",
    TARGETS / "requirements.txt": """\
# Die Pakete, die ksnet braucht, mit fester Version und Prüfsummen; von ksnet init geschrieben,
# nicht von Hand ändern. Installiert werden nur fertige Pakete: Ein Paket, das beim Installieren
# eigenen Code ausführt, wird abgelehnt.
--only-binary :all:
""",
    TARGETS / "build-requirements.txt": "# Womit ksnet selbst aus seinem Quelltext gebaut wird.\n",
}


def compiled(source: str, *options: str, text: str | None = None) -> str:
    """Return the pins with hashes of all wheels."""
    command = [sys.executable, "-m", "uv", "pip", "compile", source, *options, "--no-header"]
    command += [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--only-binary",
        ":all:",
    ]
    command += ["--strip-extras"]
    return subprocess.run(
        command, cwd=ROOT, input=text, capture_output=True, text=True, check=True
    ).stdout


def write(path: Path, content: str) -> None:
    """Write a file with its head."""
    path.write_text(HEADS[path] + content, encoding="utf-8", newline="\n")
    print(path)


if __name__ == "__main__":
    kept = (
        []
        if "--upgrade" in sys.argv or not EVERYTHING.exists()
        else ["--output-file", str(EVERYTHING)]
    )
    write(EVERYTHING, compiled("pyproject.toml", "--all-extras", *kept))
    pinned = ("--no-annotate", "--constraint", str(EVERYTHING))
    write(TARGETS / "requirements.txt", compiled("pyproject.toml", "--extra", "all", *pinned))
    write(TARGETS / "build-requirements.txt", compiled("-", *pinned, text="hatchling>=1.27\n"))
