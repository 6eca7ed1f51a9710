"""Which recorded event an appointment is: by its identity in our calendar or in the foreign one, else by title and day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator

from ksnet.basics.spelling import fold
from ksnet.documents.events import titled
from ksnet.importing.calendars.appointments import Appointment
from ksnet.importing.choosing import similar
from ksnet.repository import FiledEvent, Network
from ksnet.rules.overview import TO_COME

NEAR = dt.timedelta(days=92)  # how far an event is moved at most without its identity
_OWN = re.compile(r"(?P<id>[a-z0-9-]+)(?:\.(?P<session>[1-9][0-9]*))?@(?P<network>[a-z0-9-]+)\.ksnet")


def is_ours(appointment: Appointment) -> bool:
    """Whether an appointment comes from a calendar file of ours."""
    return _OWN.fullmatch(appointment.uid) is not None


def session_of(appointment: Appointment) -> int:
    """Return which session of a recorded event our own calendar file says that an appointment is; 0 where it says none."""
    own = _OWN.fullmatch(appointment.uid)
    return int(own["session"] or 0) if own else 0


def match_event(network: Network, appointment: Appointment, matched: Collection[str]) -> FiledEvent | str | None:
    """Return the event by identity or on the same day, the reason in German why it is left alone, or None.

    `matched` are the ids of those that other appointments have turned out to be.
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


def same_minute(network: Network, appointment: Appointment, matched: Collection[str]) -> FiledEvent | None:
    """Return the only event that begins at the same minute under a similar title."""
    found = [
        event
        for event in _unlinked(network, matched)
        if appointment.start.time
        and event.record.start == appointment.start
        and similar(event.record.title, appointment.title)
    ]
    return found[0] if len(found) == 1 else None


def moved_from(network: Network, appointment: Appointment, matched: Collection[str]) -> FiledEvent | None:
    """Return the only event that this one can have been before: it says so itself, or it was changed and is near."""
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


def has_moved_on(network: Network, appointment: Appointment, matched: Collection[str]) -> FiledEvent | None:
    """Return an event that stood where the appointment is, and has been moved in the records since."""
    day = appointment.start.date
    found = (
        event
        for event in _titled(network, appointment, matched)
        if any(moment.date == day for moment in event.record.rescheduled_from)
    )
    return next(found, None)


def _titled(network: Network, appointment: Appointment, matched: Collection[str]) -> Iterator[FiledEvent]:
    title = fold(appointment.title)
    for event in _unlinked(network, matched):
        record = event.record
        if title in {fold(record.title), fold(titled(record.title, record.theme))}:
            yield event


def _unlinked(network: Network, matched: Collection[str]) -> Iterator[FiledEvent]:
    """Yield the events that no calendar has named, and that no other appointment has turned out to be."""
    yield from (event for event in network.events.values() if event.id not in matched and not event.record.uid)
