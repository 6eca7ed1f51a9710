#!/usr/bin/env bash
# icalendar and ical.js show the backslash before a comma in the name of a calendar, and icalendar
# writes the comma without one.
#
# Packages: icalendar 7.3.2 (PyPI), ical.js 2.2.1 (npm)
#
# Expected: RFC 7986, 5.1: NAME is a TEXT, so a comma is written "\," and read as a comma (RFC 5545,
# 3.3.11), like in DESCRIPTION beside it. icalendar has the attribute calendar_name for this property.
#
# Happens: to both, NAME is a value of an unknown type, and is taken as it is.
#
#   icalendar writes  NAME:Network, North
#   icalendar writes  DESCRIPTION:Network\, North
#   icalendar reads   Network\, North
#   ical.js reads     Network\, North
#
# Matters: the name is what subscribers see in their list of calendars, and networks are named after
# several places. Whoever writes it by the standard is shown with a backslash; put no comma into it.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1

cd "$tmp"
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//Names//EN 'NAME:Network\, North' \
  BEGIN:VEVENT UID:one DTSTAMP:20260101T000000Z DTSTART:20260304T090000Z END:VEVENT \
  END:VCALENDAR >names.ics
{
  venv/bin/python - <<'PY'
from pathlib import Path

from icalendar import Calendar

made = Calendar()
made.calendar_name = made.description = "Network, North"
for line in reversed(made.to_ical().decode().splitlines()):
    if line.startswith(("NAME", "DESCRIPTION")):
        print("icalendar writes ", line)
read = Calendar.from_ical(Path("names.ics").read_bytes())
print("icalendar reads  ", read.calendar_name)
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync('names.ics', 'utf8')));
console.log('ical.js reads    ', calendar.getFirstPropertyValue('name'));
JS
} >seen
cat seen
diff - seen <<'END'
icalendar writes  NAME:Network, North
icalendar writes  DESCRIPTION:Network\, North
icalendar reads   Network\, North
ical.js reads     Network\, North
END
