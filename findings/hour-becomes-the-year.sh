#!/usr/bin/env bash
# dateparser reads "4. März, 14 Uhr" as a day of the year 2014, and "14 Uhr" as the 14th of the month.
#
# Package: dateparser 1.5.0 (PyPI)
#
# Expected: with languages=["de"] the number before "Uhr" is the hour, as it is in "14:00 Uhr"; it is the
# word ("o'clock") that makes it one. Else the text is refused, as "um 9 Uhr" is.
#
# Happens: "Uhr" is left out as a word without meaning, and what remains is a number. The first free place
# takes it: the day where there is none, the year where there are day and month. Every full hour is also
# a year of this century.
#
#   4. März, 14:00 Uhr    2026-03-04 14:00
#   4. März, 14 Uhr       2014-03-04 00:00
#   4. März um 9 Uhr      None
#   14 Uhr                2026-02-14 00:00
#   14.30 Uhr             2026-02-10 14:30
#
# (today is 10 February 2026)
#
# Matters: "14 Uhr" is how Germans write the beginning of a meeting, and minutes go without it. The answer is
# a valid day; sorted by date, the next meeting is the oldest of the list. Write ":00" in before parsing.
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

today = {"RELATIVE_BASE": datetime(2026, 2, 10, 9, 0)}
for text in ("4. März, 14:00 Uhr", "4. März, 14 Uhr", "4. März um 9 Uhr", "14 Uhr", "14.30 Uhr"):
    read = dateparser.parse(text, languages=["de"], settings=today)
    print(f"{text:21}", f"{read:%Y-%m-%d %H:%M}" if read else read)
PY
cat seen
diff - seen <<'END'
4. März, 14:00 Uhr    2026-03-04 14:00
4. März, 14 Uhr       2014-03-04 00:00
4. März um 9 Uhr      None
14 Uhr                2026-02-14 00:00
14.30 Uhr             2026-02-10 14:30
END
