"""Entries of lists without their `- `, or with another sign in its place.

An entry without its dash continues the one before, so that its keys come twice. Which keys are
meant is clear where the first key of an entry comes again; then the nodes are put together as they
were meant, and nothing in the file is lost.
"""

from __future__ import annotations

import re

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place
from ksnet.yamltext.reading.slips.lines import BlockText, Line, abridged, structure
from ksnet.yamltext.rules.files import MISSING_DASH

_GLUED = expression(r" *-(?=[^\s\-–—])(.+)")
# Without such a line there is no list, and nothing that could be meant as one.
_MAY_BEGIN = expression(r"\n *[-–—−•·‣▪*\d]")
_OPEN = expression(r" *-(?:\s|$)")
_BULLET = expression(r" *([–—−•·‣▪*]|\d+[.)](?=\s))[ \t]*(\S.*)")
_EMPTY_KEY = expression(r" *(?:- +)*[\w-]+:[ \t]*(?:#.*)?")


def dash_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first line that begins with something like `- ` instead of it."""
    if not _MAY_BEGIN.search(f"\n{text}"):
        return None
    before: Line | None = None
    for part in structure(text):
        if isinstance(part, BlockText):
            continue
        if before is not None and not _OPEN.match(part.text) and _may_be_entry(before, part):
            message, entry = _instead_of_dash(part, before)
            if message:
                place = Place(file, span=part.span(part.indent))
                return MISSING_DASH.fault(place, message, f"Schreiben: - {entry}")
        before = part if part.dashed or before is None or _ends_list(before, part) else before
    return None


def _instead_of_dash(part: Line, before: Line) -> tuple[str, str]:
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
    if before.dashed and part.indent == before.indent and not part.dashed:
        if not part.key:
            return "In dieser Liste fehlt vor dem Eintrag „- “.", abridged(part.value, 60)
        if before.indent:
            return (
                f"Vor „{part.key}“ fehlt „- “: Hier beginnt ein neuer Eintrag der Liste.",
                f"{part.key}: …, die übrigen Schlüssel des Eintrags darunter gleich weit eingerückt.",
            )
    return "", ""


def _ends_list(before: Line, part: Line) -> bool:
    """Whether a line no longer belongs to the entry above it."""
    return (
        not before.dashed
        or part.indent <= before.indent
        or _EMPTY_KEY.fullmatch(part.text) is not None
    )


def _may_be_entry(before: Line, part: Line) -> bool:
    if before.dashed:
        return part.indent == before.indent
    return _EMPTY_KEY.fullmatch(before.text) is not None and part.indent >= before.column


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
