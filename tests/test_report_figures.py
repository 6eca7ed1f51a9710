"""The figures of the report: what they show, and that their numbers stand in a table."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ksnet import german
from ksnet.documents import Chapter, Document, report_document
from ksnet.documents.blocks import BarChart, Drawing, Figure, LineChart, Table, TreeDiagram
from ksnet.repository import Repository
from tests.conftest import ROOT

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
EXAMPLE = ROOT / "ksnet" / "example"


def documents() -> list[Document]:
    """Return the reports of the published networks and of the example, over several years."""
    return [
        report_document(network, year=year, as_of=DAY)
        for root in (ROOT, EXAMPLE)
        for network in Repository(root).networks()
        for year in (2023, 2024, 2025, 2026)
    ]


def figures(document: Document) -> list[tuple[Chapter, Figure]]:
    return [(chapter, block) for chapter in document.chapters for block in chapter.blocks if isinstance(block, Figure)]


def test_the_report_of_the_example_shows_all_its_figures() -> None:
    document = report_document(Repository(EXAMPLE).network("musterkreis"), year=2025, as_of=DAY)
    assert [figure.id for _, figure in figures(document)] == [
        "bild-struktur",
        "bild-handlungsfelder",
        "bild-abdeckung",
        "bild-treffen",
        "bild-teilnahme",
        "bild-qualifizierung",
    ]


def test_every_figure_has_its_numbers_in_a_table_of_its_chapter() -> None:
    for document in documents():
        for chapter, figure in figures(document):
            tables = [block for block in chapter.blocks if isinstance(block, Table) and block.id == figure.numbers]
            assert len(tables) == 1, (document.title, figure.id)
            rows = [[cell.text for cell in row] for row in tables[0].rows]
            assert not list(missing(figure.drawing, rows)), (document.title, figure.id)


def missing(drawing: Drawing, rows: list[list[str]]) -> Iterable[str]:
    """Yield what a figure shows and no row of its table says."""
    match drawing:
        case BarChart():
            return missing_bars(drawing, rows)
        case LineChart():
            return missing_points(drawing, rows)
        case TreeDiagram():
            return missing_boxes(drawing, rows)


def missing_bars(chart: BarChart, rows: list[list[str]]) -> Iterable[str]:
    for bar in chart.bars:
        wanted = {german.number(value) for value in (*bar.values, bar.goal) if value is not None}
        if not any(bar.label in row and wanted <= set(row) for row in rows):
            yield f"{bar.label}: {wanted}"


def missing_points(chart: LineChart, rows: list[list[str]]) -> Iterable[str]:
    for series in chart.values:
        for step, value in zip(chart.steps, series, strict=True):
            number = re.compile(rf"(?<!\d){german.number(value)}(?!\d)") if value is not None else None
            if number and not any(step in row[0] and any(map(number.search, row[1:])) for row in rows):
                yield f"{step}: {value}"


def missing_boxes(diagram: TreeDiagram, rows: list[list[str]]) -> Iterable[str]:
    for node in diagram.nodes:
        counts = {line.split()[0] for line in node.lines if re.fullmatch(r"\d+ Stellen?", line)}
        named = (row for row in rows if row[0] == node.label or row[0].startswith(f"{node.label} ("))
        if node.id.startswith("gremium-") and not any(counts <= set(row) for row in named):
            yield node.label


def test_what_a_figure_says_in_words_has_its_numbers() -> None:
    document = report_document(Repository(EXAMPLE).network("musterkreis"), year=2025, as_of=DAY)
    words = {figure.id: figure.alt for _, figure in figures(document)}
    assert "Kinder- und Jugendhilfe: 6; Kindertagesbetreuung: 1" in words["bild-handlungsfelder"]
    assert "Konferenz der Koordinierungsstellen: 4 von 4" in words["bild-treffen"]
    assert "Netzwerktreffen: am 12.03. 52 und am 05.11. 58" in words["bild-teilnahme"]
    assert "mindestens 3" in words["bild-qualifizierung"]
    assert "2025: 3" in words["bild-qualifizierung"]
    assert "außerhalb des Netzwerks: Jugendhilfeausschüsse" in words["bild-struktur"]


NETWORK = "name: N\nkind: netzwerk\nfounded: 2024-01-01\nyouth_offices:\n  - id: ja\n    name: Jugendamt\n"
GROUPS = "groups:\n  - id: eins\n    name: Gremium Eins\n  - id: zwei\n    name: Gremium Zwei\n"


def test_where_there_is_nothing_to_see_there_is_no_figure(tree: Tree) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": "members: []\n"})
    assert not figures(report_document(Repository(root).network("n"), year=2025, as_of=DAY))


def test_one_number_is_no_figure(tree: Tree) -> None:
    members = "members:\n  - id: schule\n    name: Schule\n    categories: [schule]\n    field: schule\n"
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": members})
    assert not figures(report_document(Repository(root).network("n"), year=2025, as_of=DAY))


def test_no_number_tells_in_which_group_a_protected_body_sits(tree: Tree) -> None:
    members = (
        "members:\n  - id: haus\n    name: Frauenhaus\n    sensitive: true\n    groups: [eins]\n"
        "  - id: schule\n    name: Schule\n    groups: [zwei]\n"
    )
    root = tree({"data/networks/n/network.yaml": NETWORK + GROUPS, "data/networks/n/members.yaml": members})
    document = report_document(Repository(root).network("n"), year=2025, as_of=DAY)
    (_, figure), *_ = figures(document)
    assert isinstance(figure.drawing, TreeDiagram)
    assert {node.label: node.lines for node in figure.drawing.nodes} == {
        "N": ("Jugendamt", "2 erfasste Stellen"),
        "Gremium Eins": (),
        "Gremium Zwei": ("1 Stelle",),
    }


def test_a_rule_that_cannot_be_judged_sets_no_mark() -> None:
    document = report_document(Repository(EXAMPLE).network("musterkreis"), year=2024, as_of=DAY)
    assert not [
        bar
        for _, figure in figures(document)
        if figure.id == "bild-treffen" and isinstance(figure.drawing, BarChart)
        for bar in figure.drawing.bars
        if bar.goal is not None
    ]
