"""Figures: what they show, that their numbers stand in a table,
and that nothing in them is clipped or covered.
"""

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from xml.etree import ElementTree as ET

import pytest

from ksnet.basics.frozen import frozen, replace
from ksnet.documents.view import View
from ksnet.records import german
from ksnet.rendering import RenderError
from ksnet.rendering.blocks import (
    Bar,
    BarChart,
    Block,
    Drawing,
    Figure,
    LineChart,
    Node,
    Table,
    TreeDiagram,
    words,
)
from ksnet.rendering.figures import NARROW, PRINT, SCREEN, WIDE, Palette, figure_drawer
from ksnet.rendering.figures.letters import text_width, wrap
from ksnet.rendering.folders import packaged_templates
from tests.rendered import say, write
from tests.test_formats import of

DAY = dt.date(2026, 6, 30)
PAPER = replace(PRINT, font="'Liberation Sans'")
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
            Bar(
                f"{NAMES[n % 5]} {n}",
                tuple(float((n + s) % 5) for s in range(series)),
                goal and goal + n % 2,
            )
            for n in range(count)
        ),
        "nach der eigenen Regel" if goal else "",
    )


def lines(steps: int) -> LineChart:
    return LineChart(
        tuple(f"{1 + n % 28:02}.{1 + n % 12:02}." for n in range(steps)),
        tuple(NAMES[:4]),
        tuple(
            tuple(float((s * 11 + n * 7) % 60) if n % 4 != s else None for n in range(steps))
            for s in range(4)
        ),
        "Anwesende",
    )


def tree(count: int) -> TreeDiagram:
    return TreeDiagram(
        (
            Node("wurzel", "Netzwerk Kinderschutz", ("4 Jugendämter",)),
            Node("aussen", "Jugendhilfeausschuss", ("außerhalb",), None, dashed=True),
            *(
                Node(
                    f"g{n}",
                    f"{NAMES[n % 5]} {n}",
                    (f"{n} Stellen", NAMES[n % 3]),
                    "wurzel" if n < 4 else f"g{n % 4}",
                )
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
    "lange-texte": BarChart(
        ("Stellen",), (Bar(NAMES[3], (1,), 2, NAMES[3]), Bar(NAMES[2], (4,), None, NAMES[2]))
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


def figure_svg(drawn: Figure, palette: Palette, **options: Any) -> str:
    return figure_drawer(palette, **options)(drawn)


def figure(drawing: Drawing, ident: str = "bild") -> Figure:
    return Figure(ident, "Was zu sehen ist <1>", "Balken: A & B.", drawing)


# --- what a template draws
# -------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Probe(View):
    kind: ClassVar[str] = "probe"
    rows: Sequence[object] = ()
    steps: Sequence[object] = ()


def shown(source: str, **facts: object) -> tuple[Block, ...]:
    """Return what a text template says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "text/probe.md.j2"
        path.parent.mkdir()
        path.write_text(f"# T\n\n{source}", encoding="utf-8")
        return say(Probe(author="N", as_of=DAY, **facts), Path(folder)).opening  # type: ignore[arg-type]


BARS = """{{ bars(rows, id="bild", caption="Treffen", alt="Balken", label="Gremium: name",
  series={"stattgefunden": "held", "geplant": "planned"}, goal=("nach Regel", "need"), text="text") }}"""
LINES = """{{ lines(rows, id="bild", caption="Treffen", alt="Linien", steps=steps, label="Gremium: name",
  values="values", unit="Anwesende") }}"""


def row(number: int) -> dict[str, object]:
    return {
        "name": f"G{number}",
        "held": number,
        "planned": 1,
        "need": 4,
        "text": f"{number} von 4",
    }


@pytest.mark.slow
def test_the_numbers_of_a_figure_stand_in_its_table() -> None:
    (found,) = shown(BARS, rows=[row(number) for number in range(3)])
    assert isinstance(found, Figure)
    assert isinstance(found.drawing, BarChart)
    assert found.numbers is not None
    cells = [[words(cell) for cell in one] for one in (found.numbers.columns, *found.numbers.rows)]
    assert cells[:2] == [
        ["Gremium", "stattgefunden", "geplant", "nach Regel"],
        ["G0", "0", "1", "4"],
    ]
    for bar, line in zip(found.drawing.bars, cells[1:], strict=True):
        assert {
            german.number(value) for value in (*bar.values, bar.goal) if value is not None
        } <= set(line)


@pytest.mark.slow
def test_a_figure_with_three_numbers_or_fewer_is_only_its_table() -> None:
    (found,) = shown(BARS, rows=[row(1)])
    assert isinstance(found, Table)
    rows = [{"name": "Plenum", "values": [3, None, 5]}]
    (found,) = shown(LINES, rows=rows, steps=["2023", "2024", "2025"])
    assert isinstance(found, Table)


@pytest.mark.slow
def test_lines_pass_over_what_is_not_known() -> None:
    rows = [{"name": "Plenum", "values": [3, None, 5]}, {"name": "AK", "values": [1, 2, None]}]
    (found,) = shown(LINES, rows=rows, steps=["2023", "2024", "2025"])
    assert isinstance(found, Figure)
    assert isinstance(found.drawing, LineChart)
    assert list(found.drawing.values) == [(3, None, 5), (1, 2, None)]
    assert found.numbers is not None
    assert [words(cell) for cell in found.numbers.rows[0]] == ["Plenum", "3", "", "5"]


@pytest.mark.slow
def test_where_there_is_nothing_to_see_there_is_no_figure() -> None:
    assert shown(BARS, rows=[]) == ()
    assert shown('{{ tree(rows, id="baum", caption="Aufbau", alt="Baum") }}', rows=[]) == ()


# --- the picture
# -------------------------------------------------------------------------------------------------


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
    svg = figure_svg(figure(DRAWINGS[name]), PAPER, width=width)
    height = float(parsed(svg).get("height", 0))
    boxes = texts(svg)
    assert boxes
    for text, left, top, right, bottom in boxes:
        assert left >= -1, text
        assert right <= width + 1, text
        assert top >= -1, text
        assert bottom <= height + 1, text
    for one, other in itertools.combinations(boxes, 2):
        apart = (
            one[3] <= other[1] + 0.5
            or other[3] <= one[1] + 0.5
            or one[4] <= other[2]
            or other[4] <= one[2]
        )
        assert apart, (one, other)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_is_named_described_and_stands_alone(name: str) -> None:
    drawn = figure(DRAWINGS[name])
    svg = figure_svg(drawn, PAPER, prefix="a-")
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
    assert svg == figure_svg(drawn, PAPER, prefix="a-")


def test_series_are_told_apart_without_colour() -> None:
    svg = figure_svg(figure(bars(6, series=4)), PAPER)
    fills = set(
        re.findall(r'<rect x="[^"]+" y="[^"]+" width="[^"]+" height="[^"]+" fill="([^"]+)"', svg)
    )
    assert fills == {PAPER.shade, "url(#bild-m1)", "url(#bild-m2)", PAPER.paper}
    drawn = figure_svg(figure(lines(5)), PAPER)
    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', drawn))) == 3


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = BarChart(("Stellen",), (Bar("A", (1,)), Bar("B", (4,)), Bar("C", (0,))))
    found = re.findall(
        r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', figure_svg(figure(chart), PAPER)
    )
    assert len(found) == 2
    assert float(found[1]) == pytest.approx(4 * float(found[0]), abs=0.5)


def luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_have_the_contrast_that_wcag_asks_for() -> None:
    style = (packaged_templates() / "design/page.html.j2").read_text(encoding="utf-8")
    sets = [
        dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6}|#[0-9a-f]{3});", part))
        for part in style.split(":root {")[1:]
    ]
    palettes = [
        {
            name: color if len(color) == 7 else "#" + "".join(c * 2 for c in color[1:])
            for name, color in one.items()
        }
        for one in sets
    ]
    palettes.append(
        {name: getattr(PAPER, name) for name in ("ink", "soft", "paper", "band", "shade")}
    )
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
    assert (
        "".join(part.rstrip("-") for part in parts)
        == "Qualifizierungsangebotskoordinierungsarbeitsgemeinschaft"
    )
    assert wrap("Kinder- und Jugendhilfe in der Stadt", 60, 13, lines=2)[-1].endswith(" …")
    assert wrap("2025", text_width("2025", 13), 13) == ["2025"]
    assert wrap("", 100, 13) == []


# --- in documents
# -------------------------------------------------------------------------------------------------


def test_a_page_draws_each_figure_in_its_own_colours() -> None:
    page = str(write(of(figure(bars(5)), figure(tree(6), "baum")), "html"))
    assert page.count("<figure>") == 2
    assert page.count("<svg") == 4
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert SCREEN.shade in page
    assert "<figcaption>Was zu sehen ist &lt;1&gt;</figcaption>" in page


def test_a_terminal_draws_bars_and_trees_and_says_the_rest_in_words() -> None:
    drawn = str(write(of(figure(DRAWINGS["gemeinsames-ziel"])), "text", width=80))
    assert "  2024  0\n" in drawn
    assert "  2025  ██████████████████████████████ 4\n" in drawn
    assert "  2026  ████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 1, 2 geplant\n" in drawn
    assert "  Ziel: mindestens 3 (§ 9 Abs. 5 LKSG NRW)\n" in drawn
    assert "  └─ " in str(write(of(figure(tree(2))), "text", width=80))
    assert "Balken: A & B." in str(write(of(figure(lines(3))), "text", width=80))
    assert "Balken: A & B." in str(write(of(figure(bars(5))), "text", width=40))


def test_a_figure_can_be_drawn_by_an_own_template(tmp_path: Path) -> None:
    (tmp_path / "design/figures").mkdir(parents=True)
    own = tmp_path / "design/figures/bars.svg.j2"
    own.write_text(
        '{% extends "ksnet/design/figures/bars.svg.j2" %}{% block drawing %}<text>EIGEN & {{ id }}</text>{% endblock %}'
    )
    assert "EIGEN" in str(write(of(figure(bars(2))), "html", templates_dir=tmp_path))
    assert "EIGEN" in figure_svg(figure(bars(2)), PAPER, templates_dir=tmp_path)
    own.write_text("<svg>\n{{ layout.gibtesnicht.x }}</svg>")
    with pytest.raises(RenderError, match=r"bars\.svg\.j2, Zeile 2"):
        figure_svg(figure(bars(2)), PAPER, templates_dir=tmp_path)
