#!/usr/bin/env bash
# ical loads and saves a series with a moved meeting, and khal, icalevents and node-ical then show it at its
# old time, too.
#
# Packages: ical 14.3.1, read by khal 0.14.1, icalevents 0.3.1 and recurring-ical-events 3.8.2 with
# icalendar 7.3.2 (PyPI) and by node-ical 0.27.2 (npm)
#
# Expected: what is read and saved without a change means the same. RFC 5545, 3.8.4.4: RECURRENCE-ID, which
# names the date that is moved, has the form of DTSTART; it MUST NOT be without a zone where DTSTART has one.
#
# Happens: ical writes the zone of all times but this one. 14:00 of nowhere is compared with 14:00 in Berlin:
# for three of four readers (node-ical on a server in UTC) the file moves no date of the series.
#
#   RECURRENCE-ID;TZID=Europe/Berlin:20260311T140000
#   recurring-ical-events  03-04 14:00 | 03-11 17:00 | 03-18 14:00
#   icalevents             03-04 14:00 | 03-11 17:00 | 03-18 14:00
#   khal                   03-04 14:00 | 03-11 17:00 | 03-18 14:00
#   node-ical              03-04 14:00 | 03-11 17:00 | 03-18 14:00
#   RECURRENCE-ID:20260311T140000
#   recurring-ical-events  03-04 14:00 | 03-11 17:00 | 03-18 14:00
#   icalevents             03-04 14:00 | 03-11 14:00 | 03-11 17:00 | 03-18 14:00
#   khal                   03-04 14:00 | 03-11 14:00 | 03-11 17:00 | 03-18 14:00
#   node-ical              03-04 14:00 | 03-11 14:00 | 03-11 17:00 | 03-18 14:00
#
# Matters: whoever adds one entry by a program on ical saves all others with it. A meeting that was put off
# takes place twice for those who get the calendar from there, and half of them come at the old hour.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  ical==14.3.1 khal==0.14.1 icalevents==0.3.1 recurring-ical-events==3.8.2 icalendar==7.3.2
npm install --silent --no-audit --no-fund --prefix "$tmp" node-ical@0.27.2

cd "$tmp"
export HOME=$tmp XDG_CONFIG_HOME=$tmp XDG_DATA_HOME=$tmp XDG_CACHE_HOME=$tmp
mkdir given saved
sed 's/$/\r/' >given/round.ics <<'ICS'
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
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:round@example.org
RECURRENCE-ID;TZID=Europe/Berlin:20260311T140000
DTSTAMP:20260101T000000Z
SUMMARY:Round
DTSTART;TZID=Europe/Berlin:20260311T170000
DTEND;TZID=Europe/Berlin:20260311T190000
END:VEVENT
END:VCALENDAR
ICS
venv/bin/python -W ignore - <<'PY'
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream

calendar = IcsCalendarStream.calendar_from_ics(Path("given/round.ics").read_bytes().decode())
Path("saved/round.ics").write_bytes(IcsCalendarStream.calendar_to_ics(calendar).encode())
PY
for step in given saved; do
  grep -o 'RECURRENCE-ID[^[:space:]]*' "$step/round.ics"
  venv/bin/python -W ignore - "$step/round.ics" <<'PY'
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalevents import icalevents

text = Path(sys.argv[1]).read_bytes().decode()
year = datetime(2026, 1, 1), datetime(2027, 1, 1)


def show(reader, events):
    starts = sorted(event.start.astimezone(ZoneInfo("Europe/Berlin")) for event in events)
    print(f"{reader:22}", " | ".join(f"{start:%m-%d %H:%M}" for start in starts))


series = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
show("recurring-ical-events", series.between(*year))
show("icalevents", icalevents.events(string_content=text, start=year[0], end=year[1]))
PY
  cat >khal.conf <<CONF
[calendars]
[[round]]
path = $tmp/$step
[sqlite]
path = $tmp/$step.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %m-%d
longdateformat = %Y-%m-%d
datetimeformat = %m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
CONF
  venv/bin/khal -c khal.conf list --day-format '' --format '{start-date} {start-time}' \
    2026-03-01 2026-04-01 | grep . | paste -s -d '|' | sed 's/|/ | /g; s/^/khal                   /'
  TZ=UTC node --input-type=module - "$step/round.ics" <<'JS'
import { readFileSync } from 'node:fs';
import ical from 'node-ical';

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'short',
});
const read = ical.sync.parseICS(readFileSync(process.argv[2], 'utf8'));
const found = ical.expandRecurringEvent(read['round@example.org'], {
  from: new Date('2026-01-01'),
  to: new Date('2027-01-01'),
});
const starts = found.map((event) => clock.format(event.start).slice(5)).sort();
console.log('node-ical'.padEnd(22), starts.join(' | '));
JS
done >seen
cat seen
diff - seen <<'END'
RECURRENCE-ID;TZID=Europe/Berlin:20260311T140000
recurring-ical-events  03-04 14:00 | 03-11 17:00 | 03-18 14:00
icalevents             03-04 14:00 | 03-11 17:00 | 03-18 14:00
khal                   03-04 14:00 | 03-11 17:00 | 03-18 14:00
node-ical              03-04 14:00 | 03-11 17:00 | 03-18 14:00
RECURRENCE-ID:20260311T140000
recurring-ical-events  03-04 14:00 | 03-11 17:00 | 03-18 14:00
icalevents             03-04 14:00 | 03-11 14:00 | 03-11 17:00 | 03-18 14:00
khal                   03-04 14:00 | 03-11 14:00 | 03-11 17:00 | 03-18 14:00
node-ical              03-04 14:00 | 03-11 14:00 | 03-11 17:00 | 03-18 14:00
END
