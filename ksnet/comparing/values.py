"""Every value of a record in German words, by the meaning of its key; what is hidden, replaced."""

from __future__ import annotations

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path
from ksnet.comparing.entries import Data, EntryState
from ksnet.comparing.naming import Names
from ksnet.comparing.texts import on_one_line
from ksnet.comparing.times import moment_or_text
from ksnet.records import german
from ksnet.records.base import CountEntry
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.values import moment_of

_NUMBER = expression(r"(?:0|[1-9]\d{0,14})(?:\.\d{0,5}[1-9])?")  # one that has no other spelling
_MONTH_DAY = expression(r"(\d\d)-(\d\d)")
_BOOLEANS = {"true": True, "false": False}


def value_text(names: Names, network: str, shape: FieldShape | None, value: object) -> str:
    """Return a value in a sentence: names for ids, German dates and numbers, quoted texts."""
    match value:
        case bool():
            return "ja" if value else "nein"
        case int() | float():
            return _number(value)
        case list():
            parts = [value_text(names, network, shape, item) for item in value]
            long = any(isinstance(item, dict) and len(item) > 1 for item in value) or any(
                ", " in part for part in parts
            )
            return "; ".join(parts) if long else german.join(parts)
        case dict():
            return _mapping(names, network, shape, value)
    return _scalar_text(names, network, shape, str(value))


def not_shown(reason: str) -> str:
    """Return the replacement for a confidential value."""
    return f"(steht hier nicht; {reason})"


def shown_value(
    names: Names, entry: EntryState, shape: FieldShape | None, value: object, path: Path
) -> str:
    """Return a value in words, its confidential parts replaced."""
    reason = names.places.reason(entry.file, path)
    if reason is None:
        return value_text(names, entry.network, shape, value)
    if reason.whole or not isinstance(value, dict | list):
        return not_shown(reason.text)
    if isinstance(value, list):
        return "; ".join(
            shown_value(names, entry, shape, item, (*path, number))
            for number, item in enumerate(value)
        )
    shapes = shapes_below(shape)
    parts = []
    for key, part in value.items():
        # An unknown key may hold what must not be shown; those of a free mapping are all known.
        is_unknown = key not in shapes and shape is not None and shape.model is not None
        title = "Unbekanntes" if is_unknown else title_of(names, shapes.get(key), key, shape)
        words = shown_value(names, entry, shape_in(shapes, key, shape), part, (*path, key))
        parts.append(f"{title} {words}")
    return ", ".join(parts)


def title_of(
    names: Names, shape: FieldShape | None, key: str, holder: FieldShape | None = None
) -> str:
    """Return the title of a key; in a free mapping the label of the value it names."""
    if shape is not None:
        return shape.title
    if holder is not None and holder.model is None:
        return _label(names, holder, key) or f"„{key}“"
    return f"unbekannter Schlüssel „{key}“"


def shapes_below(shape: FieldShape | None) -> dict[str, FieldShape]:
    """Return the shapes of the keys of a mapping, empty for a free one."""
    return fields_of(shape.model) if shape and shape.model else {}


def shape_in(
    shapes: dict[str, FieldShape], key: str, holder: FieldShape | None
) -> FieldShape | None:
    """Return the shape of a value in a mapping; in a free one, that of the mapping."""
    return shapes.get(key) or (holder if holder and holder.model is None else None)


def _mapping(names: Names, network: str, shape: FieldShape | None, value: Data) -> str:
    model: type[BaseModel] | None = shape.model if shape else None
    if model is not None and issubclass(model, CountEntry):
        return _count(names, network, model, value)
    shapes = shapes_below(shape)
    ident = shapes.get("id")
    head = ""
    rest = dict(value)
    if ident is not None and ident.refs and "id" in rest:
        head = value_text(names, network, ident, rest.pop("id"))
    elif len(rest) == 1 and (only := next(iter(rest))) in ("text", shape and shape.shorthand):
        return value_text(names, network, shapes.get(only), rest[only])
    ordered = [*(key for key in shapes if key in rest), *sorted(rest.keys() - shapes.keys())]
    parts = [
        f"{title_of(names, shapes.get(key), key, shape)} {value_text(names, network, shape_in(shapes, key, shape), rest[key])}"
        for key in ordered
    ]
    listed = ", ".join(parts)
    return f"{head} ({listed})" if head and listed else head or listed or "ohne Angaben"


def _count(names: Names, network: str, model: type[BaseModel], value: Data) -> str:
    """Return a qualified number: `rund 90 Anwesende (Stand 2024)`."""
    shapes = fields_of(model)
    ordered = ("precision", "count", "of")
    words = [value_text(names, network, shapes[key], value[key]) for key in ordered if key in value]
    rest = [
        f"{title_of(names, shapes.get(key), key)} {value_text(names, network, shapes.get(key), value[key])}"
        for key in value
        if key not in ordered
    ]
    return " ".join(words) + (f" ({', '.join(rest)})" if rest else "")


def _scalar_text(names: Names, network: str, shape: FieldShape | None, text: str) -> str:
    if shape is None:
        return on_one_line(text)
    if label := _label(names, shape, text):
        return label
    if (shape.refs or shape.model) and (network, text) in names.by_id:
        return names.of_id(network, text)
    if shape.text or shape.refs:
        return on_one_line(text)
    if text in _BOOLEANS:
        return "ja" if _BOOLEANS[text] else "nein"
    if match := _MONTH_DAY.fullmatch(text):
        return f"{match[2]}.{match[1]}."
    if moment_of(text) is not None:
        return moment_or_text(text)
    if _NUMBER.fullmatch(text):
        return _number(float(text))
    return text if text in ("nie", "unbekannt") else on_one_line(text)


def _label(names: Names, shape: FieldShape, text: str) -> str:
    if shape.categories:
        found = names.land.category(text)
        return found.label if found is not None else ""
    return {one.value: one.label for one in shape.vocabulary or ()}.get(text, "")


def _number(value: float) -> str:
    """Return a number with all its digits: `0,75`, `159.622`, `0,0625`."""
    return german.number(value) if round(value, 3) == value else str(value).replace(".", ",")
