#!/usr/bin/env bash
# A yearly day on 29 February comes every year, in three of four on 1 March.
#
# Packages: ical.js 2.2.1 (npm), compared with python-dateutil 4.0.0 (PyPI)
#
# Expected: RFC 5545, 3.3.10: "Recurrence rules may generate recurrence instances with an invalid date
# […] such recurrence instances MUST be ignored". FREQ=YEARLY from 29 February 2024 on has a date in
# 2028 next.
#
# Happens: ical.js overflows into March in common years. The same rule with the day written out
# (BYMONTH=2;BYMONTHDAY=29) is right, and so is FREQ=MONTHLY on a 31st.
#
#   dateutil  FREQ=YEARLY                         2024-02-29 2028-02-29 2032-02-29
#   dateutil  FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 2024-02-29 2028-02-29 2032-02-29
#   ical.js   FREQ=YEARLY                         2024-02-29 2025-03-01 2026-03-01
#   ical.js   FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 2024-02-29 2028-02-29 2032-02-29
#
# Matters: an anniversary or a yearly deadline has dates in one program that another does not know;
# ical.js is in Thunderbird and in many web calendars. Write the day out, or BYMONTH=2;BYMONTHDAY=-1 for
# the last of February.
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

for part in ("", ";BYMONTH=2;BYMONTHDAY=29"):
    moments = rrulestr(f"FREQ=YEARLY;COUNT=3{part}", dtstart=datetime(2024, 2, 29))
    print(f"dateutil  FREQ=YEARLY{part:24}", *(f"{moment:%Y-%m-%d}" for moment in moments))
PY
  node --input-type=module - <<'JS'
import ICAL from 'ical.js';

for (const part of ['', ';BYMONTH=2;BYMONTHDAY=29']) {
  const rule = ICAL.Recur.fromString(`FREQ=YEARLY;COUNT=3${part}`);
  const moments = rule.iterator(ICAL.Time.fromDateString('2024-02-29'));
  const dates = [];
  for (let moment = moments.next(); moment; moment = moments.next()) dates.push(moment.toString());
  console.log(`ical.js   FREQ=YEARLY${part.padEnd(24)}`, ...dates);
}
JS
} >seen
cat seen
diff - seen <<'END'
dateutil  FREQ=YEARLY                         2024-02-29 2028-02-29 2032-02-29
dateutil  FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 2024-02-29 2028-02-29 2032-02-29
ical.js   FREQ=YEARLY                         2024-02-29 2025-03-01 2026-03-01
ical.js   FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 2024-02-29 2028-02-29 2032-02-29
END
