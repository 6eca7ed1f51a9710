#!/usr/bin/env bash
# ts-ics puts "each first Wednesday at ten" at midnight and leaves out the first of the meetings; "on the
# last day of the month" it puts on the last but one.
#
# Packages: ts-ics 2.4.6 and rrule 2.8.1 (npm), python-dateutil 4.0.0 (PyPI)
#
# Expected: RFC 5545, 3.3.10: what the rule does not say, the hour among it, is derived from DTSTART, and
# BYMONTHDAY=-10 "represents the tenth to the last day of the month", so that -1 is the last. 3.8.5.3:
# DTSTART is the first of the instances.
#
# Happens: where BYDAY has a number, the day is built anew without its hour; the first one then lies before
# the beginning and is dropped. BYMONTHDAY counts back from the last day, and that day is number 0.
#
#   ts-ics    BYDAY=1WE      02-04 00:00 03-04 00:00 04-01 00:00
#   rrule     BYDAY=1WE      01-07 10:00 02-04 10:00 03-04 10:00
#   dateutil  BYDAY=1WE      01-07 10:00 02-04 10:00 03-04 10:00
#   ts-ics    BYMONTHDAY=-1  02-27 10:00 03-30 10:00 04-29 10:00
#   rrule     BYMONTHDAY=-1  01-31 10:00 02-28 10:00 03-31 10:00
#   dateutil  BYMONTHDAY=-1  01-31 10:00 02-28 10:00 03-31 10:00
#
# Matters: "each first Wednesday" is how working groups meet, and "by the last day of the month" how reports
# are due. Take the series of a file from a library that is made for rules.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check python-dateutil==4.0.0
npm install --silent --no-audit --no-fund --prefix "$tmp" ts-ics@2.4.6 rrule@2.8.1

cd "$tmp"
export TZ=UTC
for day in 'BYDAY=1WE 2026-01-07' 'BYMONTHDAY=-1 2026-01-31'; do
  # shellcheck disable=SC2086 # rule and first day are two words
  node --input-type=module - $day <<'JS'
import pkg from 'rrule';
import { convertIcsCalendar, extendByRecurrenceRule } from 'ts-ics';

const [part, first] = process.argv.slice(2);
const start = `${first.replaceAll('-', '')}T100000Z`;
const rule = `FREQ=MONTHLY;${part};COUNT=3`;
const file = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Group//EN', 'BEGIN:VEVENT', 'UID:group'],
  ...['DTSTAMP:20260101T000000Z', `DTSTART:${start}`, `RRULE:${rule}`, 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');
const event = convertIcsCalendar(undefined, file).events[0];
const options = { start: event.start.date, end: new Date('2027-01-01') };
const show = (reader, moments) => {
  const times = moments.slice(0, 3).map((moment) => moment.toISOString().slice(5, 16).replace('T', ' '));
  console.log(reader.padEnd(9), part.padEnd(14), times.join(' '));
};
show('ts-ics', extendByRecurrenceRule(event.recurrenceRule, options));
show('rrule', pkg.rrulestr(`DTSTART:${start}\nRRULE:${rule}`).all());
JS
  # shellcheck disable=SC2086
  venv/bin/python - $day <<'PY'
import sys
from datetime import datetime

from dateutil.rrule import rrulestr

part, first = sys.argv[1:]
moments = rrulestr(f"FREQ=MONTHLY;{part};COUNT=3", dtstart=datetime.fromisoformat(f"{first}T10:00"))
print("dateutil ", f"{part:14}", *(f"{moment:%m-%d %H:%M}" for moment in moments))
PY
done >seen
cat seen
diff - seen <<'END'
ts-ics    BYDAY=1WE      02-04 00:00 03-04 00:00 04-01 00:00
rrule     BYDAY=1WE      01-07 10:00 02-04 10:00 03-04 10:00
dateutil  BYDAY=1WE      01-07 10:00 02-04 10:00 03-04 10:00
ts-ics    BYMONTHDAY=-1  02-27 10:00 03-30 10:00 04-29 10:00
rrule     BYMONTHDAY=-1  01-31 10:00 02-28 10:00 03-31 10:00
dateutil  BYMONTHDAY=-1  01-31 10:00 02-28 10:00 03-31 10:00
END
