"""Programs of others accept what ksnet writes for them: linters of CI files,
readers of reports, pre-commit.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import programs
from tests.conftest import ROOT, Run
from tests.musterstadt import AS_OF

Ksnet = Callable[..., Run]
pytestmark = pytest.mark.runner
EVENT = "title: Treffen\nkind: netzwerktreffen\nstart: 2026-05-06 14:00\nend: 2026-05-06 12:00\n"


@pytest.fixture
def made(ksnet: Ksnet, tmp_path: Path) -> Path:
    """A new repository with Git."""
    folder = tmp_path / "neu"
    assert ksnet("init", folder, "--gemeinde", "Soest", "--no-git").code == 0
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    return folder


@pytest.fixture
def mistaken(made: Path) -> Path:
    """The same with a mistake in an event."""
    event = made / "data/events/soest/2026-05-06-treffen.yaml"
    event.parent.mkdir(parents=True)
    event.write_text(EVENT, encoding="utf-8")
    subprocess.run(["git", "add", "--all"], cwd=made, check=True)
    return made


def workflows(folder: Path) -> list[Path]:
    return sorted(folder.glob(".github/workflows/*.yml"))


def test_actionlint_finds_nothing_in_the_workflows_of_a_new_repository_and_in_our_own(
    made: Path,
) -> None:
    actionlint = programs.program("actionlint", programs.PROGRAMS)
    assert len(workflows(made)) == 2
    programs.run(actionlint, "-no-color", *workflows(made), *workflows(ROOT), cwd=made)


def test_zizmor_finds_nothing_in_the_workflows_of_a_new_repository_and_in_our_own(
    made: Path,
) -> None:
    zizmor = programs.program("zizmor", programs.PROGRAMS)
    programs.run(
        zizmor, "--offline", "--no-progress", "--strict-collection", made, *workflows(ROOT)
    )


def test_zizmor_would_find_a_secret_that_the_change_could_read(made: Path) -> None:
    checks = made / ".github/workflows/ksnet.yml"
    text = checks.read_text(encoding="utf-8").replace(
        "  pull_request:\n", "  pull_request_target:\n"
    )
    checks.write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError, match="dangerous-triggers"):
        programs.run(
            programs.program("zizmor", programs.PROGRAMS), "--offline", "--no-progress", made
        )


def findings(ksnet: Ksnet, folder: Path, form: str) -> str:
    run = ksnet("validate", "--format", form, "--as-of", AS_OF, cwd=folder)
    assert run.code == 1, run.err
    return run.out


def test_sarif_tools_reads_every_finding_with_rule_file_and_line(
    ksnet: Ksnet, mistaken: Path, tmp_path: Path
) -> None:
    (tmp_path / "report.sarif").write_text(findings(ksnet, mistaken, "sarif"), encoding="utf-8")
    sarif = programs.program("sarif", programs.PROGRAMS)
    programs.run(sarif, "csv", "-o", tmp_path / "report.csv", tmp_path / "report.sarif")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        read = sorted(
            (row["Location"], int(row["Line"]), row["Code"].partition(" ")[0])
            for row in csv.DictReader(file)
        )
    said = json.loads(findings(ksnet, mistaken, "json"))["findings"]
    assert said
    assert read == sorted((one["file"], one["line"], one["code"]) for one in said)


def test_junitparser_reads_every_finding_as_a_failure(
    ksnet: Ksnet, mistaken: Path, tmp_path: Path
) -> None:
    (tmp_path / "report.xml").write_text(findings(ksnet, mistaken, "junit"), encoding="utf-8")
    code = (
        "import json, sys, junitparser as j\n"
        "suites = j.JUnitXml.fromfile(sys.argv[1])\n"
        "cases = [case for suite in suites for case in suite]\n"
        "failed = [result for case in cases for result in case.result if isinstance(result, j.Failure)]\n"
        "print(json.dumps([suites.failures, len(failed), [one.text for one in failed]]))\n"
    )
    python = programs.program("python", programs.PROGRAMS)
    counted, failed, texts = json.loads(programs.run(python, "-c", code, tmp_path / "report.xml"))
    errors: list[Any] = [
        one
        for one in json.loads(findings(ksnet, mistaken, "json"))["findings"]
        if one["severity"] == "fehler"
    ]
    assert counted == failed == len(errors) > 0
    assert all(any(one["message"] in text for text in texts) for one in errors)


def pre_commit(
    folder: Path, home: Path, *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run pre-commit with this ksnet on the PATH."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    who = {
        f"GIT_{role}_{what}": "a@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        [programs.program("pre-commit", programs.PROGRAMS), *arguments],
        cwd=folder,
        env={**os.environ, **who, "PATH": path, "PRE_COMMIT_HOME": str(home), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def test_pre_commit_runs_the_hook_of_a_new_repository(made: Path, tmp_path: Path) -> None:
    passed = pre_commit(made, tmp_path / "home", "run", "--all-files")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    members = made / "data/networks/soest/members.yaml"
    members.write_text(
        members.read_text(encoding="utf-8").replace("members:", "membres:"), encoding="utf-8"
    )
    subprocess.run(["git", "add", "--all"], cwd=made, check=True)
    stopped = pre_commit(made, tmp_path / "home", "run", "--all-files")
    assert stopped.returncode == 1
    assert "membres" in stopped.stdout


def test_pre_commit_installs_the_hook_of_this_repository_and_it_stops_a_mistake(
    made: Path, tmp_path: Path
) -> None:
    repository = tmp_path / "ksnet"
    subprocess.run(
        ["git", "clone", "-q", ROOT, repository], check=True
    )  # what is committed, as others get it
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True
    )
    hook = {
        "repo": str(repository),
        "rev": commit.stdout.strip(),
        "hooks": [{"id": "ksnet-validate"}],
    }
    (made / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [hook]}), encoding="utf-8")
    subprocess.run(["git", "add", "--all"], cwd=made, check=True)
    passed = pre_commit(made, tmp_path / "home", "run", "--all-files")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    (made / "data/networks/soest/members.yaml").write_text("membres: []\n", encoding="utf-8")
    stopped = pre_commit(made, tmp_path / "home", "run", "--all-files")
    assert stopped.returncode == 1
    assert "membres" in stopped.stdout
