"""Write merged pieces in canonical form, with Git's conflict markers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal

from yaml import MappingNode

from ksnet.basics.frozen import frozen, replace
from ksnet.editing.merging.pieces import (
    Clash,
    Piece,
    PieceBlock,
    PieceScalar,
    PieceValue,
    Split,
    TextLine,
    WholeFile,
)
from ksnet.yamltext.edits.render import WIDTH
from ksnet.yamltext.form.flow import unquoted_texts
from ksnet.yamltext.form.layout import STEP
from ksnet.yamltext.reading.nodes import compose

Version = Literal["ours", "theirs"]


@frozen
class Merged:
    """The lines of a merged file; a Split where the two sides differ."""

    lines: tuple[TextLine, ...]
    crlf: bool = False

    @property
    def conflicts(self) -> int:
        """The number of conflicts."""
        return sum(isinstance(line, Split) for line in self.lines)

    def text(self, side: Version) -> str:
        """Return the file with one side of every conflict, with LF."""
        return "\n".join(_of_side(self.lines, side)).lstrip("\n") + "\n"

    def content(
        self, names: tuple[str, str, str], size: int = 7, *, with_base: bool = False
    ) -> bytes:
        """Return the bytes of the file with conflict markers of `size` characters.

        `names` are the labels of ours, the base and theirs.
        """
        lines: list[str] = []
        for line in self.lines:
            lines += (
                [line] if isinstance(line, str) else _marked(line, names, size, with_base=with_base)
            )
        text = "\n".join(lines).lstrip("\n") + "\n"
        return text.replace("\n", "\r\n" if self.crlf else "\n").encode()


def _of_side(lines: Iterable[TextLine], side: Version) -> Iterator[str]:
    for line in lines:
        yield from (line,) if isinstance(line, str) else getattr(line, side)


def _marked(
    split: Split, names: tuple[str, str, str], size: int, *, with_base: bool
) -> Iterator[str]:
    yield f"{'<' * size} {names[0]}"
    yield from split.ours
    if with_base:
        yield f"{'|' * size} {names[1]}"
        yield from split.base
    yield "=" * size
    yield from split.theirs
    yield f"{'>' * size} {names[2]}"


def written_lines(whole: WholeFile) -> tuple[TextLine, ...]:
    """Return the lines of a file; adjacent keys that differ become one Split."""
    return (*whole.header, *_block(whole.root, 0))


def _block(block: PieceBlock, column: int) -> list[TextLine]:
    result: list[TextLine] = []
    for differs, parts in groupby(block.parts, key=lambda part: isinstance(part, Clash)):
        if not differs:
            pieces = (part for part in parts if isinstance(part, Piece))
            result += [line for piece in pieces for line in _piece(piece, column)]
            continue
        splits = [_split(part, column) for part in parts if isinstance(part, Clash)]
        if not block.is_list:  # one choice for all of them
            splits = [
                Split(*(tuple(line for split in splits for line in split[n]) for n in range(3)))
            ]
        result += splits
    return [*result, *_remarks(block.tail, column)]


def _split(clash: Clash, column: int) -> Split:
    sides = (
        [] if one is None else _piece(one, column) for one in (clash.base, clash.ours, clash.theirs)
    )
    return Split(*(tuple(line for line in side if isinstance(line, str)) for side in sides))


def _piece(piece: Piece, column: int) -> list[TextLine]:
    """Return the lines of a key or item; comments above its first key go above the dash."""
    value, after = piece.value, piece.after
    above = list(piece.before)
    is_block = isinstance(value, PieceBlock) and not value.flow and bool(value.parts)
    if isinstance(value, PieceBlock) and is_block and not piece.key:
        taken: list[TextLine] = []
        value = _without_first_remarks(value, taken)
        above += taken + ([after.strip()] if after else [])
        first, *rest = _block(value, column + STEP)
        assert isinstance(first, str)  # noqa: S101  (an item that begins with two versions is two versions as a whole)
        return [*_remarks(above, column), f"{' ' * column}- {first[column + STEP :]}", *rest]
    head = f"{' ' * column}{piece.source}:" if piece.key else f"{' ' * column}-"
    if isinstance(value, PieceBlock) and is_block:
        return [*_remarks(above, column), head + after, *_block(value, column + STEP)]
    if isinstance(value, PieceBlock):
        return [*_remarks(above, column), f"{head} {in_brackets(value)}{after}"]
    first, *rest = value.lines
    head = f"{head} {first}" if first else head
    rest = _remarks(rest, column + STEP)
    if rest and not value.block:
        return [*_remarks(above, column), head, *rest[:-1], f"{rest[-1]}{after}"]
    return [*_remarks(above, column), head + after, *rest]


def _without_first_remarks(value: PieceBlock, taken: list[TextLine]) -> PieceBlock:
    """Take the comments from the first piece and from those that begin on the same line."""
    first = value.parts[0]
    if not isinstance(first, Piece):
        return value
    taken += first.before
    inner = first.value
    if not first.key and isinstance(inner, PieceBlock) and not inner.flow and inner.parts:
        inner = _without_first_remarks(inner, taken)
    return replace(value, parts=(replace(first, before=(), value=inner), *value.parts[1:]))


def _remarks(lines: Sequence[TextLine], column: int) -> list[TextLine]:
    blanks = " " * column
    result: list[TextLine] = []
    for line in lines:
        if isinstance(line, Split):
            result.append(
                Split(*(tuple(blanks + one if one else "" for one in side) for side in line))
            )
        else:
            result.append(blanks + line if line else "")
    return result


def in_brackets(value: PieceValue) -> str:
    """Return a value in flow style, on one line."""
    if isinstance(value, PieceScalar):
        return str(value.lines[0])
    parts = [part for part in value.parts if isinstance(part, Piece)]
    if value.is_list:
        return f"[{', '.join(in_brackets(part.value) for part in parts)}]"
    return f"{{{', '.join(f'{part.source}: {in_brackets(part.value)}' for part in parts)}}}"


def stays_in_brackets(value: PieceBlock) -> bool:
    """Whether a merged collection fits on a line and has no text that a comma could split."""
    source = f"k: {in_brackets(value)}"
    node = compose(source)
    return (
        len(source) <= WIDTH - 2 * STEP
        and isinstance(node, MappingNode)
        and next(unquoted_texts(node.value[0][1]), None) is None
    )


def resolved(value: PieceValue, side: Version) -> Any:
    """Return the content of a merged value as plain data, with `side` for every conflict."""
    if isinstance(value, PieceScalar):
        return _block_text(value, side) if value.block else value.value
    chosen = [part if isinstance(part, Piece) else getattr(part, side) for part in value.parts]
    parts: list[Piece] = [part for part in chosen if part is not None]
    if not parts:
        return None if value.parts else [] if value.is_list else {}
    if value.is_list:
        return [resolved(part.value, side) for part in parts]
    return {part.key: resolved(part.value, side) for part in parts}


def _block_text(value: PieceScalar, side: Version) -> Any:
    """Return the content of a block text, which may combine both sides."""
    if value.value is not None:
        return value.value
    header, *lines = _of_side(value.lines, side)
    root = compose(
        f"k: {header}\n" + "".join(f"{' ' * STEP}{line}\n" if line else "\n" for line in lines)
    )
    return root.value[0][1].value if isinstance(root, MappingNode) else None
