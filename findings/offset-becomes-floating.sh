#!/usr/bin/env bash
# A time with its offset from UTC loses it on the way through a calendar file, in the library that
# wrote the file.
#
# Packages: icalendar 7.3.2, ical 14.3.1 (PyPI); node-ical 0.27.2 (npm)
#
# Expected: 2026-03-04T14:00+01:00, as every JSON interface writes it, is one moment, and comes back
# as that moment: as 13:00 UTC or with a VTIMEZONE. RFC 5545, 3.2.19: for each TZID there MUST be a
# VTIMEZONE.
#
# Happens: icalendar writes TZID="UTC+01:00", a name that no list of zones has, without VTIMEZONE
# (also after add_missing_timezones()). It reads it back without any zone; ical refuses the file;
# node-ical splits at the colon inside the quotes and gives a text that is no date.
#
#   written    DTSTART;TZID="UTC+01:00":20260304T140000
#   icalendar  2026-03-04T14:00:00 (zone: None)
#   ical       CalendarParseError
#   node-ical  start: 00:20260304T140000
#
# Matters: dates from a web form or database carry offsets, not zones. Convert to UTC or to a named
# zone before they go into a calendar.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2 ical==14.3.1
npm install --silent --no-audit --no-fund --prefix "$tmp" node-ical@0.27.2

cd "$tmp"
{
  venv/bin/python -W ignore - <<'PY'
from datetime import datetime
from pathlib import Path

import icalendar
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError

event = icalendar.Event.new(
    uid="visit",
    summary="Visit",
    start=datetime.fromisoformat("2026-03-04T14:00+01:00"),
    stamp=datetime.fromisoformat("2026-01-01T00:00Z"),
)
calendar = icalendar.Calendar.new(uid="calendar", subcomponents=[event])
calendar.add_missing_timezones()
written = calendar.to_ical()
Path("visit.ics").write_bytes(written)
print("written   ", *(line for line in written.decode().splitlines() if line.startswith("DTSTART")))
assert b"VTIMEZONE" not in written

start = icalendar.Calendar.from_ical(written).events[0].start
print("icalendar ", start.isoformat(), f"(zone: {start.tzinfo})")
try:
    print("ical      ", IcsCalendarStream.calendar_from_ics(written.decode()).events[0].dtstart)
except CalendarParseError as error:
    print("ical      ", type(error).__name__)
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ical from 'node-ical';

console.log('node-ical  start:', ical.sync.parseICS(readFileSync('visit.ics', 'utf8')).visit.start);
JS
} >seen
cat seen
diff - seen <<'END'
written    DTSTART;TZID="UTC+01:00":20260304T140000
icalendar  2026-03-04T14:00:00 (zone: None)
ical       CalendarParseError
node-ical  start: 00:20260304T140000
END
