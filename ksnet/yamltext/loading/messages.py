"""What the schema refuses, in German that a coordinator understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Path, Place, last_key, rule_named
from ksnet.basics.scalars import Plain, text_of
from ksnet.basics.spelling import VALUE_SYNONYMS, certain_key, fold, nearest
from ksnet.lands import Category, Land
from ksnet.records.case_data_keys import is_case_data_key
from ksnet.records.core import ErrorDetails
from ksnet.records.model import BaseModel
from ksnet.records.moments import local_time
from ksnet.records.problems import cut_short
from ksnet.records.structure import FieldShape, fields_of, shape_at
from ksnet.yamltext.loading.malformed import NOT_KNOWN, malformed, no_date
from ksnet.yamltext.loading.proposals import first_text, replacing, scalar_proposal
from ksnet.yamltext.loading.wrong_types import wrong_type
from ksnet.yamltext.rules.schema import (
    AMBIGUOUS_SCALAR,
    CASE_DATA_KEY,
    INVALID_DATE,
    MISSING_KEY,
    MISSING_VALUE,
    UNKNOWN_KEY,
    UNKNOWN_VALUE,
)

Choices = type[Vocabulary] | tuple[Category, ...] | list[str]
# Values of unknown keys of people are never shown.
_PERSONAL = frozenset(("people", "guests"))
_DAY = expression(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What a remark behind a value begins with, never what denies it or names another.
_GOES_ON_WITH = (
    "am|ab|an|auf|bei|beim|bis|da|durch|für|im|in|mit|nach|seit|über|vom|von|vor|weil|wegen|zum|zur"
)
_DENIED = expression(r"(?:.*-)?nicht-|kein|un|fast-|kaum-")  # folded


def is_ambiguous_text(error: ErrorDetails) -> bool:
    """Whether text is required and an unquoted scalar was found that other tools would misread."""
    return error["type"] == "string_type" and isinstance(error["input"], Plain)


def may_be_secret(kind: str, path: Path) -> bool:
    """Whether the fault for an error of pydantic may be one that never shows the text."""
    return kind == "extra_forbidden" and (
        is_case_data_key(str(path[-1])) or not _PERSONAL.isdisjoint(path[:-1])
    )


def fault_of(  # noqa: PLR0913  (an error of pydantic with all that is known of its place)
    file: str,
    model: type[BaseModel],
    error: ErrorDetails,
    path: Path,
    *,
    meant: str | None,
    beside: Mapping[str, Any],
    land: Land | None,
) -> Fault:
    """Return the fault for one validation error at `path` of the file.

    `meant` is the known key that an unknown one probably means, `beside` the mapping that holds the
    value.
    """
    holder, shape = shape_at(model, tuple(error["loc"]))
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    on_key = bool(path) and path[-1] == "[key]"  # how pydantic names a wrong key of a free mapping
    path = path[:-1] if on_key else path
    key = last_key(path) or ""
    place = Place(file, path, on="key" if on_key else "value")
    if kind == "missing":
        assert shape is not None  # noqa: S101  (only known keys are required)
        return MISSING_KEY.fault(
            place, f"Der Schlüssel „{shape.key}“ ({shape.title}) fehlt.", _how_to_fill(shape)
        )
    if kind == "extra_forbidden":
        return _unknown_key(
            Place(file, path, on="key"), holder, (str(path[-1]), value), meant, beside
        )
    if is_ambiguous_text(error):
        return _ambiguous_text(place, key, str(value))
    if "message" in context:
        text = str(text_of(value))
        if kind == "invalid-date" and (fault := _date_in_words(place, key, text, beside)):
            return fault
        return _said_by_type(kind, place, text, context)
    if value is None or kind == "string_too_short":
        return MISSING_VALUE.fault(
            place,
            f"Bei „{key}“ fehlt der Wert.",
            _how_to_fill(shape) if shape else "Wert ergänzen oder die Zeile löschen.",
        )
    if kind == "enum" and (swapped := _swapped(fields_of(holder), key, beside)):
        one, other = swapped  # the same finding for both
        return UNKNOWN_VALUE.fault(
            Place(file, (*path[:-1], one)),
            f"Die Werte von „{one}“ und „{other}“ sind vertauscht.",
            f"Schreiben: {one}: {text_of(beside[other])} und {other}: {text_of(beside[one])}",
        )
    if kind in ("enum", "literal_error") and text_of(value) is not None:
        return _unknown_value(
            place, shape.key if shape else key, str(text_of(value)), _choices(shape, context)
        )
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return malformed(place, key, str(value), context, shape=shape, land=land)
    return wrong_type(place, key, value, kind, (holder, shape))


def _ambiguous_text(place: Place, key: str, text: str) -> Fault:
    name = f"„{key}“: " if key else ""
    return AMBIGUOUS_SCALAR.fault(
        place,
        f"{name}{text} ohne Anführungszeichen lesen andere Programme nicht als Text.",
        f'In Anführungszeichen setzen: "{text}"',
        fix=replacing(place, text, f'"{text}"', safe=True),
    )


def _said_by_type(rule: str, place: Place, text: str, context: dict[str, Any]) -> Fault:
    """Return the fault that a type of ours says itself (`ksnet.records.problems`)."""
    fix = (
        replacing(place, text, context["proposal"], safe=context["safe"])
        if "proposal" in context
        else None
    )
    return rule_named(rule).fault(place, str(context["message"]), str(context["mend"]), fix=fix)


def _how_to_fill(shape: FieldShape) -> str:
    if shape.vocabulary:
        return f"Ergänzen: „{shape.key}: …“ mit einem dieser Werte: {_listed(shape.vocabulary)}."
    if shape.key == "start":
        return "Ergänzen: „start: 2025-05-21 13:30“, nur der Tag, wo die Uhrzeit nicht bekannt ist, „start: null“, wo nicht einmal das Jahr bekannt ist; mehrere Termine einer Veranstaltung stehen unter „sessions“."
    return f"Ergänzen: „{shape.key}: …“{' – ' + shape.description if shape.description else ''}."


def _date_in_words(place: Place, key: str, written: str, beside: Mapping[str, Any]) -> Fault | None:
    """Return the fault for „offen“ and the like, or a time with the day of a date beside it."""
    time = local_time(written)
    if time is None:
        return no_date(place, key, written)
    others = [text_of(beside.get(name)) for name in ("start", "end", "since") if name != key]
    day = _DAY.match(next(filter(None, others), "")) or _DAY.search(place.file)
    proposal = f"{day[0]} {time}" if day else None
    return INVALID_DATE.fault(
        place,
        f"Bei „{key}“ steht nur eine Uhrzeit („{cut_short(written)}“), der Tag fehlt.",
        f"Mit dem Tag davor schreiben: {key}: {proposal or f'2026-09-16 {time}'}",
        fix=replacing(place, written, proposal) if proposal else None,
    )


def _unknown_key(
    place: Place,
    holder: type[BaseModel],
    pair: tuple[str, object],
    meant: str | None,
    beside: Mapping[str, Any],
) -> Fault:
    key, value = pair
    if is_case_data_key(key):
        return CASE_DATA_KEY.fault(
            place,
            "Dieser Schlüssel steht für Falldaten oder private Angaben; sie gehören nicht in die Unterlagen des Netzwerks.",
            "Zeile löschen. Einzelfälle gehören in die Fallakte des Jugendamts.",
            secret=True,
        )
    shapes = fields_of(holder)
    secret = not _PERSONAL.isdisjoint(place.path[:-1])
    glued = re.fullmatch(r"([a-z_]+):(.+)", key)
    if glued and glued[1] in shapes and not secret:
        return UNKNOWN_KEY.fault(
            place,
            f"Hinter dem Doppelpunkt von „{glued[1]}“ fehlt das Leerzeichen.",
            f"Schreiben: {glued[1]}: {glued[2]}",
        )
    named = "Diesen Schlüssel" if secret else f"Den Schlüssel „{cut_short(key)}“"
    if "given_name" in shapes and " " in (text_of(value) or "") and fold(key).endswith("name"):
        mend = "Vor- und Nachname stehen getrennt, unter „given_name“ und „family_name“."
    elif meant == "id" and "role" in shapes:
        mend = "Kennung und Rolle stehen getrennt: „id: …“ und darunter „role: …“."
    elif meant is not None:
        mend = f"Meinten Sie „{meant}“ ({shapes[meant].title})?"
    elif (
        re.search(r" |^\d{1,2}[.:]\d\d$", key)
        and not secret
        and value is not None
        and (first := first_text(holder))
    ):
        whole = scalar_proposal(f"{key}: {text_of(value)}")
        mend = f"Text mit Doppelpunkt gehört in Anführungszeichen, hinter einen Schlüssel: {first}: {whole}"
    elif above := _belongs_under(key, shapes, beside):
        mend = f"Gehört es zu „{above}“, unter diesem Schlüssel einrücken."
    else:
        mend = f"Einen dieser Schlüssel verwenden: {', '.join(shapes)}. Gehört die Angabe nicht hierher, die Zeile entfernen."
    # `{name: Haus A, Saal 2}`: a comma in braces has cut a text.
    if value is None and meant is None:
        mend = f"Gehört es zum Text davor, diesen in Anführungszeichen setzen. Sonst: {mend}"
    fix = (
        replacing(place, key, meant, safe=certain_key(key, shapes) == meant)
        if meant is not None
        else None
    )
    return UNKNOWN_KEY.fault(place, f"{named} gibt es hier nicht.", mend, secret=secret, fix=fix)


def _belongs_under(
    key: str, shapes: Mapping[str, FieldShape], beside: Mapping[str, Any]
) -> str | None:
    """Return a mapping right before an unknown key that has such a key, or the only one.

    Its indentation is missing.
    """
    having = [
        name for name, shape in shapes.items() if shape.model and key in fields_of(shape.model)
    ]
    keys = list(beside)
    before = keys[: keys.index(key)] if key in keys else []
    known = [name for name in before[-3:] if name in shapes][-1:]
    if known and known[0] in having:
        return known[0]
    having = [name for name in having if not shapes[name].many]
    return having[0] if len(having) == 1 else None


def _swapped(
    shapes: Mapping[str, FieldShape], key: str, beside: Mapping[str, Any]
) -> list[str] | None:
    """Return two keys, in their order, of which each has a value of the other; `key` is one."""
    for other in beside:
        words = {name: shapes[name].vocabulary for name in (key, other) if name in shapes}
        if (
            all(
                values and text_of(beside.get(other if name == key else key)) in list(values)
                for name, values in words.items()
            )
            and len(words) == 2
        ):
            return [name for name in beside if name in words]
    return None


def _choices(shape: FieldShape | None, context: dict[str, Any]) -> Choices:
    if "categories" in context:
        found: tuple[Category, ...] = context["categories"]
        return found
    if shape and shape.vocabulary:
        return shape.vocabulary
    return str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")


def _unknown_value(place: Place, key: str, text: str, choices: Choices) -> Fault:
    values = [str(choice) for choice in choices]
    by_word = {choice: choice for choice in values}
    if not isinstance(choices, list):
        by_word.update({fold(choice.label): choice.value for choice in choices})
    by_word.update({word: value for word, value in VALUE_SYNONYMS.items() if value in values})
    words = [word for word in re.split(r"(?:[;/.+&\s]|\bund\b)+", text) if word]
    in_list = place.path and isinstance(place.path[-1], int)
    if in_list and len(words) > 1 and all(word in by_word for word in words):
        return UNKNOWN_VALUE.fault(
            place,
            f"„{key}“ kennt den Wert „{cut_short(text)}“ nicht: Zwischen „{words[0]}“ und „{words[1]}“ fehlt ein Komma.",
            f"Mit Komma trennen: {', '.join(by_word[word] for word in words)}.",
        )
    more = re.match(rf"([\w-]+)(?:\s*(?:#|//|\(|[,;] )|\s+(?:{_GOES_ON_WITH}|[-–—])\s)", text)
    if more and more[1] in by_word:
        return UNKNOWN_VALUE.fault(
            place,
            f"Hinter dem Wert „{more[1]}“ von „{key}“ steht noch etwas.",
            f"Nur {by_word[more[1]]} schreiben; eine Bemerkung dahinter beginnt mit Leerzeichen und „#“: {by_word[more[1]]} # …",
        )
    match = nearest(text, by_word, cutoff=0.6)
    denied = _DENIED.match(fold(text))
    if match and denied and not match.startswith(denied[0]):
        match = None  # „nicht erreicht“ is not „erreicht“
    if match and not set(re.findall(r"\d", text)) <= set(match):
        match = None  # nor „2 Monate“ one
    meant = by_word[match] if match else None
    allowed = f"Erlaubt sind: {', '.join(values)}."
    if meant:
        mend = f"Meinten Sie „{meant}“? {allowed}"
    elif fold(text) in NOT_KNOWN:
        mend = f"Was nicht bekannt ist, weglassen. {allowed}"
    else:
        mend = allowed
    return UNKNOWN_VALUE.fault(
        place,
        f"„{key}“ kennt den Wert „{cut_short(text)}“ nicht.",
        mend,
        note=f"Meinten Sie „{meant}“?" if meant else "",
        fix=replacing(place, text, meant) if meant else None,
    )


def _listed(vocabulary: type[Vocabulary]) -> str:
    return ", ".join(member.value for member in vocabulary)
