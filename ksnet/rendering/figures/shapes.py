"""What the charts share: sizes, legends, rounding."""

from __future__ import annotations

from typing import Any

from ksnet.rendering.figures.letters import text_width, wrap

PlainShape = dict[str, Any]
SIZE = 13  # of the letters, in pixels
SWATCH = 22
BETWEEN = 20
LEGEND_LINE = 22


def legend(entries: list[PlainShape], width: float) -> tuple[list[PlainShape], float]:
    """Place the entries of a legend in lines, a long one shortened; returns them with the height that they take."""
    placed: list[PlainShape] = []
    x, y = 0.0, 0.0
    for entry in entries:
        text = wrap(entry["text"], width - SWATCH - 6, SIZE, lines=1)[0]
        wide = SWATCH + 6 + text_width(text, SIZE)
        if x and x + wide > width:
            x, y = 0.0, y + LEGEND_LINE
        placed.append({**entry, "text": text, "x": x, "y": y, "text_x": x + SWATCH + 6, "text_y": y + 13})
        x += wide + BETWEEN
    return placed, (y + LEGEND_LINE + 8 if placed else 6)


def short(value: float) -> float | int:
    """Round to a tenth; a whole number has no point."""
    tenth = round(value, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def rounded(layout: PlainShape) -> PlainShape:
    """Return a layout with all its numbers short."""
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
