"""The texts of a YAML file with their positions: values, keys and comments, for searching."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.findings import Path
from ksnet.yamltext.reading.comments import Comment, comments
from ksnet.yamltext.reading.nodes import compose, is_block_text
from ksnet.yamltext.reading.texts import FOLD, WRAP, Segment, flat, paragraphs, unescaped


def segments(text: str) -> Iterator[Segment]:
    """Yield the texts of a file; where it is no YAML, paragraphs count as comments."""
    try:
        node = compose(text)
    except yaml.YAMLError:
        for paragraph in paragraphs(text):
            said = unescaped(paragraph.text)
            is_exact = said == paragraph.text
            yield paragraph._replace(text=said, exact=is_exact)
        return
    if node is not None:
        yield from _values(node, (), text)
    yield from _comments(text)


def _values(node: Node, path: Path, text: str) -> Iterator[Segment]:
    if isinstance(node, ScalarNode):
        yield _segment("value", path, node, text)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield from _values(item, (*path, number), text)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            here = (*path, key.value) if isinstance(key, ScalarNode) else path
            if isinstance(key, ScalarNode):
                yield _segment("key", here, key, text)
            else:
                yield from _values(key, here, text)
            yield from _values(value, here, text)


def _segment(kind: Literal["value", "key"], path: Path, node: ScalarNode, text: str) -> Segment:
    start, end = node.start_mark.index, node.end_mark.index
    if is_block_text(node):  # the line above the text may hold a comment
        start = text.find("\n", start, end) + 1 or end
    raw = text[start:end]
    # The text as written differs from its value: there is no exact place within it.
    hidden = {'"': "\\", "'": "''"}.get(node.style or "")
    if hidden and hidden in raw[1:-1]:
        return Segment(kind, path, flat(node.value, FOLD), start, end, exact=False)
    return Segment(kind, path, flat(raw, FOLD), start, end)


def _comments(text: str) -> Iterator[Segment]:
    """Yield the comments; those on consecutive lines are one text."""
    block: list[Comment] = []
    for comment in comments(text):
        if block and not (comment.own_line and comment.line == block[-1].line + 1):
            yield _joined(block, text)
            block = []
        block.append(comment)
    if block:
        yield _joined(block, text)


def _joined(block: list[Comment], text: str) -> Segment:
    start, end = block[0].offset, block[-1].offset + len(block[-1].text)
    return Segment("comment", (), flat(text[start:end], WRAP), start, end)
