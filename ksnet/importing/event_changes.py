"""Find the recorded event of an appointment, and apply what the calendar says differently.

It is found by its identity in our or the foreign calendar, else by title and day. Only what says
more than the record is written: not a vaguer date or place, and never a meeting link.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import replace
from ksnet.basics.spelling import fold
from ksnet.documents.events import venue_text
from ksnet.editing.lookup import Drafts
from ksnet.editing.moving import is_more_exact, move_in
from ksnet.importing.calendars.appointments import Appointment, names_a_case
from ksnet.importing.choosing import similar_titles
from ksnet.importing.places import place_of, place_words, vaguer
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
    """Return the only event that may have moved to this appointment, which says so or is near.

    An event whose day is not known yet may be one within its month or year.
    """
    found = []
    for event in _titled(network, appointment, matched):
        start = event.record.start
        if start is None or event.record.sessions or event.record.status not in TO_COME:
            continue
        if not start.date.exact:
            is_it = appointment.start.date.within(start.date)
        elif appointment.was is not None:
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
    if fold(new.title) in {fold(held.title), fold(event.record.title)}:
        return
    if names_a_case(new.title):
        kept.append(
            "Der neue Titel nennt wohl eine Person oder einen Einzelfall; nicht übernommen."
        )
        return
    for key, value in title_and_theme(new.title).items():
        drafts[event.file].put((key,), value)
    yield f"Titel: „{held.title}“ → „{new.title}“"


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


def _place(
    drafts: Drafts, event: FiledEvent, held: Appointment, new: Appointment, kept: list[str]
) -> Iterator[str]:
    """Write the place of a calendar; „online“ ends where a place is named, a place where online."""
    place, before = place_of(new.place), place_of(held.place)
    draft, record = drafts[event.file], event.record
    if place == before:
        return
    if not place:
        kept.append("Im Kalender steht kein Ort mehr; der eingetragene bleibt.")
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
    yield f"Ort: {f'„{venue}“ → ' if venue else ''}{place_words(place)}"
