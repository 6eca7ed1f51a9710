"""Lists, mappings and single values in the place of one another, in German."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place
from ksnet.basics.frozen import replace
from ksnet.basics.scalars import text_of
from ksnet.basics.spelling import fold
from ksnet.records.model import BaseModel
from ksnet.records.problems import cut_short
from ksnet.records.simple import ID_PATTERN
from ksnet.records.structure import FieldShape, fields_of
from ksnet.yamltext.loading.malformed import NOBODY_HOLDS_IT, VACANT, is_vacant_post
from ksnet.yamltext.loading.proposals import (
    first_text,
    in_flow,
    list_proposal,
    mapping_proposal,
    only_item,
    scalar_proposal,
)
from ksnet.yamltext.rules.files import ENTRY_BELOW, MISSING_DASH
from ksnet.yamltext.rules.schema import WRONG_TYPE

_PER = {
    "halbj": "halbjahr", "viertelj": "quartal", "quartal": "quartal", "monat": "monat",
    "jahr": "jahr", "jähr": "jahr",
}  # fmt: skip
_TIMES = expression(r"\D*(\d+)\s*(?:[x×]|-?mal\b|Treffen|Sitzungen|(?:im|pro|je)\b)", re.IGNORECASE)
_FEW_PAIRS = 20  # that a proposal shows
_ALL = frozenset(("alle", "all", "sämtliche", "jede", "jeder", "alles"))
_ITEM = expression(r"(?m:^(?:\d{1,2}[.)]|[-–•*])\s+)")
_NUMBER_OF = expression(r"(?:ca\.|rund|etwa)?\s*(\d+)\s+[A-ZÄÖÜ]\w+(?: \w+)?")


def wrong_type(
    place: Place,
    key: str,
    value: object,
    kind: str,
    expected: tuple[type[BaseModel], FieldShape | None],
) -> Fault:
    """Return the fault for a list, a mapping or a single value where another of them belongs.

    `expected` are the model that has the key, and the shape of the key.
    """
    shape = expected[1]
    if kind in ("tuple_type", "list_type"):
        return _no_list(place, key, value, expected)
    several = isinstance(value, list) and shape is not None and shape.shorthand  # „chair: [a, b]“
    if kind in ("model_type", "dict_type", "model_attributes_type") and not several:
        return _no_mapping(place, key, value, shape.model if shape else None)
    return WRONG_TYPE.fault(
        place,
        f"Bei „{key}“ wird ein einzelner Wert erwartet, hier {_found(value)}.",
        _how_to_write_one(place, key, value, shape),
    )


def _no_list(
    place: Place, key: str, value: object, expected: tuple[type[BaseModel], FieldShape | None]
) -> Fault:
    shape = expected[1]
    model, text = shape.model if shape else None, text_of(value)
    if isinstance(value, dict) and model and any(value.values()):
        first = next(iter(value))
        return MISSING_DASH.fault(
            replace(place, path=(*place.path, first), on="key"),
            f"Vor „{first}“ fehlt „- “: „{key}“ ist eine Liste von Einträgen.",
            f"Schreiben: - {first}: {ENTRY_BELOW}; geschweifte Klammern zusätzlich in eckige setzen: {key}: [{{…}}].",
        )
    refs = shape.refs if shape else ()
    if model and (ident := fields_of(model).get("id")):
        refs = refs or ident.refs
    # A name has no id beside a comma; a list of names and ids would lose what is sought in vain.
    ids = any(
        re.fullmatch(ID_PATTERN, one) for one in re.split(r"[,;]\s*|(?<!\s)\s+und\s+", text or "")
    )
    sought = (text, refs) if text and refs and not ids and fold(text) not in VACANT else None
    return WRONG_TYPE.fault(
        place,
        f"Bei „{key}“ wird eine Liste erwartet, hier {_found(value)}.",
        _how_to_list(place, key, value, expected),
        sought=sought,
    )


def _how_to_list(
    place: Place, key: str, value: object, expected: tuple[type[BaseModel], FieldShape | None]
) -> str:
    holder, shape = expected
    model, text = shape.model if shape else None, text_of(value)
    if text and text.lower() in _ALL:
        return f"Ein Wort für alle gibt es hier nicht; jeden Eintrag einzeln in eine eigene Zeile mit „- “ schreiben, oder die Zeile mit „{key}“ weglassen."
    if text and text.isdecimal() and shape and shape.refs:
        has_total = "total" in fields_of(holder)
        total = f"; die Zahl gehört unter „total“: total: {text}" if has_total else ""
        return f"Hier stehen Kennungen, keine Anzahl{total}."
    if text and key == "people" and is_vacant_post(place, text):
        return NOBODY_HOLDS_IT
    if not (model and text) or (shape and shape.shorthand):
        listed = list_proposal(value, holder, shape) or "[…]"
        return f"In eckige Klammern setzen: {key}: {listed}, oder jeden Eintrag in eine eigene Zeile mit „- “."
    if first := first_text(model):
        line, *more = _ITEM.sub("", text.strip()).split("\n")
        what = "Jede Zeile als eigenen" if more else "Als"
        return f"{what} Eintrag einer Liste in die nächste Zeile schreiben, eingerückt: - {first}: {scalar_proposal(line)}"
    return f"Jeden Eintrag in eine eigene Zeile schreiben, eingerückt: - {next(iter(fields_of(model)))}: {ENTRY_BELOW}."


def _no_mapping(place: Place, key: str, value: object, model: type[BaseModel] | None) -> Fault:
    proposal = mapping_proposal(model, value) if model else None
    text = text_of(value) or ""
    if model and "meetings" in fields_of(model) and not text.isdecimal():
        proposal = _cadence(text)
    if model and not proposal and (number := _NUMBER_OF.fullmatch(text)):
        proposal = mapping_proposal(model, number[1])  # „47 Personen“
    if not model and isinstance(value, list) and (pairs := _pairs(value)):
        proposal = f"{{{', '.join(pairs)}}}"  # „- schule: 2“
    keys = ", ".join(fields_of(model)) if model else ""
    if proposal:
        in_list = place.path and isinstance(place.path[-1], int)
        mend = f"Meinten Sie {'' if in_list else f'{key}: '}{proposal}?"
    elif isinstance(value, list) and model:
        mend = f"Ohne „- “ und Klammern, jeden Schlüssel eingerückt in eine eigene Zeile darunter schreiben: {keys}."
    else:
        mend = f"Jeden Schlüssel eingerückt in eine eigene Zeile darunter schreiben{f': {keys}' if keys else ''}."
    return WRONG_TYPE.fault(
        place, f"Unter „{key}“ stehen mehrere Angaben mit Schlüsseln, hier {_found(value)}.", mend
    )


def _pairs(items: list[object]) -> list[str]:
    """Return the keys with their values of a list in which each entry is one; else nothing."""
    pairs = [
        f"{key}: {in_flow(text)}"
        for item in items
        if isinstance(item, dict) and len(item) == 1
        for key, value in item.items()
        if (text := text_of(value)) is not None
    ]
    return pairs if len(pairs) == len(items) <= _FEW_PAIRS else []


def _cadence(text: str) -> str | None:
    """Return how often a group meets, as records say it: `vierteljährlich`, `4x im Jahr`."""
    if re.search(r"\balle\b|zwei|drei|dritt|\bseit\b", text, re.IGNORECASE):
        return None  # „alle 2 Monate“ is less than once in each
    times = _TIMES.match(text)
    if times is None and re.search(r"\d", text):
        return None
    return next(
        (
            f"{{meetings: {times[1] if times else 1}, per: {per}}}"
            for stem, per in _PER.items()
            if stem in text.lower()
        ),
        None,
    )


def _found(value: object) -> str:
    if isinstance(value, list):
        return "steht eine Liste"
    if isinstance(value, dict):
        return "stehen Schlüssel mit Werten"
    return f"steht „{cut_short(str(value))}“"


def _how_to_write_one(place: Place, key: str, value: object, shape: FieldShape | None) -> str:
    """Return how to write a single value instead of a list or mapping."""
    single = only_item(value)
    # A colon makes a text a mapping, a dash at the beginning of a line a list.
    if shape and "Markdown" in shape.description and not single:
        return f"Ein Text mit Doppelpunkten oder Aufzählung braucht „|“ hinter dem Schlüssel: „{key}: |“, darunter den Text, eingerückt."
    if single and place.path and isinstance(place.path[-1], int):
        return f"Eine Klammer zu viel; schreiben: {key}: [{scalar_proposal(single)}]"
    if single:
        return f"Ohne Klammern und „- “ schreiben: {key}: {scalar_proposal(single)}"
    if isinstance(value, list):
        return "Nur einen der Werte ohne Klammern und „- “ hinter den Doppelpunkt schreiben."
    return "Einen einzelnen Text hinter den Doppelpunkt schreiben."
