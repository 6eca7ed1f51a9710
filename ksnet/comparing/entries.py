"""A file of records as entries: what a reviewer thinks of as one thing,
matched later by identity, not by position.

An entry is an event, the settings, what is said of a year or plan as a whole, of a network as a
whole, and everything in them that has an id of its own: a body, a person, a group, a measure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ksnet.basics.findings import Path
from ksnet.basics.scalars import Plain
from ksnet.records.event import EventRecord
from ksnet.records.identity import identified
from ksnet.records.members import MembersRecord
from ksnet.records.model import BaseModel
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.records.settings import Settings
from ksnet.records.structure import fields_of
from ksnet.records.year import YearRecord
from ksnet.repository.files import Reading

Data = dict[str, Any]
Identity = tuple[str, str, str, str]  # network, kind, plan (for what is in one), id

WHOLE: Mapping[type[BaseModel], str] = {
    NetworkRecord: "network",
    MembersRecord: "members",
    YearRecord: "year",
    PlanRecord: "plan",
    EventRecord: "event",
    Settings: "settings",
}
_IN_PLANS = frozenset(("plan_goal", "analysis", "need", "measure", "milestone"))


@dataclass(frozen=True, slots=True)
class EntryState:
    """One entry as it stands before or after: `data` is what it says,
    without the entries inside it; `within` is the id of the entry that holds it.
    """

    network: str
    kind: str
    id: str
    file: str
    path: Path
    model: type[BaseModel]
    data: Data = field(hash=False)
    within: str = ""

    @property
    def identity(self) -> Identity:
        """What it is known by, before and after."""
        return (self.network, self.kind, self.within if self.kind in _IN_PLANS else "", self.id)


def entries(
    reading: Reading[Any], file: str, model: type[BaseModel], network: str, *, typed: bool = True
) -> list[EntryState] | None:
    """Return the entries of a file as it was read; None where it cannot be read at all.

    What is said is compared as the schema understands it, so that two ways to write the same are
    the same. A file with mistakes has to be compared as it is written (`typed=False`), before and
    after.
    """
    document, record = reading.document, reading.loaded.record
    if document is None or document.data is None:
        return None
    data = (
        said(record)
        if typed and record is not None
        else document.data
        if typed
        else _as_written(document.data)
    )
    return list(_Splitter(file, network).split(model, data))


def said(value: object) -> Any:  # noqa: ANN401  (a tree of plain data)
    """Return a record as plain data, without what is not said: nothing, empty lists, defaults."""
    if isinstance(value, BaseModel):
        result = {}
        for key, shape in fields_of(type(value)).items():
            part = getattr(value, shape.attribute)
            if part is not None and part != shape.default and part not in ((), {}):
                result[key] = said(part)
        return result
    if isinstance(value, tuple | list):
        return [said(item) for item in value]
    if isinstance(value, dict):
        return {str(key): said(item) for key, item in value.items()}
    return value if isinstance(value, bool | int | float) else str(value)


def _as_written(value: object) -> Any:  # noqa: ANN401  (a tree of plain data)
    if isinstance(value, dict):
        return {str(key): _as_written(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    return value.text if isinstance(value, Plain) else str(value)


class _Splitter:
    """Takes the entries with an identity out of what holds them."""

    def __init__(self, file: str, network: str) -> None:
        self.file, self.network = file, network
        self.seen: set[tuple[str, str]] = set()

    def split(self, model: type[BaseModel], data: Data) -> Iterator[EntryState]:
        """Yield the entry that the file is as a whole, then those in it."""
        kind = WHOLE[model]
        ident = PurePosixPath(self.file).stem if kind in ("event", "year", "plan") else self.network
        return self.entry(kind, ident, model, data)

    def entry(  # noqa: PLR0913, PLR0917  (an entry has as many parts)
        self,
        kind: str,
        ident: str,
        model: type[BaseModel],
        data: Data,
        path: Path = (),
        within: str = "",
    ) -> Iterator[EntryState]:
        own: Data = {}
        inner: list[EntryState] = []
        for key, value in data.items():
            shape = fields_of(model).get(key)
            item_kind, named_by = identified(key, shape.model if shape else None)
            if shape is None or shape.model is None or not item_kind or not isinstance(value, list):
                own[key] = value
                continue
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    name = self.unique(item_kind, item, named_by)
                    inner += self.entry(
                        item_kind, name, shape.model, item, (*path, key, number), ident
                    )
        yield EntryState(self.network, kind, ident, self.file, path, model, own, within)
        yield from inner

    def unique(self, kind: str, item: Data, named_by: str) -> str:
        """Return the identity of an item.

        One without, or with that of another one, is known by all it says.
        """
        name = item.get(named_by)
        if not isinstance(name, str) or not name or (kind, name) in self.seen:
            name = json.dumps(item, sort_keys=True, ensure_ascii=False)
        self.seen.add((kind, name))
        return name
