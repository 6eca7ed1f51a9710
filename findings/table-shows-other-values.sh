#!/usr/bin/env bash
# A table drawn by texttable shows 20261 for the text 2026_1, and 1067 for the postcode 01067.
#
# Package: texttable 1.7.2 (PyPI)
#
# Expected: cells that are given as texts are drawn as they are. The column type "automatic" is about how to
# write numbers; a text needs none of it.
#
# Happens: each text is tried as Python's float(), and what that takes is written anew, with three decimals
# or none. float() takes underscores, exponents, signs and zeros in front. The type is chosen cell by
# cell, so one column shows numbers and texts, and nothing tells which were changed.
#
#   +--------+----------+--------+-------+----------+
#   |  file  | postcode | begins | room  |  phone   |
#   +========+==========+========+=======+==========+
#   | 20261  | 1067     | 12.300 | 12000 | 49221123 |
#   +--------+----------+--------+-------+----------+
#   | 2026-2 | 59494    | 9 Uhr  | 12f3  | 0221 123 |
#   +--------+----------+--------+-------+----------+
#
# Matters: such a table is what one looks at to see whether a list was read well. It shows zeros and file
# references as lost that are there (and half past twelve as 12.300), and people begin to mend data
# that is right. set_cols_dtype(["t", …]) shows it as it is.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check texttable==1.7.2

cd "$tmp"
venv/bin/python - >seen <<'PY'
from texttable import Texttable

table = Texttable()
table.add_rows(
    [
        ["file", "postcode", "begins", "room", "phone"],
        ["2026_1", "01067", "12.30", "12e3", "+49221123"],
        ["2026-2", "59494", "9 Uhr", "12f3", "0221 123"],
    ]
)
print(table.draw())
PY
cat seen
diff - seen <<'END'
+--------+----------+--------+-------+----------+
|  file  | postcode | begins | room  |  phone   |
+========+==========+========+=======+==========+
| 20261  | 1067     | 12.300 | 12000 | 49221123 |
+--------+----------+--------+-------+----------+
| 2026-2 | 59494    | 9 Uhr  | 12f3  | 0221 123 |
+--------+----------+--------+-------+----------+
END
