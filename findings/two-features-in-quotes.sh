#!/usr/bin/env bash
# A conference with sound and picture has one feature, "AUDIO,VIDEO", once the calendar is saved.
#
# Packages: ical.js 2.2.1 (npm), read by icalendar 7.3.2 (PyPI)
#
# Expected: FEATURE=AUDIO,VIDEO is a list of two and is written as it was read. RFC 7986, 6.3:
# FEATURE takes several values, separated by commas; RFC 5545, 3.2: what stands in double quotes is
# one value, also with a comma in it.
#
# Happens: ical.js keeps the parameter as one text (it knows of lists in DELEGATED-TO, DELEGATED-FROM
# and MEMBER), and puts it in quotes when it writes, since there is a comma in it.
#
#   read     ['AUDIO', 'VIDEO']
#   written  FEATURE="AUDIO,VIDEO"
#   read     AUDIO,VIDEO
#
# Matters: the link to a video meeting is shown by its features. Whoever moves the appointment in a
# calendar built on ical.js makes of a video meeting something of an unknown kind.
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
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 'PRODID:-//Example//Round//EN' BEGIN:VEVENT \
  UID:round@example.org DTSTAMP:20260101T000000Z DTSTART:20260304T130000Z \
  'CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://talk.example.org/a' \
  END:VEVENT END:VCALENDAR >round.ics
node --input-type=module - <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import ICAL from 'ical.js';

writeFileSync('saved.ics', ICAL.stringify(ICAL.parse(readFileSync('round.ics', 'utf8'))));
JS
venv/bin/python - >seen <<'PY'
import re
from pathlib import Path

import icalendar


def feature(name):
    calendar = icalendar.Calendar.from_ical(Path(name).read_bytes())
    return calendar.events[0]["CONFERENCE"].params["FEATURE"]


print("read    ", feature("round.ics"))
print("written ", re.search(r"FEATURE=[^;:]*", Path("saved.ics").read_text())[0])
print("read    ", feature("saved.ics"))
PY
cat seen
diff - seen <<'END'
read     ['AUDIO', 'VIDEO']
written  FEATURE="AUDIO,VIDEO"
read     AUDIO,VIDEO
END
