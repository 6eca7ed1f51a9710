#!/usr/bin/env bash
# A meeting that was moved stands in the calendar twice when the file names its old place in UTC.
#
# Packages: ical 14.3.1, compared with recurring-ical-events 3.8.2 on icalendar 7.3.2 (PyPI)
#
# Expected: an event with RECURRENCE-ID replaces the instance of the series that begins at that
# moment. RFC 5545, 3.8.4.4, asks for the same value type as DTSTART (both are DATE-TIME here) and
# shows RECURRENCE-ID in UTC; 14:00 in Berlin in winter and 13:00 UTC are one moment.
#
# Happens: ical compares the two as written. The override is shown, and the instance that it
# replaces as well.
#
#   recurring-ical-events  03-04 14:00 Round | 03-11 17:00 Round, moved
#   ical                   03-04 14:00 Round | 03-11 14:00 Round | 03-11 17:00 Round, moved
#
# Matters: a writer is free to name instances in UTC. A reader built on ical then shows a meeting
# that does not take place.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.2 ical==14.3.1

sed 's/$/\r/' >"$tmp/round.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Round//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:round@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Round
DTSTART;TZID=Europe/Berlin:20260304T140000
DTEND;TZID=Europe/Berlin:20260304T160000
RRULE:FREQ=WEEKLY;COUNT=2
END:VEVENT
BEGIN:VEVENT
UID:round@example.org
RECURRENCE-ID:20260311T130000Z
DTSTAMP:20260101T000000Z
SUMMARY:Round\, moved
DTSTART;TZID=Europe/Berlin:20260311T170000
DTEND;TZID=Europe/Berlin:20260311T190000
END:VEVENT
END:VCALENDAR
ICS

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

text = Path("round.ics").read_text()
berlin = ZoneInfo("Europe/Berlin")


def show(reader, instances):
    shown = (f"{start:%m-%d %H:%M} {title}" for start, title in sorted(instances))
    print(f"{reader:22}", " | ".join(shown))


calendar = icalendar.Calendar.from_ical(text)
events = recurring_ical_events.of(calendar).between((2026, 3, 1), (2026, 4, 1))
show("recurring-ical-events", [(event.start, str(event["SUMMARY"])) for event in events])
timeline = IcsCalendarStream.calendar_from_ics(text).timeline_tz(berlin)
events = timeline.overlapping(
    datetime(2026, 3, 1, tzinfo=berlin), datetime(2026, 4, 1, tzinfo=berlin)
)
show("ical", [(event.dtstart, event.summary) for event in events])
PY
cat seen
diff - seen <<'END'
recurring-ical-events  03-04 14:00 Round | 03-11 17:00 Round, moved
ical                   03-04 14:00 Round | 03-11 14:00 Round | 03-11 17:00 Round, moved
END
