"""Figures in words for people who cannot see them: on paper, no table with their numbers stands below."""

from __future__ import annotations

from ksnet.rendering.blocks import Figure, Table, TreeDiagram, words
from ksnet.rendering.formats.common import below, box_text


def spoken(figure: Figure) -> str:
    """Return what a figure shows, with its numbers or the names in its boxes."""
    told = ""
    if figure.numbers is not None:
        told = _table(figure.numbers)
    elif isinstance(figure.drawing, TreeDiagram):
        told = _tree(figure.drawing)
    return " ".join(part for part in (figure.alt, told) if part)


def _table(table: Table) -> str:
    """Return rows as a sentence: `Plenum: Treffen 3, Regel 4; AK Frühe Hilfen: Treffen 2, Regel 2`."""
    names = [words(column) for column in table.columns]
    rows = []
    for row in table.rows:
        first, *rest = [" ".join(words(cell).split()) for cell in row]
        told = ", ".join(f"{name} {value}" for name, value in zip(names[1:], rest, strict=True) if value)
        rows.append(f"{first}: {told}" if told else first)
    return "; ".join(rows) + "." if rows else ""


def _tree(tree: TreeDiagram) -> str:
    """Return boxes as sentences: the first ones, then for each what stands below it."""
    known = {node.id for node in tree.nodes}
    top = [box_text(node) for node in tree.nodes if node.parent not in known]
    under = [(node, below(tree, node)) for node in tree.nodes]
    told = [f"Unter {node.label}: {', '.join(map(box_text, nodes))}" for node, nodes in under if nodes]
    return ". ".join([", ".join(top), *told]) + "."
