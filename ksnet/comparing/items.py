"""The items of a list that were added, removed or changed.

An item is identified by its id, else by its name, else by its position.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from ksnet.comparing.matching import Renames
from ksnet.records.identity import mark_of

At = tuple[int, Any]  # an item with its position in the list


class Items(NamedTuple):
    """The new, removed and changed items of a list, with their positions.

    `reordered`: those that remain are in another order.
    """

    new: list[At]
    gone: list[At]
    changed: list[tuple[At, At]]
    reordered: bool


def compare_items(before: list[Any], after: list[Any], renames: Renames) -> Items:
    """Compare two versions of a list; a renamed id counts as the same."""
    was = [repr(_renamed(item, renames)) for item in before]
    now = [repr(item) for item in after]
    gone, new = _beyond(before, was, Counter(now)), _beyond(after, now, Counter(was))
    changed = list(_changed(gone, new, renames))
    for old, item in changed:
        was[old[0]] = now[item[0]]  # the same item, which may have moved
    for items, number in ((gone, 0), (new, 1)):
        kept = {pair[number][0] for pair in changed}
        items[:] = [one for one in items if one[0] not in kept]
    left, come = ({number for number, _ in items} for items in (gone, new))
    stayed = [text for number, text in enumerate(was) if number not in left]
    reordered = stayed != [text for number, text in enumerate(now) if number not in come]
    unmarked = all(isinstance(item, dict) and not mark_of(item)[0] for _, item in new + gone)
    # One of each, told apart by the same key: one came in the place of the other.
    marks = {mark_of(item)[0] for _, item in new + gone if isinstance(item, dict)}
    single = len(new) == len(marks) == 1 and all(isinstance(item, dict) for _, item in new + gone)
    if len(new) == len(gone) and (unmarked or single):  # only the position distinguishes them
        changed += zip(gone, new, strict=True)
        new, gone = [], []
    return Items(new, gone, sorted(changed, key=lambda pair: pair[1][0]), reordered)


def _changed(gone: list[At], new: list[At], renames: Renames) -> Iterator[tuple[At, At]]:
    """Yield the pairs of removed and new items that are told apart by the same value."""
    waiting: dict[str, list[At]] = defaultdict(list)
    for one in gone:
        waiting[repr(mark_of(_renamed(one[1], renames)))].append(one)
    for item in new:
        mark = mark_of(item[1])
        if mark[0] and (olds := waiting[repr(mark)]):
            yield olds.pop(0), item


def _beyond(items: list[Any], texts: list[str], others: Counter[str]) -> list[At]:
    """Return the items, with positions, that the other list has less often."""
    result = []
    for number, (item, text) in enumerate(zip(items, texts, strict=True)):
        if others[text]:
            others[text] -= 1
        else:
            result.append((number, item))
    return result


def _renamed(value: Any, renames: Renames) -> Any:  # noqa: ANN401  (a tree of plain data)
    """Return plain data with renamed ids replaced."""
    if isinstance(value, dict):
        return {key: _renamed(item, renames) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, renames) for item in value]
    return renames.get(value, value) if isinstance(value, str) else value
