"""Makes a JSON Schema (draft 2020-12) that editors can use from a record model.

pydantic makes the raw schema; here it gets the order of the data format, the labels of values,
German explanations of patterns, and null wherever a key may be left out.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ksnet.basics.controlled import Vocabulary
from ksnet.records.categories import category_of
from ksnet.records.declared import declared
from ksnet.records.model import BaseModel
from ksnet.records.simple import EMAIL_PATTERN, ID_PATTERN, KEY_PATTERN, URL_PATTERN
from ksnet.records.structure import fields_of
from ksnet.records.values import DATE_PATTERN, MOMENT_PATTERN
from ksnet.reporting.schemas import RECORD_SCHEMAS, models
from ksnet.repository.lands import packaged

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE_HINT = (
    "Schreibweise: 2025, 2025-05, 2025-05-21 oder 2022/2023-02-08 für „irgendwann dazwischen“"
)
# Editors show this instead of the pattern (`patternErrorMessage`, an extension that others pass
# over).
_HINTS = {
    f"^({DATE_PATTERN})$": f"{_DATE_HINT}.",
    f"^({DATE_PATTERN}|unbekannt)$": f"{_DATE_HINT}; unbekannt, wo nichts bekannt ist.",
    f"^({DATE_PATTERN}|nie)$": f"{_DATE_HINT}; nie, wo die Unterlagen nie vollständig sind.",
    f"^({MOMENT_PATTERN})$": f"{_DATE_HINT}; mit Uhrzeit 2025-05-21 13:30.",
    ID_PATTERN: "Kennungen bestehen aus Kleinbuchstaben, Ziffern und einzelnen Bindestrichen.",
    EMAIL_PATTERN: "Eine E-Mail-Adresse in der Form name@stelle.de.",
    URL_PATTERN: "Eine Internetadresse, die mit https:// beginnt.",
    r"^[0-9]{5}$": "Fünf Ziffern in Anführungszeichen.",
}


class _Raw(GenerateJsonSchema):
    """pydantic's generator without null, and with the labels of the values."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        values = [member for member in schema["members"] if isinstance(member, Vocabulary)]
        return {
            "type": "string",
            "enum": [member.value for member in values],
            "enumDescriptions": [member.label or member.value for member in values],
        }

    def function_plain_schema(
        self, schema: core_schema.PlainValidatorFunctionSchema
    ) -> JsonSchemaValue:
        if schema["function"]["function"] is not category_of:
            return super().function_plain_schema(schema)
        categories = packaged().categories
        return {
            "type": "string",
            "enum": [category.value for category in categories],
            "enumDescriptions": [category.label for category in categories],
        }


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of record, a key of `RECORD_SCHEMAS`."""
    model = models()[kind]
    raw = declared(model).model_json_schema(schema_generator=_Raw)
    tidy = _Tidy(raw.pop("$defs", {}), {found.__name__: found for found in _models_in(model)})
    body = tidy.mapping(raw, model)
    definitions = {
        name: tidy.mapping(found, tidy.models[name])
        for name, found in sorted(tidy.definitions.items())
        if name in tidy.models
    }
    about = {"title": RECORD_SCHEMAS[kind].title, "description": RECORD_SCHEMAS[kind].description}
    return {"$schema": DIALECT, **about, **body, **({"$defs": definitions} if definitions else {})}


@cache
def json_text(kind: str) -> str:
    """Return the JSON Schema of a kind of record as the text of a file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def _models_in(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a model with all models in it, at any depth."""
    found: set[type[BaseModel]] = set()
    waiting = [model]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [shape.model for shape in fields_of(current).values() if shape.model]
    return found


class _Tidy:
    """Rewrites what pydantic makes of the models of one record."""

    def __init__(self, definitions: dict[str, Any], models: dict[str, type[BaseModel]]) -> None:
        self.definitions, self.models = definitions, models

    def mapping(self, raw: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
        """Return the schema of a model: closed, its keys in the order of the data format."""
        either = raw.get("anyOf", [])  # one of these keys must be there, not all of them
        required = [
            key
            for key in raw.get("required", [])
            if not any(key in choice["required"] for choice in either)
        ]
        properties = {}
        for key, shape in fields_of(model).items():
            value = self.value(raw["properties"][key])
            optional = type(None) in get_args(
                declared(model).model_fields[shape.attribute].annotation
            )
            if key not in required or (optional and not shape.not_null):
                value = _or_null(value)
            # Editors show the title on hovering, but only the description beside a proposed key.
            properties[key] = {
                "title": shape.title,
                "description": shape.description or shape.title,
            } | value
        body: dict[str, Any] = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        return (
            body
            | ({"required": required} if required else {})
            | ({"anyOf": either} if either else {})
        )

    def value(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a value without what only pydantic needs."""
        result = {
            key: content for key, content in raw.items() if key not in ("title", "description")
        }
        if not isinstance(result.get("default"), str | bool):
            result.pop("default", None)
        name = str(result.get("$ref", "")).rpartition("/")[2]
        # A list of values is written here instead of a reference, for readers.
        if name and name not in self.models:
            del result["$ref"]
            result = self.value(self.definitions[name]) | result
        if "const" in result:
            result["enum"] = [result.pop("const")]
        if result.get("pattern") == KEY_PATTERN:
            keys = packaged().keys
            result["pattern"] = KEY_PATTERN.replace("[0-9]{5}", f"{keys}[0-9]{{3}}", 1)
            result["patternErrorMessage"] = (
                f"Acht Ziffern (Gemeinde) oder fünf (Kreis), beginnend mit {keys}, in Anführungszeichen."
            )
        elif hint := _HINTS.get(str(result.get("pattern"))):
            result["patternErrorMessage"] = hint
        if "items" in result:
            result["items"] = self.value(result["items"])
        if "anyOf" in result:
            result["anyOf"] = [
                choice for item in result["anyOf"] for choice in _choices(self.value(item))
            ]
        if "propertyNames" in result:
            return self.table(
                self.value(result["propertyNames"]), self.value(result["additionalProperties"])
            )
        if isinstance(result.get("additionalProperties"), dict):
            result["additionalProperties"] = self.value(result["additionalProperties"])
        return result

    @staticmethod
    def table(names: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
        """Return a mapping whose keys are values of a list, so that editors offer them."""
        labels = zip(names["enum"], names["enumDescriptions"], strict=True)
        properties = {name: {"title": label, **value} for name, label in labels}
        return {"type": "object", "properties": properties, "additionalProperties": False}


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the choices of a schema: a list of counts may be a count, a mapping, or a list."""
    return schema["anyOf"] if schema.keys() == {"anyOf"} else [schema]


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that also takes null, which means the same as leaving the key out."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*kinds, "null"], **more}
