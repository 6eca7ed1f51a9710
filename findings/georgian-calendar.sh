#!/usr/bin/env bash
# A calendar that is loaded and saved comes out in the calendar of Georgia.
#
# Packages: ics 0.7.3 (PyPI)
#
# Expected: a file without CALSCALE means the Gregorian calendar, and stays so. RFC 5545, 3.7.1,
# defines one value, GREGORIAN, as the default.
#
# Happens: on reading, the missing line is filled in with a slip of the pen, which the next write
# puts into the file. A calendar made with the library has no such line; only one that was read.
#
#   made in the program: no CALSCALE
#   read and written:    CALSCALE:GEORGIAN
#
# Matters: what a reader does with a calendar scale that does not exist is anybody's guess, and a
# test that writes and reads with the same library sees nothing. Take the line out after each
# passage through this library.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check ics==0.7.3

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import ics


def scale(calendar):
    found = [line for line in calendar.serialize().splitlines() if line.startswith("CALSCALE")]
    return found[0] if found else "no CALSCALE"


event = ics.Event(name="Board", begin="2026-03-04T13:00:00Z", uid="board@example.org")
made = ics.Calendar(events=[event])
print("made in the program:", scale(made))
print("read and written:   ", scale(ics.Calendar(made.serialize())))
PY
cat seen
diff - seen <<'END'
made in the program: no CALSCALE
read and written:    CALSCALE:GEORGIAN
END
