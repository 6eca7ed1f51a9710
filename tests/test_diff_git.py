"""`ksnet diff` and Git: which states are compared, in which repository,
and what an odd one is told.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from ksnet.checking import survey
from tests.conftest import ROOT, Run, git

Ksnet = Callable[..., Run]
EXAMPLE = ROOT / "ksnet" / "example"
DAY = "2026-06-30"
MEMBERS = "data/networks/musterkreis/members.yaml"
EVENT = "data/events/musterkreis/2026-10-07-konferenz.yaml"
OLD, NEW = "0221 4710-101", "0221 4710-111"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def program(*arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Call the program in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "ksnet", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
    )
    return Run(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def branches(repository: Path) -> Path:
    """The branch `aenderung` changes a phone number, `main` has called off a meeting since;
    `aenderung` is checked out.
    """
    git(repository, "checkout", "-q", "-b", "aenderung")
    replace(repository / MEMBERS, OLD, NEW)
    git(repository, "commit", "-qam", "Telefon")
    git(repository, "checkout", "-q", "main")
    replace(repository / EVENT, "status: geplant", "status: abgesagt")
    git(repository, "commit", "-qam", "Abgesagt")
    git(repository, "checkout", "-q", "aenderung")
    return repository


PHONE, CALLED_OFF = NEW, "Konferenz der Koordinierungsstellen"


@pytest.mark.many
@pytest.mark.parametrize(
    ("asked", "title", "has_phone", "has_meeting"),
    [
        ((), "Änderungen von main zu Arbeitsstand", True, False),
        (("main",), "Änderungen von main zu Arbeitsstand", True, False),
        (("main...aenderung",), "Änderungen von main zu aenderung", True, False),
        (("main...",), "Änderungen von main zu HEAD", True, False),
        (("...main",), "Änderungen von HEAD zu main", False, True),
        (("main..aenderung",), "Änderungen von main zu aenderung", True, True),
        (("main..",), "Änderungen von main zu HEAD", True, True),
        (("..main",), "Änderungen von HEAD zu main", True, True),
        (("main", "aenderung"), "Änderungen von main zu aenderung", True, True),
        (("HEAD~1", "main"), "Änderungen von HEAD~1 zu main", False, True),
    ],
)
def test_which_states_are_compared(
    ksnet: Ksnet,
    branches: Path,
    asked: tuple[str, ...],
    title: str,
    has_phone: bool,
    has_meeting: bool,
) -> None:
    run = ksnet("diff", *asked, "--root", branches, "--as-of", DAY)
    assert (run.code, run.out.split("\n")[0], run.err) == (0, title, "")
    assert (PHONE in run.out, CALLED_OFF in run.out) == (has_phone, has_meeting)


def test_what_is_not_committed_belongs_to_the_files_as_they_lie_there(
    ksnet: Ksnet, branches: Path
) -> None:
    replace(branches / MEMBERS, NEW, "0221 4710-112")
    assert "0221 4710-112" in ksnet("diff", "main", "--root", branches, "--as-of", DAY).out
    assert NEW in ksnet("diff", "main...aenderung", "--root", branches, "--as-of", DAY).out


@pytest.mark.parametrize(
    "asked", ["gibtsnicht...main", "main..gibtsnicht", "a..b..c", "....", "main....x"]
)
def test_a_range_with_a_state_that_is_not_there_is_one_sentence(
    ksnet: Ksnet, repository: Path, asked: str
) -> None:
    run = ksnet("diff", asked, "--root", repository, "--as-of", DAY)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("ksnet: Einen Stand „")


@pytest.mark.parametrize(
    "asked", [("diff", "main"), ("diff", "main~1..HEAD"), ("validate", "--since", "main")]
)
def test_a_name_of_a_branch_and_of_a_tag_is_asked_back(
    ksnet: Ksnet, branches: Path, asked: tuple[str, ...]
) -> None:
    git(branches, "tag", "main", "main~1")
    run = ksnet(*asked, "--root", branches, "--as-of", DAY)
    assert (run.code, run.out) == (2, "")
    assert "; bitte refs/heads/main oder refs/tags/main angeben." in run.err
    both = ksnet("diff", "refs/tags/main..refs/heads/main", "--root", branches, "--as-of", DAY)
    assert (both.code, CALLED_OFF in both.out) == (0, True)


def test_branches_without_a_common_beginning_are_compared_as_they_are(
    ksnet: Ksnet, repository: Path
) -> None:
    git(repository, "checkout", "-q", "--orphan", "neu")
    replace(repository / MEMBERS, OLD, NEW)
    git(repository, "commit", "-qam", "Neuer Anfang")
    run = ksnet("diff", "main", "--root", repository, "--as-of", DAY)
    assert (run.code, NEW in run.out) == (0, True)
    assert "Mit main hat dieser Stand keinen gemeinsamen Anfang" in run.err


# --- which repository
# ------------------------------------------------------------------------------------------------


def hook(folder: Path, name: str, *arguments: str) -> Path:
    """Write a hook that puts what the program says into a file, and return the file."""
    said = folder / "gesagt.txt"
    path = Path(git(folder, "rev-parse", "--git-path", f"hooks/{name}").strip())
    path = path if path.is_absolute() else folder / path
    path.parent.mkdir(parents=True, exist_ok=True)
    words = " ".join(["diff", *arguments, "--as-of", DAY])
    path.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" "{sys.executable}" -m ksnet {words} > "{said}" 2>&1\nenv | grep ^GIT_ >> "{said}"\nexit 0\n',
        encoding="utf-8",
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return said


@pytest.mark.slow
def test_a_linked_worktree_is_its_own_state(ksnet: Ksnet, branches: Path, tmp_path: Path) -> None:
    linked = tmp_path / "daneben"
    git(branches, "worktree", "add", "-q", str(linked), "main")
    replace(linked / MEMBERS, OLD, "0221 4710-999")
    run = ksnet("diff", "--root", linked, "--as-of", DAY)
    assert "0221 4710-999" in run.out
    assert NEW not in run.out


@pytest.mark.slow
@pytest.mark.parametrize("commit", [("commit", "-qam", "x"), ("commit", "-qm", "x", MEMBERS)])
def test_a_hook_in_a_linked_worktree_compares_that_worktree(
    branches: Path, tmp_path: Path, commit: tuple[str, ...]
) -> None:
    linked = tmp_path / "daneben"
    git(branches, "worktree", "add", "-q", str(linked), "main")
    said = hook(linked, "pre-commit")
    replace(linked / MEMBERS, OLD, "0221 4710-999")
    git(linked, *commit)
    text = said.read_text(encoding="utf-8")
    assert "GIT_INDEX_FILE=" in text, "Git tells its hook where it is"
    assert "0221 4710-999" in text
    assert "Abgesagt" not in text
    assert text.count("    ") == 1, text


@pytest.mark.slow
def test_a_hook_below_the_top_compares_the_folder_of_the_data(
    tmp_path: Path,
) -> None:
    top = tmp_path / "amt"
    shutil.copytree(EXAMPLE, top / "unterlagen")
    git(top, "init", "-q", "-b", "main", "--template=")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "x")
    said = hook(top, "pre-commit", "--root", "unterlagen")
    replace(top / "unterlagen" / MEMBERS, OLD, NEW)
    git(top, "commit", "-qam", "y")
    text = said.read_text(encoding="utf-8")
    assert NEW in text
    assert text.count("    ") == 1, text


@pytest.mark.slow
def test_a_hook_of_one_repository_compares_the_other_one_that_is_named(
    repository: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(repository, tmp_path / "andere")
    replace(other / MEMBERS, OLD, "0221 4710-222")
    said = hook(repository, "pre-commit", "--root", str(other))
    replace(repository / MEMBERS, OLD, NEW)
    git(repository, "commit", "-qam", "x")
    text = said.read_text(encoding="utf-8")
    assert "0221 4710-222" in text
    assert NEW not in text


@pytest.mark.slow
def test_a_repository_that_lies_elsewhere_is_found_by_what_the_environment_says(
    repository: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.git"
    (repository / ".git").rename(bare)
    replace(repository / MEMBERS, OLD, NEW)
    environment = {"GIT_DIR": str(bare), "GIT_WORK_TREE": str(repository)}
    for given, cwd in ((environment, tmp_path), ({"GIT_DIR": "../bare.git"}, repository)):
        run = program("diff", "--root", repository, "--as-of", DAY, cwd=cwd, environment=given)
        assert (run.code, NEW in run.out, run.out.count("    ")) == (0, True, 1), run
    # Also in the middle of another work tree.
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    run = program(
        "diff", "--root", repository, "--as-of", DAY, cwd=tmp_path, environment=environment
    )
    assert (run.code, NEW in run.out) == (0, True), run


# --- odd trees
# -------------------------------------------------------------------------------------------------


def commit_with(folder: Path, entries: Mapping[str, tuple[str, str]]) -> None:
    """Commit files that need not be on any disk: path, mode and the name of the object."""
    for path, (mode, name) in entries.items():
        git(folder, "update-index", "--add", "--cacheinfo", f"{mode},{name},{path}")
    git(folder, "commit", "-qm", "seltsam")


def blob(folder: Path, content: bytes) -> str:
    return (
        subprocess.run(
            ["git", "hash-object", "-w", "--stdin"],
            cwd=folder,
            input=content,
            check=True,
            capture_output=True,
        )
        .stdout.decode()
        .strip()
    )


def odd_tree(repository: Path) -> None:
    """Commit files with names and kinds that no disk holds."""
    name = blob(repository, b"title: x\n")
    long = f"data/events/musterkreis/{'2026-11-11-' + 'a' * 300}.yaml"
    commit_with(
        repository,
        {
            long: ("100644", name),
            "data/events/musterkreis/2026-11-12-a\x01b.yaml": ("100644", name),
            "data/networks/CON.yaml": ("100644", name),
            "data/events/musterkreis/C:\\x.yaml": ("100644", name),
            "data/events/musterkreis/2026-11-13-b.yaml": (
                "120000",
                blob(repository, b"/etc/passwd"),
            ),
            "data/events/musterkreis/2026-11-14-c.yaml": (
                "160000",
                git(repository, "rev-parse", "HEAD").strip(),
            ),
        },
    )


def test_a_repository_inside_is_named_where_it_is_another_and_not_compared(
    ksnet: Ksnet, repository: Path
) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    inner = "data/networks/fremd"
    said = f"{inner} ist ein eigenes Git-Verzeichnis (Submodul) und nicht mehr dasselbe"
    commit_with(repository, {inner: ("160000", first)})
    commit_with(repository, {inner: ("160000", git(repository, "rev-parse", "HEAD").strip())})
    git(repository, "commit", "-q", "--allow-empty", "-m", "Nichts")
    for states, named in (
        (("HEAD~3", "HEAD~2"), True),
        (("HEAD~2", "HEAD~1"), True),
        (("HEAD~1", "HEAD"), False),
        (("HEAD~2",), True),  # to what lies there
        (("HEAD",), False),
    ):
        run = ksnet("diff", *states, "--root", repository, "--as-of", DAY)
        assert (run.code, said in run.out) == (0, named), (states, run.out)


def test_names_that_no_disk_holds_are_findings_and_nothing_breaks(
    ksnet: Ksnet, repository: Path
) -> None:
    odd_tree(repository)
    run = ksnet("diff", "HEAD~1", "HEAD", "--root", repository, "--as-of", DAY, "--format", "json")
    assert run.code == 0, run.err
    found = json.loads(run.out)
    assert sorted(finding["rule"] for finding in found["findings"]["new"]) == [
        "event-file-name", "event-file-name", "misplaced-file", "misplaced-file", "not-a-file",
    ]  # fmt: skip
    assert "root:" not in run.out


@pytest.mark.slow
def test_a_blob_above_the_limit_is_a_finding_and_never_read_whole(
    ksnet: Ksnet, repository: Path
) -> None:
    large = b"# " + b"x" * 200_000_000 + b"\n"
    commit_with(repository, {EVENT: ("100644", blob(repository, large))})
    git(repository, "checkout", "-q", "-f", "HEAD~1")
    script = (
        "import sys, tracemalloc\nfrom ksnet.cli import main\n"
        f"sys.argv = ['ksnet', 'diff', 'main~1', 'main', '--root', {str(repository)!r}, '--as-of', '{DAY}', '--format', 'json']\n"
        "tracemalloc.start()\ntry:\n    main()\nfinally:\n    print(tracemalloc.get_traced_memory()[1], file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    found = json.loads(run.stdout)
    assert [finding["rule"] for finding in found["findings"]["new"]] == ["file-too-large"]
    assert int(run.stderr) < 60_000_000


def loose_object(folder: Path, name: str) -> Path:
    return folder / ".git" / "objects" / name[:2] / name[2:]


def commit_and_damage(repository: Path, what: str, damage: str) -> None:
    """Commit a change and damage its file (a blob) or folder (a tree) in the store of Git."""
    replace(repository / MEMBERS, OLD, NEW)
    git(repository, "commit", "-qam", "Neu")
    name = git(
        repository,
        "rev-parse",
        f"HEAD:{MEMBERS}" if what == "blob" else "HEAD:data/networks/musterkreis",
    ).strip()
    path = loose_object(repository, name)
    path.chmod(0o644)
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "empty" else b"x\x9c" + b"\x00" * 20)


@pytest.mark.parametrize("damage", ["missing", "empty", "other"])
@pytest.mark.parametrize("what", ["blob", "tree"])
def test_an_object_that_is_missing_or_damaged_is_one_sentence(
    ksnet: Ksnet, repository: Path, what: str, damage: str
) -> None:
    commit_and_damage(repository, what, damage)
    for asked in (("HEAD~1", "HEAD"), ("HEAD", "HEAD~1")):
        run = ksnet("diff", *asked, "--root", repository, "--as-of", DAY)
        assert (run.code, run.out, run.err.count("\n")) == (2, "", 1), run
        assert "git fsck" in run.err


def test_a_folder_that_was_not_there_yet_was_empty(ksnet: Ksnet, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    (tmp_path / "notiz.txt").write_text("x", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    shutil.copytree(EXAMPLE, tmp_path / "unterlagen")
    run = ksnet("diff", "--root", tmp_path / "unterlagen", "--as-of", DAY)
    assert (run.code, "Neu: Erika Mustermann" in run.out, "Entfernt" in run.out) == (0, True, False)


# --- what Git knows to be equal
# --------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_was_told_not_to_look_at_is_read(
    ksnet: Ksnet, repository: Path, flag: str
) -> None:
    git(repository, "update-index", flag, MEMBERS)
    replace(repository / MEMBERS, OLD, NEW)
    assert NEW in ksnet("diff", "--root", repository, "--as-of", DAY).out


@pytest.mark.slow
def test_a_file_that_git_no_longer_knows_is_compared_as_it_lies_there(
    ksnet: Ksnet, repository: Path
) -> None:
    git(repository, "rm", "-q", "--cached", MEMBERS)
    assert "Keine Änderungen" in ksnet("diff", "--root", repository, "--as-of", DAY).out
    replace(repository / MEMBERS, OLD, NEW)
    assert NEW in ksnet("diff", "--root", repository, "--as-of", DAY).out


def test_staged_and_then_taken_back_is_no_change(ksnet: Ksnet, repository: Path) -> None:
    replace(repository / MEMBERS, OLD, NEW)
    git(repository, "add", "-A")
    replace(repository / MEMBERS, NEW, OLD)
    assert "Keine Änderungen" in ksnet("diff", "--root", repository, "--as-of", DAY).out
    git(repository, "stash", "-q")
    (repository / ".git" / "index").unlink()
    assert "Keine Änderungen" in ksnet("diff", "--root", repository, "--as-of", DAY).out


@pytest.fixture
def watched(repository: Path) -> Iterator[Path]:
    """A repository whose settings name programs for nearly everything; none of them may run."""
    ran = repository.parent / "ran"
    for key in ("core.fsmonitor", "core.pager", "core.editor", "diff.external", "diff.x.textconv", "filter.x.clean",
                "filter.x.smudge", "core.sshCommand", "credential.helper", "core.askPass"):  # fmt: skip
        git(repository, "config", key, f"touch {ran}; cat")
    (repository / ".gitattributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    yield repository
    assert not ran.exists()


@pytest.mark.slow
def test_no_program_runs_that_the_settings_of_a_repository_name(
    ksnet: Ksnet, watched: Path
) -> None:
    replace(watched / MEMBERS, OLD, NEW)
    assert NEW in ksnet("diff", "--root", watched, "--as-of", DAY).out


# --- options
# -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_two_processes_that_check_a_commit_each_read_what_they_asked_for(
    ksnet: Ksnet, repository: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    for number in range(6):  # a share for each process, and more
        for kind in ("networks", "events"):
            folder = repository / "data" / kind
            shutil.copytree(folder / "musterkreis", folder / f"kreis-{number}")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Mehr Netzwerke")
    replace(repository / "ksnet.yaml", "land: nrw", "rules:\n  severity:\n    KS9: warnung")
    alone = ksnet("diff", "--root", repository, "--as-of", DAY)
    monkeypatch.setattr(survey, "MANY_FILES", 1)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    if way == "spawn":
        monkeypatch.setattr("threading.active_count", lambda: 2)
    assert ksnet("diff", "--root", repository, "--as-of", DAY) == alone
    assert alone.code == 0


def test_new_errors_fail_where_that_is_asked_for(ksnet: Ksnet, repository: Path) -> None:
    def code(*arguments: str) -> int:
        return ksnet("diff", *arguments, "--root", repository, "--as-of", DAY).code

    assert (code(), code("--exit-code"), code("--fail-on", "new-errors")) == (0, 0, 0)
    replace(repository / MEMBERS, OLD, NEW)
    assert (code(), code("--exit-code"), code("--fail-on", "new-errors")) == (0, 1, 0)
    replace(repository / EVENT, "end: 2026-10-07 11:30", "end: 2026-10-07 08:30")
    assert (code(), code("--exit-code"), code("--fail-on", "new-errors")) == (0, 1, 1)
    git(repository, "commit", "-qam", "Falsch")
    assert code("HEAD", "--fail-on", "new-errors") == 0, "an error that was there before is not new"
    run = ksnet("diff", "--fail-on", "warnings", "--root", repository, "--as-of", DAY)
    assert (run.code, run.out, run.err) == (
        2,
        "",
        "ksnet: --fail-on: „warnings“ gibt es nicht. Erlaubt ist new-errors.\n",
    )


@pytest.mark.slow
def test_colours_only_where_they_are_wanted(ksnet: Ksnet, repository: Path, tmp_path: Path) -> None:
    replace(repository / MEMBERS, OLD, NEW)
    call = ("diff", "--root", repository, "--as-of", DAY)
    assert "\x1b[" in ksnet(*call, "--color", "always").out
    for more in (("--color", "never"), (), ("--color", "always", "--format", "md"), ("--color", "always", "-o", tmp_path / "x.txt")):  # fmt: skip
        assert "\x1b[" not in ksnet(*call, *more).out
    assert "\x1b[" not in (tmp_path / "x.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_the_comment_on_a_change_with_names_that_no_disk_holds_tells_nothing_beyond_the_tree(
    ksnet: Ksnet, repository: Path, form: str
) -> None:
    odd_tree(repository)
    run = ksnet("diff", "HEAD~1", "HEAD", "--root", repository, "--as-of", DAY, "--format", form)
    assert run.code == 0, run.err
    assert "root:" not in run.out
    assert "\x01" not in run.out


def new_rules(said: str) -> list[str]:
    found = json.loads(said)
    new = found["since"]["new"]
    return [one["rule"] for one in found["findings"] if one["fingerprint"] in new]


@pytest.mark.slow
def test_since_a_commit_with_names_that_no_disk_holds_nothing_breaks(
    ksnet: Ksnet, repository: Path
) -> None:
    odd_tree(repository)
    git(repository, "reset", "-q", "--mixed", "HEAD")
    replace(repository / EVENT, "status: geplant", "status: falsch")
    run = ksnet(
        "validate", "--since", "HEAD", "--root", repository, "--as-of", DAY, "--format", "json"
    )
    assert run.code == 1, run.err
    assert new_rules(run.out) == ["unknown-value"]


@pytest.mark.slow
@pytest.mark.whole
def test_since_a_commit_with_a_huge_blob_everything_in_it_is_new(
    ksnet: Ksnet, repository: Path
) -> None:
    large = blob(repository, b"# " + b"x" * 5_000_000 + b"\n")
    commit_with(repository, {EVENT: ("100644", large)})
    replace(repository / EVENT, "status: geplant", "status: falsch")
    run = ksnet(
        "validate", "--since", "HEAD", "--root", repository, "--as-of", DAY, "--format", "json"
    )
    assert run.code == 1, run.err
    assert new_rules(run.out) == ["unknown-value"]


@pytest.mark.slow
@pytest.mark.many
@pytest.mark.parametrize("target", ["x" * 5_000, "", "\n", "../../../etc/passwd", "data", "\udcff"])
def test_links_with_impossible_targets_are_findings_on_both_sides(
    ksnet: Ksnet, repository: Path, target: str
) -> None:
    name = blob(repository, target.encode("utf-8", "surrogateescape"))
    commit_with(
        repository,
        {
            "data/events/musterkreis/2026-11-13-b.yaml": ("120000", name),
            "data/networks/verweis": ("120000", name),
            "ksnet.yaml": ("120000", name),
            "templates/report.md.j2": ("120000", name),
            ".gitlab-ci.yml": ("120000", name),
            "CODEOWNERS": ("120000", name),
        },
    )
    for asked in (("HEAD~1", "HEAD"), ("HEAD", "HEAD~1")):
        run = ksnet("diff", *asked, "--root", repository, "--as-of", DAY)
        assert (run.code, "Unerwartet" in run.err) == (0, False), run
    run = ksnet("validate", "--since", "HEAD", "--root", repository, "--as-of", DAY)
    assert "Unerwartet" not in run.err
    assert run.code in (0, 1), run


@pytest.mark.parametrize("damage", ["missing", "empty", "other"])
@pytest.mark.parametrize("what", ["blob", "tree"])
def test_since_a_commit_of_which_an_object_is_missing_or_damaged_is_one_sentence(
    ksnet: Ksnet, repository: Path, what: str, damage: str
) -> None:
    commit_and_damage(repository, what, damage)
    replace(repository / MEMBERS, NEW, OLD)
    run = ksnet("validate", "--since", "HEAD", "--root", repository, "--as-of", DAY)
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1), run
    assert "git fsck" in run.err
