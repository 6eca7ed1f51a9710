"""Values that YAML takes for a comment because they begin with `#`: `theme: #Kinderschutz` says nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.findings import Edit, Fault, Fix, Place, Span
from ksnet.reading.nodes import compose
from ksnet.reading.yaml import Document

# A `#` in the place of a value, and a letter or digit directly behind it; after a blank it is a comment for sure.
_VALUE = re.compile(r"(?:^|[:-])[ \t]+(#\w[^\n]*)", re.MULTILINE)
_INSTRUCTION = re.compile(r"#ksnet\b", re.IGNORECASE)


def eaten_values(document: Document) -> Iterator[Fault]:
    """Yield where a key or an entry of a list has no value, but a comment glued to its `#` in the place of one.

    Where the value follows further down, the comment is one.
    """
    text = document.text
    if document.data is None or "#" not in text or not _VALUE.search(text):
        return
    empty = {node.start_mark.line for node in _empty(compose(text))}
    for match in _VALUE.finditer(text):
        line = text.count("\n", 0, match.start(1))
        if line in empty and not _INSTRUCTION.match(match[1]):
            yield _fault(
                document.file, line, match.start(1) - (text.rfind("\n", 0, match.start(1)) + 1), match[1].rstrip()
            )


def _empty(node: Node | None) -> Iterator[Node]:
    """Yield the keys and entries without a value, by the place where it would stand."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if _is_nothing(value):
                yield key
            else:
                yield from _empty(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            if _is_nothing(item):
                yield item
            else:
                yield from _empty(item)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.start_mark.index == node.end_mark.index


def _fault(file: str, line: int, column: int, written: str) -> Fault:
    place = Place(file, span=Span(line + 1, column + 1, line + 1, column + 1 + len(written)))
    quoted = f'"{written}"' if '"' not in written and "\\" not in written else "'" + written.replace("'", "''") + "'"
    return Fault(
        "value-as-comment",
        place,
        "Ab „#“ gilt der Rest der Zeile als Kommentar; hier steht deshalb kein Wert.",
        f"Ist es ein Wert, in Anführungszeichen setzen: {quoted}. Ist es ein Kommentar, hinter „#“ ein Leerzeichen setzen.",
        fix=Fix((Edit(place, written, quoted),), safe=False),
    )
