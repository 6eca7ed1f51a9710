#!/usr/bin/env bash
# python-calamine reads a formula that has failed (#N/A, #REF!) as an empty cell.
#
# Packages: python-calamine 0.9.1, compared with openpyxl 3.1.5 and xlsx2csv 0.8.6; the workbook is written
# by XlsxWriter 3.3.1 (PyPI)
#
# Expected: an error is a kind of value of its own (t="e", ECMA-376 Part 1, 18.18.11), and #N/A is another
# answer than none. The text "" is what a reader gives for a cell in which nothing stands.
#
# Happens: python-calamine gives "" for an error, as for a blank cell, and nothing else in what
# to_python() returns tells one from the other.
#
#   openpyxl         'Police' '#N/A' '#REF!' None
#   xlsx2csv         'Police' '#N/A' '#REF!' ''
#   python-calamine  'Police' '' '' ''
#
# Matters: registers are joined by VLOOKUP, and #N/A says that somebody is in one list and not in the
# other. "No body is named" and "the body was not found" become the same.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  python-calamine==0.9.1 openpyxl==3.1.5 xlsx2csv==0.8.6 XlsxWriter==3.3.1

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import csv
import io

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

book = xlsxwriter.Workbook("members.xlsx")
sheet = book.add_worksheet()
sheet.write_row("A1", ["Anna Muster", "Police"])
for row, value in ((1, "#N/A"), (2, "#REF!")):
    sheet.write(row, 0, "Eva Klein")
    sheet.write_formula(row, 1, "=VLOOKUP(A2,D1:E9,2,FALSE)", None, value)
sheet.write_row("A4", ["Jan Berg"])
book.close()

converted = io.StringIO()
Xlsx2csv("members.xlsx").convert(converted)
for reader, rows in (
    ("openpyxl", openpyxl.load_workbook("members.xlsx", data_only=True).active.values),
    ("xlsx2csv", csv.reader(io.StringIO(converted.getvalue()))),
    ("python-calamine", CalamineWorkbook.from_path("members.xlsx").get_sheet_by_index(0).to_python()),
):
    print(f"{reader:15} ", *(repr(row[1]) for row in rows))
PY
cat seen
diff - seen <<'END'
openpyxl         'Police' '#N/A' '#REF!' None
xlsx2csv         'Police' '#N/A' '#REF!' ''
python-calamine  'Police' '' '' ''
END
