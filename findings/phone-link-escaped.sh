#!/usr/bin/env bash
# A phone number with an extension is a broken link after the card is saved, although nobody touched
# it.
#
# Package: vobject 0.9.9 (PyPI)
#
# Expected: TEL;VALUE=uri:tel:+49-30-23125000;ext=5 is a URI, the form of the example in RFC 6350,
# 6.4.1; there is nothing to escape in it, and no backslash among the characters of a URI (RFC 3986,
# appendix A). Reading and writing changes nothing.
#
# Happens: TEL is written as if it were text.
#
#   read     TEL;VALUE=uri:tel:+49-30-23125000;ext=5
#   written  TEL;VALUE=uri:tel:+49-30-23125000\;ext=5
#
# Matters: vCard 4.0 says that phone numbers SHOULD be URIs, and direct extensions are the rule in
# offices. What a phone dials then, no standard says.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check vobject==0.9.9

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import vobject

number = "TEL;VALUE=uri:tel:+49-30-23125000;ext=5"
text = "\r\n".join(["BEGIN:VCARD", "VERSION:4.0", "FN:Eva Muster", number, "END:VCARD", ""])
for step, card in (("read   ", text), ("written", vobject.readOne(text).serialize())):
    print(step, "", *(line for line in card.splitlines() if line.startswith("TEL")))
PY
cat seen
diff - seen <<'END'
read     TEL;VALUE=uri:tel:+49-30-23125000;ext=5
written  TEL;VALUE=uri:tel:+49-30-23125000\;ext=5
END
