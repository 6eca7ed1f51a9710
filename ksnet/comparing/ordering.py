"""Lists of entries in a new order, which most documents print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from ksnet.comparing.change import Change
from ksnet.comparing.entries import EntryState
from ksnet.comparing.matching import Pair
from ksnet.comparing.naming import GROUPS, Names
from ksnet.records import german

# Documents sort these by name.
_SORTED = frozenset(("member", "person", "guest", "source"))
_MOST = 12  # names in a sentence


def reordered(pairs: Iterable[Pair], was: Names, now: Names) -> Iterator[Change]:
    """Yield a change for each list whose remaining entries have a new order."""
    lists: dict[tuple[str, str, str], list[tuple[EntryState, EntryState]]] = defaultdict(list)
    for before, after in pairs:
        if before and after and before.path and before.kind not in _SORTED:
            lists[after.file, after.kind, after.within].append((before, after))
    for (file, kind, _), found in lists.items():
        old = sorted(found, key=lambda pair: pair[0].path[1:])
        new = sorted(found, key=lambda pair: pair[1].path[1:])
        if old == new:
            continue
        entry = new[0][1]
        yield Change(
            kind="changed",
            network=entry.network,
            file=file,
            path=entry.path[:1],
            what=kind,
            headline=f"{GROUPS[kind]} in anderer Reihenfolge: {_listed([pair[1] for pair in new], now.name)}"
            f"; bisher {_listed([pair[0] for pair in old], was.name)}",
            before={"order": [pair[0].own_id for pair in old]},
            after={"order": [pair[1].own_id for pair in new]},
        )


def _listed(entries: list[EntryState], name: Callable[[EntryState], str]) -> str:
    names = [name(entry) for entry in entries]
    return german.join(names) if len(names) <= _MOST else german.first_few(names, _MOST)
