"""Write `dist/ksnet.pyz`: ksnet and all dependencies in one file, for this system and Python.

The same commit gives the same bytes: the date is Git's, the package comes from its wheel, and the
start scripts, in which pip writes the path of this environment, are left out with their lines in
RECORD; nothing calls them in there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ksnet import __version__

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dist" / "ksnet.pyz"
PINS = ROOT / "ksnet/editing/starting/files/ci/requirements.txt"


def main() -> None:
    """Install into an empty folder, tidy it, and pack it with shiv."""
    date = subprocess.check_output(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, text=True
    ).strip()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site-packages"
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--target", site, "--upgrade")
        subprocess.run([*pip, "--require-hashes", "-r", PINS], check=True)
        wheel = ("--no-deps", "--no-index", "--find-links", ROOT / "dist", f"ksnet=={__version__}")
        subprocess.run([*pip, *wheel], check=True)
        # It comes from no index: `ksnet init` encloses it for CI (`starting/package.py`).
        origin = site / f"ksnet-{__version__}.dist-info" / "direct_url.json"
        origin.write_text('{"url": "file:///ksnet.pyz", "archive_info": {}}', encoding="utf-8")
        shutil.rmtree(site / "bin", ignore_errors=True)
        for record in site.glob("*.dist-info/RECORD"):
            lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
            record.write_text(
                "".join(line for line in lines if not line.startswith("../../")), encoding="utf-8"
            )
        subprocess.run(
            [
                sys.executable, "-m", "shiv", "--reproducible", "--compressed", "--entry-point",
                "ksnet.__main__:main", "--python", "/usr/bin/env python3", "--output-file", TARGET,
                "--site-packages", site,
            ],
            check=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": date},
        )  # fmt: skip
    print(f"{TARGET} written, {TARGET.stat().st_size >> 20} MB")


if __name__ == "__main__":
    main()
