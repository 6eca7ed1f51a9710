#!/usr/bin/env bash
# "One day" and "24 hours" end at different times in the night of the clock change, and each of four
# readers gets one of the two wrong.
#
# Packages: icalendar 7.3.2, ical 14.3.1 (PyPI); ical.js 2.2.1, node-ical 0.27.2 (npm)
#
# Expected: RFC 5545, 3.3.6, tells nominal durations (weeks, days) from accurate ones (hours,
# minutes, seconds). From 28 March 2026, 14:00 in Berlin, P1D ends on the 29th at 14:00, and PT24H
# at 15:00, because that night has lost an hour.
#
# Happens: in Python and in ical.js both are 14:00, so "24 hours" last 23. In node-ical both are
# 15:00, so "one day" ends an hour late.
#
#   icalendar  P1D 14:00  PT24H 14:00
#   ical       P1D 14:00  PT24H 14:00
#   ical.js    P1D 14:00  PT24H 14:00
#   node-ical  P1D 15:00  PT24H 15:00
#
# Matters: on-call duties and weekend seminars run over that night. DTEND says the same to all
# readers; DURATION does not.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2 ical==14.3.1
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 node-ical@0.27.2

sed 's/$/\r/' >"$tmp/duty.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Duty//EN
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
UID:day
DTSTAMP:20260101T000000Z
SUMMARY:P1D
DTSTART;TZID=Europe/Berlin:20260328T140000
DURATION:P1D
END:VEVENT
BEGIN:VEVENT
UID:hours
DTSTAMP:20260101T000000Z
SUMMARY:PT24H
DTSTART;TZID=Europe/Berlin:20260328T140000
DURATION:PT24H
END:VEVENT
END:VCALENDAR
ICS

cd "$tmp"
{
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

import icalendar
from ical.calendar_stream import IcsCalendarStream

text = Path("duty.ics").read_text()


def show(reader, ends):
    print(f"{reader:10}", "  ".join(f"{name} {end:%H:%M}" for name, end in ends))


events = icalendar.Calendar.from_ical(text).events
show("icalendar", ((event["SUMMARY"], event.end) for event in events))
events = IcsCalendarStream.calendar_from_ics(text).events
show("ical", ((event.summary, event.end) for event in events))
PY
  TZ=Europe/Berlin node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import ical from 'node-ical';

const text = readFileSync('duty.ics', 'utf8');
const show = (reader, ends) => console.log(`${reader.padEnd(10)} ${ends.join('  ')}`);

const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
const time = (moment) => moment.toString().slice(11, 16);
show('ical.js', events.map((event) => `${event.summary} ${time(event.endDate)}`));

const read = Object.values(ical.sync.parseICS(text)).filter((item) => item.type === 'VEVENT');
const clock = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  hour: '2-digit',
  minute: '2-digit',
});
show('node-ical', read.map((event) => `${event.summary} ${clock.format(event.end)}`));
JS
} >seen
cat seen
diff - seen <<'END'
icalendar  P1D 14:00  PT24H 14:00
ical       P1D 14:00  PT24H 14:00
ical.js    P1D 14:00  PT24H 14:00
node-ical  P1D 15:00  PT24H 15:00
END
