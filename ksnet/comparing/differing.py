"""The entries of the networks that differ between two states, in pairs."""

from __future__ import annotations

from typing import NamedTuple

from ksnet.comparing.entries import EntryState
from ksnet.comparing.matching import Matched, Pair, match_entries
from ksnet.comparing.reach import reach, same_land
from ksnet.comparing.side import Side
from ksnet.repository.files import Readings


class Differing(NamedTuple):
    """Two states: the files that differ, their networks, and the entries of both in pairs."""

    was: Side
    now: Side
    touched: set[str]
    # The readable ones among these with something that cannot be compared.
    partial: set[str]
    networks: set[str]
    # The networks to check for changed findings; None: all.
    reach: frozenset[str] | None
    before: list[EntryState]
    after: list[EntryState]
    matched: Matched

    @property
    def comparable(self) -> list[Pair]:
        """The pairs of entries of which no file is unreadable: those of others are no news."""
        unreadable = self.was.unreadable | self.now.unreadable
        return [pair for pair in self.matched.pairs if not {e.file for e in pair if e} & unreadable]


def differing(was: Side, now: Side, equal: frozenset[str] = frozenset()) -> Differing:
    """Find the differences; then `unreadable` of each side names only files that differ.

    `equal` are files known to be the same in both.
    """
    common = equal if same_land(was, now) else frozenset[str]()
    for side, beside in ((was, None), (now, was)):
        side.repository.readings = Readings(common, beside.repository.readings if beside else None)
    paths = (was.files.keys() | now.files.keys()) - equal
    touched = {path for path in paths if was.content(path) != now.content(path)}
    networks = {
        side.files[path].network for side in (was, now) for path in touched if path in side.files
    }
    # First, so that files equal in both are read from disk.
    after = now.entries(networks)
    before = was.entries(networks)
    for side in (was, now):
        side.unreadable &= touched
    partial = {path for path in touched if was.is_partial(path) or now.is_partial(path)}
    partial -= was.unreadable | now.unreadable
    far, matched = reach(was, now, touched), match_entries(before, after)
    return Differing(was, now, touched, partial, networks, far, before, after, matched)
