#!/usr/bin/env bash
# frictionless takes a column of German hours (1,5 and 12,25) for places on the globe.
#
# Package: frictionless 5.21.0 (PyPI)
#
# Expected: a number with a decimal comma that does not fit the settings stays a text, as 200,5 does, so
# that somebody notices and says decimalChar. The types of Table Schema are guessed for the values
# of a table, and two numbers in one cell are no table of hours.
#
# Happens: "lon,lat" is the default form of the type geopoint, and the guess knows it: 12,25 is 12° east,
# 25° north. Any column of decimals fits in which the part before the comma is at most 180 and that
# behind it at most 90; one training of 200,5 hours makes the column text.
#
#   1,5 12,25 -> geopoint [[1.0, 5.0], [12.0, 25.0]] valid
#   1,5 12,25 200,5 -> string ['1,5', '12,25', '200,5'] valid
#   1.5 12.25 -> number [Decimal('1.5'), Decimal('12.25')] valid
#
# Matters: "frictionless describe" writes this type into the description that is published with the
# data, and the check that follows finds nothing wrong: every row is valid.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check frictionless==5.21.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from pathlib import Path

from frictionless import describe, validate


def show(*hours):
    lines = ["Schulung;Stunden", *(f"Grundkurs;{number}" for number in hours)]
    Path("hours.csv").write_text("\n".join(lines) + "\n")
    table = describe("hours.csv")
    values = [row["Stunden"] for row in table.read_rows()]
    print(*hours, "->", table.schema.get_field("Stunden").type, values, end=" ")
    print("valid" if validate(table).valid else "not valid")


show("1,5", "12,25")
show("1,5", "12,25", "200,5")
show("1.5", "12.25")
PY
cat seen
diff - seen <<'END'
1,5 12,25 -> geopoint [[1.0, 5.0], [12.0, 25.0]] valid
1,5 12,25 200,5 -> string ['1,5', '12,25', '200,5'] valid
1.5 12.25 -> number [Decimal('1.5'), Decimal('12.25')] valid
END
