"""The document commands seen from outside: streams, exit codes, broken records."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
SOEST = [
    ("2025-04-03T09:00", "2025-04-03T12:00", "Treffen AK InsoFa", None),
    ("2025-05-21T13:30", "2025-05-21T15:30", "Treffen Regionalgruppe Soest", None),
    ("2025-10-06", None, "Fachtag des kreisweiten Netzwerks Kinderschutz", None),
    ("2025-11-27", None, "Fachvortrag Jugendamt Stadt Soest", "Digitale Kindeswohlgefährdung"),
]


def test_the_calendar_of_soest_shows_the_four_published_dates(ksnet: Ksnet) -> None:
    run = ksnet("calendar", "soest", "--year", "2025", "--format", "json", *DAY, cwd=ROOT)
    events = json.loads(run.out)["events"]
    assert [(e["start"], e["end"], e["title"], e["theme"]) for e in events] == SOEST


def test_a_calendar_file_is_the_same_on_the_second_run(ksnet: Ksnet, tmp_path: Path) -> None:
    for name in ("eins.ics", "zwei.ics"):
        assert ksnet("calendar", "soest", "-o", tmp_path / name, *DAY, cwd=ROOT).code == 0
    assert (tmp_path / "eins.ics").read_bytes() == (tmp_path / "zwei.ics").read_bytes()


def test_the_stamp_of_an_event_is_the_last_commit_of_its_file(ksnet: Ksnet, tree: Tree) -> None:
    network = 'name: Netz\nyouth_offices:\n  - id: amt\n    name: Jugendamt\n    key: "05974040"\n'
    event = (
        "title: Treffen\nkind: netzwerktreffen\nstart: 2026-03-04 10:00\nstatus: stattgefunden\n"
    )
    root = tree(
        {
            "data/networks/netz/network.yaml": network,
            "data/events/netz/2026-03-04-treffen.yaml": event,
        }
    )
    when = {
        "GIT_AUTHOR_DATE": "2026-02-01T12:00:00Z",
        "GIT_COMMITTER_DATE": "2026-02-01T12:00:00Z",
        "PATH": "/usr/bin:/bin",
    }
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "Records"]):
        subprocess.run(["git", *command], cwd=root, check=True, env={**when, "HOME": str(root)})
    assert (
        "DTSTAMP:20260201T120000Z"
        in ksnet("calendar", "netz", "--format", "ics", *DAY, cwd=root).out
    )
    (root / ".git").rename(root / "kein-git")
    assert (
        "DTSTAMP:20260304T000000Z"
        in ksnet("calendar", "netz", "--format", "ics", *DAY, cwd=root).out
    )


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (
            ["rhein-kreis-neuss", "--year", "2023"],
            [
                "Rhein-Kreis Neuss",
                "Dormagen",
                "Grevenbroich",
                "Kaarst",
                "Meerbusch",
                "Kooperationsvereinbarung",
                "Geschäftsführung (Konferenz der Koordinierungsstellen) hatte im Jahr 2023: Jugendamt Rhein-Kreis Neuss",
            ],
        ),
        (
            ["krefeld", "--year", "2025", "--annex"],
            ["halbjährlich", "1. Halbjahr 2025", "eingehalten", "nicht beurteilbar"],
        ),
        (
            ["neuss", "--plan", "ksep"],
            ["Kinderschutzentwicklungsplan", "Meilenstein", "22.06.2024"],
        ),
    ],
)
def test_the_reports_say_what_was_published(
    ksnet: Ksnet, arguments: list[str], wanted: list[str]
) -> None:
    run = ksnet("report", *arguments, "--format", "md", *DAY, cwd=ROOT)
    assert [text for text in wanted if text not in run.out] == []


@pytest.mark.parametrize(
    "network", ["krefeld", "neuss", "rhein-kreis-neuss", "rheinisch-bergischer-kreis", "soest"]
)
def test_nothing_is_called_not_done_because_it_was_not_published(
    ksnet: Ksnet, network: str
) -> None:
    for year in (2023, 2024, 2025):
        text = ksnet(
            "report", network, "--year", year, "--format", "md", *DAY, cwd=ROOT
        ).out.lower()
        for claim in (
            "nicht erfüllt",
            "nicht eingehalten",
            "fand nicht statt",
            "kein treffen",
            "verstoß",
            "versäum",
        ):
            assert claim not in text, f"{network} {year}: {claim}"


def test_the_format_follows_the_ending_of_the_file(ksnet: Ksnet, tmp_path: Path) -> None:
    ksnet("report", "soest", "--year", "2025", "-o", tmp_path / "bericht.html", *DAY, cwd=ROOT)
    assert (tmp_path / "bericht.html").read_text().startswith("<!DOCTYPE html>")


def test_all_reports_go_into_a_folder_each(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet("report", "--all", "--year", "2025", "-o", tmp_path / "aus", "-q", *DAY, cwd=ROOT)
    assert (run.code, run.err) == (0, "")
    assert len(list((tmp_path / "aus").glob("*/taetigkeitsbericht-2025.html"))) == 5


def test_an_unreadable_file_is_named_and_the_document_made_all_the_same(
    ksnet: Ksnet, tree: Tree
) -> None:
    root = tree(
        {
            "data/networks/neu/network.yaml": "name:\n",
            "data/networks/neu/members.yaml": "members: [\n",
        }
    )
    for command in (["report", "neu", "--year", "2025"], ["members", "neu"], ["calendar", "neu"]):
        run = ksnet(*command, *DAY, cwd=root)
        assert run.code == 0
        assert "data/networks/neu/members.yaml" in run.err
        assert "data/networks/neu/members.yaml" in " ".join(run.out.split())
        assert "[Name fehlt]" in run.out


@pytest.mark.slow
@pytest.mark.parametrize(
    "broken", ["data/networks/zwei/network.yaml", "ksnet.yaml"], ids=["network", "settings"]
)
@pytest.mark.parametrize("command", ["calendar", "due", "duties"])
def test_a_document_about_all_networks_names_what_it_lacks(
    ksnet: Ksnet, tree: Tree, command: str, broken: str
) -> None:
    files = {f"data/networks/{one}/network.yaml": f"name: {one}\n" for one in ("eins", "zwei")}
    run = ksnet(command, *DAY, cwd=tree({**files, broken: "name: [\n"}))
    assert (run.code, run.err.count(broken)) == (0, 1)
    assert f"war nicht lesbar und fehlt hier: {broken}" in " ".join(run.out.split())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["report", "kaputt", "--year", "2025"],
            3,
            "data/networks/kaputt/network.yaml lässt sich nicht lesen",
        ),
        (["report", "neuu", "--year", "2025"], 2, "Meinten Sie „neu“?"),
        (["report", "neu"], 2, "--year"),
        (
            ["report", "--year", "2025"],
            2,
            "Welches Netzwerk? Vorhanden: kaputt, neu. Für alle: --all -o ORDNER",
        ),
        (["report", "neu", "--plan", "x"], 2, "Einen Plan „x“ gibt es nicht"),
        (["report", "--all", "--year", "2025"], 2, "-o ORDNER"),
        (["report", "neu", "--year", "25"], 2, "„25“ ist kein Jahr"),
        (
            ["report", "neu", "--year", "2025", "-o", "gibtesnicht/x.html"],
            3,
            "Den Ordner gibtesnicht gibt es nicht. Ihn zuerst anlegen",
        ),
        (["members", "neu", "--audience", "alle"], 2, "intern und oeffentlich"),
        (["calendar", "neu", "--group", "x"], 2, "Ein Gremium „x“ gibt es nicht"),
        (
            ["calendar", "neu", "--year", "2025", "--from", "2025-01-01"],
            2,
            "schließen einander aus",
        ),
        (
            ["calendar", "neu", "--from", "2025-02-01", "--to", "2025-01-01"],
            2,
            "--to liegt vor --from",
        ),
        (
            ["calendar", "neu", "--format", "doc"],
            2,
            "--format: „doc“ gibt es nicht. Meinten Sie „docx“?",
        ),
        (["members"], 2, "Welches Netzwerk? Vorhanden: kaputt, neu."),
    ],
)
def test_what_cannot_be_done_is_one_german_sentence(
    ksnet: Ksnet, tree: Tree, arguments: list[str], code: int, message: str
) -> None:
    root = tree(
        {
            "data/networks/neu/network.yaml": "name: Neu\nyouth_offices: []\n",
            "data/networks/kaputt/network.yaml": 'name: "x\n',
        }
    )
    run = ksnet(*arguments, cwd=root)
    assert message in run.err
    assert (run.code, run.out) == (code, "")
    assert "Traceback" not in run.err
    assert not [path for path in root.rglob("*") if path.suffix == ".tmp"]


def test_the_clock_is_german_when_no_day_is_given(ksnet: Ksnet) -> None:
    run = ksnet("members", "soest", "--format", "json", cwd=ROOT)
    shown = dt.date.fromisoformat(json.loads(run.out)["as_of"])
    assert abs((shown - dt.datetime.now(dt.UTC).date()).days) <= 1


def test_the_shell_completes_the_ids_of_networks(
    ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_KSNET_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "ksnet members rh")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert ksnet(cwd=ROOT).out.split() == ["rhein-kreis-neuss", "rheinisch-bergischer-kreis"]


@pytest.mark.parametrize("name", ["bericht.odt", "bericht.xlsx", "bericht.csv", "bericht.2025"])
def test_an_ending_that_means_another_format_is_refused(
    ksnet: Ksnet, tmp_path: Path, name: str
) -> None:
    run = ksnet("report", "soest", "--year", "2025", "-o", tmp_path / name, *DAY, cwd=ROOT)
    assert run.code == 2
    assert "Möglich sind .txt, .md, .html, .docx, .pdf;" in " ".join(run.err.split())
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["bericht", "bericht.txt"])
def test_no_ending_and_txt_mean_text(ksnet: Ksnet, tmp_path: Path, name: str) -> None:
    assert (
        ksnet("report", "soest", "--year", "2025", "-o", tmp_path / name, *DAY, cwd=ROOT).code == 0
    )
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("Tätigkeitsbericht")


@pytest.mark.slow
def test_what_is_counted_reads_as_german(ksnet: Ksnet, tree: Tree) -> None:
    example = ROOT / "ksnet" / "example"
    report = ksnet(
        "report",
        "musterkreis",
        "--year",
        "2026",
        "--format",
        "md",
        "--root",
        example,
        "--as-of",
        "2026-06-30",
    ).out
    assert re.search(r"haben sieben Treffen stattgefunden\. \w+ weitere sind geplant\.", report)
    assert any("beschlossen am" in line and "22.01.2025" in line for line in report.splitlines())
    duties = ksnet(
        "duties",
        "musterkreis",
        "--year",
        "2026",
        "--format",
        "md",
        "--root",
        example,
        "--as-of",
        "2026-06-30",
    ).out
    assert "und 1 weiterer Nachweis" in duties
    root = tree({"data/networks/neu/network.yaml": "name: Neu\nyouth_offices: []\n"})
    members = ksnet("members", "neu", "--format", "md", "--root", root, "--as-of", "2026-06-30").out
    assert "ist keine mit mindestens einer erfassten Stelle vertreten" in members
