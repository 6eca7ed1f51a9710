"""Calendars as iCalendar feeds (RFC 5545) that clients can subscribe to.

The same records give the same bytes: identity, sequence and stamp come from the records, never from
the clock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Component, Event, Timezone, vDuration, vText

from ksnet.documents.calendar_entry import CalendarEntry
from ksnet.documents.due import DueView
from ksnet.records import german
from ksnet.records.values import Moment
from ksnet.records.vocabulary import EventMode, EventStatus
from ksnet.rendering.folding import folded_line
from ksnet.rendering.marks import clean

ZONE_NAME = "Europe/Berlin"
ZONE = ZoneInfo(ZONE_NAME)
STATUS = {
    EventStatus.GEPLANT: "TENTATIVE",
    EventStatus.BESTAETIGT: "CONFIRMED",
    EventStatus.STATTGEFUNDEN: "CONFIRMED",
    EventStatus.ANGEKUENDIGT: "CONFIRMED",
    EventStatus.ABGESAGT: "CANCELLED",
    EventStatus.VERSCHOBEN: "CANCELLED",  # nothing is left on the old day
}
FEED_END = b"END:VCALENDAR\r\n"
_OFF = {
    EventStatus.ABGESAGT: "Abgesagt",
    EventStatus.VERSCHOBEN: "Verschoben, neuer Termin offen",
}

# Written out because computed time zones list single changes, of which some clients read only the
# first.
VTIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def render_due(view: DueView, alarms: Iterable[int]) -> bytes:
    """Return what is due as an iCalendar file: whole days, with an alarm so many days before each.

    What is late gets the as-of day. An item keeps its UID as long as it says the same of the same
    file.
    """
    calendar = _calendar("Was ansteht" if view.several else f"Was ansteht: {view.author}")
    stamp = dt.datetime.combine(view.as_of, dt.time.min, dt.UTC)
    for item in (*view.late, *view.soon, *view.later):
        event = Event()
        said = hashlib.sha256(f"{item.file}\n{item.kind}\n{item.text}".encode()).hexdigest()[:20]
        event.add("uid", f"{said}@{item.network}.due.ksnet")
        event.add("dtstamp", stamp)
        first, last = (view.as_of, view.as_of) if item.late else (item.due, item.until or item.due)
        since = f"Überfällig seit {german.numeric_day(item.due)}: " if item.late else ""
        whose = f"{item.network_name}: " if view.several else ""
        event.add("summary", clean(f"{since}{whose}{item.text}"))
        event.add("dtstart", first)
        event.add("dtend", _next(last))
        event.add("transp", "TRANSPARENT")
        event.add("description", clean(f"{item.file}:{item.line}"))
        for days in sorted(set(alarms), reverse=True):
            reminder = Alarm()
            reminder.add("action", "DISPLAY")
            reminder.add("description", clean(item.text))
            reminder.add("trigger", dt.timedelta(days=-days))
            event.add_component(reminder)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def calendar_pieces(
    name: str, entries: Iterable[CalendarEntry], stamps: Mapping[str, dt.datetime]
) -> Iterator[bytes]:
    """Yield an iCalendar feed with a name event by event, of those whose day is known.

    `stamps` holds the DTSTAMP of an event by the path of its file; the default is the first planned
    day.
    """
    yield feed_start(name)
    for entry in entries:
        yield event_text(entry, stamps)
    yield FEED_END


def event_text(entry: CalendarEntry, stamps: Mapping[str, dt.datetime]) -> bytes:
    """Return an event as it is written in every feed that has it; empty where no day is known."""
    return b"".join(
        b"".join((b"BEGIN:VEVENT\r\n", *_lines(event).values(), b"END:VEVENT\r\n"))
        for event in event_components(entry, stamps)
    )


def feed_start(name: str) -> bytes:
    """Return what stands in a feed before its events; they and `FEED_END` follow."""
    named = vText(clean(name))
    lines = _feed_lines() | {key: _line(key, named) for key in ("NAME", "X-WR-CALNAME")}
    return b"".join((b"BEGIN:VCALENDAR\r\n", *lines.values(), _zone()))


@cache
def _feed_lines() -> dict[str, bytes]:
    """Return the lines of every feed, in order; those of its name have no value."""
    calendar = _calendar("")
    calendar.add("x-wr-timezone", ZONE_NAME)
    calendar.add(
        "refresh-interval", vDuration(dt.timedelta(days=1)), parameters={"VALUE": "DURATION"}
    )
    return _lines(calendar)


def _lines(component: Component) -> dict[str, bytes]:
    """Return the properties of a component as `to_ical` writes them, in less time."""
    return {name: _line(name, component[name]) for name in component.sorted_keys()}


def _line(name: str, value: Any) -> bytes:  # noqa: ANN401  (icalendar's values have no common type)
    parameters = f";{value.params.to_ical().decode()}" if value.params else ""
    return folded_line(f"{name}{parameters}:{value.to_ical().decode()}", first=74)


@cache
def _zone() -> bytes:
    content: bytes = Timezone.from_ical(VTIMEZONE).to_ical()
    return content


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//ksnet//Netzwerk Kinderschutz//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # As texts: by itself icalendar writes a value that it knows no type for as it is.
    calendar.add("name", vText(clean(name)))
    calendar.add("x-wr-calname", vText(clean(name)))
    return calendar


def uid(entry: CalendarEntry) -> str:
    """Return the UID of an event in feeds; it follows from its file and never changes.

    Each session of an event has one of its own, `<id>.<n>@<network>.ksnet`: calendars hold one
    appointment for each.
    """
    part = f".{entry.part}" if entry.part else ""
    return f"{entry.id}{part}@{entry.network}.ksnet"


def event_components(entry: CalendarEntry, stamps: Mapping[str, dt.datetime]) -> list[Event]:
    """Return an event as components of a feed: one for each session whose day is known."""
    return [
        event_component(single, single.start, stamps)
        for single in entry.singles
        if single.start is not None and single.start.date.exact
    ]


def event_component(
    entry: CalendarEntry, start: Moment, stamps: Mapping[str, dt.datetime]
) -> Event:
    """Return an event that begins on a known day as a component of a feed."""
    event = Event()
    event["UID"] = vText(uid(entry))
    stamp = stamps.get(entry.file) or _first_planned(entry, start)
    event.add("dtstamp", stamp.astimezone(dt.UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    off = _OFF.get(entry.status) if entry.status else None
    heading = (
        f"{entry.heading} ({entry.part}/{len(entry.sessions)})" if entry.part else entry.heading
    )
    event["SUMMARY"] = vText(clean(f"{off}: {heading}" if off else heading))
    event["STATUS"] = vText(STATUS[entry.status] if entry.status else "TENTATIVE")
    timed = start.time is not None and not entry.all_day
    if timed:
        _times(event, entry, start)
    else:
        first, end = start.date.first, entry.end
        event.add("dtstart", first)
        event.add("dtend", _next(max(first, end.date.last) if end and end.date.exact else first))
    # A day without a time, and a meeting that is off, leave people free.
    event["TRANSP"] = vText("OPAQUE" if timed and not off else "TRANSPARENT")
    # Maps do not find „hybrid“.
    place = entry.address if entry.mode is EventMode.HYBRID else entry.place
    if place:
        event["LOCATION"] = vText(clean(place))
    if description := _description(entry, timed=timed):
        event["DESCRIPTION"] = vText(clean(description))
    if entry.registration_url:
        event.add("url", clean(entry.registration_url))
    if entry.kind is not None:
        event.add("categories", [entry.kind.label])
    return event


def _times(event: Event, entry: CalendarEntry, start: Moment) -> None:
    """Add begin and end; an unknown end is left out rather than made up."""
    event.add("dtstart", _local(start.first, entry.timezone))
    end = entry.end
    if end is not None and end.first > start.first and (end.time or end.date.exact):
        last = end.first if end.time else dt.datetime.combine(_next(end.date.last), dt.time.min)
        event.add("dtend", _local(last, entry.timezone))
    elif entry.duration_minutes:
        last = start.first + dt.timedelta(minutes=entry.duration_minutes)
        event.add("dtend", _local(last, entry.timezone))


def _local(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return a local time of the event's zone in the zone of the feed."""
    if zone == ZONE_NAME:
        return moment.replace(tzinfo=ZONE)
    try:
        return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment.replace(tzinfo=ZONE)


def _next(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _first_planned(entry: CalendarEntry, start: Moment) -> dt.datetime:
    """Return midnight of the day for which the event was first planned."""
    first = entry.rescheduled_from[0].date.first if entry.rescheduled_from else start.date.first
    return dt.datetime.combine(first, dt.time.min, dt.UTC)


def _description(entry: CalendarEntry, *, timed: bool) -> str:
    group = "Gremium" if len(entry.groups) == 1 else "Gremien"
    lines = [
        f"Netzwerk: {entry.network_name}",
        f"{group}: {german.join(name for _, name in entry.groups)}" if entry.groups else "",
        f"Veranstaltet von: {german.join(entry.organisers)}" if entry.organisers else "",
        "" if timed or entry.all_day else "Uhrzeit nicht bekannt",
        entry.date_note,
        entry.moved,
        f"Form: {entry.mode.label}" if entry.mode is EventMode.HYBRID else "",
        f"Stand: {_status(entry)}",
        f"Anmeldung: {', '.join(entry.registration)}" if entry.registration else "",
        f"Zielgruppe: {', '.join(entry.target)}" if entry.target else "",
        f"Einwahl: {entry.dial_in}" if entry.dial_in else "",
        "\n".join(["Programm:", *(f"- {item}" for item in entry.agenda_titles)])
        if entry.agenda_titles
        else "",
    ]
    return "\n".join(line for line in lines if line)


def _status(entry: CalendarEntry) -> str:
    """Return the status of an event by its record alone: a feed must not change from day to day."""
    if entry.status is None:
        return "nicht erfasst"
    return "angekündigt" if entry.status is EventStatus.ANGEKUENDIGT else entry.status.label
