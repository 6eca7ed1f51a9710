"""`ksnet validate` seen from outside: output, streams, exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.rules.examples import SHORT
from tests.conftest import ROOT, Run
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
NETWORK = 'name: Netzwerk Soest\nyouth_offices:\n  - id: stadt-soest\n    name: Jugendamt\n    key: "05974040"\n'
EVENT = "data/events/soest/2025-05-21-regionalgruppe.yaml"


@pytest.fixture
def contract(tree: Tree) -> Path:
    """The example of the command line contract: the end is an hour before the start."""
    event = "title: Treffen Regionalgruppe Soest\ntheme: Schule\nkind: netzwerktreffen\nstart: 2025-05-21 13:30\nend: 2025-05-21 12:30\nstatus: angekuendigt\n"
    return tree({"data/networks/soest/network.yaml": NETWORK, EVENT: event})


def test_text_is_a_block_like_a_compilers(contract: Path, ksnet: Ksnet) -> None:
    run = ksnet("validate", "--as-of", "2026-06-30", cwd=contract)
    assert run.out == (
        f"{EVENT}:5:6: fehler[end-before-start] KS301 Ende liegt vor dem Beginn.\n"
        "   |\n"
        " 5 | end: 2025-05-21 12:30\n"
        "   |      ^^^^^^^^^^^^^^^^ Beginn ist 2025-05-21 13:30 (Zeile 4)\n"
        "   = Hilfe: Uhrzeit von „end“ prüfen.\n"
        "\n"
        "1 Fehler in 1 von 2 geprüften Dateien\n"
    )
    assert (run.code, run.err) == (1, "")


def test_concise_is_one_line_each(contract: Path, ksnet: Ksnet) -> None:
    run = ksnet("validate", "--format", "concise", "--as-of", "2026-06-30", cwd=contract)
    assert (
        run.out
        == f"{EVENT}:5:6: fehler[end-before-start] KS301 Ende liegt vor dem Beginn.\n1 Fehler in 1 von 2 geprüften Dateien\n"
    )


def test_json_has_the_keys_of_the_contract(contract: Path, ksnet: Ksnet) -> None:
    run = ksnet("validate", "--format", "json", "--as-of", "2026-06-30", cwd=contract)
    content = json.loads(run.out)
    assert re.fullmatch("[0-9a-f]{64}", content["findings"][0].pop("fingerprint"))
    assert content == {
        "version": 1,
        "files": 2,
        "findings": [
            {
                "rule": "end-before-start",
                "code": "KS301",
                "severity": "fehler",
                "message": "Ende liegt vor dem Beginn.",
                "help": "Uhrzeit von „end“ prüfen.",
                "file": EVENT,
                "line": 5,
                "column": 6,
                "end_line": 5,
                "end_column": 22,
                "record": "events/soest/2025-05-21-regionalgruppe",
                "key": "end",
                "law": None,
                "related": [
                    {
                        "file": EVENT,
                        "line": 4,
                        "column": 8,
                        "message": "Beginn ist 2025-05-21 13:30",
                    }
                ],
                "fixable": None,
            }
        ],
        "summary": {"fehler": 1, "warnung": 0, "hinweis": 0},
        "switched_off": {"rules": [], "findings": 0},
    }


def test_the_own_records_have_no_findings(ksnet: Ksnet) -> None:
    run = ksnet("validate", "--as-of", "2026-06-30", cwd=ROOT)
    assert (run.code, run.err) == (0, ""), run.out


def test_paths_limit_what_is_reported_not_what_is_checked(contract: Path, ksnet: Ksnet) -> None:
    assert ksnet("validate", "data/networks", "--as-of", "2026-06-30", cwd=contract).code == 0
    assert (
        ksnet(
            "validate",
            "2025-05-21-regionalgruppe.yaml",
            "--as-of",
            "2026-06-30",
            cwd=contract / "data/events/soest",
        ).code
        == 1
    )


TWO = (
    "title: Treffen\nkind: netzwerktreffen\nstart: 2026-11-04\nstatus: geplant\norganisers: [{}]\n"
)


@pytest.mark.parametrize(
    ("chosen", "organiser", "named"),
    [
        ("data/networks/musterstadt/network.yaml", "stadt-muster", None),
        (
            "data/networks/musterstadt/network.yaml",
            "stadt-mustar",
            f"{SHORT['event']}:5 (unknown-reference)",
        ),
        (
            "data/networks/musterstadt/members.yaml",
            "stadt-mustar",
            f"{SHORT['event']}:5 (unknown-reference)",
        ),
        (
            "data/networks/musterstadt",
            "stadt-muster]\nchair: plenum #",
            f"{SHORT['event']}:6 (wrong-kind-of-reference)",
        ),
        ("data/events/musterstadt/2026-10-07-treffen.yaml", "stadt-mustar", None),
    ],
)
def test_an_error_elsewhere_that_hangs_together_with_a_chosen_file_is_named(
    chosen: str, organiser: str, named: str | None, tree: Tree, ksnet: Ksnet
) -> None:
    other = "data/events/musterstadt/2026-10-07-treffen.yaml"
    root = tree(
        {**files_of({}), SHORT["event"]: TWO.format(organiser), other: TWO.format("stadt-muster")}
    )
    run = ksnet("validate", chosen, "--select", "KS2", "--as-of", "2026-06-30", cwd=root)
    assert (run.code, run.out) == (0, "Keine Beanstandungen in 4 geprüften Dateien.\n")
    assert run.err == (
        f"1 Fehler in anderen Dateien hängt mit den gewählten zusammen: {named}. Alles zeigt: ksnet validate\n"
        if named
        else ""
    )


def test_many_errors_elsewhere_are_counted(tree: Tree, ksnet: Ksnet) -> None:
    files = {
        f"data/events/musterstadt/2026-10-0{day}-treffen.yaml": TWO.format(f"amt-{day}")
        for day in range(1, 6)
    }
    root = tree({**files_of({}), **files})
    arguments = ("validate", "data/networks", "--select", "KS2", "--as-of", "2026-06-30")
    run = ksnet(*arguments, cwd=root)
    assert run.err.startswith("5 Fehler in anderen Dateien hängen mit den gewählten zusammen: ")
    assert " und 2 weitere. " in run.err
    assert ksnet(*arguments, "--quiet", cwd=root).err == ""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "KS2"], 0),
        (["--ignore", "end-before-start"], 0),
        (["--select", "KS301,KS302"], 1),
    ],
)
def test_rules_are_selected_by_name_code_and_prefix(
    contract: Path, ksnet: Ksnet, options: list[str], code: int
) -> None:
    assert ksnet("validate", *options, "--as-of", "2026-06-30", cwd=contract).code == code


def test_warnings_count_only_when_strict(tree: Tree, ksnet: Ksnet) -> None:
    root = tree({"data/networks/soest/network.yaml": NETWORK.replace('"', "")})
    assert ksnet("validate", "--root", root).code == 0
    assert ksnet("validate", "--root", root, "--strict").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate", "--format", "xml"], "--format: „xml“ gibt es nicht."),
        (["validate", "--select", "end-before-strat"], "Meinten Sie „end-before-start“?"),
        (["validate", "--as-of", "gestern"], "„gestern“ ist kein Tag"),
        (["validate", "--as-of", "2026-02-30"], "„2026-02-30“ ist kein Tag"),
        (["validate", "gibtesnicht"], "gibtesnicht gibt es nicht."),
        (["validate", "/"], "liegt nicht im Ordner der Daten"),
        (["validate", "--fomat", "json"], "Meinten Sie --format?"),
        (["valdate"], "Meinten Sie „validate“?"),
        (["validate", "--format"], "--format"),
    ],
)
def test_wrong_usage_is_one_german_sentence_and_code_2(
    contract: Path, ksnet: Ksnet, arguments: list[str], message: str
) -> None:
    run = ksnet(*arguments, cwd=contract)
    assert message in run.err
    assert run.out == ""
    assert run.code == 2
    assert "Traceback" not in run.err


def test_a_folder_without_records_says_what_to_do(tmp_path: Path, ksnet: Ksnet) -> None:
    alone = ksnet(cwd=tmp_path)
    assert alone.code == 0
    assert "So geht es weiter" in alone.out
    checked = ksnet("validate", cwd=tmp_path)
    assert checked.code == 2
    assert "Hier liegen keine Daten" in checked.err


def test_a_network_with_nothing_but_an_empty_name_has_useful_findings(
    tree: Tree, ksnet: Ksnet
) -> None:
    run = ksnet(
        "validate",
        "--format",
        "concise",
        "--select",
        "KS0,KS1,KS2,KS3",
        cwd=tree({"data/networks/neu/network.yaml": "name:\n"}),
    )
    assert [line.split()[1] for line in run.out.splitlines()[:-1]] == ["fehler[missing-key]"] * 2
    assert "„name“" in run.out
    assert "„youth_offices“" in run.out


def test_output_goes_to_a_file_and_the_way_there_to_stderr(contract: Path, ksnet: Ksnet) -> None:
    run = ksnet("validate", "-o", "befunde.txt", "--as-of", "2026-06-30", cwd=contract)
    assert (run.code, run.out, run.err) == (1, "", "Geschrieben: befunde.txt\n")
    assert "end-before-start" in (contract / "befunde.txt").read_text()
    assert sorted(path.name for path in contract.iterdir()) == ["befunde.txt", "data"]


def test_colour_only_where_it_is_asked_for(
    contract: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in ksnet("validate", cwd=contract).out
    assert "\x1b[31m" in ksnet("validate", "--color", "always", cwd=contract).out


def test_a_hostile_line_is_shown_without_its_hidden_characters(tree: Tree, ksnet: Ksnet) -> None:
    files = dict(files_of({"event": "theme: Schule\u202egnudlib\n"}))
    run = ksnet("validate", "--as-of", "2026-06-30", cwd=tree(files))
    assert "\u202e" not in run.out
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE)" in run.out


@pytest.mark.parametrize(
    ("key", "rule"), [("geburtsdatum", "case-data-key"), ("hobbys", "unknown-key")]
)
def test_an_unknown_key_on_a_person_is_never_shown(
    key: str, rule: str, tree: Tree, ksnet: Ksnet
) -> None:
    members = f"members:\n  - id: jugendamt\n    youth_office: stadt-muster\n    people:\n      - id: muster\n        family_name: Muster\n        {key}: 03.05.1970\n"
    root = tree({**files_of({}), "data/networks/musterstadt/members.yaml": members})
    for form in ("text", "concise", "json"):
        run = ksnet("validate", "--format", form, "--as-of", "2026-06-30", cwd=root)
        assert rule in run.out
        assert "1970" not in run.out
        assert key not in run.out


@pytest.mark.slow
def test_it_runs_as_a_program_and_survives_a_closed_pipe(contract: Path) -> None:
    command = f"{sys.executable} -m ksnet validate --root {contract} --as-of 2026-06-30"
    finished = subprocess.run(
        ["sh", "-c", f"{command} | head -1; {command} > /dev/null; echo $?"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout.splitlines()[-1] == "1"
    assert finished.stderr == ""


def test_a_data_folder_that_is_not_there_is_an_error(contract: Path, ksnet: Ksnet) -> None:
    (contract / "ksnet.yaml").write_text("data: Data\n")
    run = ksnet("validate", cwd=contract)
    assert run.code == 1
    assert "ksnet.yaml:1:7: fehler[invalid-folder]" in run.out


def test_a_value_never_starts_a_line_of_its_own(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"event": 'mode: "a\\n::error::injected"\n'}))
    for form in ("text", "concise"):
        lines = ksnet(
            "validate", "--format", form, "--as-of", "2026-06-30", cwd=root
        ).out.splitlines()
        assert not [line for line in lines if line.startswith("::")]
