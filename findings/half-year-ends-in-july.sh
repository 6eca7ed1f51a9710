#!/usr/bin/env bash
# "On the last day of June and December" comes on 1 July from the second year on.
#
# Packages: ical.js 2.2.1 (npm), compared with python-dateutil 4.0.0 (PyPI)
#
# Expected: RFC 5545, 3.3.10: BYMONTHDAY=-1 is the last day of the month, of each one that BYMONTH names:
# 30 June and 31 December, every year. The first year is so.
#
# Happens: with each new year ical.js turns -1 into a number once, for the month in which the year before has
# ended, and takes that number for all months: 31 June is 1 July, and 31 February is 3 March. A list with one
# month has only one length and is right, and so is a rule that counts months.
#
#   dateutil  YEARLY;BYMONTH=6,12   2026-06-30 2026-12-31 2027-06-30 2027-12-31 2028-06-30
#   dateutil  YEARLY;BYMONTH=2,3    2026-02-28 2026-03-31 2027-02-28 2027-03-31 2028-02-29
#   dateutil  MONTHLY;INTERVAL=6    2026-06-30 2026-12-31 2027-06-30 2027-12-31 2028-06-30
#   ical.js   YEARLY;BYMONTH=6,12   2026-06-30 2026-12-31 2027-07-01 2027-12-31 2028-07-01
#   ical.js   YEARLY;BYMONTH=2,3    2026-02-28 2026-03-31 2027-03-03 2027-03-31 2028-03-02
#   ical.js   MONTHLY;INTERVAL=6    2026-06-30 2026-12-31 2027-06-30 2027-12-31 2028-06-30
#
# Matters: reports and payments are due at the end of a half-year or quarter. From the second year on such a
# deadline stands in the calendar one day after it has passed, in half of the entries only. Write
# FREQ=MONTHLY;INTERVAL=6, which both read alike.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check python-dateutil==4.0.0
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1

cd "$tmp"
{
  venv/bin/python - <<'PY'
from datetime import datetime

from dateutil.rrule import rrulestr

for part, first in (
    ("YEARLY;BYMONTH=6,12", "2026-06-30"),
    ("YEARLY;BYMONTH=2,3", "2026-02-28"),
    ("MONTHLY;INTERVAL=6", "2026-06-30"),
):
    rule = f"FREQ={part};BYMONTHDAY=-1;COUNT=5"
    moments = rrulestr(rule, dtstart=datetime.fromisoformat(first))
    print(f"dateutil  {part:20} ", *(f"{moment:%Y-%m-%d}" for moment in moments))
PY
  node --input-type=module - <<'JS'
import ICAL from 'ical.js';

for (const [part, first] of [
  ['YEARLY;BYMONTH=6,12', '2026-06-30'],
  ['YEARLY;BYMONTH=2,3', '2026-02-28'],
  ['MONTHLY;INTERVAL=6', '2026-06-30'],
]) {
  const rule = ICAL.Recur.fromString(`FREQ=${part};BYMONTHDAY=-1;COUNT=5`);
  const moments = rule.iterator(ICAL.Time.fromDateString(first));
  const dates = [];
  for (let moment = moments.next(); moment; moment = moments.next()) dates.push(moment.toString());
  console.log(`ical.js   ${part.padEnd(20)} `, ...dates);
}
JS
} >seen
cat seen
diff - seen <<'END'
dateutil  YEARLY;BYMONTH=6,12   2026-06-30 2026-12-31 2027-06-30 2027-12-31 2028-06-30
dateutil  YEARLY;BYMONTH=2,3    2026-02-28 2026-03-31 2027-02-28 2027-03-31 2028-02-29
dateutil  MONTHLY;INTERVAL=6    2026-06-30 2026-12-31 2027-06-30 2027-12-31 2028-06-30
ical.js   YEARLY;BYMONTH=6,12   2026-06-30 2026-12-31 2027-07-01 2027-12-31 2028-07-01
ical.js   YEARLY;BYMONTH=2,3    2026-02-28 2026-03-31 2027-03-03 2027-03-31 2028-03-02
ical.js   MONTHLY;INTERVAL=6    2026-06-30 2026-12-31 2027-06-30 2027-12-31 2028-06-30
END
