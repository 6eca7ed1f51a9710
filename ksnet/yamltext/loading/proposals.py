"""Proposes lines to copy where a single value is not the mapping or list that is needed."""

from __future__ import annotations

import re
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Edit, Fix, Place
from ksnet.basics.scalars import Plain, in_quotes, plain_scalar, text_of
from ksnet.basics.spelling import VALUE_SYNONYMS, fold
from ksnet.records.core import ValidationError
from ksnet.records.model import BaseModel
from ksnet.records.moments import proposed_moment, without_preposition
from ksnet.records.simple import ID_PATTERN
from ksnet.records.structure import FieldShape, fields_of

# Where a text could be several keys of a mapping, the one that people mean.
_FIRST_TEXT = {
    "Address": "street",
    "DocumentLink": "title",
    "Affiliation": "name",
    "Admission": "text",
    "IgnoredRule": "rule",
}
_STRICT = frozenset(("url", "email", "website", "postcode"))  # texts of a form that only they have
_NEVER = frozenset(("sources", "reported", "remarks", "id", "as_of", "confidential"))
_YES_NO = {"ja": "true", "nein": "false"}
_ADDRESS = expression(r"(\D+ \d+ ?[a-z]?),? (?:D-)?(\d{5}) (\D+)")
_IN_ROUND = expression(r"^\(([^()]*)\)$")
_HARMLESS = expression(r"[\w./+-][\w./+ -]*")


def mapping_proposal(model: type[BaseModel], value: object) -> str | None:
    """Return the mapping that a single value was meant to be, `{total: 47}`; None if none fits.

    It is that of the strictest key that accepts the value: a number is no title where a count is
    possible.
    """
    text = text_of(value)
    if text is None:
        return None
    if model.__name__ == "Address" and (whole := _ADDRESS.fullmatch(text)):
        parts = {"street": whole[1], "postcode": whole[2], "city": whole[3]}
        return "{" + ", ".join(f"{key}: {_written(part)}" for key, part in parts.items()) + "}"
    shapes = [
        shape for shape in fields_of(model).values() if shape.key not in _NEVER and not shape.refs
    ]
    strict = [shape for shape in shapes if not shape.text or shape.key in _STRICT]
    for said in (value, *_as_written(text)):
        if key := next((shape.key for shape in strict if _accepts(model, shape, said)), None):
            return f"{{{key}: {in_flow(str(text_of(said)))}}}"
    first = _FIRST_TEXT.get(model.__name__) or first_text(model)
    if "path" in fields_of(model) and re.search(r"\S\.\w{2,4}$", text):
        first = "path"
    loose = [shape for shape in shapes if shape.text and shape.key == first]
    key = next((shape.key for shape in loose if _accepts(model, shape, value)), None)
    if key is None and re.fullmatch(ID_PATTERN, text):
        named = [one for one in fields_of(model).values() if one.required and one.refs]
        key = named[0].key if len(named) == 1 else None
    if key is None:
        return None
    others = [one.key for one in fields_of(model).values() if one.required and one.key != key]
    return f"{{{', '.join([f'{key}: {in_flow(text)}', *(f'{other}: …' for other in others)])}}}"


def _as_written(text: str) -> list[str]:
    """Return what records say for „bis 3.10.2026“ and „ja“."""
    date = proposed_moment(without_preposition(text))
    return [one for one in (date, _YES_NO.get(text.lower())) if one]


def _accepts(model: type[BaseModel], shape: FieldShape, value: object) -> bool:
    try:
        model.model_validate({shape.key: value})
    except ValidationError as error:
        return all(
            problem["loc"][:1] != (shape.key,) for problem in error.errors(include_url=False)
        )
    return True


def _written(text: str) -> str:
    return f'"{text}"' if text.isdigit() else in_flow(text)


def in_flow(text: str) -> str:
    """Return a text for use in brackets, quoted if necessary."""
    if _HARMLESS.fullmatch(text) or (re.fullmatch(r"[\w.,/]+", text) and "," not in text):
        return text
    return in_quotes(text)


def list_proposal(value: object, holder: type[BaseModel], shape: FieldShape | None) -> str | None:
    """Return a text with commas, semicolons or „und“ as a list: `[gedanke, entwurf]`.

    It may stand in brackets of another kind, which for braces are keys without values. Each value
    is written so that the key takes it, where that is known.
    """
    if isinstance(value, dict) and value and all(item is None for item in value.values()):
        return f"[{', '.join(_item(key, holder, shape) for key in value)}]"
    text = text_of(value)
    if text is None:
        return None
    bare = _IN_ROUND.sub(r"\1", text.strip()).strip("[]")
    # A search that begins at each of many blanks anew takes minutes.
    items = list(map(str.strip, re.split(r"(?<!\s)\s+und\s+|[,;\n]", bare)))
    # Ids below one another without dashes are read as one text.
    if len(items) == 1 and all(re.fullmatch(ID_PATTERN, word) for word in bare.split()):
        items = bare.split()
    return f"[{', '.join(_item(item, holder, shape) for item in items if item)}]"


def _item(text: str, holder: type[BaseModel], shape: FieldShape | None) -> str:
    """Return a value of a list as the key takes it: a date, an id, a text for a body outside."""
    if shape is None or _accepts(holder, shape, [text]):
        return _written(text)
    outside = shape.shorthand == "id" and shape.model and "text" in fields_of(shape.model)
    if outside:
        return f"{{text: {in_flow(text)}}}"
    folded = fold(text)
    others = (proposed_moment(text), None if shape.refs or shape.model else folded)
    meant = None
    if shape.vocabulary or shape.categories:
        labels = {fold(one.label): one.value for one in shape.vocabulary or ()}
        meant = labels.get(folded) or VALUE_SYNONYMS.get(folded)
    return next(
        (one for one in (meant, *others) if one and _accepts(holder, shape, [one])), _written(text)
    )


def first_text(model: type[BaseModel]) -> str | None:
    """Return the key for the text of an entry: title, text, name or the like."""
    shapes = fields_of(model)
    return next(
        (key for key in ("title", "text", "name", "id", "value", "family_name") if key in shapes),
        None,
    )


def only_item(value: object) -> str | None:
    """Return the only value of a list, or None."""
    if isinstance(value, list) and len(value) == 1:
        item: Any = value[0]
        return text_of(item)
    return None


def scalar_proposal(text: str) -> str:
    """Return a single value for use after its colon."""
    plain = isinstance(plain_scalar(text), str | Plain) and _HARMLESS.fullmatch(text)
    return text if plain else in_flow(text)


def replacing(place: Place, old: str, new: str, *, safe: bool = False) -> Fix:
    """Return the edit that writes a proposal in the place of a value."""
    return Fix((Edit(place, old, new),), safe=safe)
