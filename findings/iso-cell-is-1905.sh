#!/usr/bin/env bash
# exceljs reads the 4 March 2026 of a workbook that openpyxl has written as 18 July 1905.
#
# Packages: openpyxl 3.1.5 and python-calamine 0.9.1 (PyPI), exceljs 4.4.0 (npm)
#
# Expected: ECMA-376 Part 1, 18.18.11: a cell of the type "d" holds a date in the form of ISO 8601. openpyxl
# writes it so with iso_dates=True, and then the cell means the same whatever the workbook counts from.
#
# Happens: exceljs does not know the type. It reads the digits in front as a number, 2026, and since the
# cell is formatted as a date, that is the 2026th day since the beginning of 1900. Every date of one year
# becomes the same day, and 14:30 becomes the day 14. Of workbooks that Excel saves in the strict form it is
# known (issue 2695 of exceljs, open since 2024); here an ordinary workbook of the usual writer is enough.
#
#   in the file      t="d" 2026-03-04
#   openpyxl         2026-03-04 2026-12-24 14:30
#   python-calamine  2026-03-04 2026-12-24 14:30
#   exceljs          1905-07-18 1905-07-18 1900-01-13
#
# Matters: a list that goes from a program in Python to a web page loses its dates; births and terms of
# 1905 are possible days. Write without iso_dates where the reader is not your own.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm install --silent --no-audit --no-fund --prefix "$tmp" exceljs@4.4.0

cd "$tmp"
{
  venv/bin/python -W ignore - <<'PY'
import re
from datetime import date, time
from zipfile import ZipFile

import openpyxl
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook(iso_dates=True)
book.active.append([date(2026, 3, 4), date(2026, 12, 24), time(14, 30)])
book.save("terms.xlsx")
sheet = ZipFile("terms.xlsx").read("xl/worksheets/sheet1.xml").decode()
print("in the file     ", *re.search(r'<c r="A1"[^>]*(t="d")[^>]*><v>([^<]*)', sheet).groups())
for reader, rows in (
    ("openpyxl", openpyxl.load_workbook("terms.xlsx").active.values),
    ("python-calamine", CalamineWorkbook.from_path("terms.xlsx").get_sheet_by_index(0).to_python()),
):
    for day, other, begin in rows:
        print(f"{reader:15}  {day:%Y-%m-%d} {other:%Y-%m-%d} {begin:%H:%M}")
PY
  node --input-type=module - <<'JS'
import ExcelJS from 'exceljs';

const book = new ExcelJS.Workbook();
await book.xlsx.readFile('terms.xlsx');
const cells = book.worksheets[0].getRow(1).values.slice(1);
console.log('exceljs         ', cells.map((cell) => cell.toISOString().slice(0, 10)).join(' '));
JS
} >seen
cat seen
diff - seen <<'END'
in the file      t="d" 2026-03-04
openpyxl         2026-03-04 2026-12-24 14:30
python-calamine  2026-03-04 2026-12-24 14:30
exceljs          1905-07-18 1905-07-18 1900-01-13
END
