#!/usr/bin/env bash
# With the setting for German dates, pandas reads the ISO date 2026-03-04 as 3 April.
#
# Packages: pandas 3.1.1, compared with polars 2.1.0 (PyPI)
#
# Expected: dayfirst=True settles what "04.03.2026" means. 2026-03-04 leaves nothing to settle: ISO 8601
# and RFC 3339 (5.6) know year-month-day and no year-day-month.
#
# Happens: dayfirst turns round what stands behind the year, too. Where one day of the column is above 12
# the whole column stays text, and with a time and an offset it is turned as well.
#
#   ISO              2026-03-04 2026-03-05
#   ISO, dayfirst    2026-04-03 2026-05-03
#   mixed, dayfirst  2026-03-04 2026-04-03
#   RFC 3339         2026-04-03 14:00:00+01:00
#   with a 25th      2026-03-04 2026-03-25 (text)
#   polars           2026-03-04 2026-03-05
#
# Matters: lists from German offices are read with dayfirst=True, and the one that a program has exported
# is in ISO form. Each date is valid and weeks or months off, for the first twelve days of every month
# only. Read ISO columns without it, or give the format.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check pandas==3.1.1 polars==2.1.0

cd "$tmp"
printf 'day\n2026-03-04\n2026-03-05\n' >iso.csv
printf 'day\n2026-03-04\n2026-03-25\n' >late.csv
venv/bin/python -W ignore - >seen <<'PY'
import pandas
import polars


def show(name, values):
    print(f"{name:16}", *values)


for name, options in (("ISO", {}), ("ISO, dayfirst", {"dayfirst": True})):
    days = pandas.read_csv("iso.csv", parse_dates=["day"], **options)["day"]
    show(name, days.dt.date)
mixed = pandas.to_datetime(["04.03.2026", "2026-03-04"], dayfirst=True, format="mixed")
show("mixed, dayfirst", mixed.date)
show("RFC 3339", [pandas.to_datetime("2026-03-04T14:00:00+01:00", dayfirst=True)])
days = pandas.read_csv("late.csv", parse_dates=["day"], dayfirst=True)["day"]
show("with a 25th", [*days, "(text)" if pandas.api.types.is_string_dtype(days) else "(dates)"])
show("polars", polars.read_csv("iso.csv", try_parse_dates=True)["day"])
PY
cat seen
diff - seen <<'END'
ISO              2026-03-04 2026-03-05
ISO, dayfirst    2026-04-03 2026-05-03
mixed, dayfirst  2026-03-04 2026-04-03
RFC 3339         2026-04-03 14:00:00+01:00
with a 25th      2026-03-04 2026-03-25 (text)
polars           2026-03-04 2026-03-05
END
