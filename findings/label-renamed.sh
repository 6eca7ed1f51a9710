#!/usr/bin/env bash
# A card that is read and written has lost the labels of its addresses to a property that nobody
# knows.
#
# Package: vcf 2.1.2 (npm)
#
# Expected: a property that the library does not know is written as it was read. RFC 6350, 3.3:
# names are case-insensitive; x-ablabel and X-ABLabel are the same name, X-AB-LABEL is another.
#
# Happens: names are kept in camel case inside. On the way out, a hyphen is put before each capital
# that follows a small letter, also where there was none.
#
#   item1.X-ABLabel:Youth office  ->  item1.X-AB-LABEL:Youth office
#   X-ABShowAs:COMPANY            ->  X-AB-SHOW-AS:COMPANY
#
# Matters: X-ABLabel is how address books of Apple name "Youth office" beside a number, and
# X-ABShowAs is what makes a card one of an organisation. Both are gone for them, while the text
# still stands in the file.
set -euo pipefail

for program in node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" vcf@2.1.2

cd "$tmp"
node --input-type=module - >seen <<'JS'
import VCard from 'vcf';

const lines = ['item1.X-ABLabel:Youth office', 'X-ABShowAs:COMPANY'];
const head = ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Example', 'item1.EMAIL:office@example.org'];
const card = [...head, ...lines, 'END:VCARD', ''].join('\r\n');
const written = new VCard().parse(card).toString('3.0').split(/\r?\n/);
for (const line of lines) {
  const value = line.slice(line.indexOf(':'));
  console.log(`${line.padEnd(28)}  ->  ${written.find((other) => other.endsWith(value))}`);
}
JS
cat seen
diff - seen <<'END'
item1.X-ABLabel:Youth office  ->  item1.X-AB-LABEL:Youth office
X-ABShowAs:COMPANY            ->  X-AB-SHOW-AS:COMPANY
END
