#!/usr/bin/env bash
# "App. 5" behind a German phone number is dialled as letters, and the result is a valid number of
# somebody else.
#
# Package: phonenumbers 9.0.43 (PyPI)
#
# Expected: App. (Apparat), the German word for an extension, is either understood, as "ext." is, or
# the number is refused.
#
# Happens: three or more letters make the text a vanity number. A, P, P become 2, 7, 7 of the
# keypad, and the digits follow. With fewer letters these are left out, and the 5 joins the number.
# Both are "valid", without extension.
#
#   030 23125 ext. 5  True   tel:+49-30-23125;ext=5
#   030 23125 App. 5  True   tel:+49-30-231252775
#   030 23125 Ap. 5   True   tel:+49-30-231255
#
# Matters: lists of offices are full of "App.". A check of validity, made to find such cases,
# confirms them.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check phonenumbers==9.0.43

cd "$tmp"
venv/bin/python - >seen <<'PY'
import phonenumbers

for text in ("030 23125 ext. 5", "030 23125 App. 5", "030 23125 Ap. 5"):
    number = phonenumbers.parse(text, "DE")
    link = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
    print(f"{text:16}", "", phonenumbers.is_valid_number(number), " ", link)
PY
cat seen
diff - seen <<'END'
030 23125 ext. 5  True   tel:+49-30-23125;ext=5
030 23125 App. 5  True   tel:+49-30-231252775
030 23125 Ap. 5   True   tel:+49-30-231255
END
