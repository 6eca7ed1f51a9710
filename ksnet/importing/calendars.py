"""Read calendar files (ICS, RFC 5545) as Outlook and others write them: single appointments in local time.

Read are title, times, place and whether it is called off. Attendees, descriptions and links for joining are never read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from ksnet import german
from ksnet.errors import UsageProblem
from ksnet.importing.appointments import Appointment, local_time, moment_at
from ksnet.importing.series import occurrences, years_around
from ksnet.importing.tables import MOST_BYTES, Note, as_text
from ksnet.records.values import LAST_YEAR, Moment

MOST_EVENTS = 5000
LONGEST_TITLE = 200
_ZONES = re.compile(rb"^BEGIN:VTIMEZONE\r?$.*?^END:VTIMEZONE\r?\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_CALLED_OFF = re.compile(
    r"(?:abgesagt|canceled|cancelled|entfällt|fällt aus|verschoben, neuer termin offen)\s*:\s*", re.IGNORECASE
)


@dataclass(slots=True)
class CalendarFile:
    """The appointments of a file in order of time, and what is to be told about it."""

    appointments: list[Appointment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_calendar(name: str, content: bytes, timezone: str, day: dt.date) -> CalendarFile:
    """Return the appointments of a calendar file in the local time of a zone; raises UsageProblem.

    Of a series, those from this year to the end of the next one are returned; `day` is today.
    """
    if len(content) > MOST_BYTES:
        raise UsageProblem(
            f"{name} ist ungewöhnlich groß und wird nicht gelesen. Bitte nur den nötigen Zeitraum exportieren."
        )
    try:
        # Zones are known by name; those that a file defines itself could hold rules that never come to an end.
        calendars = Calendar.from_ical(_ZONES.sub(b"", content), multiple=True)
        events = [e for calendar in calendars for e in calendar.walk("VEVENT") if isinstance(e, Event)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UsageProblem(
            f"{name} ist keine Kalenderdatei oder beschädigt. In Outlook: Datei, „Kalender speichern“, Format iCalendar (*.ics)."
        ) from error
    if len(events) > MOST_EVENTS:
        raise UsageProblem(
            f"{name} enthält mehr als {german.number(MOST_EVENTS)} Termine. Bitte nur den nötigen Zeitraum exportieren."
        )
    cancelled = any(str(calendar.get("METHOD", "")).upper() == "CANCEL" for calendar in calendars)
    reader = _Reader(_zone(timezone), day)
    found = list(reader.read(events))
    result = CalendarFile([replace(a, called_off=True) if cancelled else a for a in found], reader.notes)
    result.appointments.sort(key=lambda appointment: (appointment.start.sort_key, appointment.title))
    if reader.private:
        text = german.plural(reader.private, "privater Termin ist", "private Termine sind")
        result.notes.append(Note(None, f"{text} nicht gelesen worden."))
    return result


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("Europe/Berlin")


def appointment_of(event: Event, timezone: str) -> Appointment | None:
    """Return what one component says, or None where it has no title or no readable begin."""
    return _Reader(_zone(timezone), dt.date.min).appointment(event)


class _Reader:
    def __init__(self, zone: ZoneInfo, day: dt.date) -> None:
        self.zone = zone
        self.years = years_around(day)
        self.notes: list[Note] = []
        self.private = 0

    def read(self, events: list[Event]) -> Iterator[Appointment]:
        """Yield the appointments, series one by one, with their exceptions in the place of what they replace."""
        exceptions: dict[str, dict[dt.datetime, Appointment]] = {}
        series: list[tuple[Event, Appointment]] = []
        for event in events:
            if str(event.get("CLASS", "")).upper() in {"PRIVATE", "CONFIDENTIAL"}:
                self.private += 1
                continue
            appointment = self.appointment(event)
            if appointment is None:
                self._note("Ein Termin ohne Titel oder ohne lesbaren Beginn bleibt außen vor.")
            elif "RECURRENCE-ID" in event:
                original = self._local(_value(event["RECURRENCE-ID"]))
                if original is not None:
                    exceptions.setdefault(appointment.uid, {})[original] = appointment
            elif "RRULE" in event:
                series.append((event, appointment))
            else:
                yield appointment
        for event, appointment in series:
            yield from self._occurrences(event, appointment, exceptions.pop(appointment.uid, {}))
        for changed in exceptions.values():
            for original, appointment in changed.items():
                yield appointment.instead_of(original)

    def appointment(self, event: Event) -> Appointment | None:
        """Return what a component says, a series as its first appointment."""
        title = as_text(str(event.get("SUMMARY", "")))[:LONGEST_TITLE]
        begin = self._local(_value(event.get("DTSTART")))
        if not title or begin is None:
            return None
        all_day = not isinstance(_value(event["DTSTART"]), dt.datetime) or (
            str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE" and begin.time() == dt.time.min
        )
        self._name_unknown_zone(event)
        called_off = _CALLED_OFF.match(title)
        return Appointment(
            uid=str(event.get("UID", "")),
            title=title[called_off.end() :] if called_off and called_off.end() < len(title) else title,
            start=moment_at(begin, all_day=all_day),
            end=self._end(event, begin, all_day=all_day),
            all_day=all_day,
            place=as_text(str(event.get("LOCATION", "")))[:LONGEST_TITLE],
            called_off=called_off is not None or str(event.get("STATUS", "")).upper() == "CANCELLED",
            moved=str(event.get("SEQUENCE", "0")) not in {"0", ""},
        )

    def _end(self, event: Event, begin: dt.datetime, *, all_day: bool) -> Moment | None:
        end = self._local(_value(event.get("DTEND")))
        length = _value(event.get("DURATION"))
        if end is None and isinstance(length, dt.timedelta) and abs(length) < dt.timedelta(days=366):
            end = begin + length
        if end is None or end <= begin or end.year > LAST_YEAR:
            return None
        if not all_day:
            return moment_at(end, all_day=False)
        last = end - dt.timedelta(minutes=1)
        return moment_at(last, all_day=True) if last.date() > begin.date() else None

    def _name_unknown_zone(self, event: Event) -> None:
        begin: Any = event["DTSTART"]
        zone = begin.params.get("TZID") if hasattr(begin, "params") else None
        if zone and isinstance(begin.dt, dt.datetime) and begin.dt.tzinfo is None:
            self._note(f"Die Zeitzone „{as_text(zone)[:60]}“ ist nicht bekannt; die Uhrzeiten gelten als Ortszeit.")

    def _occurrences(
        self, event: Event, first: Appointment, exceptions: dict[dt.datetime, Appointment]
    ) -> Iterator[Appointment]:
        begin = first.start.first
        found = occurrences(event, begin, self.zone, self.years)
        if found is None:
            self._note(
                f"Die Serie „{first.title}“ wiederholt sich auf eine Art, die ksnet nicht auflöst; übernommen wird nur der erste Termin."
            )
            yield first
            return
        if found.cut:
            self._note(
                f"Von der Serie „{first.title}“ werden {len(found.starts)} Termine von {self.years.first.year} bis {self.years.last.year} übernommen, die übrigen nicht."
            )
        for start in found.starts:
            if start in exceptions:
                yield exceptions[start].instead_of(start)
            else:
                yield first.shifted(start - begin)

    def _local(self, value: object) -> dt.datetime | None:
        return local_time(value, self.zone)

    def _note(self, text: str) -> None:
        self.notes.append(Note(None, text))


def _value(value: Any) -> object:  # noqa: ANN401  (icalendar gives dates and times in wrappers)
    return getattr(value, "dt", value)
