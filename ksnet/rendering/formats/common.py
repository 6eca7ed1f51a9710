"""What several formats need: gaps in words, numbers that stay with their sign, the lines of a cell in one, trees as lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ksnet.records import german
from ksnet.rendering.blocks import Gap, ListBlock, Node, Paragraph, Run, Runs, TreeDiagram, lines_of, words

GAP_WORD = "Fehlt"
_BEFORE_NUMBER = re.compile(r"(§|Abs\.|Satz|Nr\.|Art\.) (?=\d)")


def bound(text: str) -> str:
    """Return a text in which no line ends between „§“, „Abs.“ and the like and their number."""
    if "§" not in text and ". " not in text and "Satz " not in text:  # most texts, and a search takes its time
        return text
    return _BEFORE_NUMBER.sub("\\1\u00a0", text)


def gap_text(gap: Gap) -> Runs:
    """Return what is missing, with the file and the line that would say it."""
    text = (Run(f"{GAP_WORD}:", bold=True), Run(f" {gap.text}"))
    where = (Run(f" {gap.place.file}"),) if gap.place is not None else ()
    add = (*((Run(":"),) if where else ()), Run(" "), Run(gap.add, code=True)) if gap.add else ()
    return (*text, *where, *add)


def runs_on_one_line(text: Runs) -> Runs:
    """Return the lines of a text as one."""
    if not any("\n" in run.text for run in text):
        return text
    joined: list[Run] = []
    for line in lines_of(text):
        said = words(line)
        if said.strip():
            joined += [Run(german.between(before.rstrip()))] if (before := words(tuple(joined))) else []
            joined += line
    return tuple(joined)


def branches(tree: TreeDiagram) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield the boxes from which no line leads up, each with the boxes below it (see `below`)."""
    known = {node.id for node in tree.nodes}
    for node in tree.nodes:
        if node.parent is None or node.parent not in known:
            yield node, below(tree, node)


def below(tree: TreeDiagram, parent: Node) -> tuple[Node, ...]:
    """Return the boxes directly below a box."""
    return tuple(node for node in tree.nodes if node.parent == parent.id)


def box_text(node: Node) -> str:
    """Return what a box says, on one line."""
    return f"{node.label} ({', '.join(node.lines)})" if node.lines else node.label


def tree_items(tree: TreeDiagram) -> ListBlock:
    """Return the boxes of a diagram as a list of lists."""

    def items(nodes: Iterable[Node]) -> ListBlock:
        return ListBlock(tuple(item(node) for node in nodes))

    def item(node: Node) -> tuple[Paragraph | ListBlock, ...]:
        under = below(tree, node)
        return (Paragraph((Run(box_text(node)),)), *((items(under),) if under else ()))

    return items(node for node, _ in branches(tree))
