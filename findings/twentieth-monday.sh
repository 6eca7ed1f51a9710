#!/usr/bin/env bash
# "Every 20th Monday of the year" becomes every Monday from the 20th on.
#
# Packages: ical.js 2.2.1 (npm), compared with python-dateutil 4.0.0 (PyPI)
#
# Expected: RFC 5545, 3.3.10: with FREQ=YEARLY and no BYMONTH the number before a weekday counts
# within the year; 3.8.5.3 has the 20th Monday among its examples, one date a year.
#
# Happens: ical.js gives the right first date and goes on by weeks.
#
#   dateutil  2026-05-18 2027-05-17 2028-05-15
#   ical.js   2026-05-18 2026-05-25 2026-06-01
#
# Matters: yearly reports and anniversaries by week count are written this way. ical.js is in
# Thunderbird and in many web calendars. A rule with BYMONTH and a small number
# (BYMONTH=5;BYDAY=3MO) is computed right.
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

moments = rrulestr("FREQ=YEARLY;BYDAY=20MO;COUNT=3", dtstart=datetime(2026, 5, 18))
print("dateutil ", *(f"{moment:%Y-%m-%d}" for moment in moments))
PY
  node --input-type=module - <<'JS'
import ICAL from 'ical.js';

const rule = ICAL.Recur.fromString('FREQ=YEARLY;BYDAY=20MO;COUNT=3');
const moments = rule.iterator(ICAL.Time.fromDateString('2026-05-18'));
const dates = [];
for (let moment = moments.next(); moment; moment = moments.next()) dates.push(moment.toString());
console.log('ical.js  ', ...dates);
JS
} >seen
cat seen
diff - seen <<'END'
dateutil  2026-05-18 2027-05-17 2028-05-15
ical.js   2026-05-18 2026-05-25 2026-06-01
END
