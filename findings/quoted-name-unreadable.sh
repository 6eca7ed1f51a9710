#!/usr/bin/env bash
# One double quote in the organiser's name makes the whole calendar unreadable for three readers.
#
# Packages: ics 3.12.0 (npm), read by ical 14.3.1, vobject 0.9.9 and ics 0.7.3 (PyPI)
#
# Expected: a writer either refuses a double quote in a name or writes it as ^' (RFC 6868, 3). RFC
# 5545, 3.2, has no place for it: a quoted parameter value ends at the next double quote, and
# backslashes mean nothing there.
#
# Happens: the writer puts a backslash before it, as JSON would. The readers see the value end and
# stumble over what follows; none of them gives any of the events.
#
#   written     ORGANIZER;CN="Eva \"Ev\" Muster":MAILTO:eva@example.org
#   ical        CalendarParseError
#   vobject     ParseError
#   ics (PyPI)  ParseError
#
# Matters: nicknames in quotes come from address books. A feed of a hundred meetings is gone for its
# subscribers because of one of them.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check ical==14.3.1 vobject==0.9.9 ics==0.7.3
npm install --silent --no-audit --no-fund --prefix "$tmp" ics@3.12.0

cd "$tmp"
node --input-type=module - >board.ics <<'JS'
import { createEvent } from 'ics';

const { error, value } = createEvent({
  uid: 'board@example.org',
  title: 'Board',
  start: [2026, 3, 18, 14, 0],
  duration: { hours: 2 },
  organizer: { name: 'Eva "Ev" Muster', email: 'eva@example.org' },
});
if (error) throw error;
process.stdout.write(value);
JS
venv/bin/python -W ignore - >seen <<'PY'
from pathlib import Path

import ics
import vobject
from ical.calendar_stream import IcsCalendarStream

text = Path("board.ics").read_text()
print("written    ", *(line for line in text.splitlines() if line.startswith("ORGANIZER")))
for reader, read in (
    ("ical", IcsCalendarStream.calendar_from_ics),
    ("vobject", vobject.readOne),
    ("ics (PyPI)", ics.Calendar),
):
    try:
        read(text)
        print(f"{reader:11}", "read")
    except Exception as error:
        print(f"{reader:11}", type(error).__name__)
PY
cat seen
diff - seen <<'END'
written     ORGANIZER;CN="Eva \"Ev\" Muster":MAILTO:eva@example.org
ical        CalendarParseError
vobject     ParseError
ics (PyPI)  ParseError
END
