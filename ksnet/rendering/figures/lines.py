"""The layout of a chart of lines."""

from __future__ import annotations

import math
from collections.abc import Callable

from ksnet.records import german
from ksnet.rendering.figures.letters import text_width
from ksnet.rendering.figures.shapes import PlainShape, legend, rounded, series_entries

SMALL = 12
PLOT_HEIGHT = 190
_STEPS = (1, 2, 5)

Box = tuple[float, float, float, float]  # left, top, right, bottom


def lines_layout(drawing: PlainShape, width: float) -> PlainShape:
    """Return the grid, the lines with their marks and numbers, and the labels, in pixels."""
    steps, series, values = drawing["steps"], drawing["series"], drawing["values"]
    numbers = [value for row in values for value in row if value is not None]
    grid = _grid(max([*numbers, 1]))
    keys, top = legend(series_entries(series) if len(series) > 1 else [], width)
    unit = {"text": drawing["unit"], "x": 0, "y": top + 10} if drawing["unit"] else None
    top += 26 if unit else 12
    left = max(text_width(german.number(value), SMALL) for value in grid) + 10
    half = max(text_width(steps[0], SMALL), text_width(steps[-1], SMALL)) / 2
    first, last = left + max(8.0, half - left + 4), width - max(8.0, half)
    bottom = top + PLOT_HEIGHT

    def across(step: int) -> float:
        return first + (last - first) * (step / (len(steps) - 1) if len(steps) > 1 else 0.5)

    def down(value: float) -> float:
        return bottom - PLOT_HEIGHT * value / grid[-1]

    lines: list[PlainShape] = []
    taken: list[Box] = []
    for number, row in enumerate(values):
        points: list[PlainShape] = [
            {"x": across(step), "y": down(value), "text": german.number(value)}
            for step, value in enumerate(row)
            if value is not None
        ]
        lines.append({"series": number, "points": points})
        taken += [_box(point["x"], point["y"] + 4, 10, 10) for point in points]
    for line in lines:
        for point in line["points"]:
            point["label_y"] = _number_y(point, taken, bottom)
    return rounded(
        {
            "width": width,
            "height": bottom + 24,
            "legend": keys,
            "unit": unit,
            "grid": [
                {"y": down(value), "text": german.number(value), "text_x": left - 8}
                for value in grid
            ],
            "left": left,
            "right": width,
            "bottom": bottom,
            "steps": _steps(steps, across, bottom),
            "lines": lines,
        }
    )


def _box(x: float, y: float, wide: float, high: float) -> Box:
    return x - wide / 2, y - high, x + wide / 2, y


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _number_y(point: PlainShape, taken: list[Box], bottom: float) -> float | None:
    """Return where the number of a point goes: above, else below; None where both are taken."""
    wide = text_width(point["text"], SMALL, bold=True)
    for y in (point["y"] - 8, point["y"] + 19):
        box = _box(point["x"], y, wide, 11)
        if y <= bottom and not any(_overlaps(box, other) for other in taken):
            taken.append(box)
            return float(y)
    return None


def _grid(largest: float) -> list[int]:
    """Return the values of the grid lines, from 0 to one that is large enough."""
    tick = _tick(largest)
    return [tick * number for number in range(math.ceil(largest / tick) + 1)]


def _tick(largest: float) -> int:
    """Return the distance of the grid lines (1, 2 or 5 times a power of ten), for at most five."""
    size = 1
    while True:
        for step in _STEPS:
            if largest <= 5 * step * size:
                return step * size
        size *= 10


def _steps(steps: list[str], across: Callable[[int], float], bottom: float) -> list[PlainShape]:
    """Return the labels below the grid, without those that would overlap one before."""
    placed: list[PlainShape] = []
    free = float("-inf")
    for number, text in enumerate(steps):
        wide = text_width(text, SMALL)
        x = across(number)
        if x - wide / 2 >= free:
            placed.append({"text": text, "x": x, "y": bottom + 18})
            free = x + wide / 2 + 8
    return placed
