"""Walks through the entries of a record, visiting only what can matter.

Most of a record is of no interest to most rules: an event has forty keys and no period. So a walk
is told which models it looks for, works out once per model which fields lead there, and never
enters the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ksnet.basics.findings import Path
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of


class _Way(NamedTuple):
    """A field that leads to wanted entries."""

    attribute: str
    key: str
    many: bool


class Walk:
    """Finds the entries of a record whose model is wanted, the record itself included.

    Make one per question at the top of a module, `PERIODS = Walk(lambda model: issubclass(model,
    Period))`, and call it with each record: what it has learnt about the models is kept.
    """

    def __init__(self, wanted: Callable[[type[BaseModel]], bool]) -> None:
        self._wanted = wanted
        self._ways: dict[type[BaseModel], tuple[bool, tuple[_Way, ...]]] = {}

    def __call__(self, record: BaseModel) -> list[tuple[Path, BaseModel]]:
        """Return path and entry of everything wanted, in the documented order of the keys."""
        found: list[tuple[Path, BaseModel]] = []
        wanted, ways = self._ways_from(type(record))
        if wanted or ways:
            self._visit(record, (), found)
        return found

    def through(self, records: Iterable[tuple[str, BaseModel]]) -> Iterator[tuple[str, Path, Any]]:
        """Yield file, path and entry of everything wanted in records, each given with its file."""
        for file, record in records:
            for path, item in self(record):
                yield file, path, item

    def _visit(self, item: BaseModel, path: Path, found: list[tuple[Path, BaseModel]]) -> None:
        model = type(item)
        wanted, ways = self._ways.get(model) or self._ways_from(model)
        if wanted:
            found.append((path, item))
        values = item.__dict__
        for attribute, key, many in ways:
            value = values[attribute]
            if not value:
                continue
            if many:
                for number, entry in enumerate(value):
                    self._visit(entry, (*path, key, number), found)
            else:
                self._visit(value, (*path, key), found)

    def _ways_from(self, model: type[BaseModel]) -> tuple[bool, tuple[_Way, ...]]:
        known = self._ways.get(model)
        if known is None:
            self._ways[model] = (False, ())  # a model that holds itself is not followed further
            ways = tuple(
                _Way(shape.attribute, key, shape.many)
                for key, shape in fields_of(model).items()
                if shape.model and not shape.refs and any(self._ways_from(shape.model))
            )
            known = self._ways[model] = (self._wanted(model), ways)
        return known
