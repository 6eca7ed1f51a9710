#!/usr/bin/env bash
# A list of school classes that is only sorted comes out with 5d and 7d as five and seven days.
#
# Package: csvkit 2.2.0 (PyPI)
#
# Expected: csvsort changes the order of the rows ("Like the Unix sort command, but for tabular
# data") and nothing in them.
#
# Happens: each column gets a type first, and 5d is a duration: the text is replaced by Python's
# form of it. It needs a column in which every class ends with d, h, m, s or w, so the same list
# with one class 5a is left alone.
#
#   name,class
#   Eva,"7 days, 0:00:00"
#   Jan,"5 days, 0:00:00"
#
#   name,class
#   Eva,7d
#   Jan,5a
#
# Matters: short codes of classes, rooms (2h) and groups (1m, 2w) are daily bread in lists of schools,
# and the test list usually begins with 5a. --no-inference (-I) leaves the cells as they are.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check csvkit==2.2.0

cd "$tmp"
{
  printf 'name,class\nJan,5d\nEva,7d\n' | venv/bin/csvsort -c name
  echo
  printf 'name,class\nJan,5a\nEva,7d\n' | venv/bin/csvsort -c name
} >seen
cat seen
diff - seen <<'END'
name,class
Eva,"7 days, 0:00:00"
Jan,"5 days, 0:00:00"

name,class
Eva,7d
Jan,5a
END
