"""Find the recorded event of an appointment.

By its identity in our or the foreign calendar, else by title and day, by the minute, or as one that
has moved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.duties.counting.events import NO_ANSWER
from ksnet.importing.calendars.appointments import Appointment, uid_and_day
from ksnet.importing.calendars.reading import CalendarFile
from ksnet.importing.event_titles import similar_titles
from ksnet.records import german
from ksnet.repository import FiledEvent, Network

NEAR = dt.timedelta(days=92)  # the longest move that is recognised without an identity
_OWN = expression(
    r"(?P<id>[a-z0-9-]+)(?:\.(?P<session>[1-9][0-9]*))?@(?P<network>[a-z0-9-]+)\.ksnet"
)

_DEADLINE = expression(r"[0-9a-f]{20}@[a-z0-9-]+\.due\.ksnet")


def is_deadline(appointment: Appointment) -> bool:
    """Whether an appointment comes from a file of what is due that ksnet wrote."""
    return _DEADLINE.fullmatch(appointment.uid) is not None


def is_ours(appointment: Appointment) -> bool:
    """Whether an appointment comes from a calendar file that ksnet wrote."""
    return _OWN.fullmatch(appointment.uid) is not None


def session_of(appointment: Appointment) -> int:
    """Return the session number that our own calendar file gives an appointment, 0 for none."""
    own = _OWN.fullmatch(appointment.uid)
    return int(own["session"] or 0) if own else 0


def begin_and_title(appointment: Appointment) -> tuple[str, str]:
    """Return what two appointments share that are one."""
    return appointment.start.text, fold(appointment.title)


class Finder:
    """The events of a network, and which of them the appointments of a calendar are."""

    def __init__(self, network: Network, calendar: CalendarFile) -> None:
        """Index the events by identity in a foreign calendar, of a series also by day."""
        self.network = network
        self.present = frozenset(  # identities of the appointments, by day as well
            identity
            for one in calendar.appointments
            for identity in (one.identity, f"{one.uid}#{(one.was or one.start).date.text}")
        )
        self._begins = set(map(begin_and_title, calendar.appointments))
        self.matched: set[str] = set()  # the ids of events that appointments were matched with
        self._seen: set[tuple[str, str]] = set()
        self._linked: dict[str, FiledEvent] = {}
        for event in network.events.values():
            uid, day = uid_and_day(event.record.uid or "")
            if uid:
                self._linked[event.record.uid or ""] = event
                day = day or (event.record.start.date.text if event.record.start else "")
                self._linked.setdefault(f"{uid}#{day}", event)

    def match(self, event: FiledEvent, appointment: Appointment) -> bool:
        """Whether an event is free for an appointment; from now on it is not."""
        if event.id in self.matched:
            return False
        self.matched.add(event.id)
        self._seen.add(begin_and_title(appointment))
        return True

    def is_twice(self, appointment: Appointment) -> bool:
        """Whether an appointment begins like a matched one and has its title."""
        return begin_and_title(appointment) in self._seen

    def surely(self, appointment: Appointment) -> FiledEvent | str | None:
        """Return the event by identity or on the same day, a German reason to leave it, or None.

        A series may have become one appointment, or the reverse.
        """
        if appointment.uid and not is_ours(appointment):
            day = (appointment.was or appointment.start).date.text
            for identity in (appointment.identity, f"{appointment.uid}#{day}"):
                if identity in self._linked:
                    return self._linked[identity]
        return self._on_the_day(appointment)

    def _on_the_day(self, appointment: Appointment) -> FiledEvent | str | None:
        """Return the event that our own calendar names, else of this title on the day."""
        own = _OWN.fullmatch(appointment.uid)
        if own and own["network"] != self.network.id:
            return f"gehört zum Netzwerk „{own['network']}“; bleibt außen vor."
        if own and own["id"] in self.network.events:
            return self.network.events[own["id"]]
        day = appointment.start.date
        found = [
            event
            for event in self._titled(appointment)
            if any(occasion.start.date == day for occasion in event.record.occasions)
        ]
        if len(found) > 1:
            found = [event for event in found if event.record.start == appointment.start] or found
        if len(found) > 1:
            return "Das können mehrere Termine sein; nichts übernommen."
        return found[0] if found else None

    def perhaps(self, appointment: Appointment) -> FiledEvent | None:
        """Return the only event that may be an appointment under another day, title or identity."""
        for found in (
            self._renumbered(appointment),
            self._same_minute(appointment),
            self._moved_from(appointment),
        ):
            event = next(found, None)
            if event is not None and next(found, None) is None:
                return event
        return None

    def _renumbered(self, appointment: Appointment) -> Iterator[FiledEvent]:
        """Yield events of the same title and begin whose identity the calendar has no more.

        The hour may be another one if nothing else has theirs: Google gives a new identity to all
        appointments of a series from a changed one on.
        """
        for event in self.free():
            uid, start = event.record.uid, event.record.start
            gone = uid and uid not in self.present
            if gone and start is not None and _has_title(event, appointment):
                begin = start.text, fold(appointment.title)
                moved = start.date == appointment.start.date and begin not in self._begins
                if moved or start == appointment.start:
                    yield event

    def _same_minute(self, appointment: Appointment) -> Iterator[FiledEvent]:
        """Yield events that begin at the same minute under a similar title."""
        for event in self._unlinked():
            if (
                appointment.start.time
                and event.record.start == appointment.start
                and similar_titles(event.record.title, appointment.title)
            ):
                yield event

    def _moved_from(self, appointment: Appointment) -> Iterator[FiledEvent]:
        """Yield events that may have moved to this appointment, which says so or is near.

        An event whose day is not known yet may be one within its month or year.
        """
        for event in self._titled(appointment):
            start = event.record.start
            if start is None or event.record.sessions or event.record.status not in NO_ANSWER:
                continue
            if not start.date.exact:
                is_it = appointment.start.date.within(start.date)
            elif appointment.was is not None:
                is_it = start.date == appointment.was.date
            else:
                near = abs(start.first - appointment.start.first) <= NEAR
                is_it = appointment.sequence > 0 and near
            if is_it:
                yield event

    def moved_on(self, appointment: Appointment) -> FiledEvent | None:
        """Return an event that was planned for this time and has been moved since."""
        day = appointment.start.date
        found = (
            event
            for event in self._titled(appointment)
            if any(moment.date == day for moment in event.record.rescheduled_from)
        )
        return next(found, None)

    def _titled(self, appointment: Appointment) -> Iterator[FiledEvent]:
        return (event for event in self._unlinked() if _has_title(event, appointment))

    def _unlinked(self) -> Iterator[FiledEvent]:
        """Yield the free events without a foreign identity."""
        return (event for event in self.free() if not event.record.uid)

    def free(self) -> Iterator[FiledEvent]:
        """Yield the events that no other appointment was matched with."""
        every = self.network.events.values()
        return (event for event in every if event.id not in self.matched)


def _has_title(event: FiledEvent, appointment: Appointment) -> bool:
    """Whether an appointment has the title of an event, with its theme or without."""
    record = event.record
    titles = {fold(record.title), fold(german.titled(record.title, record.theme))}
    return fold(appointment.title) in titles
