#!/usr/bin/env bash
# Three German dates under each other come out as three consecutive days.
#
# Packages: markdown-it-py 4.3.0 (PyPI); the same in every CommonMark renderer
#
# Expected: lines that begin with a date show that date. In German a day is an ordinal number with a
# point: "9. Mai".
#
# Happens: by CommonMark 0.31.2, 5.2 and 5.3, a number with a point begins an ordered list; the list
# takes its start from the first number, and all others are ignored.
#
#   4. März, 9. Mai, 14. Juli  ->  <ol start="4">: 4. März, 5. Mai, 6. Juli
#
# Matters: nothing marks the result as wrong, it is a neat list of dates. A date alone on its line
# is shown right by chance. "9\. Mai" is safe.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check markdown-it-py==4.3.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from markdown_it import MarkdownIt

print(MarkdownIt().render("4. März\n9. Mai\n14. Juli\n"), end="")
PY
cat seen
diff - seen <<'END'
<ol start="4">
<li>März</li>
<li>Mai</li>
<li>Juli</li>
</ol>
END
