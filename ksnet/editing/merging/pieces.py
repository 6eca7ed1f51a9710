"""A record file as pieces: keys and items with their comments and values as written.

Only files in canonical form are split, so that equal content is written equally in all versions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode

from ksnet.basics.frozen import field, frozen
from ksnet.basics.scalars import NULL_MATTERS, Plain, plain_scalar, text_of
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.yamltext.form.entries import FormBlock, FormEntry, block_text, outline
from ksnet.yamltext.form.layout import in_canonical_order
from ksnet.yamltext.reading.nodes import compose, is_block_text


class Split(NamedTuple):
    """Two versions of some lines, and the lines before."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


TextLine = str | Split


@frozen
class PieceScalar:
    """A scalar as written: its first line and those after it, without indentation."""

    lines: tuple[TextLine, ...]
    value: str | Plain | None
    block: bool = False  # a text after `|` or `>`: the first line is its header


@frozen
class PieceBlock:
    """A mapping or list; `flow`: in brackets, `tail`: comments after its last piece."""

    is_list: bool
    flow: bool
    parts: tuple[Piece | Clash, ...]
    tail: tuple[TextLine, ...] = ()


PieceValue = PieceScalar | PieceBlock


@frozen
class Piece:
    """A key with its value, or an item (`key` is empty); `rank` is the documented position."""

    key: str
    source: str  # the key as written
    value: PieceValue
    before: tuple[TextLine, ...] = ()  # comments and blank lines above
    after: str = ""  # the comment on its line, with the spaces before it
    rank: int = 0


@frozen
class Clash:
    """A piece on which the two sides differ; None where a version lacks it."""

    base: Piece | None
    ours: Piece | None
    theirs: Piece | None
    key: str = ""
    rank: int = 0


@frozen
class WholeFile:
    """A file: the comments at its top, then its pieces."""

    header: tuple[TextLine, ...] = ()
    root: PieceBlock = field(
        default_factory=lambda: PieceBlock(is_list=False, flow=False, parts=())
    )


def pieces_of(text: str, model: type[BaseModel]) -> WholeFile:
    """Split a text in canonical form into pieces; an empty text has none."""
    root = compose(text)
    if not isinstance(root, MappingNode):
        return WholeFile()
    result = outline(text, root, model, keep_flow=False)
    reader = _Reader(text, result.lines)
    return WholeFile(tuple(result.header), reader.block(result.root, is_list=False))


class _Reader:
    def __init__(self, text: str, lines: list[str]) -> None:
        self.text, self.lines = text, lines

    def block(self, block: FormBlock, *, is_list: bool) -> PieceBlock:
        parts = tuple(self.piece(entry) for entry in in_canonical_order(block))
        return PieceBlock(is_list, flow=False, parts=parts, tail=tuple(block.tail))

    def piece(self, entry: FormEntry) -> Piece:
        node = entry.value
        if entry.block:
            value: PieceValue = self.block(entry.block, is_list=not isinstance(node, MappingNode))
        elif isinstance(node, ScalarNode) and is_block_text(node):
            header, content, _ = block_text(self.lines, entry)
            value = PieceScalar((header, *content), node.value, block=True)
        else:
            value = self.value(node)
        key = entry.key
        return Piece(
            str(key.value) if key else "",
            self.source(key) if key else "",
            value,
            tuple(entry.leading),
            "".join(entry.trailing),
            entry.rank,
        )

    def value(self, node: Node) -> PieceValue:
        """Return a value on the line of its key: a scalar, or a collection in brackets."""
        if isinstance(node, ScalarNode):
            first, *rest = self.source(node).split("\n")
            value = node.value if node.style else plain_scalar(node.value)
            return PieceScalar((first, *(line.lstrip(" ") for line in rest)), value)
        if isinstance(node, MappingNode):
            pairs = tuple(
                Piece(str(key.value), self.source(key), self.value(value))
                for key, value in node.value
            )
            return PieceBlock(is_list=False, flow=True, parts=pairs)
        return PieceBlock(
            is_list=True,
            flow=True,
            parts=tuple(Piece("", "", self.value(item)) for item in node.value),
        )

    def source(self, node: Node) -> str:
        return self.text[node.start_mark.index : node.end_mark.index]


def ranked(pieces: Iterable[Piece | Clash], model: type[BaseModel] | None) -> list[Piece | Clash]:
    """Return the keys of a mapping in documented order; an unknown key keeps its rank."""
    ranks = {key: rank for rank, key in enumerate(fields_of(model), start=1)} if model else {}
    return sorted(pieces, key=lambda piece: ranks.get(piece.key, piece.rank))


def meaning(value: PieceValue) -> Hashable:
    """Return the content of a value in any spelling; keys without a value count as missing."""
    if isinstance(value, PieceScalar):
        return text_of(value.value)
    if value.is_list:
        return tuple(meaning(part.value) for part in value.parts if isinstance(part, Piece))
    return frozenset(
        (part.key, meaning(part.value))
        for part in value.parts
        if isinstance(part, Piece) and not is_nothing(part)
    )


def is_nothing(piece: Piece | None) -> bool:
    """Whether a key means the same as leaving it out."""
    return piece is None or (
        isinstance(piece.value, PieceScalar)
        and piece.value.value is None
        and bool(piece.key)
        and piece.key not in NULL_MATTERS
        and not piece.after
        and not any(piece.before)
    )


def remarked(piece: Piece | None) -> Hashable:
    """Return the content of a piece with its comments: what must not be lost."""
    if piece is None or is_nothing(piece):
        return None
    return (
        piece.key,
        tuple(line for line in piece.before if line),
        piece.after.strip(),
        remarked_value(piece.value),
    )


def remarked_value(value: PieceValue) -> Hashable:
    """Return the content of a value with the comments in it."""
    if isinstance(value, PieceScalar):
        return text_of(value.value)
    inner = [remarked(part) for part in value.parts if isinstance(part, Piece)]
    tail = tuple(line for line in value.tail if line)
    return (tuple(inner) if value.is_list else frozenset(filter(None, inner)), tail)
