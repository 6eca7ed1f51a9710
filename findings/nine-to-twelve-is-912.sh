#!/usr/bin/env bash
# babel reads the span "9-12 Uhr" as twelve minutes past nine.
#
# Package: babel 2.19.0 (PyPI)
#
# Expected: parse_time takes a time as the locale writes it, for "de_DE" HH:mm:ss. A span of hours is
# no time: a ParseError, as for text without a number.
#
# Happens: all groups of digits are collected, whatever stands between them, and the first two become
# hour and minute. A span of two half hours gives a second more than the first.
#
#   9 Uhr          09:00:00
#   9-12 Uhr       09:12:00
#   14 bis 16 Uhr  14:16:00
#   9:30-11:00     09:30:11
#   vormittags     ParseError
#
# Matters: lists of meetings often hold "9-12 Uhr" or "14-16 Uhr" in the column of the beginning. The
# meeting then begins a few minutes late, which nobody takes for an error. Compare what stands between
# the digits first.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check babel==2.19.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from babel.dates import ParseError, parse_time

for text in ("9 Uhr", "9-12 Uhr", "14 bis 16 Uhr", "9:30-11:00", "vormittags"):
    try:
        print(f"{text:14}", parse_time(text, locale="de_DE"))
    except (ParseError, IndexError) as error:
        print(f"{text:14}", type(error).__name__)
PY
cat seen
diff - seen <<'END'
9 Uhr          09:00:00
9-12 Uhr       09:12:00
14 bis 16 Uhr  14:16:00
9:30-11:00     09:30:11
vormittags     ParseError
END
