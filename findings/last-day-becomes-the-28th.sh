#!/usr/bin/env bash
# "Monthly, from 31 January" is on 28 February for ts-ics, and then on the 28th of every month for good.
#
# Packages: ts-ics 2.4.6 (npm), compared with python-dateutil 4.0.0 (PyPI)
#
# Expected: RFC 5545, 3.3.10: a date that does not exist MUST be ignored, so that there is none in February
# and the next is 31 March. Or else, as many programs have it, the last day of each month: 28 February and
# then 31 March again.
#
# Happens: each date is counted from the one before and not from the first. The 28th is where February has
# cut the series, and nothing leads back. With a yearly day it is the same: from 29 February 2024 on it is
# the 28th, in 2028 as well. Series from the 1st to the 28th are right, and so is BYMONTHDAY=31.
#
#   dateutil  MONTHLY                2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31
#   dateutil  MONTHLY;BYMONTHDAY=31  2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31
#   dateutil  YEARLY                 2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29
#   ts-ics    MONTHLY                2026-01-31 2026-02-28 2026-03-28 2026-04-28 2026-05-28
#   ts-ics    MONTHLY;BYMONTHDAY=31  2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31
#   ts-ics    YEARLY                 2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-28
#
# Matters: what is due at the end of the month begins on some 31st, or on a 30th. Begun in March it slides
# by one day, and only in February by the rest, when nobody looks at it any more. Say the day in the rule.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check python-dateutil==4.0.0
npm install --silent --no-audit --no-fund --prefix "$tmp" ts-ics@2.4.6

cd "$tmp"
export TZ=UTC
{
  venv/bin/python - <<'PY'
from datetime import datetime
from itertools import islice

from dateutil.rrule import rrulestr

for part, first in (
    ("MONTHLY", "2026-01-31"),
    ("MONTHLY;BYMONTHDAY=31", "2026-01-31"),
    ("YEARLY", "2024-02-29"),
):
    moments = rrulestr(f"FREQ={part}", dtstart=datetime.fromisoformat(first))
    print(f"dateutil  {part:21} ", *(f"{moment:%Y-%m-%d}" for moment in islice(moments, 5)))
PY
  node --input-type=module - <<'JS'
import { convertIcsCalendar, extendByRecurrenceRule } from 'ts-ics';

for (const [part, first] of [
  ['MONTHLY', '2026-01-31'],
  ['MONTHLY;BYMONTHDAY=31', '2026-01-31'],
  ['YEARLY', '2024-02-29'],
]) {
  const file = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Group//EN', 'BEGIN:VEVENT', 'UID:group'],
    ...['DTSTAMP:20240101T000000Z', `DTSTART:${first.replaceAll('-', '')}T100000Z`, `RRULE:FREQ=${part}`],
    ...['SUMMARY:Report', 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
  const event = convertIcsCalendar(undefined, file).events[0];
  const options = { start: event.start.date, end: new Date('2030-01-01') };
  const dates = extendByRecurrenceRule(event.recurrenceRule, options).slice(0, 5);
  console.log(`ts-ics    ${part.padEnd(21)} `, ...dates.map((date) => date.toISOString().slice(0, 10)));
}
JS
} >seen
cat seen
diff - seen <<'END'
dateutil  MONTHLY                2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31
dateutil  MONTHLY;BYMONTHDAY=31  2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31
dateutil  YEARLY                 2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29
ts-ics    MONTHLY                2026-01-31 2026-02-28 2026-03-28 2026-04-28 2026-05-28
ts-ics    MONTHLY;BYMONTHDAY=31  2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31
ts-ics    YEARLY                 2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-28
END
