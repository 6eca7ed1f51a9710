#!/usr/bin/env bash
# A date without hyphens, as ISO 8601 allows it, becomes an afternoon in August 1970.
#
# Packages: pydantic 2.14.4 (PyPI)
#
# Expected: "20260304" is 4 March 2026 (ISO 8601, basic format), or it is refused. Python's own
# datetime.fromisoformat reads it as that day, and pydantic's date refuses it.
#
# Happens: for a datetime, a text of digits is a number of seconds since 1970, in UTC. The same text
# is refused as a date, so that the two types disagree about whether it is valid at all.
#
#   fromisoformat  2026-03-04T00:00:00
#   date           date_from_datetime_inexact
#   datetime       1970-08-23T11:51:44+00:00
#
# Matters: iCalendar and many file names write dates in this form. It passes validation, and an age
# or a deadline is computed from it.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check pydantic==2.14.4

cd "$tmp"
venv/bin/python - >seen <<'PY'
from datetime import date, datetime

from pydantic import TypeAdapter, ValidationError

text = "20260304"
print("fromisoformat ", datetime.fromisoformat(text).isoformat())
for kind in (date, datetime):
    try:
        print(f"{kind.__name__:14}", TypeAdapter(kind).validate_python(text).isoformat())
    except ValidationError as error:
        print(f"{kind.__name__:14}", error.errors()[0]["type"])
PY
cat seen
diff - seen <<'END'
fromisoformat  2026-03-04T00:00:00
date           date_from_datetime_inexact
datetime       1970-08-23T11:51:44+00:00
END
