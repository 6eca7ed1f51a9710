"""Entries of lists without their `- `, or with another sign in its place.

An entry without its dash continues the one before, so that its keys come twice. Which keys are
meant is clear where the first key of an entry comes again; then the nodes are put together as they
were meant, and nothing in the file is lost.
"""

from __future__ import annotations

import re

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.reading.slips.lines import BlockText, Line, structure
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
            glued, bullet = (
                _GLUED.fullmatch(part.text.rstrip()),
                _BULLET.fullmatch(part.text.rstrip()),
            )
            if glued and not re.fullmatch(r" *-+", part.text.rstrip()):
                return _fault(
                    file,
                    part,
                    "Hinter dem Spiegelstrich fehlt das Leerzeichen: Ein Eintrag beginnt mit „- “.",
                    f"Schreiben: - {_short(glued[1])}",
                )
            if bullet:
                return _fault(
                    file,
                    part,
                    f"Ein Eintrag beginnt mit „- “ (Bindestrich und Leerzeichen), hier steht „{bullet[1]}“.",
                    f"Schreiben: - {_short(bullet[2])}",
                )
            if before.dashed and part.indent == before.indent and not part.dashed and not part.key:
                return _fault(
                    file,
                    part,
                    "In dieser Liste fehlt vor dem Eintrag „- “.",
                    f"Schreiben: - {_short(part.value)}",
                )
            if (
                before.dashed
                and part.indent == before.indent
                and part.key
                and not part.dashed
                and before.indent
            ):
                return _fault(
                    file,
                    part,
                    f"Vor „{part.key}“ fehlt „- “: Hier beginnt ein neuer Eintrag der Liste.",
                    f"Schreiben: - {part.key}: …, die übrigen Schlüssel des Eintrags darunter gleich weit eingerückt.",
                )
        before = part if part.dashed or before is None or _ends_list(before, part) else before
    return None


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


def _fault(file: str, line: Line, message: str, mend: str) -> Fault:
    span = Span(line.number + 1, line.indent + 1, line.number + 1, len(line.text.rstrip()) + 1)
    return MISSING_DASH.fault(Place(file, span=span), message, mend)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


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
