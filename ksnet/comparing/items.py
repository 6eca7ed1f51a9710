"""The items of a list that were added, removed or changed.

An item is identified by its id, else by its name, else by its position.
"""

from __future__ import annotations

from collections import Counter
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
    changed: list[tuple[At, At]] = []
    for item in list(new):
        mark = mark_of(item[1])
        old = next(
            (one for one in gone if mark[0] and mark_of(_renamed(one[1], renames)) == mark), None
        )
        if old is not None:
            changed.append((old, item))
            new.remove(item)
            gone.remove(old)
            was[old[0]] = now[item[0]]  # the same item, which may have moved
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
