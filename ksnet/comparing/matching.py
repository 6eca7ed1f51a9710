"""Pair each entry of the earlier state with its successor in the later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ksnet.comparing.entries import EntryState, Identity
from ksnet.comparing.renamed import renamed_entries, renamed_networks, renamed_plans

Renames = Mapping[str, str]  # old id to new id, within one network


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
    """Pair the entries by identity; removed and new ones that are the same are paired too."""
    networks = renamed_networks(before, after)
    was = {_moved_along(entry.identity, networks): entry for entry in before}
    now = {entry.identity: entry for entry in after}
    plans = renamed_plans(was, now)
    was = {_planned_along(identity, plans): entry for identity, entry in was.items()}
    same = {identity: identity for identity in was if identity in now}
    renames: dict[str, dict[str, str]] = defaultdict(dict)
    for (network, plan), new in plans.items():
        renames[network][plan] = new
    for old, fresh in renamed_entries(was, now).items():
        same[old] = fresh
        renames[fresh[0]][old[-1]] = fresh[-1]
    found = set(same.values())
    pairs = [Pair(was[old], now[fresh]) for old, fresh in same.items()]
    pairs += [Pair(entry, None) for identity, entry in was.items() if identity not in same]
    pairs += [Pair(None, entry) for identity, entry in now.items() if identity not in found]
    return Matched(pairs, dict(renames), networks)


def _moved_along(identity: Identity, networks: Mapping[str, str]) -> Identity:
    """Return the identity of an entry after only its network was renamed."""
    network, kind, plan, ident = identity
    renamed = networks.get(network, network)
    return (renamed, kind, plan, renamed if kind in ("network", "members") else ident)


def _planned_along(identity: Identity, plans: Mapping[tuple[str, str], str]) -> Identity:
    """Return the identity of an entry after only its plan was renamed."""
    network, kind, plan, ident = identity
    if kind == "plan":
        return (network, kind, plan, plans.get((network, ident), ident))
    return (network, kind, plans.get((network, plan), plan), ident)


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
