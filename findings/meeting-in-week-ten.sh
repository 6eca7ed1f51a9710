#!/usr/bin/env bash
# "Once a year, in week 10" is seven meetings a year for three readers of calendars and none for ical.js.
#
# Packages: recurring-ical-events 3.8.2 with icalendar 7.3.2, ical 14.3.1, vobject 0.9.9 (all with
# python-dateutil 2.9.0.post0; PyPI); ical.js 2.2.1, node-ical 0.27.2 (npm)
#
# Expected: one Wednesday a year. RFC 5545, 3.3.10: what the rule does not say is taken from DTSTART, and
# FREQ=YEARLY;BYWEEKNO=10 does not say on which day of the week.
#
# Happens: dateutil takes the day from DTSTART for a rule with a month or with nothing, and where the rule
# names a week, it takes all of its days. ical.js finds no date at all. Only node-ical does it as written.
#
#   recurring-ical-events  2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08 2027-03-08
#   ical                   2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08 2027-03-08
#   vobject                2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08 2027-03-08
#   ical.js
#   node-ical              2026-03-04 2027-03-10 2028-03-08 2029-03-07 2030-03-06 2031-03-05
#
# Matters: plans of trainings and reports name weeks. With BYDAY=WE beside the week, the three readers and
# node-ical agree. Say the day, even where DTSTART says it already.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check recurring-ical-events==3.8.2 icalendar==7.3.2 \
  ical==14.3.1 vobject==0.9.9 python-dateutil==2.9.0.post0
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 node-ical@0.27.2

cd "$tmp"
export TZ=UTC
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//Training//EN BEGIN:VEVENT \
  UID:training@example.org DTSTAMP:20260101T000000Z SUMMARY:Training DTSTART:20260304T130000Z \
  DTEND:20260304T150000Z 'RRULE:FREQ=YEARLY;BYWEEKNO=10' END:VEVENT END:VCALENDAR >training.ics
{
  venv/bin/python -W ignore - <<'PY'
from itertools import islice
from pathlib import Path

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

text = Path("training.ics").read_bytes().decode()


def show(reader, moments):
    print(f"{reader:22}", *(f"{moment:%Y-%m-%d}" for moment in islice(moments, 6)))


calendar = icalendar.Calendar.from_ical(text)
events = recurring_ical_events.of(calendar).between((2026, 1, 1), (2032, 1, 1))
show("recurring-ical-events", sorted(event.start for event in events))
timeline = IcsCalendarStream.calendar_from_ics(text).timeline
show("ical", (event.dtstart for event in timeline))
show("vobject", vobject.readOne(text).vevent.rruleset)
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import ical from 'node-ical';

const text = readFileSync('training.ics', 'utf8');
const show = (reader, days) =>
  console.log([reader.padEnd(22), ...days.slice(0, 6)].join(' ').trimEnd());

const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent'));
const days = [];
const moments = event.iterator();
for (let moment = moments.next(); moment && days.length < 6; moment = moments.next()) {
  days.push(moment.toString().slice(0, 10));
}
show('ical.js', days);

const found = ical.expandRecurringEvent(ical.sync.parseICS(text)['training@example.org'], {
  from: new Date('2026-01-01'),
  to: new Date('2032-01-01'),
});
show('node-ical', found.map((instance) => instance.start.toISOString().slice(0, 10)));
JS
} >seen
cat seen
diff - seen <<'END'
recurring-ical-events  2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08 2027-03-08
ical                   2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08 2027-03-08
vobject                2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08 2027-03-08
ical.js
node-ical              2026-03-04 2027-03-10 2028-03-08 2029-03-07 2030-03-06 2031-03-05
END
