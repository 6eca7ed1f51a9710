"""What has not the form of its key: keys of Gemeinden, addresses, ids, postcodes, in German."""

from __future__ import annotations

import re
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place
from ksnet.basics.spelling import fold
from ksnet.lands import Land
from ksnet.records.moments import GOES_ON, proposed_moment
from ksnet.records.problems import cut_short
from ksnet.records.simple import EMAIL_PATTERN, ID_LENGTH, ID_PATTERN, KEY_PATTERN, URL_PATTERN
from ksnet.records.structure import FieldShape
from ksnet.yamltext.loading.proposals import in_flow, replacing
from ksnet.yamltext.rules.schema import (
    INVALID_ADDRESS,
    INVALID_DATE,
    INVALID_ID,
    INVALID_REGIONAL_KEY,
)

_NONE = frozenset(("nein", "kein", "keine", "keins", "nie", "entfaellt"))
# What says that something is done, not when.
_IT_IS_SO = frozenset(
    ("ja", "true", "x", "erledigt", "fertig", "liegt-vor", "vorhanden", "erfolgt")
)
_NO_PART_OF_A_DATE = expression(
    r"\b(?:KW\s?\d{1,2}|(?:vor|nach)?mittags|früh|abends|ganztägig|halbtägig|ganztags)\b",
    re.IGNORECASE,
)
# What people write where they do not know; signs alone (`?`, `–`, `n/a`) are folded to nothing.
NOT_KNOWN = frozenset(("", "k-a", "ka", "n-a", "na", "nn", "n-n", "unbekannt", "unklar", "offen"))
_GOES_ON = expression(GOES_ON)
VACANT = frozenset(("unbesetzt", "vakant", "n-n", "nn", "niemand", "offen"))  # of a post
NOBODY_HOLDS_IT = "Hat niemand die Stelle inne: people: [], und in eine eigene Zeile: vacant_since: …, mit dem Tag."
_FILES = (("event",), ("plan",))  # whose ids are names of files


def wrong_regional_key(place: Place, text: str, land: Land | None) -> Fault:
    """Return the fault for a text that is no key of a Gemeinde or a Kreis of a Land."""
    begins = land.keys if land else ""
    digits = "".join(c for c in text if c.isdigit())
    whole = f"0{digits}" if len(digits) in (4, 7) else digits
    proposal = whole if re.fullmatch(KEY_PATTERN, whole) and whole.startswith(begins) else None
    lost = "; es fehlt wohl eine Null am Anfang" if len(digits) in (4, 7) else ""
    like = f'key: "{proposal}"' if proposal else f'z. B. key: "{begins or "05"}974040"'
    return INVALID_REGIONAL_KEY.fault(
        place,
        f"„{cut_short(text)}“ ist kein Schlüssel einer Gemeinde oder eines Kreises{f' in {land.name}' if land else ''}.",
        f"Acht Ziffern (Gemeinde) oder fünf (Kreis){f', beginnend mit {begins}' if begins else ''}{lost}: {like}",
        fix=replacing(place, text, f'"{proposal}"') if proposal else None,
    )


def no_date(place: Place, key: str, text: str) -> Fault | None:
    """Return the fault for words in the place of a date: nobody knows it, or it is so, undated."""
    word, ends = fold(text), key in ("until", "valid_until")
    if key not in ("start", "since") and word in _IT_IS_SO:
        return INVALID_DATE.fault(
            place,
            f"„{cut_short(text)}“ ist kein Datum.",
            f"Den Tag schreiben, z. B. {key}: 2025-05-21; ist er nicht genau bekannt, den Monat (2025-05) oder das Jahr (2025).",
        )
    if key in ("start", "end") and (apart := _NO_PART_OF_A_DATE.search(text)):
        rest = text[: apart.start()] + text[apart.end() :]
        day = proposed_moment(rest.strip(" ,;"))
        return INVALID_DATE.fault(
            place,
            f"„{cut_short(text)}“ ist kein {'Datum mit Uhrzeit' if day else 'Datum'}.",
            f"„{apart[0]}“ gehört unter „date_note“"
            + (
                f": {key}: {day} und date_note: {in_flow(apart[0])}"
                if day
                else "; hier, was vom Datum bekannt ist, z. B. start: 2026-10"
                if key == "start"
                else "; ist das Ende nicht bekannt, die Zeile mit „end“ weglassen."
            ),
        )
    goes_on = key not in ("start", "since") and _GOES_ON.fullmatch(word.replace("-", " "))
    if not (word in NOT_KNOWN or word in _NONE or goes_on):
        return None
    if key == "start":
        mend = "Was an Jahr, Monat oder Tag bekannt ist, schreiben, z. B. start: 2026-10; ist nicht einmal das Jahr bekannt: start: null"
    elif key == "since":
        mend = "Ist der Beginn nicht bekannt: since: unbekannt"
    elif ends:
        mend = f"Gibt es kein Ende, oder ist es nicht bekannt, „{key}“ weglassen."
    else:
        mend = f"{'Was kein Tag ist' if goes_on else 'Was nicht bekannt ist'}, weglassen: ohne die Zeile mit „{key}“."
    return INVALID_DATE.fault(place, f"„{cut_short(text)}“ ist kein Datum.", mend)


def is_vacant_post(place: Place, text: str) -> bool:
    """Whether a text in the place of the people of a post says that it is vacant."""
    return fold(text) in VACANT and {"coordination", "people"} <= set(place.path)


def malformed(  # noqa: PLR0913  (a value with all that is known of its place)
    place: Place,
    key: str,
    text: str,
    context: dict[str, Any],
    *,
    shape: FieldShape | None,
    land: Land | None,
) -> Fault:
    """Return the fault for a text that has not the form of its key: an address, an id, a number."""
    pattern = context.get("pattern")
    if pattern == KEY_PATTERN:
        return wrong_regional_key(place, text, land)
    if pattern == EMAIL_PATTERN:
        return INVALID_ADDRESS.fault(
            place, f"Der Wert von „{key}“ ist keine E-Mail-Adresse.", _how_to_write_mail(text)
        )
    if pattern == URL_PATTERN:
        return INVALID_ADDRESS.fault(
            place,
            f"„{cut_short(text)}“ ist keine Internetadresse.",
            _how_to_write_url(text),
            fix=replacing(place, text, f"https://{text}")
            if text.startswith("www.") and re.fullmatch(URL_PATTERN, f"https://{text}")
            else None,
        )
    if pattern == ID_PATTERN or "max_length" in context:
        if is_vacant_post(place, text):
            message = f"„{cut_short(text)}“ ist keine Kennung."
            return INVALID_ID.fault(place, message, NOBODY_HOLDS_IT)
        if shape and shape.refs:
            sought = (text.strip("„“”»«‚‘’›‹\"' "), shape.refs)
            message = f"„{cut_short(text)}“ ist keine Kennung."
            path = place.path[:-1] if place.path[-1:] == ("id",) else place.path
            mend = _how_to_name(text, shape, listed=isinstance((path or ("",))[-1], int))
            return INVALID_ID.fault(place, message, mend, sought=sought)
        proposal = fold(text)[:ID_LENGTH].strip("-")
        hint = f"Meinten Sie „{proposal}“? " if proposal else ""
        return INVALID_ID.fault(
            place,
            f"„{cut_short(text)}“ ist keine Kennung.",
            f"{hint}Kennungen bestehen aus Kleinbuchstaben, Ziffern und einzelnen Bindestrichen, höchstens {ID_LENGTH} Zeichen.",
            fix=replacing(place, text, proposal) if proposal else None,
        )
    return INVALID_ADDRESS.fault(
        place,
        f"„{cut_short(text)}“ ist keine Postleitzahl.",
        f'Fünf Ziffern in Anführungszeichen: "{_postcode_in(text) or 59494}"',
    )


def _postcode_in(text: str) -> str | None:
    """Return the postcode within a text; that of the east may have lost its 0."""
    found = re.findall(r"(?<!\d)\d{4,5}(?!\d)", text, re.ASCII)
    return found[0].zfill(5) if len(found) == 1 else None


def _how_to_write_mail(text: str) -> str:
    """Return how to write a mail address, without repeating the text."""
    if text.count("@") > 1:
        return "Nur eine Adresse schreiben, in der Form name@stelle.de; weitere gehören zu anderen Stellen oder Personen."
    if "<" in text and "@" in text:
        return "Nur die Adresse zwischen < und > schreiben, ohne den Namen davor."
    if re.search(r"[(\[{ ](?:at|ät)[)\]} ]", text, re.IGNORECASE):
        return "Das Zeichen @ schreiben, keine Umschreibung: name@stelle.de"
    if re.search(r"@[^@]*(?:,|\.$)", text):
        return "In der Form name@stelle.de; hinter dem @ stehen Punkte zwischen den Teilen, kein Komma und keiner am Ende."
    if "@" not in text and (other := _other_key(text)):
        return f"In der Form name@stelle.de; was hier steht, gehört wohl unter „{other}“."
    return "In der Form name@stelle.de, ohne Leerzeichen und ohne „mailto:“."


def _other_key(text: str) -> str:
    """Return the key for an address of a page, or for a number; empty for another text."""
    if "www." in text:
        return "website"
    return "phone" if re.search(r"\d", text) and not re.search(r"[^\W\d]", text) else ""


def _how_to_write_url(text: str) -> str:
    """Return how to write a web address."""
    if linked := re.fullmatch(r"\[[^\]]*\]\((\S+)\)|<(\S+)>", text):
        return f"Nur die Adresse schreiben: {linked[1] or linked[2]}"
    if re.match(r"https?://\S+\s", text):
        return "Sie endet am ersten Leerzeichen. Gehört es zur Adresse, %20 dafür schreiben; sonst nur eine Adresse."
    if re.fullmatch(EMAIL_PATTERN, text):
        return "Eine E-Mail-Adresse gehört unter „email“."
    if re.search(r"/[^/]*\.(?:pdf|docx?|xlsx?|pptx?|od[tsp])$", text) and "//" not in text:
        return f"Mit https:// beginnen; eine Datei in diesem Verzeichnis gehört unter „path“: path: {text}"
    whole = f"https://{text}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", text) else ""
    return f"Mit https:// beginnen{': ' if whole else ''}{whole}."


def _how_to_name(text: str, shape: FieldShape, *, listed: bool) -> str:
    """Return how to refer to somebody or something recorded elsewhere."""
    name = re.split(r"[/\\]", text)[-1]
    stem = re.sub(r"\.ya?ml$", "", name)
    if stem != name or (stem != text and shape.refs in _FILES):
        without = [*(["Ordner"] if name != text else []), *(["Endung"] if stem != name else [])]
        return f"Ohne {' und '.join(without)} schreiben: {stem}"
    existing = "Hier gehört die Kennung eines vorhandenen Eintrags hin (Kleinbuchstaben, Ziffern, Bindestriche)"
    if "network" in shape.refs:
        return f"Die Kennung eines Netzwerks ist der Name seines Ordners unter networks; ist es anderswo erfasst: {{text: {in_flow(cut_short(text))}}}."
    parts = list(map(str.strip, re.split(r"[;/,]|(?<!\s)\s+(?:und|oder)\s", text)))
    apart = len(parts) > 1 and all(re.fullmatch(ID_PATTERN, part) for part in parts)
    if apart and not listed:
        return f"Hier kann nur eine Kennung stehen: {' oder '.join(parts)}."
    several = f"Mit Komma trennen: {', '.join(parts)}. " if apart else ""
    # A `Who`, in which bodies outside may be named by a text.
    if "member" in shape.refs and "guest" in shape.refs:
        return f"{several}{existing}; für Stellen außerhalb des Netzwerks: {{text: {in_flow(cut_short(text))}}}."
    return f"{several}{existing}."
