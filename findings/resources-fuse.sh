#!/usr/bin/env bash
# Of two booked things icalendar makes one when it reads and writes a calendar, and loses the second when
# it reads the same as JSON.
#
# Package: icalendar 7.3.2 (PyPI)
#
# Expected: RESOURCES:Projector,Room 3 is a list of two, like CATEGORIES (RFC 5545, 3.8.1.10 and
# 3.8.1.2: "text *("," text)"), and in jCal both stand behind each other (RFC 7265, 3.4.1.1). What is read
# and not touched is written as it was.
#
# Happens: only CATEGORIES is a list to it. RESOURCES is read as one text, and its comma is escaped on
# writing; of the list in JSON the first value is taken. The status code of REQUEST-STATUS (3.8.8.3) is
# fused with its text in the same way.
#
#   CATEGORIES:Board,North                   ->  CATEGORIES:Board,North
#   RESOURCES:Projector,Room 3               ->  RESOURCES:Projector\,Room 3
#   REQUEST-STATUS:2.0;Success               ->  REQUEST-STATUS:2.0\;Success
#   ["categories",{},"text","Board","North"] ->  CATEGORIES:Board,North
#   ["resources",{},"text","Projector","R3"] ->  RESOURCES:Projector
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
import json

import icalendar


def show(given, name, event):
    lines = event.to_ical().decode().splitlines()
    print(f"{given:40} -> ", next(line for line in lines if line.startswith(name.upper())))


lines = ["CATEGORIES:Board,North", "RESOURCES:Projector,Room 3", "REQUEST-STATUS:2.0;Success"]
head = ["BEGIN:VEVENT", "UID:board", "DTSTAMP:20260101T000000Z", "DTSTART:20260304T130000Z"]
event = icalendar.Event.from_ical("\r\n".join([*head, *lines, "END:VEVENT", ""]))
for line in lines:
    show(line, line.partition(":")[0], event)

for values in (["categories", {}, "text", "Board", "North"], ["resources", {}, "text", "Projector", "R3"]):
    event = icalendar.Event.from_jcal(["vevent", [["uid", {}, "text", "board"], values], []])
    show(json.dumps(values, separators=(",", ":")), values[0], event)
PY
cat seen
diff - seen <<'END'
CATEGORIES:Board,North                   ->  CATEGORIES:Board,North
RESOURCES:Projector,Room 3               ->  RESOURCES:Projector\,Room 3
REQUEST-STATUS:2.0;Success               ->  REQUEST-STATUS:2.0\;Success
["categories",{},"text","Board","North"] ->  CATEGORIES:Board,North
["resources",{},"text","Projector","R3"] ->  RESOURCES:Projector
END
