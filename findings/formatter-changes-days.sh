#!/usr/bin/env bash
# Two formatters of Markdown write other days into a list of dates: 9. Mai becomes 5. Mai or 1. Mai.
#
# Packages: prettier 3.10.1 (npm), mdformat 1.0.0 with markdown-it-py 4.3.0 (PyPI)
#
# Expected: a formatter changes spaces and breaks. What somebody has typed as a number stays, also where
# CommonMark (0.31.2, 5.3) disregards it: in an ordered list only the first number counts when it is shown.
#
# Happens: in German a day is an ordinal with a point, and dates under each other are such a list. Both
# formatters write its items anew: prettier counts on from the first one, mdformat repeats "1.". The page
# shows the same list before and after, which is all that mdformat compares; now it is wrong in the
# file as well.
#
#   given     4. März, 9. Mai, 14. Juli
#   prettier  4. März, 5. Mai, 6. Juli
#   mdformat  4. März, 1. Mai, 1. Juli
#
# Matters: minutes are kept as text in Git, and formatters run before each commit. The days were right in the
# file, and nobody can tell from it later what they were. Write "9\. Mai", or dates with a hyphen before.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check mdformat==1.0.0 markdown-it-py==4.3.0
npm install --silent --no-audit --no-fund --prefix "$tmp" prettier@3.10.1

cd "$tmp"
for name in given prettier mdformat; do
  printf '%s\n' '4. März' '9. Mai' '14. Juli' >"$name.md"
done
node_modules/.bin/prettier --write prettier.md >/dev/null
venv/bin/mdformat mdformat.md
for name in given prettier mdformat; do
  printf '%-9s %s\n' "$name" "$(paste -s -d '|' "$name.md" | sed 's/|/, /g')"
done >seen
cat seen
diff - seen <<'END'
given     4. März, 9. Mai, 14. Juli
prettier  4. März, 5. Mai, 6. Juli
mdformat  4. März, 1. Mai, 1. Juli
END
