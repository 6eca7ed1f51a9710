#!/usr/bin/env bash
# pylightxl reads all numbers and no name of a list that XlsxWriter has written row by row.
#
# Packages: pylightxl 1.61 and XlsxWriter 3.3.1, compared with openpyxl 3.1.5 and python-calamine 0.9.1
# (PyPI)
#
# Expected: constant_memory says how the file is written, and nothing of what is in it. XlsxWriter then
# puts each text into its cell (t="inlineStr", ECMA-376 Part 1, 18.18.11) instead of the shared list.
#
# Happens: pylightxl knows texts of the shared list and results of formulas. A text in its cell becomes
# the empty text, without an error, in a sheet that has all of its rows and columns.
#
#   shared list  pylightxl        Name,Since Muster,2026 Klein,2025
#   shared list  openpyxl         Name,Since Muster,2026 Klein,2025
#   shared list  python-calamine  Name,Since Muster,2026 Klein,2025
#   row by row   pylightxl        , ,2026 ,2025
#   row by row   openpyxl         Name,Since Muster,2026 Klein,2025
#   row by row   python-calamine  Name,Since Muster,2026 Klein,2025
#
# Matters: long exports of registers are written this way, since it needs little memory. Rows without a
# name are easily taken for rows that nobody has filled in.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  pylightxl==1.61 XlsxWriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import openpyxl
import pylightxl
import xlsxwriter
from python_calamine import CalamineWorkbook

for name, row_by_row in (("shared list", False), ("row by row", True)):
    book = xlsxwriter.Workbook(f"{name}.xlsx", {"constant_memory": row_by_row})
    sheet = book.add_worksheet("Members")
    for number, row in enumerate((("Name", "Since"), ("Muster", 2026), ("Klein", 2025))):
        sheet.write_row(number, 0, row)
    book.close()
    for reader, rows in (
        ("pylightxl", pylightxl.readxl(f"{name}.xlsx").ws("Members").rows),
        ("openpyxl", openpyxl.load_workbook(f"{name}.xlsx").active.values),
        ("python-calamine", CalamineWorkbook.from_path(f"{name}.xlsx").get_sheet_by_index(0).to_python()),
    ):
        texts = (
            ",".join(f"{cell:.0f}" if isinstance(cell, float) else str(cell) for cell in row)
            for row in rows
        )
        print(f"{name:11}  {reader:15} ", *texts)
PY
cat seen
diff - seen <<'END'
shared list  pylightxl        Name,Since Muster,2026 Klein,2025
shared list  openpyxl         Name,Since Muster,2026 Klein,2025
shared list  python-calamine  Name,Since Muster,2026 Klein,2025
row by row   pylightxl        , ,2026 ,2025
row by row   openpyxl         Name,Since Muster,2026 Klein,2025
row by row   python-calamine  Name,Since Muster,2026 Klein,2025
END
