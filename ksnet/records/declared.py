"""The pydantic models that the classes of the records declare, made only where pydantic is needed.

That is: for the schemas of editors and for what `scripts/make_schemas.py` generates. Everything
else reads `ksnet.records.generated`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, cast, get_args, get_origin

import pydantic
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ksnet.basics.controlled import Vocabulary
from ksnet.lands import Category
from ksnet.records.base import NotNull, Parsed, RefTo, Shorthand
from ksnet.records.light import LightModel
from ksnet.records.structure import FieldShape, documented_order

_OF_THE_CLASS = frozenset(("__dict__", "__weakref__", "__doc__"))
_IGNORED = frozenset(("metadata", "computed_fields", "custom_init", "root_model", "ref"))
_OWN: dict[type, type[Any]] = {}  # the class of the records for each pydantic model made of one


@cache
def declared(model: Any) -> type[pydantic.BaseModel]:
    """Return the pydantic model with the name, bases, fields and validators of a record class.

    Where an annotation names another such class, that class refers to its own model (`LightModel`).
    """
    parents = tuple(declared(base) for base in model.__bases__ if base is not LightModel)
    body: dict[str, Any] = {
        name: value for name, value in vars(model).items() if name not in _OF_THE_CLASS
    }
    for name, value in body.items():
        if mode := getattr(value, "validator_mode", None):
            validator: Any = pydantic.model_validator(mode=mode)
            body[name] = validator(value)
    metaclass: Any = type(pydantic.BaseModel)
    made: type[pydantic.BaseModel] = metaclass(
        model.__name__, parents or (pydantic.BaseModel,), body
    )
    _OWN[made] = model
    return made


def core_schema_of(model: Any) -> dict[str, Any]:
    """Return the core schema of a record class, in which other models are named by `schema_ref`."""
    made = declared(model)
    made.model_rebuild()
    schema: Any = made.__pydantic_core_schema__
    if schema["type"] == "definitions":
        schema = schema["schema"]
    tidy: dict[str, Any] = _tidy({key: value for key, value in schema.items() if key != "ref"})
    return tidy


def _tidy(part: Any) -> Any:
    """Return a part of a core schema without what validation ignores."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return _OWN.get(part, part) if isinstance(part, type) else part
    # The last part is an address in memory.
    name = str(part.get("ref", part.get("schema_ref", ""))).rpartition(":")[0]
    if name and part["type"] != "enum":
        return {"type": "definition-ref", "schema_ref": name.removeprefix("ksnet.records.")}
    return {key: _tidy(value) for key, value in part.items() if key not in _IGNORED}


def fields_declared(model: Any) -> dict[str, FieldShape]:
    """Return the fields of a model by their key in the file, in their documented order."""
    declaration = declared(model).model_fields
    order = documented_order(model, declaration)
    return {shape.key: shape for shape in (_shape(name, declaration[name]) for name in order)}


def _shape(name: str, info: FieldInfo) -> FieldShape:
    parts = list(parts_of(info.annotation))
    marks = [*info.metadata, *(part for part in parts if not isinstance(part, type))]
    types = [part for part in parts if isinstance(part, type)]
    refs = next((mark.kinds for mark in marks if isinstance(mark, RefTo)), ())
    inner: Any = next((part for part in types if issubclass(part, LightModel)), None)
    shorthand = next((mark.key for mark in marks if isinstance(mark, Shorthand)), None)
    text = str in types and not any(isinstance(mark, Parsed) for mark in marks)
    if inner and shorthand:
        text = fields_declared(inner)[shorthand].text
    return FieldShape(
        categories=Category in types,
        key=info.alias or name,
        attribute=name,
        title=info.title or name,
        description=info.description or "",
        required=info.is_required(),
        many=get_origin(info.annotation) is tuple
        or any(get_origin(arg) is tuple for arg in get_args(info.annotation)),
        not_null=any(isinstance(mark, NotNull) for mark in marks),
        model=inner,
        vocabulary=next((part for part in types if issubclass(part, Vocabulary)), None),
        refs=refs,
        text=text,
        shorthand=shorthand,
        default_value=None if info.default is PydanticUndefined else info.default,
        default_factory=cast("Callable[[], Any] | None", info.default_factory),
    )


def parts_of(annotation: Any) -> Iterator[Any]:
    """Yield every class and every mark in an annotation."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from marks
        yield from parts_of(inner)
    elif get_origin(annotation) is not None:
        for argument in get_args(annotation):
            yield from parts_of(argument)
    elif isinstance(annotation, type):
        yield annotation
