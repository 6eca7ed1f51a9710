"""What an appointment in a calendar says, as the record of a new event or a change of a known one.

Only what says more than a record is written: not a vaguer date or place, never a meeting link.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import replace
from ksnet.basics.spelling import fold
from ksnet.documents.events import venue_text
from ksnet.duties.counting.events import NO_ANSWER
from ksnet.editing.lookup import Drafts
from ksnet.editing.moving import is_more_exact, move_in
from ksnet.importing.calendars.appointments import Appointment, names_a_case, seems_off
from ksnet.importing.event_titles import doubt_in
from ksnet.importing.finding import is_ours
from ksnet.importing.notes import Question
from ksnet.importing.places import place_of, place_words, vaguer
from ksnet.records import german
from ksnet.records.vocabulary import EventKind, EventMode, EventStatus
from ksnet.repository import FiledEvent

# What mail programs put before a title: „WG: AW: Fachtag“ is a „Fachtag“.
_FORWARDED = expression(r"^(?:(?:wg|fwd?|aw|re|kopie|copy)\s*:\s*)+(?=\S)", re.IGNORECASE)
_THEME = expression(r"(?P<title>.+), Thema „(?P<theme>.+)“")


def title_and_theme(text: str) -> dict[str, str]:
    """Return the title, and the theme that calendars written by ksnet add to it."""
    text = _FORWARDED.sub("", text)
    parts = _THEME.fullmatch(text)
    return parts.groupdict() if parts else {"title": text}


def new_event_data(
    appointment: Appointment, kind: EventKind, groups: Sequence[str], day: dt.date
) -> dict[str, Any]:
    """Return an appointment as the record of a new event; one before `day` is only announced."""
    last = (appointment.end or appointment.start).date.last
    status = EventStatus.GEPLANT if last >= day else EventStatus.ANGEKUENDIGT
    data: dict[str, Any] = {**title_and_theme(appointment.title), "kind": kind.value}
    if groups:
        data["groups"] = list(groups)
    data["start"] = appointment.start.text
    if appointment.end is not None:
        data["end"] = appointment.end.text
    if appointment.all_day:
        data["all_day"] = True
    if appointment.was is not None:
        data["rescheduled_from"] = [appointment.was.text]
    if appointment.identity and not is_ours(appointment):
        data["uid"] = appointment.identity
    data["status"] = status.value
    return data | (place_of(appointment.place) if appointment.place else {})


def agrees(held: Appointment, new: Appointment) -> bool:
    """Whether a calendar agrees with the record of an event."""
    if (held.start, held.called_off, held.all_day) != (new.start, new.called_off, new.all_day):
        return False
    if new.end not in (None, held.end) or fold(new.title) != fold(held.title):
        return False
    return not new.place or place_of(new.place) == place_of(held.place)


def is_older(event: FiledEvent, new: Appointment) -> bool:
    """Whether a calendar has a time from which an event was moved, and counts no change since.

    Programs that do not count changes (SEQUENCE) seem older, too, where an event was moved back.
    """
    record, past = event.record, event.record.rescheduled_from
    back = record.status in NO_ANSWER and new.start in past and new.start != record.start
    return back and new.sequence <= len(past)


def has_new_day(event: FiledEvent, new: Appointment) -> bool:
    """Whether an event that was put off without a day has one in the calendar."""
    off = event.record.status is not EventStatus.VERSCHOBEN or new.called_off
    return not off and event.record.start != new.start


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
    if new.called_off and "off" in fields:
        drafts[event.file].put(("status",), EventStatus.ABGESAGT.value)
        return [f"abgesagt ({new.when})"], []
    done: list[str] = []
    kept: list[str] = []
    if "when" in fields:
        done += _when(drafts, event, held, _as_sharp(held, new, kept))
    if held and "title" in fields:
        done += _title(drafts, event, held, new, kept)
    if held and "place" in fields and new.place:
        done += _place(drafts, event, held, new, kept)
    return done, kept


def what_is_gone(held: Appointment, new: Appointment, fields: Collection[str]) -> Iterator[str]:
    """Yield what a calendar said of an event and does no longer; it stays in the records."""
    if "place" in fields and place_of(held.place) and not place_of(new.place):
        yield "Im Kalender steht kein Ort mehr; der eingetragene bleibt."
    if "when" in fields and held.start == new.start and held.end and new.end is None:
        yield "Im Kalender steht kein Ende mehr; das eingetragene bleibt."


def _when(
    drafts: Drafts, event: FiledEvent, held: Appointment | None, new: Appointment
) -> Iterator[str]:
    draft, record = drafts[event.file], event.record
    if held is None or new.start != held.start:
        was = german.moment_text(record.start, weekday=False)
        exact = record.start is not None and is_more_exact(record.start, new.start)
        move_in(drafts, event, new.start, new.end)
        again = ", wieder geplant" if record.status is EventStatus.VERSCHOBEN else ""
        yield f"{'genauer' if exact else 'verlegt'}: {was} → {new.when}{again}"
    elif new.end != held.end and new.end is not None:
        draft.put(("end",), new.end.text)
        yield f"Ende: {german.moment_text(new.end, weekday=False)}"
    if new.all_day and not new.start.time and not record.all_day and held and held.start.time:
        draft.put(("all_day",), value=True)
    elif record.all_day and new.start.time:
        draft.remove(("all_day",))


def _title(
    drafts: Drafts, event: FiledEvent, held: Appointment, new: Appointment, kept: list[str]
) -> Iterator[str]:
    title = _FORWARDED.sub("", new.title)
    if fold(title) in {fold(held.title), fold(event.record.title)}:
        return
    if names_a_case(new.title):
        why = "Der neue Titel nennt wohl eine Person oder einen Einzelfall; nicht übernommen."
        kept.append(why)
    elif doubt := seems_off(new.title):
        why = f"{doubt}; bleibt, wie es ist. Stimmt das: ksnet record {event.id} --status abgesagt, oder ksnet move-event {event.id} --to TAG"
        kept.append(Question(why))
    elif (doubt := doubt_in(title)) and doubt != doubt_in(held.title):
        why = f"{doubt}; der Titel bleibt {german.quoted(held.title)}. Gilt der neue: ksnet set {event.id} title=TITEL"
        kept.append(Question(why))
    else:
        for key, value in title_and_theme(title).items():
            drafts[event.file].put((key,), value)
        yield f"Titel: {german.quoted(held.title)} → {german.quoted(title)}"


def _as_sharp(held: Appointment | None, new: Appointment, kept: list[str]) -> Appointment:
    """Return an appointment with the recorded times where the calendar only has the day."""
    same_day = held is not None and new.start.date == held.start.date
    if held is None or not same_day or held.start.time is None or new.start.time is not None:
        return new
    kept.append("Im Kalender steht nur noch der ganze Tag; die Uhrzeit bleibt.")
    return replace(new, start=held.start, end=held.end, all_day=held.all_day)


def _place(
    drafts: Drafts, event: FiledEvent, held: Appointment, new: Appointment, kept: list[str]
) -> Iterator[str]:
    """Write the place of a calendar; „online“ ends where a place is named, a place where online."""
    place, before = place_of(new.place), place_of(held.place)
    draft, record = drafts[event.file], event.record
    if not place or place == before:
        return
    if vaguer(place, before):
        kept.append(f"Im Kalender steht als Ort nur {place_words(place)}; der genauere bleibt.")
        return
    venue = venue_text(record.location)
    url = {"url": record.location.url} if record.location and record.location.url else {}
    if "location" in place:
        draft.put(("location",), place["location"] | url)
    elif url:
        draft.put(("location",), url)
    elif record.location:
        draft.remove(("location",))
    if "mode" in place:
        draft.put(("mode",), place["mode"])
    elif record.mode is EventMode.ONLINE:
        draft.remove(("mode",))
    yield f"Ort: {f'{german.quoted(venue)} → ' if venue else ''}{place_words(place)}"
