"""What several formats need: words for gaps and figures, numbers kept with their „§“."""

from __future__ import annotations

from collections.abc import Iterable

from ksnet.basics.expressions import expression
from ksnet.records import german
from ksnet.rendering.blocks import (
    Figure,
    Gap,
    ListBlock,
    Node,
    Paragraph,
    Run,
    Runs,
    Table,
    TreeDiagram,
    split_lines,
    words,
)

GAP_WORD = "Zu klären"
_BEFORE_NUMBER = expression(r"(§|Abs\.|Satz|Nr\.|Art\.) (?=\d)")
_DAY = expression(rf"(?<![0-9])([0-9]{{1,2}}\.) (?=(?:{'|'.join(german.MONTHS)})\b)")
_ABBREVIATION = expression(r"\b([A-Za-z]\.) (?=[A-Za-z]\.)")
_POSTCODE = expression(r"(, [0-9]{5}) (?=[^\W\d_])")
_SHARE = expression(r"(\([0-9]{1,3}) von (?=[0-9]{1,3}\))")


def bound(text: str) -> str:
    """Return a text in which no line ends where it would part what is read as one.

    That is between „§“ and its number, the day and its month, the postcode and its town of an
    address, in „e. V.“ and in „(1 von 3)“.
    """
    # Most texts have none of these, and a regular expression is slower.
    if " von " in text:
        text = _SHARE.sub("\\1\u00a0von\u00a0", text)
    if ", " in text:
        text = _POSTCODE.sub("\\1\u00a0", text)
    if ". " in text:
        text = _ABBREVIATION.sub("\\1\u00a0", _DAY.sub("\\1\u00a0", text))
    elif "§" not in text and "Satz " not in text:
        return text
    return _BEFORE_NUMBER.sub("\\1\u00a0", text)


def gap_text(gap: Gap) -> Runs:
    """Return what is missing, with the file and the line to add there."""
    text = (Run(f"{GAP_WORD}:", bold=True), Run(f" {gap.text}"))
    where = (Run(f" {gap.place.file}"),) if gap.place is not None else ()
    add = (*((Run(":"),) if where else ()), Run(" "), Run(gap.add, code=True)) if gap.add else ()
    return (*text, *where, *add)


def runs_on_one_line(text: Runs) -> Runs:
    """Return the lines of a text joined to one."""
    if not any("\n" in run.text for run in text):
        return text
    joined: list[Run] = []
    for line in split_lines(text):
        if words(line).strip():
            if before := words(tuple(joined)):
                joined.append(Run(german.between(before.rstrip())))
            joined += line
    return tuple(joined)


def topmost(tree: TreeDiagram) -> tuple[Node, ...]:
    """Return the boxes that have no box above."""
    known = {node.id for node in tree.nodes}
    return tuple(node for node in tree.nodes if node.parent not in known)


def below(tree: TreeDiagram, parent: Node) -> tuple[Node, ...]:
    """Return the boxes directly below a box."""
    return tuple(node for node in tree.nodes if node.parent == parent.id)


def box_text(node: Node) -> str:
    """Return the text of a box on one line."""
    return f"{node.label} ({', '.join(node.lines)})" if node.lines else node.label


def tree_items(tree: TreeDiagram) -> ListBlock:
    """Return the boxes of a diagram as a list of lists."""

    def items(nodes: Iterable[Node]) -> ListBlock:
        return ListBlock(tuple(item(node) for node in nodes))

    def item(node: Node) -> tuple[Paragraph | ListBlock, ...]:
        under = below(tree, node)
        return (Paragraph((Run(box_text(node)),)), *((items(under),) if under else ()))

    return items(topmost(tree))


def spoken(figure: Figure) -> str:
    """Return a figure in words: what it shows, with its numbers or the names in its boxes."""
    told = ""
    if figure.numbers is not None:
        told = _table(figure.numbers)
    elif isinstance(figure.drawing, TreeDiagram):
        told = _tree(figure.drawing)
    return " ".join(part for part in (figure.alt, told) if part)


def _table(table: Table) -> str:
    """Return rows as text: `Plenum: Treffen 3, Regel 4; Beirat: Treffen 2, Regel 2.`."""
    names = [words(column) for column in table.columns]
    rows = []
    for row in table.rows:
        first, *rest = [" ".join(words(cell).split()) for cell in row]
        told = ", ".join(
            f"{name} {value}" for name, value in zip(names[1:], rest, strict=True) if value
        )
        rows.append(f"{first}: {told}" if told else first)
    return "; ".join(rows) + "." if rows else ""


def _tree(tree: TreeDiagram) -> str:
    """Return the boxes of a diagram as sentences: first the roots, then what is below each box."""
    top = [*map(box_text, topmost(tree))]
    under = [(node, below(tree, node)) for node in tree.nodes]
    told = [
        f"Unter {node.label}: {', '.join(map(box_text, nodes))}" for node, nodes in under if nodes
    ]
    return ". ".join([", ".join(top), *told]) + "."
