#!/usr/bin/env bash
# "Remind me an hour before the end" is an hour before the beginning once two of five libraries have saved
# the calendar.
#
# Packages: ical 14.3.1, ics 0.7.3, icalendar 7.3.2, vobject 0.9.9 (PyPI); ts-ics 2.4.6 (npm)
#
# Expected: RFC 5545, 3.8.6.3 and 3.2.14: a trigger counts from the beginning, and with RELATED=END from the
# end. What is read and not touched is written as it was.
#
# Happens: ical and ics keep the span of time and drop the word that says from where; without it, it counts
# from the beginning.
#
#   given      TRIGGER;RELATED=END:-PT1H
#   icalendar  TRIGGER;RELATED=END:-PT1H
#   vobject    TRIGGER;RELATED=END:-PT1H
#   ical       TRIGGER:-PT1H
#   ics        TRIGGER:-PT1H
#   ts-ics     TRIGGER;RELATED=END:-PT1H
#
# Matters: a hearing or a time to object lasts for weeks, and the reminder is for its last hour. It comes weeks
# early, before there is anything to do, and none comes at the end.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  ical==14.3.1 ics==0.7.3 icalendar==7.3.2 vobject==0.9.9
npm install --silent --no-audit --no-fund --prefix "$tmp" ts-ics@2.4.6

cd "$tmp"
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//Hearing//EN BEGIN:VEVENT UID:hearing \
  DTSTAMP:20260101T000000Z DTSTART:20260302T080000Z DTEND:20260327T160000Z SUMMARY:Hearing \
  BEGIN:VALARM ACTION:DISPLAY DESCRIPTION:Hearing 'TRIGGER;RELATED=END:-PT1H' END:VALARM END:VEVENT \
  END:VCALENDAR >hearing.ics
{
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

import icalendar
import ics
import vobject
from ical.calendar_stream import IcsCalendarStream

text = Path("hearing.ics").read_bytes().decode()
for writer, saved in (
    ("given", text),
    ("icalendar", icalendar.Calendar.from_ical(text).to_ical().decode()),
    ("vobject", vobject.readOne(text).serialize()),
    ("ical", IcsCalendarStream.calendar_to_ics(IcsCalendarStream.calendar_from_ics(text))),
    ("ics", ics.Calendar(text).serialize()),
):
    print(f"{writer:10}", *(line for line in saved.splitlines() if line.startswith("TRIGGER")))
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics';

const calendar = convertIcsCalendar(undefined, readFileSync('hearing.ics', 'utf8'));
const lines = generateIcsCalendar(calendar).split(/\r?\n/);
console.log('ts-ics    ', ...lines.filter((line) => line.startsWith('TRIGGER')));
JS
} >seen
cat seen
diff - seen <<'END'
given      TRIGGER;RELATED=END:-PT1H
icalendar  TRIGGER;RELATED=END:-PT1H
vobject    TRIGGER;RELATED=END:-PT1H
ical       TRIGGER:-PT1H
ics        TRIGGER:-PT1H
ts-ics     TRIGGER;RELATED=END:-PT1H
END
