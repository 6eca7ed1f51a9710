#!/usr/bin/env bash
# A calendar that ics (PyPI) has loaded and saved says CALSCALE:GEORGIAN, and the usual library for series
# then gives none of its dates.
#
# Packages: ics 0.7.3, read by recurring-ical-events 3.8.2 with icalendar 7.3.2 (PyPI)
#
# Expected: a file without CALSCALE means the Gregorian calendar, and stays so. RFC 5545, 3.7.1,
# defines one value, GREGORIAN, as the default.
#
# Happens: on reading, the missing line is filled in with the default misspelt, which the next saving
# puts into the file. A calendar made with the library has no such line; only one that was read.
# recurring-ical-events keeps to the standard and refuses a scale that it does not know.
#
#   made in the program  no CALSCALE         2026-03-04
#   read and saved       CALSCALE:GEORGIAN   InvalidCalendar
#
# Matters: a calendar that was only added to is gone for those who subscribe to it by such a reader; others
# read over the line, so that the writer looks right. A test that writes and reads with the same library
# sees nothing. Take the line out after each passage through this library.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  ics==0.7.3 recurring-ical-events==3.8.2 icalendar==7.3.2

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import icalendar
import ics
import recurring_ical_events


def show(step, text):
    scale = [line for line in text.splitlines() if line.startswith("CALSCALE")] or ["no CALSCALE"]
    try:
        series = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
        found = [f"{event.start:%Y-%m-%d}" for event in series.between((2026, 1, 1), (2027, 1, 1))]
    except recurring_ical_events.InvalidCalendar as error:
        found = [type(error).__name__]
    print(f"{step:19}  {scale[0]:18} ", *found)


event = ics.Event(name="Board", begin="2026-03-04T13:00:00Z", uid="board@example.org")
made = ics.Calendar(events=[event]).serialize()
show("made in the program", made)
show("read and saved", ics.Calendar(made).serialize())
PY
cat seen
diff - seen <<'END'
made in the program  no CALSCALE         2026-03-04
read and saved       CALSCALE:GEORGIAN   InvalidCalendar
END
