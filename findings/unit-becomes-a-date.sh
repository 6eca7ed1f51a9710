#!/usr/bin/env bash
# xlsx2csv writes "0 st11." for a training of 12 hours, if the cell shows its number with a unit.
#
# Packages: xlsx2csv 0.8.6, openpyxl 3.1.5 (PyPI)
#
# Expected: ECMA-376 Part 1, 18.8.31: what stands in quotes in a number format is shown as it is.
# `0" Std."` shows 12 as "12 Std.", and the letters in the quotes have no meaning.
#
# Happens: the letters d, h, m, s and y anywhere in the format, in quotes too, make the number a
# day, counted from 1899-12-30, and the number is gone. `0" Plaetze"` has none of them.
#
#   12
#   "0"" st11."""
#   "0"" k01"""
#
# The cells show 12 Plaetze, 12 Std. and 12 km.
#
# Matters: hours, days and kilometres of trainings are kept like this in registers. The CSV file has
# no sign that something went wrong in it. Take the unit into the heading.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5

cd "$tmp"
venv/bin/python - <<'PY'
from openpyxl import Workbook

book = Workbook()
for row, unit in enumerate(("Plaetze", "Std.", "km"), start=1):
    book.active.cell(row, 1, 12).number_format = f'0" {unit}"'
book.save("trainings.xlsx")
PY
venv/bin/xlsx2csv trainings.xlsx >seen
cat seen
diff - seen <<'END'
12
"0"" st11."""
"0"" k01"""
END
