#!/usr/bin/env bash
# A category with a comma in its name falls apart, and the fragments are written back.
#
# Packages: ical 14.3.1, compared with icalendar 7.3.2 (PyPI)
#
# Expected: CATEGORIES:Round table\, North is one category. RFC 5545, 3.3.11: a comma inside a value
# is escaped by a backslash, and 3.8.1.2 separates categories by unescaped commas.
#
# Happens: ical first splits at commas and never sees the escape. It then writes the left-over
# backslash as part of the name, so the next reader gets it too. Commas in SUMMARY or LOCATION,
# which are no lists, are read well.
#
#   icalendar             ['Round table, North']
#   ical                  ['Round table\\', ' North']
#   ical, saved and read  ['Round table\\', ' North']
#
# Matters: filters by category silently find nothing, and every save makes it final. Category names
# without commas stay whole.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2 ical==14.3.1

sed 's/$/\r/' >"$tmp/round.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Round//EN
BEGIN:VEVENT
UID:round
DTSTAMP:20260101T000000Z
DTSTART:20260304T130000Z
SUMMARY:Round
CATEGORIES:Round table\, North
END:VEVENT
END:VCALENDAR
ICS

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
from pathlib import Path

import icalendar
from ical.calendar_stream import IcsCalendarStream

text = Path("round.ics").read_text()
calendar = IcsCalendarStream.calendar_from_ics(text)
saved = icalendar.Calendar.from_ical(IcsCalendarStream.calendar_to_ics(calendar)).events[0]
event = icalendar.Calendar.from_ical(text).events[0]
print("icalendar            ", [str(name) for name in event.categories])
print("ical                 ", calendar.events[0].categories)
print("ical, saved and read ", [str(name) for name in saved.categories])
PY
cat seen
diff - seen <<'END'
icalendar             ['Round table, North']
ical                  ['Round table\\', ' North']
ical, saved and read  ['Round table\\', ' North']
END
