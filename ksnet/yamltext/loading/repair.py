"""Takes out of a record what the schema refuses, round by round, and reports each fault."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ksnet.basics.findings import Fault, Path, child_of, fault_mark, last_key, value_at
from ksnet.basics.frozen import replace
from ksnet.basics.scalars import plain_scalar, text_of
from ksnet.basics.spelling import MOST_SLIPS, nearest_key
from ksnet.lands import Land
from ksnet.records.case_data_keys import is_case_data_key
from ksnet.records.core import ErrorDetails, ValidationError
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of, shape_at
from ksnet.yamltext.loading.messages import fault_of, is_ambiguous_text, may_be_secret
from ksnet.yamltext.loading.misplaced import lost_keys, torn_entries
from ksnet.yamltext.loading.repairs import NO_ID, STAND_IN_ID, Repairs
from ksnet.yamltext.reading.excess import FewAlike
from ksnet.yamltext.reading.yaml import ParsedFile

MAX_ROUNDS = 8
# A list instead of a value and the like.
WRONG_KIND = ("model_type", "tuple_type", "list_type", "dict_type", "string_type")
# Without it the records would claim to cover everything since the founding.
_CAUTIOUS = {"complete_since": "nie"}


class Repair:
    """Takes out of a record what the schema refuses, round by round."""

    def __init__(
        self,
        model: type[BaseModel],
        document: ParsedFile,
        data: dict[str, Any],
        land: Land | None = None,
    ) -> None:
        """Work on `data`, which is changed; results are in `found` and `repairs`."""
        self.model, self.document, self.land = model, document, land
        self.data = data
        self.repairs = Repairs()
        self._faults = FewAlike()  # by kind of error
        # Required values that are wrong or missing, by their entry: the entry itself, and its keys.
        self.absent: dict[int, tuple[dict[str, Any], list[str]]] = {}
        self.absences = 0
        self.taken = self.repairs.taken
        self.slips = 0  # unknown keys so far
        self.guessed: set[Path] = set()  # unknown keys that were taken for a known one

    def run(self, error: ValidationError) -> Any:
        """Return the record without what the schema refuses; None after `MAX_ROUNDS`."""
        errors = error.errors(include_url=False)
        for key, fault in lost_keys(self.document.file, self.model, self.data):
            self._faults.keep(None, fault)
            self.taken.add((key,))
            errors = []  # those of its entries were some
        for path, fault in torn_entries(self.document.file, self.model, self.data):
            self._faults.keep(None, fault)
            self.repairs.remove(path)
            errors = []
        for _ in range(MAX_ROUNDS):
            for problem in errors:
                problem["loc"] = self._placed(problem["loc"])
            self._round(errors)
            errors = []
            try:
                record = self.model.model_validate(self.data, context=self.land)
            except ValidationError as again:  # kept, it would keep this frame for ever
                errors = again.errors(include_url=False)
            else:
                for path, entry in _mappings(self.data, ()) if self.absent else ():
                    for key in self.absent[id(entry)][1] if id(entry) in self.absent else ():
                        _set_none(record, (*path, key), self.model)
                return record
        return None

    def found(self) -> list[Fault]:
        """Return what was wrong, of one kind so much; the last knows what lies beyond."""
        return self._faults.found()

    def _placed(self, loc: Path) -> Path:
        """Return a path as it is in the data, where a single value has no list position."""
        if 0 not in loc:
            return loc
        node: Any = self.data
        path: list[str | int] = []
        for step in loc:
            if step == 0 and not isinstance(node, list):
                continue
            path.append(step)
            node = child_of(node, step)
        return tuple(path)

    def _round(self, errors: list[ErrorDetails]) -> None:
        errors = self._rename_keys([e for e in errors if not self._is_consequence(e)])
        removals: list[Path] = []
        for error in errors:
            path = tuple(error["loc"])
            if is_ambiguous_text(error):
                self._report(error)
                self._replace(path, str(error["input"]))
            elif error["type"] == "missing":
                self._report(error)
                self._stand_in(path, removals)
            else:
                if not (
                    self.repairs.original(path) in self.guessed and error["type"] in WRONG_KIND
                ):
                    self._report(error)
                removals.append(self._existing(path))
        for path in sorted(set(removals), key=_removal_order, reverse=True):
            self._remove(path)

    def _is_consequence(self, error: ErrorDetails) -> bool:
        """Whether a key is missing because its wrong value was taken out; gives it a stand-in."""
        path = tuple(error["loc"])
        taken = self.repairs.original(path) in self.taken or (
            path == ("start",) and any(one[:1] == ("sessions",) for one in self.taken)
        )  # the start of an event may be that of its sessions
        if error["type"] == "missing" and taken:
            removals: list[Path] = []
            self._stand_in(path, removals)
            for gone in removals:
                self._remove(gone)
            return True
        return False

    def _rename_keys(self, errors: list[ErrorDetails]) -> list[ErrorDetails]:
        """Give the values of unknown keys to the keys that are meant, and report both at once."""
        missing = dict.fromkeys(tuple(e["loc"]) for e in errors if e["type"] == "missing")
        missing_beside: dict[Path, list[Path]] = defaultdict(list)
        for path in missing:
            missing_beside[path[:-1]].append(path)
        unknown = [error for error in errors if error["type"] == "extra_forbidden"]
        unknown_beside = Counter(tuple(error["loc"])[:-1] for error in unknown)
        for error in unknown:
            path = tuple(error["loc"])
            parent, key = path[:-1], str(path[-1])
            holder = value_at(self.data, parent)
            is_slip = unknown_beside[parent] <= MOST_SLIPS and self.slips < MOST_SLIPS
            self.slips += 1
            gaps, meant = [], None
            if unknown_beside[parent] == 1:
                gaps = [gap for gap in missing_beside[parent] if gap in missing]
            # Case data is never taken for the value of another key.
            may_be_meant = is_slip or gaps or isinstance(holder[key], list)
            if may_be_meant and not is_case_data_key(key):
                shapes = fields_of(shape_at(self.model, (*parent, key))[0])
                absent = [name for name in shapes if name not in holder]
                meant = (
                    (nearest_key(key, absent) if is_slip else None)
                    or _fitting_list(shapes, holder, holder[key])
                    or (str(gaps[0][-1]) if len(gaps) == 1 else None)
                )
            if meant is not None and key.startswith(f"{meant}:"):  # without the space
                holder[key] = plain_scalar(key.partition(":")[2])
            original = self.repairs.original(path)
            beside = holder if is_slip else {}
            self._add(error, original, beside, meant)
            value = holder.pop(key)
            if meant is not None:
                holder[meant] = value
                self.repairs.renamed[self.repairs.original((*parent, meant))] = key
                missing.pop((*parent, meant), None)
                self.guessed.add(original)
            if meant is not None or not holder:  # nothing else stood there: no more is missing
                self.taken.add(original)
        return [
            error
            for error in errors
            if error["type"] != "extra_forbidden"
            and (error["type"] != "missing" or tuple(error["loc"]) in missing)
        ]

    def _stand_in(self, path: Path, removals: list[Path]) -> None:
        """Fill a missing required key so that the rest of the entry can be used."""
        holder, shape = shape_at(self.model, path)
        if shape is None:
            return
        entry = path[:-1]
        value = _stand_in(
            shape,
            self.absences + len(self.taken),
            usable=holder is self.model or bool(getattr(holder, "entry_kind", None)),
        )
        if value is _NO_USE:
            removals.append(self._existing(entry))
            return
        mapping = value_at(self.data, entry)
        mapping[path[-1]] = value
        self.taken.add(self.repairs.original(path))
        if shape.not_null:
            self.absences += 1
            self.absent.setdefault(id(mapping), (mapping, []))[1].append(shape.key)

    def _existing(self, path: Path) -> Path:
        """Return the part of `path` that exists in the data, without steps of shorthands."""
        node: Any = self.data
        for position, step in enumerate(path):
            if isinstance(node, dict) and step in node:
                node = node[step]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return path[:position]
        return path

    def _remove(self, path: Path) -> None:
        if not path:
            return
        original = self.repairs.original(path)
        holder = value_at(self.data, path[:-1])
        step = path[-1]
        if isinstance(holder, list) and isinstance(step, int):
            if step < len(holder):
                holder.pop(step)
                self.repairs.remove(original)
        elif isinstance(holder, dict):
            value = holder.pop(step, None)
            if step in _CAUTIOUS:
                holder[step] = _CAUTIOUS[step]
            text = text_of(value)
            if step == "id" and text is not None:
                self.repairs.broken_ids.add(text)
        self.taken.add(original)

    def _replace(self, path: Path, value: str) -> None:
        path = self._existing(path)
        value_at(self.data, path[:-1])[path[-1]] = value

    def _report(self, error: ErrorDetails) -> None:
        path = tuple(error["loc"])
        is_counted = self._faults.is_full(error["type"])
        holder = None if is_counted else value_at(self.data, self._existing(path[:-1]))
        self._add(error, self.repairs.original(path), holder if isinstance(holder, dict) else {})

    def _add(
        self, error: ErrorDetails, path: Path, beside: Mapping[str, Any], meant: str | None = None
    ) -> None:
        """Put an error into words; where enough of its kind are said, only its mark is kept."""
        file, kind = self.document.file, error["type"]
        secret = may_be_secret(kind, path)
        # The text that is wrong tells as much as the message, which takes ten times as long.
        key = last_key(path)
        mark = fault_mark(kind, key, str(text_of(error["input"])))
        if not secret and self._faults.is_full(kind):
            self._faults.leave_out(kind, mark)
            return
        fault = fault_of(file, self.model, error, path, meant=meant, beside=beside, land=self.land)
        self._faults.keep(None if secret else kind, replace(fault, marked=mark))


_NO_USE = object()


def _stand_in(shape: FieldShape, number: int, *, usable: bool) -> Any:
    """Return a valid value that shows as a gap, or `_NO_USE` if the entry is useless without."""
    if not usable:
        return _NO_USE
    if shape.key == "id":
        return f"{NO_ID}{number}"
    if shape.many:
        return []
    if shape.vocabulary:
        return next(iter(shape.vocabulary)).value
    if shape.key == "start":
        return None
    if shape.refs:
        return STAND_IN_ID
    return "00000" if shape.key == "key" else f"[{shape.title} fehlt]"


def _fitting_list(
    shapes: Mapping[str, FieldShape], holder: Mapping[str, Any], value: object
) -> str | None:
    """Return the one absent key whose entries have the keys of the entries in this list."""
    entries = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    if not entries:
        return None
    used = set(entries[0]) | set(entries[-1])
    fitting = [
        shape.key
        for shape in shapes.values()
        if shape.key not in holder
        and shape.many
        and shape.model
        and used <= fields_of(shape.model).keys()
    ]
    return fitting[0] if len(fitting) == 1 and len(used) > 1 else None


def _removal_order(path: Path) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts later list entries and deeper values last."""
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in path)


def _mappings(data: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every mapping in the data with its path."""
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from _mappings(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _mappings(value, (*path, number))


def _set_none(record: Any, path: Path, model: type[BaseModel]) -> None:
    """Set the value to None where a stand-in was needed, although models are frozen."""
    target = record
    for position, step in enumerate(path[:-1]):
        if isinstance(step, int):
            target = target[step]
        else:
            shape = shape_at(model, path[: position + 1])[1]
            target = getattr(target, shape.attribute if shape else step)
    shape = shape_at(model, path)[1]
    object.__setattr__(target, shape.attribute if shape else str(path[-1]), None)
