"""Which items of a list came, went or changed; an item is known by its id, else by what it is called."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from ksnet.comparing.entries import Data
from ksnet.comparing.matching import Renames
from ksnet.records.identity import mark_of


class Items(NamedTuple):
    """The items of a list that are new, those that are gone, and those that say something else."""

    new: list[Any]
    gone: list[Any]
    changed: list[tuple[Data, Data]]


def compare_items(before: list[Any], after: list[Any], renames: Renames) -> Items:
    """Compare the items of a list before and after, whatever their order; an id that was renamed is the same."""
    was = Counter(repr(_renamed(item, renames)) for item in before)
    now = Counter(map(repr, after))
    new = [item for item in after if not was[repr(item)]]
    gone = [item for item in before if not now[repr(_renamed(item, renames))]]
    changed: list[tuple[Data, Data]] = []
    for item in list(new):
        mark = mark_of(item)
        old = next((one for one in gone if mark[0] and mark_of(_renamed(one, renames)) == mark), None)
        if isinstance(old, dict):
            changed.append((old, item))
            new.remove(item)
            gone.remove(old)
    return Items(new, gone, changed)


def _renamed(value: Any, renames: Renames) -> Any:  # noqa: ANN401  (a tree of plain data)
    """Return plain data with the ids that it names as they are now."""
    if isinstance(value, dict):
        return {key: _renamed(item, renames) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, renames) for item in value]
    return renames.get(value, value) if isinstance(value, str) else value
