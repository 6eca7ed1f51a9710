#!/usr/bin/env bash
# ical saves a meeting with two categories so that ts-ics reads one of them, and ics (PyPI) none of the
# calendar, though nothing is wrong with the file.
#
# Packages: ical 14.3.1, icalendar 7.3.2, vobject 0.9.9 and ics 0.7.3 (PyPI); ical.js 2.2.1, ts-ics 2.4.6 (npm)
#
# Expected: RFC 5545, 3.6.1: CATEGORIES is optional and may occur more than once in an event; 3.8.1.2: each
# time it is a list with commas. One line with two values and two lines with one value say the same.
#
# Happens: ical reads the one line and writes two. ts-ics keeps one line of each kind, the last one; ics allows
# one line only and raises an error for the whole calendar. vobject is asked for all lines here; its short
# form, event.categories, is the first one. All of them read what was there before.
#
#   given  CATEGORIES:Board,North
#   given  icalendar  Board, North
#   given  ical       Board, North
#   given  vobject    Board, North
#   given  ics        Board, North
#   given  ical.js    Board, North
#   given  ts-ics     Board, North
#   saved  CATEGORIES:Board
#   saved  CATEGORIES:North
#   saved  icalendar  Board, North
#   saved  ical       Board, North
#   saved  vobject    Board, North
#   saved  ics        ValueError
#   saved  ical.js    Board, North
#   saved  ts-ics     North
#
# Matters: members choose by category what they see of a network's calendar. After a program in between has
# added one entry, the board's meetings are missing for some of them. Write all categories in one line.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  ical==14.3.1 icalendar==7.3.2 vobject==0.9.9 ics==0.7.3
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 ts-ics@2.4.6

cd "$tmp"
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//Group//EN BEGIN:VEVENT UID:group \
  DTSTAMP:20260101T000000Z DTSTART:20260304T130000Z 'SUMMARY:Round table' CATEGORIES:Board,North \
  END:VEVENT END:VCALENDAR >given.ics
venv/bin/python - <<'PY'
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream

calendar = IcsCalendarStream.calendar_from_ics(Path("given.ics").read_text())
lines = IcsCalendarStream.calendar_to_ics(calendar).splitlines()
Path("saved.ics").write_bytes("".join(f"{line}\r\n" for line in lines).encode())
PY
for name in given saved; do
  tr -d '\r' <"$name.ics" | sed -n "s/^CATEGORIES/$name  &/p"
  venv/bin/python -W ignore - "$name" <<'PY'
import sys
from pathlib import Path

import icalendar
import ics
import vobject
from ical.calendar_stream import IcsCalendarStream

name = sys.argv[1]
text = Path(f"{name}.ics").read_text()
readers = {
    "icalendar": lambda: icalendar.Calendar.from_ical(text).events[0].categories,
    "ical": lambda: IcsCalendarStream.calendar_from_ics(text).events[0].categories,
    "vobject": lambda: [
        category
        for line in vobject.readOne(text).vevent.categories_list
        for category in line.value
    ],
    "ics": lambda: sorted(next(iter(ics.Calendar(text).events)).categories),
}
for reader, read in readers.items():
    try:
        seen = ", ".join(map(str, read()))
    except ValueError as error:
        seen = type(error).__name__
    print(f"{name}  {reader:9}  {seen}")
PY
  node --input-type=module - "$name" <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';

const name = process.argv[2];
const text = readFileSync(`${name}.ics`, 'utf8');
const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
const lines = event.getAllProperties('categories');
console.log(`${name}  ical.js   `, lines.flatMap((line) => line.getValues()).join(', '));
console.log(`${name}  ts-ics    `, convertIcsCalendar(undefined, text).events[0].categories.join(', '));
JS
done >seen
cat seen
diff - seen <<'END'
given  CATEGORIES:Board,North
given  icalendar  Board, North
given  ical       Board, North
given  vobject    Board, North
given  ics        Board, North
given  ical.js    Board, North
given  ts-ics     Board, North
saved  CATEGORIES:Board
saved  CATEGORIES:North
saved  icalendar  Board, North
saved  ical       Board, North
saved  vobject    Board, North
saved  ics        ValueError
saved  ical.js    Board, North
saved  ts-ics     North
END
