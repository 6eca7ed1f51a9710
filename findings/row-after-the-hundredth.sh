#!/usr/bin/env bash
# polars reads the house number "12a" as nothing when it stands below the hundredth row of a workbook,
# while it refuses the same list as CSV.
#
# Packages: polars 2.1.0 with fastexcel 0.21.0, compared with python-calamine 0.9.1; the workbook is written
# by XlsxWriter 3.3.1 (PyPI)
#
# Expected: read_csv and read_excel have the same setting (infer_schema_length), the number of rows from which
# the types are guessed. A value that does not fit the guess is an error, as read_csv says of it.
#
# Happens: read_excel makes null of it, in a column that says it holds whole numbers. There is no warning, and
# the cell cannot be told from an empty one any more. Up to the hundredth row the column becomes text.
#
#   row 100  read_excel  '12a' in a column of String
#   row 101  read_excel  None in a column of Int64
#   row 101  read_csv    ComputeError
#   row 101  calamine    '12a'
#
# Matters: registers are longer than tests. House numbers, keys of groups and numbers of files are digits in
# most rows, and it is the exceptions that get lost. infer_schema_length=None looks at all rows.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  polars==2.1.0 fastexcel==0.21.0 python-calamine==0.9.1 XlsxWriter==3.3.1

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import polars
import xlsxwriter
from python_calamine import CalamineWorkbook


def table(last):
    """Return a heading and LAST rows with house numbers, the last of which has a letter."""
    numbers = [*range(1, last), "12a"]
    return [("street", "number"), *(("Hauptstraße", number) for number in numbers)]


for last in (100, 101):
    with xlsxwriter.Workbook("list.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table(last)):
            sheet.write_row(number, 0, row)
    read = polars.read_excel("list.xlsx")["number"]
    print(f"row {last}  read_excel  {read[-1]!r} in a column of {read.dtype}")

with open("list.csv", "w", encoding="utf-8") as file:
    file.writelines(f"{street},{number}\n" for street, number in table(101))
try:
    print("row 101  read_csv   ", repr(polars.read_csv("list.csv")["number"][-1]))
except polars.exceptions.ComputeError as error:
    print("row 101  read_csv   ", type(error).__name__)
rows = CalamineWorkbook.from_path("list.xlsx").get_sheet_by_index(0).to_python()
print("row 101  calamine   ", repr(rows[-1][1]))
PY
cat seen
diff - seen <<'END'
row 100  read_excel  '12a' in a column of String
row 101  read_excel  None in a column of Int64
row 101  read_csv    ComputeError
row 101  calamine    '12a'
END
