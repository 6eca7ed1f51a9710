#!/usr/bin/env bash
# A contact saved with ical.js has a backslash in its function: "Head\; Team North".
#
# Packages: ical.js 2.2.1 (npm), read by vobject 0.9.9 (PyPI) and vcard4 4.0.5 (npm)
#
# Expected: TITLE:Head\; Team North is "Head; Team North". RFC 2426, 4: a text writes a semicolon with a
# backslash; RFC 6350, 4: in a property that is no list, it may be written so.
#
# Happens: ical.js undoes that only in properties with parts (N, ORG, ADR). In a plain text of a vCard the
# backslash stays, and on saving it is escaped itself, so that it is one for every reader. Writing the
# semicolon bare is no way out: RFC 2426 has no such text, and vcard4 then makes a list of it.
#
#   given.vcf
#     file     TITLE:Head\; Team North
#     file     TITLE:Head; Team North
#     vobject  Head; Team North
#     vobject  Head; Team North
#     vcard4   "Head; Team North"
#     vcard4   ["Head"," Team North"]
#   saved.vcf
#     file     TITLE:Head\\; Team North
#     file     TITLE:Head; Team North
#     vobject  Head\; Team North
#     vobject  Head; Team North
#     vcard4   ["Head\\"," Team North"]
#     vcard4   ["Head"," Team North"]
#
# Matters: people in networks have two functions and bodies two names, parted by a semicolon. The contact is
# changed by being opened and saved once, also where only the phone number is new.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check vobject==0.9.9
npm install --silent --no-audit --no-fund --prefix "$tmp" ical.js@2.2.1 vcard4@4.0.5

cd "$tmp"
for title in 'Head\; Team North' 'Head; Team North'; do
  printf '%s\r\n' BEGIN:VCARD VERSION:4.0 'N:Muster;Anna;;;' 'FN:Anna Muster' "TITLE:$title" END:VCARD
done >given.vcf
node --input-type=module - <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import ICAL from 'ical.js';

const cards = ICAL.parse(readFileSync('given.vcf', 'utf8'));
writeFileSync('saved.vcf', cards.map((card) => ICAL.stringify(card) + '\r\n').join(''));
JS
{
  for file in given.vcf saved.vcf; do
    echo "$file"
    grep TITLE "$file" | tr -d '\r' | sed 's/^/  file     /'
    venv/bin/python - "$file" <<'PY'
import sys
from pathlib import Path

import vobject

for card in vobject.readComponents(Path(sys.argv[1]).read_text()):
    print("  vobject ", card.title.value)
PY
    node - "$file" <<'JS'
const { readFileSync } = require('node:fs');
const { parse } = require('vcard4');

for (const card of parse(readFileSync(process.argv[2], 'utf8')))
  console.log('  vcard4  ', JSON.stringify(card.getProperty('TITLE')[0].value));
JS
  done
} >seen
cat seen
diff - seen <<'END'
given.vcf
  file     TITLE:Head\; Team North
  file     TITLE:Head; Team North
  vobject  Head; Team North
  vobject  Head; Team North
  vcard4   "Head; Team North"
  vcard4   ["Head"," Team North"]
saved.vcf
  file     TITLE:Head\\; Team North
  file     TITLE:Head; Team North
  vobject  Head\; Team North
  vobject  Head; Team North
  vcard4   ["Head\\"," Team North"]
  vcard4   ["Head"," Team North"]
END
