#!/usr/bin/env bash
# python-calamine reads a cell with Eva Klein and, on the next line, Max Lang as "Eva KleinMax Lang".
#
# Packages: python-calamine 0.9.1 and pandas 3.1.1, compared with pyexcel-ods3 0.6.1; the list is written by
# odfpy 1.4.1 (PyPI)
#
# Expected: OpenDocument 1.3, part 3, 6.1.5: text:line-break is a line break, and 6.1.4: text:tab is a tab.
# Both part words. A new paragraph in a cell, the other way to begin a line, is read as a line end.
#
# Happens: the element has no text of its own, and only text is collected; multiple spaces (text:s) are
# known. pandas has its own reader besides, which knows the line break and not the tab.
#
#   pyexcel-ods3       'Eva Klein\nMax Lang' 'Soest\t59494'
#   pandas (odf)       'Eva Klein\nMax Lang' 'Soest59494'
#   python-calamine    'Eva KleinMax Lang' 'Soest59494'
#   pandas (calamine)  'Eva KleinMax Lang' 'Soest59494'
#
# Matters: a cell for the deputies holds two names, one below the other. They become one person whom nobody
# knows, and no later step finds the seam again.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  python-calamine==0.9.1 pandas==3.1.1 pyexcel-ods3==0.6.1 odfpy==1.4.1

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, Tab
from pyexcel_ods3 import get_data
from python_calamine import CalamineWorkbook

book = OpenDocumentSpreadsheet()
table, row = Table(name="Members"), TableRow()
for first, between, second in (("Eva Klein", LineBreak(), "Max Lang"), ("Soest", Tab(), "59494")):
    text, cell = P(text=first), TableCell(valuetype="string")
    text.addElement(between)
    text.addText(second)
    cell.addElement(text)
    row.addElement(cell)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("list.ods")

for reader, rows in (
    ("pyexcel-ods3", get_data("list.ods")["Members"]),
    ("pandas (odf)", pandas.read_excel("list.ods", header=None, engine="odf").values),
    ("python-calamine", CalamineWorkbook.from_path("list.ods").get_sheet_by_index(0).to_python()),
    ("pandas (calamine)", pandas.read_excel("list.ods", header=None, engine="calamine").values),
):
    print(f"{reader:17} ", *(repr(str(cell)) for cell in rows[0]))
PY
cat seen
diff - seen <<'END'
pyexcel-ods3       'Eva Klein\nMax Lang' 'Soest\t59494'
pandas (odf)       'Eva Klein\nMax Lang' 'Soest59494'
python-calamine    'Eva KleinMax Lang' 'Soest59494'
pandas (calamine)  'Eva KleinMax Lang' 'Soest59494'
END
