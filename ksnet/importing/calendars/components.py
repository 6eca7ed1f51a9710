"""Single components of calendar files, read with the types of icalendar, as appointments."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from icalendar import Event, vDDDLists, vDDDTypes, vRecur

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import changeable, field
from ksnet.importing.calendars.access import title_without_access
from ksnet.importing.calendars.appointments import (
    NOT_COUNTED,
    Appointment,
    called_off,
    moment_at,
    short_hash,
    tidy_title,
    wall_clock,
)
from ksnet.importing.calendars.series import SERIES_PROPERTIES, property_value, wall_clock_of
from ksnet.importing.calendars.text import PROPERTY_LABELS, TIMES, CalendarComponent, without_quotes
from ksnet.importing.calendars.zones import Zones
from ksnet.records import german
from ksnet.records.values import LAST_YEAR, Moment

LONGEST_TITLE = 200  # of places, too
MOST_DATES = 5000  # of one property
_TIME: Any = vDDDTypes  # their parsers are untyped
_DATES: Any = vDDDLists
_TZID = expression(r';TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)
_DATE_LIKE = expression(r"[0-9TZtz:+./ -]{1,30}", re.ASCII)
# What mail servers and invitations put before a title; it is no part of the name.
_BEFORE = expression(
    r"^\W*(?:(?:neu(?:er termin)?|aktualisiert|updated?|geändert|terminänderung|save the date|ext(?:ern(?:al|e)?)?)\s*[\]:!)]+\s*)+(?=\S)",
    re.IGNORECASE,
)
_CANCELLED = frozenset(("CANCELLED", "CANCELED"))


@changeable
class Read:
    """A component as icalendar reads it, and as `text` has prepared it."""

    event: Event
    part: CalendarComponent

    @property
    def sequence(self) -> int:
        """How often it was changed."""
        return int(self.event.get("SEQUENCE", 0))

    @property
    def stamp(self) -> str:
        """When it was last changed, in UTC."""
        return str(self.event.get("DTSTAMP"))

    @property
    def uid(self) -> str:
        """Its identity, shared by the exceptions of its series; empty for none."""
        return str(self.event.get("UID", ""))

    @property
    def title(self) -> str:
        """Its title, as `title_in` gives it."""
        return title_in(self.event)

    @property
    def cancels(self) -> bool:
        """Whether it calls off what it names."""
        return self.part.method == "CANCEL"

    @property
    def replaces(self) -> bool:
        """Whether it is an exception of a series."""
        return "RECURRENCE-ID" in self.event

    @property
    def repeats(self) -> bool:
        """Whether it is a series."""
        return any(name in self.event for name in SERIES_PROPERTIES)


@changeable
class Components:
    """Reads the components of one file; `unknown` collects the names of unknown zones."""

    zone: dt.tzinfo
    zones: Zones
    unknown: dict[str, None] = field(default_factory=dict)

    def event(self, part: CalendarComponent) -> Event:
        """Return a component with the types of icalendar.

        A line that they cannot read is left out and named in `part.odd`.
        """
        event = Event()
        for name, lines in part.lines.items():
            found: list[Any] = []
            label = PROPERTY_LABELS.get(name, name)
            if len(lines) > MOST_DATES:
                part.odd.append(f"{label}: Davon gibt es mehr als {german.number(MOST_DATES)}")
                continue
            for parameters, value in lines:
                try:
                    found.append(self._value(part, name, parameters, value))
                except Exception:  # noqa: BLE001  (icalendar raises anything for what it cannot read; only this line is lost, and named)
                    # It helps the owner to find the event.
                    shown = f" („{value}“)" if _DATE_LIKE.fullmatch(value) else ""
                    part.odd.append(f"{label} ist nicht lesbar{shown}")
            if name == "CATEGORIES":
                event[name] = [one for several in found for one in several]
            elif found:
                event[name] = found if len(found) > 1 else found[0]
        if part.method == "CANCEL":  # METHOD belongs to its own calendar object (§ 3.4)
            event["STATUS"] = "CANCELLED"
        return event

    def _value(self, part: CalendarComponent, name: str, parameters: str, value: str) -> Any:  # noqa: ANN401  (as icalendar has it)
        """Return one value, a time in its own zone, else in that of the calendar or the network."""
        if name in {"RRULE", "EXRULE"}:
            return vRecur.from_ical(value)
        if name == "DURATION":
            return vDDDTypes(_TIME.from_ical(value))
        if name == "SEQUENCE":
            return int(value)
        if name == "CATEGORIES":
            return [without_quotes(one) for one in re.split(r"(?<!\\),", value)]
        if name == "UID":
            return tidy_title(value) if len(value) <= LONGEST_TITLE else short_hash(value)
        if name not in TIMES:
            return value
        local = self.zones.get(part.zone, part.zones) if part.zone else None
        match = _TZID.search(parameters)
        named = self._zone(without_quotes(match[1]), part, _day(value)) if match else local
        zone = named or self.zone
        if name in {"RDATE", "EXDATE"}:
            return vDDDLists([self._aware(one, zone, local) for one in _DATES.from_ical(value)])
        result = vDDDTypes(self._aware(_TIME.from_ical(value), zone, local))
        if "THISANDFUTURE" in parameters.upper():
            result.params["RANGE"] = "THISANDFUTURE"
        return result

    def _aware(self, value: Any, zone: dt.tzinfo, of_calendar: dt.tzinfo | None) -> Any:  # noqa: ANN401  (days, times, periods)
        """Give a floating time its zone.

        Where the calendar names a zone (X-WR-TIMEZONE), times in UTC are converted to it.
        """
        if isinstance(value, tuple):
            return tuple(self._aware(one, zone, of_calendar) for one in value)
        if not isinstance(value, dt.datetime):
            if not isinstance(value, dt.date | dt.timedelta):
                raise TypeError  # a time of day alone
            return value
        if value.tzinfo is None:
            return value.replace(tzinfo=zone)
        return value.astimezone(of_calendar) if of_calendar else value

    def _zone(self, name: str, part: CalendarComponent, day: dt.date | None) -> dt.tzinfo | None:
        zone = self.zones.get(name, part.zones, day)
        if zone is None and name:
            self.unknown[tidy_title(name)[:60]] = None
        return zone


def _day(value: str) -> dt.date | None:
    """Return the day with which a value begins; None for another one."""
    try:
        return dt.date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        return None


def is_not_public(event: Event) -> bool:
    """Whether it is not public; an unknown class counts as PRIVATE (RFC 5545 § 3.8.1.3)."""
    return str(event.get("CLASS", "")).upper() not in {"", "PUBLIC"}


def appointment_of(event: Event, zone: dt.tzinfo) -> Appointment | None:
    """Return the appointment of a component, of a series its first one.

    None without a title or a readable start.
    """
    title, begin = title_in(event), wall_clock_of(event, "DTSTART", zone)
    if not title or begin is None:
        return None
    all_day = not isinstance(property_value(event, "DTSTART"), dt.datetime) or (
        begin.time() == dt.time.min
        and (
            str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).strip().upper() == "TRUE"
            or _until_midnight(event, begin, zone)
        )
    )
    rest, off = called_off(title)
    return Appointment(
        uid=str(event.get("UID", "")),
        title=rest,
        start=moment_at(begin, all_day=all_day),
        end=_end_moment(event, begin, zone, all_day=all_day),
        all_day=all_day,
        place=tidy_title(_on_one_line(str(event.get("LOCATION", ""))))[:LONGEST_TITLE],
        called_off=off or str(event.get("STATUS", "")).strip().upper() in _CANCELLED,
        sequence=int(event.get("SEQUENCE", NOT_COUNTED)),
        shortened=title_without_access(whole := _whole_title(event)) != whole,
        categories=tuple(tidy_title(one) for one in event.get("CATEGORIES", ())),
    )


def _on_one_line(place: str) -> str:
    """Return the lines of an address as phones write them with commas between."""
    return ", ".join(filter(None, (line.strip(" ,") for line in place.splitlines())))


def _until_midnight(event: Event, begin: dt.datetime, zone: dt.tzinfo) -> bool:
    """Whether an event ends at a later midnight: whole days, as some exporters write them."""
    end = _end_moment(event, begin, zone, all_day=False)
    return end is not None and end.time == dt.time.min


def _end_moment(
    event: Event, begin: dt.datetime, zone: dt.tzinfo, *, all_day: bool
) -> Moment | None:
    end = wall_clock_of(event, "DTEND", zone) or later_by(
        begin, property_value(event, "DURATION"), zone
    )
    if end is None or end <= begin or end.year > LAST_YEAR:
        return None
    if not all_day:
        return moment_at(end, all_day=False)
    last = end - dt.timedelta(minutes=1)
    return moment_at(last, all_day=True) if last.date() > begin.date() else None


def later_by(begin: dt.datetime, length: object, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the local time after a length of at most a year, None for any other value.

    Days are those of the calendar, hours exact, also where the clocks change (§ 3.3.6).
    """
    if not isinstance(length, dt.timedelta) or abs(length) >= dt.timedelta(days=366):
        return None
    days = dt.timedelta(days=length.days)
    begun = (begin + days).replace(tzinfo=zone).astimezone(dt.UTC)
    return wall_clock(begun + (length - days), zone)


def title_in(event: Event) -> str:
    """Return the title of a component, without what lets somebody into a meeting."""
    return title_without_access(_whole_title(event))[:LONGEST_TITLE]


def _whole_title(event: Event) -> str:
    return _BEFORE.sub("", tidy_title(event.get("SUMMARY", "")))
