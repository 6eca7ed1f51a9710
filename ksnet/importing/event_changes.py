"""What a calendar says otherwise of an event that is recorded, put into its file; what says less than the record stays out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ksnet.basics.spelling import fold
from ksnet.editing.lookup import Drafts
from ksnet.editing.moving import move_in
from ksnet.importing.calendars.appointments import Appointment
from ksnet.importing.places import place_of, vaguer
from ksnet.records import german
from ksnet.records.vocabulary import EventStatus
from ksnet.repository import FiledEvent

_THEME = re.compile(r"(?P<title>.+), Thema „(?P<theme>.+)“")


def title_and_theme(text: str) -> dict[str, str]:
    """Return the title, and the theme that our own calendars write behind it."""
    parts = _THEME.fullmatch(text)
    return parts.groupdict() if parts else {"title": text}


def changed(
    drafts: Drafts,
    event: FiledEvent,
    held: Appointment | None,
    new: Appointment,
    fields: Collection[str],
) -> tuple[list[str], list[str]]:
    """Put what differs into the draft of an event; return in German what was changed, and what was not and why.

    `held` is what our own calendar would say; `fields` are those that the calendar says otherwise than last time.
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
        if new.all_day and not new.start.time and not event.record.all_day and held and held.start.time:
            draft.put(("all_day",), value=True)
    if "title" in fields and held and fold(new.title) not in {fold(held.title), fold(event.record.title)}:
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
    """Return an appointment with the times that are recorded, where the calendar only has the day."""
    if held is None or held.start.time is None or new.start.time is not None or new.start.date != held.start.date:
        return new
    kept.append("Im Kalender steht nur noch der ganze Tag; die Uhrzeit bleibt.")
    return replace(new, start=held.start, end=held.end, all_day=held.all_day)


def _place(drafts: Drafts, event: FiledEvent, new: Appointment) -> str:
    place, draft = place_of(new.place), drafts[event.file]
    for key, value in place.items():
        kept = event.record.location.url if key == "location" and event.record.location else None
        draft.put((key,), {**value, "url": kept} if kept and isinstance(value, dict) else value)
    return f"Ort: „{new.place}“" if "location" in place else "online"
