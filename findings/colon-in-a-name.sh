#!/usr/bin/env bash
# After loading and saving, part of an attendee's name has become the address.
#
# Packages: ics 0.7.3 (PyPI), read by icalendar 7.3.2 (PyPI) and ical.js 2.2.1 (npm)
#
# Expected: CN="Youth: Muster, Eva" keeps its quotes. RFC 5545, 3.2: a parameter value with colon,
# semicolon or comma MUST stand in double quotes; there is no backslash in parameter values.
#
# Happens: the quotes are dropped and the comma gets a backslash. The first colon then ends the
# parameters for every reader.
#
#   written    ATTENDEE;CN=Youth: Muster\, Eva:mailto:eva@example.org
#   icalendar  name 'Youth', address ' Muster, Eva:mailto:eva@example.org'
#   ical.js    name 'Youth', address ' Muster\, Eva:mailto:eva@example.org'
#
# Matters: "Muster, Eva" is how lists write names. The invitation goes nowhere, and nobody sees an
# error.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check ics==0.7.3 icalendar==7.3.2
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1

sed 's/$/\r/' >"$tmp/board.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Board//EN
BEGIN:VEVENT
UID:board@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260304T130000Z
SUMMARY:Board
ATTENDEE;CN="Youth: Muster, Eva":mailto:eva@example.org
END:VEVENT
END:VCALENDAR
ICS

cd "$tmp"
{
  venv/bin/python -W ignore - <<'PY'
from pathlib import Path

import icalendar
import ics

written = ics.Calendar(Path("board.ics").read_text()).serialize()
Path("saved.ics").write_text(written, newline="")
print("written   ", *(line for line in written.splitlines() if line.startswith("ATTENDEE")))
attendee = icalendar.Calendar.from_ical(written).events[0]["ATTENDEE"]
print(f"icalendar  name '{attendee.params['CN']}', address '{attendee}'")
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync('saved.ics', 'utf8')));
const attendee = calendar.getFirstSubcomponent('vevent').getFirstProperty('attendee');
const name = attendee.getParameter('cn');
console.log(`ical.js    name '${name}', address '${attendee.getFirstValue()}'`);
JS
} >seen
cat seen
diff - seen <<'END'
written    ATTENDEE;CN=Youth: Muster\, Eva:mailto:eva@example.org
icalendar  name 'Youth', address ' Muster, Eva:mailto:eva@example.org'
ical.js    name 'Youth', address ' Muster\, Eva:mailto:eva@example.org'
END
