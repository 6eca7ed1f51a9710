"""Lists and mappings in brackets: what may be written in them, and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path
from ksnet.basics.scalars import plain_scalar
from ksnet.yamltext.form.quick import ATOM
from ksnet.yamltext.reading.nodes import is_empty

_ATOM = expression(ATOM)


def fits_one_line(node: Node) -> bool:
    """Whether a collection may stay in brackets: on one line, without text to be split."""
    return node.start_mark.line == node.end_mark.line and next(unquoted_texts(node), None) is None


def unquoted_texts(node: Node) -> Iterator[Node]:
    """Yield what should be quoted, or in block style, in a collection in brackets.

    Text there must be in quotes, or be the only value and have neither comma nor colon. `null` and
    `~` are no text.
    """
    parts = _parts(node)
    alone = len(parts) == 1
    for key, value in parts:
        if key is not None and is_empty(value):
            yield key  # a text with a comma: its second half has become a key
        elif isinstance(value, ScalarNode):
            if value.style or _ATOM.fullmatch(value.value) or plain_scalar(value.value) is None:
                continue
            if not alone or re.search("[,:\n]", value.value):
                yield value
        else:
            yield from unquoted_texts(value)


def one_line(node: Node, path: Path, source: Callable[[ScalarNode, Path], str]) -> str:
    """Return a collection in brackets on one line; `source` returns a scalar as it is written."""
    if isinstance(node, ScalarNode):
        return source(node, path)
    parts = [
        one_line(value, (*path, number), source)
        if key is None
        else f"{source(key, ())}: {one_line(value, (*path, key.value), source)}"
        for number, (key, value) in enumerate(_parts(node))
    ]
    return f"[{', '.join(parts)}]" if isinstance(node, SequenceNode) else f"{{{', '.join(parts)}}}"


def _parts(node: Node) -> list[tuple[ScalarNode | None, Node]]:
    if isinstance(node, SequenceNode):
        return [(None, item) for item in node.value]
    return list(node.value) if isinstance(node, MappingNode) else []
