#!/usr/bin/env bash
# A yearly day, written as RFC 5545 wants it, begins at the moment at which the text is read.
#
# Package: rrule 2.8.1 (npm), compared with python-dateutil 4.0.0 (PyPI)
#
# Expected: DTSTART;VALUE=DATE:20260304 begins on 4 March 2026. RFC 5545, 3.8.2.4: the value of
# DTSTART is a date where VALUE says so; all-day entries of every calendar program are written so.
#
# Happens: a DTSTART with VALUE is not understood and left out without an error, and a rule without a
# beginning begins now, with the time of day of now. The same with VALUE=DATE-TIME, which is the
# default spelt out; without VALUE both are read.
#
#   rrule     DTSTART:20260304                         2026-03-04 2027-03-04
#   rrule     DTSTART;VALUE=DATE:20260304              now, and in a year
#   rrule     DTSTART;VALUE=DATE-TIME:20260304T130000Z now, and in a year
#   dateutil  DTSTART;VALUE=DATE:20260304              2026-03-04 2027-03-04
#
# Matters: anniversaries, deadlines and days of action are all-day series. On the day of the test
# itself the result may even look right.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check python-dateutil==4.0.0
npm install --silent --no-audit --no-fund --prefix "$tmp" rrule@2.8.1

cd "$tmp"
{
  node --input-type=module - <<'JS'
import pkg from 'rrule';

const near = (date, other) => Math.abs(date - other) < 2 * 86400000;
const starts = ['DTSTART:20260304', 'DTSTART;VALUE=DATE:20260304', 'DTSTART;VALUE=DATE-TIME:20260304T130000Z'];
for (const start of starts) {
  const [first, second] = pkg.rrulestr(`${start}\nRRULE:FREQ=YEARLY;COUNT=2`).all();
  const inAYear = new Date();
  inAYear.setFullYear(inAYear.getFullYear() + 1);
  const said = near(first, new Date()) && near(second, inAYear)
    ? 'now, and in a year'
    : [first, second].map((date) => date.toISOString().slice(0, 10)).join(' ');
  console.log('rrule    ', start.padEnd(40), said);
}
JS
  venv/bin/python - <<'PY'
from dateutil.rrule import rrulestr

start = "DTSTART;VALUE=DATE:20260304"
dates = rrulestr(f"{start}\nRRULE:FREQ=YEARLY;COUNT=2")
print("dateutil ", f"{start:40}", *(f"{date:%Y-%m-%d}" for date in dates))
PY
} >seen
cat seen
diff - seen <<'END'
rrule     DTSTART:20260304                         2026-03-04 2027-03-04
rrule     DTSTART;VALUE=DATE:20260304              now, and in a year
rrule     DTSTART;VALUE=DATE-TIME:20260304T130000Z now, and in a year
dateutil  DTSTART;VALUE=DATE:20260304              2026-03-04 2027-03-04
END
