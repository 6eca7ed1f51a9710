"""`ksnet init`: a data repository that works at once, and CI jobs that do what they promise."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from ksnet import __version__
from ksnet.editing.starting import package
from tests.conftest import ROOT, Once, Run
from tests.forge import Server
from tests.musterstadt import AS_OF

Ksnet = Callable[..., Run]
SOEST = ("--network", "soest", "--name", "Netzwerk Kinderschutz Soest", "--gemeinde", "Soest")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")


@pytest.fixture
def made(ksnet: Ksnet, once: Once, tmp_path: Path) -> Path:
    """A new repository of one network."""

    def make(folder: Path) -> None:
        run = ksnet("init", folder, *SOEST, cwd=tmp_path)
        assert run.code == 0, run.err

    return once("init-soest", tmp_path / "neu", make)


def tree_of(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if ".git/" not in f"{path}/"
    )


@pytest.mark.slow
def test_what_it_makes_has_no_findings_and_canonical_form(ksnet: Ksnet, made: Path) -> None:
    assert (
        ksnet("validate", "--strict", "--as-of", AS_OF, cwd=made).out
        == "Keine Beanstandungen in 3 geprüften Dateien.\n"
    )
    assert ksnet("fmt", "--check", cwd=made).code == 0
    network = (made / "data/networks/soest/network.yaml").read_text(encoding="utf-8")
    assert 'key: "05974040"' in network
    assert "complete_since: nie" in network


@pytest.mark.slow
def test_the_example_has_no_findings_and_is_the_musterkreis(ksnet: Ksnet, tmp_path: Path) -> None:
    assert ksnet("init", "--example", "--quiet", cwd=tmp_path).code == 0
    assert ksnet("validate", "--strict", "--as-of", AS_OF, cwd=tmp_path).code == 0
    assert ksnet("fmt", "--check", cwd=tmp_path).code == 0
    example = ROOT / "ksnet/example"
    copied = [path.relative_to(example) for path in example.rglob("*.yaml")]
    assert all((tmp_path / path).read_bytes() == (example / path).read_bytes() for path in copied)


def test_everything_an_office_needs_is_there(made: Path) -> None:
    files = tree_of(made)
    for name in (
        ".gitignore",
        ".gitattributes",
        ".editorconfig",
        ".pre-commit-config.yaml",
        ".gitlab-ci.yml",
        "README.md",
    ):
        assert name in files
    for name in (
        ".github/workflows/ksnet.yml",
        ".github/workflows/ksnet-comment.yml",
        "ci/comment.py",
        ".vscode/extensions.json",
    ):
        assert name in files
    schemas = json.loads((made / ".vscode/settings.json").read_text(encoding="utf-8"))[
        "yaml.schemas"
    ]
    assert all((made / name).is_file() for name in schemas)
    assert ".ksnet/" in (made / ".gitignore").read_text(encoding="utf-8").splitlines()
    texts = [
        (made / name).read_bytes()
        for name in files
        if (made / name).is_file() and not name.endswith(".whl")
    ]
    assert [text for text in texts if re.search(rb"@[A-Z]+@", text)] == []
    assert (made / "README.md").read_bytes().startswith(b"# Netzwerk Kinderschutz Soest\n")


# --- where CI takes ksnet from
# ---------------------------------------------------------------------------------------

DIGEST = "0123456789abcdef" * 4
COMMIT = "0123456789abcdef0123456789abcdef01234567"
INIT = ("init", "neu", *SOEST)


def line_for_pip(made: Path) -> str:
    (line,) = [
        line
        for line in (made / "ci/ksnet.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return line


def pins(text: str) -> dict[str, tuple[str, list[str]]]:
    """Return version and hashes of each package of a requirements file."""
    logical = text.replace("\\\n", " ").splitlines()
    found = {}
    for words in (
        line.split() for line in logical if "==" in line and not line.strip().startswith("#")
    ):
        name, _, version = words[0].partition("==")
        found[name] = (
            version,
            [word.removeprefix("--hash=sha256:") for word in words if word.startswith("--hash=")],
        )
    return found


def test_where_ksnet_comes_from_stands_in_one_place(made: Path) -> None:
    for name in (GITLAB, CHECKS):
        text = (made / name).read_text(encoding="utf-8")
        assert __version__ not in text
        installs = re.findall(r"pip install .*", text)
        assert {
            line for line in installs if "--require-hashes -r ci/requirements.txt" not in line
        } == {"pip install --quiet --no-deps --no-build-isolation -r ci/ksnet.txt"}


def test_what_ksnet_needs_is_pinned_with_hashes_as_it_was_tested(made: Path) -> None:
    from packaging.requirements import Requirement

    found = pins((made / "ci/requirements.txt").read_text(encoding="utf-8"))
    tested = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert {name: pin[0] for name, pin in found.items()} == {
        name: tested[name][0] for name in found
    }
    assert all(re.fullmatch("[0-9a-f]{64}", one) for _, hashes in found.values() for one in hashes)
    assert [name for name, (_, hashes) in found.items() if not hashes] == []
    needed: set[str] = set()
    todo = ["ksnet"]
    while todo:  # everything that ksnet[all] brings along on this system
        for text in distribution(todo.pop()).requires or []:
            requirement = Requirement(text)
            name = requirement.name.lower().replace("_", "-").replace(".", "-")
            extras = ("pdf", "docx", "xlsx") if not needed else ("",)
            wanted = requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in extras
            )
            if wanted and name not in needed | {"ksnet"}:
                needed.add(name)
                todo.append(name)
    assert needed - set(found) == set()


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("index", f"ksnet=={__version__}"),
        (
            f"git+https://git.example.org/a/ksnet.git@{COMMIT}",
            f"ksnet @ git+https://git.example.org/a/ksnet.git@{COMMIT}",
        ),
        (
            "git+https://git.example.org/a/ksnet.git@v0.1.0",
            "ksnet @ git+https://git.example.org/a/ksnet.git@v0.1.0",
        ),
        (
            f"https://git.example.org/ksnet-0.1.0-py3-none-any.whl#sha256={DIGEST}",
            f"ksnet @ https://git.example.org/ksnet-0.1.0-py3-none-any.whl --hash=sha256:{DIGEST}",
        ),
    ],
)
def test_the_source_of_ksnet_is_chosen_and_said(
    ksnet: Ksnet, tmp_path: Path, source: str, line: str
) -> None:
    run = ksnet(*INIT, "--package", source, cwd=tmp_path)
    assert (run.code, line_for_pip(tmp_path / "neu")) == (0, line)
    said = (tmp_path / "neu/ci/ksnet.txt").read_text(encoding="utf-8").splitlines()[0]
    assert said.removeprefix("# ").partition(" Ändern:")[0] in run.err
    builds = "hatchling==" in (tmp_path / "neu/ci/requirements.txt").read_text(encoding="utf-8")
    assert builds is source.startswith("git+")
    assert list((tmp_path / "neu/ci").glob("*.whl")) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("pypi", "Möglich sind wheel, index"),
        ("git+https://git.example.org/a/ksnet.git", "am Ende den Stand"),
        ("git+ssh://git@git.example.org/a/ksnet.git@v1", "Der Quelltext braucht https"),
        (
            f"git+https://ich:geheim@git.example.org/a/ksnet.git@{COMMIT}",
            "Zugangsdaten gehören nicht hinein",
        ),
        ("https://git.example.org/ksnet-0.1.0-py3-none-any.whl", "nennt die Prüfsumme"),
        (
            f"http://git.example.org/ksnet-0.1.0-py3-none-any.whl#sha256={DIGEST}",
            "beginnt mit https",
        ),
        (
            "https://git.example.org/ksnet.whl --index-url=https://x#sha256=" + DIGEST,
            "Eine Adresse",
        ),
        (
            "git+https://git.example.org/a@v1 --index-url=https://boese.example.org",
            "Der Quelltext braucht",
        ),
        ("nirgends/ksnet-0.1.0-py3-none-any.whl", "lässt sich nicht lesen"),
        ("other-1.0-py3-none-any.whl", "ist kein Paket von ksnet"),
    ],
)
def test_what_is_no_source_is_refused_and_nothing_written(
    ksnet: Ksnet, tmp_path: Path, source: str, said: str
) -> None:
    run = ksnet(*INIT, "--package", source, cwd=tmp_path)
    assert (run.code, said in run.err, tree_of(tmp_path)) == (2, True, []), run.err


def test_a_file_that_only_has_the_name_of_our_package_is_refused(
    ksnet: Ksnet, tmp_path: Path
) -> None:
    name = "ksnet-0.1.0-py3-none-any.whl"
    (tmp_path / name).write_bytes(b"no archive")
    assert "obwohl es so heißt" in ksnet(*INIT, "--package", name, cwd=tmp_path).err
    (tmp_path / name).write_bytes(packed(other_py="x"))
    assert "obwohl es so heißt" in ksnet(*INIT, "--package", name, cwd=tmp_path).err


def test_the_running_program_comes_along_as_a_package_with_its_hash(
    ksnet: Ksnet, tmp_path: Path
) -> None:
    assert ksnet(*INIT, "--package", "wheel", cwd=tmp_path).code == 0
    name = f"ksnet-{__version__}-py3-none-any.whl"
    content = (tmp_path / "neu/ci" / name).read_bytes()
    assert (
        line_for_pip(tmp_path / "neu")
        == f"./ci/{name} --hash=sha256:{hashlib.sha256(content).hexdigest()}"
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        info = f"ksnet-{__version__}.dist-info"
        record = archive.read(f"{info}/RECORD").decode().splitlines()
        for line in record[:-1]:  # the last one is itself
            file, digest, size = line.split(",")
            held = archive.read(file)
            assert (int(size), digest) == (
                len(held),
                "sha256=" + urlsafe_b64encode(hashlib.sha256(held).digest()).decode().rstrip("="),
            )
        assert "ksnet = ksnet.__main__:main" in archive.read(f"{info}/entry_points.txt").decode()
        assert b"\nName: ksnet\n" in archive.read(f"{info}/METADATA")
    assert sorted(line.split(",")[0] for line in record) == sorted(names)
    sources = [path.relative_to(ROOT).as_posix() for path in (ROOT / "ksnet").rglob("*.py")]
    templates = [
        f"ksnet/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "templates").rglob("*.j2")
    ]
    assert set(sources + templates) <= set(names)
    assert [file for file in names if "__pycache__" in file or not file.startswith("ksnet")] == []
    given = ksnet("init", "zwei", *SOEST, "--package", f"neu/ci/{name}", cwd=tmp_path)
    assert (given.code, (tmp_path / "zwei/ci" / name).read_bytes()) == (0, content)


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        (None, "index"),  # pip says nothing of what comes from an index
        (
            {
                "url": "https://git.example.org/a/ksnet.git",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT},
            },
            f"git+https://git.example.org/a/ksnet.git@{COMMIT}",
        ),
        ({"url": "file:///quellen/ksnet", "dir_info": {"editable": True}}, "wheel"),
        ({"url": "file:///quellen/ksnet-0.1.0-py3-none-any.whl", "archive_info": {}}, "wheel"),
        (
            {
                "url": "ssh://git@git.example.org/a/ksnet.git",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT},
            },
            "wheel",
        ),
    ],
)
def test_without_the_option_ci_gets_ksnet_as_it_came_here(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, source: str
) -> None:
    class Known:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(package, "distribution", lambda name: Known())
    assert package.usual() == source


# --- the records
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gemeinde", "key"),
    [("Krefeld", "05114000"), ("Kreis Soest", "05974"), ("05974040", "05974040")],
)
def test_a_gemeinde_or_kreis_finds_its_key(
    ksnet: Ksnet, tmp_path: Path, gemeinde: str, key: str
) -> None:
    of_kreis = ("--municipality", "Anröchte") if len(key) == 5 else ()
    assert ksnet("init", "neu", "--gemeinde", gemeinde, *of_kreis, cwd=tmp_path).code == 0
    (network,) = (tmp_path / "neu/data/networks").glob("*/network.yaml")
    assert f'key: "{key}"' in network.read_text(encoding="utf-8")
    assert ("- Anröchte" in network.read_text(encoding="utf-8")) is (len(key) == 5)


def test_what_an_example_does_not_take_is_told(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet("init", "neu", "--example", "--name", "Netzwerk Soest", cwd=tmp_path)
    assert (run.code, "ginge verloren: --name. Bitte" in run.err) == (2, True), run.err
    assert tree_of(tmp_path) == []


def test_without_a_terminal_it_says_what_is_missing(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet("init", "neu", cwd=tmp_path)
    assert run.code == 2
    assert "--gemeinde" in run.err
    assert "--name" in run.err
    assert tree_of(tmp_path) == []


def test_an_unknown_gemeinde_gets_a_proposal(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet("init", "neu", "--gemeinde", "Sost", cwd=tmp_path)
    assert (run.code, "Meinten Sie „Soest“?" in run.err) == (2, True)
    assert tree_of(tmp_path) == []


def test_case_data_in_the_name_of_the_network_is_not_written(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet(
        "init",
        "neu",
        "--gemeinde",
        "Soest",
        "--name",
        "Hilfe für Kevin Müller (7 Jahre)",
        cwd=tmp_path,
    )
    assert run.code == 2
    assert "Kevin" not in run.err + run.out
    assert tree_of(tmp_path) == []


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(ksnet: Ksnet, tmp_path: Path) -> None:
    (tmp_path / "liste.xlsx").write_bytes(b"x")
    run = ksnet("init", *SOEST, cwd=tmp_path)
    assert (run.code, "liste.xlsx" in run.err) == (2, True)
    assert tree_of(tmp_path) == ["liste.xlsx"]
    for occupied in ("liste.xlsx", "liste.xlsx/neu"):
        run = ksnet("init", occupied, *SOEST, cwd=tmp_path)
        assert (run.code, "ist kein Ordner" in run.err) == (2, True)


def test_a_folder_with_only_git_in_it_is_empty(ksnet: Ksnet, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert ksnet("init", *SOEST, cwd=tmp_path).code == 0
    assert (tmp_path / ".git").is_dir()
    assert (tmp_path / "ksnet.yaml").is_file()


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("fails_at", [1, 5, 9])
def test_all_or_nothing(
    ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, there: bool
) -> None:
    if there:
        (tmp_path / "neu").mkdir()
    calls = iter(range(1, 1000))
    real = Path.rename if there else Path.write_bytes

    def failing(self: Path, *arguments: Any) -> Any:
        if next(calls) == fails_at:
            raise OSError(28, "no space")
        return real(self, *arguments)

    monkeypatch.setattr(Path, real.__name__, failing)
    run = ksnet("init", "neu", *SOEST, cwd=tmp_path)
    assert (run.code, "der Datenträger ist voll" in run.err) == (3, True)
    assert tree_of(tmp_path) == (["neu"] if there else [])


@pytest.mark.slow
@needs_git
def test_with_git_the_first_state_is_saved(
    ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_somebody(monkeypatch, tmp_path)
    assert ksnet("init", "neu", *SOEST, "--git", cwd=tmp_path).code == 0
    log = git(tmp_path / "neu", "log", "--format=%s")
    assert log == "Unterlagen angelegt mit ksnet init\n"
    assert git(tmp_path / "neu", "status", "--porcelain") == ""


def test_without_git_all_files_are_there_nevertheless(
    ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    run = ksnet("init", "neu", *SOEST, "--git", cwd=tmp_path)
    assert (run.code, "Git ist nicht installiert" in run.err) == (0, True)
    assert (tmp_path / "neu/ksnet.yaml").is_file()


def as_somebody(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name, value in (
        ("HOME", str(home)),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CONFIG_GLOBAL", str(home / "gitconfig")),
    ):
        monkeypatch.setenv(name, value)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Koordination")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "koordination@example.org")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


# --- CI
# -------------------------------------------------------------------------------------------------

GITLAB, CHECKS, COMMENT = (
    ".gitlab-ci.yml",
    ".github/workflows/ksnet.yml",
    ".github/workflows/ksnet-comment.yml",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "schema"),
    [(GITLAB, "gitlab-ci"), (CHECKS, "github-workflows"), (COMMENT, "github-workflows")],
)
def test_the_ci_files_fit_the_schemas_of_their_platforms(
    made: Path, name: str, schema: str
) -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        f"vendor.{schema}",
        str(made / name),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def workflow(made: Path, name: str) -> Any:
    return yaml.load((made / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  ("on" stays a word; it makes nothing but text)


def scripts(made: Path, job: str) -> dict[str, str]:
    """Return what a job runs on both platforms, without the installation."""
    gitlab = "\n".join(workflow(made, GITLAB)[job]["script"])
    steps = [step.get("run", "") for step in workflow(made, CHECKS)["jobs"][job]["steps"]]
    return {
        "gitlab": gitlab,
        "github": "\n".join(step for step in steps if "pip install" not in step),
    }


def shell(made: Path, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runner does, with this ksnet in the place of the installed one,
    on a fixed day.
    """
    programs = made.parent / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "ksnet"
    call = f'cd "$PWD" && PYTHONPATH="{ROOT}" exec "{sys.executable}" -m ksnet "$@"'
    program.write_text(f"#!/bin/sh\n{call}\n", encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", **env}
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=made,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["gitlab", "github"])
def test_the_validate_job_passes_a_new_repository_and_fails_a_wrong_one(
    made: Path, platform: str
) -> None:
    script = scripts(made, "validate")[platform]
    run = shell(made, script)
    assert run.returncode == 0, run.stdout + run.stderr
    network = made / "data/networks/soest/network.yaml"
    network.write_text(
        network.read_text(encoding="utf-8").replace("name:", "nmae:", 1), encoding="utf-8"
    )
    run = shell(made, script)
    assert run.returncode == 1
    assert "nmae" in run.stdout
    if platform == "gitlab":
        report = json.loads((made / "gl-code-quality-report.json").read_text(encoding="utf-8"))
        assert len(report) == 1


@pytest.mark.slow
@needs_git
@pytest.mark.parametrize("platform", ["gitlab", "github"])
def test_of_a_change_only_what_it_brings_decides(
    made: Path, platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing turns red because somebody else's mistake, or the calendar, was there before."""
    as_somebody(monkeypatch, tmp_path)
    network = made / "data/networks/soest/network.yaml"
    text = network.read_text(encoding="utf-8")
    network.write_text(text + "farbe: rot\n", encoding="utf-8")
    git(made, "init", "-q", "-b", "main")
    git(made, "add", "-A")
    git(made, "commit", "-q", "-m", "Anfang")
    base = git(made, "rev-parse", "HEAD").strip()
    script, given = (
        scripts(made, "validate")[platform],
        {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "BASE": base},
    )
    assert shell(made, script).returncode == 1
    run = shell(made, script, **given)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"; 1 Befund gab es schon in {base}\n" in run.stdout
    network.write_text(text + "farbe: rot\nform: rund\n", encoding="utf-8")
    assert shell(made, script, **given).returncode == 1


@pytest.mark.slow
@needs_git
@pytest.mark.parametrize("platform", ["gitlab", "github"])
def test_the_validate_job_judges_a_change_by_what_it_brings(made: Path, platform: str) -> None:
    who = ("-c", "user.name=Koordination", "-c", "user.email=koordination@example.org")
    network = made / "data/networks/soest/network.yaml"
    network.write_text(
        network.read_text(encoding="utf-8").replace("name:", "nmae:", 1), encoding="utf-8"
    )
    git(made, "init", "-q")
    git(made, "add", "--all")
    git(made, *who, "commit", "-q", "-m", "mit Fehler")
    base = git(made, "rev-parse", "HEAD").strip()
    (made / "notiz.md").write_text("Ein Satz.\n", encoding="utf-8")
    git(made, "add", "--all")
    git(made, *who, "commit", "-q", "-m", "danach")
    script = scripts(made, "validate")[platform]
    for variable in ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_COMMIT_BEFORE_SHA"):
        run = shell(made, script, BASE=base, **{variable: base})
        assert run.returncode == 0, run.stdout + run.stderr
    for unknown in ("", "0" * 40):  # once a week, and at the first push: everything
        run = shell(made, script, BASE=unknown, CI_COMMIT_BEFORE_SHA=unknown)
        assert (run.returncode, "nmae" in run.stdout) == (1, True), run.stderr
    members = made / "data/networks/soest/members.yaml"
    members.write_text(
        members.read_text(encoding="utf-8").replace("members:", "membres:"), encoding="utf-8"
    )
    run = shell(made, script, BASE=base, CI_COMMIT_BEFORE_SHA=base)
    assert (run.returncode, "membres" in run.stdout) == (1, True)


@pytest.mark.slow
@pytest.mark.parametrize("platform", ["gitlab", "github"])
def test_the_documents_job_writes_documents(made: Path, platform: str) -> None:
    run = shell(made, scripts(made, "documents")[platform])
    assert run.returncode == 0, run.stderr
    names = {path.name for path in (made / "dokumente").iterdir()}
    assert names == {"soest", "termine-oeffentlich.ics", "oeffentliche-seiten"}
    assert (made / "dokumente/oeffentliche-seiten/index.html").is_file()
    assert {path.suffix for path in (made / "dokumente/soest").iterdir()} >= {
        ".docx",
        ".pdf",
        ".html",
        ".ics",
        ".xlsx",
    }


@pytest.mark.parametrize("platform", [pytest.param("gitlab", marks=pytest.mark.slow), "github"])
def test_the_weekly_job_says_what_is_due(made: Path, platform: str) -> None:
    page = made.parent / "page.md"
    run = shell(made, scripts(made, "due")[platform], GITHUB_STEP_SUMMARY=str(page))
    assert run.returncode == 0, run.stderr
    due = (made / "faellig.txt").read_text(encoding="utf-8")
    assert due in run.stdout
    if platform == "github":
        assert page.read_text(encoding="utf-8") == f"```text\n{due}```\n"


def test_documents_wait_for_validate_also_for_a_change_and_never_run_on_a_schedule(
    made: Path,
) -> None:
    gitlab, github = workflow(made, GITLAB), workflow(made, CHECKS)
    assert gitlab["documents"]["needs"] == ["validate"]
    assert gitlab["documents"]["rules"] == [
        {
            "if": '$CI_PIPELINE_SOURCE == "merge_request_event"',
            "variables": {"KSNET_TEMPLATES": "--no-project-templates"},
        },
        {"if": '$CI_PIPELINE_SOURCE != "schedule"'},
    ]
    assert github["jobs"]["documents"]["needs"] == "validate"
    assert github["jobs"]["documents"]["if"] == "github.event_name != 'schedule'"
    assert set(github["on"]) == {"push", "pull_request", "schedule"}


def test_the_templates_that_a_change_brings_make_no_documents_before_it_is_merged(
    made: Path,
) -> None:
    gitlab, github = workflow(made, GITLAB), workflow(made, CHECKS)
    (step,) = (
        step
        for step in github["jobs"]["documents"]["steps"]
        if "ksnet documents" in step.get("run", "")
    )
    assert step["env"] == {
        "KSNET_TEMPLATES": "${{ github.event_name == 'pull_request' && '--no-project-templates' || '' }}"
    }
    for script in ("\n".join(gitlab["documents"]["script"]), step["run"]):
        commands = [
            line
            for line in script.splitlines()
            if "ksnet documents" in line or "ksnet site" in line
        ]
        assert [
            command.endswith(' ${KSNET_TEMPLATES:+"$KSNET_TEMPLATES"}') for command in commands
        ] == [True, True]


def test_images_and_python_are_pinned_and_downloads_kept(made: Path) -> None:
    gitlab, github = workflow(made, GITLAB), workflow(made, CHECKS)
    images = [job["image"] for job in gitlab.values() if "image" in job]
    assert len(images) == 2
    assert [
        image for image in images if not re.fullmatch(r"python:3\.\d+\.\d+-[a-z-]+", image)
    ] == []
    assert gitlab[".ksnet"]["cache"]["key"]["files"] == ["ci/requirements.txt"]
    steps = [step for job in github["jobs"].values() for step in job["steps"]]
    pythons = [step["with"] for step in steps if "setup-python" in step.get("uses", "")]
    assert len(pythons) == len(github["jobs"])
    assert all(re.fullmatch(r"3\.\d+\.\d+", python["python-version"]) for python in pythons)
    assert all(python["cache-dependency-path"] == "ci/requirements.txt" for python in pythons)


@pytest.mark.parametrize(
    "arguments", [SOEST, (*SOEST, "--reviewer", "@kinderschutz"), ("--example",)]
)
def test_the_owners_are_right_from_the_start(
    ksnet: Ksnet, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert ksnet("init", "neu", *arguments, cwd=tmp_path).code == 0
    assert ksnet("codeowners", "--check", cwd=tmp_path / "neu").code == 0
    owners = (tmp_path / "neu/CODEOWNERS").read_text(encoding="utf-8")
    lines = [line.split() for line in owners.splitlines() if not line.startswith("#")]
    if len(arguments) > len(SOEST):
        assert lines[0] == ["*", "@kinderschutz"]
        assert {"/ksnet.yaml", "/templates/", "/ci/", "/.github/", "/.gitlab-ci.yml"} <= {
            line[0] for line in lines
        }


def test_who_is_no_account_reviews_nothing(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet(*INIT, "--reviewer", "zwei worte", cwd=tmp_path)
    assert (run.code, "kein Konto" in run.err, tree_of(tmp_path)) == (2, True, [])


@pytest.mark.slow
@needs_git
@pytest.mark.parametrize("platform", ["gitlab", "github"])
def test_the_change_summary_says_what_a_branch_changes(
    ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    as_somebody(monkeypatch, tmp_path)
    ksnet("init", "neu", *SOEST, "--git", cwd=tmp_path)
    made = tmp_path / "neu"
    base = git(made, "rev-parse", "HEAD").strip()
    ksnet(
        "new",
        "member",
        "--name",
        "Amtsgericht Soest",
        "--category",
        "familiengericht",
        "--field",
        "justiz",
        cwd=made,
    )
    git(made, "commit", "-qam", "Amtsgericht")
    head = git(made, "rev-parse", "HEAD").strip()
    env = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_COMMIT_SHA": head,
        "BASE": base,
        "HEAD": head,
    }
    run = shell(made, scripts(made, "change-summary")[platform], **env)
    assert run.returncode == 0, run.stderr
    assert "Amtsgericht Soest" in (made / "diff.md").read_text(encoding="utf-8")


def test_what_runs_with_the_change_has_no_rights(made: Path) -> None:
    checks = workflow(made, CHECKS)
    assert checks["permissions"] == {"contents": "read"}
    assert [name for name, job in checks["jobs"].items() if "permissions" in job] == []
    text = (made / CHECKS).read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "github.token" not in text
    gitlab = workflow(made, GITLAB)
    with_token = [
        name for name, job in gitlab.items() if "comment.py" in str(job) or "TOKEN" in str(job)
    ]
    assert with_token == ["comment"]
    (rule,) = gitlab["comment"]["rules"]
    assert rule["if"].startswith(
        '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && '
    )
    # The token is stored for one environment, and one job names it: the one that installs nothing.
    assert [name for name, job in gitlab.items() if "environment" in job] == ["comment"]
    assert gitlab["comment"]["environment"] == {"name": "ksnet-comment", "action": "access"}
    assert "extends" not in gitlab["comment"]


def test_what_has_rights_takes_nothing_but_text_from_the_change(made: Path) -> None:
    comment = workflow(made, COMMENT)
    assert set(comment["on"]) == {"workflow_run"}
    assert comment["permissions"] == {}
    (job,) = comment["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkout, run = job["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert (
        "${{" not in run["run"]
    )  # values of the event reach the program as variables, never as part of a command
    assert "pip install" not in str(job)
    assert "ksnet" not in run["run"]


@pytest.mark.parametrize("name", [CHECKS, COMMENT])
def test_actions_are_pinned_to_a_commit_and_no_expression_stands_in_a_command(
    made: Path, name: str
) -> None:
    steps = [step for job in workflow(made, name)["jobs"].values() for step in job["steps"]]
    uses = [step["uses"] for step in steps if "uses" in step]
    assert uses
    assert [use for use in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", use)] == []
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    assert all(
        step["with"]["persist-credentials"] == "false"
        for step in steps
        if "checkout" in step.get("uses", "")
    )


# --- the program that comments
# ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def comment() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "comment", ROOT / "ksnet/editing/starting/files/ci/comment.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("text", "not_in_it"),
    [
        ("/approve", r"(?m)^/"),
        ("a\r/merge", r"(?m)^/"),
        ("> - /merge", r"(?m)^[> -]*/"),
        ("\u200b/merge", r"(?m)^\W?/"),
        ("hallo @all", "@all"),
        ("&#64;all", "&#64;"),
        ("![x](https://spy.example.org/p.png)", r"!\["),
        ("[hier](https://evil.example.org)", r"\]\("),
        (r"\\[hier](https://evil.example.org)", r"\]\("),
        ("<img src=x>", "<"),
        ("<!-- ksnet: change summary -->", "<!--"),
        ("```\nalles", "```"),
        ("#12 !34", "#12|!34"),
        ("\u202eabc", "\u202e"),
        ("https://evil.example.org", "://\\w"),
        ("WWW.evil.example.org", r"(?i)www\."),
    ],
)
def test_a_text_that_means_harm_becomes_harmless(
    comment: ModuleType, text: str, not_in_it: str
) -> None:
    assert re.search(not_in_it, comment.harmless(text)) is None


@pytest.mark.parametrize(
    "line", ["- Neu: Müller", "- [&] @all #1", "- (data/events/n/2026-10-07-x.yaml:5)", "x" * 200]
)
def test_a_comment_is_never_longer_than_a_forge_takes(comment: ModuleType, line: str) -> None:
    written = comment.body(
        f"# A\n\n{line}\n".encode() * 8_000, "https://forge.example/o/r/-/blob/abc"
    )
    assert len(written) <= 65_536
    assert "gekürzt" in written[-60:]


def test_what_ksnet_writes_reads_the_same(comment: ModuleType) -> None:
    from markdown_it import MarkdownIt

    written = "## Änderungen\n\n- Neu: Müller \\& Söhne \\<GmbH\\> \\[alt\\] (Kategorie 8), seit 01.03.2026\n- Termin am 3\\. Mai, info@example.org\n"
    shown = [MarkdownIt().render(text) for text in (written, comment.harmless(written))]
    assert shown[0] == shown[1]


def test_places_become_links_to_our_own_forge_and_nothing_else_does(comment: ModuleType) -> None:
    text = b"- Neu: A (data/events/n/2026-10-07-x.yaml:5)\n- B (https://evil.example/x.yaml:5) (../x.yaml:1) [x](data/y.yaml:2)"
    written = comment.body(text, "https://forge.example/o/r/-/blob/abc")
    link = "(https://forge.example/o/r/-/blob/abc/data/events/n/2026-10-07-x.yaml#L5)"
    assert f"([data/events/n/2026-10-07-x.yaml:5]{link})" in written
    assert "[x]" not in written
    assert {address[:23] for address in re.findall(r"\]\(([^)]*)\)", written)} == {
        "https://forge.example/o"
    }
    assert "](" not in comment.body(text, "javascript:alert(1)")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


def packed(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return buffer.getvalue()


PULL = {"number": 7, "head": {"sha": "abc"}}


def github(
    server: Server, artifact: bytes, *, pulls: list[Any], comments: list[Any]
) -> dict[str, str]:
    listed = {"id": 5, "name": "change-summary", "expired": False, "size_in_bytes": len(artifact)}
    server.answers |= {
        "/repos/o/r/pulls": pulls,
        "/repos/o/r/actions/runs/99/artifacts": {"artifacts": [listed]},
        "/repos/o/r/actions/artifacts/5/zip": artifact,
        "/repos/o/r/issues/7/comments": comments,
    }
    event = {"RUN_ID": "99", "HEAD_SHA": "abc", "HEAD_OWNER": "o", "HEAD_BRANCH": "x&state=closed"}
    return {"GITHUB_API_URL": server.url, "GITHUB_TOKEN": "t", "GITHUB_REPOSITORY": "o/r", **event}


def test_github_the_pull_request_gets_one_comment_which_is_renewed(
    comment: ModuleType, server: Server
) -> None:
    comment.github(github(server, packed(diff_md="- Neu: @all"), pulls=[PULL], comments=[]))
    ((method, path, data),) = server.got
    assert (method, path) == ("POST", "/repos/o/r/issues/7/comments")
    assert data["body"].startswith(comment.MARK)
    assert "@all" not in data["body"]
    ours = {"id": 3, "body": data["body"], "user": {"login": "github-actions[bot]"}}
    forged = {"id": 2, "body": data["body"], "user": {"login": "mallory"}}
    comment.github(
        github(server, packed(diff_md="- Neu: B"), pulls=[PULL], comments=[forged, ours])
    )
    assert server.got[1][:2] == ("PATCH", "/repos/o/r/issues/comments/3")
    comment.github(
        github(server, packed(diff_md="- Neu: @all"), pulls=[PULL], comments=[forged, ours])
    )
    assert len(server.got) == 2  # nothing new to say


@pytest.mark.parametrize(
    ("artifact", "pulls"),
    [
        (packed(diff_md="x"), []),  # no request has this commit
        (packed(diff_md="x"), [{"number": 7, "head": {"sha": "newer"}}]),
        (packed(other_md="x"), [PULL]),
        (b"no archive", [PULL]),
        (bytes(2_100_000), [PULL]),
    ],
)
def test_github_what_does_not_fit_is_left(
    comment: ModuleType, server: Server, artifact: bytes, pulls: list[Any]
) -> None:
    comment.github(github(server, artifact, pulls=pulls, comments=[]))
    assert server.got == []


@pytest.mark.slow
def test_github_a_file_that_is_small_only_when_packed_is_cut(
    comment: ModuleType, server: Server
) -> None:
    comment.github(github(server, packed(diff_md="- Neu\n" * 1_000_000), pulls=[PULL], comments=[]))
    ((_, _, data),) = server.got
    assert len(data["body"]) <= 65_536
    assert "gekürzt" in data["body"][-60:]


def test_gitlab_the_merge_request_gets_the_summary_of_its_newest_commit(
    comment: ModuleType, server: Server
) -> None:
    here = "/projects/1/merge_requests/4"
    pipelines = [
        {"id": 8, "sha": "old", "source": "merge_request_event", "project_id": 1},
        {"id": 9, "sha": "new", "source": "merge_request_event", "project_id": 1},
    ]
    server.answers |= {
        "/user": {"id": 42},
        "/projects/1/merge_requests": [{"iid": 4, "sha": "new"}, {"iid": 5, "sha": "unbuilt"}],
        f"{here}/pipelines": pipelines,
        "/projects/1/merge_requests/5/pipelines": pipelines,
        "/projects/1/pipelines/9/jobs": [{"id": 77, "name": "change-summary"}],
        "/projects/1/jobs/77/artifacts/diff.md": b"/approve\n- Neu",
        f"{here}/notes": [],
    }
    env = {"CI_API_V4_URL": server.url, "KSNET_COMMENT_TOKEN": "t", "CI_PROJECT_ID": "1"}
    comment.gitlab(env)
    ((method, path, data),) = server.got
    assert (method, path) == ("POST", f"{here}/notes")
    assert data["body"] == f"{comment.MARK}\n&#47;approve\n- Neu\n"
    server.answers[f"{here}/notes"] = [
        {"id": 6, "body": f"{comment.MARK}\nalt", "author": {"id": 42}}
    ]
    comment.gitlab(env)
    assert server.got[1][:2] == ("PUT", f"{here}/notes/6")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_an_output_that_is_no_file_is_written_to_and_not_replaced(ksnet: Ksnet, made: Path) -> None:
    pipe = made.parent / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(
        target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True
    )
    reader.start()
    assert ksnet("calendar", "-o", pipe, cwd=made).code == 0
    reader.join(10)
    assert pipe.is_fifo()
    assert read[0].startswith("Termine\nNetzwerk Kinderschutz Soest")
