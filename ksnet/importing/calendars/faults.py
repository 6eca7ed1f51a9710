"""What is wrong with one component of a calendar file, in German."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from icalendar import Event

from ksnet.importing.calendars.components import LONGEST_TITLE, Read, later_by
from ksnet.importing.calendars.series import property_value, wall_clock_of


def faults_of(read: Read, zone: dt.tzinfo) -> list[str]:
    """Return what is wrong with a component; an end that is wrong is removed from it."""
    begin = wall_clock_of(read.event, "DTSTART", zone)
    odd = list(read.part.odd)
    if begin is None and not any("Beginn" in one for one in odd):
        odd.append("der Beginn fehlt oder liegt in keinem Jahr von 1900 bis 2199")
    elif begin is not None:
        odd += _faults_of_end(read.event, begin, zone)
    if any(len(str(read.event.get(name, ""))) > LONGEST_TITLE for name in ("SUMMARY", "LOCATION")):
        odd.append("Titel oder Ort sind sehr lang und gekürzt")
    return list(dict.fromkeys(odd))


def _faults_of_end(event: Event, begin: dt.datetime, zone: dt.tzinfo) -> Iterator[str]:
    start, end = property_value(event, "DTSTART"), property_value(event, "DTEND")
    length = property_value(event, "DURATION")
    timed, end_timed = (isinstance(one, dt.datetime) for one in (start, end))
    local = wall_clock_of(event, "DTEND", zone)
    if (local is not None and local < begin) or (
        isinstance(length, dt.timedelta) and length < dt.timedelta(0)
    ):
        yield "das Ende liegt vor dem Beginn und bleibt weg"
    elif local is not None and timed and not end_timed and begin.time() != dt.time.min:
        yield "das Ende ist ein Tag ohne Uhrzeit und bleibt weg"
    elif local is not None or "DTEND" not in event:
        if local is not None and not timed and local.time() != dt.time.min:
            yield "das Ende hat eine Uhrzeit, der Beginn nicht (es gilt der ganze Tag)"
        elif None not in {local, by_length := later_by(begin, length, zone)} and by_length != local:
            yield "Ende und Dauer widersprechen sich (es gilt das Ende)"
        return
    event.pop("DTEND", None)
    event.pop("DURATION", None)
