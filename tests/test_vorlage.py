"""The Vorlage with which a Tätigkeitsbericht goes to a council or committee."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents.report import ReportBuilder, committees, vorlage_view
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import full_name
from ksnet.repository import Network, Repository
from tests.conftest import ROOT, Run, written
from tests.rendered import say

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
EXAMPLE = ROOT / "ksnet" / "example"
DAY = dt.date(2026, 3, 1)
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


def papers(network: Network, year: int = 2025, as_of: dt.date = DAY) -> list[str]:
    """Return the Vorlagen for all committees of a network."""
    report = ReportBuilder(network, Window.of_year(year), as_of=as_of).report()
    found = committees(network, report.period.day) or (None,)
    return [written(vorlage_view(report, network, one), "md") for one in found]


def paper(
    tree: Tree,
    body: str = "Jugendhilfeausschuss",
    name: str = "Netzwerk Kinderschutz Muster",
    more: str = "",
    files: Mapping[str, str] | None = None,
) -> str:
    text = NETWORK.format(body=body, name=name) + more
    root = tree({"data/networks/muster/network.yaml": text, **(files or {})})
    return papers(Repository(root).network("muster"))[0]


@pytest.mark.parametrize(
    ("body", "beginning"),
    [
        ("Jugendhilfeausschuss", "Der Jugendhilfeausschuss nimmt"),
        (
            "Jugendhilfeausschuss der Stadt Muster",
            "Der Jugendhilfeausschuss der Stadt Muster nimmt",
        ),
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
def test_the_body_that_decides_is_spoken_of_correctly(
    body: str, beginning: str, tree: Tree
) -> None:
    assert f"\n{beginning} den Tätigkeitsbericht" in paper(tree, body)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Netzwerk Kinderschutz Kreis Soest",
            "des Netzwerks Kinderschutz Kreis Soest zur Kenntnis.",
        ),
        (
            "Krefelder Kooperationsnetzwerk",
            "des Netzwerks „Krefelder Kooperationsnetzwerk“ zur Kenntnis.",
        ),
        ("Jugendamt der Stadt Neuss", "des Jugendamtes der Stadt Neuss zur Kenntnis."),
    ],
)
def test_the_report_is_named_with_its_network(name: str, expected: str, tree: Tree) -> None:
    assert f"den Tätigkeitsbericht 2025 {expected}" in paper(tree, name=name)


def test_it_says_what_the_law_asks_who_holds_the_post_with_which_share_and_tasks_and_what_it_costs(
    tree: Tree,
) -> None:
    more = "lead: stadt-muster\n"
    files = {
        "data/networks/muster/years/2025.yaml": "summary: RÜCKBLICK\noutlook: AUSBLICK\nresources: [{youth_office: stadt-muster, state_funds_eur: 157438}]\n",
        "data/networks/muster/years/2026.yaml": "resources: [{youth_office: stadt-muster, state_funds_eur: 159622}]\n",
        "data/events/muster/2025-10-25-konferenz.yaml": "title: Kinderschutzkonferenz\ntheme: THEMA\nkind: fachtag\nstart: 2025-10-25\nstatus: stattgefunden\nattendance: {total: {count: 90, of: anwesend}}\n",
        "data/events/muster/2026-11-05-treffen.yaml": "title: Netzwerktreffen\nkind: netzwerktreffen\nstart: 2026-11-05\nstatus: geplant\n",
    }
    text = paper(tree, more=more, files=files)
    for part in (
        "verpflichtet die Jugendämter, ein Netzwerk zur interdisziplinären Zusammenarbeit",
        "mindestens drei interdisziplinäre Qualifizierungsangebote im Jahr",
        "Stellenanteil: 0,75 Vollzeitstellen (seit 01.07.2025), davor 0,5.",
        "RÜCKBLICK",
        "Sa 25.10.2025: Kinderschutzkonferenz, Thema „THEMA“ – 90 Anwesende",
        "AUSBLICK",
        "Do 05.11.2026: Netzwerktreffen",
        "| Jugendamt der Stadt Muster | 0,75 | 157.438 € | 159.622 € |",
        "**Federführendes Amt:** Jugendamt der Stadt Muster",
        "Ort, Datum:",
    ):
        assert part in text, part


@pytest.mark.parametrize(("land", "asked"), [("nrw", True), ("fruehe-hilfen", False)])
def test_it_asks_for_the_tasks_of_a_post_where_the_law_names_some(
    land: str, asked: bool, tree: Tree, ksnet: Ksnet
) -> None:
    paper(tree, files={"ksnet.yaml": f"land: {land}\n"})
    call = ("report", "--year", "2025", "--as", "vorlage", "--draft", "--root", tree({}))
    run = ksnet(*call, "--as-of", "2026-03-01")
    assert run.code == 0
    assert ("Die Aufgaben der Stelle fehlen" in run.out) is asked


def test_the_share_of_a_post_is_that_of_the_last_reported_day(tree: Tree) -> None:
    paper(tree)
    network = Repository(tree({})).network("muster")
    for as_of, share in ((DAY, "0,75"), (dt.date(2025, 3, 1), "0,5")):
        report = ReportBuilder(network, Window.of_year(2025), as_of=as_of).report()
        row = report.money[0].offices[0]
        assert (row.office, f"{row.share}".replace(".", ",")) == (
            "Jugendamt der Stadt Muster",
            share,
        )


def test_what_is_not_recorded_is_not_nothing_and_is_told_to_the_coordinator(tree: Tree) -> None:
    text = paper(tree)
    assert "Landesmittel nach § 12 LKSG NRW 2025: nicht erhoben." in text
    assert " 0 €" not in text
    network = Repository(ROOT).network("krefeld")
    report = ReportBuilder(network, Window.of_year(2025), as_of=dt.date(2026, 6, 30)).report()
    gaps = [gap.text for gap in say(vorlage_view(report, network, None)).gaps]
    assert gaps[0] == "Welchem Gremium der Bericht vorgelegt wird, fehlt."
    assert "Ein Ausblick fehlt." in gaps


def test_the_money_of_a_year_to_come_is_not_missing(tree: Tree) -> None:
    paper(tree)
    network = Repository(tree({})).network("muster")
    report = ReportBuilder(network, Window.of_year(2026), as_of=DAY).report()
    said = say(vorlage_view(report, network, None))
    asked = [gap.text[:23] for gap in said.gaps if "Landesmittel" in gap.text]
    assert asked == ["Die Landesmittel 2026 f"]


@pytest.mark.slow
def test_no_sentence_weakens_it() -> None:
    for root in (ROOT, EXAMPLE):
        for network in Repository(root).networks():
            for text in papers(network, as_of=dt.date(2026, 6, 30)):
                for words in (
                    "verlangt keinen",
                    "kann dennoch",
                    "Anspruch auf Vollständigkeit",
                    "keine Kosten",
                ):
                    assert words not in text


def test_no_text_has_two_blanks_between_words() -> None:
    for network in Repository(EXAMPLE).networks():
        report = ReportBuilder(network, Window.of_year(2025), as_of=DAY).report()
        assert not re.search(r"\w.* {2}\w", written(vorlage_view(report, network, None), "html"))


def test_there_is_one_paper_for_each_committee_with_its_own_post_first() -> None:
    network = Repository(EXAMPLE).network("musterkreis")
    found = papers(network, as_of=dt.date(2026, 6, 30))
    offices = [office.name for office in network.record.youth_offices]
    assert len(found) == len(offices) == 4
    for office, text in zip(offices, found, strict=True):
        assert f"| Jugendhilfeausschuss ({office}) | 10.03.2026 |" in text
        assert f"**Federführendes Amt:** {office}" in text
        assert f"### Stellenbesetzung\n\n- **{office}:**" in text
        assert "**Vorlage Nr.:** 0042/2026" in text


def test_a_folder_gets_a_paper_for_each_committee_and_a_file_says_which_it_is_for(
    ksnet: Ksnet, tmp_path: Path
) -> None:
    arguments = [
        "report",
        "musterkreis",
        "--year",
        "2025",
        "--as",
        "vorlage",
        "--as-of",
        "2026-06-30",
        "--root",
        EXAMPLE,
    ]
    assert ksnet(*arguments, "--format", "md", "-o", tmp_path).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "vorlage-2025-kreis-muster.md",
        "vorlage-2025-stadt-beispielhausen.md",
        "vorlage-2025-stadt-musterstadt.md",
        "vorlage-2025-stadt-nachbarstadt.md",
    ]
    run = ksnet(*arguments, "--format", "md")
    assert (
        "Der Bericht geht an 4 Gremien; diese Vorlage ist die für: Jugendhilfeausschüsse (Kreisjugendamt Muster"
        in run.err
    )
    run = ksnet(*arguments, "--format", "md", "--committee", "musterstadt")
    assert "| Jugendhilfeausschuss (Jugendamt der Stadt Musterstadt) |" in run.out
    assert ksnet(*arguments, "--committee", "Mond").code == 2


def test_it_names_no_person(ksnet: Ksnet) -> None:
    run = ksnet(
        "report",
        "musterkreis",
        "--year",
        "2025",
        "--as",
        "vorlage",
        "--as-of",
        "2026-06-30",
        "--root",
        EXAMPLE,
    )
    people = [
        full_name(person) for _, _, person in Repository(EXAMPLE).network("musterkreis").people()
    ]
    assert len(people) > 10
    assert run.code == 0
    assert not [name for name in people if name in run.out]


@pytest.mark.parametrize("form", ["text", "md", "html", "docx", "pdf"])
def test_it_comes_in_every_format(form: str, ksnet: Ksnet, tmp_path: Path) -> None:
    target = tmp_path / "vorlage"
    arguments = [
        "--year",
        "2025",
        "--as",
        "vorlage",
        "--format",
        form,
        "--as-of",
        "2026-06-30",
        "-o",
        target,
    ]
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
    text = (
        NETWORK.format(body="Jugendhilfeausschuss", name="Jugendamt der Stadt Muster")
        + "kind: jugendamt\n"
    )
    head, _, tail = text.partition("coordination:")
    root = tree({"data/networks/muster/network.yaml": head + tail[tail.index("report:") :]})
    network = Repository(root).network("muster")
    report = ReportBuilder(network, Window.of_year(2025), as_of=DAY).report()
    gaps = [gap.text for gap in say(vorlage_view(report, network, None)).gaps[1:]]
    assert gaps == ["Ein zusammenfassender Text zum Jahr fehlt.", "Ein Ausblick fehlt."]
