"""What may not be read is named, and the rest goes on; nothing is taken for missing."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
Ksnet = Callable[..., Run]
EVENT = "data/events/musterkreis/2025-03-12-netzwerktreffen.yaml"
MEMBERS = "data/networks/musterkreis/members.yaml"
REPORT = ("report", "musterkreis", "--year", "2025", "--as-of", "2026-06-30")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "ksnet" / "example", tmp_path, dirs_exist_ok=True)
    return tmp_path


@contextmanager
def without_powers() -> Iterator[None]:
    """Take these two powers from this thread, as the administrator of a Linux machine."""
    if not _IS_ADMINISTRATOR:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    version = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the third version; of this thread
    powers = (ctypes.c_uint32 * 6)()  # effective, permitted, to be inherited: 32 each, twice
    assert libc.capget(version, powers) == 0
    effective = powers[0]
    powers[0] &= ~0b110
    assert libc.capset(version, powers) == 0
    try:
        yield
    finally:
        powers[0] = effective
        assert libc.capset(version, powers) == 0


@contextmanager
def closed(tree: Path, name: str) -> Iterator[None]:
    path = tree / name
    before = path.stat().st_mode
    path.chmod(0)
    try:
        yield
    finally:
        path.chmod(before)


def without(tree: Path, name: str, ksnet: Ksnet, *command: str) -> Run:
    """Run a command that may not read a file or folder."""
    with closed(tree, name), without_powers():
        run = ksnet(*command, "--root", tree)
    assert "Unerwartet" not in run.err
    return run


def process_without(tree: Path, name: str, *command: str) -> Run:
    """Run it there in a process of its own: own templates are rendered by a further one."""
    with closed(tree, name):
        run = subprocess.run(
            [
                *(_WITHOUT_POWERS if _IS_ADMINISTRATOR else ()),
                *(sys.executable, "-m", "ksnet", *command),
            ],
            cwd=tree,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert "Unerwartet" not in run.stderr
    return Run(run.returncode, run.stdout, run.stderr)


@pytest.mark.parametrize("name", [EVENT, MEMBERS, "ksnet.yaml", "data/events/musterkreis"])
def test_what_may_not_be_read_is_one_finding_and_the_rest_is_checked(
    tree: Path, name: str, ksnet: Ksnet
) -> None:
    event = tree / "data/events/musterstadt/2026-10-14-netzwerktreffen.yaml"
    event.write_text(event.read_text("utf-8").replace("kind: ", "kind: x"), encoding="utf-8")
    run = without(tree, name, ksnet, "validate", "--as-of", "2026-06-30")
    assert run.code == 1
    assert f"{name}:1:1: fehler[unreadable-file]" in run.out
    assert "die Berechtigung fehlt" in run.out
    assert "unknown-value" in run.out


@pytest.mark.parametrize("name", [EVENT, MEMBERS, "data/events/musterkreis", "ksnet.yaml"])
def test_a_document_names_what_it_lacks_because_it_may_not_be_read(
    tree: Path, name: str, ksnet: Ksnet
) -> None:
    run = without(tree, name, ksnet, *REPORT)
    assert f"Nicht lesbar und deshalb nicht berücksichtigt: {name}" in run.err


@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize("name", ["data", "data/networks", "data/events"])
@pytest.mark.parametrize(
    "command",
    [("validate",), ("calendar",), ("fmt", "--check"), ("find", "Muster"), ("set", "x", "Name=y")],
    ids=" ".join,
)
def test_records_that_may_not_be_read_do_not_seem_to_be_gone(
    tree: Path, command: tuple[str, ...], name: str, settings: bool, ksnet: Ksnet
) -> None:
    if not settings:
        (tree / "ksnet.yaml").unlink()
    run = without(tree, name, ksnet, *command)
    assert (run.code, run.out) == (2, "")
    assert (
        run.err
        == f"ksnet: {name}: Der Ordner lässt sich nicht lesen (die Berechtigung fehlt). Zugriffsrechte prüfen.\n"
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ("validate", "--root", "zu"),
            "Der Ordner zu lässt sich nicht öffnen: die Berechtigung fehlt.",
        ),
        (("init", "zu"), "folder: „zu“ passt nicht: Die Berechtigung fehlt."),
        (("fmt", "zu"), "paths: „zu“ passt nicht: Die Berechtigung fehlt."),
    ],
)
def test_a_folder_of_a_call_that_may_not_be_opened_is_told(
    tree: Path, command: tuple[str, ...], said: str
) -> None:
    (tree / "zu").mkdir()
    run = process_without(tree, "zu", *command)
    assert (run.code, run.err.splitlines()[0]) == (2, f"ksnet: {said}")


def test_a_closed_folder_above_is_not_taken_for_records(
    tmp_path: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "hier").mkdir()
    monkeypatch.chdir(tmp_path / "hier")
    with closed(tmp_path, "data"), without_powers():
        run = ksnet("validate")
    assert (run.code, run.err.partition(":")[2][:27]) == (2, " Hier liegen keine Daten: w")


def test_the_form_says_in_german_what_may_not_be_read(tree: Path, ksnet: Ksnet) -> None:
    run = without(tree, EVENT, ksnet, "fmt")
    assert (
        f"{EVENT}:1: nicht angefasst: Die Datei lässt sich nicht lesen (die Berechtigung fehlt)."
        in run.err + run.out
    )


@pytest.mark.parametrize(
    "name",
    [
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("templates", "templates/text")),
        "templates/text/report.md.j2",
    ],
)
def test_a_template_that_may_not_be_read_is_not_replaced_by_that_of_the_program(
    tree: Path, name: str, ksnet: Ksnet
) -> None:
    assert ksnet("template", "copy", "report", "--root", tree).code == 0
    run = process_without(tree, name, *REPORT)
    assert (run.code, run.out) == (3, "")
    assert "lässt sich nicht lesen (die Berechtigung fehlt)" in run.err


def test_the_list_of_templates_says_that_their_folder_may_not_be_read(
    tree: Path, ksnet: Ksnet
) -> None:
    assert ksnet("template", "copy", "report", "--root", tree).code == 0
    run = without(tree, "templates/text", ksnet, "template", "list")
    assert (run.code, run.out) == (3, "")
    assert "Der Ordner „templates“ lässt sich nicht lesen" in run.err
