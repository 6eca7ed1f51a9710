#!/usr/bin/env bash
# "From now on on Thursdays" moves one meeting in two readers and all following ones in two others.
#
# Packages: ical 14.3.1, recurring-ical-events 3.8.2 with icalendar 7.3.2 (PyPI); node-ical 0.27.2, ical.js 2.2.1 (npm)
#
# Expected: RFC 5545, 3.2.13 and 3.8.4.4: an override with RANGE=THISANDFUTURE holds for that
# instance and all that follow; if it is rescheduled, they are by the same time difference.
#
# Happens: ical and node-ical move the one and leave the others on Wednesday, without a warning.
#
#   recurring-ical-events  We 03-04 | Th 03-12 | Th 03-19 | Th 03-26
#   ical.js                We 03-04 | Th 03-12 | Th 03-19 | Th 03-26
#   ical                   We 03-04 | Th 03-12 | We 03-18 | We 03-25
#   node-ical              We 03-04 | Th 03-12 | We 03-18 | We 03-25
#
# Matters: half of the members come on the wrong day, from the second meeting on. End the old series
# by UNTIL and begin a new one with its own UID: all four read that alike.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.2 ical==14.3.1
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 node-ical@0.27.2

sed 's/$/\r/' >"$tmp/round.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Round//EN
BEGIN:VEVENT
UID:round@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Round
DTSTART:20260304T130000
DTEND:20260304T150000
RRULE:FREQ=WEEKLY;COUNT=4
END:VEVENT
BEGIN:VEVENT
UID:round@example.org
RECURRENCE-ID;RANGE=THISANDFUTURE:20260311T130000
DTSTAMP:20260101T000000Z
SUMMARY:Round
DTSTART:20260312T130000
DTEND:20260312T150000
END:VEVENT
END:VCALENDAR
ICS

cd "$tmp"
export TZ=UTC
{
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

import icalendar
import recurring_ical_events

calendar = icalendar.Calendar.from_ical(Path("round.ics").read_text())
events = recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1))
days = (f"{start:%a}"[:2] + f"{start: %m-%d}" for start in sorted(event.start for event in events))
print(f"{'recurring-ical-events':22}", " | ".join(days))
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync('round.ics', 'utf8')));
const series = new ICAL.Event(calendar.getFirstSubcomponent('vevent'));
const moments = series.iterator();
const days = [];
for (let moment = moments.next(); moment; moment = moments.next()) {
  const start = series.getOccurrenceDetails(moment).startDate;
  const name = ['', 'Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'][start.dayOfWeek()];
  days.push(`${name} ${start.toString().slice(5, 10)}`);
}
console.log('ical.js'.padEnd(22), days.join(' | '));
JS
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream

events = IcsCalendarStream.calendar_from_ics(Path("round.ics").read_text()).timeline
days = (f"{event.dtstart:%a}"[:2] + f"{event.dtstart: %m-%d}" for event in events)
print(f"{'ical':22}", " | ".join(days))
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ical from 'node-ical';

const read = ical.sync.parseICS(readFileSync('round.ics', 'utf8'));
const found = ical.expandRecurringEvent(read['round@example.org'], {
  from: new Date('2026-01-01'),
  to: new Date('2027-01-01'),
});
const days = found.map(({ start }) => {
  const name = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'][start.getDay()];
  return `${name} ${start.toISOString().slice(5, 10)}`;
});
console.log('node-ical'.padEnd(22), days.join(' | '));
JS
} >seen
cat seen
diff - seen <<'END'
recurring-ical-events  We 03-04 | Th 03-12 | Th 03-19 | Th 03-26
ical.js                We 03-04 | Th 03-12 | Th 03-19 | Th 03-26
ical                   We 03-04 | Th 03-12 | We 03-18 | We 03-25
node-ical              We 03-04 | Th 03-12 | We 03-18 | We 03-25
END
