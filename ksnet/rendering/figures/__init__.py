"""Figures as SVG: the layout is computed here, templates below `design/figures/` write it.

No scripts, no outside references, no foreignObject; the same figure gives the same bytes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment

from ksnet.rendering.blocks import Figure
from ksnet.rendering.environment import template_environment
from ksnet.rendering.figures.bars import bars_layout
from ksnet.rendering.figures.lines import lines_layout
from ksnet.rendering.figures.shapes import PRINT, SCREEN, Palette, PlainShape
from ksnet.rendering.figures.tree import tree_layout
from ksnet.rendering.template_errors import guarded

__all__ = [
    "NARROW", "PRINT", "SCREEN", "WIDE", "Palette", "draw", "figure_drawer", "figure_environment",
]  # fmt: skip

WIDE = 640  # a column of A4, and a page on a screen
NARROW = 328  # a phone

_LAYOUTS: Mapping[str, Callable[[PlainShape, float], PlainShape]] = {
    "bars": bars_layout,
    "lines": lines_layout,
    "tree": tree_layout,
}


def figure_drawer(
    palette: Palette, *, width: int = WIDE, prefix: str = "", templates_dir: Path | None = None
) -> Callable[[Figure], str]:
    """Return a function that draws figures as SVG, `width` pixels wide, reading each template once.

    `prefix` goes before the ids in the picture, where a page shows the same figure more than once.
    Texts must not be escaped yet. Raises RenderError where a template of `templates_dir` is wrong.
    """
    environment = figure_environment(templates_dir)

    def drawn(figure: Figure) -> str:
        return guarded(
            _template(figure),
            lambda: draw(environment, figure, palette, width=width, prefix=prefix),
        )

    return drawn


def figure_environment(templates_dir: Path | None) -> Environment:
    """Return the sandbox for the templates of figures that are drawn alone, not in a page."""
    return template_environment(templates_dir, "figure")


def draw(
    environment: Environment, figure: Figure, palette: Palette, *, width: int, prefix: str = ""
) -> str:
    """Return a figure as SVG by the templates of an environment."""
    layout = _LAYOUTS[figure.drawing.chart](dataclasses.asdict(figure.drawing), width)
    template = environment.get_template(_template(figure))
    return template.render(
        figure=figure, layout=layout, palette=palette, id=f"{prefix}{figure.id}"
    ).strip()


def _template(figure: Figure) -> str:
    return f"design/figures/{figure.drawing.chart}.svg.j2"
