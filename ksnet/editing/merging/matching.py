"""Match the items of two versions of a list by id or name, never by position alone."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import itemgetter

from ksnet.basics.scalars import text_of
from ksnet.editing.merging.pieces import Piece, PieceBlock, PieceScalar, meaning
from ksnet.records.identity import identified, mark_of
from ksnet.records.structure import FieldShape

Marker = Callable[[Piece], Hashable]
Likeness = tuple[int, int]  # how much is equal in two items, and how little is not


class ItemIdentity:
    """How the items of one list are identified."""

    def __init__(self, key: str, shape: FieldShape | None) -> None:
        """Take the key of the list and the shape in the model."""
        model = shape.model if shape else None
        kind, named_by = identified(key, model)
        by_id = bool(shape and shape.shorthand == "id")
        self.named_by = named_by if kind else "id" if by_id else ""

    def name(self, piece: Piece) -> Hashable:
        """Return the certain identity of an item: its id, or the value itself."""
        if isinstance(piece.value, PieceScalar):
            return text_of(piece.value.value)
        return scalar_at(piece, self.named_by) if self.named_by else None

    def match(self, before: Sequence[Piece], after: Sequence[Piece]) -> dict[int, int]:
        """Return for items of `after` their position in `before`, where they were there."""
        found = _Pairs(before, after)
        found.alike(self.name)
        found.alike(lambda piece: meaning(piece.value))
        found.alike(self._without_name)
        found.alike(self._called)
        found.between(
            lambda piece: isinstance(piece.value, PieceScalar) or self.name(piece) is None
        )
        return found.pairs

    def added(self, ours: Sequence[Piece], theirs: Sequence[Piece]) -> dict[int, int]:
        """Return for items of `theirs` their position in `ours`, where both added the same one."""
        found = _Pairs(ours, theirs)
        for mark in (self.name, lambda piece: meaning(piece.value), self._called):
            found.alike(mark)
        return found.pairs

    def _without_name(self, piece: Piece) -> Hashable:
        """Return the content of an item without its id, to recognise one with a new id."""
        if not self.named_by or not isinstance(piece.value, PieceBlock):
            return None
        rest = tuple(part for part in piece.value.parts if part.key != self.named_by)
        return meaning(PieceBlock(piece.value.is_list, piece.value.flow, rest)) if rest else None

    def _called(self, piece: Piece) -> Hashable:
        """Return the name of an item without an id."""
        if self.name(piece) is not None or not isinstance(piece.value, PieceBlock):
            return None
        said = {
            part.key: meaning(part.value) for part in piece.value.parts if isinstance(part, Piece)
        }
        mark = mark_of(said)
        return mark if mark[0] else None


def scalar_at(piece: Piece, key: str) -> str | None:
    """Return the text under a key of an item."""
    parts = piece.value.parts if isinstance(piece.value, PieceBlock) else ()
    found = next((part for part in parts if part.key == key), None)
    value = found.value if isinstance(found, Piece) else None
    return text_of(value.value) if isinstance(value, PieceScalar) else None


class _Pairs:
    def __init__(self, before: Sequence[Piece], after: Sequence[Piece]) -> None:
        self.before, self.after = before, after
        self.pairs: dict[int, int] = {}

    def alike(self, mark: Marker) -> None:
        """Pair unpaired items with the same mark, in the order of the lists."""
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        taken = set(self.pairs.values())
        for number, piece in enumerate(self.before):
            if number not in taken and (known := mark(piece)) is not None:
                waiting[known].append(number)
        for number, piece in enumerate(self.after):
            if number not in self.pairs and (known := mark(piece)) is not None and waiting[known]:
                self.pairs[number] = waiting[known].popleft()

    def between(self, may: Callable[[Piece], bool]) -> None:
        """Pair items between the same neighbours: one replaced another.

        Among several, those with most in common are paired.
        """
        last, gap, taken = -1, list[int](), set(self.pairs.values())
        for number in range(len(self.after) + 1):
            if number < len(self.after) and number not in self.pairs:
                gap.append(number)
                continue
            following = self.pairs.get(number, len(self.before))
            span = range(last + 1, following)
            free = [old for old in span if old not in taken and may(self.before[old])]
            replaced = self._replaced(free, [new for new in gap if may(self.after[new])])
            self.pairs |= replaced
            taken.update(replaced.values())
            last, gap = following, []

    def _replaced(self, free: list[int], gap: list[int]) -> dict[int, int]:
        """Pair the most similar items, and if that is ambiguous, equal numbers in order."""
        was = {old: _said(self.before[old]) for old in free}
        now = {new: _said(self.after[new]) for new in gap}
        alike = [(_likeness(was[old], now[new]), old, new) for old in free for new in gap]
        best = (set(_best(alike, itemgetter(side))) for side in (1, 2))
        found = {new: old for old, new in set.intersection(*best)}
        if len(free) == len(gap):
            taken = set(found.values())
            left = [old for old in free if old not in taken]
            found |= dict(zip([new for new in gap if new not in found], left, strict=True))
        return found


def _best(
    alike: Iterable[tuple[Likeness, int, int]], item: Callable[[tuple[Likeness, int, int]], int]
) -> Iterator[tuple[int, int]]:
    """Yield for each item of a list the pair that is more alike than all its others, if any is."""
    best: dict[int, list[tuple[Likeness, int, int]]] = {}
    for one in alike:
        best[item(one)] = sorted([*best.get(item(one), []), one])[-2:]
    for *others, (likeness, old, new) in best.values():
        if likeness > max([(0, 0), *(other[0] for other in others)]):
            yield old, new


def _said(piece: Piece) -> set[Hashable] | None:
    if not isinstance(piece.value, PieceBlock):
        return None
    return {
        (part.key, meaning(part.value)) for part in piece.value.parts if isinstance(part, Piece)
    }


def _likeness(was: set[Hashable] | None, now: set[Hashable] | None) -> Likeness:
    """Return how alike two items are: how much is equal in both, then how little is not.

    Of two items that keep as much, the one that says nothing else is the item that was there.
    Single values are all equally alike.
    """
    return (1, 0) if was is None or now is None else (len(was & now), -len(was ^ now))
