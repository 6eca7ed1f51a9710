"""Programs that marked tests need, beside the packages in their own environment.

`.ci/run` installs all of them and sets KSNET_ALL_TESTS, so that there none can be missing unnoticed
(and Hypothesis tries more: see `conftest.py`); elsewhere a test without its program is skipped.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

from tests.conftest import ROOT

NODE_MODULES = ROOT / "node_modules"
PROGRAMS = (
    ROOT / ".programs" / "bin"
)  # those that are Python packages, in an environment of their own
SECONDS = 120  # far more than any of them takes; one that hangs must not hang the tests


def missing(what: str) -> NoReturn:
    """Skip the test, or let it fail where everything has to be there."""
    message = f"{what} is not installed: .ci/run names all packages and npm modules"
    if os.environ.get("KSNET_ALL_TESTS"):
        pytest.fail(message)
    pytest.skip(message)


def program(name: str, folder: Path | None = None) -> str:
    """Return where a program is, on the PATH or in a folder."""
    return shutil.which(name, path=folder) or missing(name)


def npm_module(name: str) -> Path:
    """Return the folder of an installed npm module."""
    folder = NODE_MODULES / name
    return folder if folder.is_dir() else missing(name)


def run(*command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a program and return what it says.

    An exit code other than 0 is a failure that shows what it said.
    """
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout


@cache
def _office_profile() -> Path:
    """Return LibreOffice's own folder of this process: two at once must not share one,
    and a new one takes seconds.
    """
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def open_in_office(
    file: Path, to: str, folder: Path, *options: str, user: Path | None = None
) -> list[Path]:
    """Open a file in LibreOffice and return what it was saved as in a folder,
    sorted: one file, or one for each sheet.

    `to` is an ending, with a filter and its settings behind a colon where they are needed; `user`
    is a folder with settings.
    """
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(user or _office_profile()).as_uri()}"
    run(
        program("soffice"),
        profile,
        "--headless",
        *options,
        "--convert-to",
        to,
        "--outdir",
        folder,
        file,
    )
    made = sorted(folder.glob(f"{file.stem}*.{to.partition(':')[0]}"))
    assert made, f"LibreOffice did not open {file.name}"
    return made
