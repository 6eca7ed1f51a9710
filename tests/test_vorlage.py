"""The Vorlage with which a Tätigkeitsbericht goes to a council or committee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents import vorlage_document
from ksnet.documents.blocks import Gap, Paragraph, Table
from ksnet.documents.who import full_name
from ksnet.repository import Repository
from tests.conftest import ROOT, Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
EXAMPLE = ROOT / "ksnet" / "example"
NETWORK = """\
name: {name}
founded: 2020-01-01
youth_offices:
  - id: stadt-muster
    name: Jugendamt der Stadt Muster
    key: "05974040"
coordination:
  - id: koordination
    youth_office: stadt-muster
    fte:
      - {{value: 0.5, until: 2025-06-30}}
      - {{value: 0.75, since: 2025-07-01}}
report:
  basis: ausschuss
  to: [{{text: "{body}"}}]
"""


def decision(tree: Tree, body: str = "Jugendhilfeausschuss", name: str = "Netzwerk Kinderschutz Muster") -> str:
    root = tree({"data/networks/muster/network.yaml": NETWORK.format(body=body, name=name)})
    document = vorlage_document(Repository(root).network("muster"), year=2025, as_of=dt.date(2026, 3, 1))
    block = document.chapters[1].blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize(
    ("body", "beginning"),
    [
        ("Jugendhilfeausschuss", "Der Jugendhilfeausschuss nimmt"),
        ("Jugendhilfeausschuss der Stadt Muster", "Der Jugendhilfeausschuss der Stadt Muster nimmt"),
        ("Ausschuss für Kinder und Jugend", "Der Ausschuss für Kinder und Jugend nimmt"),
        ("Jugendhilfeausschüsse", "Der Jugendhilfeausschuss nimmt"),
        ("Rat", "Der Rat nimmt"),
        ("Kreistag", "Der Kreistag nimmt"),
        ("Konferenz der Koordinierungsstellen", "Die Konferenz der Koordinierungsstellen nimmt"),
        ("Bezirksvertretung", "Die Bezirksvertretung nimmt"),
        ("Plenum", "Das Plenum nimmt"),
        ("Politik", "Das Gremium „Politik“ nimmt"),
        ("der Unterausschuss Jugend", "Der Unterausschuss Jugend nimmt"),
    ],
)
def test_the_body_that_decides_is_spoken_of_correctly(body: str, beginning: str, tree: Tree) -> None:
    assert decision(tree, body).startswith(beginning)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Netzwerk Kinderschutz Kreis Soest", "des Netzwerks Kinderschutz Kreis Soest zur Kenntnis."),
        ("Krefelder Kooperationsnetzwerk", "des Netzwerks „Krefelder Kooperationsnetzwerk“ zur Kenntnis."),
        ("Jugendamt der Stadt Neuss", "des Jugendamts der Stadt Neuss zur Kenntnis."),
    ],
)
def test_the_report_is_named_with_its_network(name: str, expected: str, tree: Tree) -> None:
    assert decision(tree, name=name).endswith(f"den Tätigkeitsbericht 2025 {expected}")


def test_the_share_of_a_post_is_that_of_the_last_reported_day(tree: Tree) -> None:
    decision(tree)
    network = Repository(tree({})).network("muster")
    for as_of, share in ((dt.date(2026, 3, 1), "0,75"), (dt.date(2025, 3, 1), "0,5")):
        blocks = vorlage_document(network, year=2025, as_of=as_of).chapters[3].blocks
        rows = [cell.text for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
        assert rows == ["Jugendamt der Stadt Muster", share]
        assert [block.text for block in blocks if isinstance(block, Gap)] == [
            "Die Landesmittel nach § 12 LKSG NRW. Zu ergänzen: years/2025.yaml, Schlüssel „resources“."
        ]


def test_what_is_not_recorded_is_a_gap_to_fill() -> None:
    document = vorlage_document(Repository(ROOT).network("krefeld"), year=2025, as_of=dt.date(2026, 6, 30))
    gaps = [block.text for chapter in document.chapters for block in chapter.blocks if isinstance(block, Gap)]
    assert len(gaps) == 5
    assert gaps[0].startswith("Welchem Gremium der Bericht vorgelegt wird.")


def test_it_counts_what_the_report_counts() -> None:
    document = vorlage_document(Repository(EXAMPLE).network("musterkreis"), year=2025, as_of=dt.date(2026, 6, 30))
    numbers = next(block for block in document.chapters[2].blocks if isinstance(block, Table))
    assert {row[0].text.partition(" (")[0]: row[1].text for row in numbers.rows} == {
        "Jugendämter": "4",
        "Koordinierungsstellen": "4",
        "Erfasste Stellen am 31. Dezember 2025": "19",
        "Davon vertretene Kategorien": "11 von 12",
        "Netzwerktreffen und Sitzungen, die stattgefunden haben": "13",
        "Interdisziplinäre Qualifizierungsangebote": "3 von mindestens 3",
        "Anonymisierte Fallkonferenzen": "1",
    }


def test_it_names_no_person(ksnet: Ksnet) -> None:
    run = ksnet(
        "report", "musterkreis", "--year", "2025", "--as", "vorlage", "--as-of", "2026-06-30", "--root", EXAMPLE
    )
    people = [full_name(person) for _, _, person in Repository(EXAMPLE).network("musterkreis").people()]
    assert len(people) > 10
    assert run.code == 0
    assert not [name for name in people if name in run.out]


@pytest.mark.parametrize("form", ["text", "md", "html", "docx", "pdf"])
def test_it_comes_in_every_format(form: str, ksnet: Ksnet, tmp_path: Path) -> None:
    target = tmp_path / "vorlage"
    arguments = ["--year", "2025", "--as", "vorlage", "--format", form, "--as-of", "2026-06-30", "-o", target]
    assert ksnet("report", "musterkreis", *arguments, "--root", EXAMPLE).code == 0
    assert len(target.read_bytes()) > 1000


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["krefeld", "--year", "2025", "--as", "brief"], "Erlaubt sind bericht und vorlage"),
        (["neuss", "--plan", "ksep", "--as", "vorlage"], "nicht mit --plan oder --all"),
        (["--all", "--year", "2025", "--as", "vorlage", "-o", "x"], "nicht mit --plan oder --all"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], expected: str, ksnet: Ksnet) -> None:
    run = ksnet("report", *arguments, "--root", ROOT)
    assert run.code == 2
    assert expected in run.err


def test_records_of_a_jugendamt_are_not_asked_for_what_a_network_needs(tree: Tree) -> None:
    text = NETWORK.format(body="Jugendhilfeausschuss", name="Jugendamt der Stadt Muster") + "kind: jugendamt\n"
    head, _, tail = text.partition("coordination:")
    root = tree({"data/networks/muster/network.yaml": head + tail[tail.index("report:") :]})
    document = vorlage_document(Repository(root).network("muster"), year=2025, as_of=dt.date(2026, 3, 1))
    gaps = [block.text for chapter in document.chapters for block in chapter.blocks if isinstance(block, Gap)]
    assert [gap.partition(".")[0] for gap in gaps] == ["Ein zusammenfassender Text zum Jahr 2025", "Ein Ausblick"]
