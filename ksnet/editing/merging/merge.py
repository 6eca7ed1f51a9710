"""Merge three versions of a record piece by piece.

What only one side changed is taken; what both changed is merged further down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ksnet.basics.frozen import replace
from ksnet.editing.merging.lines import merged_lines, merged_order
from ksnet.editing.merging.matching import ItemIdentity, scalar_at
from ksnet.editing.merging.pieces import (
    Clash,
    Piece,
    PieceBlock,
    PieceScalar,
    PieceValue,
    WholeFile,
    is_nothing,
    ranked,
    remarked,
    remarked_value,
)
from ksnet.editing.merging.together import contradicting
from ksnet.editing.merging.writing import stays_in_brackets
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of


def merged_files(
    base: WholeFile, ours: WholeFile, theirs: WholeFile, model: type[BaseModel]
) -> WholeFile | None:
    """Return what both sides say; None where it cannot be merged piece by piece."""
    header = merged_lines(base.header, ours.header, theirs.header, keep_both=True)
    root = _mapping(base.root, ours.root, theirs.root, model)
    return WholeFile(header, root) if root else None


def _piece(
    base: Piece | None, ours: Piece | None, theirs: Piece | None, shape: FieldShape | None
) -> Piece | Clash | None:
    """Return a key or item as both sides have it, None where it is removed."""
    was, mine, other = remarked(base), remarked(ours), remarked(theirs)
    if mine == other:
        return theirs if ours == base else ours
    if mine == was:
        return theirs
    if other == was:
        return ours
    if ours is None or theirs is None or is_nothing(ours) or is_nothing(theirs):
        return _clash(base, ours, theirs)
    value = _value(
        base.value if base else None, ours.value, theirs.value, shape, is_item=not ours.key
    )
    after = _chosen(base.after if base else "", ours.after, theirs.after)
    if value is None or after is None or (not ours.key and _begins_with_a_clash(value)):
        return _clash(base, ours, theirs)
    before = merged_lines(base.before if base else (), ours.before, theirs.before, keep_both=True)
    return replace(ours, value=value, before=before, after=after)


def _value(
    base: PieceValue | None,
    ours: PieceValue,
    theirs: PieceValue,
    shape: FieldShape | None,
    *,
    is_item: bool,
) -> PieceValue | None:
    """Return a value that both sides changed, None where they contradict as a whole."""
    was, mine, other = (base and remarked_value(base), remarked_value(ours), remarked_value(theirs))
    if mine == was:
        return theirs
    if other in (was, mine):
        return ours
    if shape and shape.many and not is_item and (_is_list(ours) or _is_list(theirs)):
        base, ours, theirs = base and _as_list(base), _as_list(ours), _as_list(theirs)
    if isinstance(ours, PieceScalar) and isinstance(theirs, PieceScalar):
        return _scalar(base, ours, theirs)
    if shape and shape.shorthand:
        key = shape.shorthand
        base, ours, theirs = (
            base and _as_mapping(base, key),
            _as_mapping(ours, key),
            _as_mapping(theirs, key),
        )
    if (
        not isinstance(ours, PieceBlock)
        or not isinstance(theirs, PieceBlock)
        or ours.is_list != theirs.is_list
    ):
        return None
    if not isinstance(base, PieceBlock) or base.is_list != ours.is_list:
        if not ours.is_list:  # two new mappings
            return None
        base = PieceBlock(is_list=True, flow=True, parts=())
    if ours.is_list:
        return _items(base, ours, theirs, shape)
    return _mapping(base, ours, theirs, shape.model if shape else None)


def _scalar(base: PieceValue | None, ours: PieceScalar, theirs: PieceScalar) -> PieceScalar | None:
    """Merge two block texts line by line; None for other scalars and contradictions."""
    if not (isinstance(base, PieceScalar) and base.block and ours.block and theirs.block):
        return None
    header = _chosen(*(str(text.lines[0]) for text in (base, ours, theirs)))
    lines = merged_lines(base.lines[1:], ours.lines[1:], theirs.lines[1:], keep_both=False)
    if header is None or not any(isinstance(line, str) and line for line in lines):
        return None
    return PieceScalar((header, *lines), None, block=True)


def _mapping(
    base: PieceBlock, ours: PieceBlock, theirs: PieceBlock, model: type[BaseModel] | None
) -> PieceBlock | None:
    """Merge two mappings key by key."""
    was, mine, other = ({part.key: part for part in _pieces(side)} for side in (base, ours, theirs))
    shapes = fields_of(model) if model else {}
    order = merged_order(list(was), list(mine), list(other)) or [
        *mine,
        *(key for key in other if key not in mine),
    ]
    parts: dict[str, Piece | Clash] = {}
    for key in order:
        part = _piece(was.get(key), mine.get(key), other.get(key), shapes.get(key))
        if part:
            parts[key] = part
    for key in {*contradicting(parts, was, mine, other)}:
        parts[key] = _clash(was.get(key), mine.get(key), other.get(key))
    left = ranked(parts.values(), model)
    return _collection(base, ours, theirs, left) if left else None


def _items(
    base: PieceBlock, ours: PieceBlock, theirs: PieceBlock, shape: FieldShape | None
) -> PieceBlock | None:
    """Merge additions, removals and changes of two lists; None where both reordered them."""
    identity = ItemIdentity(shape.key if shape else "", shape)
    was, mine, other = (_pieces(side) for side in (base, ours, theirs))
    in_mine, in_other = identity.match(was, mine), identity.match(was, other)
    # Each item has one number in all three lists: its position in `was`, or beyond it if it was
    # added.
    ours_at = {in_mine.get(at, len(was) + at): at for at in range(len(mine))}
    free = [at for at in range(len(mine)) if at not in in_mine]
    fresh = [at for at in range(len(other)) if at not in in_other]
    same = identity.added([mine[at] for at in free], [other[at] for at in fresh])
    added = {fresh[new]: len(was) + free[old] for new, old in same.items()}
    theirs_at = {
        in_other.get(at, added.get(at, len(was) + len(mine) + at)): at for at in range(len(other))
    }
    order = merged_order(range(len(was)), list(ours_at), list(theirs_at))
    if order is None:
        return None
    parts = [
        _piece(
            was[one] if one < len(was) else None,
            mine[ours_at[one]] if one in ours_at else None,
            other[theirs_at[one]] if one in theirs_at else None,
            shape,
        )
        for one in order
    ]
    left = [part for part in parts if part]
    if _doubled(identity, left) - _doubled(identity, mine) - _doubled(identity, other):
        return None
    return _collection(base, ours, theirs, left)


def _clash(base: Piece | None, ours: Piece | None, theirs: Piece | None) -> Clash:
    one = ours or theirs
    return Clash(base, ours, theirs, one.key if one else "", one.rank if one else 0)


def _chosen(base: str, ours: str, theirs: str) -> str | None:
    """Return the text of the side that changed it; None where both changed it differently."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _collection(
    base: PieceBlock, ours: PieceBlock, theirs: PieceBlock, parts: Sequence[Piece | Clash]
) -> PieceBlock | None:
    """Return the merged collection, in brackets where both sides have it so.

    None where a contradiction would be inside brackets.
    """
    tail = merged_lines(base.tail, ours.tail, theirs.tail, keep_both=True)
    merged = PieceBlock(ours.is_list, ours.flow and theirs.flow, tuple(parts), tail)
    if not merged.flow:
        return merged
    if any(isinstance(part, Clash) for part in parts):
        return None
    return merged if stays_in_brackets(merged) else replace(merged, flow=False)


def _begins_with_a_clash(value: PieceValue) -> bool:
    """Whether an item begins with two versions, where its dash is."""
    return isinstance(value, PieceBlock) and bool(value.parts) and isinstance(value.parts[0], Clash)


def _pieces(side: PieceBlock) -> list[Piece]:
    return [part for part in side.parts if isinstance(part, Piece)]


def _is_list(value: PieceValue) -> bool:
    return isinstance(value, PieceBlock) and value.is_list


def _as_list(value: PieceValue) -> PieceValue:
    """Return a single value as a list of one."""
    if isinstance(value, PieceBlock) and value.is_list:
        return value
    if isinstance(value, PieceScalar) and value.value is None:
        return PieceBlock(is_list=True, flow=True, parts=())
    flow = value.flow if isinstance(value, PieceBlock) else not value.block
    return PieceBlock(is_list=True, flow=flow, parts=(Piece("", "", value),))


def _as_mapping(value: PieceValue, key: str) -> PieceValue:
    """Return a single value as the mapping that it abbreviates."""
    if isinstance(value, PieceScalar) and value.value is not None:
        return PieceBlock(is_list=False, flow=not value.block, parts=(Piece(key, key, value),))
    return value


def _doubled(identity: ItemIdentity, parts: Sequence[Piece | Clash]) -> set[str]:
    """Return the ids that occur more than once in a list."""
    if not identity.named_by:
        return set()
    ids: list[str] = []
    for part in parts:
        versions = (part,) if isinstance(part, Piece) else (part.ours, part.theirs)
        names = {scalar_at(one, identity.named_by) for one in versions if one}
        ids += [name for name in names if name]
    return {name for name, count in Counter(ids).items() if count > 1}
