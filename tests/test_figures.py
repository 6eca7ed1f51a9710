"""Figures: what they show, that their numbers stand in a table, and that nothing in them is clipped or covered."""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ksnet import german
from ksnet.documents import CalendarDocument, Chapter, Document, plan_document, report_document
from ksnet.documents.blocks import Bar, BarChart, Drawing, Figure, LineChart, Node, Table, TreeDiagram
from ksnet.rendering import RenderError, render, render_text
from ksnet.rendering.figures import NARROW, SCREEN, WIDE, figure_svg, print_palette
from ksnet.rendering.figures.letters import text_width, wrap
from ksnet.rendering.templates import packaged_templates
from ksnet.repository import Repository
from tests.conftest import ROOT

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
PAPER = print_palette("Liberation Sans")
EXAMPLE = ROOT / "ksnet" / "example"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = [
    "Arbeitskreis der insoweit erfahrenen Fachkräfte",
    "Müller & Söhne <GmbH>",
    "Qualifizierungsangebotskoordinierungsarbeitsgemeinschaft Nord",
    "Träger mit Vereinbarung nach § 8a Abs. 4 SGB VIII, Kinder- und Jugendhilfe/Frühe Hilfen",
    "AK",
]


def bars(count: int, *, goal: float | None = None, series: int = 1) -> BarChart:
    return BarChart(
        tuple(f"Reihe {number}" for number in range(series)),
        tuple(
            Bar(f"{NAMES[n % 5]} {n}", tuple(float((n + s) % 5) for s in range(series)), goal and goal + n % 2)
            for n in range(count)
        ),
        "nach der eigenen Regel" if goal else "",
    )


def lines(steps: int) -> LineChart:
    return LineChart(
        tuple(f"{1 + n % 28:02}.{1 + n % 12:02}." for n in range(steps)),
        tuple(NAMES[:4]),
        tuple(tuple(float((s * 11 + n * 7) % 60) if n % 4 != s else None for n in range(steps)) for s in range(4)),
        "Anwesende",
    )


def tree(count: int) -> TreeDiagram:
    return TreeDiagram(
        (
            Node("wurzel", "Netzwerk Kinderschutz", ("4 Jugendämter",)),
            Node("aussen", "Jugendhilfeausschuss", ("außerhalb",), None, dashed=True),
            *(
                Node(f"g{n}", f"{NAMES[n % 5]} {n}", (f"{n} Stellen", NAMES[n % 3]), "wurzel" if n < 4 else f"g{n % 4}")
                for n in range(count)
            ),
        )
    )


DRAWINGS: dict[str, Drawing] = {
    "ein-balken": bars(1),
    "balken": bars(5),
    "vierzig-balken": bars(40, goal=3),
    "gestapelt": bars(6, series=4),
    "ziel": bars(5, goal=90),
    "gemeinsames-ziel": BarChart(
        ("durchgeführt", "geplant"),
        (Bar("2024", (0, 0), 3), Bar("2025", (4, 0), 3), Bar("2026", (1, 2), 3, "1, 2 geplant")),
        "mindestens 3 (§ 9 Abs. 5 LKSG NRW)",
    ),
    "nur-null": BarChart(("Stellen",), (Bar("Schule", (0,)), Bar("Justiz", (0,)))),
    "linie": lines(5),
    "viele-schritte": lines(48),
    "ein-schritt": LineChart(("22.01.",), ("Treffen",), ((4.0,),)),
    "baum": tree(6),
    "grosser-baum": tree(44),
    "ein-kasten": TreeDiagram((Node("a", "Allein"),)),
    "kreis": TreeDiagram((Node("a", "A", (), "b"), Node("b", "B", (), "a"))),
}


def document_of(drawing: Drawing, ident: str = "bild") -> Document:
    figure = Figure(ident, "Was zu sehen ist <1>", "Balken: A & B.", drawing, "zahlen")
    return CalendarDocument(title="T", network="N", as_of=DAY, chapters=(Chapter("termine", "K", (figure,)),))


def plain(drawing: Drawing, ident: str = "bild") -> dict[str, object]:
    found: dict[str, object] = document_of(drawing, ident).plain()["chapters"][0]["blocks"][0]
    return found


def documents() -> list[Document]:
    """Return the reports and plan reports of the published networks and of the example, over several years."""
    found: list[Document] = []
    for root in (ROOT, EXAMPLE):
        for network in Repository(root).networks():
            found += [report_document(network, year=year, as_of=DAY) for year in (2023, 2024, 2025, 2026)]
            found += [plan_document(network, plan, as_of=DAY) for plan in network.plans]
    return found


def figures(document: Document) -> list[tuple[Chapter, Figure]]:
    return [(chapter, block) for chapter in document.chapters for block in chapter.blocks if isinstance(block, Figure)]


# --- what the documents draw ------------------------------------------------------------------------------------------


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


def test_a_plan_shows_how_its_measures_stand(tree: Tree) -> None:
    plan = "title: Plan\nmeasures:\n" + "".join(
        f"  - id: m{number}\n    text: M\n    {line}\n"
        for number, line in enumerate(["done: 2025-01-01", "status: laufend", "due: 2025-01-01", "status: laufend"])
    )
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/plans/p.yaml": plan})
    document = plan_document(Repository(root).network("n"), "p", as_of=DAY)
    ((chapter, figure),) = figures(document)
    assert figure.alt == "Balkendiagramm. erreicht: 1; läuft: 2; überfällig: 1."
    (numbers,) = (block for block in chapter.blocks if isinstance(block, Table) and block.id == figure.numbers)
    assert not list(missing(figure.drawing, [[cell.text for cell in row] for row in numbers.rows]))


# --- the picture ------------------------------------------------------------------------------------------------------


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  (our own output)


def texts(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Return every text of a picture with its box: left, top, right, bottom."""
    found = []

    def visit(element: ET.Element, style: dict[str, str]) -> None:
        style = {name: element.get(name, value) for name, value in style.items()}
        if element.tag == f"{SVG}text":
            size = float(style["font-size"])
            wide = text_width(element.text or "", size, bold=style["font-weight"] == "bold")
            x, y = float(element.get("x", 0)), float(element.get("y", 0))
            left = x - {"end": wide, "middle": wide / 2}.get(style["text-anchor"], 0.0)
            found.append((element.text or "", left, y - 0.72 * size, left + wide, y + 0.2 * size))
        for child in element:
            visit(child, style)

    visit(parsed(svg), {"font-size": "16", "font-weight": "", "text-anchor": ""})
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", DRAWINGS)
def test_no_text_is_clipped_or_covers_another(name: str, width: int) -> None:
    svg = figure_svg(plain(DRAWINGS[name]), PAPER, width=width)
    height = float(parsed(svg).get("height", 0))
    boxes = texts(svg)
    assert boxes
    for text, left, top, right, bottom in boxes:
        assert left >= -1, text
        assert right <= width + 1, text
        assert top >= -1, text
        assert bottom <= height + 1, text
    for one, other in itertools.combinations(boxes, 2):
        apart = one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5 or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_is_named_described_and_stands_alone(name: str) -> None:
    figure = plain(DRAWINGS[name])
    svg = figure_svg(figure, PAPER, prefix="a-")
    root = parsed(svg)
    assert root.get("role") == "img"
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert ids[str(root.get("aria-labelledby"))] == "Was zu sehen ist <1>"
    assert ids[str(root.get("aria-describedby"))] == "Balken: A & B."
    assert all(str(ident).startswith("a-bild-") for ident in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)
    assert not re.search(r"href|<script|foreignObject|<style|@import|on\w+=|var\(", svg)
    assert svg.count("http") == 1, "only the namespace"
    assert len(svg) < 500 + 450 * (len(texts(svg)) + 1)
    assert svg == figure_svg(figure, PAPER, prefix="a-")


def test_series_are_told_apart_without_colour() -> None:
    svg = figure_svg(plain(bars(6, series=4)), PAPER)
    fills = set(re.findall(r'<rect x="[^"]+" y="[^"]+" width="[^"]+" height="[^"]+" fill="([^"]+)"', svg))
    assert fills == {PAPER.shade, "url(#bild-m1)", "url(#bild-m2)", PAPER.paper}
    drawn = figure_svg(plain(lines(5)), PAPER)
    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', drawn))) == 3


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = BarChart(("Stellen",), (Bar("A", (1,)), Bar("B", (4,)), Bar("C", (0,))))
    found = re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', figure_svg(plain(chart), PAPER))
    assert len(found) == 2
    assert float(found[1]) == pytest.approx(4 * float(found[0]), abs=0.5)


def luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_have_the_contrast_that_wcag_asks_for() -> None:
    style = (packaged_templates() / "base.html.j2").read_text(encoding="utf-8")
    sets = [
        dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6}|#[0-9a-f]{3});", part)) for part in style.split(":root {")[1:]
    ]
    palettes = [
        {name: color if len(color) == 7 else "#" + "".join(c * 2 for c in color[1:]) for name, color in one.items()}
        for one in sets
    ]
    palettes.append({name: getattr(PAPER, name) for name in ("ink", "soft", "paper", "band", "shade")})
    assert len(palettes) == 4, "light, dark, print and fixed colours"
    for colors in palettes:
        for ground in ("paper", "band"):
            assert contrast(colors["ink"], colors[ground]) >= 4.5
            assert contrast(colors["soft"], colors[ground]) >= 4.5
            assert contrast(colors["shade"], colors[ground]) >= 3


def test_long_words_are_divided_and_what_does_not_fit_is_cut_off() -> None:
    parts = wrap("Qualifizierungsangebotskoordinierungsarbeitsgemeinschaft", 160, 13)
    assert len(parts) == 3
    assert all(part.endswith("-") for part in parts[:-1])
    assert "".join(part.rstrip("-") for part in parts) == "Qualifizierungsangebotskoordinierungsarbeitsgemeinschaft"
    assert wrap("Kinder- und Jugendhilfe in der Stadt", 60, 13, lines=2)[-1].endswith(" …")
    assert wrap("2025", text_width("2025", 13), 13) == ["2025"]
    assert wrap("", 100, 13) == []


# --- in documents -----------------------------------------------------------------------------------------------------


def test_a_page_draws_each_figure_for_wide_and_for_narrow_screens() -> None:
    document = report_document(Repository(EXAMPLE).network("musterkreis"), year=2025, as_of=DAY)
    page = render(document, "html", templates_dir=None)
    assert page.count("<figure>") == 6
    assert page.count("<svg") == 12
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert SCREEN.shade in page
    assert "<figcaption>Anwesende bei den Treffen 2025</figcaption>" in page


def test_markdown_and_terminal_say_what_a_figure_shows() -> None:
    document = document_of(DRAWINGS["gemeinsames-ziel"])
    assert r"*Was zu sehen ist \<1\>:* Balken: A & B." in render(document, "md", templates_dir=None)
    shown = render_text(document, width=80, color=False)
    assert "  2024  0\n" in shown
    assert "  2025  ██████████████████████████████ 4\n" in shown
    assert "  2026  ████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 1, 2 geplant\n" in shown
    assert "  └─ " in render_text(document_of(tree(2)), width=80, color=False)
    assert "Balken: A & B." in render_text(document_of(lines(3)), width=80, color=False)
    assert "Balken: A & B." in render_text(document_of(bars(5)), width=40, color=False)


def test_a_figure_can_be_drawn_by_an_own_template(tmp_path: Path) -> None:
    (tmp_path / "design/figures").mkdir(parents=True)
    own = tmp_path / "design/figures" / "bars.svg.j2"
    own.write_text(
        '{% extends "ksnet/design/figures/bars.svg.j2" %}{% block drawing %}<text>EIGEN & {{ id }}</text>{% endblock %}'
    )
    assert "EIGEN" in render(document_of(bars(2)), "html", templates_dir=tmp_path)
    assert "EIGEN" in figure_svg(plain(bars(2)), PAPER, templates_dir=tmp_path)
    own.write_text("<svg>\n{{ layout.gibtesnicht.x }}</svg>")
    with pytest.raises(RenderError, match=r"bars\.svg\.j2, Zeile 2"):
        figure_svg(plain(bars(2)), PAPER, templates_dir=tmp_path)
