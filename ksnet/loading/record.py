"""From plain data to a typed record: what the schema refuses becomes faults, what is sound is kept.

A healthy file costs one validation. Otherwise what is wrong is taken out and the rest validated again, so that
documents can still be made and one mistake does not hide another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ksnet.findings import Fault, Path
from ksnet.loading.messages import fault_of, is_ambiguous_text
from ksnet.protection.keys import is_case_data_key
from ksnet.reading.scalars import NULL_MATTERS, text_of
from ksnet.reading.yaml import Document
from ksnet.records.structure import FieldShape, fields_of, shape_at
from ksnet.spelling import nearest_key

R = TypeVar("R", bound=BaseModel)
MAX_ROUNDS = 8
WRONG_KIND = ("model_type", "tuple_type", "list_type", "dict_type", "string_type")  # a list for a value and the like
STAND_IN_ID = "ohne-angabe"  # where a required reference is missing; never looked up


@dataclass(slots=True)
class Repairs:
    """How the data of a record differs from its file, so that positions can still be found."""

    removed: dict[Path, list[int]] = field(default_factory=dict)
    renamed: dict[Path, str] = field(default_factory=dict)
    broken_ids: set[str] = field(default_factory=set)
    taken: set[Path] = field(default_factory=set)  # what was wrong or missing, by its path in the file

    def original(self, path: Path) -> Path:
        """Return where in the file the value at `path` of the record stands."""
        result: list[str | int] = []
        for step in path:
            here = tuple(result)
            if isinstance(step, int):
                position = step
                for gone in sorted(self.removed.get(here, ())):
                    position += gone <= position
                result.append(position)
            else:
                result.append(self.renamed.get((*here, step), step))
        return tuple(result)


@dataclass(slots=True)
class Loaded(Generic[R]):
    """A record with what was wrong in its file; `record` is None where the file could not be read at all."""

    file: str
    record: R | None
    faults: list[Fault]
    repairs: Repairs | None = None
    text: str = ""
    refused: str = ""  # of a file that no parser may see: what can be searched


def load(model: type[R], document: Document) -> Loaded[R]:
    """Turn what was read into a record of `model`; never raises for what stands in the file."""
    if document.data is None:
        return Loaded(document.file, None, document.faults)
    try:
        return Loaded(document.file, model.model_validate(document.data), document.faults)
    except ValidationError:
        data = _without_nulls(document.data, model)
    try:
        return Loaded(document.file, model.model_validate(data), document.faults)
    except ValidationError as error:
        repair = _Repair(model, document, data)
        record = repair.run(error)
        return Loaded(document.file, record, document.faults + _one_per_cause(repair.faults), repair.repairs)


def _one_per_cause(faults: list[Fault]) -> list[Fault]:
    """Drop "quote it" where the value is wrong anyway."""
    wrong = {fault.place.path for fault in faults if fault.rule != "ambiguous-scalar"}
    return [fault for fault in faults if fault.rule != "ambiguous-scalar" or fault.place.path not in wrong]


class _Repair:
    """Takes out of a record what the schema refuses, round by round."""

    def __init__(self, model: type[BaseModel], document: Document, data: dict[str, Any]) -> None:
        self.model, self.document = model, document
        self.data = data
        self.repairs = Repairs()
        self.faults: list[Fault] = []
        self.absent: list[
            tuple[dict[str, Any], str]
        ] = []  # required values that are wrong or missing, by entry and key
        self.taken = self.repairs.taken
        self.guessed: set[Path] = set()  # unknown keys that were taken for a known one

    def run(self, error: ValidationError) -> Any:
        for _ in range(MAX_ROUNDS):
            self.round([self.placed(problem) for problem in error.errors(include_url=False)])
            try:
                record = self.model.model_validate(self.data)
            except ValidationError as again:
                error = again
            else:
                for path, entry in _mappings(self.data, ()):
                    for key in [key for holder, key in self.absent if holder is entry]:
                        _set_none(record, (*path, key), self.model)
                return record
        return None

    def placed(self, error: ErrorDetails) -> ErrorDetails:
        """Return the error with its path in the data: a single value read as a list of one has no position there."""
        node: Any = self.data
        path: list[str | int] = []
        for step in error["loc"]:
            if step == 0 and not isinstance(node, list):
                continue
            path.append(step)
            if isinstance(node, dict):
                node = node.get(str(step))
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                node = None
        return {**error, "loc": tuple(path)}

    def round(self, errors: list[ErrorDetails]) -> None:
        errors = self.rename_keys([e for e in errors if not self.is_consequence(e)])
        removals: list[Path] = []
        for error in errors:
            path = tuple(error["loc"])
            if is_ambiguous_text(error):
                self.report(error)
                self.replace(path, str(error["input"]))
            elif error["type"] == "missing":
                self.report(error)
                self.stand_in(path, removals)
            else:
                if not (self.original(path) in self.guessed and error["type"] in WRONG_KIND):
                    self.report(error)
                removals.append(self.existing(path))
        for path in sorted(set(removals), key=_removal_order, reverse=True):
            self.remove(path)

    def is_consequence(self, error: ErrorDetails) -> bool:
        """Whether a missing key is missing because a wrong value was taken out; it then gets its stand-in quietly."""
        path = tuple(error["loc"])
        if error["type"] == "missing" and self.repairs.original(path) in self.taken:
            removals: list[Path] = []
            self.stand_in(path, removals)
            for gone in removals:
                self.remove(gone)
            return True
        return False

    def rename_keys(self, errors: list[ErrorDetails]) -> list[ErrorDetails]:
        """Deal with unknown keys: where the meant key is free, take the value for it, and drop its own finding."""
        missing = {tuple(e["loc"]): e for e in errors if e["type"] == "missing"}
        rest: list[ErrorDetails] = []
        unknown_beside: dict[Path, int] = {}
        for error in errors:
            if error["type"] == "extra_forbidden":
                parent = tuple(error["loc"])[:-1]
                unknown_beside[parent] = unknown_beside.get(parent, 0) + 1
        for error in errors:
            if error["type"] != "extra_forbidden":
                rest.append(error)
                continue
            path = tuple(error["loc"])
            parent, key = path[:-1], str(path[-1])
            holder = _at(self.data, parent)
            shapes = fields_of(shape_at(self.model, (*parent, key))[0])
            wanted = not is_case_data_key(key)  # what stands there is never taken for something else
            meant = nearest_key(key, [name for name in shapes if name not in holder]) if wanted else None
            gaps = [p for p in missing if p[:-1] == parent]
            if wanted and meant is None and len(gaps) == 1 and unknown_beside[parent] == 1:
                meant = str(gaps[0][-1])
            self.faults.append(fault_of(self.document.file, self.model, error, self.original(path), meant=meant))
            value = holder.pop(key)
            if meant is not None:
                holder[meant] = value
                self.repairs.renamed[self.repairs.original((*parent, meant))] = key
                rest = [e for e in rest if tuple(e["loc"]) != (*parent, meant)]
                missing.pop((*parent, meant), None)
                self.taken.add(self.repairs.original((*parent, meant)))
                self.guessed.add(self.repairs.original((*parent, meant)))
        dropped = {tuple(e["loc"]) for e in errors if e["type"] == "missing"} - set(missing)
        return [e for e in rest if tuple(e["loc"]) not in dropped]

    def stand_in(self, path: Path, removals: list[Path]) -> None:
        """Fill a missing required key so that the rest of the entry can be used."""
        holder, shape = shape_at(self.model, path)
        if shape is None:
            return
        entry = path[:-1]
        value = _stand_in(
            shape,
            len(self.absent) + len(self.taken),
            usable=holder is self.model or bool(getattr(holder, "entry_kind", None)),
        )
        if value is _NO_USE:
            removals.append(self.existing(entry))
            return
        mapping = _at(self.data, entry)
        mapping[path[-1]] = value
        self.taken.add(self.repairs.original(path))
        if shape.not_null:
            self.absent.append((mapping, shape.key))

    def existing(self, path: Path) -> Path:
        """Return the part of `path` that exists in the data: shorthands add a step, key errors a `[key]`."""
        node: Any = self.data
        for position, step in enumerate(path):
            if isinstance(node, dict) and step in node:
                node = node[step]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return path[:position]
        return path

    def remove(self, path: Path) -> None:
        if not path:
            return
        original = self.repairs.original(path)
        holder = _at(self.data, path[:-1])
        step = path[-1]
        if isinstance(holder, list) and isinstance(step, int):
            if step < len(holder):
                holder.pop(step)
                self.repairs.removed.setdefault(original[:-1], []).append(int(original[-1]))
        elif isinstance(holder, dict):
            value = holder.pop(step, None)
            text = text_of(value)
            if step == "id" and text is not None:
                self.repairs.broken_ids.add(text)
        self.taken.add(original)

    def replace(self, path: Path, value: str) -> None:
        path = self.existing(path)
        _at(self.data, path[:-1])[path[-1]] = value

    def original(self, path: Path) -> Path:
        return self.repairs.original(path)

    def report(self, error: ErrorDetails) -> None:
        path = tuple(error["loc"])
        self.faults.append(fault_of(self.document.file, self.model, error, self.original(path)))


_NO_USE = object()


def _stand_in(shape: FieldShape, number: int, *, usable: bool) -> Any:
    """Return a valid value that shows as a gap, or `_NO_USE` where the entry means nothing without it."""
    if not usable:
        return _NO_USE
    if shape.key == "id":
        return f"ohne-kennung-{number}"
    if shape.many:
        return []
    if shape.vocabulary:
        return next(iter(shape.vocabulary)).value
    if shape.key == "start":
        return None
    if shape.refs:
        return STAND_IN_ID
    return "05000" if shape.key == "key" else f"[{shape.title} fehlt]"


def _removal_order(path: Path) -> tuple[tuple[int, str], ...]:
    """Sort paths so that, from the end, later list entries and deeper values come first."""
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in path)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _mappings(data: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every mapping in the data with its path."""
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from _mappings(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _mappings(value, (*path, number))


def _without_nulls(data: Any, model: type[BaseModel] | None) -> Any:
    """Return a copy in which known keys without a value are left out; an unknown key stays what it is."""
    if isinstance(data, list):
        return [_without_nulls(item, model) for item in data]
    if not isinstance(data, dict):
        return data
    shapes = fields_of(model) if model else {}
    return {
        key: _without_nulls(value, shapes[key].model if key in shapes else None)
        for key, value in data.items()
        if value is not None or key in NULL_MATTERS or key not in shapes
    }


def _set_none(record: Any, path: Path, model: type[BaseModel]) -> None:
    """Put None where a stand-in was needed; the models are frozen for everybody else."""
    target = record
    for position, step in enumerate(path[:-1]):
        if isinstance(step, int):
            target = target[step]
        else:
            shape = shape_at(model, path[: position + 1])[1]
            target = getattr(target, shape.attribute if shape else step)
    shape = shape_at(model, path)[1]
    object.__setattr__(target, shape.attribute if shape else str(path[-1]), None)
