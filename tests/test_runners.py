"""CI of a new repository runs green from beginning to end, and its jobs have what they may have."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import programs
from tests.conftest import Run
from tests.forge import Server
from tests.runners import REMOTE, TOKEN, Machine

Ksnet = Callable[..., Run]
pytestmark = [pytest.mark.runner, pytest.mark.xdist_group("runner")]
BROKEN = 'name: "ohne Ende\n'


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    programs.program("rsync")
    programs.npm_module("gitlab-ci-local")
    programs.program("act", programs.PROGRAMS)
    return Machine(tmp_path_factory.mktemp("machine"))


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Koordination", "-c", "user.email=koordination@example.org")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def project(ksnet: Ksnet, tmp_path: Path) -> Path:
    """A new repository as an office has it after the first day:
    on main, with a branch that adds a body.
    """
    folder = tmp_path / "kinderschutz"
    made = ksnet(
        "init",
        folder,
        "--gemeinde",
        "Soest",
        "--reviewer",
        "@kinderschutz",
        "--package",
        "wheel",
        "--no-git",
    )
    assert made.code == 0, made.err
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", f"https://{REMOTE}")
    commit(folder, "Unterlagen angelegt")
    git(folder, "checkout", "-q", "-b", "gericht")
    ksnet(
        "new",
        "member",
        "--name",
        "Amtsgericht Soest",
        "--category",
        "familiengericht",
        "--field",
        "justiz",
        "--yes",
        cwd=folder,
    )
    commit(folder, "Amtsgericht")
    git(folder, "checkout", "-q", "main")
    return folder


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", message)


def break_a_record(folder: Path) -> None:
    (folder / "data/networks/soest/members.yaml").write_text(BROKEN, encoding="utf-8")
    commit(folder, "kaputt")


def pull_request(project: Path) -> dict[str, Any]:
    head, base = git(project, "rev-parse", "HEAD"), git(project, "rev-parse", "main")
    return {
        "pull_request": {
            "base": {"sha": base, "ref": "main"},
            "head": {"sha": head, "ref": "gericht"},
            "number": 7,
        }
    }


def test_gitlab_a_new_project_is_green_and_makes_documents(machine: Machine, project: Path) -> None:
    ended = machine.gitlab(project, "push")
    assert ended.jobs == {"validate": True, "documents": True}, ended.output
    assert (project / "dokumente/soest").is_dir()
    assert (project / "dokumente/oeffentliche-seiten/index.html").is_file()
    assert "cache created" in ended.output


def test_gitlab_a_merge_request_is_told_in_words_and_has_its_documents(
    machine: Machine, project: Path
) -> None:
    git(project, "checkout", "-q", "gericht")
    base = git(project, "rev-parse", "main")
    ended = machine.gitlab(project, "merge_request_event", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert ended.jobs == {"validate": True, "change-summary": True, "documents": True}, ended.output
    assert "Neu: Amtsgericht Soest" in (project / "diff.md").read_text(encoding="utf-8")
    members = (project / "dokumente/soest/mitglieder.csv").read_text(encoding="utf-8-sig")
    assert "Amtsgericht Soest" in members


def test_gitlab_from_a_mistake_no_documents_are_made(machine: Machine, project: Path) -> None:
    break_a_record(project)
    ended = machine.gitlab(project, "push")
    assert ended.jobs == {"validate": False}, ended.output
    assert not (project / "dokumente").exists()


def test_github_a_new_project_is_green_and_makes_documents(
    machine: Machine, project: Path, tmp_path: Path
) -> None:
    ended = machine.github(project, "push", {"ref": "refs/heads/main"}, tmp_path / "uploaded")
    assert ended.jobs == {"validate": True, "documents": True}, ended.output
    assert (tmp_path / "uploaded/dokumente/dokumente/oeffentliche-seiten/index.html").is_file()


def test_github_a_pull_request_is_told_in_words_and_has_its_documents(
    machine: Machine, project: Path, tmp_path: Path
) -> None:
    git(project, "checkout", "-q", "gericht")
    ended = machine.github(project, "pull_request", pull_request(project), tmp_path / "uploaded")
    assert ended.jobs == {"validate": True, "change-summary": True, "documents": True}, ended.output
    assert "Neu: Amtsgericht Soest" in (tmp_path / "uploaded/change-summary/diff.md").read_text(
        encoding="utf-8"
    )


def test_github_from_a_mistake_no_documents_are_made(
    machine: Machine, project: Path, tmp_path: Path
) -> None:
    break_a_record(project)
    ended = machine.github(project, "push", {"ref": "refs/heads/main"}, tmp_path / "uploaded")
    assert ended.jobs.get("validate") is False, ended.output
    assert not (tmp_path / "uploaded").exists()


def test_github_once_a_week_everything_is_checked_and_what_is_due_is_said(
    machine: Machine, project: Path, tmp_path: Path
) -> None:
    ended = machine.github(project, "schedule", {}, tmp_path / "uploaded")
    assert ended.jobs == {"validate": True, "due": True}, ended.output


@pytest.fixture
def spied(project: Path, tmp_path: Path) -> Path:
    """Put a package into the project that notes, at each start of Python,
    which job it is in and what secret it sees.
    """
    (wheel,) = (project / "ci").glob("*.whl")
    seen = tmp_path / "seen.txt"
    code = f"import os; open({str(seen)!r}, 'a').write(f\"{{os.environ.get('CI_JOB_NAME')}} {{os.environ.get('KSNET_COMMENT_TOKEN')}}\\n\")\n"
    with (
        zipfile.ZipFile(wheel) as whole,
        zipfile.ZipFile(tmp_path / wheel.name, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            archive.writestr(
                name, whole.read(name) + (b"looks.pth,,\n" if name.endswith("RECORD") else b"")
            )
        archive.writestr("looks.pth", code)
    shutil.copy(tmp_path / wheel.name, wheel)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (project / "ci/ksnet.txt").write_text(
        f"./ci/{wheel.name} --hash=sha256:{digest}\n", encoding="utf-8"
    )
    commit(project, "Paket")
    return seen


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


def test_gitlab_only_the_job_that_comments_gets_the_token(
    tmp_path_factory: pytest.TempPathFactory, project: Path, spied: Path, server: Server
) -> None:
    machine = Machine(tmp_path_factory.mktemp("spied"))
    server.answers |= {"/user": {"id": 42}, "/projects/1217/merge_requests": []}
    runs = [
        ("push", {}),
        ("schedule", {"KSNET_SCHEDULE": "weekly"}),
        ("schedule", {"CI_API_V4_URL": server.url}),
    ]
    ended = [machine.gitlab(project, source, **variables) for source, variables in runs]
    assert [set(one.jobs) for one in ended] == [
        {"validate", "documents"},
        {"validate", "due"},
        {"comment"},
    ]
    assert all(all(one.jobs.values()) for one in ended), ended
    seen = {
        (line.split()[0], line.split()[1])
        for line in spied.read_text(encoding="utf-8").splitlines()
    }
    # In the container of its own that GitLab gives it, `comment` has no packages; here it shows
    # that the look would see.
    jobs = {(job, "None") for job in ("validate", "documents", "due")} | {("comment", TOKEN)}
    assert seen - {("None", "None")} == jobs  # gitlab-ci-local starts Python outside of jobs, too
