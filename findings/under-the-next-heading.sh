#!/usr/bin/env bash
# A new key lands under the next section's heading, and removing a section removes the heading of
# the one after it.
#
# Packages: ruamel.yaml 0.19.1 (PyPI)
#
# Expected: a round trip that keeps comments keeps each with what it stands above.
#
# Happens: a comment belongs to the last value before it, however deep. What is added to the section
# "board" is written after that comment; what takes the last value of "board" away takes the comment
# with it.
#
#   add board.phone:          delete board:
#
#   board:                    north:
#     mail: b@example.org       mail: n@example.org
#
#   # North, since 2024
#     phone: 030 23125000
#   north:
#     mail: n@example.org
#
# Matters: the data is right, so no test sees it, but the person who reads the file finds the number
# of the board in the section North, and the heading gone.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check ruamel.yaml==0.19.1

cd "$tmp"
venv/bin/python - >seen <<'PY'
import sys

from ruamel.yaml import YAML

text = """\
board:
  mail: b@example.org

# North, since 2024
north:
  mail: n@example.org
"""
yaml = YAML()
for title, change in (
    ("-- add board.phone", lambda data: data["board"].update(phone="030 23125000")),
    ("-- delete board", lambda data: data.pop("board")),
):
    print(title)
    data = yaml.load(text)
    change(data)
    yaml.dump(data, sys.stdout)
PY
cat seen
diff - seen <<'END'
-- add board.phone
board:
  mail: b@example.org

# North, since 2024
  phone: 030 23125000
north:
  mail: n@example.org
-- delete board
north:
  mail: n@example.org
END
