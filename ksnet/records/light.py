"""The base class of records at run time: filled by `pydantic_core`, without pydantic's Python.

Importing pydantic and making a class of each model took a third of every start. So the classes of
the records declare themselves as pydantic models do, and type checkers see them as such
(`ksnet.records.model`), but at run time they only hold values. `scripts/make_schemas.py` writes
into `ksnet.records.generated` what pydantic makes of the declarations (`ksnet.records.declared`); a
record is validated with that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema, SchemaValidator

F = TypeVar("F")
M = TypeVar("M", bound="LightModel")


class _Declared:
    """What pydantic's `model_fields` would be, worked out when asked for."""

    def __get__(self, instance: object, owner: type[LightModel]) -> dict[str, FieldInfo]:
        from ksnet.records.declared import declared

        return declared(cast("Any", owner)).model_fields


class LightModel:
    """The part of pydantic's `BaseModel` that records need; frozen, values in `__dict__`."""

    # What pydantic_core sets on each instance that it makes.
    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )
    model_fields = _Declared()

    if TYPE_CHECKING:
        __pydantic_fields_set__: set[str]

    @property
    def model_fields_set(self) -> set[str]:
        """The attributes that were given, as opposed to defaults."""
        return self.__pydantic_fields_set__

    @classmethod
    def model_validate(cls, data: object, *, context: object = None) -> Self:
        """Return the record or entry that plain data means; raises `pydantic_core.ValidationError`.

        `context` is the Land against whose lists open values are checked.
        """
        validated: Self = _validator(cast("Any", cls)).validate_python(data, context=context)
        return validated

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Return a record of these attributes and defaults for the others, without validation."""
        return _filled(cls, _defaults(cast("Any", cls)) | values, set(values))

    def model_copy(self, *, update: dict[str, Any]) -> Self:
        """Return a copy with other values of some attributes, without validation."""
        return _filled(
            type(self), self.__dict__ | update, self.__pydantic_fields_set__ | update.keys()
        )

    def model_dump(self, *, exclude_defaults: bool = False) -> dict[str, Any]:
        """Return the values by attribute; entries become dictionaries, other values stay."""
        from ksnet.records.structure import fields_of

        return {
            shape.attribute: _dumped(
                self.__dict__[shape.attribute], exclude_defaults=exclude_defaults
            )
            for shape in fields_of(cast("Any", type(self))).values()
            if not exclude_defaults
            or shape.required
            or self.__dict__[shape.attribute] != shape.default
        }

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from ksnet.records.declared import declared

        return handler.generate_schema(declared(cast("Any", cls)))

    def __init__(self, **values: Any) -> None:
        _validator(cast("Any", type(self))).validate_python(values, self_instance=self)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is frozen.")

    def __delattr__(self, name: str) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is frozen.")

    def __getstate__(self) -> tuple[dict[str, Any], set[str]]:
        return self.__dict__, self.__pydantic_fields_set__

    def __setstate__(self, state: tuple[dict[str, Any], set[str]]) -> None:
        _fill(self, *state)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({values})"


def light_validator(*, mode: str) -> Callable[[F], F]:
    """Mark a method as `pydantic.model_validator` does; `ksnet.records.declared` applies it."""

    def mark(function: F) -> F:
        function.validator_mode = mode  # type: ignore[attr-defined]  # functions and class methods take attributes
        return function

    return mark


def _dumped(value: object, *, exclude_defaults: bool) -> object:
    if isinstance(value, tuple):
        return tuple(_dumped(item, exclude_defaults=exclude_defaults) for item in value)
    return (
        value.model_dump(exclude_defaults=exclude_defaults)
        if isinstance(value, LightModel)
        else value
    )


@cache
def _defaults(model: type[LightModel]) -> dict[str, Any]:
    from ksnet.records.structure import fields_of

    shapes = fields_of(cast("Any", model)).values()
    return {shape.attribute: shape.default for shape in shapes if not shape.required}


def _filled(model: type[M], values: dict[str, Any], given: set[str]) -> M:
    return _fill(model.__new__(model), values, given)


def _fill(entry: M, values: dict[str, Any], given: set[str]) -> M:
    object.__setattr__(entry, "__dict__", values)
    object.__setattr__(entry, "__pydantic_fields_set__", given)
    object.__setattr__(entry, "__pydantic_extra__", None)
    object.__setattr__(entry, "__pydantic_private__", None)
    return entry


def schema_reference(model: Any) -> str:
    """Return the name by which core schemas refer to a model."""
    return f"{model.__module__.rpartition('.')[2]}.{model.__qualname__}"


@cache
def _validator(model: Any) -> SchemaValidator:
    """Return the validator of a model, with the core schemas of all models in it."""
    from ksnet.records.core import SchemaValidator

    inner = [found for found in _models_within(model) if found is not model]
    schema = _core_schema(model)
    return SchemaValidator(_with_definitions(schema, inner) if inner else schema)


@cache
def value_validator(model: Any, attribute: str) -> SchemaValidator:
    """Return the validator of a single value of a model, whatever else its entry says."""
    from ksnet.records.core import SchemaValidator
    from ksnet.records.structure import generated_fields

    row, part = generated_fields(model)[attribute]
    inner = row[7]  # the model of `FieldShape`
    return SchemaValidator(
        _with_definitions(part["schema"], _models_within(inner)) if inner else part["schema"]
    )


def _with_definitions(schema: Any, inner: list[type[Any]]) -> Any:
    definitions = [{**_core_schema(found), "ref": schema_reference(found)} for found in inner]
    return {"type": "definitions", "schema": schema, "definitions": definitions}


def _core_schema(model: Any) -> Any:
    """Return the generated core schema of a model; that of other classes (tests) from pydantic."""
    from ksnet.records import notation
    from ksnet.records.generated import AROUND, FIELDS
    from ksnet.records.structure import generated_fields

    if model in FIELDS:
        parts = {attribute: part for attribute, (_, part) in generated_fields(model).items()}
        fields = notation.closed(model.__name__, **parts)
        return AROUND[model](fields) if model in AROUND else notation.model(model, fields)
    from ksnet.records.declared import core_schema_of

    return core_schema_of(model)


def _models_within(model: Any) -> list[type[Any]]:
    """Return a model and all models in it, at any depth."""
    from ksnet.records.structure import fields_of

    found: dict[type[Any], None] = {model: None}
    todo = [model]
    while todo:
        inner = {
            shape.model for shape in fields_of(cast("Any", todo.pop())).values() if shape.model
        } - found.keys()
        found |= dict.fromkeys(inner)
        todo += inner
    return list(found)
