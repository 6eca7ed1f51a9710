"""The figures of reports: what they show, that their numbers stand in a table, and whom they do not give away."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ksnet import german
from ksnet.counting.spans import Window
from ksnet.documents import plan_view, report_view
from ksnet.rendering import say
from ksnet.rendering.blocks import BarChart, Document, Drawing, Figure, LineChart, TreeDiagram, blocks_of, words
from ksnet.repository import Network, Repository
from tests.conftest import ROOT

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
EXAMPLE = ROOT / "ksnet" / "example"


def report(network: Network, year: int = 2025) -> Document:
    return say(report_view(network, Window.of_year(year), as_of=DAY))


def documents() -> Iterator[Document]:
    """Yield the reports and plan reports of the published networks and of the example, over several years."""
    for root in (ROOT, EXAMPLE):
        for network in Repository(root).networks():
            yield from (report(network, year) for year in (2024, 2025, 2026))
            yield from (say(plan_view(network, plan, as_of=DAY)) for plan in network.plans)


def figures(document: Document) -> list[Figure]:
    return [block for block in blocks_of(document) if isinstance(block, Figure)]


def test_the_report_of_the_example_shows_its_figures() -> None:
    found = figures(report(Repository(EXAMPLE).network("musterkreis")))
    assert [figure.id for figure in found] == ["bild-struktur", "bild-handlungsfelder", "bild-treffen"]


def test_every_figure_has_its_numbers_in_its_table() -> None:
    seen = 0
    for document in documents():
        for figure in figures(document):
            rows = [[words(cell) for cell in row] for row in figure.numbers.rows] if figure.numbers else []
            assert not list(missing(figure.drawing, rows)), (document.title, figure.id)
            seen += figure.numbers is not None
    assert seen > 5


def missing(drawing: Drawing, rows: list[list[str]]) -> Iterable[str]:
    """Yield what a figure shows and no row of its table says."""
    match drawing:
        case BarChart():
            for bar in drawing.bars:
                wanted = {german.number(value) for value in (*bar.values, bar.goal) if value is not None}
                if not any(bar.label == row[0] and wanted <= {*row, "0"} for row in rows):
                    yield f"{bar.label}: {wanted}"
        case LineChart():
            for name, values in zip(drawing.series, drawing.values, strict=True):
                wanted = {german.number(value) for value in values if value is not None}
                if not any(name == row[0] and wanted <= set(row) for row in rows):
                    yield f"{name}: {wanted}"
        case TreeDiagram():
            return


def test_what_a_figure_says_in_words_has_its_numbers() -> None:
    said = {figure.id: figure.alt for figure in figures(report(Repository(EXAMPLE).network("musterkreis")))}
    assert "Kinder- und Jugendhilfe: 6; Kindertagesbetreuung: 1" in said["bild-handlungsfelder"]
    assert "Konferenz der Koordinierungsstellen: 4" in said["bild-treffen"]
    assert "Jugendhilfeausschüsse (außerhalb des Netzwerks)" in said["bild-struktur"]


NETWORK = "name: N\nkind: netzwerk\nfounded: 2024-01-01\nyouth_offices:\n  - id: ja\n    name: Jugendamt\n"
GROUPS = "groups:\n" + "".join(
    f"  - id: {name}\n    name: Gremium {name.title()}\n" for name in ("eins", "zwei", "drei")
)


def test_where_there_is_nothing_to_see_there_is_no_figure(tree: Tree) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": "members: []\n"})
    assert not figures(report(Repository(root).network("n")))


def test_one_number_is_no_figure(tree: Tree) -> None:
    members = "members:\n  - id: schule\n    name: Schule\n    categories: [schule]\n    field: schule\n"
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": members})
    assert not figures(report(Repository(root).network("n")))


def test_no_number_tells_in_which_group_a_protected_body_sits(tree: Tree) -> None:
    members = (
        "members:\n  - id: haus\n    name: Frauenhaus\n    sensitive: true\n    groups: [eins]\n"
        "  - id: schule\n    name: Schule\n    groups: [zwei]\n"
    )
    root = tree({"data/networks/n/network.yaml": NETWORK + GROUPS, "data/networks/n/members.yaml": members})
    (figure,) = figures(report(Repository(root).network("n")))
    assert isinstance(figure.drawing, TreeDiagram)
    assert {node.label: node.lines for node in figure.drawing.nodes if node.parent} == {
        "Gremium Eins": (),
        "Gremium Zwei": ("1 Stelle",),
        "Gremium Drei": (),
    }


def test_a_rule_that_cannot_be_judged_sets_no_mark() -> None:
    for figure in figures(report(Repository(EXAMPLE).network("musterkreis"), 2024)):
        if figure.id == "bild-treffen":
            assert isinstance(figure.drawing, BarChart)
            assert [bar.goal for bar in figure.drawing.bars if bar.goal is not None] == []


def test_a_plan_shows_how_its_measures_stand(tree: Tree) -> None:
    lines = ("done: 2025-01-01", "status: laufend", "due: 2025-01-01", "status: offen", "status: verworfen")
    plan = "title: Plan\nmeasures:\n" + "".join(
        f"  - id: m{number}\n    text: M\n    {line}\n" for number, line in enumerate(lines)
    )
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/plans/p.yaml": plan})
    found = figures(say(plan_view(Repository(root).network("n"), "p", as_of=DAY)))
    assert all(
        not list(missing(one.drawing, [[words(c) for c in row] for row in one.numbers.rows]))
        for one in found
        if one.numbers
    )
    assert [one.id for one in found] == ["bild-massnahmen"]
