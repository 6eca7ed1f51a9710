"""The layout of a chart of horizontal bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ksnet.records import german
from ksnet.rendering.figures.letters import text_width, wrap
from ksnet.rendering.figures.shapes import SIZE, PlainShape, legend, rounded, series_entries

NARROW = 480  # up to this width labels stand above their bars
LABEL_SHARE = 0.42  # of the width, for labels beside the bars
TEXT_SHARE = 0.36  # of the width, for what stands at the end of a bar
SHORTEST_SCALE = 3  # a single bar of 1 does not fill the width
CROWDED = 24  # with more bars than these the rows move together
GAP = 10


def bars_layout(drawing: PlainShape, width: float) -> PlainShape:
    """Return the rows of a bar chart (labels, bars, marks) and its legend, in pixels."""
    bars = drawing["bars"]
    crowded = len(bars) > CROWDED
    size = SIZE - 2 if crowded else SIZE
    line, thick, pause = (14, 10, 5) if crowded else (17, 16, 11)
    above = width <= NARROW
    texts = [wrap(_end_text(bar), width * TEXT_SHARE, size, lines=1, bold=True)[0] for bar in bars]
    end = max(text_width(text, size, bold=True) for text in texts) + GAP
    goals = [bar["goal"] for bar in bars if bar["goal"] is not None]
    shared = goals[0] if not above and len(goals) == len(bars) and len(set(goals)) == 1 else None
    if above:
        left = 0.0
        labels = [wrap(bar["label"], width, size) for bar in bars]
    else:
        room = width * LABEL_SHARE
        left = min(room, max(text_width(bar["label"], size) for bar in bars)) + GAP
        labels = [wrap(bar["label"], left - GAP, size, lines=1 if crowded else 3) for bar in bars]
    longest = max([*(sum(bar["values"]) for bar in bars), *goals, SHORTEST_SCALE])
    scale = (width - left - end) / longest
    keys, top = legend(_entries(drawing, shared), width)
    goal_line = (
        _goal_line(drawing["goal"], left + shared * scale, left, width, top) if shared else None
    )
    top += 20 if goal_line else 0
    first, rows = top, []
    for bar, label, text in zip(bars, labels, texts, strict=True):
        height = len(label) * line
        bar_top = top + height + 2 if above else top + max(0.0, (height - thick) / 2)
        label_top = top if above else top + max(0.0, (thick - height) / 2)
        pieces, x = _pieces(bar["values"], left, scale)
        mark = left + bar["goal"] * scale if bar["goal"] is not None and shared is None else None
        rows.append(
            {
                "label": [
                    {
                        "text": part,
                        "x": 0 if above else left - GAP,
                        "y": label_top + (number + 0.78) * line,
                    }
                    for number, part in enumerate(label)
                ],
                "anchor": "start" if above else "end",
                "base": _upright(left, bar_top - 2, bar_top + thick + 2) if above else None,
                "pieces": [piece | {"y": bar_top, "height": thick} for piece in pieces],
                "mark": None if mark is None else _upright(mark, bar_top - 3, bar_top + thick + 3),
                "value": {
                    "text": text,
                    "x": (left + longest * scale if shared else max(x, mark or 0)) + 6,
                    "y": bar_top + thick / 2 + size * 0.36,
                },
            }
        )
        top = (bar_top + thick if above else top + max(height, thick)) + pause
    bottom = top - pause + 4
    if goal_line:
        goal_line |= {"top": first - 4, "bottom": bottom}
    return rounded(
        {
            "width": width,
            "height": bottom + 2,
            "size": size,
            "legend": keys,
            "rows": rows,
            "base": None if above else _upright(left, first - 4, bottom),
            "goal": goal_line,
        }
    )


def _pieces(values: Sequence[float], left: float, scale: float) -> tuple[list[PlainShape], float]:
    """Return where the pieces of a bar begin and how wide they are, and where the last one ends."""
    pieces, x = [], left
    for number, value in enumerate(values):
        if value > 0:
            pieces.append({"series": number, "x": x, "width": value * scale})
            x += value * scale
    return pieces, x


def _upright(x: float, top: float, bottom: float) -> PlainShape:
    return {"x": x, "top": top, "bottom": bottom}


def _end_text(bar: PlainShape) -> str:
    return bar["text"].strip() or numbers_text(bar["values"])


def numbers_text(values: Sequence[float]) -> str:
    """Return the numbers of a bar: `3` or `3 + 1`, without further series that are 0."""
    return " + ".join(
        german.number(value) for number, value in enumerate(values) if value or number == 0
    )


def _entries(drawing: PlainShape, shared: float | None) -> list[dict[str, Any]]:
    """Return the entries of the legend: several series, and goals that differ from bar to bar."""
    series = drawing["series"]
    marked = shared is None and any(bar["goal"] is not None for bar in drawing["bars"])
    entries: list[dict[str, Any]] = []
    if len(series) > 1 or marked:
        entries = series_entries(series)
    if marked:
        entries.append({"text": drawing["goal"] or "Ziel", "series": None})
    return entries


def _goal_line(text: str, x: float, left: float, width: float, top: float) -> PlainShape:
    """Return the line of the goal that all bars share, its name above it and inside the picture."""
    wide = text_width(text, SIZE)
    return {
        "x": x,
        "text": text,
        "text_x": max(left, min(x - wide / 2, width - wide)),
        "text_y": top + 12,
    }
