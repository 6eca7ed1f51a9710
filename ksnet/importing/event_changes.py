"""Find the recorded event of an appointment, and apply what the calendar says differently.

It is found by its identity in our or the foreign calendar, else by title and day. Only what says
more than the record is written: not a vaguer date or place, and never a meeting link.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import replace
from ksnet.basics.spelling import fold
from ksnet.editing.lookup import Drafts
from ksnet.editing.moving import move_in
from ksnet.importing.calendars.appointments import Appointment
from ksnet.importing.choosing import similar_titles
from ksnet.importing.lists.cells import address_in
from ksnet.records import german
from ksnet.records.vocabulary import EventMode, EventStatus
from ksnet.repository import FiledEvent, Network
from ksnet.rules.overview import TO_COME

NEAR = dt.timedelta(days=92)  # the longest move that is recognised without an identity
_OWN = expression(
    r"(?P<id>[a-z0-9-]+)(?:\.(?P<session>[1-9][0-9]*))?@(?P<network>[a-z0-9-]+)\.ksnet"
)


def is_ours(appointment: Appointment) -> bool:
    """Whether an appointment comes from a calendar file that ksnet wrote."""
    return _OWN.fullmatch(appointment.uid) is not None


def session_of(appointment: Appointment) -> int:
    """Return the session number that our own calendar file gives an appointment, 0 for none."""
    own = _OWN.fullmatch(appointment.uid)
    return int(own["session"] or 0) if own else 0


def match_event(
    network: Network, appointment: Appointment, matched: Collection[str]
) -> FiledEvent | str | None:
    """Return the event by identity or on the same day, a German reason to leave it, or None.

    `matched` are the ids of events that other appointments were matched with.
    """
    own = _OWN.fullmatch(appointment.uid)
    if own and own["network"] != network.id:
        return f"gehört zum Netzwerk „{own['network']}“; bleibt außen vor."
    if own and own["id"] in network.events:
        return network.events[own["id"]]
    day = appointment.start.date
    found = [
        event
        for event in _titled(network, appointment, matched)
        if any(occasion.start.date == day for occasion in event.record.occasions)
    ]
    if len(found) > 1:
        found = [event for event in found if event.record.start == appointment.start] or found
    if len(found) > 1:
        return "Das können mehrere Termine sein; nichts übernommen."
    return found[0] if found else None


def same_minute(
    network: Network, appointment: Appointment, matched: Collection[str]
) -> FiledEvent | None:
    """Return the only event that begins at the same minute under a similar title."""
    found = [
        event
        for event in _unlinked(network, matched)
        if appointment.start.time
        and event.record.start == appointment.start
        and similar_titles(event.record.title, appointment.title)
    ]
    return found[0] if len(found) == 1 else None


def moved_from(
    network: Network, appointment: Appointment, matched: Collection[str]
) -> FiledEvent | None:
    """Return the only event that may have moved to this appointment, which says so or is near."""
    found = []
    for event in _titled(network, appointment, matched):
        start = event.record.start
        if start is None or event.record.sessions or event.record.status not in TO_COME:
            continue
        if appointment.was is not None:
            is_it = start.date == appointment.was.date
        else:
            is_it = appointment.moved and abs(start.first - appointment.start.first) <= NEAR
        if is_it:
            found.append(event)
    return found[0] if len(found) == 1 else None


def has_moved_on(
    network: Network, appointment: Appointment, matched: Collection[str]
) -> FiledEvent | None:
    """Return an event that was planned for this time and has been moved in the records since."""
    day = appointment.start.date
    found = (
        event
        for event in _titled(network, appointment, matched)
        if any(moment.date == day for moment in event.record.rescheduled_from)
    )
    return next(found, None)


def _titled(
    network: Network, appointment: Appointment, matched: Collection[str]
) -> Iterator[FiledEvent]:
    title = fold(appointment.title)
    for event in _unlinked(network, matched):
        record = event.record
        if title in {fold(record.title), fold(german.titled(record.title, record.theme))}:
            yield event


def _unlinked(network: Network, matched: Collection[str]) -> Iterator[FiledEvent]:
    """Yield the events without a foreign identity that no other appointment was matched with."""
    yield from (
        event
        for event in network.events.values()
        if event.id not in matched and not event.record.uid
    )


_SERVICE = r"(?:(?:microsoft |ms[- ]?)?teams|zoom|(?:cisco )?webex|jitsi(?: meet)?|bigbluebutton|bbb|skype(?: for business)?|gotomeeting|google meet|alfaview)"
_MEETING = (
    r"(?:[- ]?(?:besprechung|meeting|sitzung|konferenz|veranstaltung|termin|call|raum|link))?"
)
_WORD = rf"(?:online|digital|virtuell|live-?stream|video(?:konferenz)?|{_SERVICE}){_MEETING}"
_ONLINE = expression(
    rf"(?:(?:per|via|über|in|als)\s+)?{_WORD}(?:\s*[(\[,]?\s*(?:(?:per|via|über)\s+)?{_WORD}[)\]]?)?(?:[: ]+https?://\S+)?|https?://\S*(?:teams|zoom|webex|jitsi|meet|bbb|bigbluebutton|alfaview)\S*",
    re.IGNORECASE,
)
_HYBRID = expression(
    r"\s*[(\[]?\b(?:hybrid|auch online|und online|online möglich)\b[)\]]?\s*$", re.IGNORECASE
)
_HYBRID_FIRST = expression(r"\s*hybrid\s*[:,;–(-]+\s*(?P<rest>.+?)\)?", re.IGNORECASE)
# What stands in the place of a place: „N.N.“, „wird noch bekannt gegeben“, „siehe Einladung“.
_OPEN = expression(
    r"[-–—/.?]+|n\.?\s?n\.?|t\.?b\.?[acd]\.?|(?:der )?(?:Ort|Raum)?\s*(?:noch )?(?:offen|unklar|unbekannt)|(?:Ort |Raum )?(?:wird|folgt)(?: noch)?(?: \w+)?(?: ?gegeben|mitgeteilt)?|(?:s\.|siehe) (?:Einladung|unten|Anhang|Mail|E-Mail|Text)",
    re.IGNORECASE,
)
_LINK = expression(r"[<(]?https?://\S+")
_PARTS = expression(
    r"\s*(?:[;|]|\s/\s|\s\+\s|\bund\b(?=\s+(?:online|per|via|digital|" + _SERVICE + r")\b))\s*",
    re.IGNORECASE,
)


def place_of(text: str) -> dict[str, Any]:
    """Return `location`, `mode` or both as a record holds them.

    Online is only a text that is nothing but a service or a link: „ZOOM Erlebniswelt, Bleckstr. 64“
    is a place.
    """
    if _OPEN.fullmatch(text.strip()):
        return {}
    first = _HYBRID_FIRST.fullmatch(text)
    parts = [
        part.strip(" ,")
        for part in _PARTS.split(first["rest"] if first else text)
        if part.strip(" ,")
    ]
    online = [part for part in parts if _ONLINE.fullmatch(part)]
    rest = "; ".join(part for part in parts if part not in online)
    hybrid = _HYBRID.sub("", rest)
    rest, online = (hybrid, online or [rest]) if hybrid != rest and hybrid else (rest, online)
    if (
        not online
        and (found := re.search(r",\s*([^,]+)$", rest))
        and _ONLINE.fullmatch(found[1].strip())
    ):
        rest, online = rest[: found.start()], [found[1]]
    rest = _LINK.sub("", rest).strip(" ,;")
    if not rest:
        return {"mode": EventMode.ONLINE.value} if parts else {}
    both = online or first
    return {"mode": EventMode.HYBRID.value, **_location(rest)} if both else _location(rest)


def taken_out(text: str) -> bool:
    """Whether a place loses something that has to be told: an online meeting or a link."""
    place = place_of(text)
    return place.get("mode") == EventMode.HYBRID.value or ("http" in text and "location" in place)


def vaguer(new: dict[str, Any], held: dict[str, Any]) -> bool:
    """Whether a place says less than the recorded one: a part of its words."""
    before, after = (
        set(fold(" ".join(map(str, place.get("location", {}).values()))).split("-"))
        for place in (held, new)
    )
    return bool(after) and after < before and new.get("mode") in {None, held.get("mode")}


def _location(text: str) -> dict[str, Any]:
    name, comma, rest = text.partition(", ")
    if comma and (address := address_in(rest)):
        return {"location": {"name": name, **address}}
    return {"location": address_in(text) or {"name": text}}


_THEME = expression(r"(?P<title>.+), Thema „(?P<theme>.+)“")


def title_and_theme(text: str) -> dict[str, str]:
    """Return the title, and the theme that calendars written by ksnet add to it."""
    parts = _THEME.fullmatch(text)
    return parts.groupdict() if parts else {"title": text}


def with_changes(
    drafts: Drafts,
    event: FiledEvent,
    held: Appointment | None,
    new: Appointment,
    fields: Collection[str],
) -> tuple[list[str], list[str]]:
    """Write the differences into the draft of an event; return German lines of changed and kept.

    `held` is what our own calendar would say; `fields` are those that the calendar has changed
    since the last import.
    """
    done: list[str] = []
    kept: list[str] = []
    draft = drafts[event.file]
    if new.called_off and "off" in fields:
        draft.put(("status",), EventStatus.ABGESAGT.value)
        return [f"abgesagt ({new.when})"], kept
    if "when" in fields:
        new = _as_sharp(held, new, kept)
        if held is None or new.start != held.start:
            was = german.moment_text(event.record.start, weekday=False)
            move_in(drafts, event, new.start, new.end)
            done.append(f"verlegt: {was} → {new.when}")
        elif new.end != held.end and new.end is not None:
            draft.put(("end",), new.end.text)
            done.append(f"Ende: {german.moment_text(new.end, weekday=False)}")
        if (
            new.all_day
            and not new.start.time
            and not event.record.all_day
            and held
            and held.start.time
        ):
            draft.put(("all_day",), value=True)
    if (
        "title" in fields
        and held
        and fold(new.title) not in {fold(held.title), fold(event.record.title)}
    ):
        for key, value in title_and_theme(new.title).items():
            draft.put((key,), value)
        done.append(f"Titel: „{held.title}“ → „{new.title}“")
    if "place" in fields and new.place and held and place_of(new.place) != place_of(held.place):
        if vaguer(place_of(new.place), place_of(held.place)):
            kept.append(f"Im Kalender steht als Ort nur „{new.place}“; der genauere bleibt.")
        else:
            done.append(_place(drafts, event, new))
    return done, kept


def _as_sharp(held: Appointment | None, new: Appointment, kept: list[str]) -> Appointment:
    """Return an appointment with the recorded times where the calendar only has the day."""
    if (
        held is None
        or held.start.time is None
        or new.start.time is not None
        or new.start.date != held.start.date
    ):
        return new
    kept.append("Im Kalender steht nur noch der ganze Tag; die Uhrzeit bleibt.")
    return replace(new, start=held.start, end=held.end, all_day=held.all_day)


def _place(drafts: Drafts, event: FiledEvent, new: Appointment) -> str:
    place, draft = place_of(new.place), drafts[event.file]
    for key, value in place.items():
        kept = event.record.location.url if key == "location" and event.record.location else None
        draft.put((key,), {**value, "url": kept} if kept and isinstance(value, dict) else value)
    return f"Ort: „{new.place}“" if "location" in place else "online"
