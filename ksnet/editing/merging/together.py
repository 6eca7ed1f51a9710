"""Keys that say one thing together: each side may have changed one, and the two contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ksnet.editing.merging.pieces import Clash, Piece, PieceBlock, PieceScalar, remarked
from ksnet.records.values import moment_of
from ksnet.records.vocabulary import EventStatus, Progress

_PERIODS = (("start", "end"), ("since", "until"), ("founded", "until"))
# Where the first is to be chosen, the others are part of the choice.
_CHOSEN_WITH = {"start": ("end", "rescheduled_from"), "status": ("done",)}
_SETTLED = frozenset((EventStatus.ABGESAGT, EventStatus.VERSCHOBEN, EventStatus.STATTGEFUNDEN))
_DATE = len("2026-01-01")
_Pieces = Mapping[str, Piece]


def contradicting(
    merged: Mapping[str, Piece | Clash], base: _Pieces, ours: _Pieces, theirs: _Pieces
) -> Iterator[str]:
    """Yield the keys of a merged mapping that no side has so, and that contradict each other.

    With them come those that would be wrong beside the other choice.
    """
    found = {key for key, part in merged.items() if isinstance(part, Clash)}
    found.update(_contradictions(merged, base, ours, theirs))
    for key in found:
        yield key
        for other in _CHOSEN_WITH.get(key, ()):
            if remarked(ours.get(other)) != remarked(theirs.get(other)):
                yield other


def _contradictions(
    merged: Mapping[str, Piece | Clash], base: _Pieces, ours: _Pieces, theirs: _Pieces
) -> Iterator[str]:
    """Yield the keys of what certainly contradicts.

    That is a period that ends before it begins, an event that one side has moved and the other has
    called off or recorded as held, what was done and was dropped, and a vacant post with a new
    person.
    """
    values = {key: _value(part) for key, part in merged.items() if isinstance(part, Piece)}
    for first, last in _PERIODS:
        pair = {first, last}
        if pair <= values.keys() and "sessions" not in merged:
            said = any(
                all(_value(side.get(key)) == values[key] for key in pair) for side in (ours, theirs)
            )
            if not said and _ends_before(values[first], values[last]):
                yield from pair
    for one, other in ((ours, theirs), (theirs, ours)):
        settled = {"status", "start"} <= values.keys() and _changed(base, one, "status")
        if settled and not _changed(base, other, "status") and _changed(base, other, "start"):
            held = values["status"] == EventStatus.STATTGEFUNDEN
            same_day = values["start"][:_DATE] == _value(base.get("start"))[:_DATE]
            if values["status"] in _SETTLED and not (held and same_day):
                yield from ("status", "start")
        if values.get("status") == Progress.VERWORFEN and _changed(base, one, "status"):
            yield from ("status", "done") if _changed(base, other, "done") else ()
        is_vacant = values.get("vacant_since") and not _value(other.get("vacant_since"))
        if is_vacant and remarked(other.get("people")) != remarked(base.get("people")):
            yield from ("people", "vacant_since") if _is_filled(merged.get("people")) else ()


def _is_filled(part: Piece | Clash | None) -> bool:
    return isinstance(part, Piece) and isinstance(part.value, PieceBlock) and bool(part.value.parts)


def _ends_before(begins: str, ends: str) -> bool:
    """Whether a period certainly ends before it begins; False for what is no date or time."""
    first, last = moment_of(begins), moment_of(ends)
    return first is not None and last is not None and last.last < first.first


def _changed(base: _Pieces, side: _Pieces, key: str) -> bool:
    return _value(side.get(key)) != _value(base.get(key))


def _value(piece: Piece | None) -> str:
    value = piece.value if piece else None
    return str(value.value) if isinstance(value, PieceScalar) else ""
