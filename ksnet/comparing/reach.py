"""The networks that have to be checked when some of them differ between two states.

Findings in one network follow from its files, the settings, the Land and the day. Only rules across
networks see more: a Jugendamt in several networks, networks above and below each other, and rooms
booked twice. So a network without differences is checked only where it shares one of these with a
changed network; then all that share it are checked, since they decide together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import suppress

from ksnet.basics.expressions import expression
from ksnet.comparing.entries import composed
from ksnet.comparing.side import Side
from ksnet.repository import SETTINGS_FILE
from ksnet.repository.lands import LANDS
from ksnet.rules.overview import bookings

_WORD = expression(r"[A-Za-z0-9]+")


def reach(was: Side, now: Side, touched: Collection[str]) -> frozenset[str] | None:
    """Return the networks to check where the `touched` files differ; None for all."""
    if SETTINGS_FILE in touched or not same_land(was, now):
        return None
    changed = {
        side.files[path].network for side in (was, now) for path in touched if path in side.files
    }
    # An unreadable file is not listed any more, but its folder tells the network.
    changed |= {
        ident for side in (was, now) for ident in _networks_of(side, side.unreadable & set(touched))
    }
    found = _relatives(was, now, changed)
    rooms = {room for side in (was, now) for room in _rooms(side, changed, touched)}
    found |= _with_rooms(now, rooms, found)
    return frozenset(found)


def same_land(was: Side, now: Side) -> bool:
    """Whether a record means the same in both states: the Land decides over its values."""
    return _land(was) == _land(now)


def _land(side: Side) -> tuple[str, dict[str, bytes]]:
    """Return the name of the Land of a state, and the files that the state has of its own."""
    source, name = side.repository.source, side.repository.settings.land
    folder, found = f"{LANDS}/{name}", {}
    with suppress(OSError):
        for entry in source.entries(folder):
            if entry.kind == "file":
                found[entry.name] = source.read(f"{folder}/{entry.name}")
    return name, found


def _networks_of(side: Side, paths: Collection[str]) -> Iterator[str]:
    for network in side.repository.tree.networks.values():
        if any(file.path in paths for file in network):
            yield network.id


def _relatives(was: Side, now: Side, changed: Collection[str]) -> set[str]:
    """Return the networks related to these by hierarchy or Jugendamt, directly or indirectly."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for side in (was, now):
        for ident in side.repository.tree.networks:
            if side is was and ident not in changed and ident in now.repository.tree.networks:
                continue  # as in the other state
            record = side.repository.head(ident).record
            shared = {f"office {office.id}" for office in record.youth_offices}
            if record.parent and record.parent.id:
                shared.add(record.parent.id)
            for other in shared:
                neighbours[ident].add(other)
                neighbours[other].add(ident)
    found: set[str] = set()
    waiting = list(changed)
    while waiting:
        ident = waiting.pop()
        if ident not in found:
            found.add(ident)
            waiting += neighbours[ident]
    return found & (was.repository.tree.networks.keys() | now.repository.tree.networks.keys())


def _rooms(
    side: Side, changed: Collection[str], touched: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the rooms with their city that events in the touched files use.

    Without a city, no other network can use them.
    """
    for ident in changed:
        network = side.network(ident)
        if network and any(event.file in touched for event in network.events.values()):
            for booking in bookings(network):
                if booking.file in touched and booking.city:
                    yield booking.room, booking.city


def _with_rooms(now: Side, rooms: Collection[tuple[str, str]], known: Collection[str]) -> set[str]:
    """Return further networks whose events may use one of these rooms, judged by their text.

    A word of a scalar is in its file as it is, unless written with a backslash; in NFC, no ASCII
    letter is part of a composed one.
    """
    wanted = [
        frozenset(word.encode() for word in _WORD.findall(composed(f"{room} {city}")))
        for room, city in rooms
    ]
    found = set()
    for ident, files in now.repository.tree.networks.items() if wanted else ():
        if ident not in known and any(_may_need(now, file.path, wanted) for file in files.events):
            found.add(ident)
    return found


def _may_need(side: Side, path: str, rooms: Collection[frozenset[bytes]]) -> bool:
    try:
        content = side.repository.read_bytes(path)
    except OSError:
        return False
    return b"\\" in content or any(all(word in content for word in words) for words in rooms)
