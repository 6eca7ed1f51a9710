#!/usr/bin/env bash
# pyexcel-ods reads three equal rows that stand below each other as one.
#
# Packages: pyexcel-ods 0.6.0, compared with pyexcel-ods3 0.6.1 and python-calamine 0.9.1; the list is written
# by odfpy 1.4.1 (PyPI)
#
# Expected: in OpenDocument (1.3, part 3), table:number-rows-repeated and number-columns-repeated say how
# many rows and cells in succession one element stands for. Equal neighbours may be written so.
#
# Happens: pyexcel-ods repeats the cells and never looks at the same attribute of the row.
#
#   pyexcel-ods      Training 2 2 | Meeting 1 0
#   pyexcel-ods3     Training 2 2 | Training 2 2 | Training 2 2 | Meeting 1 0
#   python-calamine  Training 2 2 | Training 2 2 | Training 2 2 | Meeting 1 0
#
# Matters: who lists hours has equal rows. Their sum is too small, and the next list, in which another
# row lies between them, is right again.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

# Each reader by itself: the two of pyexcel share a registry.
for reader in pyexcel-ods==0.6.0 pyexcel-ods3==0.6.1 python-calamine==0.9.1; do
  python3 -m venv --clear venv
  venv/bin/pip install -q --disable-pip-version-check odfpy==1.4.1 "$reader"
  venv/bin/python -W ignore - "${reader%%==*}" <<'PY'
import importlib
import sys

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def number(value, **repeated):
    cell = TableCell(valuetype="float", value=value, **repeated)
    cell.addElement(P(text=value))
    return cell


book, table = OpenDocumentSpreadsheet(), Table(name="Hours")
for name, cells, rows in (
    ("Training", [number("2", numbercolumnsrepeated="2")], {"numberrowsrepeated": "3"}),
    ("Meeting", [number("1"), number("0")], {}),
):
    row, cell = TableRow(**rows), TableCell(valuetype="string")
    cell.addElement(P(text=name))
    for one in (cell, *cells):
        row.addElement(one)
    table.addElement(row)
book.spreadsheet.addElement(table)
book.save("list.ods")

reader = sys.argv[1]
module = importlib.import_module(reader.replace("-", "_"))
if reader == "python-calamine":
    rows = module.CalamineWorkbook.from_path("list.ods").get_sheet_by_index(0).to_python()
else:
    rows = module.get_data("list.ods")["Hours"]
rows = [[int(cell) if isinstance(cell, float) else cell for cell in row] for row in rows]
print(f"{reader:16}", " | ".join(" ".join(str(cell) for cell in row) for row in rows))
PY
done >seen
cat seen
diff - seen <<'END'
pyexcel-ods      Training 2 2 | Meeting 1 0
pyexcel-ods3     Training 2 2 | Training 2 2 | Training 2 2 | Meeting 1 0
python-calamine  Training 2 2 | Training 2 2 | Training 2 2 | Meeting 1 0
END
