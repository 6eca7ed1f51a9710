"""Write `dist/ksnet.pyz`: ksnet and all dependencies in one file, for this system and Python.

The same commit gives the same bytes: the date is Git's, the package comes from its wheel, and the
start scripts, in which pip writes the path of this environment, are left out with their lines in
RECORD; nothing calls them in there.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ksnet import __version__

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dist" / "ksnet.pyz"
PINS = ROOT / "ksnet/editing/starting/files/ci/requirements.txt"

# Runs before the program, maybe in another Python: without what is newer than 3.6.
_CHECK = """\
import platform
import sys

made = {made!r}
here = ["%d.%d" % sys.version_info[:2], platform.system(), platform.machine()]
if here != made:
    sys.stderr.write(
        "ksnet: Diese Datei ist für Python %s unter %s (%s) gemacht und läuft nur damit;"
        " hier ist es Python %s unter %s (%s).\\n"
        "Hilfe: unter Windows mit py -%s ksnet.pyz aufrufen, sonst mit python%s ksnet.pyz,"
        " oder die Datei auf einem Rechner wie diesem neu machen lassen (make zipapp).\\n"
        % tuple(made + here + [made[0], made[0]])
    )
    sys.exit(2)
"""


def check_of_python(python: str, system: str, machine: str) -> str:
    """Return a script that exits with a German message in any other Python or system."""
    return _CHECK.format(made=[python, system, machine])


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
        check = Path(folder) / "check_of_python.py"
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        check.write_text(
            check_of_python(python, platform.system(), platform.machine()), encoding="utf-8"
        )
        subprocess.run(
            [
                sys.executable, "-m", "shiv", "--preamble", check, "--reproducible", "--compressed", "--entry-point",
                "ksnet.__main__:main", "--python", "/usr/bin/env python3", "--output-file", TARGET,
                "--site-packages", site,
            ],
            check=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": date},
        )  # fmt: skip
    print(f"{TARGET} written, {TARGET.stat().st_size >> 20} MB")


if __name__ == "__main__":
    main()
