#!/usr/bin/env bash
# DuckDB reads the German date 04.03.26 as 26 March 2004, until a year after 2031 stands in the list.
#
# Package: duckdb 2.0.1 (PyPI)
#
# Expected: points are the German order (day, month, year), as DuckDB takes them for 01.02.2026 with four
# digits; where both readings fit, a guess keeps to one of them for the same way of writing.
#
# Happens: with two digits the sniffer tries year-month-day first, whatever the separator. Every day from
# 01 to 31 is also a year, so it fits until one row ends in 32 or more; then the whole column turns
# round. A day or month with one digit turns it, too.
#
#   01.02.2026, 04.03.2026   2026-02-01 2026-03-04
#   01.02.26, 04.03.26       2001-02-26 2004-03-26
#   31.12.26, 13.01.27       2031-12-26 2013-01-27
#   01.02.26, 04.03.32       2026-02-01 2032-03-04
#   1.2.26, 4.3.26           2026-02-01 2026-03-04
#   01.02.26, 04.03.26       2026-02-01 2026-03-04 dateformat='%d.%m.%y'
#
# Matters: lists of meetings and of people's terms are full of 04.03.26. All dates stay valid, none is
# refused, and whether the list of the last year was right says nothing about that of this year.
# dateformat='%d.%m.%y' settles it.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check duckdb==2.0.1

cd "$tmp"
venv/bin/python - >seen <<'PY'
from pathlib import Path

import duckdb


def show(*days, settings=""):
    Path("list.csv").write_text("\n".join(["Name;Datum", *(f"Anna;{day}" for day in days)]) + "\n")
    rows = duckdb.sql(f"SELECT Datum FROM read_csv('list.csv'{settings})").fetchall()
    print(f"{', '.join(days):24}", *(row[0] for row in rows), *settings.split()[1:])


show("01.02.2026", "04.03.2026")
show("01.02.26", "04.03.26")
show("31.12.26", "13.01.27")
show("01.02.26", "04.03.32")
show("1.2.26", "4.3.26")
show("01.02.26", "04.03.26", settings=", dateformat='%d.%m.%y'")
PY
cat seen
diff - seen <<'END'
01.02.2026, 04.03.2026   2026-02-01 2026-03-04
01.02.26, 04.03.26       2001-02-26 2004-03-26
31.12.26, 13.01.27       2031-12-26 2013-01-27
01.02.26, 04.03.32       2026-02-01 2032-03-04
1.2.26, 4.3.26           2026-02-01 2026-03-04
01.02.26, 04.03.26       2026-02-01 2026-03-04 dateformat='%d.%m.%y'
END
