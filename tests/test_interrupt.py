"""Ctrl-C ends a command quietly with exit code 130, at any moment since the program began."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT

# Says when it begins: what Python does before is out of reach.
_PROGRAM = """\
import sys
from ksnet.__main__ import main
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "ksnet.cli":
            print(flush=True)
sys.meta_path.insert(0, Watch())
main()
"""


@pytest.mark.many
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal for a single process")
@pytest.mark.parametrize("moment", range(12))
def test_whenever_it_comes(moment: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "validate"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.03 * moment)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (130, 0)
    assert "Traceback" not in told
    assert len(told.splitlines()) <= 1


def test_until_the_handler_stands_nothing_is_imported() -> None:
    program = (
        "import sys\nbefore = set(sys.modules)\nimport ksnet.__main__\n"
        "print(*sorted(set(sys.modules) - before - set(sys.builtin_module_names)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.split() == ["ksnet", "ksnet.__main__"]
