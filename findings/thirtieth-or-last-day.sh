#!/usr/bin/env bash
# "On the 30th, in February on its last day" comes three times a month.
#
# Packages: ical.js 2.2.1 (npm), compared with python-dateutil 4.0.0 (PyPI)
#
# Expected: a rule on the 30th leaves February out (RFC 5545, 3.3.10: invalid dates are ignored), so
# one writes the days that may be the last and picks one of them a month: BYMONTHDAY=28,29,30 with
# BYSETPOS=-1.
#
# Happens: ical.js applies BYSETPOS to weekdays of a month only. With days of the month all of them are
# dates, and no error is raised.
#
#   dateutil  BYMONTHDAY=28,29,30   01-30 02-28 03-30 04-30
#   dateutil  BYDAY=MO,TU,WE,TH,FR  01-30 02-27 03-31 04-30
#   ical.js   BYMONTHDAY=28,29,30   01-30 02-28 03-28 03-29
#   ical.js   BYDAY=MO,TU,WE,TH,FR  01-30 02-27 03-31 04-30
#
# Matters: "on the 30th, and in February on its last day" has no shorter form in RFC 5545. A deadline at the
# end of the month is due on two further days in what is built on ical.js, Thunderbird among it.
# BYMONTHDAY=-1 means the last day without picking.
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
cat >rules <<'RULES'
FREQ=MONTHLY;COUNT=4;BYMONTHDAY=28,29,30;BYSETPOS=-1
FREQ=MONTHLY;COUNT=4;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
RULES
{
  venv/bin/python - <<'PY'
from datetime import datetime

from dateutil.rrule import rrulestr

for rule in open("rules"):
    moments = rrulestr(rule, dtstart=datetime(2026, 1, 30))
    print("dateutil ", f"{rule.split(';')[2]:21}", *(f"{moment:%m-%d}" for moment in moments))
PY
  node --input-type=module - <<'JS'
import ICAL from 'ical.js';
import { readFileSync } from 'node:fs';

for (const text of readFileSync('rules', 'utf8').trim().split('\n')) {
  const moments = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString('2026-01-30'));
  const dates = [];
  for (let moment = moments.next(); moment; moment = moments.next()) {
    dates.push(moment.toString().slice(5));
  }
  console.log('ical.js  ', text.split(';')[2].padEnd(21), ...dates);
}
JS
} >seen
cat seen
diff - seen <<'END'
dateutil  BYMONTHDAY=28,29,30   01-30 02-28 03-30 04-30
dateutil  BYDAY=MO,TU,WE,TH,FR  01-30 02-27 03-31 04-30
ical.js   BYMONTHDAY=28,29,30   01-30 02-28 03-28 03-29
ical.js   BYDAY=MO,TU,WE,TH,FR  01-30 02-27 03-31 04-30
END
