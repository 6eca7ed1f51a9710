#!/usr/bin/env bash
# ics (PyPI) loads and saves a weekly meeting: from the change of clocks on it is an hour late, and a
# cancelled date takes place again.
#
# Packages: ics 0.7.3, icalendar 7.3.2, ical 14.3.1 and vobject 0.9.9 (PyPI); ical.js 2.2.1 (npm)
#
# Expected: what is read and saved without a change means the same. RFC 5545, 3.8.5.3: with a rule, DTSTART
# and DTEND MUST be local times, with their VTIMEZONE; so the file has them.
#
# Happens: DTSTART becomes UTC and VTIMEZONE is left out, while the rule and the cancelled date (EXDATE)
# are copied as they were. 13:00 UTC is 14:00 in winter and 15:00 in summer; the EXDATE at 14:00 of a
# zone that the file no longer knows meets no date any more.
#
#   DTSTART;TZID=Europe/Berlin:20260318T140000
#   EXDATE;TZID=Europe/Berlin:20260401T140000
#   ical     03-18 14:00 03-25 14:00 04-08 14:00
#   vobject  03-18 14:00 03-25 14:00 04-08 14:00
#   ical.js  03-18 14:00 03-25 14:00 04-08 14:00
#   DTSTART:20260318T130000Z
#   EXDATE;TZID=Europe/Berlin:20260401T140000
#   ical     03-18 14:00 03-25 14:00 04-01 15:00 04-08 15:00
#   vobject  03-18 14:00 03-25 14:00 04-01 15:00 04-08 15:00
#   ical.js  03-18 14:00 03-25 14:00 04-01 15:00 04-08 15:00
#
# Matters: programs load a calendar to add one entry and save it. All other series are changed by that, and
# the first weeks look right. Change series with a library that leaves DTSTART alone.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  ics==0.7.3 icalendar==7.3.2 ical==14.3.1 vobject==0.9.9
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1

cd "$tmp"
sed 's/$/\r/' >given.ics <<'ICS'
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
DTSTART;TZID=Europe/Berlin:20260318T140000
DTEND;TZID=Europe/Berlin:20260318T160000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Berlin:20260401T140000
END:VEVENT
END:VCALENDAR
ICS
venv/bin/python -W ignore - <<'PY'
from pathlib import Path

import ics

saved = ics.Calendar(Path("given.ics").read_bytes().decode()).serialize()
Path("saved.ics").write_bytes(saved.encode())
PY
for file in given.ics saved.ics; do
  venv/bin/python -W ignore - "$file" <<'PY'
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import vobject
from ical.calendar_stream import IcsCalendarStream

text = Path(sys.argv[1]).read_bytes().decode()
berlin = ZoneInfo("Europe/Berlin")
for name in ("DTSTART", "EXDATE"):
    event = icalendar.Calendar.from_ical(text).events[0]
    print(*(str(line) for line in event.content_lines() if line.startswith(name)))
for reader, moments in (
    ("ical", (event.dtstart for event in IcsCalendarStream.calendar_from_ics(text).timeline_tz(berlin))),
    ("vobject", vobject.readOne(text).vevent.rruleset),
):
    print(f"{reader:8}", *(f"{moment.astimezone(berlin):%m-%d %H:%M}" for moment in moments))
PY
  node --input-type=module - "$file" <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'short',
});
const moments = new ICAL.Event(calendar.getFirstSubcomponent('vevent')).iterator();
const found = [];
for (let moment = moments.next(); moment; moment = moments.next()) {
  found.push(clock.format(moment.toJSDate()).slice(5));
}
console.log('ical.js ', ...found);
JS
done >seen
cat seen
diff - seen <<'END'
DTSTART;TZID=Europe/Berlin:20260318T140000
EXDATE;TZID=Europe/Berlin:20260401T140000
ical     03-18 14:00 03-25 14:00 04-08 14:00
vobject  03-18 14:00 03-25 14:00 04-08 14:00
ical.js  03-18 14:00 03-25 14:00 04-08 14:00
DTSTART:20260318T130000Z
EXDATE;TZID=Europe/Berlin:20260401T140000
ical     03-18 14:00 03-25 14:00 04-01 15:00 04-08 15:00
vobject  03-18 14:00 03-25 14:00 04-01 15:00 04-08 15:00
ical.js  03-18 14:00 03-25 14:00 04-01 15:00 04-08 15:00
END
