#!/usr/bin/env bash
# Items 3, 7 and 8 of an agenda have other numbers after each of five programs has made text of it.
#
# Packages: html2text 2025.4.15, markdownify 1.2.3, pypandoc_binary 1.17 (pandoc 3.9) and inscriptis
# 2.7.6 (PyPI), turndown 7.2.5 (npm)
#
# Expected: the HTML standard (4.4.8) gives an item of a numbered list the number in its value
# attribute, and the following ones count on from there. A browser shows 3, 7, 8.
#
# Happens: four look at the start of the list (start="3") only and count on from it; inscriptis looks
# at the item only and begins with 1.
#
#   inscriptis   1. Reports 7. Dates 8. Other
#   html2text    3. Reports 4. Dates 5. Other
#   markdownify  3. Reports 4. Dates 5. Other
#   pandoc       3. Reports 4. Dates 5. Other
#   turndown     3. Reports 4. Dates 5. Other
#
# Matters: minutes and agendas leave out items that were dealt with elsewhere. A decision "on item 7"
# then stands under item 4, in a list that looks complete. Write the numbers as text.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  html2text==2025.4.15 markdownify==1.2.3 pypandoc_binary==1.17 inscriptis==2.7.6
npm install --silent --no-audit --no-fund --prefix "$tmp" turndown@7.2.5

cd "$tmp"
cat >agenda.html <<'HTML'
<ol start="3"><li>Reports</li><li value="7">Dates</li><li>Other</li></ol>
HTML
{
  venv/bin/python - <<'PY'
from pathlib import Path

import html2text
import inscriptis
import markdownify
import pypandoc

page = Path("agenda.html").read_text()
for name, text in (
    ("inscriptis", inscriptis.get_text(page)),
    ("html2text", html2text.html2text(page)),
    ("markdownify", markdownify.markdownify(page)),
    ("pandoc", pypandoc.convert_text(page, "plain", format="html")),
):
    print(f"{name:12}", *text.split())
PY
  node - <<'JS'
const { readFileSync } = require('node:fs');
const Turndown = require('turndown');

const text = new Turndown().turndown(readFileSync('agenda.html', 'utf8'));
console.log('turndown    ', ...text.split(/\s+/));
JS
} >seen
cat seen
diff - seen <<'END'
inscriptis   1. Reports 7. Dates 8. Other
html2text    3. Reports 4. Dates 5. Other
markdownify  3. Reports 4. Dates 5. Other
pandoc       3. Reports 4. Dates 5. Other
turndown     3. Reports 4. Dates 5. Other
END
