"""Values that YAML takes for a comment because they begin with `#`: `theme: #Kinderschutz`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Edit, Fault, Fix, Place, Span
from ksnet.yamltext.reading.excess import FewAlike
from ksnet.yamltext.reading.nodes import compose, is_empty
from ksnet.yamltext.reading.slips.lines import quoted_value
from ksnet.yamltext.reading.texts import EATEN, HALF_EATEN, span_at
from ksnet.yamltext.reading.yaml import ParsedFile
from ksnet.yamltext.rules.files import VALUE_AS_COMMENT

_INSTRUCTION = expression(r"#ksnet\b", re.IGNORECASE)


def eaten_values(document: ParsedFile) -> Iterator[Fault]:
    """Yield a fault for each key or list entry with a `#` comment in the place of its value.

    The comment is fine if the value follows further down.
    """
    text = document.text
    if document.data is None:
        return
    if HALF_EATEN.search(text):
        yield from _half_eaten(document)
    if not EATEN.search(text):
        return
    empty = {node.start_mark.line for node in _empty(compose(text))}
    faults = FewAlike()
    for match in EATEN.finditer(text):
        at = span_at(text, *match.span(1))
        if at.line - 1 in empty and not _INSTRUCTION.match(match[1]):
            made = partial(_fault, document.file, at, match[1].rstrip())
            faults.add(VALUE_AS_COMMENT, document.file, match[1], made)
    yield from faults.found()


def _half_eaten(document: ParsedFile) -> Iterator[Fault]:
    """Yield faults for text without quotes that ends at ` #` too early: `Netzwerktreffen #3`."""
    text = document.text
    ends = {node.end_mark.index: (key, node) for key, node in _plain_scalars(compose(text), None)}
    faults = FewAlike()
    for match in HALF_EATEN.finditer(text):
        end = match.start() + 1
        if end not in ends or _INSTRUCTION.match(match[1]):
            continue
        made = partial(_half_eaten_fault, document, *ends[end], match)
        faults.add(VALUE_AS_COMMENT, document.file, match[1], made)
    yield from faults.found()


def _half_eaten_fault(
    document: ParsedFile, key: str | None, node: ScalarNode, match: re.Match[str]
) -> Fault:
    quoted = quoted_value(document.text[node.start_mark.index : match.end()].rstrip())
    return VALUE_AS_COMMENT.fault(
        Place(document.file, span=span_at(document.text, *match.span(1))),
        f"Ab „#“ gilt der Rest der Zeile als Kommentar und fehlt im Text: {match[1].rstrip()}",
        f"Den ganzen Wert in Anführungszeichen setzen: {f'{key}: ' if key else '- '}{quoted}. Ist es ein Kommentar, hinter „#“ ein Leerzeichen und ein Wort setzen.",
    )


def _plain_scalars(node: Node | None, key: str | None) -> Iterator[tuple[str | None, ScalarNode]]:
    """Yield the texts without quotes on one line and outside of brackets, each with its key."""
    if isinstance(node, ScalarNode):
        if not node.style and node.start_mark.line == node.end_mark.line and node.value:
            yield key, node
    elif isinstance(node, MappingNode) and not node.flow_style:
        for name, value in node.value:
            yield from _plain_scalars(value, name.value if isinstance(name, ScalarNode) else None)
    elif isinstance(node, SequenceNode) and not node.flow_style:
        for item in node.value:
            yield from _plain_scalars(item, None)


def _empty(node: Node | None) -> Iterator[Node]:
    """Yield the nodes of keys and entries without a value."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if is_empty(value):
                yield key
            else:
                yield from _empty(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            if is_empty(item):
                yield item
            else:
                yield from _empty(item)


def _fault(file: str, at: Span, written: str) -> Fault:
    end = at.column + len(written)
    place = Place(file, span=Span(at.line, at.column, at.line, end))
    quoted = quoted_value(written)
    return VALUE_AS_COMMENT.fault(
        place,
        "Ab „#“ gilt der Rest der Zeile als Kommentar; hier steht deshalb kein Wert.",
        f"Ist es ein Wert, in Anführungszeichen setzen: {quoted}. Ist es ein Kommentar, hinter „#“ ein Leerzeichen setzen.",
        fix=Fix((Edit(place, written, quoted),), safe=False),
    )
