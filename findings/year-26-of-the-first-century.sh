#!/usr/bin/env bash
# polars reads the German date 04.03.26 as 4 March of the year 26.
#
# Package: polars 2.1.0 (PyPI), compared with pandas 3.1.1 (PyPI)
#
# Expected: with try_parse_dates a column of text becomes dates where every value is one. Two digits
# are either a year of this century, as strptime's %y has it (POSIX: 00 to 68 are 2000 to 2068), or
# no date, and the column stays text.
#
# Happens: the order of day and month is recognised, and the two digits are taken for the whole year.
# Nothing is reported, and years of four digits in the same column are taken as they are.
#
#   short.csv  polars Date 0026-03-04 0025-11-17
#   mixed.csv  polars Date 0026-03-04 2025-11-17
#   short.csv  pandas, %d.%m.%y 2026-03-04 2025-11-17
#
# Matters: a list of members with "since 04.03.26" gives memberships of two thousand years, and each
# comparison with today's date is true. Read such columns as text and convert them with a format.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check polars==2.1.0 pandas==3.1.1

cd "$tmp"
cat >short.csv <<'CSV'
name;since
Eva;04.03.26
Jan;17.11.25
CSV
sed 's/\.25$/.2025/' short.csv >mixed.csv
venv/bin/python - >seen <<'PY'
import pandas
import polars

for file in ("short.csv", "mixed.csv"):
    table = polars.read_csv(file, separator=";", try_parse_dates=True)
    print(file, " polars", table["since"].dtype, *table["since"])
texts = pandas.read_csv("short.csv", sep=";")["since"]
print("short.csv  pandas, %d.%m.%y", *pandas.to_datetime(texts, format="%d.%m.%y").dt.date)
PY
cat seen
diff - seen <<'END'
short.csv  polars Date 0026-03-04 0025-11-17
mixed.csv  polars Date 0026-03-04 2025-11-17
short.csv  pandas, %d.%m.%y 2026-03-04 2025-11-17
END
