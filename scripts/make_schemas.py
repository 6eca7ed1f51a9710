"""Write `ksnet/records/generated.py`: the core schemas of the record models.

    python scripts/make_schemas.py

Run it after every change of a model or of its annotations; a test fails otherwise. The same models
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, MethodType
from typing import Any

from ksnet import records
from ksnet.records import notation
from ksnet.records.declared import core_schema_of, fields_declared
from ksnet.records.light import LightModel
from ksnet.records.structure import FieldShape

TARGET = Path(__file__).parent.parent / "ksnet" / "records" / "generated.py"
HEAD = '''"""The core schemas of the record models, written by `python scripts/make_schemas.py`.

Do not edit. `FIELDS` are the fields that each model declares itself: the arguments of
`ksnet.records.structure.FieldShape`, and the core schema, which refers to other models by name.
`AROUND` is what some models do with all their fields before and after. A merge conflict here is
resolved by running the script again.
"""

# mypy: disable-error-code="arg-type"

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

'''
ROOM = "ksnet.records."
BELOW = ("ksnet.basics.", "ksnet.lands.")


def generated() -> str:
    """Return the text of the module."""
    writer = Writer()
    rows, around = [], []
    for model in all_models():
        name = writer.name(model)
        own = vars(model).get("__annotations__", {})
        schema = core_schema_of(model)
        parts = _fields_in(schema)
        lines = "".join(
            f"        ({writer.value(_row(shape))}, {writer.schema(parts[shape.attribute])}),\n"
            for shape in fields_declared(model).values()
            if shape.attribute in own
        )
        rows.append(f"    {name}: (\n{lines}    ),\n" if lines else f"    {name}: (),\n")
        written = writer.schema(schema)
        if written != f"model({name}, fields)":
            around.append(f"    {name}: lambda fields: {written},\n")
    body = (
        f"FIELDS: dict[type, tuple[tuple[tuple[Any, ...], dict[str, Any]], ...]] = {{\n{''.join(rows)}}}\n\n"
        f"AROUND: dict[type, Callable[[dict[str, Any]], dict[str, Any]]] = {{\n{''.join(around)}}}\n"
    )
    modules = "".join(
        f"from {room} import {', '.join(sorted(names))}\n"
        for room, names in sorted(writer.modules.items())
    )
    words = ", ".join(sorted(writer.words))
    return f"{HEAD}{modules}from ksnet.records.notation import {words}\n\n{body}"


def _fields_in(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a model, which are nested in its core schema."""
    while schema["type"] != "model-fields":
        schema = schema["schema"]
    fields: dict[str, Any] = schema["fields"]
    return fields


def all_models() -> list[type[Any]]:
    """Return all record models by module and name."""
    for module in iter_modules(records.__path__, ROOM):
        if module.name != f"{ROOM}generated":
            import_module(module.name)
    found: set[type[LightModel]] = set()
    todo: list[type[LightModel]] = [LightModel]
    while todo:
        below = [
            model for model in todo.pop().__subclasses__() if model.__module__.startswith(ROOM)
        ]
        found |= set(below)
        todo += below
    return sorted(found, key=lambda model: (model.__module__, model.__qualname__))


def _row(shape: FieldShape) -> tuple[Any, ...]:
    """Return the arguments of `FieldShape` without defaults at the end."""
    row = [(getattr(shape, field.name), field.default) for field in fields(shape)]
    while row[-1][0] == row[-1][1] and type(row[-1][0]) is type(row[-1][1]):
        row.pop()
    return tuple(value for value, _ in row)


class Writer:
    """Writes values as Python code, and collects the imports that they need."""

    def __init__(self) -> None:
        self.modules: dict[str, set[str]] = {}
        self.words: set[str] = set()

    def name(self, value: type | FunctionType | MethodType) -> str:
        """Return the name of a class, function or method in the generated module."""
        if value.__module__ == "builtins":
            return str(value.__qualname__)
        room, _, module = value.__module__.rpartition(".")
        if f"{room}." not in (ROOM, *BELOW) or "<" in value.__qualname__:
            raise TypeError(f"has to be defined at the top of a module of ksnet.records: {value!r}")
        self.modules.setdefault(room, set()).add(module)
        return f"{module}.{value.__qualname__}"

    def value(self, value: object) -> str:
        """Return a value as an expression; raises TypeError for one without such a form."""
        if isinstance(value, Enum):
            return f"{self.name(type(value))}.{value.name}"
        if value is None or isinstance(value, str | bool | int):
            return repr(value)
        if isinstance(value, tuple):
            return f"({', '.join(map(self.value, value))}{',' * (len(value) == 1)})"
        if isinstance(value, partial) and not value.keywords:
            return f"partial({', '.join(map(self.value, (value.func, *value.args)))})"
        if isinstance(value, type | FunctionType | MethodType):
            return self.name(value)
        raise TypeError(f"cannot be written as Python: {value!r}")

    def schema(self, part: dict[str, Any]) -> str:
        """Return a part of a core schema in `ksnet.records.notation`; raises TypeError."""
        # They combine those of the model and its bases.
        if part["type"] == "model-fields":
            return "fields"
        word, inner, arguments, more = _in_words(part)
        written = [self.value(argument) for argument in arguments]
        written += [self.schema(argument) for argument in inner]
        written += [f"{key}={self.value(value)}" for key, value in more.items()]
        self.words.add(word)
        if getattr(notation, word)(*arguments, *inner, **more) != part:
            raise TypeError(f"ksnet.records.notation has no words for {part!r}")
        return f"{word}({', '.join(written)})"


Words = tuple[str, list[Any], list[Any], dict[str, Any]]
IN_WORDS: dict[str, Callable[[dict[str, Any], dict[str, Any]], Words]] = {
    "model-field": lambda part, rest: ("field", [part["schema"]], [], rest),
    "default": lambda part, rest: ("default", [part["schema"]], [], rest),
    "nullable": lambda part, _: ("nullable", [part["schema"]], [], {}),
    "tuple": lambda part, _: ("many", part["items_schema"], [], {}),
    "dict": lambda part, _: ("mapping", [part["keys_schema"], part["values_schema"]], [], {}),
    "str": lambda _, rest: ("text", [], [], rest),
    "enum": lambda part, _: ("one_of", [], [part["cls"]], {}),
    "literal": lambda part, _: ("literal", [], part["expected"], {}),
    "function-plain": lambda part, _: (
        "parsed_for_land" if part["function"]["type"] == "with-info" else "parsed",
        [],
        [part["function"]["function"]],
        {},
    ),
    "function-before": lambda part, _: (
        "before",
        [part["schema"]],
        [part["function"]["function"]],
        {},
    ),
    "function-after": lambda part, _: (
        "after",
        [part["schema"]],
        [part["function"]["function"]],
        {},
    ),
    "definition-ref": lambda part, _: ("entry", [], [part["schema_ref"]], {}),
    "model": lambda part, _: ("model", [part["schema"]], [part["cls"]], {}),
}


def _in_words(part: dict[str, Any]) -> Words:
    """Return the function for a part, its inner parts, other arguments and keywords."""
    if part["type"] not in IN_WORDS:
        raise TypeError(f"ksnet.records.notation has no word for {part!r}")
    rest = {key: value for key, value in part.items() if key not in ("type", "schema")}
    found: Words = IN_WORDS[part["type"]](part, rest)
    return found


if __name__ == "__main__":
    TARGET.write_text(generated(), encoding="utf-8", newline="\n")
    print(f"{TARGET} written")
