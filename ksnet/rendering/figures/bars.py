"""The layout of a chart of horizontal bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ksnet.records import german
from ksnet.rendering.figures.letters import text_width, wrap
from ksnet.rendering.figures.shapes import SIZE, PlainShape, legend, rounded, series_entries

LABELS_ABOVE = 480  # up to this width labels stand above their bars
LABEL_SHARE = 0.42  # of the width, for labels beside the bars
TEXT_SHARE = 0.36  # of the width, for what stands at the end of a bar
SHORTEST_SCALE = 3  # a single bar of 1 does not fill the width
CROWDED = 24  # with more bars than these the rows move together
GAP = 10


class _Sizes(NamedTuple):
    """What the rows of a chart share, in pixels."""

    letters: int
    line: int
    thick: int  # of a bar
    above: bool  # whether labels stand above their bars
    left: float  # where bars begin
    scale: float  # of a bar of 1
    goal: float | None  # that all bars share; others have a mark of their own
    end: float  # of the longest bar


def bars_layout(drawing: PlainShape, width: float) -> PlainShape:
    """Return the rows of a bar chart (labels, bars, marks) and its legend, in pixels."""
    bars = drawing["bars"]
    crowded, above = len(bars) > CROWDED, width <= LABELS_ABOVE
    size = SIZE - 2 if crowded else SIZE
    line, thick, pause = (14, 10, 5) if crowded else (17, 16, 11)
    texts = [wrap(_end_text(bar), width * TEXT_SHARE, size, lines=1, bold=True)[0] for bar in bars]
    behind = max(text_width(text, size, bold=True) for text in texts) + GAP
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
    scale = (width - left - behind) / longest
    sizes = _Sizes(size, line, thick, above, left, scale, shared, left + longest * scale)
    keys, top = legend(_entries(drawing, shared), width)
    goal = _goal_line(drawing["goal"], left + shared * scale, left, width, top) if shared else None
    top += 20 if goal else 0
    first, rows = top, []
    for bar, label, text in zip(bars, labels, texts, strict=True):
        row, bottom = _row(bar, label, text, top, sizes)
        rows.append(row)
        top = bottom + pause
    bottom = top - pause + 4
    if goal:
        goal |= {"top": first - 4, "bottom": bottom}
    return rounded(
        {
            "width": width,
            "height": bottom + 2,
            "size": size,
            "legend": keys,
            "rows": rows,
            "base": None if above else _upright(left, first - 4, bottom),
            "goal": goal,
        }
    )


def _row(
    bar: PlainShape, label: Sequence[str], text: str, top: float, sizes: _Sizes
) -> tuple[PlainShape, float]:
    """Return a bar with its label, its mark and its text, and where they end."""
    height, above, left = len(label) * sizes.line, sizes.above, sizes.left
    bar_top = top + (height + 2 if above else max(0.0, (height - sizes.thick) / 2))
    bar_end = bar_top + sizes.thick
    label_top = top if above else top + max(0.0, (sizes.thick - height) / 2)
    pieces, x = _pieces(bar["values"], left, sizes.scale)
    marked = bar["goal"] is not None and sizes.goal is None
    mark = left + bar["goal"] * sizes.scale if marked else None
    row = {
        "label": [
            {
                "text": part,
                "x": 0 if above else left - GAP,
                "y": label_top + (number + 0.78) * sizes.line,
            }
            for number, part in enumerate(label)
        ],
        "anchor": "start" if above else "end",
        "base": _upright(left, bar_top - 2, bar_end + 2) if above else None,
        "pieces": [piece | {"y": bar_top, "height": sizes.thick} for piece in pieces],
        "mark": None if mark is None else _upright(mark, bar_top - 3, bar_end + 3),
        "value": {
            "text": text,
            "x": (sizes.end if sizes.goal else max(x, mark or 0)) + 6,
            "y": bar_top + sizes.thick / 2 + sizes.letters * 0.36,
        },
    }
    return row, bar_end if above else top + max(height, sizes.thick)


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
