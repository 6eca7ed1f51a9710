"""Write what CI of a data repository installs, with hashes, from `constraints.txt` and the package index.

Run after `constraints.txt` has changed: python scripts/make_requirements.py (needs uv: python -m pip install uv).
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGETS = ROOT / "ksnet/editing/starting/files/ci"
HEADS = {
    "requirements.txt": """\
# Die Pakete, die ksnet braucht, mit fester Version und Prüfsummen; von ksnet init geschrieben, nicht von Hand ändern.
# Installiert werden nur fertige Pakete: Ein Paket, das beim Installieren eigenen Code ausführt, wird abgelehnt.
--only-binary :all:
""",
    "build-requirements.txt": "# Womit ksnet selbst aus seinem Quelltext gebaut wird.\n",
}


def compiled(source: str, *options: str, text: str | None = None) -> str:
    """Return the pins with hashes of all wheels, for every system and Python from 3.11 on."""
    command = ["uv", "pip", "compile", source, *options, "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += [
        "--only-binary",
        ":all:",
        "--strip-extras",
        "--no-header",
        "--no-annotate",
        "-c",
        "constraints.txt",
        "-q",
    ]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    contents = {
        "requirements.txt": compiled("pyproject.toml", "--extra", "all"),
        "build-requirements.txt": compiled("-", text="hatchling>=1.27\n"),
    }
    for name, content in contents.items():
        (TARGETS / name).write_text(HEADS[name] + content, encoding="utf-8", newline="\n")
        print(TARGETS / name)
