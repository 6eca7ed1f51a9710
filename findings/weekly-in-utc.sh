#!/usr/bin/env bash
# A weekly meeting at 14:00 is at 15:00 after the clocks change, though nobody wrote UTC.
#
# Packages: ics 3.12.0 (npm), read by icalendar 7.3.2 with recurring-ical-events 3.8.2 (PyPI)
#
# Expected: start: [2026, 3, 18, 14, 0] with a weekly rule means 14:00 on the clock each week. RFC
# 5545, 3.8.5.3, asks for that: with a recurrence rule, DTSTART and DTEND MUST be local times, with
# a VTIMEZONE.
#
# Happens: the library reads the numbers as local time, converts the first start to UTC, and repeats
# that. 13:00 UTC is 14:00 in winter and 15:00 in summer.
#
#   DTSTART:20260318T130000Z
#   2026-03-18 14:00
#   2026-03-25 14:00
#   2026-04-01 15:00
#
# Matters: the first weeks look right, and a test with one date never sees it. startOutputType:
# 'local' writes the time as it is.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.2
npm install --silent --no-audit --no-fund --prefix "$tmp" ics@3.12.0

cd "$tmp"
TZ=Europe/Berlin node --input-type=module - >round.ics <<'JS'
import { createEvent } from 'ics';

const { error, value } = createEvent({
  uid: 'round@example.org',
  title: 'Round',
  start: [2026, 3, 18, 14, 0],
  duration: { hours: 2 },
  recurrenceRule: 'FREQ=WEEKLY;COUNT=3',
});
if (error) throw error;
process.stdout.write(value);
JS
venv/bin/python -W ignore - >seen <<'PY'
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

text = Path("round.ics").read_text()
print(*(line for line in text.splitlines() if line.startswith("DTSTART")))
calendar = icalendar.Calendar.from_ical(text)
for event in recurring_ical_events.of(calendar).between((2026, 3, 1), (2026, 5, 1)):
    print(f"{event.start.astimezone(ZoneInfo('Europe/Berlin')):%Y-%m-%d %H:%M}")
PY
cat seen
diff - seen <<'END'
DTSTART:20260318T130000Z
2026-03-18 14:00
2026-03-25 14:00
2026-04-01 15:00
END
