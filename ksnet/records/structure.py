"""The shape of the record models, as generated from their annotations.

One description serves the German messages, the walk along references, the schema and the canonical
form.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.findings import Path
from ksnet.basics.frozen import frozen
from ksnet.records.model import BaseModel

_LAST = ("since", "until", "sources", "reported", "remarks")


@frozen
class FieldShape:
    """One key of a record or entry.

    `text` says that a scalar there is text, so that one which others would misread needs quotes;
    `shorthand` is the key that a single value instead of a mapping is the value of; `categories`
    says that values are those of the Land.
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
    categories: bool = False

    @property
    def default(self) -> Any:
        """The value of the attribute where the key is not written; None for a required key."""
        return self.default_factory() if self.default_factory else self.default_value


@cache
def fields_of(model: type[BaseModel]) -> dict[str, FieldShape]:
    """Return the fields of a model by their key in the file, in their documented order."""
    from ksnet.records.generated import FIELDS

    if model in FIELDS:
        rows = generated_fields(model)
        return {
            row[0]: FieldShape(*row)
            for row, _ in (rows[name] for name in documented_order(model, rows))
        }
    from ksnet.records.declared import fields_declared

    return fields_declared(model)


def generated_fields(model: type) -> dict[str, tuple[tuple[Any, ...], dict[str, Any]]]:
    """Return what `FieldShape` takes and the core schema by attribute, inherited ones first."""
    from ksnet.records.generated import FIELDS

    return {
        row[1]: (row, part)
        for base in reversed(model.__mro__)
        for row, part in FIELDS.get(base, ())
    }


def documented_order(model: Any, names: Collection[str]) -> list[str]:
    """Return the attributes of a model as files order them: what all entries may have is last."""
    order = dict.fromkeys(name for name in model.key_order if name in names)
    order |= dict.fromkeys(name for name in names if name not in _LAST)
    return [*(order | dict.fromkeys(name for name in _LAST if name in names))]


def shape_at(model: type[BaseModel], path: Path) -> tuple[type[BaseModel], FieldShape | None]:
    """Return the model that holds the last key of `path`, and the shape of that key or None."""
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
