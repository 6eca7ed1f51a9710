#!/usr/bin/env bash
# The name beside a merged cell moves to the left as soon as another package, which nobody imports, is
# installed.
#
# Packages: pyexcel-ods3 0.6.1 and pyexcel-ods 0.6.0; the list is written by odfpy 1.4.1 (PyPI)
#
# Expected: pyexcel_ods3.get_data reads with pyexcel-ods3, whatever else is in the environment.
#
# Happens: it asks a registry for a reader of "ods". All installed modules named pyexcel_... are in it, and
# pyexcel-ods answers first. That one drops the cells that a merged cell covers (OpenDocument 1.3, part 3,
# 9.1.5), so the cells behind them move. Only who names the library gets the one that was imported.
#
#   pyexcel-ods3                        ['North', '', 'Eva Klein']
#   with pyexcel-ods beside it          ['North', 'Eva Klein']
#   the same with library=pyexcel-ods3  ['North', '', 'Eva Klein']
#
# Matters: the import of a list is tested, and then some other tool on the same server brings the neighbour.
# From then on the contact stands in the column of the deputy. Always pass library= to get_data.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyexcel-ods3==0.6.1 odfpy==1.4.1

cat >read.py <<'PY'
import sys

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from pyexcel_ods3 import get_data

book, table, row = OpenDocumentSpreadsheet(), Table(name="Members"), TableRow()
for text, columns in (("North", 2), ("Eva Klein", 1)):
    cell = TableCell(valuetype="string", numbercolumnsspanned=columns, numberrowsspanned=1)
    cell.addElement(P(text=text))
    row.addElement(cell)
    for _ in range(columns - 1):
        row.addElement(CoveredTableCell())
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("list.ods")

label, library = sys.argv[1], sys.argv[2:]
options = {"library": library[0]} if library else {}
print(f"{label:35}", get_data("list.ods", **options)["Members"][0])
PY
{
  venv/bin/python -W ignore read.py pyexcel-ods3
  venv/bin/pip install -q --disable-pip-version-check pyexcel-ods==0.6.0
  venv/bin/python -W ignore read.py "with pyexcel-ods beside it"
  venv/bin/python -W ignore read.py "the same with library=pyexcel-ods3" pyexcel-ods3
} >seen
cat seen
diff - seen <<'END'
pyexcel-ods3                        ['North', '', 'Eva Klein']
with pyexcel-ods beside it          ['North', 'Eva Klein']
the same with library=pyexcel-ods3  ['North', '', 'Eva Klein']
END
