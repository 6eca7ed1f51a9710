"""What may not be read is named, and the rest goes on; nothing is taken for missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

# The administrator of the machine reads everything; without these two powers he does not.
_WITHOUT_POWERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
_IS_ADMINISTRATOR = sys.platform != "win32" and os.geteuid() == 0
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or (_IS_ADMINISTRATOR and not shutil.which("setpriv")),
    reason="reads everything",
)
EVENT = "data/events/musterkreis/2025-03-12-netzwerktreffen.yaml"
MEMBERS = "data/networks/musterkreis/members.yaml"
REPORT = ("report", "musterkreis", "--year", "2025", "--as-of", "2026-06-30")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "ksnet" / "example", tmp_path, dirs_exist_ok=True)
    return tmp_path


def program(tree: Path, *arguments: str) -> Run:
    command = [sys.executable, "-m", "ksnet", *arguments, "--root", str(tree)]
    run = subprocess.run(
        [*(_WITHOUT_POWERS if _IS_ADMINISTRATOR else ()), *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Unerwartet" not in run.stderr
    return Run(run.returncode, run.stdout, run.stderr)


def closed(tree: Path, name: str, command: tuple[str, ...]) -> Run:
    path = tree / name
    before = path.stat().st_mode
    path.chmod(0)
    try:
        return program(tree, *command)
    finally:
        path.chmod(before)


@pytest.mark.parametrize("name", [EVENT, MEMBERS, "ksnet.yaml", "data/events/musterkreis"])
def test_what_may_not_be_read_is_one_finding_and_the_rest_is_checked(tree: Path, name: str) -> None:
    event = tree / "data/events/musterstadt/2026-10-14-netzwerktreffen.yaml"
    event.write_text(event.read_text("utf-8").replace("kind: ", "kind: x"), encoding="utf-8")
    run = closed(tree, name, ("validate", "--as-of", "2026-06-30"))
    assert run.code == 1
    assert f"{name}:1:1: fehler[unreadable-file]" in run.out
    assert "die Berechtigung fehlt" in run.out
    assert "unknown-value" in run.out


@pytest.mark.parametrize("name", [EVENT, MEMBERS, "data/events/musterkreis"])
def test_a_document_names_what_it_lacks_because_it_may_not_be_read(tree: Path, name: str) -> None:
    run = closed(tree, name, REPORT)
    assert f"Nicht lesbar, fehlt im Dokument: {name}" in run.err


def test_the_form_says_in_german_what_may_not_be_read(tree: Path) -> None:
    run = closed(tree, EVENT, ("fmt",))
    assert (
        f"{EVENT}:1: nicht angefasst: Die Datei lässt sich nicht lesen (die Berechtigung fehlt)."
        in run.err + run.out
    )


@pytest.mark.parametrize("name", ["templates", "templates/text", "templates/text/report.md.j2"])
def test_a_template_that_may_not_be_read_is_not_replaced_by_that_of_the_program(
    tree: Path, name: str
) -> None:
    assert program(tree, "template", "copy", "report").code == 0
    run = closed(tree, name, REPORT)
    assert (run.code, run.out) == (3, "")
    assert "lässt sich nicht lesen (die Berechtigung fehlt)" in run.err


def test_the_list_of_templates_says_that_their_folder_may_not_be_read(tree: Path) -> None:
    assert program(tree, "template", "copy", "report").code == 0
    run = closed(tree, "templates/text", ("template", "list"))
    assert (run.code, run.out) == (3, "")
    assert "Der Ordner „templates“ lässt sich nicht lesen" in run.err
