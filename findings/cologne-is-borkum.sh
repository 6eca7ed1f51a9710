#!/usr/bin/env bash
# A number of Cologne written with 49 and without + is a valid number of the island of Borkum, while
# the same spelling is right for Berlin.
#
# Package: phonenumbers 9.0.43 (PyPI)
#
# Expected: ITU-T E.123 begins an international number with +. Without it and without a leading 0
# the text is either refused, or 49 is the country code for every town or for none.
#
# Happens: 49 is taken off only if the number is not valid with it. Area codes in the north-west
# begin with 49 themselves (04921 Emden, 04922 Borkum), and German numbers have no fixed length, so
# "49 221..." is a good number there.
#
#   +49 30 23125123  True  +49 30 23125123   Berlin
#   49 30 23125123   True  +49 30 23125123   Berlin
#   +49 221 4710123  True  +49 221 4710123   Köln
#   49 221 4710123   True  +49 4922 14710123  Borkum
#   49 341 1234567   True  +49 4934 11234567  Marienhafe
#   49 711 1234567   True  +49 4971 11234567  Esens
#
# Matters: spreadsheets lose the + of a number. The one that is called then is nobody's or somebody
# else's, and the check of validity agrees. Put the + back where a text begins with 49, or ask.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check phonenumbers==9.0.43

cd "$tmp"
venv/bin/python - >seen <<'PY'
import phonenumbers
from phonenumbers.geocoder import description_for_number

for text in (
    "+49 30 23125123",
    "49 30 23125123",
    "+49 221 4710123",
    "49 221 4710123",
    "49 341 1234567",
    "49 711 1234567",
):
    number = phonenumbers.parse(text, "DE")
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    valid = phonenumbers.is_valid_number(number)
    print(f"{text:15}  {valid}  {written:16}  {description_for_number(number, 'de')}")
PY
cat seen
diff - seen <<'END'
+49 30 23125123  True  +49 30 23125123   Berlin
49 30 23125123   True  +49 30 23125123   Berlin
+49 221 4710123  True  +49 221 4710123   Köln
49 221 4710123   True  +49 4922 14710123  Borkum
49 341 1234567   True  +49 4934 11234567  Marienhafe
49 711 1234567   True  +49 4971 11234567  Esens
END
