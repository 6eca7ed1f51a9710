"""Split a file of records into entries, which are matched by identity, not by position.

An entry is an event, the settings, a year, plan or network as a whole, and everything in them with
an id of its own: a body, a person, a group, a measure.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from ksnet.basics.findings import Path
from ksnet.basics.frozen import frozen, replace
from ksnet.basics.scalars import Plain
from ksnet.lands import Land
from ksnet.records.core import ValidationError
from ksnet.records.event import EventRecord, Occasion, as_a_whole
from ksnet.records.identity import identified
from ksnet.records.light import value_validator
from ksnet.records.members import MembersRecord
from ksnet.records.model import BaseModel
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.records.settings import Settings
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.values import moment_of
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
_DEFAULT = object()  # a value that means the same as leaving its key out
_IN_PLANS = frozenset(("plan_goal", "analysis", "need", "measure", "milestone"))


@frozen
class EntryState:
    """One entry in one state; `data` are its values without the entries inside it.

    `within` is the id of the entry that contains it.
    """

    network: str
    kind: str
    id: str
    file: str
    path: Path
    model: type[BaseModel]
    data: Data
    within: str = ""

    def __hash__(self) -> int:
        return hash((self.identity, self.file, self.path))

    @property
    def own_id(self) -> str | None:
        """The id as written; None for an entry without, whose identity is all that it says."""
        written = self.data.get("id")
        return self.id if self.is_named else written if isinstance(written, str) else None

    @property
    def is_named(self) -> bool:
        """Whether the entry has an id, or what stands for one, that no other entry has."""
        return not self.id.startswith("{")

    @property
    def identity(self) -> Identity:
        """The identity by which the states are matched."""
        return (self.network, self.kind, self.within if self.kind in _IN_PLANS else "", self.id)


def entries(
    reading: Reading[Any], file: str, model: type[BaseModel], network: str, land: Land
) -> list[EntryState] | None:
    """Return the entries of a file that was read; None where it is unreadable.

    Values are compared as the schema understands them, so that two spellings are equal; what it
    refuses is compared as written.
    """
    document, loaded = reading.document, reading.loaded
    if document is None or document.data is None:
        return None
    if loaded.record is not None and loaded.repairs is None:
        data = plain_data(loaded.record)
    else:
        data = _understood(document.data, model, land)
        if model is EventRecord:
            data = _in_whole(data)
    return list(_Splitter(file, network).split(model, data))


def plain_data(value: object) -> Any:  # noqa: ANN401  (a tree of plain data)
    """Return a record as plain data without empty values and defaults."""
    if isinstance(value, BaseModel):
        result = {}
        for key, shape in fields_of(type(value)).items():
            part = getattr(value, shape.attribute)
            if part is not None and part != shape.default and part not in ((), {}):
                result[key] = plain_data(part)
        return result
    if isinstance(value, tuple | list):
        return [plain_data(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain_data(item) for key, item in value.items()}
    return value if isinstance(value, bool | int | float) else composed(str(value))


def _understood(data: Data, model: type[BaseModel], land: Land) -> Data:
    """Return a mapping that the schema refuses as a whole, each value as far as understood."""
    result = {}
    shapes = fields_of(model)
    for key, value in data.items():
        if value is None:
            continue
        if key not in shapes:
            result[str(key)] = _as_written(value)
            continue
        part = _value_understood(value, model, shapes[key], land)
        if part is not _DEFAULT:
            result[key] = part
    return result


def _in_whole(data: Data) -> Data:
    """Return an event with the start and end of its sessions where it has none, as if loaded."""
    sessions = data.get("sessions")
    occasions = [
        Occasion(start, moment_of(one.get("end")))
        for one in (sessions if isinstance(sessions, list) else ())
        if isinstance(one, dict) and (start := moment_of(one.get("start")))
    ]
    if not occasions:
        return data
    whole = as_a_whole(sorted(occasions, key=lambda one: one.start.sort_key))
    return {"start": whole.start.text, **({"end": whole.end.text} if whole.end else {}), **data}


def _value_understood(value: Any, holder: type[BaseModel], shape: FieldShape, land: Land) -> Any:  # noqa: ANN401  (a tree of plain data)
    try:
        known = value_validator(holder, shape.attribute).validate_python(value, context=land)
    except ValidationError:
        pass
    else:
        return _DEFAULT if known in (shape.default, (), {}, None) else plain_data(known)
    if isinstance(value, list) and len(value) > 1:
        parts = [_value_understood([item], holder, shape, land) for item in value]
        return [item for part in parts for item in (part if isinstance(part, list) else [part])]
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and shape.model:
        return [_understood(value[0], shape.model, land)]
    if isinstance(value, dict) and shape.model:
        return _understood(value, shape.model, land)
    return _as_written(value)


def _as_written(value: object) -> Any:  # noqa: ANN401  (a tree of plain data)
    if isinstance(value, dict):
        return {str(key): _as_written(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    return composed(value.text if isinstance(value, Plain) else str(value))


def composed(text: str) -> str:
    """Return a text in NFC: letters composed otherwise are the same ones, a matter of form."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in a tree of plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


class _Splitter:
    """Separates the entries with an identity from those that contain them."""

    def __init__(self, file: str, network: str) -> None:
        self.file, self.network = file, network
        self.seen: set[tuple[str, str]] = set()

    def split(self, model: type[BaseModel], data: Data) -> Iterator[EntryState]:
        """Yield the entry for the whole file, then those in it."""
        kind = WHOLE[model]
        ident = PurePosixPath(self.file).stem if kind in ("event", "year", "plan") else self.network
        return self.parts(EntryState(self.network, kind, ident, self.file, (), model, data))

    def parts(self, whole: EntryState) -> Iterator[EntryState]:
        """Yield an entry without those inside it, then these."""
        own: Data = {}
        inner: list[EntryState] = []
        for key, value in whole.data.items():
            shape = fields_of(whole.model).get(key)
            item_kind, named_by = identified(key, shape.model if shape else None)
            if shape is None or shape.model is None or not item_kind or not isinstance(value, list):
                own[key] = value
                continue
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    name, path = self.unique(item_kind, item, named_by), (*whole.path, key, number)
                    part = replace(whole, kind=item_kind, id=name, path=path, within=whole.id)
                    inner += self.parts(replace(part, model=shape.model, data=item))
        yield replace(whole, data=own)
        yield from inner

    def unique(self, kind: str, item: Data, named_by: str) -> str:
        """Return the identity of an item, without a unique one all its values."""
        name = item.get(named_by)
        if not isinstance(name, str) or not name or (kind, name) in self.seen:
            name = json.dumps(item, sort_keys=True, ensure_ascii=False)
        self.seen.add((kind, name))
        return name
