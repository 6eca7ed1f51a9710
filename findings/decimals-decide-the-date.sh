#!/usr/bin/env bash
# Whether a cell is a number or a date depends on how many decimals its format shows.
#
# Packages: pylightxl 1.61, compared with openpyxl 3.1.5; the file is written by XlsxWriter 3.3.1
# (PyPI)
#
# Expected: the cell holds 12.5, whatever unit stands behind it. ECMA-376 Part 1, 18.8.31: text in
# double quotes in a number format is shown as it is and means nothing.
#
# Happens: pylightxl counts letters in the format, those in quotes too: 0, # and ? for a number; d
# and y for a date; h and s for a time. The more numerous win.
#
#   0 "Std."     openpyxl 12.5  pylightxl '1900/01/11 12:00:00'
#   0.00 "Std."  openpyxl 12.5  pylightxl 12.5
#   0.0 "days"   openpyxl 12.5  pylightxl '1900/01/11 12:00:00'
#   0.0 "weeks"  openpyxl 12.5  pylightxl 12.5
#   0 "shares"   openpyxl 12.5  pylightxl '12:00:00'
#
# Matters: time sheets carry such units. Somebody clicks "fewer decimals", no value changes, and the
# import reads dates.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  XlsxWriter==3.3.1 pylightxl==1.61 openpyxl==3.1.5

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import openpyxl
import pylightxl
import xlsxwriter

formats = ['0 "Std."', '0.00 "Std."', '0.0 "days"', '0.0 "weeks"', '0 "shares"']
book = xlsxwriter.Workbook("hours.xlsx")
sheet = book.add_worksheet("Hours")
for row, form in enumerate(formats):
    sheet.write_number(row, 0, 12.5, book.add_format({"num_format": form}))
book.close()

one = [cell.value for cell in openpyxl.load_workbook("hours.xlsx")["Hours"]["A"]]
other = pylightxl.readxl("hours.xlsx").ws("Hours").col(1)
for form, first, second in zip(formats, one, other, strict=True):
    print(f"{form:11}  openpyxl {first!r}  pylightxl {second!r}")
PY
cat seen
diff - seen <<'END'
0 "Std."     openpyxl 12.5  pylightxl '1900/01/11 12:00:00'
0.00 "Std."  openpyxl 12.5  pylightxl 12.5
0.0 "days"   openpyxl 12.5  pylightxl '1900/01/11 12:00:00'
0.0 "weeks"  openpyxl 12.5  pylightxl 12.5
0 "shares"   openpyxl 12.5  pylightxl '12:00:00'
END
