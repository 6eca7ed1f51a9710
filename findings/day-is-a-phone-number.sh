#!/usr/bin/env bash
# The day 4 March 2026, as Germans write it, is found as a valid phone number of Hamburg.
#
# Package: phonenumbers 9.0.43 (PyPI, the Python port of Google's libphonenumber)
#
# Expected: PhoneNumberMatcher passes over dates, as it does for 03/04/2026 (it sorts out what looks
# like a date with slashes, and a time after a date with hyphens), and finds the one phone number.
#
# Happens: only slashes make a date. With the points of a German date the digits are a number:
# 04.03.2026 is area code 040 and 32026, 02.12.2026 a number of 0212, and 05.11.2025 takes the
# hour behind it along. Whether a day is a number depends on the day: 01.03.2026 is none.
#
#   04.03.2026: 0221 12345                   +49 40 32026, +49 221 12345
#   03/04/2026: 0221 12345                   +49 221 12345
#   02.12.2026: 0221 12345                   +49 212 2026, +49 221 12345
#   01.03.2026: 0221 12345                   +49 221 12345
#   05.11.2025 09:00 Uhr                     +49 511 202509
#   bis 31.12.2026 0221 1234, neu 0221 99887 +49 221 99887
#
# Matters: who searches notes and lists for phone numbers (to import them, or to black them out) gets
# the day in place of the number, and in the last line loses a number that stands behind a day.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check phonenumbers==9.0.43

cd "$tmp"
venv/bin/python - >seen <<'PY'
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

for text in (
    "04.03.2026: 0221 12345",
    "03/04/2026: 0221 12345",
    "02.12.2026: 0221 12345",
    "01.03.2026: 0221 12345",
    "05.11.2025 09:00 Uhr",
    "bis 31.12.2026 0221 1234, neu 0221 99887",
):
    found = [
        format_number(match.number, PhoneNumberFormat.INTERNATIONAL)
        for match in PhoneNumberMatcher(text, "DE")
    ]
    print(f"{text:40}", ", ".join(found) or "-")
PY
cat seen
diff - seen <<'END'
04.03.2026: 0221 12345                   +49 40 32026, +49 221 12345
03/04/2026: 0221 12345                   +49 221 12345
02.12.2026: 0221 12345                   +49 212 2026, +49 221 12345
01.03.2026: 0221 12345                   +49 221 12345
05.11.2025 09:00 Uhr                     +49 511 202509
bis 31.12.2026 0221 1234, neu 0221 99887 +49 221 99887
END
