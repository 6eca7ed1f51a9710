"""What other programs get to read: GitHub, GitLab, SARIF and JUnit,
each after the rules of its reader.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.basics.findings import FILE_START, Rule, Span, rule_named
from ksnet.basics.frozen import replace
from ksnet.checking import Checked, FilePlace, Finding
from ksnet.checking.results import FindingIdentity
from ksnet.reporting import FORMATS, FROM_CHECKOUT, reporter
from ksnet.reporting.github import step_summary
from ksnet.reporting.text import blocks
from ksnet.rules.examples import SHORT
from tests.conftest import Run
from tests.musterstadt import AS_OF, files_of
from tests.test_rules import WITHOUT_FILE, run, strip

if TYPE_CHECKING:
    from xmlschema import XMLSchema

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", AS_OF)
DATA = Path(__file__).parent / "data"
FOR_PROGRAMS = sorted(FROM_CHECKOUT)
FOR_PEOPLE = ("text", "concise", "github")  # of one rule in a file, a hundred findings are enough
HOSTILE = 'a\n::error::b\r\n##[debug]c%0A,: ]]><x y="1"/>|`@me`\x07\ud800 [t](1) {0} & ende'


@cache
def sarif_schema() -> Validator:
    schema = json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    kind = validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


@cache
def junit_schema() -> XMLSchema:
    import xmlschema

    return xmlschema.XMLSchema(DATA / "junit-10.xsd")


def finding(
    rule: str = "end-before-start", severity: Severity | None = None, **more: object
) -> Finding:
    found = rule_named(rule)
    plain: dict[str, Any] = {
        "message": "Ende liegt vor dem Beginn.",
        "mend": "Uhrzeit prüfen.",
        "note": "",
        "key": "end",
        "excerpt": "end: 1",
    }
    place = FilePlace("data/events/soest/2025-05-21-treffen.yaml", Span(5, 6, 5, 22))
    return Finding(
        rule=found, severity=severity or found.severity, **{"location": place, **plain, **more}
    )


def hostile() -> Checked:
    """A result in which every text tries to be something else."""
    place = FilePlace(f"data/{HOSTILE}.yaml", Span(1, 1, 3, 1), HOSTILE)
    return Checked(
        1,
        [
            finding(
                message=HOSTILE,
                mend=HOSTILE,
                note=HOSTILE,
                excerpt=HOSTILE,
                location=place,
                related=(place,),
            )
        ],
    )


def many(number: int) -> Checked:
    """A result with this many findings of each weight, the slight ones first."""
    return Checked(
        9,
        [
            finding(severity=weight, message=f"{weight.value} {i}.")
            for weight in reversed(Severity)
            for i in range(number)
        ],
    )


def of_examples(tree: Tree) -> Checked:
    """The findings of all wrong examples together."""
    result = Checked(0)
    for rule in rules.ALL:
        if rule.name not in WITHOUT_FILE:
            files = strip(files_of(rule.wrong))[0]
            result.findings += run(
                tree({f"{rule.code}/{name}": content for name, content in files.items()})
                / rule.code
            ).findings
    return result


def write(form: str, result: Checked) -> str:
    return reporter(form)(result)


def test_a_place_of_which_nothing_may_be_said_ends_with_its_column() -> None:
    place = FilePlace("data/networks/soest/network.yaml", Span(2, 10, 2, 20), "")
    said = blocks(Checked(1, [finding(related=(place,))]), False)
    assert "   = siehe data/networks/soest/network.yaml:2:10\n" in said


# --- GitHub
# -------------------------------------------------------------------------------------------------


def test_github_gets_a_command_for_each_finding() -> None:
    assert write("github", Checked(2, [finding()])) == (
        "::error file=data/events/soest/2025-05-21-treffen.yaml,line=5,endLine=5,col=6,endColumn=22,"
        "title=KS301 end-before-start::Ende liegt vor dem Beginn. Hilfe: Uhrzeit prüfen.\n"
        "1 Fehler in 1 von 2 geprüften Dateien\n"
    )


def test_github_gets_no_columns_of_two_different_lines() -> None:
    place = FilePlace("data/x.yaml", Span(1, 1, 3, 4))
    assert "file=data/x.yaml,line=1,endLine=3,title=" in write(
        "github", Checked(1, [finding(location=place)])
    )


def test_github_gets_ten_annotations_of_each_weight_the_gravest_first_and_the_rest_as_lines() -> (
    None
):
    lines = write("github", many(12)).splitlines()
    commands = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert commands == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[10].startswith(
        "fehler[end-before-start] data/events/soest/2025-05-21-treffen.yaml:5:6: fehler 10."
    )
    assert len(lines) == 37


def test_github_finds_no_other_command_in_a_hostile_text() -> None:
    lines = write("github", hostile()).split("\n")
    assert len(lines) == 3
    assert lines[2] == ""
    properties, message = re.fullmatch(r"::error (.*?)::(.*)", lines[0], re.DOTALL).groups()  # type: ignore[union-attr]  # no match is a failure
    names = [part.partition("=")[0] for part in properties.split(",")]
    assert names == ["file", "line", "endLine", "title"]
    assert "%250A" in properties  # GitHub turns it back into %0A, not into the end of a line
    assert "%250A" in message
    rest = write("github", Checked(1, [finding(message="##[stop-commands]x")] * 11)).splitlines()[
        10
    ]
    assert "##[" not in rest


def test_the_summary_shows_every_text_as_it_is() -> None:
    text = step_summary(hostile())
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert len(re.findall(r"(?<!\\)\|", rows[2])) == 5
    assert "<x" not in text
    assert not re.search(r"(?<!\\)[`@\]]", rows[2])
    assert "500" not in text
    assert "… und 100 weitere" in step_summary(many(200))


def test_the_summary_is_added_to_the_page_of_the_job(
    tree: Tree, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = tree(strip(files_of(rule_named("end-before-start").wrong))[0])
    page = tmp_path / "summary.md"
    page.write_text("vorher\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert ksnet("validate", "--format", "text", "--as-of", AS_OF, cwd=root).code == 1
    assert page.read_text() == "vorher\n"
    assert ksnet("validate", "--format", "github", "--as-of", AS_OF, cwd=root).code == 1
    assert page.read_text().startswith("vorher\n## ksnet validate\n\n1 Fehler in 1 von 3")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "gibt" / "es" / "nicht"))
    failed = ksnet("validate", "--format", "github", "--as-of", AS_OF, cwd=root)
    assert (failed.code, "GITHUB_STEP_SUMMARY" in failed.err) == (3, True)


# --- GitLab
# -------------------------------------------------------------------------------------------------


def test_gitlab_gets_what_its_format_asks_for() -> None:
    (issue,) = json.loads(write("gitlab", Checked(2, [finding()])))
    assert re.fullmatch("[0-9a-f]{64}", issue.pop("fingerprint"))
    assert issue == {
        "description": "KS301: Ende liegt vor dem Beginn. Hilfe: Uhrzeit prüfen.",
        "check_name": "end-before-start",
        "severity": "critical",
        "location": {
            "path": "data/events/soest/2025-05-21-treffen.yaml",
            "lines": {"begin": 5, "end": 5},
        },
    }
    assert write("gitlab", Checked(2)) == "[]\n"


def test_all_formats_know_a_finding_by_the_same_fingerprint_also_one_of_two_alike(
    tree: Tree, ksnet: Ksnet
) -> None:
    alike = "".join(f"  - text: {text}\n    due: morgen\n" for text in ("Einladen", "Schreiben"))
    root = tree(files_of({"event": f"results:\n{alike}"}))
    found = {
        form: ksnet("validate", "--format", form, *DAY, cwd=root).out
        for form in ("json", "gitlab", "sarif")
    }
    prints = [one["fingerprint"] for one in json.loads(found["json"])["findings"]]
    messages = [one["message"] for one in json.loads(found["json"])["findings"]]
    assert len(set(messages)) < len(messages) == len(set(prints))
    assert [one["fingerprint"] for one in json.loads(found["gitlab"])] == prints
    results = json.loads(found["sarif"])["runs"][0]["results"]
    assert [one["partialFingerprints"]["ksnet/v1"] for one in results] == prints
    part = json.loads(ksnet("validate", SHORT["event"], "--format", "json", *DAY, cwd=root).out)[
        "findings"
    ]
    assert [one["fingerprint"] for one in part] == prints


# A comment above these faults, which stand at the very beginning of a file, would mend or move
# them.
AT_THE_BEGINNING = {"byte-order-mark", "file-too-large", "empty-file"}


@pytest.mark.many
@pytest.mark.parametrize(
    "rule",
    [r for r in rules.ALL if r.name not in WITHOUT_FILE | AT_THE_BEGINNING],
    ids=lambda rule: rule.name,
)
def test_fingerprints_stay_when_lines_shift(rule: Rule, tree: Tree) -> None:
    files = strip(files_of(rule.wrong))[0]
    before = run(tree(files))
    after = run(
        tree(
            {
                name: b"# Kommentar\n\n" + content if name.endswith(".yaml") else content
                for name, content in files.items()
            }
        )
    )
    assert [f.location.span.line for f in after.findings] != [
        f.location.span.line for f in before.findings
    ] or before.findings[0].location.span == FILE_START
    prints = [
        [issue["fingerprint"] for issue in json.loads(write("gitlab", result))]
        for result in (before, after)
    ]
    assert prints[0] == prints[1]


@pytest.mark.many
@pytest.mark.parametrize(
    "rule", [r for r in rules.ALL if r.name not in WITHOUT_FILE], ids=lambda rule: rule.name
)
def test_a_finding_is_known_without_its_words_but_told_from_those_that_say_something_else(
    rule: Rule, tree: Tree
) -> None:
    findings = run(tree(strip(files_of(rule.wrong))[0])).findings
    reworded = [replace(f, message="Anders gesagt.", mend="", note="") for f in findings]
    assert [f.fingerprint for f in reworded] == [f.fingerprint for f in findings]
    said: dict[FindingIdentity, str] = {}
    for finding in findings:
        assert said.setdefault(finding.identity(), finding.message) == finding.message


def test_a_duty_missed_in_two_years_is_two_findings_however_many_lines_name_them(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({"network": "complete_since: 2024-01-01\n"}))
    said = ksnet(
        "validate", "--format", "json", "--select", "too-few-trainings", *DAY, cwd=root
    ).out
    found = json.loads(said)["findings"]
    assert len(found) > 1
    network = root / "data/networks/musterstadt/network.yaml"
    network.write_text(
        network.read_text("utf-8").replace("2024-01-01", "2025-01-01"), encoding="utf-8"
    )
    said = ksnet(
        "validate", "--format", "json", "--select", "too-few-trainings", *DAY, cwd=root
    ).out
    later = json.loads(said)["findings"]
    assert [one["fingerprint"] for one in later] == [one["fingerprint"] for one in found[1:]]


# --- SARIF
# -------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_sarif_of_all_examples_is_valid_and_names_rules_places_and_columns(tree: Tree) -> None:
    result = of_examples(tree)
    content = json.loads(write("sarif", result))
    sarif_schema().validate(content)
    (sarif,) = content["runs"]
    described = sarif["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == sorted(
        {finding.rule.code for finding in result.findings}
    )
    for entry, found in zip(sarif["results"], result.findings, strict=True):
        assert described[entry["ruleIndex"]]["id"] == entry["ruleId"] == found.rule.code
        region = entry["locations"][0]["physicalLocation"]["region"]
        assert (
            region["startLine"],
            region["startColumn"],
            region["endLine"],
            region["endColumn"],
        ) == found.location.span
        assert len(entry.get("relatedLocations", [])) == len(found.related)
    assert any("relatedLocations" in entry for entry in sarif["results"])
    assert all(rule["help"]["text"] and "helpUri" not in rule for rule in described)


def test_sarif_of_no_findings_is_valid() -> None:
    content = json.loads(write("sarif", Checked(3)))
    sarif_schema().validate(content)
    assert content["runs"][0]["results"] == []


def test_sarif_takes_hostile_text_as_text() -> None:
    content = json.loads(write("sarif", hostile()))
    sarif_schema().validate(content)
    entry = content["runs"][0]["results"][0]
    assert "\\[t\\](1) {{0}}" in entry["message"]["text"]
    assert not re.search(
        r"[^A-Za-z0-9/%._~-]", entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    )


# --- JUnit
# -------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_junit_of_all_examples_is_valid(tree: Tree) -> None:
    result = of_examples(tree)
    text = write("junit", result)
    junit_schema().validate(text)
    assert text.count("<failure ") == result.count(Severity.FEHLER)
    assert text.count("<skipped ") == result.count(Severity.WARNUNG) + result.count(
        Severity.HINWEIS
    )


def test_junit_of_no_findings_is_one_test_that_passed() -> None:
    text = write("junit", Checked(3))
    junit_schema().validate(text)
    assert (
        '<testcase name="Keine Beanstandungen in 3 geprüften Dateien." classname="ksnet" />' in text
    )


def test_junit_takes_hostile_text_as_text() -> None:
    text = write("junit", hostile())
    junit_schema().validate(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text)
    assert "<x" not in text
    assert text.encode("utf-8")


# --- all of them
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FOR_PROGRAMS)
def test_files_are_named_as_ci_finds_them(
    form: str, tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    files = strip(files_of(rule_named("end-before-start").wrong))[0]
    tree({f"unterlagen/{name}": content for name, content in files.items()})
    below = ksnet(
        "validate", "--root", "unterlagen", "--format", form, "--as-of", AS_OF, cwd=tmp_path
    )
    assert "unterlagen/data/events/musterstadt/2026-09-16-treffen.yaml" in below.out
    inside = ksnet(
        "validate", "--format", form, "--as-of", AS_OF, cwd=tmp_path / "unterlagen" / "data"
    )
    assert "unterlagen" not in inside.out
    assert "data/events/musterstadt/2026-09-16-treffen.yaml" in inside.out


@pytest.mark.many
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("number", "more"), [(100, 0), (101, 1), (9000, 8900)])
def test_more_than_a_hundred_of_a_rule_in_a_file_are_folded_for_people_and_whole_for_programs(
    form: str, number: int, more: int
) -> None:
    other = finding(location=FilePlace("data/x.yaml", Span(1, 1, 1, 2)), message="Anderswo.")
    out = write(
        form, Checked(2, [*(finding(message=f"Nummer {i}.") for i in range(number)), other])
    )
    whole = form not in FOR_PEOPLE
    assert len(set(re.findall(r"Nummer \d+\.", out))) == (number if whole else 100), (
        "a format for people folds (`folded`) and is named in FOR_PEOPLE; any other says everything"
    )
    assert "Anderswo." in out
    line = f"data/events/soest/2025-05-21-treffen.yaml: fehler[end-before-start] KS301 … und {more} weitere\n"
    assert (line in out) == (not whole and more > 0)
    if not whole:
        assert out.endswith(f"\n{number + 1} Fehler in 2 von 2 geprüften Dateien\n")


@pytest.fixture
def in_subfolder(tmp_path: Path) -> Path:
    """A checkout with the records in `amt/unterlagen`, which clash in a finding with two places."""
    files = strip(files_of(rule_named("end-before-start").wrong))[0]
    for name, content in files.items():
        path = tmp_path / "amt" / "unterlagen" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


FILE = "data/events/musterstadt/2026-09-16-treffen.yaml"


@pytest.mark.parametrize("form", FOR_PROGRAMS)
@pytest.mark.parametrize("here", [".", "..", "amt", "amt/unterlagen", "amt/unterlagen/data"])
def test_in_a_checkout_files_are_named_from_its_top(
    form: str, here: str, in_subfolder: Path, ksnet: Ksnet
) -> None:
    out = ksnet(
        "validate",
        "--root",
        in_subfolder / "amt/unterlagen",
        "--format",
        form,
        *DAY,
        cwd=in_subfolder / here,
    ).out
    assert set(re.findall(rf"[^\"=>` ]*{FILE}", out)) == {f"amt/unterlagen/{FILE}"}


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_people_and_scripts_see_files_from_the_root_of_the_records(
    form: str, in_subfolder: Path, ksnet: Ksnet
) -> None:
    out = ksnet(
        "validate", "--root", "amt/unterlagen", "--format", form, *DAY, cwd=in_subfolder
    ).out
    assert FILE in out
    assert "unterlagen" not in out


def test_a_hook_of_another_repository_changes_no_name(
    in_subfolder: Path,
    ksnet: Ksnet,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    other = tmp_path_factory.mktemp("other")
    subprocess.run(["git", "init", "-q", other], check=True)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    out = ksnet("validate", "--format", "github", *DAY, cwd=in_subfolder / "amt/unterlagen").out
    assert f"file=amt/unterlagen/{FILE}," in out


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_secret_is_in_any_output(
    form: str, tree: Tree, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    members = (
        "members:\n  - id: jugendamt\n    youth_office: stadt-muster\n    people:\n      - id: muster\n"
        "        family_name: Muster\n        geburtsdatum: 03.05.1970\n"
    )
    root = tree({**files_of({}), "data/networks/musterstadt/members.yaml": members})
    out = ksnet("validate", "--format", form, "--as-of", AS_OF, cwd=root).out + (
        page.read_text() if form == "github" else ""
    )
    assert "KS501" in out
    assert "1970" not in out
    assert "geburtsdatum" not in out


@pytest.mark.parametrize(
    "rule", [rule for rule in rules.ALL if rule.code.startswith("KS5")], ids=lambda rule: rule.name
)
def test_no_output_repeats_what_data_protection_found(rule: Rule, tree: Tree) -> None:
    files, place = strip(files_of(rule.wrong))
    result = run(tree(files))
    assert place is not None
    marked = files[place[0]].decode().split("\n")[place[1] - 1][place[2] - 1 : place[3] - 1]
    assert [found.excerpt for found in result.findings] == [None]
    if len(marked) > 1:  # a digit stands in every output
        assert not [form for form in FORMATS if marked in write(form, result)]
        assert marked not in step_summary(result)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_records_give_the_same_bytes(form: str, tree: Tree) -> None:
    root = tree(strip(files_of(rule_named("room-conflict").wrong))[0])
    assert write(form, run(root)) == write(form, run(root))
