"""Pair each entry of the earlier state with its successor in the later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ksnet.comparing.entries import EntryState, Identity

Renames = Mapping[str, str]  # old id to new id, within one network

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


class Pair(NamedTuple):
    """An entry before and after, None where it does not exist."""

    before: EntryState | None
    after: EntryState | None

    @property
    def entry(self) -> EntryState:
        """The entry after, else before."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  (a pair holds one entry at least)
        return found


class Matched(NamedTuple):
    """All pairs, and the renamed ids by the network of after."""

    pairs: list[Pair]
    renames: dict[str, dict[str, str]]
    networks: dict[str, str]

    def renamed(self) -> Callable[[str], str]:
        """Return a function for the present name of a file or an id."""
        files = {p.before.file: p.after.file for p in self.pairs if p.before and p.after}
        ids = {old: new for of_network in self.renames.values() for old, new in of_network.items()}
        return lambda text: files.get(text) or ids.get(text, text)

    @property
    def forgotten(self) -> list[Identity]:
        """The people of before whose data were removed, and the guests that were removed."""
        return [
            before.identity
            for before, after in self.pairs
            if before
            and (
                before.kind == "guest"
                if after is None
                else "redacted" in after.data and "redacted" not in before.data
            )
        ]


def match_entries(before: Sequence[EntryState], after: Sequence[EntryState]) -> Matched:
    """Pair the entries by identity; removed and new ones with the same name are paired too."""
    networks = _renamed_networks(before, after)
    was = {_moved_along(entry, networks): entry for entry in before}
    now = {entry.identity: entry for entry in after}
    pairs = [Pair(entry, now.get(identity)) for identity, entry in was.items() if identity in now]
    renames: dict[str, dict[str, str]] = defaultdict(dict)
    gone = {identity: entry for identity, entry in was.items() if identity not in now}
    new = {identity: entry for identity, entry in now.items() if identity not in was}
    for old, fresh in _renamed(gone, new):
        pairs.append(Pair(gone.pop(old), new.pop(fresh)))
        renames[fresh[0]][old[-1]] = fresh[-1]
    pairs += [Pair(entry, None) for entry in gone.values()]
    pairs += [Pair(None, entry) for entry in new.values()]
    return Matched(pairs, dict(renames), networks)


def _moved_along(entry: EntryState, networks: Mapping[str, str]) -> Identity:
    """Return the identity of an entry after only its network was renamed."""
    network, kind, plan, ident = entry.identity
    renamed = networks.get(network, network)
    return (renamed, kind, plan, renamed if kind in ("network", "members") else ident)


def _renamed_networks(before: Iterable[EntryState], after: Iterable[EntryState]) -> dict[str, str]:
    was = {entry.network: entry.data.get("name") for entry in before if entry.kind == "network"}
    now = {entry.network: entry.data.get("name") for entry in after if entry.kind == "network"}
    gone = {name: ident for ident, name in was.items() if ident not in now}
    return {gone[name]: ident for ident, name in now.items() if ident not in was and name in gone}


def _renamed(
    gone: Mapping[Identity, EntryState], new: Mapping[Identity, EntryState]
) -> Iterator[tuple[Identity, Identity]]:
    """Yield pairs of removed and new entries: first by content, then by name."""
    free_old, free_new = dict(gone), dict(new)
    for same in (_same_but_id, _redacted, _called_alike):
        for fresh, entry in list(free_new.items()):
            if entry.kind in _NO_RENAMES or not entry.is_named:
                continue
            old = next(
                (key for key, was in free_old.items() if key[:3] == fresh[:3] and same(was, entry)),
                None,
            )
            if old is not None:
                yield old, fresh
                del free_old[old], free_new[fresh]


def _same_but_id(before: EntryState, after: EntryState) -> bool:
    return bool(before.data) and same_values(
        before.data | {"id": ""}, after.data | {"id": ""}, {before.id: after.id}
    )


def _redacted(before: EntryState, after: EntryState) -> bool:
    """Whether the data of a person were removed."""
    is_one = (
        "redacted" in after.data and "redacted" not in before.data and before.within == after.within
    )
    return is_one and all(before.data.get(key) == after.data.get(key) for key in ("role", "since"))


def _called_alike(before: EntryState, after: EntryState) -> bool:
    keys = _CALLED.get(after.kind) or tuple(key for key in _NAMES if key in after.data)[:1]
    if "redacted" in after.data or not keys:
        return False
    return any(after.data.get(key) for key in keys) and all(
        before.data.get(key) == after.data.get(key) for key in keys
    )


def same_values(before: object, after: object, renames: Renames) -> bool:
    """Whether two values are equal, given renamed ids."""
    if before == after:
        return True
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(
            same_values(before[key], after[key], renames) for key in before
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(
            same_values(b, a, renames) for b, a in zip(before, after, strict=True)
        )
    return isinstance(before, str) and isinstance(after, str) and renames.get(before) == after
