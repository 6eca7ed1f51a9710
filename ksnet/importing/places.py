"""Where an appointment takes place, as a record holds it: a place, a form, or both. Links for joining are never taken over."""

from __future__ import annotations

import re
from typing import Any

from ksnet.basics.spelling import fold
from ksnet.importing.lists.cells import address_in
from ksnet.records.vocabulary import EventMode

_SERVICE = r"(?:(?:microsoft |ms[- ]?)?teams|zoom|(?:cisco )?webex|jitsi(?: meet)?|bigbluebutton|bbb|skype(?: for business)?|gotomeeting|google meet|alfaview)"
_MEETING = r"(?:[- ]?(?:besprechung|meeting|sitzung|konferenz|veranstaltung|termin|call|raum|link))?"
_WORD = rf"(?:online|digital|virtuell|video(?:konferenz)?|{_SERVICE}){_MEETING}"
_ONLINE = re.compile(
    rf"(?:(?:per|via|über|in|als)\s+)?{_WORD}(?:\s*[(\[,]?\s*(?:(?:per|via|über)\s+)?{_WORD}[)\]]?)?(?:[: ]+https?://\S+)?|https?://\S*(?:teams|zoom|webex|jitsi|meet|bbb|bigbluebutton|alfaview)\S*",
    re.IGNORECASE,
)
_HYBRID = re.compile(r"\s*[(\[]?\b(?:hybrid|auch online|und online|online möglich)\b[)\]]?\s*$", re.IGNORECASE)
_LINK = re.compile(r"[<(]?https?://\S+")
_PARTS = re.compile(r"\s*(?:[;|]|\s/\s|\s\+\s|\bund\b(?=\s+(?:online|per|via|digital)\b))\s*")


def place_of(text: str) -> dict[str, Any]:
    """Return `location`, `mode` or both as a record holds them.

    Online is only what nothing but a service or a link names: „ZOOM Erlebniswelt, Bleckstr. 64“ is a place.
    """
    parts = [part.strip(" ,") for part in _PARTS.split(text) if part.strip(" ,")]
    online = [part for part in parts if _ONLINE.fullmatch(part)]
    rest = "; ".join(part for part in parts if part not in online)
    hybrid = _HYBRID.sub("", rest)
    rest, online = (hybrid, online or [rest]) if hybrid != rest and hybrid else (rest, online)
    if not online and (found := re.search(r",\s*([^,]+)$", rest)) and _ONLINE.fullmatch(found[1].strip()):
        rest, online = rest[: found.start()], [found[1]]
    rest = _LINK.sub("", rest).strip(" ,;")
    if not rest:
        return {"mode": EventMode.ONLINE.value} if parts else {}
    return {"mode": EventMode.HYBRID.value, **_location(rest)} if online else _location(rest)


def taken_out(text: str) -> bool:
    """Whether a place names an online meeting beside a room, or a link: what of it is not kept is to be told."""
    place = place_of(text)
    return place.get("mode") == EventMode.HYBRID.value or ("http" in text and "location" in place)


def vaguer(new: dict[str, Any], held: dict[str, Any]) -> bool:
    """Whether a place says less than the one that is held: a part of its words."""
    before, after = (
        set(fold(" ".join(map(str, place.get("location", {}).values()))).split("-")) for place in (held, new)
    )
    return bool(after) and after < before and new.get("mode") in {None, held.get("mode")}


def _location(text: str) -> dict[str, Any]:
    name, comma, rest = text.partition(", ")
    if comma and (address := address_in(rest)):
        return {"location": {"name": name, **address}}
    return {"location": address_in(text) or {"name": text}}
