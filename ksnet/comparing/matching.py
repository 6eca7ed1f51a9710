"""Pair each entry of the earlier state with the entry of the later state that it became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ksnet.comparing.entries import EntryState, Identity
from ksnet.comparing.findings import with_ids

Renames = Mapping[str, str]  # old id to new id, within one network

# What an entry is called: two that are called alike are the same one under another id.
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
    """An entry before and after; None where there is none."""

    before: EntryState | None
    after: EntryState | None

    @property
    def entry(self) -> EntryState:
        """The entry as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  (a pair holds one entry at least)
        return found


class Matched(NamedTuple):
    """All pairs, and per network of after the ids that were renamed."""

    pairs: list[Pair]
    renames: dict[str, dict[str, str]]
    networks: dict[str, str]

    def renamed(self) -> Callable[[str], str]:
        """Return what says how a file, or a message that quotes ids, of before is called now."""
        files = {p.before.file: p.after.file for p in self.pairs if p.before and p.after}
        ids = {old: new for of_network in self.renames.values() for old, new in of_network.items()}
        return lambda text: files.get(text) or with_ids(text, ids)

    @property
    def forgotten(self) -> list[Identity]:
        """The people of before whose data were removed, and the guests who are gone:
        `ksnet forget` takes them out.
        """
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


def match(before: Sequence[EntryState], after: Sequence[EntryState]) -> Matched:
    """Pair the entries by identity;
    what has vanished and what is new are one where they are called alike.
    """
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
    """Return the identity that an entry has if it only went along with its network."""
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
    """Yield which vanished entry is which new one: those that say the same first,
    then those that are called alike.
    """
    free_old, free_new = dict(gone), dict(new)
    for same in (_same_but_id, _redacted, _called_alike):
        for fresh, entry in list(free_new.items()):
            if entry.kind in _NO_RENAMES or entry.id.startswith("{"):
                continue
            old = next(
                (key for key, was in free_old.items() if key[:3] == fresh[:3] and same(was, entry)),
                None,
            )
            if old is not None:
                yield old, fresh
                del free_old[old], free_new[fresh]


def _same_but_id(before: EntryState, after: EntryState) -> bool:
    return bool(before.data) and same(
        before.data | {"id": ""}, after.data | {"id": ""}, {before.id: after.id}
    )


def _redacted(before: EntryState, after: EntryState) -> bool:
    """Whether a person's data were removed in between."""
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


def same(before: object, after: object, renames: Renames) -> bool:
    """Whether two values say the same, given that some ids were renamed."""
    if before == after:
        return True
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(
            same(before[key], after[key], renames) for key in before
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(
            same(b, a, renames) for b, a in zip(before, after, strict=True)
        )
    return isinstance(before, str) and isinstance(after, str) and renames.get(before) == after
