"""The figures of the report: what they show,
and that their numbers stand in a table for those who cannot see them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents.report import ReportBuilder
from ksnet.duties.counting.spans import Window
from ksnet.rendering.blocks import BarChart, Document, Figure, TreeDiagram, words
from ksnet.rendering.saying import Sayer
from ksnet.repository import Network, Repository
from tests.conftest import ROOT
from tests.paper import blocks_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
EXAMPLE = ROOT / "ksnet" / "example"
SAY = Sayer()


def report(network: Network, year: int = 2025) -> Document:
    return SAY(ReportBuilder(network, Window.of_year(year), as_of=DAY).report())


def figures(document: Document) -> list[Figure]:
    return [block for block in blocks_of(document) if isinstance(block, Figure)]


def example(year: int = 2025) -> Document:
    return report(Repository(EXAMPLE).network("musterkreis"), year)


def test_the_report_of_the_example_shows_its_figures() -> None:
    assert [figure.id for figure in figures(example())] == [
        "bild-struktur",
        "bild-handlungsfelder",
        "bild-treffen",
    ]


@pytest.mark.slow
def test_every_chart_has_more_than_three_numbers_and_all_of_them_in_its_table() -> None:
    found = [
        figure
        for root in (ROOT, EXAMPLE)
        for network in Repository(root).networks()
        for year in (2023, 2024, 2025, 2026)
        for figure in figures(report(network, year))
        if isinstance(figure.drawing, BarChart)
    ]
    assert found
    for figure in found:
        assert isinstance(figure.drawing, BarChart)
        assert figure.numbers is not None
        assert len(figure.drawing.bars) * len(figure.drawing.series) > 3
        rows = [[words(cell) for cell in row] for row in figure.numbers.rows]
        for bar in figure.drawing.bars:
            row = next(row for row in rows if row[0] == bar.label)
            numbers = {str(int(value)) for value in (*bar.values, bar.goal) if value}
            assert numbers <= set(row), (figure.id, bar)


def test_what_a_figure_says_in_words_has_its_numbers() -> None:
    told = {figure.id: figure.alt for figure in figures(example())}
    assert "Kinder- und Jugendhilfe: 6; Kindertagesbetreuung: 1" in told["bild-handlungsfelder"]
    assert "Konferenz der Koordinierungsstellen: 4 von 4" in told["bild-treffen"]
    assert "Jugendhilfeausschüsse (außerhalb des Netzwerks)" in told["bild-struktur"]


NETWORK = "name: N\nkind: netzwerk\nfounded: 2024-01-01\nyouth_offices:\n  - id: ja\n    name: Jugendamt\n"
GROUPS = "groups:\n" + "".join(
    f"  - {{id: {ident}, name: Gremium {ident}}}\n" for ident in ("eins", "zwei", "drei")
)


def test_where_there_is_nothing_to_see_there_is_no_figure(tree: Tree) -> None:
    root = tree(
        {"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": "members: []\n"}
    )
    assert not figures(report(Repository(root).network("n")))


def test_one_number_is_no_figure(tree: Tree) -> None:
    members = (
        "members:\n  - id: schule\n    name: Schule\n    categories: [schule]\n    field: schule\n"
    )
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": members})
    assert not figures(report(Repository(root).network("n")))


def test_no_number_tells_in_which_group_a_protected_body_sits(tree: Tree) -> None:
    members = (
        "members:\n  - id: haus\n    name: Frauenhaus\n    sensitive: true\n    groups: [eins]\n"
        "  - id: schule\n    name: Schule\n    groups: [zwei]\n"
    )
    root = tree(
        {"data/networks/n/network.yaml": NETWORK + GROUPS, "data/networks/n/members.yaml": members}
    )
    figure, *_ = figures(report(Repository(root).network("n")))
    assert isinstance(figure.drawing, TreeDiagram)
    assert {node.label: node.lines for node in figure.drawing.nodes} == {
        "N": ("Jugendamt", "2 Stellen"),
        "Gremium eins": (),
        "Gremium zwei": ("1 Stelle",),
        "Gremium drei": (),
    }


def test_no_number_leaves_out_who_belongs_through_a_person(tree: Tree) -> None:
    members = (
        "members:\n  - id: schule\n    name: Schule\n    groups: [zwei, drei]\n"
        "  - id: kita\n    name: Kita\n    people:\n"
        "      - {id: beispiel, family_name: Beispiel, groups: [zwei]}\n"
    )
    root = tree(
        {"data/networks/n/network.yaml": NETWORK + GROUPS, "data/networks/n/members.yaml": members}
    )
    figure, *_ = figures(report(Repository(root).network("n")))
    assert isinstance(figure.drawing, TreeDiagram)
    lines = {node.label: node.lines for node in figure.drawing.nodes}
    assert (lines["Gremium zwei"], lines["Gremium drei"]) == ((), ("1 Stelle",))


def test_a_rule_that_cannot_be_judged_sets_no_mark() -> None:
    charts = [
        figure.drawing for figure in figures(example(2024)) if isinstance(figure.drawing, BarChart)
    ]
    assert not [bar for chart in charts for bar in chart.bars if bar.goal is not None]
