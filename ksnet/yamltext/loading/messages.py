"""What the schema refuses, in German that a coordinator understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Edit, Fault, Fix, Path, Place, last_key, rule_named
from ksnet.basics.frozen import replace
from ksnet.basics.scalars import Plain, text_of
from ksnet.basics.spelling import VALUE_SYNONYMS, certain_key, fold, nearest
from ksnet.lands import Category, Land
from ksnet.records.case_data_keys import is_case_data_key
from ksnet.records.core import ErrorDetails
from ksnet.records.model import BaseModel
from ksnet.records.moments import local_time
from ksnet.records.problems import cut_short
from ksnet.records.simple import EMAIL_PATTERN, ID_LENGTH, ID_PATTERN, KEY_PATTERN, URL_PATTERN
from ksnet.records.structure import FieldShape, fields_of, shape_at
from ksnet.yamltext.loading.proposals import (
    first_text,
    list_proposal,
    mapping_proposal,
    only_item,
    scalar_proposal,
)
from ksnet.yamltext.rules.files import MISSING_DASH
from ksnet.yamltext.rules.schema import (
    AMBIGUOUS_SCALAR,
    CASE_DATA_KEY,
    INVALID_ADDRESS,
    INVALID_DATE,
    INVALID_ID,
    INVALID_REGIONAL_KEY,
    MISSING_KEY,
    MISSING_VALUE,
    UNKNOWN_KEY,
    UNKNOWN_VALUE,
    WRONG_TYPE,
)

Choices = type[Vocabulary] | tuple[Category, ...] | list[str]
_NUMBER_OF = expression(r"(?:ca\.|rund|etwa)?\s*(\d+)\s+[A-ZÄÖÜ]\w+(?: \w+)?")
# Values of unknown keys of people are never shown.
_PERSONAL = frozenset(("people", "guests"))
# What people write where they do not know; signs alone (`?`, `–`, `n/a`) are folded to nothing.
_NOT_KNOWN = frozenset(("", "k-a", "ka", "n-a", "na", "nn", "n-n", "unbekannt", "unklar", "offen"))


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
        if kind == "invalid-date" and (time := local_time(text)):
            return _time_alone(place, key, text, time, beside)
        return _said_by_type(kind, place, text, context)
    if value is None or kind == "string_too_short":
        return MISSING_VALUE.fault(
            place,
            f"Bei „{key}“ fehlt der Wert.",
            _how_to_fill(shape) if shape else "Wert ergänzen oder die Zeile löschen.",
        )
    if kind in ("enum", "literal_error") and text_of(value) is not None:
        return _unknown_value(
            place, shape.key if shape else key, str(text_of(value)), _choices(shape, context)
        )
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return _malformed(place, key, str(value), context, shape=shape, land=land)
    return _wrong_type(place, key, value, kind, shape)


def _ambiguous_text(place: Place, key: str, text: str) -> Fault:
    name = f"„{key}“: " if key else ""
    return AMBIGUOUS_SCALAR.fault(
        place,
        f"{name}{text} ohne Anführungszeichen lesen andere Programme nicht als Text.",
        f'In Anführungszeichen setzen: "{text}"',
        fix=_replace(place, text, f'"{text}"', safe=True),
    )


def _said_by_type(rule: str, place: Place, text: str, context: dict[str, Any]) -> Fault:
    """Return the fault that a type of ours says itself (`ksnet.records.problems`)."""
    fix = (
        _replace(place, text, context["proposal"], safe=context["safe"])
        if "proposal" in context
        else None
    )
    return rule_named(rule).fault(place, str(context["message"]), str(context["mend"]), fix=fix)


def _replace(place: Place, old: str, new: str, *, safe: bool = False) -> Fix:
    return Fix((Edit(place, old, new),), safe=safe)


def _how_to_fill(shape: FieldShape) -> str:
    if shape.vocabulary:
        return f"Ergänzen: „{shape.key}: …“ mit einem dieser Werte: {_listed(shape.vocabulary)}."
    if shape.key == "start":
        return "Ergänzen: „start: 2025-05-21 13:30“, nur der Tag, wo die Uhrzeit nicht bekannt ist, „start: null“, wo nicht einmal das Jahr bekannt ist; mehrere Termine einer Veranstaltung stehen unter „sessions“."
    return f"Ergänzen: „{shape.key}: …“{' – ' + shape.description if shape.description else ''}."


def _time_alone(
    place: Place, key: str, written: str, time: str, beside: Mapping[str, Any]
) -> Fault:
    """Return the fault for a time without a day, with the day of a date beside it."""
    other = next(
        (
            text_of(beside.get(name))
            for name in ("start", "end", "since")
            if name != key and beside.get(name)
        ),
        "",
    )
    day = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", other or "") or re.search(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}", place.file
    )
    proposal = f"{day[0]} {time}" if day else None
    return INVALID_DATE.fault(
        place,
        f"Bei „{key}“ steht nur eine Uhrzeit („{cut_short(written)}“), der Tag fehlt.",
        f"Mit dem Tag davor schreiben: {key}: {proposal or f'2026-09-16 {time}'}",
        fix=_replace(place, written, proposal) if proposal else None,
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
    elif above := _belongs_under(key, shapes, beside):
        mend = f"Gehört es zu „{above}“, unter diesem Schlüssel einrücken."
    else:
        mend = f"Einen dieser Schlüssel verwenden: {', '.join(shapes)}. Gehört die Angabe nicht hierher, die Zeile entfernen."
    # `{name: Haus A, Saal 2}`: a comma in braces has cut a text.
    if value is None and meant is None:
        mend = f"Gehört es zum Text davor, diesen in Anführungszeichen setzen. Sonst: {mend}"
    fix = (
        _replace(place, key, meant, safe=certain_key(key, shapes) == meant)
        if meant is not None
        else None
    )
    return UNKNOWN_KEY.fault(place, f"{named} gibt es hier nicht.", mend, secret=secret, fix=fix)


def _belongs_under(
    key: str, shapes: Mapping[str, FieldShape], beside: Mapping[str, Any]
) -> str | None:
    """Return a mapping right before an unknown key that has such a key: indentation is missing."""
    keys = list(beside)
    before = keys[: keys.index(key)] if key in keys else []
    for name in reversed(before[-3:]):
        shape = shapes.get(name)
        if shape and shape.model and key in fields_of(shape.model):
            return name
        if shape:
            return None
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
    words = [word for word in re.split(r"[;\s]+", text) if word]
    in_list = place.path and isinstance(place.path[-1], int)
    if in_list and len(words) > 1 and all(word in by_word for word in words):
        return UNKNOWN_VALUE.fault(
            place,
            f"„{key}“ kennt den Wert „{cut_short(text)}“ nicht: Zwischen „{words[0]}“ und „{words[1]}“ fehlt ein Komma.",
            f"Mit Komma trennen: {', '.join(by_word[word] for word in words)}.",
        )
    match = nearest(text, by_word, cutoff=0.6)
    meant = by_word[match] if match else None
    allowed = f"Erlaubt sind: {', '.join(values)}."
    if meant:
        mend = f"Meinten Sie „{meant}“? {allowed}"
    elif fold(text) in _NOT_KNOWN:
        mend = f"Was nicht bekannt ist, weglassen. {allowed}"
    else:
        mend = allowed
    return UNKNOWN_VALUE.fault(
        place,
        f"„{key}“ kennt den Wert „{cut_short(text)}“ nicht.",
        mend,
        note=f"Meinten Sie „{meant}“?" if meant else "",
        fix=_replace(place, text, meant) if meant else None,
    )


def _listed(vocabulary: type[Vocabulary]) -> str:
    return ", ".join(member.value for member in vocabulary)


def wrong_regional_key(place: Place, text: str, land: Land | None) -> Fault:
    """Return the fault for a text that is no key of a Gemeinde or a Kreis of a Land."""
    begins = land.keys if land else ""
    digits = "".join(c for c in text if c.isdigit())
    lost = f"0{text}"
    proposal = lost if re.fullmatch(KEY_PATTERN, lost) and lost.startswith(begins) else None
    return INVALID_REGIONAL_KEY.fault(
        place,
        f"„{cut_short(text)}“ ist kein Schlüssel einer Gemeinde oder eines Kreises{f' in {land.name}' if land else ''}.",
        f'Acht Ziffern (Gemeinde) oder fünf (Kreis){f", beginnend mit {begins}" if begins else ""}{"" if len(digits) not in (4, 7) else "; es fehlt wohl eine Null am Anfang"}: key: "{begins or "01"}974040"',
        fix=_replace(place, text, f'"{proposal}"') if proposal else None,
    )


def _malformed(  # noqa: PLR0913  (a value with all that is known of its place)
    place: Place,
    key: str,
    text: str,
    context: dict[str, Any],
    *,
    shape: FieldShape | None,
    land: Land | None,
) -> Fault:
    pattern = context.get("pattern")
    if pattern == KEY_PATTERN:
        return wrong_regional_key(place, text, land)
    if pattern == EMAIL_PATTERN:
        return INVALID_ADDRESS.fault(
            place,
            f"Der Wert von „{key}“ ist keine E-Mail-Adresse.",
            _how_to_write_mail(text),
        )
    if pattern == URL_PATTERN:
        return INVALID_ADDRESS.fault(
            place,
            f"„{cut_short(text)}“ ist keine Internetadresse.",
            _how_to_write_url(text),
            fix=_replace(place, text, f"https://{text}")
            if text.startswith("www.") and re.fullmatch(URL_PATTERN, f"https://{text}")
            else None,
        )
    if pattern == ID_PATTERN or "max_length" in context:
        if shape and shape.refs:
            sought = (text.strip("„“”»«‚‘’›‹\"' "), shape.refs)
            message = f"„{cut_short(text)}“ ist keine Kennung."
            return INVALID_ID.fault(place, message, _how_to_name(text, shape), sought=sought)
        proposal = fold(text)[:ID_LENGTH].strip("-")
        hint = f"Meinten Sie „{proposal}“? " if proposal else ""
        return INVALID_ID.fault(
            place,
            f"„{cut_short(text)}“ ist keine Kennung.",
            f"{hint}Kennungen bestehen aus Kleinbuchstaben, Ziffern und einzelnen Bindestrichen, höchstens {ID_LENGTH} Zeichen.",
            fix=_replace(place, text, proposal) if proposal else None,
        )
    return INVALID_ADDRESS.fault(
        place,
        f"„{cut_short(text)}“ ist keine Postleitzahl.",
        'Fünf Ziffern in Anführungszeichen: "59494"',
    )


def _how_to_write_mail(text: str) -> str:
    """Return how to write a mail address, without repeating the text."""
    if text.count("@") > 1:
        return "Nur eine Adresse schreiben, in der Form name@stelle.de; weitere gehören zu anderen Stellen oder Personen."
    if "<" in text and "@" in text:
        return "Nur die Adresse zwischen < und > schreiben, ohne den Namen davor."
    if re.search(r"[(\[{ ](?:at|ät)[)\]} ]", text, re.IGNORECASE):
        return "Das Zeichen @ schreiben, keine Umschreibung: name@stelle.de"
    return "In der Form name@stelle.de, ohne Leerzeichen und ohne „mailto:“."


def _how_to_write_url(text: str) -> str:
    """Return how to write a web address."""
    if linked := re.fullmatch(r"\[[^\]]*\]\((\S+)\)|<(\S+)>", text):
        return f"Nur die Adresse schreiben: {linked[1] or linked[2]}"
    if re.match(r"https?://\S+\s", text):
        return "Sie endet am ersten Leerzeichen. Gehört es zur Adresse, %20 dafür schreiben; sonst nur eine Adresse."
    whole = f"https://{text}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", text) else ""
    return f"Mit https:// beginnen{': ' if whole else ''}{whole}."


def _how_to_name(text: str, shape: FieldShape) -> str:
    """Return how to refer to somebody or something recorded elsewhere."""
    existing = "Hier gehört die Kennung eines vorhandenen Eintrags hin (Kleinbuchstaben, Ziffern, Bindestriche)"
    if "network" in shape.refs:
        return f"Die Kennung eines Netzwerks ist der Name seines Ordners unter networks; ist es anderswo erfasst: {{text: {cut_short(text)}}}."
    parts = re.split(r"\s*[;/]\s*", text)
    apart = len(parts) > 1 and all(re.fullmatch(ID_PATTERN, part) for part in parts)
    several = f"Mit Komma trennen: {', '.join(parts)}. " if apart else ""
    # A `Who`, in which bodies outside may be named by a text.
    if "member" in shape.refs and "guest" in shape.refs:
        return f"{several}{existing}; für Stellen außerhalb des Netzwerks: {{text: {cut_short(text)}}}."
    return f"{several}{existing}."


def _wrong_type(
    place: Place, key: str, value: object, kind: str, shape: FieldShape | None
) -> Fault:
    model = shape.model if shape else None
    text = text_of(value)
    if (
        kind in ("tuple_type", "list_type")
        and isinstance(value, dict)
        and model
        and any(value.values())
    ):
        first = next(iter(value))
        return MISSING_DASH.fault(
            replace(place, path=(*place.path, first), on="key"),
            f"Vor „{first}“ fehlt „- “: „{key}“ ist eine Liste von Einträgen.",
            f"Schreiben: - {first}: …, die übrigen Schlüssel des Eintrags darunter gleich weit eingerückt; "
            f"geschweifte Klammern zusätzlich in eckige setzen: {key}: [{{…}}].",
        )
    found = (
        "steht eine Liste"
        if isinstance(value, list)
        else "stehen Schlüssel mit Werten"
        if isinstance(value, dict)
        else f"steht „{cut_short(str(value))}“"
    )
    if kind in ("tuple_type", "list_type"):
        wanted = "eine Liste"
        if model and text and not (shape and shape.shorthand) and (first := first_text(model)):
            mend = f"Als Eintrag einer Liste in die nächste Zeile schreiben, eingerückt: - {first}: {scalar_proposal(text)}"
        else:
            listed = list_proposal(value) or "[…]"
            mend = f"In eckige Klammern setzen: {key}: {listed}, oder jeden Eintrag in eine eigene Zeile mit „- “."
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        proposal = mapping_proposal(model, value) if model else None
        if model and not proposal and (number := _NUMBER_OF.fullmatch(text or "")):
            proposal = mapping_proposal(model, number[1])  # „47 Personen“
        keys = ", ".join(fields_of(model)) if model else ""
        if proposal:
            in_list = place.path and isinstance(place.path[-1], int)
            mend = f"Meinten Sie {'' if in_list else f'{key}: '}{proposal}?"
        elif isinstance(value, list) and model:
            mend = f"Ohne „- “ und Klammern, jeden Schlüssel eingerückt in eine eigene Zeile darunter schreiben: {keys}."
        else:
            mend = f"Jeden Schlüssel eingerückt in eine eigene Zeile darunter schreiben{f': {keys}' if keys else ''}."
        return WRONG_TYPE.fault(
            place, f"Unter „{key}“ stehen mehrere Angaben mit Schlüsseln, hier {found}.", mend
        )
    else:
        wanted, mend = "ein einzelner Wert", _how_to_write_one(place, key, value)
    refs = shape.refs if shape else ()
    if model and (ident := fields_of(model).get("id")):
        refs = refs or ident.refs
    is_name = wanted == "eine Liste" and text and not re.fullmatch(ID_PATTERN, text)
    return WRONG_TYPE.fault(
        place,
        f"Bei „{key}“ wird {wanted} erwartet, hier {found}.",
        mend,
        sought=(text, refs) if text and refs and is_name else None,
    )


def _how_to_write_one(place: Place, key: str, value: object) -> str:
    """Return how to write a single value instead of a list or mapping."""
    single = only_item(value)
    if single and place.path and isinstance(place.path[-1], int):
        return f"Eine Klammer zu viel; schreiben: {key}: [{scalar_proposal(single)}]"
    if single:
        return f"Ohne Klammern und „- “ schreiben: {key}: {scalar_proposal(single)}"
    if isinstance(value, list):
        return "Nur einen der Werte ohne Klammern und „- “ hinter den Doppelpunkt schreiben."
    return "Einen einzelnen Text hinter den Doppelpunkt schreiben."
