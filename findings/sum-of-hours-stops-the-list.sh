#!/usr/bin/env bash
# One cell with 26:30 hours makes a whole OpenDocument list unreadable for pandas, and is a text for another
# reader, while 14:30 is a time for all.
#
# Packages: pandas 3.1.1 with odfpy 1.4.1, python-calamine 0.9.1, pyexcel-ods3 0.6.1 (PyPI)
#
# Expected: in OpenDocument (1.3, part 3) office:time-value is of the type duration (PT26H30M00S), and a
# duration may be longer than a day. So pandas and python-calamine take it in a workbook of Excel, with
# the format [h]:mm.
#
# Happens: pandas makes a time of day of what the cell shows, and there is no hour 26. python-calamine gives a
# time of day up to 24 hours, and beyond the text of the attribute. Neither gives a duration.
#
#   pandas (odf)     14:30  datetime.time(14, 30)
#   python-calamine  14:30  datetime.time(14, 30)
#   pyexcel-ods3     14:30  datetime.time(14, 30)
#   pandas (odf)     26:30  DateParseError
#   python-calamine  26:30  'PT26H30M00S'
#   pyexcel-ods3     26:30  datetime.timedelta(days=1, seconds=9000)
#
# Matters: plans of trainings and time sheets end with a sum. While it is small the list is read, and from
# some day of the year on it is not, with a message that names neither sheet nor cell. Keep sums as numbers.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods3==0.6.1

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from pyexcel_ods3 import get_data
from python_calamine import CalamineWorkbook

READERS = {
    "pandas (odf)": lambda: pandas.read_excel("hours.ods", header=None, engine="odf").iat[0, 0],
    "python-calamine": lambda: CalamineWorkbook.from_path("hours.ods").get_sheet_by_index(0).to_python()[0][0],
    "pyexcel-ods3": lambda: get_data("hours.ods")["Hours"][0][0],
}
for hours in (14, 26):
    book = OpenDocumentSpreadsheet()
    table, row = Table(name="Hours"), TableRow()
    cell = TableCell(valuetype="time", timevalue=f"PT{hours}H30M00S")
    cell.addElement(P(text=f"{hours}:30"))
    row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save("hours.ods")
    for reader, read in READERS.items():
        try:
            found = repr(read())
        except ValueError as error:
            found = type(error).__name__
        print(f"{reader:15}  {hours}:30  {found}")
PY
cat seen
diff - seen <<'END'
pandas (odf)     14:30  datetime.time(14, 30)
python-calamine  14:30  datetime.time(14, 30)
pyexcel-ods3     14:30  datetime.time(14, 30)
pandas (odf)     26:30  DateParseError
python-calamine  26:30  'PT26H30M00S'
pyexcel-ods3     26:30  datetime.timedelta(days=1, seconds=9000)
END
