"""What is kept of all networks for rules across networks: offices, parents, rooms, posts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ksnet.basics.findings import Fault, Place
from ksnet.basics.frozen import changeable, field, names_of
from ksnet.duties.assessing.family import Posts, coordinated
from ksnet.duties.counting.events import NO_ANSWER
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventStatus
from ksnet.repository import Network
from ksnet.rules.context import NetworkContext

TAKES_PLACE = NO_ANSWER | {EventStatus.STATTGEFUNDEN}


class Booking(NamedTuple):
    """A room that an event needs."""

    room: str
    city: str
    network: str
    start: dt.datetime
    end: dt.datetime
    file: str
    title: str


@changeable
class Overview:
    """What is kept of every network for rules across networks, in lists that can be merged.

    Under the id of a network there may be anything, since only that network adds to it.
    """

    day: dt.date
    network_ids: list[str]
    offices: dict[str, list[tuple[str | None, str, Place]]] = field(default_factory=dict)
    parents: list[tuple[str, str, Place]] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    coordinated: dict[str, Posts] = field(default_factory=dict)
    uncoordinated: list[tuple[str, str, Fault]] = field(default_factory=list)
    # The text of files outside all networks: `ksnet.yaml`.
    texts: dict[str, str] = field(default_factory=dict)
    # Files that are no records with their searchable text, read when iterated.
    refused: Iterable[tuple[str, str]] = ()

    def add(self, context: NetworkContext) -> None:
        """Keep what the rules across networks need of this network."""
        network = context.network
        for number, office in enumerate(network.record.youth_offices):
            self.offices.setdefault(office.id, []).append(
                (office.key, network.id, Place(network.file, ("youth_offices", number, "key")))
            )
        if network.record.parent and network.record.parent.id:
            self.parents.append(
                (network.id, network.record.parent.id, Place(network.file, ("parent",)))
            )
        self.bookings.extend(bookings(network))
        self.coordinated[network.id] = coordinated(context.facts)
        self.uncoordinated.extend(
            (network.id, office, fault) for office, fault in context.uncoordinated
        )

    def merge(self, part: Overview) -> None:
        """Add what was kept of other networks."""
        for name in names_of(type(self)):
            own, other = getattr(self, name), getattr(part, name)
            if isinstance(own, list):
                own.extend(other)
            elif isinstance(own, dict):
                for key, values in other.items():
                    if key in own:
                        own[key].extend(values)
                    else:
                        own[key] = values


def event_spans(record: EventRecord) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield begin and end of an event, or of its sessions, as far as the hours are known.

    One whose end is not known takes an hour.
    """
    minutes = None if record.sessions else record.duration_minutes
    for start, end in record.occasions:
        begun, ended = start.at, end.at if end else None
        if begun is not None:
            if ended is None or ended <= begun:
                ended = begun + dt.timedelta(minutes=minutes or 60)
            yield begun, ended


def bookings(network: Network) -> Iterator[Booking]:
    """Yield the rooms that the events of a network need."""
    for event in network.events.values():
        record = event.record
        place = record.location
        if not (
            place and place.name and place.room and record.start and record.status in TAKES_PLACE
        ):
            continue
        for span in event_spans(record):
            yield Booking(
                f"{place.name}/{place.room}",
                place.city or "",
                network.id,
                *span,
                event.file,
                record.title,
            )
