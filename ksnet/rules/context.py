"""What rules look at: one network with all its entries by id, and everything that names one.

Rules run over every record of a Land. They stay fast by three habits. A `ksnet.records.walk.Walk`
finds entries, entering only the fields that can lead there. `mentions` compares ids, a whole list
at a time, with sets such as `ids`; what is worked out about a network is worked out once and kept
here. And the texts of a fault are made only once it is certain that there is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Literal

from ksnet.basics.findings import Fault, Path, Place
from ksnet.basics.frozen import frozen
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.counting.events import too_early
from ksnet.duties.counting.membership import own_span
from ksnet.records.base import Period
from ksnet.records.members import Member
from ksnet.records.model import BaseModel
from ksnet.records.settings import Settings
from ksnet.records.structure import fields_of
from ksnet.records.values import PartialDate
from ksnet.repository import FiledEvent, Network
from ksnet.rules.mentions import Mention, Reference, mentions

KIND_NAMES = {
    "youth_office": "Jugendamt", "coordination": "Koordinierungsstelle", "group": "Gremium",
    "member": "Mitglied", "person": "Person", "guest": "Gast", "agreement": "Vereinbarung",
    "goal": "Ziel", "workstream": "Arbeitsthema", "source": "Quelle", "plan": "Plan",
    "event": "Veranstaltung", "plan_goal": "Ziel des Plans", "need": "Bedarf des Plans",
    "analysis": "Untersuchung des Plans", "measure": "Maßnahme des Plans",
    "milestone": "Meilenstein des Plans", "network": "Netzwerk",
}  # fmt: skip

_FEMININE = frozenset(
    ("coordination", "person", "agreement", "source", "event", "analysis", "measure")
)
_MASCULINE = frozenset(("guest", "plan", "need", "milestone"))
_FEW_EARLY = 2  # events before the founding; the dates of more are hardly all wrong


def kind_name(kind: str, case: Literal["wer", "wem", "wen"] = "wer") -> str:
    """Return the name of a kind of entry with its article: `ein Gremium`, `einer Person`."""
    if kind in _FEMININE:
        article = "einer" if case == "wem" else "eine"
    else:
        article = (
            "einem" if case == "wem" else "einen" if case == "wen" and kind in _MASCULINE else "ein"
        )
    return f"{article} {KIND_NAMES[kind]}"


@frozen
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
        """The place of its id."""
        return Place(self.file, (*self.path, "id"))


ALWAYS = (
    PartialDate("", dt.date.min, dt.date.min, "unknown"),
    PartialDate("", dt.date.max, dt.date.max, "unknown"),
)


class NetworkContext:
    """One network as rules see it, as of a day."""

    def __init__(self, network: Network, day: dt.date, settings: Settings | None = None) -> None:
        """Collect the entries of `network`; `day` is today."""
        self.network, self.day = network, day
        self.settings = settings or Settings.model_validate({})
        record = network.record
        self.since = record.founded or ALWAYS[0]
        self.until = record.until or ALWAYS[1]
        self.lifetime = (self.since, self.until)
        self.entries: dict[str, list[Entry]] = {}
        self.all_entries: list[Entry] = []
        self.plan_entries: dict[str, dict[str, list[Entry]]] = {}
        # Jugendämter without a post here, until all networks are known.
        self.uncoordinated: list[tuple[str, Fault]] = []
        # The ids of entries that do not exist for as long as the network.
        self.limited: set[str] = set()
        self._ids: dict[tuple[str, ...], frozenset[str]] = {}
        self._by_kind: dict[str, dict[str, Entry]] = {}  # by id: its first entry of each kind
        self._collect()

    @cached_property
    def facts(self) -> Facts:
        """The network as duties are judged by it."""
        return Facts(self.network, self.day)

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """The ids of sensitive bodies and their people, which are never proposed."""
        bodies = [member for member in self.network.members.members if member.sensitive]
        people = (person.id for member in bodies for person in member.people)
        return frozenset((*(member.id for member in bodies), *people))

    @cached_property
    def early_events(self) -> list[FiledEvent]:
        """The events before the founding that cannot have prepared it."""
        founded, events = self.network.record.founded, self.network.events.values()
        return [one for one in events if founded and too_early(one.id, one.record, founded)]

    @property
    def founding_is_wrong(self) -> bool:
        """Whether so many events were before the founding that its date is wrong, not theirs."""
        return len(self.early_events) > _FEW_EARLY

    def entry_of(self, ident: str, kinds: tuple[str, ...]) -> Entry | None:
        """Return the entry with this id that is of one of `kinds`."""
        own = self._by_kind.get(ident)
        return next((entry for kind, entry in own.items() if kind in kinds), None) if own else None

    def references(self) -> Iterator[Reference]:
        """Yield every reference in the records of the network."""
        for mention in self.mentions:
            yield from mention.references()

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every key of the records that names ids."""
        found: list[Mention] = []
        for file, record in self.network.records():
            found += mentions(file, record)
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

    def plan_entries_in(self, file: str) -> dict[str, list[Entry]]:
        """Return by id the entries of the plan in a file; none for any other file."""
        plan = next((plan for plan in self.network.plans.values() if plan.file == file), None)
        return self.plan_entries.get(plan.id, {}) if plan else {}

    def _collect(self) -> None:
        network = self.network
        window = self.lifetime
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
            self._by_kind.setdefault(entry.id, {}).setdefault(entry.kind, entry)

    def _entries(
        self, file: str, holder: BaseModel, path: Path, window: tuple[PartialDate, PartialDate]
    ) -> None:
        for attribute, key in _lists_of_entries(type(holder)):
            for number, item in enumerate(getattr(holder, attribute)):
                here = (*path, key, number)
                own = self.window(item, window)
                if own != self.lifetime:
                    self.limited.add(item.id)
                self.all_entries.append(Entry(item.entry_kind, item.id, file, here, item, *own))
                self._entries(file, item, here, own)

    def window(
        self, item: BaseModel, container: tuple[PartialDate, PartialDate]
    ) -> tuple[PartialDate, PartialDate]:
        """Return since and until of an entry; a missing date is that of what contains it."""
        if not isinstance(item, Period):
            return container
        span = own_span(self.network, item) if isinstance(item, Member) else item
        return span.since or container[0], span.until or container[1]


@cache
def _lists_of_entries(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return attribute and key of the lists in `model` whose items have ids."""
    return tuple(
        (shape.attribute, key)
        for key, shape in fields_of(model).items()
        if shape.many and shape.model and getattr(shape.model, "entry_kind", None)
    )
