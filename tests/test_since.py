"""`ksnet validate --since`: what a change brings with it decides; what was there,
or comes with the calendar, is counted.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, git
from tests.test_outputs import junit_schema, sarif_schema

Ksnet = Callable[..., Run]
EVENT = "data/events/musterkreis/2025-01-22-konferenz.yaml"
OTHER = "data/events/musterkreis/2025-05-20-ak-insofa.yaml"
pytestmark = pytest.mark.whole  # they count its files and findings
NOW, LATER = "2026-06-30", "2030-01-01"
FROM_MAIN = ("--since", "main", "--as-of", NOW)


def edit(repository: Path, file: str, old: str, new: str) -> None:
    path = repository / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def commit(repository: Path) -> None:
    git(repository, "commit", "-q", "-a", "-m", "Änderung")


def break_mode(repository: Path, file: str = EVENT) -> None:
    edit(repository, file, "mode: praesenz", "mode: prasenz")


@pytest.mark.slow
def test_the_first_of_january_turns_nothing_red(repository: Path, ksnet: Ksnet) -> None:
    alone = ksnet("validate", "--as-of", LATER, cwd=repository)
    assert alone.code == 1
    run = ksnet("validate", "--since", "main", "--as-of", LATER, cwd=repository)
    known = sum(
        int(part.split()[0]) for part in alone.out.splitlines()[-1].partition(" in ")[0].split(", ")
    )
    assert known > 20
    assert (run.code, run.err) == (0, "")
    assert (
        run.out
        == f"Keine neuen Beanstandungen in 49 geprüften Dateien; {known} Befunde gab es schon in main\n"
    )
    strict = ksnet("validate", "--since", "main", "--strict", "--as-of", LATER, cwd=repository)
    assert strict.code == 0


@pytest.mark.slow
def test_what_the_change_brings_decides(repository: Path, ksnet: Ksnet) -> None:
    break_mode(repository)
    commit(repository)
    break_mode(repository, OTHER)
    run = ksnet("validate", "--since", "HEAD", "--as-of", NOW, cwd=repository)
    assert run.code == 1
    assert run.out.count("fehler[unknown-value]") == 1
    assert OTHER in run.out
    assert run.out.endswith(
        "\n1 Fehler in 1 von 49 geprüften Dateien; 1 Befund gab es schon in HEAD\n"
    )


@pytest.mark.slow
def test_a_finding_that_moves_is_not_new_a_second_one_alike_is(
    repository: Path, ksnet: Ksnet
) -> None:
    results = "results:\n  - text: Einladen\n    due: morgen\n"
    with (repository / OTHER).open("a", encoding="utf-8") as file:
        file.write(results)
    commit(repository)
    edit(repository, OTHER, "title:", "# Eine Bemerkung\ntitle:")
    assert ksnet("validate", *FROM_MAIN, "--strict", cwd=repository).code == 0
    with (repository / OTHER).open("a", encoding="utf-8") as file:
        file.write("  - text: Schreiben\n    due: morgen\n")
    run = ksnet("validate", *FROM_MAIN, "--select", "KS1", cwd=repository)
    assert run.code == 1
    assert "; 1 Befund gab es schon in main\n" in run.out


EVENTS = "data/events/musterkreis"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("gone", "back", "rule"),
    [
        (("2025-03-27-fortbildung-mitteilung", "2025-06-05-fachvortrag"), "2025-06-05-fachvortrag", "KS410"),
        (("2025-09-10-konferenz", "2025-12-03-konferenz"), "2025-12-03-konferenz", "KS415"),
    ],
)  # fmt: skip
def test_what_gets_better_or_worse_and_stays_is_not_new(
    repository: Path, ksnet: Ksnet, gone: tuple[str, str], back: str, rule: str
) -> None:
    texts = {name: (repository / EVENTS / f"{name}.yaml").read_bytes() for name in gone}
    for name in gone:
        (repository / EVENTS / f"{name}.yaml").unlink()
    commit(repository)
    call = ("validate", "--since", "HEAD", "--as-of", NOW, "--select", rule, "--strict")
    (repository / EVENTS / f"{back}.yaml").write_bytes(texts[back])
    run = ksnet(*call, cwd=repository)
    assert (run.code, "1 Befund gab es schon" in run.out) == (0, True)
    git(repository, "add", "-A")
    commit(repository)
    (repository / EVENTS / f"{back}.yaml").unlink()
    assert ksnet(*call, cwd=repository).code == 0


def test_of_what_is_missing_only_more_is_new(repository: Path, ksnet: Ksnet) -> None:
    network = "data/networks/musterkreis/network.yaml"
    members = "data/networks/musterkreis/members.yaml"
    text = (repository / network).read_text(encoding="utf-8")
    start, end = text.index("vacancies:\n"), text.index("size:")
    (repository / network).write_text(text[:start] + text[end:], encoding="utf-8")
    commit(repository)
    call = ("--as-of", NOW, "--format", "json")
    edit(repository, members, "categories: [gesundheitsamt]", "categories: [schule]")
    found = json.loads(ksnet("diff", "HEAD", *call, cwd=repository).out)["findings"]
    assert ([one["code"] for one in found["new"]], found["solved"]) == (["KS408"], [])
    commit(repository)
    edit(repository, members, "categories: [schule]", "categories: [gesundheitsamt]")
    found = json.loads(ksnet("diff", "HEAD", *call, cwd=repository).out)["findings"]
    assert (found["new"], found["solved"]) == ([], [])


@pytest.mark.slow
def test_of_many_places_that_name_a_deleted_entry_each_may_be_mended_and_none_added(
    repository: Path, ksnet: Ksnet
) -> None:
    members = "data/networks/musterkreis/members.yaml"
    text = (repository / members).read_text(encoding="utf-8")
    start, end = text.index("  - id: gesundheitsamt\n"), text.index("  - id: kreispolizei\n")
    (repository / members).write_text(text[:start] + text[end:], encoding="utf-8")
    commit(repository)
    call = ("validate", "--since", "HEAD", "--as-of", NOW)
    first = "data/networks/musterkreis/network.yaml"
    last = "data/networks/musterkreis/plans/kinderschutzentwicklungsplan.yaml"
    edit(repository, last, "responsible: gesundheitsamt", "responsible: konferenz")
    assert "2 Befunde gab es schon" in ksnet(*call, cwd=repository).out
    edit(repository, first, "kreispolizei, gesundheitsamt]", "kreispolizei]")
    run = ksnet(*call, cwd=repository)
    assert (run.code, "2 Befunde gab es schon" in run.out) == (0, True)
    edit(repository, EVENT, "organisers: [", "organisers: [gesundheitsamt, ")
    run = ksnet(*call, cwd=repository)
    assert (run.code, run.out.count("fehler[unknown-reference]")) == (1, 1)


@pytest.mark.slow
def test_a_finding_in_a_file_with_another_name_is_not_new(repository: Path, ksnet: Ksnet) -> None:
    break_mode(repository)
    commit(repository)
    assert ksnet("rename", "network", "musterkreis", "beispielkreis", cwd=repository).code == 0
    run = ksnet("validate", *FROM_MAIN, "--select", "KS1", cwd=repository)
    assert (
        run.out
        == "Keine neuen Beanstandungen in 49 geprüften Dateien; 1 Befund gab es schon in main\n"
    )


@pytest.mark.slow
def test_it_compares_with_where_the_branch_began(repository: Path, ksnet: Ksnet) -> None:
    break_mode(repository)
    commit(repository)
    git(repository, "checkout", "-q", "-b", "thema")
    git(repository, "checkout", "-q", "main")
    edit(repository, EVENT, "mode: prasenz", "mode: praesenz")
    commit(repository)
    git(repository, "checkout", "-q", "thema")
    assert (
        ksnet("validate", *FROM_MAIN, cwd=repository).code == 0
    )  # main mended it since; this branch did not break it


@pytest.mark.slow
def test_where_the_folder_was_not_there_yet_everything_is_new(
    repository: Path, ksnet: Ksnet
) -> None:
    inner = repository / "amt"
    shutil.copytree(ROOT / "ksnet/example", inner)
    break_mode(inner)
    run = ksnet("validate", *FROM_MAIN, cwd=inner)
    assert run.code == 1
    assert "in 1 von 49 geprüften Dateien\n" in run.out


@pytest.mark.parametrize(
    ("revision", "message"),
    [("nix", "Einen Stand „nix“ gibt es hier nicht"), ("--all", "gibt es hier nicht")],
)
def test_a_revision_that_is_not_there_is_one_sentence(
    revision: str, message: str, repository: Path, ksnet: Ksnet
) -> None:
    run = ksnet("validate", f"--since={revision}", cwd=repository)
    assert (run.code, run.out) == (2, "")
    assert message in run.err


@pytest.mark.slow
def test_nothing_is_mended_where_the_revision_is_not_there(repository: Path, ksnet: Ksnet) -> None:
    edit(repository, EVENT, "mode: praesenz", "mode:   praesenz")
    before = (repository / EVENT).read_bytes()
    assert ksnet("validate", "--fix", "--since", "nix", cwd=repository).code == 2
    assert (repository / EVENT).read_bytes() == before
    assert ksnet("validate", "--fix", *FROM_MAIN, cwd=repository).code == 0
    assert (repository / EVENT).read_bytes() != before


def test_without_git_it_says_so(
    tmp_path: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = shutil.copytree(ROOT / "ksnet/example", tmp_path / "unterlagen")
    run = ksnet("validate", *FROM_MAIN, cwd=root)
    assert (run.code, run.out) == (2, "")
    assert "nicht unter Versionsverwaltung" in run.err


# --- formats
# -------------------------------------------------------------------------------------------------


@pytest.fixture
def eleven(repository: Path) -> Path:
    """A tree with eleven mistakes on main, and one in the change, in a file that comes last."""
    files = sorted((repository / "data/events").rglob("*.yaml"))
    broken = [path for path in files if "mode: praesenz" in path.read_text(encoding="utf-8")]
    assert len(broken) > 11
    for path in broken[:11]:
        break_mode(repository, path.relative_to(repository).as_posix())
    commit(repository)
    break_mode(repository, broken[-1].relative_to(repository).as_posix())
    return broken[-1].relative_to(repository)


def test_annotations_show_the_change_first(
    repository: Path, eleven: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    run = ksnet("validate", *FROM_MAIN, "--format", "github", cwd=repository)
    lines = run.out.splitlines()
    assert f"file={eleven.as_posix()}" in lines[0]
    assert "schon in" not in lines[0]
    assert len(lines) == 13
    assert all("(schon in main)::" in line for line in lines[1:10])
    assert not any(line.startswith("::") for line in lines[10:])
    assert lines[-1] == "1 Fehler in 1 von 49 geprüften Dateien; 11 Befunde gab es schon in main"
    assert page.read_text(encoding="utf-8").count("KS105") == 1
    issues = json.loads(ksnet("validate", *FROM_MAIN, "--format", "gitlab", cwd=repository).out)
    assert issues[0]["location"]["path"] == eleven.as_posix()
    assert len(issues) == 12


def test_programs_are_told_what_is_new(repository: Path, eleven: Path, ksnet: Ksnet) -> None:
    found = json.loads(ksnet("validate", *FROM_MAIN, "--format", "json", cwd=repository).out)
    assert found["summary"]["fehler"] == len(found["findings"]) == 12
    new = [one for one in found["findings"] if one["fingerprint"] in found["since"]["new"]]
    assert [one["file"] for one in new] == [eleven.as_posix()]
    assert found["since"] | {"new": []} == {
        "revision": "main",
        "new": [],
        "summary": {"fehler": 1, "warnung": 0, "hinweis": 0},
    }
    sarif = json.loads(ksnet("validate", *FROM_MAIN, "--format", "sarif", cwd=repository).out)
    assert list(sarif_schema().iter_errors(sarif)) == []
    states = [result["baselineState"] for result in sarif["runs"][0]["results"]]
    assert (states.count("new"), states.count("unchanged")) == (1, 11)
    junit = ksnet("validate", *FROM_MAIN, "--format", "junit", cwd=repository).out
    assert junit.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ksnet validate" tests="12" failures="1"'
    )
    junit_schema().validate(junit)
    assert (junit.count("<failure"), junit.count("<skipped")) == (1, 11)


def test_findings_beyond_those_kept_are_counted_alike_in_every_format(
    repository: Path, ksnet: Ksnet
) -> None:
    network = repository / "data/networks/musterkreis/network.yaml"
    text = network.read_text(encoding="utf-8")
    wrong = "".join(
        f"  - id: w-{number}\n    kind: projekt\n    text: Arbeit {number}\n    status: laufendd\n"
        for number in range(300)
    )
    network.write_text(text.replace("workstreams:\n", f"workstreams:\n{wrong}"), encoding="utf-8")
    call = ("--root", repository, "--as-of", "2026-06-30")
    junit = ksnet("validate", "--format", "junit", *call).out
    assert '<testsuites name="ksnet validate" tests="200" failures="200"' in junit
    assert "Prüfung: mindestens 200 neue Befunde, 0 gelöst" in ksnet("diff", *call).out
    git(repository, "commit", "-qam", "Falsch")
    assert ksnet("validate", "--since", "main", *call).out.endswith(
        "; 300 Befunde gab es schon in main\n"
    )
