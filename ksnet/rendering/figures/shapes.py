"""What the charts share: sizes, colours, typeface, legends, rounding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ksnet.basics.frozen import frozen
from ksnet.rendering.figures.letters import text_width, wrap
from ksnet.rendering.fonts import FAMILY


@frozen
class Palette:
    """Colours as SVG attributes take them, and the typeface.

    `shade` fills bars and draws lines. The series of a chart are told apart by pattern, dash and
    mark, never by colour alone.
    """

    ink: str
    soft: str
    line: str
    paper: str
    band: str
    shade: str
    font: str


_COLORS = {
    "ink": "#1b1f24", "soft": "#4d5660", "line": "#c3cad2", "paper": "#ffffff", "band": "#eef2f6",
    "shade": "#1f5f8b",
}  # fmt: skip
# For paper and pictures, with the one typeface that is known there; in quotes, as a name with a
# digit is none in CSS without them.
PRINT = Palette(**_COLORS, font=f"'{FAMILY}'")
# The page's own colours, so that a figure follows light, dark and print; ours where a page sets
# none.
SCREEN = Palette(
    **{name: f"var(--{name}, {color})" for name, color in _COLORS.items()},
    font="'Segoe UI', Arial, 'Liberation Sans', Roboto, 'DejaVu schmal', sans-serif",
)
PlainShape = dict[str, Any]
SIZE = 13  # of the letters, in pixels
SWATCH = 22
BETWEEN = 20
LEGEND_LINE = 22


def series_entries(names: Iterable[str]) -> list[PlainShape]:
    """Return the entries of a legend for the series of a chart."""
    return [{"text": name, "series": number} for number, name in enumerate(names)]


def legend(entries: list[PlainShape], width: float) -> tuple[list[PlainShape], float]:
    """Return the entries of a legend placed in lines, long ones shortened, and its height."""
    placed: list[PlainShape] = []
    x, y = 0.0, 0.0
    for entry in entries:
        text = wrap(entry["text"], width - SWATCH - 6, SIZE, lines=1)[0]
        wide = SWATCH + 6 + text_width(text, SIZE)
        if x and x + wide > width:
            x, y = 0.0, y + LEGEND_LINE
        placed.append(
            {**entry, "text": text, "x": x, "y": y, "text_x": x + SWATCH + 6, "text_y": y + 13}
        )
        x += wide + BETWEEN
    return placed, (y + LEGEND_LINE + 8 if placed else 6)


def short(value: float) -> float | int:
    """Round to a tenth; a whole number has no point."""
    tenth = round(value, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def rounded(layout: PlainShape) -> PlainShape:
    """Return a layout with all its numbers rounded to a tenth."""
    return {key: _rounded(part) for key, part in layout.items()}


def _rounded(value: object) -> object:
    match value:
        case float():
            return short(value)
        case dict():
            return rounded(value)
        case list():
            return [_rounded(part) for part in value]
    return value
