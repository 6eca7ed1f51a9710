"""The shape of the record models, as it was read off their annotations (`ksnet.records.generated`).

One description serves the German messages, the walk along references, the schema and the canonical form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.findings import Path
from ksnet.records.model import BaseModel


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One key of a record or entry.

    `text` says that a scalar there is text, so that one which others would misread needs quotes; `shorthand` is the key
    for which a single value may stand instead of a mapping.
    """

    key: str
    attribute: str
    title: str
    description: str
    required: bool
    many: bool
    not_null: bool
    model: type[BaseModel] | None
    vocabulary: type[Vocabulary] | None
    refs: tuple[str, ...]
    text: bool = False
    shorthand: str | None = None
    default_value: Any = None
    default_factory: Callable[[], Any] | None = None

    @property
    def default(self) -> Any:
        """What the attribute is where the key is not written; None for a required key."""
        return self.default_factory() if self.default_factory else self.default_value


@cache
def fields_of(model: type[BaseModel]) -> dict[str, FieldShape]:
    """Return the fields of a model by the key that stands in the file, in their documented order."""
    from ksnet.records.generated import FIELDS

    if model in FIELDS:
        return {row[0]: FieldShape(*row) for row in FIELDS[model]}
    from ksnet.records.declared import fields_declared

    return fields_declared(model)


def shape_at(model: type[BaseModel], path: Path) -> tuple[type[BaseModel], FieldShape | None]:
    """Return the model that holds the last key of `path`, and that key's shape (None where there is no such key)."""
    holder: type[BaseModel] = model
    shape: FieldShape | None = None
    for step in path:
        if isinstance(step, int):
            continue
        if shape is not None:
            if shape.model is None:
                return holder, shape
            holder = shape.model
        shape = fields_of(holder).get(step)
        if shape is None:
            return holder, None
    return holder, shape
