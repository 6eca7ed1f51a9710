"""Figures in a terminal: bars of blocks and trees of strokes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from ksnet.records import german
from ksnet.rendering.blocks import Bar, BarChart, Figure, Node, TreeDiagram
from ksnet.rendering.figures.bars import numbers_text
from ksnet.rendering.formats.common import below, box_text, topmost

BLOCKS = "█▒░·"  # one for each series
LONGEST_BAR = 30
SHORTEST_BAR = 5
LONGEST_LABEL = 48


def figure_lines(figure: Figure, width: int) -> list[str]:
    """Return a figure as lines of at most `width` cells; none where it cannot be drawn so."""
    match figure.drawing:
        case BarChart() as chart:
            return list(_bars(chart, width))
        case TreeDiagram() as tree:
            return list(_tree(tree, width))
    return []


def _bars(chart: BarChart, width: int) -> Iterator[str]:
    goals = {bar.goal for bar in chart.bars}
    texts = [_bar_text(bar, chart.goal if len(goals) > 1 else "") for bar in chart.bars]
    beside = min(LONGEST_LABEL, max(cell_len(bar.label) for bar in chart.bars))
    room = min(LONGEST_BAR, width - beside - max(map(cell_len, texts)) - 6)
    if room < SHORTEST_BAR:
        return
    longest = max(1.0, *(sum(bar.values) for bar in chart.bars))
    for bar, text in zip(chart.bars, texts, strict=True):
        blocks, end = "", 0.0
        for number, value in enumerate(bar.values):
            end += value
            cells = max(round(end / longest * room), len(blocks) + (value > 0))
            blocks += _block(number) * (cells - len(blocks))
        yield f"  {_cut(bar.label, beside)}  {blocks}{' ' if blocks else ''}{text}"
    if len(chart.series) > 1:
        keys = "   ".join(f"{_block(number)} {name}" for number, name in enumerate(chart.series))
        yield from (f"  {line}" for line in wrap(keys, width - 2))
    if chart.goal and len(goals) == 1 and goals != {None}:
        yield from (f"  {line}" for line in wrap(f"Ziel: {chart.goal}", width - 2))


def _block(number: int) -> str:
    return BLOCKS[min(number, len(BLOCKS) - 1)]


def _bar_text(bar: Bar, goal: str) -> str:
    text = bar.text or numbers_text(bar.values)
    return f"{text} ({goal}: {german.number(bar.goal)})" if goal and bar.goal is not None else text


def _cut(label: str, cells: int) -> str:
    return set_cell_size(
        label if cell_len(label) <= cells else set_cell_size(label, cells - 2).rstrip() + " …",
        cells,
    )


def _tree(tree: TreeDiagram, width: int) -> Iterator[str]:
    def under(nodes: tuple[Node, ...], before: str) -> Iterator[str]:
        for node in nodes:
            last = node is nodes[-1]
            yield _cut(before + ("└─ " if last else "├─ ") + box_text(node), width).rstrip()
            yield from under(below(tree, node), before + ("   " if last else "│  "))

    for node in topmost(tree):
        yield _cut("  " + box_text(node), width).rstrip()
        yield from under(below(tree, node), "  ")
