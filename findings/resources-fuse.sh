#!/usr/bin/env bash
# Two booked things become one when a calendar is read and written, although categories with the
# same grammar survive.
#
# Packages: icalendar 7.3.2 (PyPI)
#
# Expected: RESOURCES:Projector,Room 3 is a list of two, like CATEGORIES (RFC 5545, 3.8.1.10 and
# 3.8.1.2: "text *("," text)"); what is read and not touched is written as it was.
#
# Happens: only CATEGORIES is read as a list. RESOURCES is read as one text, and its comma is
# escaped on writing. The status code of REQUEST-STATUS (3.8.8.3) is fused with its text in the same
# way.
#
#   CATEGORIES:Board,North                ->  CATEGORIES:Board,North
#   RESOURCES:Projector,Room 3            ->  RESOURCES:Projector\,Room 3
#   REQUEST-STATUS:2.0;Success            ->  REQUEST-STATUS:2.0\;Success
#
# Matters: a program that only wants to change a title un-books the room. A list that the program
# itself adds is written as several lines and comes through.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check icalendar==7.3.2

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import icalendar

lines = ["CATEGORIES:Board,North", "RESOURCES:Projector,Room 3", "REQUEST-STATUS:2.0;Success"]
head = ["BEGIN:VEVENT", "UID:board", "DTSTAMP:20260101T000000Z", "DTSTART:20260304T130000Z"]
event = icalendar.Event.from_ical("\r\n".join([*head, *lines, "END:VEVENT", ""]))
written = event.to_ical().decode().splitlines()
for line in lines:
    name = line.partition(":")[0]
    print(f"{line:36}  ->  {next(new for new in written if new.startswith(name))}")
PY
cat seen
diff - seen <<'END'
CATEGORIES:Board,North                ->  CATEGORIES:Board,North
RESOURCES:Projector,Room 3            ->  RESOURCES:Projector\,Room 3
REQUEST-STATUS:2.0;Success            ->  REQUEST-STATUS:2.0\;Success
END
