"""Where in a text the entries of a record begin and end, for edits.

Lines and columns count from 0, as in libyaml.
"""

from __future__ import annotations

from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.findings import Path
from ksnet.yamltext.form.entries import FormEntry, block_text, dash
from ksnet.yamltext.reading.nodes import is_block_text, is_empty

CollectionNode = MappingNode | SequenceNode


class Spot(NamedTuple):
    """An entry of a record: a key with its value, or an item of a list (`key` is None).

    `line` and `column` are those of the key or dash; `number` is its position among the entries of
    `parent`; `in_brackets` says that it is within `[…]` or `{…}`.
    """

    path: Path
    node: Node
    key: ScalarNode | None
    parent: CollectionNode | None
    number: int
    line: int
    column: int
    in_brackets: bool

    @property
    def is_block(self) -> bool:
        """Whether its value takes lines of its own."""
        return is_block(self.node)

    @property
    def is_empty(self) -> bool:
        """Whether the place of the value is empty."""
        return is_empty(self.node)


def is_block(node: Node) -> bool:
    """Whether a value takes lines of its own: entries, or a text after `|` or `>`."""
    return is_block_text(node) or (isinstance(node, CollectionNode) and not node.flow_style)


def root_spot(root: MappingNode) -> Spot:
    """Return the whole record."""
    return Spot((), root, None, None, 0, 0, -1, bool(root.flow_style))


def spots(spot: Spot, lines: list[str], only: slice = slice(None)) -> list[Spot]:
    """Return the entries of a mapping or list in the order of the file, or `only` some of them."""
    parent = spot.node
    if not isinstance(parent, CollectionNode):
        return []
    brackets = spot.in_brackets or bool(parent.flow_style)
    result = []
    for number, child in enumerate(parent.value[only], start=only.start or 0):
        key, value = child if isinstance(child, tuple) else (None, child)
        start = (key or value).start_mark
        line, column = start.line, start.column
        if key is None and not parent.flow_style:
            line, column = dash(lines, value, parent.start_mark.column)
        path = (*spot.path, number if key is None else str(key.value))
        result.append(Spot(path, value, key, parent, number, line, column, brackets))
    return result


def nearest_spot(root: MappingNode, path: Path, lines: list[str]) -> Spot:
    """Return the entry at `path`, or the last one on the way there.

    A single value instead of a list of one, or of a mapping, ends the way.
    """
    spot = root_spot(root)
    for step in path:
        if step == 0 and not isinstance(spot.node, SequenceNode):
            continue
        item = (
            slice(step, step + 1)
            if isinstance(step, int) and isinstance(spot.node, SequenceNode)
            else slice(None)
        )
        found = next((child for child in spots(spot, lines, item) if child.path[-1] == step), None)
        if found is None:
            break
        spot = found
    return spot


def spot_at(root: MappingNode, path: Path, lines: list[str]) -> Spot | None:
    """Return the entry at exactly this path of the file, or None."""
    spot = nearest_spot(root, path, lines)
    return spot if spot.path == path else None


def last_line(spot: Spot, lines: list[str]) -> int:
    """Return the last line of an entry, without the comments after it."""
    node = spot.node
    if is_block_text(node):
        return block_text(lines, FormEntry(spot.line, spot.column, (), None, node, 0))[2]
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        return last_line(spots(spot, lines)[-1], lines)
    return max(spot.line, node.end_mark.line)


def last_line_with_tail(spot: Spot, lines: list[str]) -> int:
    """Return the last line of an entry and of the comments below that are indented further."""
    last = probe = last_line(spot, lines)
    for number, line in enumerate(lines[probe + 1 :], start=probe + 1):
        bare = line.lstrip(" ")
        if bare and not (bare.startswith("#") and len(line) - len(bare) > spot.column):
            break
        if bare:
            last = number
    return last
