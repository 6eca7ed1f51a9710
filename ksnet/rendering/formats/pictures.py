"""Figures on paper: drawn as SVG in fixed colours, and told in words to those who do not see them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from ksnet.rendering.blocks import Figure, Table, words
from ksnet.rendering.fonts import FAMILY


def drawer(templates_dir: Path | None) -> Callable[[Figure], str]:
    """Return what draws figures as SVG, reading each of their templates once; it raises RenderError."""
    from ksnet.rendering.figures import figure_drawer, print_palette

    draw = figure_drawer(print_palette(FAMILY), templates_dir=templates_dir)

    def drawn(figure: Figure) -> str:
        drawing = dataclasses.asdict(figure.drawing) | {"chart": figure.drawing.chart}
        return draw({"id": figure.id, "caption": figure.caption, "alt": figure.alt, "drawing": drawing})

    return drawn


def spoken(figure: Figure) -> str:
    """Return what a figure shows, in words and with its numbers: on paper its table does not stand below it."""
    numbers = _spoken_table(figure.numbers) if figure.numbers else ""
    return " ".join(part for part in (figure.alt, numbers) if part)


def _spoken_table(table: Table) -> str:
    """Return the rows of a table as a sentence: `Plenum: Treffen 3, Regel 4; AK Frühe Hilfen: Treffen 2, Regel 2.`"""
    names = [words(column) for column in table.columns]
    rows = []
    for row in table.rows:
        first, *rest = [" ".join(words(cell).split()) for cell in row]
        told = ", ".join(f"{name} {value}" for name, value in zip(names[1:], rest, strict=True) if value)
        rows.append(f"{first}: {told}" if told else first)
    return "; ".join(rows) + "." if rows else ""
