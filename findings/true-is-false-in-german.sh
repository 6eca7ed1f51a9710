#!/usr/bin/env bash
# Every box that is ticked in a German LibreOffice list is read as not ticked.
#
# Packages: pandas 3.1.1 with odfpy 1.4.1, compared with python-calamine 0.9.1 (PyPI)
#
# Expected: office:boolean-value="true" is true. In OpenDocument the attribute holds the
# value; the paragraph in the cell is how the program shows it, in its language.
#
# Happens: with the engine for OpenDocument, pandas compares the shown text with "TRUE". What
# LibreOffice shows in German is WAHR, and everything but TRUE is False, without a word.
#
#   shown  value   pandas (odf)  pandas (calamine)
#   TRUE   true    True          True
#   WAHR   true    False         True
#   VRAI   true    False         True
#
# Matters: "has agreed", "is a deputy", "may be published": a column of ticks turns into the opposite,
# and none of it looks like an error.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1

cd "$tmp"
venv/bin/python - >seen <<'PY'
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book = OpenDocumentSpreadsheet()
table = Table(name="Members")
book.spreadsheet.addElement(table)
words = ("TRUE", "WAHR", "VRAI")
for word in words:
    row, cell = TableRow(), TableCell(valuetype="boolean", booleanvalue="true")
    cell.addElement(P(text=word))
    row.addElement(cell)
    table.addElement(row)
book.save("list.ods")

odf, calamine = (
    pandas.read_excel("list.ods", header=None, engine=engine)[0] for engine in ("odf", "calamine")
)
print("shown  value   pandas (odf)  pandas (calamine)")
for word, one, other in zip(words, odf, calamine):
    print(f"{word}   true    {one!s:12}  {other}")
PY
cat seen
diff - seen <<'END'
shown  value   pandas (odf)  pandas (calamine)
TRUE   true    True          True
WAHR   true    False         True
VRAI   true    False         True
END
