"""The shape of the record models, read off their annotations once.

One description serves the German messages, the walk along references, the schema and the canonical form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from ksnet.findings import Path
from ksnet.records.base import NotNull, Parsed, RefTo, Shorthand
from ksnet.records.vocabulary import Vocabulary


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


_LAST = ("since", "until", "sources", "reported", "remarks")


@cache
def fields_of(model: type[BaseModel]) -> dict[str, FieldShape]:
    """Return the fields of a model by the key that stands in the file, in their documented order."""
    declared = list(model.model_fields)  # what is inherited comes first there, and last in the documents
    order: tuple[str, ...] = getattr(model, "key_order", ())
    names = [n for n in order if n in declared]
    names += [n for n in declared if n not in names and n not in _LAST]
    names += [n for n in _LAST if n in declared and n not in names]
    return {shape.key: shape for shape in (_shape(model, name) for name in names)}


def _shape(model: type[BaseModel], name: str) -> FieldShape:
    info = model.model_fields[name]
    parts = list(_parts(info.annotation))
    marks = [*info.metadata, *(part for part in parts if not isinstance(part, type))]
    types = [part for part in parts if isinstance(part, type)]
    refs = next((mark.kinds for mark in marks if isinstance(mark, RefTo)), ())
    inner = next((part for part in types if issubclass(part, BaseModel)), None)
    shorthand = next((mark.key for mark in marks if isinstance(mark, Shorthand)), None)
    text = str in types and not any(isinstance(mark, Parsed) for mark in marks)
    if inner and shorthand:
        text = fields_of(inner)[shorthand].text
    return FieldShape(
        key=info.alias or name,
        attribute=name,
        title=info.title or name,
        description=info.description or "",
        required=info.is_required(),
        many=get_origin(info.annotation) is tuple or any(get_origin(arg) is tuple for arg in get_args(info.annotation)),
        not_null=any(isinstance(mark, NotNull) for mark in marks),
        model=inner,
        vocabulary=next((part for part in types if issubclass(part, Vocabulary)), None),
        refs=refs,
        text=text,
        shorthand=shorthand,
    )


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield every class and every mark that an annotation is made of."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from marks
        yield from _parts(inner)
    elif get_origin(annotation) is not None:
        for argument in get_args(annotation):
            yield from _parts(argument)
    elif isinstance(annotation, type):
        yield annotation


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
