#!/usr/bin/env bash
# The department of a contact becomes part of the name of its organisation, and an escaped semicolon
# cannot be told from a real one.
#
# Packages: vcard4-ts 0.4.1, compared with ical.js 2.2.1 and vcard4 4.0.5 (npm)
#
# Expected: RFC 6350, 6.6.4: ORG is a structured value, its components (organisation, then units) are
# separated by semicolons, and a semicolon within one is escaped.
#
# Happens: vcard4-ts gives a list, but splits it at commas, which ORG does not have; N is split at its
# semicolons as it should be.
#
#   vcard4-ts ["City;Youth;Team North"]
#   ical.js   ["City","Youth","Team North"]
#   vcard4    ["City","Youth","Team North"]
#   vcard4-ts ["Town; Country;Youth"]
#   ical.js   ["Town; Country","Youth"]
#   vcard4    ["Town; Country","Youth"]
#
# Matters: a list of contacts by body finds a body of its own for each department, and two for a name
# with a comma that some program has not escaped.
set -euo pipefail

for program in node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" \
  vcard4-ts@0.4.1 ical.js@2.2.1 vcard4@4.0.5

cd "$tmp"
node --input-type=module - >seen <<'JS'
import ICAL from 'ical.js';
import { parse } from 'vcard4';
import { parseVCards } from 'vcard4-ts';

for (const org of ['City;Youth;Team North', 'Town\\; Country;Youth']) {
  const card = `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Eva Klein\r\nORG:${org}\r\nEND:VCARD\r\n`;
  console.log('vcard4-ts', JSON.stringify(parseVCards(card).vCards[0].ORG[0].value));
  console.log('ical.js  ', JSON.stringify(new ICAL.Component(ICAL.parse(card)).getFirstPropertyValue('org')));
  console.log('vcard4   ', JSON.stringify(parse(card).getProperty('ORG')[0].value));
}
JS
cat seen
diff - seen <<'END'
vcard4-ts ["City;Youth;Team North"]
ical.js   ["City","Youth","Team North"]
vcard4    ["City","Youth","Team North"]
vcard4-ts ["Town; Country;Youth"]
ical.js   ["Town; Country","Youth"]
vcard4    ["Town; Country","Youth"]
END
