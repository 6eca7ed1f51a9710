"""Run tests with the oldest and the newest versions that `pyproject.toml` allows.

Each in its own environment. The versions are resolved for the program and its extras alone; the few
packages that the tests need come afterwards and change none of them:

    python scripts/try_versions.py [lowest-direct] [highest]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "versions"
FOR_TESTS = (
    "pytest>=9",
    "pytest-xdist",
    "hypothesis",
    "openpyxl",
    "pypdf",
    "page-validation",
    "vobject",
)
# At least one of them uses each library; pages and workbooks are compared byte by byte.
TESTS = tuple(
    """
    calendar_kinds cli_validate docx find formats golden import import_events lists_kinds
    lists_round_trip pdf prose rules templates words
    """.split()
)


def uv(*arguments: str | Path) -> None:
    """Run uv; raises CalledProcessError."""
    subprocess.run([sys.executable, "-m", "uv", *arguments], cwd=ROOT, check=True)


def tried(resolution: str) -> bool:
    """Install the resolved versions and run the tests; return whether they pass."""
    pins, venv = FOLDER / f"{resolution}.txt", FOLDER / resolution
    FOLDER.mkdir(parents=True, exist_ok=True)
    pins.unlink(missing_ok=True)  # uv would keep its versions
    uv("pip", "compile", "pyproject.toml", "--extra", "all", "--resolution", resolution,
       "--only-binary", ":all:", "--quiet", "--python", sys.executable,
       "--output-file", pins)  # fmt: skip
    print(f"== {resolution}", pins.read_text(encoding="utf-8"), sep="\n", flush=True)
    uv("venv", "--quiet", "--clear", "--python", sys.executable, venv)
    python = next(
        path for path in (venv / "bin/python", venv / "Scripts/python.exe") if path.exists()
    )
    install = ("pip", "install", "--quiet", "--only-binary", ":all:", "--python", python)
    uv(*install, "--requirement", pins)
    uv(*install, "--constraint", pins, *FOR_TESTS)
    tests = [f"tests/test_{name}.py" for name in TESTS]
    command = [str(python), "-m", "pytest", "-n", "auto", "-p", "no:cacheprovider", *tests]
    return (
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
        ).returncode
        == 0
    )


if __name__ == "__main__":
    results = [tried(resolution) for resolution in sys.argv[1:] or ("lowest-direct", "highest")]
    sys.exit(0 if all(results) else 1)
