"""The place of an appointment, as people write it in calendars: rooms, online meetings, dial-in."""

from __future__ import annotations

import re
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.documents.events import venue_text
from ksnet.importing.calendars.access import HOST, LINK, without_access
from ksnet.importing.lists.cells import address_in
from ksnet.records import german
from ksnet.records.event import Location
from ksnet.records.vocabulary import EventMode

_SERVICE = r"(?:(?:microsoft |ms[- ]?)?teams|zoom|(?:cisco )?webex|jitsi(?: meet)?|bigbluebutton|bbb|skype(?: for business)?|gotomeeting|google meet|alfaview)"
_MEETING = (
    r"(?:[- ]?(?:besprechung|meeting|sitzung|konferenz|veranstaltung|termin|call|raum|link))?"
)
_WORD = rf"(?:online|digital|virtuell|live-?stream|video(?:konferenz)?|viko|telefon(?:isch|konferenz)?|telko|web(?=konferenz|meeting)|webinar|{_SERVICE}){_MEETING}"
# „Zoom (Link folgt)“, „Teams, Zugang siehe Einladung“
_ABOUT = r"(?:\s*[(\[,:–-]+\s*(?:der |die )?(?:link|zugang|einwahl)\b[^;|/]*)?"
# „Online; Link folgt“: nor is that a place.
_ABOUT_LINK = expression(
    r"(?:der |die )?(?:link|zugangsdaten|einwahl(?:daten)?|zugang (?:folgt|siehe|per))\b.*",
    re.IGNORECASE,
)
_ONLINE = expression(
    rf"(?:(?:per|via|über|in|als)\s+)?{_WORD}(?:\s*[(\[,]?\s*(?:(?:per|via|über)\s+)?{_WORD}[)\]]?)?(?:[: ]+(?:https?://\S+|[\d ()/+-]{{6,}}))?{_ABOUT}|https?://\S*(?:teams|zoom|webex|jitsi|meet|bbb|bigbluebutton|alfaview)\S*|"
    + HOST
    + r"\S*"
    + r"|\+?[0-9][0-9 ()/–-]{6,}",  # a number to dial
    re.IGNORECASE,
)
_HYBRID = expression(
    r"\s*[(\[]?\b(?:hybrid|(?:auch|und|oder) online|online möglich)\b[)\]]?\s*$", re.IGNORECASE
)
_PRESENT = expression(
    r"(?:(?:in )?präsenz|vor ort)(?:\s*[:,(–-]+\s*(?P<rest>.+?)\)?)?", re.IGNORECASE
)
_MAP = expression(
    r"https?://(?:[\w-]+\.)?(?:openstreetmap\.|google\.\w+/maps|maps\.|goo\.gl/maps)\S*",
    re.IGNORECASE,
)
_HYBRID_FIRST = expression(r"\s*hybrid\s*[:,;–(-]+\s*(?P<rest>.+?)\)?", re.IGNORECASE)
# What stands in the place of a place: „N.N.“, „wird noch bekannt gegeben“, „siehe Einladung“.
_OPEN = expression(
    r"[-–—/.?]+|n\.?\s?n\.?|t\.?b\.?[acd]\.?|(?:der )?(?:Ort|Raum)?\s*(?:noch )?(?:offen|unklar|unbekannt)|(?:Ort |Raum )?(?:wird|folgt)(?: noch)?(?: \w+)?(?: ?gegeben|mitgeteilt)?|(?:s\.|siehe) (?:Einladung|unten|Anhang|Mail|E-Mail|Text)",
    re.IGNORECASE,
)
_COUNTRY = expression(r",\s*(?:Deutschland|Germany)\s*$", re.IGNORECASE)
_PARTS = expression(
    r"\s*(?:[;|]|\s/\s|\s\+\s|\b(?:und|oder)\b(?=\s+(?:online|per|via|digital|"
    + _SERVICE
    + r")\b))\s*",
    re.IGNORECASE,
)


def place_of(text: str) -> dict[str, Any]:
    """Return `location`, `mode` or both as a record holds them.

    Online is only a text that is nothing but a service or a link: „ZOOM Erlebniswelt, Bleckstr. 64“
    is a place.
    """
    text = _MAP.sub("", without_access(text))
    if _OPEN.fullmatch(text.strip()):
        return {}
    first = _HYBRID_FIRST.fullmatch(text)
    text = first["rest"] if first else text
    bare = _HYBRID.sub("", text)
    both = first or (bare and bare != text)
    parts = [part.strip(" ,!") for part in _PARTS.split(bare if both else text)]
    parts = [part for part in parts if part]
    online = [part for part in parts if _is_online(part)]
    parts = [part for part in parts if not (online and _ABOUT_LINK.fullmatch(part))]
    rest = "; ".join(part for part in parts if part not in online)
    if (
        not online
        and (found := re.search(r",\s*([^,]+)$", rest))
        and _ONLINE.fullmatch(found[1].strip())
    ):
        rest, online = rest[: found.start()], [found[1]]
    online += [link for link in LINK.findall(rest) if _ONLINE.fullmatch(link.strip("<("))]
    rest = LINK.sub("", rest).strip(" ,;(")
    if present := _PRESENT.fullmatch(rest):
        rest = present["rest"] or ""
    elif not rest:
        return {"mode": EventMode.ONLINE.value} if parts else {}
    mode = EventMode.HYBRID if online or both else EventMode.PRAESENZ if present else None
    return ({"mode": mode.value} if mode else {}) | (_location(rest) if rest else {})


def _is_online(text: str) -> bool:
    return any(map(_ONLINE.fullmatch, (text, LINK.sub("", text).strip(" ,"))))


def taken_out(text: str) -> bool:
    """Whether a place loses something that has to be told: an online meeting, a link, a number."""
    mode = place_of(text).get("mode")
    lost = LINK.search(text) or without_access(text) != text
    return mode == EventMode.HYBRID.value or (mode is None and bool(lost))


def place_words(place: dict[str, Any]) -> str:
    """Return a place as a record holds it in German; „nichts“ where nothing is left."""
    where = venue_text(Location(**place["location"])) if "location" in place else ""
    mode = EventMode.of(place["mode"]).label if "mode" in place else ""
    if where:
        return f"{german.quoted(where)} und als Form „{mode}“" if mode else german.quoted(where)
    return mode or "nichts"


def vaguer(new: dict[str, Any], held: dict[str, Any]) -> bool:
    """Whether a place says less than the recorded one: a part of its words."""
    before, after = (
        set(fold(" ".join(map(str, place.get("location", {}).values()))).split("-"))
        for place in (held, new)
    )
    return bool(after) and after < before and new.get("mode") in {None, held.get("mode")}


def _location(text: str) -> dict[str, Any]:
    name, comma, rest = _COUNTRY.sub("", text).partition(", ")
    if comma and (address := address_in(rest)):
        return {"location": {"name": name, **address}}
    return {"location": address_in(_COUNTRY.sub("", text)) or {"name": text}}
