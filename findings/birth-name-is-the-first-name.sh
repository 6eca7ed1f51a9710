#!/usr/bin/env bash
# nameparser knows "geb." and still makes Klein the first name of "Anna Muster, geb. Klein".
#
# Package: nameparser 2.6.0 (PyPI)
#
# Expected: the name at birth is in the field for it (maiden), as nameparser does with and without
# brackets. German writes a comma before "geb.", and that does not change whose name is which.
#
# Happens: the comma is looked at before the words. "A, B" is family name and first name, and the mark
# that would say more is then a title, a first name, a middle name or a suffix, depending on its place.
#
#   Anna Muster geb. Klein    first Anna | last Muster | maiden Klein
#   Anna Muster (geb. Klein)  first Anna | last Muster | maiden Klein
#   Anna Muster, geb. Klein   title geb. | first Klein | last Anna Muster
#   Anna Muster, née Klein    first née | middle Klein | last Anna Muster
#   Muster, Anna, geb. Klein  first Anna | last Muster | suffix geb. Klein
#   Muster, Anna geb. Klein   first Anna | middle geb. Klein | last Muster
#
# Matters: lists of members and certificates have the name at birth in just this way, and a person is
# greeted and sorted by the wrong one. Take ", geb." and what follows off before parsing.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check nameparser==2.6.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from nameparser import HumanName

for name in (
    "Anna Muster geb. Klein",
    "Anna Muster (geb. Klein)",
    "Anna Muster, geb. Klein",
    "Anna Muster, née Klein",
    "Muster, Anna, geb. Klein",
    "Muster, Anna geb. Klein",
):
    parts = HumanName(name).as_dict().items()
    print(f"{name:25}", " | ".join(f"{part} {value}" for part, value in parts if value))
PY
cat seen
diff - seen <<'END'
Anna Muster geb. Klein    first Anna | last Muster | maiden Klein
Anna Muster (geb. Klein)  first Anna | last Muster | maiden Klein
Anna Muster, geb. Klein   title geb. | first Klein | last Anna Muster
Anna Muster, née Klein    first née | middle Klein | last Anna Muster
Muster, Anna, geb. Klein  first Anna | last Muster | suffix geb. Klein
Muster, Anna geb. Klein   first Anna | middle geb. Klein | last Muster
END
