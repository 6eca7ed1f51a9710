"""Where records name ids: found by the shape of their models, a whole list of ids at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ksnet.basics.findings import Path, Place, Related
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of


class Reference(NamedTuple):
    """A place that names the id of an entry of one of `kinds`."""

    file: str
    path: Path
    id: str
    kinds: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.path)

    def related(self, where: str = "hier") -> Related:
        """Return its place beside a finding that names it elsewhere."""
        return Related(self.place, f"„{self.id}“ steht {where}")


class Mention(NamedTuple):
    """A key that names one id, or a list of ids, of entries of one of `kinds`."""

    file: str
    path: Path
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    many: bool

    def references(self) -> Iterator[Reference]:
        """Yield each id with its own place."""
        for number, ident in enumerate(self.ids):
            yield Reference(
                self.file, (*self.path, number) if self.many else self.path, ident, self.kinds
            )


def mentions(file: str, record: BaseModel) -> list[Mention]:
    """Return every key of a record that names ids."""
    found: list[Mention] = []
    _collect(file, record, (), found)
    return found


class _Step(NamedTuple):
    """A field with references, or with entries whose fields `within` may have some."""

    attribute: str
    key: str
    many: bool
    refs: tuple[str, ...]
    within: tuple[str, ...]


@cache
def _steps(model: type[BaseModel]) -> tuple[_Step, ...]:
    """Return the fields of `model` that hold references, directly or further in."""
    steps = []
    for key, shape in fields_of(model).items():
        if shape.refs or (shape.model and shape.model is not model and _steps(shape.model)):
            inner = _steps(shape.model) if shape.model and not shape.refs else ()
            within = tuple(step.attribute for step in inner)
            steps.append(_Step(shape.attribute, key, shape.many, shape.refs, within))
    return tuple(steps)


def _collect(file: str, record: BaseModel, path: Path, found: list[Mention]) -> None:
    values = record.__dict__  # faster than getattr, a hundred thousand times
    for attribute, key, many, refs, within in _steps(type(record)):
        value = values[attribute]
        if not value:
            continue
        if refs:
            found.append(Mention(file, (*path, key), value if many else (value,), refs, many))
        elif many:
            for number, item in enumerate(value):
                if any(map(item.__dict__.__getitem__, within)):  # few entries name anything
                    _collect(file, item, (*path, key, number), found)
        else:
            _collect(file, value, (*path, key), found)
