"""`ksnet diff` says what decides over the records: rules that are off,
templates, CI, owners, periods, finished years.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from ksnet.comparing.side import Side
from tests.conftest import ROOT, Run, git

Ksnet = Callable[..., Run]
DAY = "2026-06-30"
NETWORK = "data/networks/musterkreis/network.yaml"
MEMBERS = "data/networks/musterkreis/members.yaml"
EVENTS = "data/events/musterkreis"
WRONG = f"{EVENTS}/2026-10-07-konferenz.yaml"


@pytest.fixture
def diff(ksnet: Ksnet, repository: Path) -> Callable[..., Any]:
    def call(*arguments: str) -> Any:
        run = ksnet("diff", *arguments, "--format", "json", "--root", repository, "--as-of", DAY)
        assert (run.code, run.err) == (0, ""), run
        return json.loads(run.out)

    return call


Edit = Callable[[str, str, str], None]


def write(repository: Path, file: str, text: str) -> None:
    path = repository / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def settings(repository: Path, text: str) -> None:
    path = repository / "ksnet.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def of_checks(said: Any) -> list[tuple[str, str, int]]:
    return [
        (one["text"], one["file"], one["line"])
        for one in said["notices"]
        if one["topic"] == "checks"
    ]


def texts(said: Any) -> str:
    return "\n".join(one["text"] for one in said["notices"])


@pytest.fixture
def broken(repository: Path, edit: Edit) -> Path:
    """The example with one error, committed."""
    edit(WRONG, "end: 2026-10-07 11:30", "end: 2026-10-07 08:30")
    git(repository, "commit", "-qam", "Falsch")
    return repository


OFF = "rules:\n  ignore:\n    - rule: KS301\n      reason: Uhrzeiten prüft das Sekretariat\n"


def test_a_rule_that_is_switched_off_is_named_with_what_it_silences(
    broken: Path, diff: Callable[..., Any]
) -> None:
    settings(broken, OFF)
    said = diff("HEAD")
    ((text, file, line),) = of_checks(said)
    assert text.startswith("Abgeschaltet wird Regel KS301 end-before-start („")
    assert text.endswith(
        "(Grund: Uhrzeiten prüft das Sekretariat): 1 Befund wird damit nicht mehr gemeldet"
    )
    lines = (broken / "ksnet.yaml").read_text(encoding="utf-8").split("\n")
    assert (file, "KS301" in lines[line - 1]) == ("ksnet.yaml", True)
    found = said["findings"]
    assert ([one["code"] for one in found["quieted"]], found["solved"]) == (["KS301"], [])
    assert {one["rule"] for one in found["new"]} <= {"canonical-form"}
    git(broken, "commit", "-qam", "Aus")
    change = (broken / "ksnet.yaml").read_text(encoding="utf-8").replace(OFF, "")
    write(broken, "ksnet.yaml", change)
    said = diff("HEAD")
    assert "Wieder eingeschaltet wird Regel KS301 end-before-start" in texts(said)
    assert "KS301" in [one["code"] for one in said["findings"]["new"]]


@pytest.mark.slow
def test_a_rule_that_is_off_without_anything_to_silence_is_named_too(
    repository: Path, diff: Callable[..., Any]
) -> None:
    settings(
        repository, "rules:\n  ignore:\n    - {rule: room-conflict, reason: Ein Saal für alle}\n"
    )
    ((text, _, _),) = of_checks(diff())
    assert "KS3" in text
    assert text.endswith("zurzeit gäbe es nichts zu melden")


def test_the_reason_is_not_repeated_where_it_holds_case_data(
    repository: Path, in_all_forms: Callable[..., list[str]]
) -> None:
    settings(
        repository,
        "rules:\n  ignore:\n    - rule: KS301\n      reason: Kind Lena Muster, geb. 03.04.2019\n",
    )
    for out in in_all_forms():
        assert "Abgeschaltet wird" in out
        assert "Lena" not in out
        assert "03.04.2019" not in out


@pytest.mark.slow
def test_no_list_of_entries_repeats_what_one_of_them_hides(
    repository: Path, in_all_forms: Callable[..., list[str]]
) -> None:
    with (repository / WRONG).open("a", encoding="utf-8") as file:
        file.write("results:\n  - text: Kind Lena Muster, geb. 03.04.2019\n  - text: Einladen\n")
    for out in in_all_forms():
        assert "KS50" in out
        assert "Lena" not in out


def test_a_rule_that_weighs_less_is_named_with_old_and_new_weight(
    broken: Path, diff: Callable[..., Any]
) -> None:
    settings(broken, "rules:\n  severity: {KS301: hinweis}\n")
    said = diff("HEAD")
    assert "jetzt „hinweis“ (bisher das übliche Gewicht); betroffen: 1 Befund" in texts(said)
    assert [one["rule"] for one in said["findings"]["new"]] == ["canonical-form"]
    assert (said["findings"]["solved"], said["findings"]["quieted"]) == ([], [])


@pytest.mark.slow
def test_a_finding_that_a_comment_suppresses_is_not_solved(
    broken: Path, edit: Edit, diff: Callable[..., Any], ksnet: Ksnet
) -> None:
    edit(WRONG, "end:", "# ksnet: ignore[KS301] ist so gemeint\nend:")
    said = diff("HEAD")
    assert [one["code"] for one in said["findings"]["quieted"]] == ["KS301"]
    assert said["findings"]["solved"] == []
    assert "Befund wird unterdrückt: KS301" in texts(said)
    out = ksnet("diff", "HEAD", "--root", broken, "--as-of", DAY).out
    assert "Prüfung: 0 neue Befunde, 0 gelöst, 1 nur nicht mehr gemeldet" in out
    assert "nicht gelöst, nur nicht mehr gemeldet: fehler KS301" in out


def test_a_shorter_period_solves_nothing(tmp_path: Path, ksnet: Ksnet) -> None:
    text = (
        "name: Netzwerk Kinderschutz Musterstadt\nfounded: 2015-01-01\ncomplete_since: 2024-01-01\n"
        'youth_offices:\n  - {id: amt, name: Jugendamt, key: "05974040", municipalities: ["05974040"]}\n'
    )
    write(tmp_path, "data/networks/musterstadt/network.yaml", text)
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    write(
        tmp_path, "data/networks/musterstadt/network.yaml", text.replace("2024-01-01", "2026-06-01")
    )
    said = json.loads(ksnet("diff", "--root", tmp_path, "--as-of", DAY, "--format", "json").out)
    assert said["findings"]["solved"] == []
    count = len(said["findings"]["quieted"])
    assert count > 0
    notice = next(one for one in said["notices"] if "complete_since" in one["text"])
    assert "ist jetzt 01.06.2026, bisher 01.01.2024" in notice["text"]
    assert f"{count} Befunde werden deshalb nicht mehr gemeldet" in notice["text"]
    assert (notice["file"], notice["line"]) == ("data/networks/musterstadt/network.yaml", 3)


def test_own_templates_are_named_with_the_documents_they_are_for(
    repository: Path, diff: Callable[..., Any], ksnet: Ksnet
) -> None:
    assert ksnet("template", "copy", "report", "--root", repository).code == 0
    ((text, file, _),) = of_checks(diff())
    assert text.startswith("Eigene Vorlage neu: text/report.md.j2 (")
    assert "Tätigkeitsbericht" in text
    assert file == "templates/text/report.md.j2"
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Vorlage")
    path = repository / file
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[3:4] = ["Ein Satz, der im Bericht stehen soll.", lines[3]]
    path.write_text("\n".join(lines), encoding="utf-8")
    ((text, file, line),) = of_checks(diff("HEAD"))
    assert text.startswith("Vorlage geändert: text/report.md.j2 (")
    assert text.endswith("1 Zeile neu und 0 entfallen")
    assert line == 4
    path.unlink()
    assert "Eigene Vorlage entfällt: text/report.md.j2" in texts(diff("HEAD"))


@pytest.mark.parametrize("below", ["", "unterlagen"])
def test_ci_and_owners_are_named_also_at_the_top_of_the_checkout(
    tmp_path: Path, ksnet: Ksnet, below: str
) -> None:
    root = tmp_path / "amt" / below
    shutil.copytree(ROOT / "ksnet/example", root)
    top = tmp_path / "amt"
    write(top, ".gitlab-ci.yml", "prüfen:\n  script: ksnet validate\n")
    write(top, "CODEOWNERS", "* @amt\n/data/ @kreis @stadt\n")
    git(top, "init", "-q", "-b", "main", "--template=")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "x")
    write(top, ".gitlab-ci.yml", "prüfen:\n  script: 'true'\n")
    write(top, ".github/workflows/x.yml", "on: push\n")
    write(top, "CODEOWNERS", "* @amt\n/data/ @kreis\n/templates/ @chefin\n")

    def said(*asked: str) -> list[tuple[str, str, int]]:
        run = ksnet("diff", *asked, "--root", root, "--as-of", DAY, "--format", "json")
        assert run.code == 0, run
        return of_checks(json.loads(run.out))

    expected = [
        ("Was bei einer Änderung von selbst läuft (CI, Git): .github/workflows/x.yml kommt hinzu", ".github/workflows/x.yml", 1),
        ("Was bei einer Änderung von selbst läuft (CI, Git): .gitlab-ci.yml geändert, 1 Zeile neu und 1 entfallen", ".gitlab-ci.yml", 2),
        ("Prüfen muss /data/ jetzt @kreis (bisher @kreis @stadt)", "CODEOWNERS", 2),
        ("Prüfen muss /templates/ jetzt @chefin (bisher niemand eigens)", "CODEOWNERS", 3),
    ]  # fmt: skip
    assert said() == expected
    git(top, "add", "-A")
    git(top, "commit", "-qm", "y")
    assert said("HEAD~1", "HEAD") == expected


# --- finished years
# -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.whole
def test_a_training_of_a_finished_year_that_is_called_off_opens_its_duty(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    events = [path for path in sorted((repository / EVENTS).glob("2025-*.yaml")) if "qualification" in path.read_text(encoding="utf-8")]  # fmt: skip
    assert events
    for path in events:
        edit(str(path.relative_to(repository)), "status: stattgefunden", "status: abgesagt")
    said = diff()
    opened = [
        one
        for one in said["notices"]
        if one["text"].startswith("Pflicht wird offen") and ", 2025)" in one["text"]
    ]
    assert any("LKSG-10" in one["text"] for one in opened), texts(said)
    assert {one["topic"] for one in opened} == {"duties"}


@pytest.mark.slow
def test_an_approved_year_that_is_changed_is_marked(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    edit(f"{EVENTS}/2025-10-08-fachtag.yaml", "speakers: [gedanke, entwurf]", "speakers: [entwurf]")
    (notice,) = [one for one in diff()["notices"] if "Der Bericht über 2025" in one["text"]]
    assert notice["text"] == (
        "Der Bericht über 2025 ist schon zur Kenntnis genommen oder beschlossen (zuletzt am 10.03.2026); "
        f"geändert wird trotzdem: {EVENTS}/2025-10-08-fachtag.yaml"
    )
    assert notice["topic"] == "duties"


@pytest.mark.slow
def test_a_year_that_is_not_approved_or_only_written_otherwise_is_not_marked(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    edit(f"{EVENTS}/2025-10-08-fachtag.yaml", "title:", "# Notiz\ntitle:")
    edit(WRONG, "status: geplant", "status: bestaetigt")
    assert "liegt schon zur Kenntnis" not in texts(diff())


@pytest.mark.slow
def test_what_a_missing_post_opens_is_one_sentence_for_all_years(
    edit: Edit, diff: Callable[..., Any]
) -> None:
    edit(
        NETWORK,
        "  - id: koordination-beispielhausen\n",
        "  - id: koordination-beispielhausen\n    until: 2024-05-31\n",
    )
    opened = [one["text"] for one in diff()["notices"] if "LKSG-04" in one["text"]]
    assert len(opened) == 1
    assert "2025 und 2026)" in opened[0]


@pytest.mark.slow
def test_case_data_comes_first_among_new_findings(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    edit(f"{EVENTS}/2025-01-22-konferenz.yaml", "mode: praesenz", "mode: prasenz")
    edit(
        WRONG,
        "title: Konferenz der Koordinierungsstellen",
        "title: Kind Lena Muster, geb. 03.04.2019",
    )
    codes = [one["code"] for one in diff()["findings"]["new"]]
    assert codes[0].startswith("KS5")
    assert any(code.startswith("KS1") for code in codes)


def test_a_large_file_beside_the_jobs_that_did_not_change_is_not_named(
    diff: Callable[..., Any], repository: Path
) -> None:
    write(repository, "ci/ksnet.whl", "0123456789\n" * 150_000)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Paket")
    settings(repository, "# Anmerkung\n")
    assert of_checks(diff("HEAD")) == []


@pytest.mark.slow
@pytest.mark.parametrize("in_git", [False, True], ids=["working tree", "commit"])
def test_a_job_that_differs_only_behind_the_size_of_a_record_is_named(
    diff: Callable[..., Any], repository: Path, in_git: bool
) -> None:
    write(repository, ".gitlab-ci.yml", "# nichts\n" * 150_000 + "script: ksnet validate\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Prüfung")
    assert of_checks(diff("HEAD")) == []

    write(repository, ".gitlab-ci.yml", "# nichts\n" * 150_000 + "script: 'true'\n")
    if in_git:
        git(repository, "commit", "-qam", "Ohne")
    said = of_checks(diff("HEAD~1..HEAD" if in_git else "HEAD"))

    assert [one[0].partition(": ")[2] for one in said] == [
        ".gitlab-ci.yml geändert, der Inhalt ist ein anderer"
    ]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ([number % 7 for number in range(2000)], [number * 3 % 7 for number in range(2000)], "der Inhalt ist ein anderer"),
        (range(2000), range(2000, 4000), "2.000 Zeilen neu und 2.000 entfallen"),
    ],
    ids=["few lines again and again", "other lines"],
)  # fmt: skip
def test_a_long_job_is_compared_at_once(
    diff: Callable[..., Any], repository: Path, was: Iterable[int], now: Iterable[int], said: str
) -> None:
    write(repository, ".gitlab-ci.yml", "".join(f"# {number}\n" for number in was))
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Prüfung")
    write(repository, ".gitlab-ci.yml", "".join(f"# {number}\n" for number in now))

    start = time.process_time()
    [(text, _, _)] = of_checks(diff("HEAD"))

    assert text.endswith(f": .gitlab-ci.yml geändert, {said}")
    assert time.process_time() - start < 5  # a quarter of a minute where all are compared


@pytest.mark.parametrize("in_git", [False, True], ids=["working tree", "commit"])
@pytest.mark.parametrize("target", ["ci/b.yml", "fehlt.yml", "x" * 300, "/dev/zero"])
def test_a_job_that_is_a_link_is_named_when_it_leads_elsewhere(
    diff: Callable[..., Any], repository: Path, target: str, in_git: bool
) -> None:
    for name in ("a", "b"):
        write(repository, f"ci/{name}.yml", "script: ksnet validate\n")
    (repository / ".gitlab-ci.yml").symlink_to("ci/a.yml")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Prüfung")
    assert of_checks(diff("HEAD")) == []

    (repository / ".gitlab-ci.yml").unlink()
    (repository / ".gitlab-ci.yml").symlink_to(target)
    if in_git:
        git(repository, "commit", "-qam", "Anderswo")
    said = of_checks(diff("HEAD~1..HEAD" if in_git else "HEAD"))

    assert [one[0].partition(": ")[2] for one in said] == [
        ".gitlab-ci.yml geändert, der Inhalt ist ein anderer"
    ]


def own_land(repository: Path, edit: Edit) -> Path:
    """Give the repository a Land of its own, committed; return the folder."""
    folder = repository / "lands/eigen"
    shutil.copytree(
        ROOT / "ksnet/lands/nrw", folder, ignore=shutil.ignore_patterns("__pycache__", "*.py")
    )
    edit("ksnet.yaml", "land: nrw", "land: eigen")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Eigenes Land")
    return folder


def test_a_duty_of_the_own_land_that_is_changed_is_named(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    own_land(repository, edit)
    edit("lands/eigen/duties.yaml", "force: muss", "force: soll")
    assert [text for text, file, _ in of_checks(diff()) if file == "lands/eigen/duties.yaml"] == [
        "Das Land, nach dem geprüft wird (Pflichten, Kategorien, Wörter): lands/eigen/duties.yaml geändert, 1 Zeile neu und 1 entfallen"
    ]


@pytest.mark.slow
def test_what_the_land_makes_wrong_in_records_that_stayed_is_new(
    repository: Path, edit: Edit, ksnet: Ksnet, diff: Callable[..., Any]
) -> None:
    land = own_land(repository, edit) / "land.yaml"
    lines = land.read_text(encoding="utf-8").splitlines(keepends=True)
    (category,) = [line for line in lines if "id: gesundheitsamt" in line]
    land.write_text("".join(line for line in lines if line != category), encoding="utf-8")
    wrong = {
        one["file"]
        for one in diff()["findings"]["new"]
        if one["rule"] == "unknown-value" and one["file"].startswith("data/")
    }
    assert MEMBERS in wrong
    run = ksnet("validate", "--since", "main", "--root", repository, "--as-of", DAY)
    assert (run.code, MEMBERS in run.out) == (1, True)


def test_records_that_stayed_are_read_anew_in_another_land(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    git(repository, "status")  # then Git knows the copied files to be equal
    edit("ksnet.yaml", "land: nrw", "land: rheinland-pfalz")
    assert {"unknown-value", "invalid-regional-key"} <= {
        one["rule"] for one in diff()["findings"]["new"]
    }


def test_what_imports_were_told_is_named_where_it_changes(
    repository: Path, diff: Callable[..., Any]
) -> None:
    write(repository, "imports.yaml", "# Nichts\n")
    assert "Was Importen schon gesagt wurde: imports.yaml kommt hinzu" in texts(diff())


ROOM = "ignore[room-conflict] Saal ist teilbar"


def suppressed(said: Any) -> list[tuple[str, str, int]]:
    return [one for one in of_checks(said) if one[0].startswith("Befund wird unterdrückt")]


def test_a_suppression_that_moves_to_another_entry_is_one(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    comment = f"    # ksnet: {ROOM}\n"
    edit(MEMBERS, "    name: Gesundheitsamt", comment + "    name: Gesundheitsamt")
    git(repository, "commit", "-qam", "Unterdrückt")
    edit(MEMBERS, comment, "    # Notiz\n")
    edit(MEMBERS, "    field: ordnung\n", "    field: ordnung\n" + comment)
    line = (repository / MEMBERS).read_text(encoding="utf-8").split("\n").index(comment[:-1]) + 1
    told = [("Befund wird unterdrückt: room-conflict (Grund: Saal ist teilbar)", MEMBERS, line)]
    assert suppressed(diff()) == told


@pytest.mark.slow
def test_a_suppression_is_the_same_where_its_entry_or_file_is_renamed(
    repository: Path, edit: Edit, diff: Callable[..., Any]
) -> None:
    edit(WRONG, "title:", f"# ksnet: {ROOM}\ntitle:")
    edit(MEMBERS, "  - id: ordnungsamt\n", f"  # ksnet: {ROOM}\n  - id: ordnungsamt\n")
    git(repository, "commit", "-qam", "Unterdrückt")
    edit(MEMBERS, "  - id: ordnungsamt\n", "  - id: ordnungsbehoerde\n")
    (repository / WRONG).rename(repository / WRONG.replace("konferenz", "treffen"))
    assert suppressed(diff()) == []


def test_of_many_suppressions_in_a_file_each_entry_is_located_once(
    repository: Path, edit: Edit, diff: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(
        MEMBERS,
        "    name: Gesundheitsamt",
        f"    # ksnet: {ROOM}\n" * 20 + "    name: Gesundheitsamt",
    )
    git(repository, "commit", "-qam", "Unterdrückt")
    edit(MEMBERS, "    field: ordnung\n", "    field: gesundheit\n")
    line, located = Side.line, Counter[tuple[int, Any]]()

    def counted(side: Side, path: str, keys: Any) -> int:
        located[id(side), keys] += path == MEMBERS
        return line(side, path, keys)

    monkeypatch.setattr(Side, "line", counted)
    assert suppressed(diff()) == []
    assert located
    assert max(located.values()) <= 2  # once more where a change is told


@pytest.mark.slow
def test_a_suppression_in_the_settings_is_named(edit: Edit, diff: Callable[..., Any]) -> None:
    edit("ksnet.yaml", "land: nrw", f"# ksnet: {ROOM}\nland: nrw")
    assert [one[1:] for one in suppressed(diff())] == [("ksnet.yaml", 3)]


def test_the_reason_of_a_suppression_is_not_repeated_where_it_holds_case_data(
    edit: Edit, in_all_forms: Callable[..., list[str]]
) -> None:
    case = "Kind Lena Muster, geb. 03.04.2019, Inobhutnahme am 05.05.2026"
    edit(WRONG, "title:", f"# ksnet: ignore[KS330] {case}\ntitle:")
    for out in in_all_forms():
        assert "Befund wird unterdrückt (steht hier nicht; " in out.replace("\\", "")
        assert not [one for one in ("Lena", "03.04", "05.05") if one in out]


@pytest.mark.slow
def test_no_word_of_two_scripts_is_shown_from_a_veiled_text(
    edit: Edit, in_all_forms: Callable[..., list[str]]
) -> None:
    case = "Kind L\u0435na Muster, geb. 03.04.2019, Inobhutnahme am 05.05.2026"
    edit(
        NETWORK,
        "groups:\n",
        f"groups:\n  - id: neu\n    name: Neu\n    kind: plenum\n    purpose: {case}\n",
    )
    for out in in_all_forms():
        assert "KS502" in out
        assert "L\u0435na" not in out


@pytest.mark.slow
@pytest.mark.parametrize(
    "new",
    [
        "land: nrw\nrules:\n  ignore:\n    - rule: KS330\n      reason: Haus Linde will es",
        "# ksnet: ignore[KS101] Haus Linde\nland: nrw",
        "land: nrw\npublisher: {name: Haus Linde}",
    ],
)
def test_settings_name_no_protected_body_of_any_network(
    edit: Edit, repository: Path, in_all_forms: Callable[..., list[str]], new: str
) -> None:
    write(repository, "ksnet.yaml", "land: nrw\n")
    edit(
        MEMBERS,
        "members:\n",
        "members:\n  - id: linde\n    name: Haus Linde\n    field: beratung\n    sensitive: true\n",
    )
    git(repository, "commit", "-qam", "Vorher")
    edit("ksnet.yaml", "land: nrw", new)
    for out in in_all_forms():
        assert "ksnet.yaml" in out
        assert "Linde" not in out


def test_what_is_found_in_many_lines_of_a_file_is_said_once(repository: Path, ksnet: Ksnet) -> None:
    path = repository / "ksnet.yaml"
    path.write_text(
        path.read_text("utf-8").replace("visibility: intern", "visibility: oeffentlich")
    )
    call = ("diff", "--root", repository, "--as-of", DAY)
    run = ksnet(*call)
    told = [line for line in run.out.splitlines() if "Warnung KS510" in line]
    lines = [
        one["line"]
        for one in json.loads(ksnet(*call, "--format", "json").out)["notices"]
        if one["file"] == MEMBERS and "KS510" in one["text"]
    ]
    assert len(lines) > 3
    here = [line for line in told if f"({MEMBERS}:{min(lines)})" in line]
    assert [f" {len(lines)}-mal, Zeilen {min(lines)}, " in line for line in here] == [True]
    assert "weitere" not in ksnet(*call, "--all").out
    assert run.out.index("KS510") < run.out.index("Sichtbarkeit")
