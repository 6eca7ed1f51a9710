#!/usr/bin/env bash
# ical.js shows a meeting twice when a rule and a list both name its day, and once when it is cancelled.
#
# Packages: ical.js 2.2.1, node-ical 0.27.2 (npm); recurring-ical-events 3.8.2 with icalendar 7.3.2, vobject
# 0.9.9, both on python-dateutil 2.9.0.post0 (PyPI)
#
# Expected: RFC 5545, 3.8.5.2: where RRULE and RDATE yield the same instance, there is one, and the
# duplicate is ignored. 3.8.5.1: EXDATE takes its date out of the set. 11 March, 13:00 UTC, is one moment.
#
# Happens: ical.js keeps three queues (rule, list, exceptions) and takes the earliest entry. Nobody asks
# whether the date was just given, and an exception is used up by the first date that it meets.
#
#   in both        ical.js                03-04 03-11 03-11 03-18
#   in both        node-ical              03-04 03-11 03-18
#   in both        recurring-ical-events  03-04 03-11 03-18
#   in both        vobject                03-04 03-11 03-18
#   and cancelled  ical.js                03-04 03-11 03-18
#   and cancelled  node-ical              03-04 03-18
#   and cancelled  recurring-ical-events  03-04 03-18
#   and cancelled  vobject                03-04 03-18
#
# Matters: writers repeat dates in RDATE, the first one above all, to be safe with readers that leave it
# out. The cancelled meeting is then still in the calendar, although the file says that it is off.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check recurring-ical-events==3.8.2 icalendar==7.3.2 \
  vobject==0.9.9 python-dateutil==2.9.0.post0
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 node-ical@0.27.2

cd "$tmp"
export TZ=UTC
write() { # NAME, EXTRA LINE...
  local name=$1
  shift
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//Round//EN BEGIN:VEVENT \
    UID:round@example.org DTSTAMP:20260101T000000Z SUMMARY:Round DTSTART:20260304T130000Z \
    DTEND:20260304T150000Z 'RRULE:FREQ=WEEKLY;COUNT=3' RDATE:20260311T130000Z "$@" END:VEVENT \
    END:VCALENDAR >"$name.ics"
}
write 'in both'
write 'and cancelled' EXDATE:20260311T130000Z
for name in 'in both' 'and cancelled'; do
  node --input-type=module - "$name" <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import ical from 'node-ical';

const name = process.argv[2];
const text = readFileSync(`${name}.ics`, 'utf8');
const show = (reader, days) => console.log(name.padEnd(14), reader.padEnd(22), days.join(' '));

const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent'));
const days = [];
const moments = event.iterator();
for (let moment = moments.next(); moment; moment = moments.next()) {
  days.push(moment.toString().slice(5, 10));
}
show('ical.js', days);

const found = ical.expandRecurringEvent(ical.sync.parseICS(text)['round@example.org'], {
  from: new Date('2026-01-01'),
  to: new Date('2027-01-01'),
});
show('node-ical', found.map((instance) => instance.start.toISOString().slice(5, 10)));
JS
  venv/bin/python -W ignore - "$name" <<'PY'
import sys
from pathlib import Path

import icalendar
import recurring_ical_events
import vobject

name = sys.argv[1]
text = Path(f"{name}.ics").read_bytes().decode()


def show(reader, moments):
    print(f"{name:14} {reader:22}", *(f"{moment:%m-%d}" for moment in moments))


events = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
    (2026, 1, 1), (2027, 1, 1)
)
show("recurring-ical-events", sorted(event.start for event in events))
show("vobject", vobject.readOne(text).vevent.rruleset)
PY
done >seen
cat seen
diff - seen <<'END'
in both        ical.js                03-04 03-11 03-11 03-18
in both        node-ical              03-04 03-11 03-18
in both        recurring-ical-events  03-04 03-11 03-18
in both        vobject                03-04 03-11 03-18
and cancelled  ical.js                03-04 03-11 03-18
and cancelled  node-ical              03-04 03-18
and cancelled  recurring-ical-events  03-04 03-18
and cancelled  vobject                03-04 03-18
END
