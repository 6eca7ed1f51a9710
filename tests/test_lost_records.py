"""Records that got lost are no clean records,
and what is written in one go is made of whole records only.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.musterstadt import AS_OF

Ksnet = Callable[..., Run]
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")
READING = ["validate", "calendar", "due", "duties", "codeowners", "site -o neu", "documents -o neu"]
BROKEN = 'members: "ohne Ende\n'


@pytest.fixture
def office(ksnet: Ksnet, tmp_path: Path) -> Path:
    """The Musterkreis."""
    assert ksnet("init", tmp_path / "amt", "--example", "--package", "index", "--no-git").code == 0
    return tmp_path / "amt"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Koordination", "-c", "user.email=koordination@example.org")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def call(ksnet: Ksnet, office: Path, command: str) -> Run:
    day = () if command == "codeowners" else ("--as-of", AS_OF)
    return ksnet(*command.split(), *day, cwd=office)


@pytest.mark.slow
@pytest.mark.parametrize("command", READING)
def test_a_folder_that_the_settings_name_and_is_gone_is_an_error(
    ksnet: Ksnet, office: Path, command: str
) -> None:
    shutil.rmtree(office / "data")
    run = call(ksnet, office, command)
    assert (run.code, run.out) == (2, "")
    assert (
        "Der Ordner „data“, in dem nach ksnet.yaml die Unterlagen liegen, ist nicht da." in run.err
    )
    assert not (office / "neu").exists()


@pytest.mark.many
@needs_git
@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize("command", READING)
def test_networks_that_git_knows_and_are_gone_are_an_error(
    ksnet: Ksnet, office: Path, command: str, saved: bool
) -> None:
    git(office, "init", "-q")
    git(office, "add", "--all")
    git(office, "commit", "-q", "-m", "Anfang")
    shutil.rmtree(office / "data/networks")
    shutil.rmtree(office / "data/events")
    (office / "data/networks").mkdir()
    if saved:
        git(office, "commit", "-qam", "alles weg")
    run = call(ksnet, office, command)
    assert (run.code, run.out) == (2, "")
    assert "In data/networks liegt kein Netzwerk mehr; Git kennt dort welche" in run.err
    assert not (office / "neu").exists()


@needs_git
def test_the_command_that_it_names_brings_them_back(ksnet: Ksnet, office: Path) -> None:
    git(office, "init", "-q")
    git(office, "add", "--all")
    git(office, "commit", "-q", "-m", "Anfang")
    for deleted_in_a_commit in (False, True):
        shutil.rmtree(office / "data")
        (office / "data").mkdir()
        if deleted_in_a_commit:
            git(office, "commit", "-qam", "alles weg")
        said = call(ksnet, office, "validate").err
        subprocess.run(
            said.rpartition("Zurückholen: ")[2].strip().split(),
            cwd=office,
            check=True,
            capture_output=True,
        )
        assert (office / "data/networks/musterkreis/network.yaml").is_file()


@needs_git
def test_a_repository_that_never_had_a_network_is_only_new(ksnet: Ksnet, tmp_path: Path) -> None:
    (tmp_path / "data/networks").mkdir(parents=True)
    (tmp_path / "data/networks/.gitkeep").touch()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Anfang")
    run = call(ksnet, tmp_path, "validate")
    assert (run.code, "Es liegen noch keine Unterlagen da" in run.err) == (0, True)


@pytest.mark.many
@pytest.mark.parametrize(
    "file",
    [
        "ksnet.yaml",
        "data/networks/musterkreis/network.yaml",
        "data/networks/musterkreis/members.yaml",
        "data/networks/musterkreis/years/2025.yaml",
        "data/events/musterkreis/2025-03-12-netzwerktreffen.yaml",
    ],
)
@pytest.mark.parametrize("command", ["site -o neu", "documents --format md -o neu"])
def test_from_unreadable_records_nothing_is_made_unless_it_is_wanted(
    ksnet: Ksnet, office: Path, command: str, file: str
) -> None:
    assert (office / file).is_file()
    (office / file).write_text(BROKEN, encoding="utf-8")
    run = call(ksnet, office, command)
    assert (run.code, run.out) == (3, "")
    assert f"Nicht lesbar: {file}." in run.err
    assert "--force" in run.err
    assert not (office / "neu").exists()
    forced = call(ksnet, office, f"{command} --force")
    assert forced.code == 0, forced.err
    assert f"Nicht lesbar und deshalb nicht berücksichtigt: {file}" in forced.err
    assert any((office / "neu").iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["", "# leer\n", "land: nrw\n", None])
def test_settings_may_be_empty_or_missing(ksnet: Ksnet, office: Path, settings: str | None) -> None:
    (office / "ksnet.yaml").unlink()
    if settings is not None:
        (office / "ksnet.yaml").write_text(settings, encoding="utf-8")
    assert call(ksnet, office, "site -o neu").code == 0
