"""`ksnet attendance` and `ksnet figures`: who came how often,
and the numbers of a network over years.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
NETWORK = """name: Netzwerk Musterstadt
founded: 2024-01-01
youth_offices:
  - id: stadt-muster
    name: Jugendamt
    key: "05974040"
coordination:
  - id: koordination
    youth_office: stadt-muster
    fte: [{value: 0.5, until: 2024-12-31}, {value: 0.75, since: 2025-01-01}]
groups:
  - id: ak
    name: Arbeitskreis
    kind: arbeitskreis
"""
MEMBERS = """members:
  - id: schule
    name: Schule
    categories: [schule]
    groups: [ak]
  - id: polizei
    name: Polizei
    categories: [polizei-ordnung]
    groups: [{id: ak, since: 2025-01-01}]
  - id: kita
    name: Kita
    field: kindertagesbetreuung
  - id: haus
    name: Frauenhaus Zuflucht
    field: beratung
    sensitive: true
    groups: [ak]
"""
EVENT = """title: Treffen
kind: {kind}
groups: [ak]
start: {day}
status: {status}
attendance:
  total: {{count: {total}, of: {of}}}
  members: [{members}]
"""


def meeting(day: str, members: str, **other: str) -> str:
    given = {
        "kind": "arbeitskreis",
        "status": "stattgefunden",
        "total": "10",
        "of": "anwesend",
    } | other
    return EVENT.format(day=day, members=members, **given)


@pytest.fixture
def root(tree: Tree) -> Path:
    events = {
        "2024-03-01-ak": meeting("2024-03-01", "schule, haus"),
        "2025-03-01-ak": meeting("2025-03-01", "schule, polizei, kita"),
        "2025-09-01-ak": meeting("2025-09-01", "polizei", total="20", of="angemeldet"),
        "2026-03-01-ak": meeting("2026-03-01", "polizei"),
        "2026-04-01-ak": meeting("2026-04-01", "schule", status="abgesagt"),
        "2026-05-01-ak": meeting("2026-05-01", "schule", kind="fachtag"),
    }
    return tree({
        "data/networks/muster/network.yaml": NETWORK,
        "data/networks/muster/members.yaml": MEMBERS,
        "data/networks/muster/years/2025.yaml": "resources:\n  - youth_office: stadt-muster\n    state_funds_eur: 76500\n",
        **{f"data/events/muster/{name}.yaml": text for name, text in events.items()},
    })  # fmt: skip


def rows(run: Run) -> list[list[str]]:
    assert run.code == 0, run.err
    return list(csv.reader(io.StringIO(run.out.lstrip("\ufeff")), delimiter=";"))


def test_each_body_is_counted_against_the_meetings_it_was_expected_at(
    ksnet: Ksnet, root: Path
) -> None:
    run = ksnet("attendance", "muster", "--format", "csv", "--as-of", "2026-06-30", "--root", root)
    assert rows(run) == [
        [
            "Gremium",
            "Stelle",
            "vertreten",
            "erwartet",
            "2024",
            "2025",
            "2026",
            "zuletzt",
            "seitdem gefehlt",
        ],
        ["Arbeitskreis", "Kita", "1", "1", "", "1 von 1", "", "01.03.2025", "0"],
        ["Arbeitskreis", "Polizei", "3", "3", "", "2 von 2", "1 von 1", "01.03.2026", "0"],
        ["Arbeitskreis", "Schule", "2", "4", "1 von 1", "1 von 2", "0 von 1", "01.03.2025", "2"],
    ]
    assert "Zuflucht" not in run.out


def test_who_was_missing_lately_is_named_first(ksnet: Ksnet, root: Path) -> None:
    run = ksnet("attendance", "muster", "--format", "md", "--as-of", "2026-06-30", "--root", root)
    assert (
        "Zuletzt gefehlt hat:\n\n- Schule: 2 Treffen nacheinander, zuletzt da am 01.03.2025\n"
        in run.out
    )
    assert (
        "4 Treffen haben stattgefunden. Im Durchschnitt waren 10 Personen da (3 Treffen mit erfasster Zahl)."
        in run.out
    )


@pytest.mark.parametrize(
    ("options", "table", "missing"),
    [
        (["--from", "2025-03-02"], "| 0 von 2 | nie im Zeitraum |", "in diesem Zeitraum nie da"),
        (["--group", "ak", "--to", "2024-12-31"], "", ""),
    ],
)
def test_who_was_there_before_the_period_is_not_said_never_to_have_come(
    ksnet: Ksnet, root: Path, options: list[str], table: str, missing: str
) -> None:
    said = ksnet(
        "attendance", "muster", *options, "--format", "md", "--as-of", "2026-06-30", "--root", root
    ).out
    assert table in said
    assert missing in said
    assert "noch nie da" not in said
    assert "| nie |" not in said


@pytest.mark.parametrize(
    ("options", "schule"),
    [
        (["--year", "2025"], ["1", "2", "1 von 2", "01.03.2025", "1"]),
        (["--from", "2025-03-01", "--to", "2025-03-01"], ["1", "1", "1 von 1", "01.03.2025", "0"]),
        (["--from", "2025-03-02"], ["0", "2", "0 von 1", "0 von 1", "", "2"]),
        (["--group", "ak", "--to", "2025-02-28"], ["1", "1", "1 von 1", "01.03.2024", "0"]),
    ],
)
def test_a_window_is_what_it_says(
    ksnet: Ksnet, root: Path, options: list[str], schule: list[str]
) -> None:
    run = ksnet(
        "attendance", "muster", *options, "--format", "csv", "--as-of", "2026-06-30", "--root", root
    )
    assert next(row[2:] for row in rows(run) if row[1] == "Schule") == schule


def test_a_meeting_of_no_group_is_not_denied(ksnet: Ksnet, tree: Tree) -> None:
    start = "title: Auftakt\nkind: auftakt\nstart: 2024-09-04\nstatus: stattgefunden\n"
    root = tree({
        "data/networks/muster/network.yaml": NETWORK,
        "data/events/muster/2024-09-04-auftakt.yaml": start,
    })  # fmt: skip
    run = ksnet("attendance", "muster", "--as-of", "2026-06-30", "--root", root)
    assert "ist kein Treffen eines Gremiums erfasst, das stattgefunden hat." in run.out


def test_the_numbers_of_every_year(ksnet: Ksnet, root: Path) -> None:
    run = ksnet("figures", "muster", "--format", "csv", "--as-of", "2026-06-30", "--root", root)
    assert rows(run) == [
        ["Kennzahl", "2024", "2025", "2026"],
        ["Stellen im Netzwerk", "4", "4", "4"],
        ["vertretene Kategorien", "2", "2", "2"],
        ["Treffen", "1", "2", "1"],
        ["Anwesende, zusammengezählt", "10", "10", "20"],
        ["Stellenanteile (VZÄ)", "0,5", "0,75", "0,75"],
        ["Landesmittel (Euro)", "", "76500", ""],
    ]
    part = ksnet(
        "figures",
        "muster",
        "--from",
        "2025",
        "--to",
        "2025",
        "--format",
        "csv",
        "--as-of",
        "2026-06-30",
        "--root",
        root,
    )
    assert rows(part)[0] == ["Kennzahl", "2025"]


def test_a_single_year_is_one_year(ksnet: Ksnet, tree: Tree, root: Path) -> None:
    call = ("figures", "muster", "--as-of", "2026-06-30")
    text = " ".join(ksnet(*call, "--from", "2026", "--root", root).out.split())
    assert "stehen mit dem Stand vom 30. Juni 2026 da; das Jahr läuft noch." in text
    empty = tree(
        {
            "data/networks/leer/network.yaml": "name: Leer\n",
        }
    )
    found = ksnet("figures", "leer", *call[2:], "--from", "2026", "--root", empty)
    assert "In diesem Jahr ist nichts erfasst" in found.out


@pytest.mark.parametrize(("last", "drawn"), [("2025", False), ("2026", True)])
def test_one_year_makes_no_lines(ksnet: Ksnet, last: str, drawn: bool) -> None:
    call = ("figures", "musterkreis", "--from", "2025", "--to", last, "--as-of", "2026-06-30")
    said = ksnet(*call, "--format", "md", "--root", ROOT / "ksnet/example").out
    assert ("Das Netzwerk in Zahlen" in said) is drawn
    assert "Die Zahlen im Einzelnen" in said


def test_the_documents_of_the_example(ksnet: Ksnet, golden: Callable[..., None]) -> None:
    for command in ("attendance", "figures"):
        run = ksnet(
            command,
            "musterkreis",
            "--format",
            "md",
            "--as-of",
            "2026-06-30",
            "--root",
            ROOT / "ksnet/example",
        )
        golden(f"{command}-musterkreis.md", run.out)
        for form in ("text", "html", "pdf", "docx"):
            assert (
                ksnet(
                    command,
                    "musterkreis",
                    "--format",
                    form,
                    "--as-of",
                    "2026-06-30",
                    "--root",
                    ROOT / "ksnet/example",
                ).code
                == 0
            )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["attendance", "muster", "--group", "aks"], "Meinten Sie „ak“?"),
        (["figures", "muster", "--from", "2026", "--to", "2025"], "--to liegt vor --from."),
        (["figures", "muster", "--from", "gestern"], "--from: „gestern“ ist kein Jahr."),
        (["attendance", "mustr"], "Meinten Sie „muster“?"),
    ],
)
def test_a_wrong_call_is_told(ksnet: Ksnet, root: Path, arguments: list[str], said: str) -> None:
    run = ksnet(*arguments, "--root", root)
    assert (run.code, said in run.err) == (2, True), run.err
