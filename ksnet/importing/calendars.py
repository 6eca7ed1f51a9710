"""Read calendar files (ICS, RFC 5545) as Outlook and others write them: single appointments in local time.

Read are title, times, place and whether it is called off. Attendees, descriptions and links for joining are never read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # has no types
from icalendar import Calendar, Event

from ksnet import german
from ksnet.errors import UsageProblem
from ksnet.importing.tables import MOST_BYTES, Note, as_text
from ksnet.records.values import FIRST_YEAR, LAST_YEAR, Moment, PartialDate, parse_date

MOST_EVENTS = 5000
MOST_OCCURRENCES = 60  # of one series
LONGEST_TITLE = 200
_ZONES = re.compile(rb"^BEGIN:VTIMEZONE\r?$.*?^END:VTIMEZONE\r?\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_CALLED_OFF = re.compile(
    r"(?:abgesagt|canceled|cancelled|entfällt|fällt aus|verschoben, neuer termin offen)\s*:\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment in local time. `moved`: its calendar says that it was changed; `was`: when it stood in its series."""

    uid: str
    title: str
    start: Moment
    end: Moment | None
    all_day: bool
    place: str
    called_off: bool
    moved: bool = False
    was: Moment | None = None

    @property
    def when(self) -> str:
        """Day and time in German."""
        return german.moment_text(self.start, weekday=False)


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
        self.first = dt.datetime(max(day.year, FIRST_YEAR), 1, 1)
        self.last = dt.datetime(min(max(day.year, FIRST_YEAR) + 1, LAST_YEAR), 12, 31, 23, 59)
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
                self.notes.append(Note(None, "Ein Termin ohne Titel oder ohne lesbaren Beginn bleibt außen vor."))
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
                yield _moved_within(appointment, original)

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
            start=_moment(begin, all_day=all_day),
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
            return _moment(end, all_day=False)
        last = end - dt.timedelta(minutes=1)
        return _moment(last, all_day=True) if last.date() > begin.date() else None

    def _local(self, value: object) -> dt.datetime | None:
        """Return local wall-clock time; a time without a zone is local already."""
        if isinstance(value, dt.datetime):
            try:
                moment = value.astimezone(self.zone).replace(tzinfo=None) if value.tzinfo else value
            except (OverflowError, ValueError):
                return None
            return moment.replace(second=0, microsecond=0) if FIRST_YEAR <= moment.year <= LAST_YEAR else None
        if isinstance(value, dt.date) and FIRST_YEAR <= value.year <= LAST_YEAR:
            return dt.datetime.combine(value, dt.time.min)
        return None

    def _name_unknown_zone(self, event: Event) -> None:
        begin: Any = event["DTSTART"]
        zone = begin.params.get("TZID") if hasattr(begin, "params") else None
        if zone and isinstance(begin.dt, dt.datetime) and begin.dt.tzinfo is None:
            self.notes.append(
                Note(None, f"Die Zeitzone „{as_text(zone)[:60]}“ ist nicht bekannt; die Uhrzeiten gelten als Ortszeit.")
            )

    def _occurrences(
        self, event: Event, first: Appointment, exceptions: dict[dt.datetime, Appointment]
    ) -> Iterator[Appointment]:
        rule: Any = event["RRULE"]
        parts = {} if isinstance(rule, list) else {str(key).upper(): value for key, value in rule.items()}
        if (
            not parts
            or str(parts.get("FREQ", [""])[0]).upper() not in _FREQUENCIES
            or {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys()
        ):
            self.notes.append(
                Note(
                    None,
                    f"Die Serie „{first.title}“ wiederholt sich auf eine Art, die ksnet nicht auflöst; übernommen wird nur der erste Termin.",
                )
            )
            yield first
            return
        starts, cut = self._starts(event, first.start.first, parts)
        if cut:
            self.notes.append(
                Note(
                    None,
                    f"Von der Serie „{first.title}“ werden {len(starts)} Termine von {self.first.year} bis {self.last.year} übernommen, die übrigen nicht.",
                )
            )
        for start in starts:
            if start in exceptions:
                yield _moved_within(exceptions[start], start)
            else:
                yield _shifted(first, start - first.start.first)

    def _starts(self, event: Event, begin: dt.datetime, parts: dict[str, Any]) -> tuple[list[dt.datetime], bool]:
        """Return when a series takes place within the years that are looked at, and whether there is more of it."""
        text = ";".join(
            f"{key}={','.join(_plain(v) for v in values)}"
            for key, values in parts.items()
            if key not in {"UNTIL", "COUNT"}
        )
        until = self._local(parts["UNTIL"][0]) if "UNTIL" in parts else None
        if until is not None and not isinstance(parts["UNTIL"][0], dt.datetime):
            until += dt.timedelta(days=1, minutes=-1)
        end = min(until, self.last) if until else self.last
        if end < begin:
            return [], True
        try:
            rule = rrulestr(text, dtstart=begin).replace(until=end)
            count = int(parts["COUNT"][0]) if "COUNT" in parts else None
            every = list(islice(rule, min(count or 200_000, 200_000)))
        except (ValueError, TypeError, OverflowError):
            return [begin], True
        whole = (count is not None and len(every) == count) or (until is not None and until <= self.last)
        without = {
            moment for dates in _as_list(event.get("EXDATE")) for d in dates.dts if (moment := self._local(d.dt))
        }
        shown = [start for start in every if start >= self.first and start not in without]
        return shown[:MOST_OCCURRENCES], not whole or len(shown) > MOST_OCCURRENCES or every[:1] < [self.first]


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401  (icalendar gives one or several)
    return [] if value is None else value if isinstance(value, list) else [value]


def _value(value: Any) -> object:  # noqa: ANN401  (as above)
    return getattr(value, "dt", value)


def _plain(value: object) -> str:
    to_ical = getattr(value, "to_ical", None)
    return to_ical().decode() if to_ical else str(value)


def _moment(moment: dt.datetime, *, all_day: bool) -> Moment:
    return Moment(_day(moment.date()), None if all_day else moment.time())


def _day(day: dt.date) -> PartialDate:
    return parse_date(day.isoformat())


def _shifted(appointment: Appointment, by: dt.timedelta) -> Appointment:
    def shift(moment: Moment) -> Moment:
        return _moment(moment.first + by, all_day=moment.time is None)

    end = shift(appointment.end) if appointment.end else None
    return replace(appointment, start=shift(appointment.start), end=end, moved=False)


def _moved_within(appointment: Appointment, original: dt.datetime) -> Appointment:
    was = _moment(original, all_day=appointment.all_day)
    return replace(appointment, was=was if was != appointment.start else None)
