#!/usr/bin/env bash
# Two parsers of dates read "4. März, 14 Uhr" as a day of the year 2014.
#
# Packages: dateparser 1.5.0 (PyPI), chrono-node 2.10.3 (npm)
#
# Expected: in German the number before "Uhr" ("o'clock") is the hour, as both take it to be in "14:00 Uhr".
#
# Happens: behind a day and a month the first free place is that of the year, and two digits fill it. The word
# that makes them an hour is not looked at: dateparser leaves it out, chrono-node stops before it. Every
# full hour is also a year of this century. With "um" ("at") before it chrono-node sees the hour.
#
#   dateparser   4. März, 14:00 Uhr   2026-03-04 14:00
#   dateparser   4. März, 14 Uhr      2014-03-04 00:00
#   dateparser   4. März um 14 Uhr    2014-03-04 00:00
#   chrono-node  4. März, 14:00 Uhr   2026-03-04 14:00
#   chrono-node  4. März, 14 Uhr      2014-03-04
#   chrono-node  4. März um 14 Uhr    2026-03-04 14:00
#
# (today is 10 February 2026)
#
# Matters: this is how Germans write the beginning of a meeting, and minutes go without it. The answer is a
# valid day; sorted by date, the next meeting is the oldest of the list. Write ":00" in before parsing.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check dateparser==1.5.0
npm install --silent --no-audit --no-fund --prefix "$tmp" chrono-node@2.10.3

cd "$tmp"
export TZ=UTC
{
  venv/bin/python -W ignore - <<'PY'
from datetime import datetime

import dateparser

today = {"RELATIVE_BASE": datetime(2026, 2, 10, 9, 0)}
for text in ("4. März, 14:00 Uhr", "4. März, 14 Uhr", "4. März um 14 Uhr"):
    read = dateparser.parse(text, languages=["de"], settings=today)
    print(f"dateparser   {text:20} {read:%Y-%m-%d %H:%M}")
PY
  node --input-type=module - <<'JS'
import { de } from 'chrono-node';

for (const text of ['4. März, 14:00 Uhr', '4. März, 14 Uhr', '4. März um 14 Uhr']) {
  const [{ start }] = de.parse(text, new Date('2026-02-10T09:00Z'));
  const length = start.isCertain('hour') ? 16 : 10;
  console.log('chrono-node ', text.padEnd(20), start.date().toISOString().slice(0, length).replace('T', ' '));
}
JS
} >seen
cat seen
diff - seen <<'END'
dateparser   4. März, 14:00 Uhr   2026-03-04 14:00
dateparser   4. März, 14 Uhr      2014-03-04 00:00
dateparser   4. März um 14 Uhr    2014-03-04 00:00
chrono-node  4. März, 14:00 Uhr   2026-03-04 14:00
chrono-node  4. März, 14 Uhr      2014-03-04
chrono-node  4. März um 14 Uhr    2026-03-04 14:00
END
