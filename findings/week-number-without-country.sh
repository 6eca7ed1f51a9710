#!/usr/bin/env bash
# New Year 2027 is in calendar week 53 for "de_DE" and in week 1 for "de".
#
# Package: babel 2.19.0 (PyPI)
#
# Expected: the language alone means its main country (UTS #35, likely subtags: de is de_Latn_DE),
# where weeks are those of ISO 8601: the first one has at least four days in the new year. 1 January
# 2027 is a Friday, so 2026-W53.
#
# Happens: without a country the world's default is taken, where one day is enough (minDays 1),
# while the names of months and the order of day and month are German. The year of the week moves
# too.
#
#   de     01.01.2027  week 1/2027
#   de_DE  01.01.2027  week 53/2026
#   de_AT  01.01.2027  week 53/2026
#   ISO                week 53/2026
#
# Matters: "de" is what most programs set. Minutes and rosters are filed by week; all of 2027 and
# 2028 are one week off, and all of 2026, up to its last days, is right, so a test of today passes.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check babel==2.19.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from datetime import date

from babel.dates import format_date

day = date(2027, 1, 1)
for locale in ("de", "de_DE", "de_AT"):
    shown = format_date(day, "dd.MM.yyyy  'week' w/Y", locale=locale)
    print(f"{locale:6}", shown)
year, week, _ = day.isocalendar()
print(f"ISO                week {week}/{year}")
PY
cat seen
diff - seen <<'END'
de     01.01.2027  week 1/2027
de_DE  01.01.2027  week 53/2026
de_AT  01.01.2027  week 53/2026
ISO                week 53/2026
END
