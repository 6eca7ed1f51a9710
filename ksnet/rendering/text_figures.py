"""Figures in a terminal: bars of blocks and trees of strokes; lines are told in words."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

from ksnet.documents.blocks import BarChart, Figure, TreeDiagram, clean
from ksnet.rendering.figures.bars import numbers_text

BLOCKS = "█▒░·"  # one for each series
LONGEST_BAR = 30
LONGEST_LABEL = 48


def figure_lines(figure: Figure, width: int) -> list[str]:
    """Return a figure as lines of at most `width` cells; where that is too narrow, and for lines, what it says in words."""
    match figure.drawing:
        case BarChart() as chart:
            return _bars(chart, width) or [figure.alt]
        case TreeDiagram() as tree:
            return list(_tree(tree, width))
    return [figure.alt]


def _bars(chart: BarChart, width: int) -> list[str]:
    labels = [clean(bar.label) for bar in chart.bars]
    texts = [clean(bar.text) or numbers_text(bar.values) for bar in chart.bars]
    beside = min(LONGEST_LABEL, max(cell_len(label) for label in labels))
    room = min(LONGEST_BAR, width - beside - max(cell_len(text) for text in texts) - 6)
    if room < 5:
        return []
    longest = max(1.0, *(sum(bar.values) for bar in chart.bars))
    rows = []
    for bar, label, text in zip(chart.bars, labels, texts, strict=True):
        blocks, end = "", 0.0
        for number, value in enumerate(bar.values):
            end += value
            cells = max(round(end / longest * room), len(blocks) + (value > 0))
            blocks += BLOCKS[min(number, len(BLOCKS) - 1)] * (cells - len(blocks))
        rows.append(f"  {_cut(label, beside)}  {blocks}{' ' if blocks else ''}{text}")
    if len(chart.series) > 1:
        keys = "   ".join(f"{BLOCKS[min(n, len(BLOCKS) - 1)]} {clean(name)}" for n, name in enumerate(chart.series))
        rows.append(f"  {keys}")
    return rows


def _cut(label: str, cells: int) -> str:
    return set_cell_size(label if cell_len(label) <= cells else set_cell_size(label, cells - 2).rstrip() + " …", cells)


def _tree(tree: TreeDiagram, width: int) -> Iterable[str]:
    known = {node.id for node in tree.nodes}

    def below(parent: str, before: str) -> Iterable[str]:
        children = [node for node in tree.nodes if node.parent == parent]
        for node in children:
            last = node is children[-1]
            yield from line(_said(node.label, node.lines), before + ("└─ " if last else "├─ "))
            yield from below(node.id, before + ("   " if last else "│  "))

    def line(text: str, before: str) -> Iterable[str]:
        yield _cut(before + text, width).rstrip()

    for node in tree.nodes:
        if node.parent is None or node.parent not in known:
            yield from line(_said(node.label, node.lines), "  ")
            yield from below(node.id, "  ")


def _said(label: str, lines: Iterable[str]) -> str:
    extra = ", ".join(clean(line) for line in lines)
    return f"{clean(label)} ({extra})" if extra else clean(label)
