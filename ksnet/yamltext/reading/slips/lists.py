"""Entries of lists without their `- `, or with another sign in its place.

An entry without its dash continues the one before, so that its keys come twice. Which keys are
meant is clear where the first key of an entry comes again; then the nodes are put together as they
were meant, and nothing in the file is lost.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place
from ksnet.yamltext.reading.slips.lines import BlockText, Line, abridged, structure
from ksnet.yamltext.rules.files import ENTRY_BELOW, MISSING_DASH

_GLUED = expression(r" *-(?=[^\s\-–—])(.+)")
# Without such a line there is no list, and nothing that could be meant as one.
_MAY_BEGIN = expression(r"\n *[-–—−•·‣▪*\d]")
_OPEN = expression(r" *-(?:\s|$)")
_BULLET = expression(r" *([–—−•·‣▪*]|\d+[.)](?=\s))[ \t]*(\S.*)")
_BEGINS_MORE = frozenset("-[{|>\"'")  # an entry, or what may go on over several lines
_NO_DASH = "In dieser Liste fehlt vor dem Eintrag „- “."


class _List(NamedTuple):
    """An open list by its first entry: the column of its dashes, and what is known of it."""

    column: int
    beside_key: bool  # its key begins in the same column, as YAML allows
    first_key: str | None  # None for a list of single values


def dash_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first line that begins with something like `- ` instead of it."""
    if not _MAY_BEGIN.search(f"\n{text}"):
        return None
    lists: list[_List] = []  # the open ones, outermost first
    above: Line | None = None
    bare: Line | None = None  # a word below a key, where a list may begin
    for part in structure(text):
        if isinstance(part, BlockText) or (above is not None and _goes_on(above, part)):
            continue
        lists = [one for one in lists if one.column <= part.indent]
        within = lists[-1] if lists and lists[-1].column == part.indent else None
        margin = above.column if above and above.is_open else None
        if not _OPEN.match(part.text):
            below_key = margin is not None and part.indent >= margin
            message, entry = _instead_of_dash(part, within) if within or below_key else ("", "")
            if message:
                return missing_dash(file, part, message, entry)
            lists = [one for one in lists if one is not within]
        elif bare is not None and bare.indent == part.indent:
            return missing_dash(file, bare, _NO_DASH, abridged(bare.value, 60))
        elif within is None:
            lists.append(_List(part.indent, part.indent in (0, margin), part.key))
        bare = part if margin is not None and _is_word(part) else None
        above = part
    return None


def _goes_on(above: Line, part: Line) -> bool:
    """Whether a line belongs to the value above it, whatever sign it begins with."""
    key_or_dash = above.column if above.key else above.indent
    is_value = above.value[:1] not in ("", "#") and not above.opens_block
    return is_value and part.indent > key_or_dash and not _OPEN.fullmatch(above.text.rstrip())


def _is_word(line: Line) -> bool:
    return not (line.key or line.dashed or line.value[:1] in _BEGINS_MORE)


def missing_dash(file: str, line: Line, message: str, entry: str) -> Fault:
    """Return the fault for a line that should begin an entry, and what to write behind its dash."""
    place = Place(file, span=line.span(line.indent))
    return MISSING_DASH.fault(place, message, f"Schreiben: - {entry}")


def _instead_of_dash(part: Line, within: _List | None) -> tuple[str, str]:
    """Return what is wrong with a line, and the entry as it should be; empty for nothing."""
    line = part.text.rstrip()
    if (glued := _GLUED.fullmatch(line)) and not re.fullmatch(r" *-+", line):
        return (
            "Hinter dem Spiegelstrich fehlt das Leerzeichen: Ein Eintrag beginnt mit „- “.",
            abridged(glued[1], 60),
        )
    if bullet := _BULLET.fullmatch(line):
        return (
            f"Ein Eintrag beginnt mit „- “ (Bindestrich und Leerzeichen), hier steht „{bullet[1]}“.",
            abridged(bullet[2], 60),
        )
    if within and not within.first_key and not part.key and part.value[:1] not in "]}":
        return _NO_DASH, abridged(part.value, 60)
    if within and not within.beside_key and part.key and part.key == within.first_key:
        return (
            f"Vor „{part.key}“ fehlt „- “: Hier beginnt ein neuer Eintrag der Liste.",
            f"{part.key}: {ENTRY_BELOW}.",
        )
    return "", ""


def split_entries(node: Node) -> list[ScalarNode]:
    """Divide mappings whose first key is repeated into the list entries they were meant to be.

    The nodes are changed; returns the keys before which a dash is missing, in order.
    """
    found: list[ScalarNode] = []
    _visit(node, found)
    return sorted(found, key=lambda key: key.start_mark.index)


def _visit(node: Node, found: list[ScalarNode]) -> None:
    if isinstance(node, MappingNode):
        node.value = [(key, _value(value, found)) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        items: list[Node] = []
        for item in node.value:
            parts = _parts(item, found, least=1)
            for part in parts:
                _visit(part, found)
            items += parts
        node.value = items


def _value(node: Node, found: list[ScalarNode]) -> Node:
    """Return the value of a key, as a list if its keys are repeated."""
    parts = _parts(node, found, least=2)
    if len(parts) > 1:
        node = SequenceNode("", parts, node.start_mark, node.end_mark, flow_style=False)
    _visit(node, found)
    return node


def _parts(node: Node, found: list[ScalarNode], *, least: int) -> list[Node]:
    """Return the entries in a block mapping: several if its first key and `least` keys repeat."""
    if not isinstance(node, MappingNode) or node.flow_style or len(node.value) < 2:
        return [node]
    names = [key.value if isinstance(key, ScalarNode) else None for key, _ in node.value]
    first = names[0]
    starts = [number for number, name in enumerate(names) if name == first]
    if first is None or len(starts) < 2 or len(names) - len(set(names)) < least:
        return [node]
    parts: list[Node] = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(names)
        pairs = node.value[start:stop]
        parts.append(
            MappingNode("", pairs, pairs[0][0].start_mark, pairs[-1][1].end_mark, flow_style=False)
        )
    found.extend(node.value[start][0] for start in starts[1:])
    return parts
