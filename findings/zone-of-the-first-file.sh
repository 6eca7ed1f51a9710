#!/usr/bin/env bash
# The second calendar file of a process is read with the time zone of the first.
#
# Packages: vobject 0.9.9 and icalendar 7.3.2 (PyPI), compared with ical.js 2.2.1 (npm)
#
# Expected: RFC 5545, 3.2.19 and 3.6.5: a TZID names the VTIMEZONE of the same object. Two files may
# use one name for different rules.
#
# Happens: both libraries in Python remember each zone by its name for the whole process. The file
# that is read second has a zone of the same name, and its own definition is not looked at. Each file
# read by itself is right (the third line of each).
#
#   vobject    brussels.ics 13:00 UTC
#   vobject    athens.ics 13:00 UTC
#   vobject    athens.ics 12:00 UTC
#   icalendar  brussels.ics 13:00 UTC
#   icalendar  athens.ics 13:00 UTC
#   icalendar  athens.ics 12:00 UTC
#   ical.js    brussels.ics 13:00 UTC
#   ical.js    athens.ics 12:00 UTC
#
# Matters: names such as "Customized Time Zone" come from calendar programs, not from IANA. Whoever
# collects the calendars of several offices in one run gets meetings that are an hour off, depending on
# the order of the files. Read each in a process of its own, or take the definition out of the file.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check vobject==0.9.9 icalendar==7.3.2
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1

cd "$tmp"
write() { # NAME OFFSET: a meeting at 14:00 in a zone that is always OFFSET from UTC
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN BEGIN:VTIMEZONE TZID:Office \
    BEGIN:STANDARD DTSTART:19700101T000000 "TZOFFSETFROM:$2" "TZOFFSETTO:$2" END:STANDARD \
    END:VTIMEZONE BEGIN:VEVENT "UID:$1" DTSTAMP:20260101T000000Z \
    'DTSTART;TZID=Office:20260304T140000' SUMMARY:Meeting END:VEVENT END:VCALENDAR >"$1.ics"
}
write brussels +0100
write athens +0200
cat >vobject_.py <<'PY'
import sys
from datetime import UTC

import vobject

for name in sys.argv[1:]:
    start = vobject.readOne(open(name, newline="")).vevent.dtstart.value
    print("vobject   ", name, f"{start.astimezone(UTC):%H:%M} UTC")
PY
cat >icalendar_.py <<'PY'
import sys
from datetime import UTC
from pathlib import Path

from icalendar import Calendar

for name in sys.argv[1:]:
    start = Calendar.from_ical(Path(name).read_bytes()).events[0].start
    print("icalendar ", name, f"{start.astimezone(UTC):%H:%M} UTC")
PY
cat >icaljs.mjs <<'JS'
import ICAL from 'ical.js';
import { readFileSync } from 'node:fs';

for (const name of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(name, 'utf8')));
  const start = new ICAL.Event(calendar.getFirstSubcomponent('vevent')).startDate;
  console.log('ical.js   ', name, `${start.toJSDate().toISOString().slice(11, 16)} UTC`);
}
JS
{
  venv/bin/python -W ignore vobject_.py brussels.ics athens.ics
  venv/bin/python -W ignore vobject_.py athens.ics
  venv/bin/python icalendar_.py brussels.ics athens.ics
  venv/bin/python icalendar_.py athens.ics
  node icaljs.mjs brussels.ics athens.ics
} >seen
cat seen
diff - seen <<'END'
vobject    brussels.ics 13:00 UTC
vobject    athens.ics 13:00 UTC
vobject    athens.ics 12:00 UTC
icalendar  brussels.ics 13:00 UTC
icalendar  athens.ics 13:00 UTC
icalendar  athens.ics 12:00 UTC
ical.js    brussels.ics 13:00 UTC
ical.js    athens.ics 12:00 UTC
END
