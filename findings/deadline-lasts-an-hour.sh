#!/usr/bin/env bash
# A deadline at noon, an event without an end, is busy time until one o'clock.
#
# Packages: khal 0.14.1, compared with icalendar 7.3.2 and ical 14.3.1 (PyPI)
#
# Expected: RFC 5545, 3.6.1: an event with a DTSTART of type DATE-TIME and neither DTEND nor
# DURATION ends on the same date and time of day. (One with a DATE lasts that day.)
#
# Happens: khal puts an end one hour later into what it reads. Its setting default_event_duration is
# for new events only and changes nothing here.
#
#   icalendar  12:00-12:00 Deadline
#   ical       12:00-12:00 Deadline
#   khal       12:00-13:00 Deadline
#   khal, 5m   12:00-13:00 Deadline
#
# Matters: registers publish deadlines in their calendars. Whoever looks for a free hour with khal
# finds noon taken, and "until 12:00" looks like "from 12:00". A shorter DURATION, say PT5M, is read
# alike by all.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  khal==0.14.1 icalendar==7.3.2 ical==14.3.1

mkdir "$tmp/calendar"
sed 's/$/\r/' >"$tmp/calendar/deadline.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Deadlines//EN
BEGIN:VEVENT
UID:deadline@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260304T120000Z
SUMMARY:Deadline
END:VEVENT
END:VCALENDAR
ICS

cd "$tmp"
export HOME=$tmp XDG_CONFIG_HOME=$tmp XDG_DATA_HOME=$tmp XDG_CACHE_HOME=$tmp
show() {
  cat >"$1.conf" <<CONF
[calendars]
[[deadlines]]
path = $tmp/calendar
[sqlite]
path = $tmp/$1.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_event_duration = $2
CONF
  venv/bin/khal -c "$1.conf" list --day-format '' --format '{start-time}-{end-time} {title}' \
    2026-03-04 2026-03-05
}
{
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

import icalendar
from ical.calendar_stream import IcsCalendarStream

text = Path("calendar/deadline.ics").read_text()
event = icalendar.Calendar.from_ical(text).events[0]
print(f"icalendar  {event.start:%H:%M}-{event.end:%H:%M} {event['SUMMARY']}")
event = IcsCalendarStream.calendar_from_ics(text).events[0]
print(f"ical       {event.start:%H:%M}-{event.end:%H:%M} {event.summary}")
PY
  echo "khal       $(show usual 1h)"
  echo "khal, 5m   $(show short 5m)"
} >seen
cat seen
diff - seen <<'END'
icalendar  12:00-12:00 Deadline
ical       12:00-12:00 Deadline
khal       12:00-13:00 Deadline
khal, 5m   12:00-13:00 Deadline
END
