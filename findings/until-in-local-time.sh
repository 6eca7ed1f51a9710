#!/usr/bin/env bash
# A series that ends at 14:00 in Berlin is written without the place, and a strict reader gives none
# of its dates.
#
# Packages: icalendar 7.3.2, read by ical 14.3.1 (PyPI)
#
# Expected: an end that is given with its time zone is written in UTC, as the library does with
# DTSTAMP. RFC 5545, 3.3.10: if DTSTART has a time zone, UNTIL MUST be a UTC time.
#
# Happens: the zone of UNTIL is dropped, and the number stays. ical takes the file and raises only
# when the dates are asked for.
#
#   RRULE:FREQ=WEEKLY;UNTIL=20260318T140000
#   ValueError: RRULE UNTIL values must be specified in UTC when DTSTART is timezone-aware
#
# Matters: more tolerant readers show the series, so the writer looks right in every calendar at
# hand. Convert UNTIL to UTC before adding the rule.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2 ical==14.3.1

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
from ical.calendar_stream import IcsCalendarStream

berlin = ZoneInfo("Europe/Berlin")
event = icalendar.Event.new(
    uid="round",
    summary="Round",
    start=datetime(2026, 3, 4, 14, tzinfo=berlin),
    stamp=datetime.fromisoformat("2026-01-01T00:00Z"),
)
event.add("rrule", {"freq": "weekly", "until": datetime(2026, 3, 18, 14, tzinfo=berlin)})
calendar = icalendar.Calendar.new(uid="calendar", subcomponents=[event])
calendar.add_missing_timezones()
written = calendar.to_ical().decode()
print(*(line for line in written.splitlines() if line.startswith("RRULE:FREQ=WEEKLY")))

read = IcsCalendarStream.calendar_from_ics(written)
try:
    print([event.dtstart for event in read.timeline])
except ValueError as error:
    print("ValueError:", error)
PY
cat seen
diff - seen <<'END'
RRULE:FREQ=WEEKLY;UNTIL=20260318T140000
ValueError: RRULE UNTIL values must be specified in UTC when DTSTART is timezone-aware
END
