"""The nodes and tokens that libyaml makes of a guarded text, and their positions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from yaml import AliasEvent, MappingNode, Node, ScalarNode, SequenceNode, YAMLError
from yaml.composer import Composer
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

from ksnet.basics.findings import FILE_START, Path, Span
from ksnet.basics.kept import forgotten_with_long_texts, kept_by_length
from ksnet.basics.limits import MAX_DEPTH
from ksnet.yamltext.reading.slips.lists import split_entries
from ksnet.yamltext.reading.texts import lines_of


class _Loader(CParser):
    """The parser alone: scalars stay text, so nothing has to be resolved.

    Too deep nesting is refused here for all callers, because nodes are made and walked by
    recursion.
    """

    depth = 0

    def descend_resolver(self, *_: object) -> None:
        """Refuse what is nested too deeply; a scalar is one level below its list."""
        self.depth += 1
        if self.depth > MAX_DEPTH + 1:
            raise YAMLError("nested too deeply")

    def ascend_resolver(self) -> None:
        """Leave a level."""
        self.depth -= 1

    # Gives every node the same tag, an empty text, without a call of Python for each.
    resolve = "".format


class _WithoutAliases(Composer, _Loader):
    """Reads an alias as text: followed, a few lines could become endless or huge."""

    def __init__(self, text: str) -> None:
        _Loader.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        if not self.check_event(AliasEvent):
            return super().compose_node(parent, index)
        event: Any = self.get_event()
        return ScalarNode("", f"*{event.anchor}", event.start_mark, event.end_mark)


def compose(text: str) -> Node | None:
    """Return the root node of a text that has passed the guard, always a tree; raises YAMLError."""
    loader = _WithoutAliases(text) if "*" in text and "&" in text else _Loader(text)
    node: Node | None = loader.get_single_node()
    return node


def tokens(text: str) -> Iterator[Any]:
    """Yield the tokens of a guarded text with their positions; raises yaml.YAMLError."""
    loader = _Loader(text)
    while loader.check_token():
        yield loader.get_token()


def count_tokens(text: str) -> int:
    """Return how many tokens a guarded text has; raises yaml.YAMLError."""
    number: int = _Loader(text).raw_scan()
    return number


def is_empty(node: Node | None) -> bool:
    """Whether a key or list item has no value."""
    return (
        isinstance(node, ScalarNode)
        and not node.value
        and node.start_mark.index == node.end_mark.index
    )


def is_block_text(node: Node) -> bool:
    """Whether a value is a text after `|` or `>`."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def node_span(node: Node, text: str) -> Span:
    """Return the span of a node, cut at the end of its first line."""
    start, end = node.start_mark, node.end_mark
    if start.line == end.line:
        return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    lines = lines_of(text)
    width = len(lines[start.line].rstrip()) if start.line < len(lines) else start.column
    return Span(start.line + 1, start.column + 1, start.line + 1, max(width, start.column) + 1)


def mark_span(node: Node) -> Span:
    """Return the span of a node without its text; of several lines only the first column."""
    start, end = node.start_mark, node.end_mark
    same = start.line == end.line
    return Span(
        start.line + 1,
        start.column + 1,
        start.line + 1,
        (end.column if same else start.column + 1) + 1,
    )


def locate(text: str, path: Path, on: str) -> Span:
    """Return the span of the value (or key) at `path` in a text that the reader has accepted.

    Where the path leads nowhere (a missing key, a shorthand), it is that of the nearest entry
    above.
    """
    node: Node | None = _composed(text)
    if node is None:
        return FILE_START
    key: Node | None = None
    for position, step in enumerate(path):
        if step == 0 and not isinstance(node, SequenceNode):
            continue  # a single value where the model reads a list of one
        found = _child(node, step)
        if found is None:
            if position == 0:
                return FILE_START
            on = "value" if key is None or isinstance(node, ScalarNode) else "key"
            break
        key, node = found
    else:
        if not path:
            return FILE_START
    target = (
        key
        if key is not None
        and (on == "key" or is_empty(node) or isinstance(node, MappingNode | SequenceNode))
        else node
    )
    return node_span(target, text)


def names_on(text: str, path: Path) -> tuple[str, ...]:
    """Return the keys on a path of an accepted text, and the ids of its list entries with one."""
    node, names = _composed(text), list[str]()
    for step in path:
        if isinstance(step, str):
            names.append(step)
        elif step == 0 and not isinstance(node, SequenceNode):
            continue
        found = _child(node, step)
        node = found[1] if found else None
        if isinstance(step, int) and (entry := _child(node, "id")):
            names.append(str(entry[1].value))
    return tuple(names)


@kept_by_length
def _composed(text: str) -> Node | None:
    """Return the nodes of a text, with list entries divided as by the reader; kept."""
    _by_key.cache_clear()  # a mapping holds the whole tree below it
    node = compose(text)
    if node is not None:
        split_entries(node)
    return node


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        return _by_key(node).get(step)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


@lru_cache(maxsize=16)
def _by_key(node: MappingNode) -> dict[str | int, tuple[Node, Node]]:
    """Return keys and values by name; the first if one is repeated."""
    return {
        key.value: (key, value)
        for key, value in reversed(node.value)
        if isinstance(key, ScalarNode)
    }


forgotten_with_long_texts(_by_key.cache_clear)


def stretch(text: str, path: Path) -> Span | None:
    """Return the span of the value at `path` with its key; None where the path leads nowhere."""
    node: Node | None = _composed(text)
    found: tuple[Node, Node] | None = None
    for step in path:
        if step == 0 and not isinstance(node, SequenceNode):
            continue  # a single value where the model reads a list of one
        child = _child(node, step)
        if child is None:
            return _between(*found) if found and isinstance(node, ScalarNode) else None
        key, node = child
        found = (key or node, node)
    return _between(*found) if found else None


def stretch_at(text: str, line: int, column: int, up: int = 0) -> Span | None:
    """Return the span of the value at a position, or of its container `up` levels higher.

    None where there is no value, as in a comment.
    """
    node = _composed(text)
    at, above = (line - 1, column - 1), list[Span]()
    while node is not None:
        parts = [] if isinstance(node, ScalarNode) else node.value
        begun = bisect_right(parts, at, key=_start)  # of one file many positions may be asked for
        if not begun:
            return None
        key, node = _key_and_value(parts[begun - 1])
        if at >= _end(node):
            return None
        above.append(_between(key or node, node))
        is_at_key = key is not None and at < (key.end_mark.line, key.end_mark.column)
        if (
            isinstance(node, ScalarNode)
            or is_at_key
            or at == (node.start_mark.line, node.start_mark.column)
        ):
            break
    return above[max(len(above) - 1 - up, 0)] if above else None


def _key_and_value(part: tuple[Node, Node] | Node) -> tuple[Node | None, Node]:
    """Return a part of a mapping as it is, an item of a list as a value without a key."""
    return part if isinstance(part, tuple) else (None, part)


def _start(part: tuple[Node, Node] | Node) -> tuple[int, int]:
    mark = (part[0] if isinstance(part, tuple) else part).start_mark
    return (mark.line, mark.column)


def _between(first: Node, last: Node) -> Span:
    end = _end(last)
    return Span(first.start_mark.line + 1, first.start_mark.column + 1, end[0] + 1, end[1] + 1)


def _end(node: Node) -> tuple[int, int]:
    """Return the end of a value; a block ends with its last part, not where the next one begins."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    mark = node.end_mark
    return (mark.line, mark.column)
