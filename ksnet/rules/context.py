"""What rules look at: one network with all its entries by id, and an overview of all networks.

Rules run over every record of a Land, so they stay fast by three habits. Entries further in are found by a
`ksnet.records.walk.Walk`, which enters only the fields that can lead there. Ids are looked at by `mentions`, a whole list
at a time, against sets such as `ids`; what is worked out about a network is worked out once and kept here. And the
texts of a fault are put together only once it is certain that there is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import Literal, NamedTuple

from pydantic import BaseModel

from ksnet.duties.facts import Facts
from ksnet.duties.family import Posts, coordinated
from ksnet.findings import Fault, Path, Place
from ksnet.records.base import Period
from ksnet.records.settings import RuleSettings, Settings
from ksnet.records.structure import fields_of
from ksnet.records.values import Moment, PartialDate
from ksnet.repository import Network

KIND_NAMES = {
    "youth_office": "Jugendamt", "coordination": "Koordinierungsstelle", "group": "Gremium", "member": "Mitglied", "person": "Person", "guest": "Gast",
    "agreement": "Vereinbarung", "goal": "Ziel", "workstream": "Arbeitsthema", "source": "Quelle", "plan": "Plan", "event": "Veranstaltung",
    "plan_goal": "Ziel des Plans", "need": "Bedarf des Plans", "analysis": "Untersuchung des Plans", "measure": "Maßnahme des Plans",
    "milestone": "Meilenstein des Plans", "network": "Netzwerk",
}  # fmt: skip

_FEMININE = frozenset(("coordination", "person", "agreement", "source", "event", "analysis", "measure"))
_MASCULINE = frozenset(("guest", "plan", "need", "milestone"))


def kind_name(kind: str, case: Literal["wer", "wem", "wen"] = "wer") -> str:
    """Return what a kind of entry is called, with its article: `ein Gremium`, `einer Person`, `einen Gast`."""
    if kind in _FEMININE:
        article = "einer" if case == "wem" else "eine"
    else:
        article = "einem" if case == "wem" else "einen" if case == "wen" and kind in _MASCULINE else "ein"
    return f"{article} {KIND_NAMES[kind]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with an id that others may refer to, and when it exists."""

    kind: str
    id: str
    file: str
    path: Path
    record: BaseModel
    since: PartialDate
    until: PartialDate

    @property
    def place(self) -> Place:
        """Where its id stands."""
        return Place(self.file, (*self.path, "id"))


class Reference(NamedTuple):
    """A place that names the id of an entry of one of `kinds`."""

    file: str
    path: Path
    id: str
    kinds: tuple[str, ...]


class Mention(NamedTuple):
    """A key that names ids of entries of one of `kinds`: one id, or a list of them."""

    file: str
    path: Path
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    many: bool

    def references(self) -> Iterator[Reference]:
        """Yield each id with its own place."""
        for number, ident in enumerate(self.ids):
            yield Reference(self.file, (*self.path, number) if self.many else self.path, ident, self.kinds)


ALWAYS = (PartialDate("", dt.date.min, dt.date.min, "unknown"), PartialDate("", dt.date.max, dt.date.max, "unknown"))


class NetworkContext:
    """One network as rules see it, as of a day."""

    def __init__(self, network: Network, day: dt.date, settings: Settings | None = None) -> None:
        """Collect the entries of `network`; `day` is today."""
        self.network, self.day = network, day
        self.settings = settings or Settings(rules=RuleSettings(severity={}))
        record = network.record
        self.since = record.founded or ALWAYS[0]
        self.until = record.until or ALWAYS[1]
        self.entries: dict[str, list[Entry]] = {}
        self.all_entries: list[Entry] = []
        self.plan_entries: dict[str, dict[str, list[Entry]]] = {}
        self.uncoordinated: list[
            tuple[str, Fault]
        ] = []  # Jugendämter without a post here, until all networks are known
        self._ids: dict[tuple[str, ...], frozenset[str]] = {}
        self._collect()

    @cached_property
    def facts(self) -> Facts:
        """The network as the duties see it."""
        return Facts(self.network, self.day)

    def find(self, ident: str, kinds: tuple[str, ...]) -> Entry | None:
        """Return the entry with this id that is of one of `kinds`."""
        return next((entry for entry in self.entries.get(ident, ()) if entry.kind in kinds), None)

    def references(self) -> Iterator[Reference]:
        """Yield every reference in the records of the network."""
        for mention in self.mentions:
            yield from mention.references()

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every key of the records that names ids."""
        found: list[Mention] = []
        for file, record in self.network.records():
            _mentions(file, record, (), found)
        return found

    def ids(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """Return the ids of all entries of these kinds; those of plans are in `plan_entries`."""
        known = self._ids.get(kinds)
        if known is None:
            entries = (entry.id for entry in self.all_entries if entry.kind in kinds)
            events = self.network.events if "event" in kinds else ()
            plans = self.network.plans if "plan" in kinds else ()
            known = self._ids[kinds] = frozenset((*entries, *events, *plans))
        return known

    def _collect(self) -> None:
        network = self.network
        window = (self.since, self.until)
        self._entries(network.file, network.record, (), window)
        self._entries(network.members_file, network.members, (), window)
        for plan in network.plans.values():
            before = len(self.all_entries)
            self._entries(plan.file, plan.record, (), window)
            own: dict[str, list[Entry]] = {}
            for entry in self.all_entries[before:]:
                own.setdefault(entry.id, []).append(entry)
            self.plan_entries[plan.id] = own
            del self.all_entries[before:]
        for entry in self.all_entries:
            self.entries.setdefault(entry.id, []).append(entry)

    def _entries(self, file: str, holder: BaseModel, path: Path, window: tuple[PartialDate, PartialDate]) -> None:
        for attribute, key in _lists_of_entries(type(holder)):
            for number, item in enumerate(getattr(holder, attribute)):
                here = (*path, key, number)
                own = self.window(item, window)
                self.all_entries.append(Entry(item.entry_kind, item.id, file, here, item, *own))
                self._entries(file, item, here, own)

    def window(self, item: BaseModel, container: tuple[PartialDate, PartialDate]) -> tuple[PartialDate, PartialDate]:
        """Return since and until of an entry; what is missing is that of what contains it."""
        if not isinstance(item, Period):
            return container
        since, until = item.since, item.until
        if (
            since is None
            and isinstance(office := getattr(item, "youth_office", None), str)
            and getattr(item, "entry_kind", "") == "member"
        ):
            found = next(
                (o for o in self.network.record.youth_offices if o.id == office), None
            )  # dates come from there unless given
            since, until = (found.since, until or found.until) if found else (since, until)
        return since or container[0], until or container[1]


class Booking(NamedTuple):
    """A room that an event needs."""

    room: str
    city: str
    network: str
    start: dt.datetime
    end: dt.datetime
    file: str
    title: str


@dataclass(slots=True)
class Overview:
    """What is kept of every network for the rules across networks: lists, and lists by a key, so that parts can be merged.

    What stands under the id of a network may be anything, since only that network adds to it.
    """

    day: dt.date
    network_ids: list[str]
    offices: dict[str, list[tuple[str | None, str, Place]]] = field(default_factory=dict)
    parents: list[tuple[str, str, Place]] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    coordinated: dict[str, Posts] = field(default_factory=dict)
    uncoordinated: list[tuple[str, str, Fault]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # of files outside all networks: `ksnet.yaml`
    refused: Iterable[
        tuple[str, str]
    ] = ()  # each file that is no record, with what can be searched of it, read when asked for

    def add(self, context: NetworkContext) -> None:
        """Keep what the rules across networks need of this network."""
        network = context.network
        for number, office in enumerate(network.record.youth_offices):
            self.offices.setdefault(office.id, []).append(
                (office.key, network.id, Place(network.file, ("youth_offices", number, "key")))
            )
        if network.record.parent and network.record.parent.id:
            self.parents.append((network.id, network.record.parent.id, Place(network.file, ("parent",))))
        self.bookings.extend(_bookings(network))
        self.coordinated[network.id] = coordinated(context.facts)
        self.uncoordinated.extend((network.id, office, fault) for office, fault in context.uncoordinated)

    def merge(self, part: Overview) -> None:
        """Add what was kept of other networks."""
        for kept in fields(self):
            own, other = getattr(self, kept.name), getattr(part, kept.name)
            if isinstance(own, list):
                own.extend(other)
            elif isinstance(own, dict):
                for key, values in other.items():
                    if key in own:
                        own[key].extend(values)
                    else:
                        own[key] = values


TAKES_PLACE = frozenset(("geplant", "bestaetigt", "stattgefunden", "angekuendigt"))
TO_COME = frozenset(("geplant", "bestaetigt", "angekuendigt"))


def event_span(start: Moment, end: Moment | None, minutes: int | None) -> tuple[dt.datetime, dt.datetime] | None:
    """Return when an event with a known time begins and ends; one hour where the end is not known."""
    if start.time is None:
        return None
    if end is not None and end.time is not None and end.first > start.first:
        return start.first, end.first
    return start.first, start.first + dt.timedelta(minutes=minutes or 60)


def _bookings(network: Network) -> Iterator[Booking]:
    for event in network.events.values():
        record = event.record
        place = record.location
        if not (place and place.name and place.room and record.start and record.status in TAKES_PLACE):
            continue
        span = event_span(record.start, record.end, record.duration_minutes)
        if span:
            yield Booking(f"{place.name}/{place.room}", place.city or "", network.id, *span, event.file, record.title)


@cache
def _lists_of_entries(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return attribute and key of the lists in `model` whose items have ids."""
    return tuple(
        (shape.attribute, key)
        for key, shape in fields_of(model).items()
        if shape.many and shape.model and getattr(shape.model, "entry_kind", None)
    )


class _Step(NamedTuple):
    attribute: str
    key: str
    many: bool
    refs: tuple[str, ...]


@cache
def _steps(model: type[BaseModel]) -> tuple[_Step, ...]:
    """Return the fields of `model` that hold references, directly or further in."""
    steps = []
    for key, shape in fields_of(model).items():
        if shape.refs or (shape.model and shape.model is not model and _steps(shape.model)):
            steps.append(_Step(shape.attribute, key, shape.many, shape.refs))
    return tuple(steps)


def _mentions(file: str, record: BaseModel, path: Path, found: list[Mention]) -> None:
    values = record.__dict__  # faster than getattr, a hundred thousand times
    for attribute, key, many, refs in _steps(type(record)):
        value = values[attribute]
        if not value:
            continue
        here = (*path, key)
        if refs:
            found.append(Mention(file, here, value if many else (value,), refs, many))
        elif many:
            for number, item in enumerate(value):
                _mentions(file, item, (*here, number), found)
        else:
            _mentions(file, value, here, found)
