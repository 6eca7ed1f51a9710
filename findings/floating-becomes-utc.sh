#!/usr/bin/env bash
# "14:00, wherever you are" is 14:00 in Greenwich after two of five libraries have saved the calendar.
#
# Packages: icalendar 7.3.2, ical 14.3.1, ics 0.7.3 (PyPI); ical.js 2.2.1, ts-ics 2.4.6 (npm)
#
# Expected: RFC 5545, 3.3.5: a time without Z and TZID (form 1) is "floating", the same hour on the clock
# of each reader; a time with Z (form 2) is one moment. What is read as one is written as one.
#
# Happens: ics and ts-ics keep only a moment. They take the time for UTC and write the Z.
#
#   icalendar  DTSTART:20260701T140000
#   ical       DTSTART:20260701T140000
#   ics        DTSTART:20260701T140000Z
#   ical.js    DTSTART:20260701T140000
#   ts-ics     DTSTART;VALUE=DATE-TIME:20260701T140000Z
#
# Matters: calendars that are typed by hand or come out of a spreadsheet have no zone. A meeting at 14:00
# becomes one at 16:00 for everybody in Germany (15:00 in winter), only because it was saved again. Give
# each time its zone before such a library gets it.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2 ical==14.3.1 ics==0.7.3
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 ts-ics@2.4.6

cd "$tmp"
export TZ=Europe/Berlin
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//Summer//EN BEGIN:VEVENT UID:summer \
  DTSTAMP:20260101T000000Z DTSTART:20260701T140000 DTEND:20260701T160000 SUMMARY:Summer END:VEVENT \
  END:VCALENDAR >summer.ics
{
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

import icalendar
import ics
from ical.calendar_stream import IcsCalendarStream

text = Path("summer.ics").read_bytes().decode()
for writer, saved in (
    ("icalendar", icalendar.Calendar.from_ical(text).to_ical().decode()),
    ("ical", IcsCalendarStream.calendar_to_ics(IcsCalendarStream.calendar_from_ics(text))),
    ("ics", ics.Calendar(text).serialize()),
):
    print(f"{writer:10}", *(line for line in saved.splitlines() if line.startswith("DTSTART")))
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics';

const text = readFileSync('summer.ics', 'utf8');
for (const [writer, saved] of [
  ['ical.js', ICAL.stringify(ICAL.parse(text))],
  ['ts-ics', generateIcsCalendar(convertIcsCalendar(undefined, text))],
]) {
  console.log(writer.padEnd(10), ...saved.split(/\r?\n/).filter((line) => line.startsWith('DTSTART')));
}
JS
} >seen
cat seen
diff - seen <<'END'
icalendar  DTSTART:20260701T140000
ical       DTSTART:20260701T140000
ics        DTSTART:20260701T140000Z
ical.js    DTSTART:20260701T140000
ts-ics     DTSTART;VALUE=DATE-TIME:20260701T140000Z
END
