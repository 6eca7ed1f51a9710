"""The program on a terminal of its own, where lines are typed and what is shown is read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from threading import Thread

import pytest

from ksnet.cli import main
from tests.conftest import ROOT

Called = tuple[int, str, str]  # exit code, result, and what the terminal showed


def answer(root: Path, lines: list[str], *arguments: str) -> Called:
    """Call the program in this process, and type the lines."""

    def run(terminal: int) -> tuple[int, str]:
        result = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with (
            open(terminal, encoding="utf-8", closefd=False) as stdin,
            open(terminal, "w", encoding="utf-8", closefd=False) as stderr,
            pytest.MonkeyPatch.context() as patched,
            chdir(root),
        ):
            streams = {"stdin": stdin, "stdout": result, "stderr": stderr}
            for name, value in {**streams, "argv": ["ksnet", *arguments]}.items():
                patched.setattr(sys, name, value)
            with pytest.raises(SystemExit) as ended:
                main()
            result.flush()
        assert isinstance(result.buffer, io.BytesIO)
        return int(ended.value.code or 0), result.buffer.getvalue().decode()

    return _typed(lines, run)


def answer_alone(root: Path, lines: list[str], *arguments: str) -> Called:
    """Call the program in a process of its own, and type the lines."""

    def run(terminal: int) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "ksnet", *arguments],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=terminal,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    return _typed(lines, run)


def _typed(lines: list[str], run: Callable[[int], tuple[int, str]]) -> Called:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{line}\n" for line in lines).encode())
    shown: list[bytes] = []
    reader = Thread(target=lambda: shown.extend(iter(lambda: _read(ours), b"")))
    reader.start()
    try:
        code, out = run(theirs)
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)
    return code, out, b"".join(shown).decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""
