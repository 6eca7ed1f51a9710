#!/usr/bin/env bash
# pydantic reads "begin: 14:00" of a YAML file as fourteen minutes past midnight.
#
# Packages: PyYAML 6.0.4 and pydantic 2.14.4 (PyPI)
#
# Expected: in YAML 1.1, which PyYAML reads, 14:00 without quotes is the number 840 (fourteen times sixty;
# yaml.org/type/int.html), as is well known. A field of the type time refuses it, and the mistake is found:
# the JSON Schema that pydantic itself makes of the field asks for a text.
#
# Happens: a number is taken for the seconds since midnight, in UTC. What was hours and minutes is minutes and
# seconds. A time before ten is a text to YAML (09:00 is no number in base sixty) and is read as written,
# without a zone, so that the two ends of one meeting cannot even be compared. strict=True refuses the
# number, but the text as well.
#
#   in the schema       string, format time
#   09:00 to 09:30      '09:00' '09:30'      09:00:00 09:30:00
#   09:00 to 12:30      '09:00' 750          09:00:00 00:12:30+00:00
#   14:00 to 16:30      840 990              00:14:00+00:00 00:16:30+00:00
#   "14:00" to "16:30"  '14:00' '16:30'      14:00:00 16:30:00
#
# Matters: begin and end of a meeting are written like this in records, and the model is there to catch what
# YAML does to them. The meeting is valid, ends after it begins and lasts two and a half minutes. Ask for a
# text and a pattern, or refuse numbers before the model sees them.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check PyYAML==6.0.4 pydantic==2.14.4

cd "$tmp"
venv/bin/python - >seen <<'PY'
from datetime import time

import yaml
from pydantic import BaseModel


class Meeting(BaseModel):
    begin: time
    end: time


field = Meeting.model_json_schema()["properties"]["begin"]
print(f"{'in the schema':18}  {field['type']}, format {field['format']}")
for begin, end in (
    ("09:00", "09:30"),
    ("09:00", "12:30"),
    ("14:00", "16:30"),
    ('"14:00"', '"16:30"'),
):
    record = yaml.safe_load(f"begin: {begin}\nend: {end}\n")
    meeting = Meeting.model_validate(record)
    given = f"{record['begin']!r} {record['end']!r}"
    print(f"{f'{begin} to {end}':18}  {given:19}  {meeting.begin} {meeting.end}")
PY
cat seen
diff - seen <<'END'
in the schema       string, format time
09:00 to 09:30      '09:00' '09:30'      09:00:00 09:30:00
09:00 to 12:30      '09:00' 750          09:00:00 00:12:30+00:00
14:00 to 16:30      840 990              00:14:00+00:00 00:16:30+00:00
"14:00" to "16:30"  '14:00' '16:30'      14:00:00 16:30:00
END
