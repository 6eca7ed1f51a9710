"""Short names for the parts of a core schema, in which `ksnet.records.generated` is written.

Each returns the dictionary that `pydantic_core.core_schema` describes; importing that module would
take longer than all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ksnet.basics.controlled import Vocabulary

Part = dict[str, Any]


def field(schema: Part, **more: Any) -> Part:
    """Return a field of a model."""
    return {"type": "model-field", "schema": schema, **more}


def default(schema: Part, **more: Any) -> Part:
    """Return a value that may be left out."""
    return {"type": "default", "schema": schema, **more}


def nullable(schema: Part) -> Part:
    """Return a value that may be null."""
    return {"type": "nullable", "schema": schema}


def many(schema: Part) -> Part:
    """Return a list of values, as a tuple."""
    return {"type": "tuple", "items_schema": [schema], "variadic_item_index": 0}


def mapping(keys: Part, values: Part) -> Part:
    """Return a mapping with free keys."""
    return {"type": "dict", "keys_schema": keys, "values_schema": values}


def text(**limits: Any) -> Part:
    """Return a text."""
    return {"type": "str", **limits}


def one_of(values: type[Vocabulary]) -> Part:
    """Return a value of a controlled list."""
    return {"type": "enum", "cls": values, "members": list(values), "sub_type": "str"}


def literal(*values: str) -> Part:
    """Return one of these texts."""
    return {"type": "literal", "expected": list(values)}


def parsed(function: Callable[[Any], Any]) -> Part:
    """Return a scalar that a function parses."""
    return {"type": "function-plain", "function": {"type": "no-info", "function": function}}


def parsed_for_land(function: Callable[[Any, Any], Any]) -> Part:
    """Return a scalar that a function parses with the Land as its context."""
    return {"type": "function-plain", "function": {"type": "with-info", "function": function}}


def before(function: Callable[[Any], Any], schema: Part) -> Part:
    """Return a value that a function prepares before validation."""
    return {
        "type": "function-before",
        "function": {"type": "no-info", "function": function},
        "schema": schema,
    }


def after(function: Callable[[Any], Any], schema: Part) -> Part:
    """Return a value that a function completes after validation."""
    return {
        "type": "function-after",
        "function": {"type": "no-info", "function": function},
        "schema": schema,
    }


def entry(name: str) -> Part:
    """Return an entry of another model, by its name."""
    return {"type": "definition-ref", "schema_ref": name}


def model(cls: type, fields: Part) -> Part:
    """Return a model with a closed set of fields."""
    return {
        "type": "model",
        "cls": cls,
        "schema": fields,
        "config": {"extra_fields_behavior": "forbid", "title": cls.__name__},
    }


def closed(name: str, /, **fields: Part) -> Part:
    """Return the fields of a model."""
    return {"type": "model-fields", "fields": fields, "model_name": name}
