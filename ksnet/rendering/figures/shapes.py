"""What the charts share: sizes, legends, rounding."""

from __future__ import annotations

from typing import Any

from ksnet.rendering.figures.letters import text_width

Plain = dict[str, Any]
SIZE = 13  # of the letters, in pixels
SWATCH = 22
BETWEEN = 20
LEGEND_LINE = 22


def legend(entries: list[Plain], width: float) -> tuple[list[Plain], float]:
    """Place the entries of a legend in lines; returns them with the height that they take."""
    placed: list[Plain] = []
    x, y = 0.0, 0.0
    for entry in entries:
        wide = SWATCH + 6 + text_width(entry["text"], SIZE)
        if x and x + wide > width:
            x, y = 0.0, y + LEGEND_LINE
        placed.append({**entry, "x": x, "y": y, "text_x": x + SWATCH + 6, "text_y": y + 13})
        x += wide + BETWEEN
    return placed, (y + LEGEND_LINE + 8 if placed else 6)


def rounded(value: Any) -> Any:  # noqa: ANN401  (plain data, however nested)
    """Return a layout with its numbers rounded to a tenth, whole ones without a point."""
    match value:
        case float():
            short = round(value, 1)
            return int(short) if short == int(short) else short
        case dict():
            return {key: rounded(part) for key, part in value.items()}
        case list():
            return [rounded(part) for part in value]
    return value
