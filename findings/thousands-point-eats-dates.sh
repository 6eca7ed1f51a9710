#!/usr/bin/env bash
# With the settings for German numbers, the date 04.03.2026 is the number four million.
#
# Package: pandas 3.1.1 (PyPI)
#
# Expected: thousands="." takes the points out of numbers such as 1.234.567, groups of three digits; a
# column of dates stays text, as it does without the setting, and is made a date where asked.
#
# Happens: all points are taken out first, wherever they stand, and what is left is a number. The day
# loses its leading zero, so that not even the length is the same for all rows.
#
#   columns             day         sum     section
#   decimal=","         04.03.2026  12.5    3.1
#   and thousands="."   4032026     12.5    31
#
# Matters: decimal="," with thousands="." is what everybody writes for a list from Germany. Numbers of
# sections and house telephones (3.1, 0231.500) go the same way.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check pandas==3.1.1

cd "$tmp"
printf 'day;sum;section\n04.03.2026;12,5;3.1\n' >list.csv
venv/bin/python - >seen <<'PY'
import pandas

print("columns             day         sum     section")
for name, options in (('decimal=","', {}), ('and thousands="."', {"thousands": "."})):
    row = pandas.read_csv("list.csv", sep=";", decimal=",", **options).astype(object).iloc[0]
    print(f"{name:20}{row['day']!s:12}{row['sum']!s:8}{row['section']!s}")
PY
cat seen
diff - seen <<'END'
columns             day         sum     section
decimal=","         04.03.2026  12.5    3.1
and thousands="."   4032026     12.5    31
END
