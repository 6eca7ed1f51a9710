#!/usr/bin/env bash
# ical saves a meeting with a list of further dates so that it cannot read its own file any more.
#
# Packages: ical 14.3.1, vobject 0.9.9 (PyPI); ical.js 2.2.1 (npm)
#
# Expected: what a library writes, it reads. RFC 5545, 3.8.5.2: RDATE holds date-times, unless VALUE says that
# they are dates or periods (a beginning and an end, parted by a slash, 3.3.9).
#
# Happens: where a date has a time zone, ical writes VALUE=PERIOD before a value that has no end. It and
# vobject then refuse the whole calendar; ical.js reads it all the same. Dates in UTC come through.
#
#   read and saved  RDATE;TZID=Europe/Berlin;VALUE=PERIOD:20260506T140000
#   ical            given.ics 2026-03-04 2026-05-06
#   vobject         given.ics 2026-03-04 2026-05-06
#   ical.js         given.ics 2026-03-04 2026-05-06
#   ical            saved.ics CalendarParseError
#   vobject         saved.ics ParseError
#   ical.js         saved.ics 2026-03-04 2026-05-06
#
# Matters: boards meet on agreed dates. One such meeting makes a calendar of a hundred others unreadable, at
# the next start and not when it is saved. Write one event for each date.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check ical==14.3.1 vobject==0.9.9
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1

cd "$tmp"
sed 's/$/\r/' >given.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Board//EN
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
UID:board@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Board
DTSTART;TZID=Europe/Berlin:20260304T140000
DTEND;TZID=Europe/Berlin:20260304T160000
RDATE;TZID=Europe/Berlin:20260304T140000,20260506T140000
END:VEVENT
END:VCALENDAR
ICS
{
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream

saved = IcsCalendarStream.calendar_to_ics(
    IcsCalendarStream.calendar_from_ics(Path("given.ics").read_bytes().decode())
)
Path("saved.ics").write_bytes(saved.encode())
print("read and saved ", [line for line in saved.splitlines() if line.startswith("RDATE")][-1])
PY
  for file in given.ics saved.ics; do
    venv/bin/python -W ignore - "$file" <<'PY'
import sys
from pathlib import Path

import vobject
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError

text = Path(sys.argv[1]).read_bytes().decode()
for reader, read in (
    ("ical", lambda: [event.dtstart for event in IcsCalendarStream.calendar_from_ics(text).timeline]),
    ("vobject", lambda: list(vobject.readOne(text).vevent.rruleset)),
):
    try:
        found = [f"{moment:%Y-%m-%d}" for moment in read()]
    except (CalendarParseError, vobject.base.ParseError) as error:
        found = [type(error).__name__]
    print(f"{reader:15}", sys.argv[1], *found)
PY
    node --input-type=module - "$file" <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
const moments = new ICAL.Event(calendar.getFirstSubcomponent('vevent')).iterator();
const found = [];
for (let moment = moments.next(); moment; moment = moments.next()) {
  found.push(moment.toString().slice(0, 10));
}
console.log('ical.js        ', process.argv[2], ...found);
JS
  done
} >seen
cat seen
diff - seen <<'END'
read and saved  RDATE;TZID=Europe/Berlin;VALUE=PERIOD:20260506T140000
ical            given.ics 2026-03-04 2026-05-06
vobject         given.ics 2026-03-04 2026-05-06
ical.js         given.ics 2026-03-04 2026-05-06
ical            saved.ics CalendarParseError
vobject         saved.ics ParseError
ical.js         saved.ics 2026-03-04 2026-05-06
END
