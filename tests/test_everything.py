"""`ksnet documents`: all documents in one run, each as its own command makes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

Ksnet = Callable[..., Run]
EXAMPLE = ROOT / "ksnet" / "example"
DAY = ["--as-of", "2026-06-30", "--root", EXAMPLE]


@pytest.fixture
def made(ksnet: Ksnet, tmp_path: Path) -> Path:
    run = ksnet(
        "documents",
        "musterkreis",
        "--year",
        "2025",
        "--format",
        "md,html",
        "-o",
        tmp_path / "all",
        *DAY,
    )
    assert run.code == 0, run.err
    return tmp_path / "all" / "musterkreis"


@pytest.mark.slow
def test_every_document_is_what_its_own_command_makes(
    made: Path, ksnet: Ksnet, tmp_path: Path
) -> None:
    year = ["--year", "2025"]
    own = {
        "kalender.ics": ["calendar", "musterkreis", *year],
        "kalender.csv": ["calendar", "musterkreis", *year],
        "kalender.html": ["calendar", "musterkreis", *year],
        "mitglieder.xlsx": ["members", "musterkreis"],
        "mitglieder.vcf": ["members", "musterkreis"],
        "mitglieder.md": ["members", "musterkreis"],
        "taetigkeitsbericht-2025.html": ["report", "musterkreis", *year],
        "arbeitsfassung-2025.md": ["report", "musterkreis", *year, "--annex"],
        "plan-kinderschutzentwicklungsplan.md": [
            "report",
            "musterkreis",
            "--plan",
            "kinderschutzentwicklungsplan",
        ],
        "vorlage-2025-kreis-muster.md": ["report", "musterkreis", *year, "--as", "vorlage"],
    }
    for name, command in own.items():
        target = tmp_path / name
        ksnet(*command, "--format", target.suffix[1:], "-o", target, *DAY, "--quiet")
        assert (made / name).read_bytes() == target.read_bytes(), name


@pytest.mark.slow
def test_a_network_below_another_says_so_in_both(ksnet: Ksnet, tmp_path: Path) -> None:
    options = ["--year", "2026", "--quiet", *DAY]
    ksnet("documents", "musterstadt", "--format", "md", "-o", tmp_path / "all", *options)
    for name, more in (("taetigkeitsbericht-2026", []), ("arbeitsfassung-2026", ["--annex"])):
        ksnet("report", "musterstadt", *more, "--format", "md", "-o", tmp_path / "own.md", *options)
        assert (tmp_path / f"all/musterstadt/{name}.md").read_bytes() == (
            tmp_path / "own.md"
        ).read_bytes()


@pytest.mark.slow
def test_the_second_workbook_of_a_run_has_the_bytes_of_the_first(
    ksnet: Ksnet, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        ksnet("documents", "--year", "2025", "--format", "md", "-o", tmp_path / folder, *DAY)
    ksnet(
        "documents",
        "musterstadt",
        "--year",
        "2025",
        "--format",
        "md",
        "-o",
        tmp_path / "alone",
        *DAY,
    )
    workbook = "musterstadt/mitglieder.xlsx"
    assert (tmp_path / "one" / workbook).read_bytes() == (tmp_path / "two" / workbook).read_bytes()
    assert (tmp_path / "one" / workbook).read_bytes() == (
        tmp_path / "alone" / workbook
    ).read_bytes()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "Es fehlt der Ordner: -o ORDNER."),
        (["-o", "x", "--format", "odt"], "--format: „odt“ geht hier nicht."),
        (["-o", "x", "--format", ","], "--format: „,“ geht hier nicht."),
        (["-o", "x", "muster"], "muster"),
    ],
)
def test_wrong_usage_is_one_sentence(options: list[str], expected: str, ksnet: Ksnet) -> None:
    run = ksnet("documents", *options, *DAY)
    assert run.code == 2
    assert expected in run.err
    assert run.err.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_one_sentence(ksnet: Ksnet, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = ksnet("documents", "musterkreis", "--format", "md", "-o", tmp_path / "file", *DAY)
    assert run.code == 3
    assert "lässt sich nicht anlegen" in run.err
