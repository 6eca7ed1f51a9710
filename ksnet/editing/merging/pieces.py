"""A record file as pieces: keys and items, each with its comments and its value as it is written.

Only files in canonical form are taken apart, so that the same is written alike in all three
versions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode

from ksnet.basics.scalars import NULL_MATTERS, Plain, plain_scalar, text_of
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.yamltext.form.entries import FormBlock, FormEntry, block_text, outline
from ksnet.yamltext.form.layout import in_canonical_order
from ksnet.yamltext.reading.nodes import compose


class Split(NamedTuple):
    """Lines of which there are two versions, and what they were before."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


TextLine = str | Split


@dataclass(frozen=True, slots=True)
class PieceScalar:
    """A single value as it is written: its first line and those after it,
    without their indentation.
    """

    lines: tuple[TextLine, ...]
    value: str | Plain | None
    block: bool = False  # a text after `|` or `>`: the first line is its header


@dataclass(frozen=True, slots=True)
class PieceBlock:
    """A mapping or list; `flow` where it stands in brackets,
    `tail` are comments after its last piece.
    """

    is_list: bool
    flow: bool
    parts: tuple[Piece | Clash, ...]
    tail: tuple[TextLine, ...] = ()


PieceValue = PieceScalar | PieceBlock


@dataclass(frozen=True, slots=True)
class Piece:
    """A key with its value, or an item of a list (`key` is empty);
    `rank` is the documented place of the key.
    """

    key: str
    source: str  # the key as it is written
    value: PieceValue
    before: tuple[TextLine, ...] = ()  # comments and blank lines above
    after: str = ""  # the comment on its line, with the spaces before it
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """A piece of which the two sides say different things; None where it is not there."""

    base: Piece | None
    ours: Piece | None
    theirs: Piece | None
    key: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file: comments at its top, then its pieces."""

    header: tuple[TextLine, ...] = ()
    root: PieceBlock = field(
        default_factory=lambda: PieceBlock(is_list=False, flow=False, parts=())
    )


def pieces_of(text: str, model: type[BaseModel]) -> WholeFile:
    """Take a text in canonical form apart; an empty one has no pieces."""
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
        elif isinstance(node, ScalarNode) and node.style in ("|", ">"):
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
        """Return what stands on the line of its key: a scalar, or a collection in brackets."""
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
    """Return the keys of a mapping in their documented order.

    An unknown key stays where it is ranked.
    """
    ranks = {key: rank for rank, key in enumerate(fields_of(model), start=1)} if model else {}
    return sorted(pieces, key=lambda piece: ranks.get(piece.key, piece.rank))


def meaning(value: PieceValue) -> Hashable:
    """Return what a value says, however it is written; a key without a value says nothing."""
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
    """Whether a key says as much as leaving it out."""
    return piece is None or (
        isinstance(piece.value, PieceScalar)
        and piece.value.value is None
        and bool(piece.key)
        and piece.key not in NULL_MATTERS
        and not piece.after
        and not any(piece.before)
    )


def remarked(piece: Piece | None) -> Hashable:
    """Return what a piece says together with its comments: what must not get lost."""
    if piece is None or is_nothing(piece):
        return None
    return (
        piece.key,
        tuple(line for line in piece.before if line),
        piece.after.strip(),
        remarked_value(piece.value),
    )


def remarked_value(value: PieceValue) -> Hashable:
    """Return what a value says together with the comments in it."""
    if isinstance(value, PieceScalar):
        return text_of(value.value)
    inner = [remarked(part) for part in value.parts if isinstance(part, Piece)]
    tail = tuple(line for line in value.tail if line)
    return (tuple(inner) if value.is_list else frozenset(filter(None, inner)), tail)
