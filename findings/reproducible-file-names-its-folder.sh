#!/usr/bin/env bash
# A file packed with "--reproducible" differs from folder to folder: it holds the path it was made in.
#
# Packages: shiv 1.0.8, with tabulate 0.9.0 to pack, pip 25.2 (PyPI)
#
# Expected: "--reproducible" with SOURCE_DATE_EPOCH gives the same bytes from the same packages, as
# the documentation says of it (reproducible-builds.org: whoever builds again, elsewhere, compares).
#
# Happens: twice in one folder the bytes are the same. From an environment in another folder they
# are not: pip writes the path of the environment's interpreter into the first line of every start
# script, shiv packs those scripts and RECORD with their hashes, and the build id is made of both.
#
#   once and again in one folder: same
#   in two folders: differs in tabulate, RECORD
#   folder in the first line of the script: one/bin
#
# Matters: a published hash that only its maker can reach proves nothing, and the file tells where it
# was made. Leave bin/ and its lines in RECORD out before packing: what is packed is started through
# its entry point, never through those scripts.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
export SOURCE_DATE_EPOCH=1767225600
for name in one two; do
  python3 -m venv "$name"
  "$name/bin/pip" install -q --disable-pip-version-check pip==25.2 shiv==1.0.8
done
pack() { "$1/bin/shiv" --reproducible -q -c tabulate -p python3 -o "$2" tabulate==0.9.0; }
pack one first.pyz
pack one again.pyz
pack two other.pyz

one/bin/python - >seen <<'PY'
from pathlib import Path
from zipfile import ZipFile


def parts(name: str) -> dict[str, bytes]:
    with ZipFile(name) as packed:
        return {part: packed.read(part) for part in packed.namelist() if part.startswith("site-packages")}


first, again, other = map(parts, ("first.pyz", "again.pyz", "other.pyz"))
print("once and again in one folder:", "same" if first == again else "differs")
print("in two folders: differs in", ", ".join(Path(part).name for part in first if first[part] != other[part]))
line = first["site-packages/bin/tabulate"].decode().splitlines()[0]
print("folder in the first line of the script:", Path(line.removeprefix("#!")).parent.relative_to(Path.cwd()))
PY
cat seen
diff - seen <<'END'
once and again in one folder: same
in two folders: differs in tabulate, RECORD
folder in the first line of the script: one/bin
END
