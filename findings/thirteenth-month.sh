#!/usr/bin/env bash
# babel takes the German date 04.13.2026 for 13 April, while it refuses 31.04.2026.
#
# Package: babel 2.19.0 (PyPI)
#
# Expected: for locale "de_DE" the order is day, month, year (CLDR dd.MM.y). A thirteenth month is a
# typing error, just as a 31st day of April is one: a ParseError for both.
#
# Happens: where the number of the month is above twelve, parse_date takes the day for the month. The
# check for real dates comes after that, so that one wrong digit is an error or another day,
# depending on which digit it is.
#
#   04.12.2026 2026-12-04
#   04.13.2026 2026-04-13
#   04.31.2026 ParseError
#   31.04.2026 ParseError
#
# Matters: "04.13.2026" for 04.12.2026 or 04.11.2026 moves a deadline by more than half a year, and
# nobody is told. Format the result again and compare it with what was typed.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check babel==2.19.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from babel.dates import ParseError, parse_date

for text in ("04.12.2026", "04.13.2026", "04.31.2026", "31.04.2026"):
    try:
        print(text, parse_date(text, locale="de_DE"))
    except ParseError as error:
        print(text, type(error).__name__)
PY
cat seen
diff - seen <<'END'
04.12.2026 2026-12-04
04.13.2026 2026-04-13
04.31.2026 ParseError
31.04.2026 ParseError
END
