"""Makes a JSON Schema (draft 2020-12) from the declaration of a JSON output (a `TypedDict`).

The type checker holds the function that writes the output to the same declaration, so that the two
cannot differ. The text in `Annotated` is the German description; a list of values is a `Vocabulary`
or a `Literal`.
"""

from __future__ import annotations

import json
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from ksnet.basics.controlled import Vocabulary
from ksnet.lands import Category
from ksnet.reporting.schemas.generate import DIALECT

_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}


def output_schema(declaration: type, title: str) -> dict[str, Any]:
    """Return the schema of an output, closed at every level: an undeclared key is a mistake."""
    definitions: dict[str, Any] = {}
    body = _mapping(declaration, definitions)
    named = {name: definitions[name] for name in sorted(definitions)}
    return {"$schema": DIALECT, "title": title, **body, **({"$defs": named} if named else {})}


def output_json_text(declaration: type, title: str) -> str:
    """Return the schema of an output as the text of a file."""
    return json.dumps(output_schema(declaration, title), ensure_ascii=False, indent=2) + "\n"


def _mapping(declaration: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(declaration, include_extras=True)
    required = [key for key, kind in hints.items() if get_origin(kind) is not NotRequired]
    return {
        "description": (declaration.__doc__ or "").strip(),
        "type": "object",
        "properties": {key: _value(kind, definitions) for key, kind in hints.items()},
        "required": required,
        "additionalProperties": False,
    }


def _value(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401  (what may stand in an annotation)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return _value(arguments[0], definitions)
    if origin is Annotated:
        return {"description": arguments[1], **_value(arguments[0], definitions)}
    if origin in (Union, UnionType):
        return _choice([_value(argument, definitions) for argument in arguments])
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if origin is dict:
        return _table(arguments[0], _value(arguments[1], definitions))
    return {} if kind is Any else _named(kind, definitions)


def _named(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if is_typeddict(kind):
        name = kind.__name__.removesuffix("Json")
        if name not in definitions:
            definitions[name] = _mapping(kind, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if issubclass(kind, Vocabulary):
        return {"enum": [member.value for member in kind]}
    # Each Land has categories of its own.
    return {"type": _PLAIN[str if kind is Category else kind]}


def _choice(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a schema for several kinds of values; joins lists of values, and null with a type."""
    values = [
        choice.get("enum", [None] if choice == {"type": "null"} else None) for choice in choices
    ]
    if all(value is not None for value in values):
        return {"enum": [one for value in values for one in value or ()]}
    *others, last = choices
    if last == {"type": "null"} and len(others) == 1 and "type" in others[0]:
        return {**others[0], "type": [others[0]["type"], "null"]}
    return {"anyOf": choices}


def _table(names: object, value: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping with any text as its key, or with values of a list."""
    if names in (str, Category):
        return {"type": "object", "additionalProperties": value}
    listed = _value(names, {})["enum"]
    return {
        "type": "object",
        "properties": dict.fromkeys(listed, value),
        "additionalProperties": False,
    }
