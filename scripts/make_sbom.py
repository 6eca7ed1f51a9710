"""Write `dist/ksnet.cdx.json`: the parts of a full installation with licences (CycloneDX).

It is read from an environment with only the built wheel and its pinned packages, on this system and
version of Python. The same commit gives the same bytes: no random serial number, the time of
SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from ksnet import __version__

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "build" / "sbom"
TARGET = ROOT / "dist" / "ksnet.cdx.json"
PINS = ROOT / "ksnet/editing/starting/files/ci/requirements.txt"


def python(*arguments: str | Path) -> None:
    """Run a Python module; raises CalledProcessError."""
    subprocess.run([sys.executable, "-m", *arguments], check=True)


def main() -> None:
    """Install into an empty environment without pip, and list it."""
    venv.create(ENVIRONMENT, clear=True, with_pip=False)
    pip = ("pip", "--python", ENVIRONMENT, "install", "--quiet")
    python(*pip, "--require-hashes", "-r", PINS)
    python(*pip, "--no-deps", "--no-index", "--find-links", ROOT / "dist", f"ksnet=={__version__}")
    with tempfile.TemporaryDirectory() as folder:
        # cyclonedx-py does not ask hatchling for a dynamic version.
        project = Path(folder) / "pyproject.toml"
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        project.write_text(
            text.replace('dynamic = ["version"]', f'version = "{__version__}"'), encoding="utf-8"
        )
        python("cyclonedx_py", "environment", ENVIRONMENT, "--pyproject", project,
               "--output-reproducible", "--output-file", TARGET)  # fmt: skip
    print(TARGET)


if __name__ == "__main__":
    main()
