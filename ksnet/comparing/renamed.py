"""The entries and networks that only have another id: by what they say, then by who names them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

from ksnet.comparing.entries import EntryState, Identity, texts_in

Entries = Mapping[Identity, EntryState]
Same = dict[Identity, Identity]  # the identity of an entry before to that after
Uses = dict[Identity, list[Identity]]
Mark = tuple[str | None, ...] | None

# The names of entries: two with the same name are one under another id.
_CALLED = {
    "network": ("name",),
    "youth_office": ("key",),
    "person": ("family_name", "given_name"),
    "guest": ("family_name", "given_name"),
    "event": ("title", "start"),
    "coordination": ("youth_office", "title"),
}
_NAMES = ("name", "title", "text")
_NO_RENAMES = frozenset(("members", "settings", "year", "vacancy", "affiliation"))


Key = tuple[str, str]  # the network (empty for one itself) and the id


class _Holder(NamedTuple):
    """The name of a network or plan, and the identities of what is in it, without its own id."""

    name: object
    entries: set[tuple[str, ...]]


def renamed_networks(before: Iterable[EntryState], after: Iterable[EntryState]) -> dict[str, str]:
    """Return the new id of each network with another one."""
    return {old[1]: new[1] for old, new in _renamed_holders(_networks(before), _networks(after))}


def renamed_plans(was: Entries, now: Entries) -> dict[Key, str]:
    """Return the new id of each plan with another one."""
    return {old: new[1] for old, new in _renamed_holders(_plans(was), _plans(now))}


def _networks(entries: Iterable[EntryState]) -> dict[Key, _Holder]:
    names: dict[str, object] = {}
    held: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for entry in entries:
        if entry.kind == "network":
            names[entry.network] = entry.data.get("name")
        elif entry.kind != "members":
            held[entry.network].add(entry.identity[1:])
    return {("", ident): _Holder(name, held[ident]) for ident, name in names.items()}


def _plans(entries: Entries) -> dict[Key, _Holder]:
    names: dict[Key, object] = {}
    held: dict[Key, set[tuple[str, ...]]] = defaultdict(set)
    for (network, kind, plan, ident), entry in entries.items():
        if kind == "plan":
            names[network, ident] = entry.data.get("title")
        elif plan:
            held[network, plan].add((kind, ident))
    return {key: _Holder(name, held[key]) for key, name in names.items()}


def _renamed_holders(
    was: Mapping[Key, _Holder], now: Mapping[Key, _Holder]
) -> list[tuple[Key, Key]]:
    """Return the keys of those that have the same name, else mostly the same entries."""
    found: dict[Key, Key] = {}
    for is_same in (
        lambda old, new: bool(old.name) and old.name == new.name,
        lambda old, new: _are_most(
            len(old.entries & new.entries), len(old.entries), len(new.entries)
        ),
    ):
        for new in sorted(now.keys() - was.keys() - set(found.values())):
            gone = sorted(old for old in was.keys() - now.keys() - found.keys() if old[0] == new[0])
            if old := next((old for old in gone if is_same(was[old], now[new])), None):
                found[old] = new
    return list(found.items())


def _are_most(shared: int, was: int, now: int) -> bool:
    """Whether so many are more than one, and more than half of those before and of those after."""
    return shared > 1 and shared * 2 > max(was, now)


def renamed_entries(was: Entries, now: Entries) -> Same:
    """Return the identities, before and after, of entries that only one of the states has."""
    gone = {identity: entry for identity, entry in was.items() if identity not in now}
    new = {
        identity: entry
        for identity, entry in now.items()
        if identity not in was and entry.kind not in _NO_RENAMES and entry.is_named
    }
    found = _alike(gone, new)
    taken = set(found.values())
    gone = {identity: entry for identity, entry in gone.items() if identity not in found}
    new = {identity: entry for identity, entry in new.items() if identity not in taken}
    return found | _used_alike(gone, new, _uses(was, gone, found), _uses(now, new, {}))


def _alike(gone: Entries, new: Entries) -> Same:
    """Return the pairs that say the same, first of all but the id, then of what names them."""
    found: dict[Identity, Identity] = {}
    taken: set[Identity] = set()
    for mark_of_old, mark_of_new in _MARKS:
        waiting: dict[Hashable, list[Identity]] = defaultdict(list)
        for old, entry in gone.items():
            if old not in found and (mark := mark_of_old(entry)):
                waiting[old[:3], mark].append(old)
        for fresh, entry in new.items():
            if fresh not in taken and (olds := waiting.get((fresh[:3], mark_of_new(entry)))):
                found[olds.pop(0)] = fresh
                taken.add(fresh)
    return found


def _content(entry: EntryState) -> Mark:
    """Return all that an entry says but its id."""
    return (json.dumps(entry.data | {"id": ""}, sort_keys=True),) if entry.data else None


def _called(entry: EntryState) -> Mark:
    """Return the name of an entry, for each kind in its keys."""
    keys = _CALLED.get(entry.kind) or [key for key in _NAMES if key in entry.data][:1]
    values = [entry.data.get(key) for key in keys]
    return tuple(map(str, values)) if any(values) and "redacted" not in entry.data else None


def _first_name(entry: EntryState) -> Mark:
    """Return what stays of a person of a body whose family name changes."""
    data = entry.data
    if entry.kind != "person" or "given_name" not in data:
        return None
    return (entry.within, *(str(data.get(key)) for key in ("given_name", "function", "since")))


def _post(entry: EntryState, *, redacted: bool) -> Mark:
    """Return what stays of a person whose data are removed."""
    if entry.kind != "person" or ("redacted" in entry.data) != redacted:
        return None
    return (entry.within, *(str(entry.data.get(key)) for key in ("role", "since")))


_MARKS = (
    (_content, _content),
    (partial(_post, redacted=False), partial(_post, redacted=True)),
    (_called, _called),
    (_first_name, _first_name),
)


def _uses(entries: Entries, wanted: Entries, same: Same) -> Uses:
    """Return for each entry which of the wanted bodies and groups it names or is in, in order.

    `same` gives the identity that an entry has after the change.
    """
    ids = {
        (identity[0], entry.id): identity
        for identity, entry in wanted.items()
        if entry.kind in ("member", "group")
    }
    found: Uses = {}
    for identity, entry in entries.items() if ids else ():
        named = (ids.get((identity[0], text)) for text in (entry.within, *texts_in(entry.data)))
        if used := [one for one in named if one and one != identity]:
            found[same.get(identity, identity)] = used
    return found


def _used_alike(gone: Entries, new: Entries, before: Uses, after: Uses) -> Same:
    """Return the pairs with the same beginning of which most uses are now those of the other."""
    both = (zip(used, after[user], strict=False) for user, used in before.items() if user in after)
    pairs = Counter(chain.from_iterable(both))
    was, now = (Counter(chain.from_iterable(uses.values())) for uses in (before, after))
    return {
        old: fresh
        for (old, fresh), number in pairs.items()
        if old[:3] == fresh[:3]
        and gone[old].data.get("since") == new[fresh].data.get("since")
        and _are_most(number, was[old], now[fresh])
    }
