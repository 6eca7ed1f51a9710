"""The hook for pre-commit: what pre-commit reads, and what its entry does."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ksnet.basics.findings import rule_named
from tests.conftest import ROOT
from tests.musterstadt import AS_OF, files_of
from tests.test_rules import strip

Tree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(only, dict)
    return only


def call(hook: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the entry as pre-commit does: the program of the environment it is installed in,
    in the repository's folder.
    """
    program, *arguments = shlex.split(hook["entry"])
    found = shutil.which(program, path=Path(sys.executable).parent)
    assert found, f"{program} is not installed beside Python"
    command = [found, *arguments, "--as-of", AS_OF]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_hook_has_what_pre_commit_asks_for(hook: dict[str, Any]) -> None:
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == (
        "ksnet-validate",
        "python",
        False,
    )


def test_it_runs_whatever_was_changed(hook: dict[str, Any]) -> None:
    assert hook["always_run"] is True  # also when records are only deleted
    assert "files" not in hook


def test_its_entry_passes_our_own_records(hook: dict[str, Any]) -> None:
    run = call(hook, ROOT)
    assert (run.returncode, run.stderr) == (0, "")


def test_its_entry_stops_a_commit_that_breaks_a_record(hook: dict[str, Any], tree: Tree) -> None:
    run = call(hook, tree(strip(files_of(rule_named("end-before-start").wrong))[0]))
    assert run.returncode == 1
    assert "KS301" in run.stdout
