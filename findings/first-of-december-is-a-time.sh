#!/usr/bin/env bash
# "1.12." is twelve minutes past one today, "24.12." is Christmas Eve, in German.
#
# Package: dateparser 1.5.0 (PyPI)
#
# Expected: with languages=["de"] a text of day and month with two points is a date; the points make
# ordinals of both numbers, and no German time ends with one ("1.12 Uhr" is a time).
#
# Happens: what can be a time of day is one. So it depends on the day and on the number of digits:
#
#   4.3.     2026-03-04 00:00
#   04.03.   2026-06-01 04:03
#   1.12.    2026-06-01 01:12
#   13.12.   2026-06-01 13:12
#   24.12.   2026-12-24 00:00
#   1.12.26  2026-12-01 00:00
#
# (today is 1 June 2026)
#
# Matters: lists of meetings are written without the year. The answer is a valid moment of today, so
# nothing fails; and a test that takes "4.3." or "24.12." finds it right.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check dateparser==1.5.0

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
from datetime import datetime

import dateparser

today = {"RELATIVE_BASE": datetime(2026, 6, 1, 9, 0)}
for text in ("4.3.", "04.03.", "1.12.", "13.12.", "24.12.", "1.12.26"):
    read = dateparser.parse(text, languages=["de"], settings=today)
    print(f"{text:8} {read:%Y-%m-%d %H:%M}")
PY
cat seen
diff - seen <<'END'
4.3.     2026-03-04 00:00
04.03.   2026-06-01 04:03
1.12.    2026-06-01 01:12
13.12.   2026-06-01 13:12
24.12.   2026-12-24 00:00
1.12.26  2026-12-01 00:00
END
