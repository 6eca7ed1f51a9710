#!/usr/bin/env bash
# A title loses an umlaut, without a word, when the writer has folded the line between the two bytes
# of the letter.
#
# Package: icalendar 7.3.2 (PyPI)
#
# Expected: RFC 5545, 3.1, limits lines to 75 octets, says that very simple implementations fold in
# the middle of a UTF-8 sequence, and that a reader therefore needs to unfold so that the original
# sequence is restored: first unfold the bytes, then decode.
#
# Happens: given bytes, icalendar decodes first, with two replacement characters for the halves, and
# unfolds then. There is no error, and saving makes the loss final.
#
#   folded before the ü   Runder Tisch Münster
#   folded within the ü   Runder Tisch M��nster
#
# Matters: where a line is folded depends on the length of the title, so one entry among many is
# hit, and always one with an umlaut. Take CR LF and space out of the bytes before from_ical.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2

cd "$tmp"
PYTHONIOENCODING=utf-8 venv/bin/python - >seen <<'PY'
import icalendar

HEAD = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Round//EN
BEGIN:VEVENT
UID:round@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260304T130000Z
"""
TAIL = b"""
END:VEVENT
END:VCALENDAR
"""
line = "SUMMARY:Runder Tisch Münster".encode()
letter = line.index("ü".encode())
for where, place in (("before", letter), ("within", letter + 1)):
    written = HEAD + line[:place] + b"\n " + line[place:] + TAIL
    calendar = icalendar.Calendar.from_ical(written.replace(b"\n", b"\r\n"))
    print(f"folded {where} the ü  ", calendar.events[0]["SUMMARY"])
PY
cat seen
diff - seen <<'END'
folded before the ü   Runder Tisch Münster
folded within the ü   Runder Tisch M��nster
END
