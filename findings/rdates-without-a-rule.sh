#!/usr/bin/env bash
# A meeting with a list of further dates loses its first date in three readers and all the others in
# a fourth.
#
# Packages: recurring-ical-events 3.8.2 with icalendar 7.3.2, ical 14.3.1, vobject 0.9.9 (PyPI); ical.js
# 2.2.1, node-ical 0.27.2 (npm)
#
# Expected: DTSTART with an RDATE list and no RRULE gives DTSTART and every RDATE. RFC 5545,
# 3.8.5.2, builds the recurrence set from DTSTART along with RRULE, RDATE and EXDATE, and says that
# DTSTART defines its first instance.
#
# Happens: only recurring-ical-events does it. ical, vobject and ical.js leave DTSTART out;
# node-ical sees nothing but DTSTART.
#
#   recurring-ical-events  2026-03-04 2026-05-06 2026-07-08
#   ical                   2026-05-06 2026-07-08
#   vobject                2026-05-06 2026-07-08
#   ical.js                2026-05-06 2026-07-08
#   node-ical              2026-03-04
#
# Matters: boards that meet on agreed dates, not by a rule, are exactly this case. The same file
# must not be read by a subscriber as "first meeting cancelled". One event for each date, or the
# first date repeated as RDATE, is read alike by all but node-ical.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.2 ical==14.3.1 vobject==0.9.9
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 node-ical@0.27.2

sed 's/$/\r/' >"$tmp/board.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Board//EN
BEGIN:VEVENT
UID:board@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Board
DTSTART:20260304T130000Z
DTEND:20260304T150000Z
RDATE:20260506T120000Z,20260708T120000Z
END:VEVENT
END:VCALENDAR
ICS

cd "$tmp"
{
  venv/bin/python -W ignore - <<'PY'
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

text = Path("board.ics").read_text()


def show(reader, moments):
    print(f"{reader:22}", *(f"{moment:%Y-%m-%d}" for moment in moments))


calendar = icalendar.Calendar.from_ical(text)
events = recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1))
show("recurring-ical-events", sorted(event.start for event in events))
timeline = IcsCalendarStream.calendar_from_ics(text).timeline
year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
show("ical", (event.dtstart for event in timeline.overlapping(*year)))
show("vobject", vobject.readOne(text).vevent.rruleset)
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import ical from 'node-ical';

const text = readFileSync('board.ics', 'utf8');
const show = (reader, dates) => console.log([reader.padEnd(22), ...dates].join(' '));

const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent'));
const dates = [];
const moments = event.iterator();
for (let moment = moments.next(); moment; moment = moments.next()) {
  dates.push(moment.toString().slice(0, 10));
}
show('ical.js', dates);

const found = ical.expandRecurringEvent(ical.sync.parseICS(text)['board@example.org'], {
  from: new Date('2026-01-01'),
  to: new Date('2027-01-01'),
});
show('node-ical', found.map((instance) => instance.start.toISOString().slice(0, 10)));
JS
} >seen
cat seen
diff - seen <<'END'
recurring-ical-events  2026-03-04 2026-05-06 2026-07-08
ical                   2026-05-06 2026-07-08
vobject                2026-05-06 2026-07-08
ical.js                2026-05-06 2026-07-08
node-ical              2026-03-04
END
