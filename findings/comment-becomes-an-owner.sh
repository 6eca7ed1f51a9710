#!/usr/bin/env bash
# In a CODEOWNERS file, a name in a comment behind a rule becomes an owner for two of three readers.
#
# Packages: codeowners 0.9.0 (PyPI), codeowners 5.1.1 and codeowners-utils 1.0.2 (npm)
#
# Expected: "@anna # until 2025: @jan" means @anna. GitHub's page on code owners shows such comments at the
# end of a line; they begin with #, and everything behind it is left out.
#
# Happens: codeowners of PyPI drops the sign and the words and keeps @jan, since it looks like an owner;
# codeowners of npm makes owners of all the words, and of the sign. codeowners-utils reads the comment.
#
#   codeowners (PyPI)  data/members.yaml @anna @jan
#   codeowners (PyPI)  lists/members.csv @eva
#   codeowners (npm)   data/members.yaml @anna # until 2025: @jan
#   codeowners-utils   data/members.yaml @anna
#   codeowners (npm)   lists/members.csv @eva
#   codeowners-utils   lists/members.csv @eva
#
# Matters: who holds records in Git notes in such comments why somebody reviews a folder and who did so
# before. A list of people to ask, or a mail to them, then goes to those who have left. A
# comment on a line of its own is read by all three.
set -euo pipefail

for program in python3 node npm git; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check codeowners==0.9.0
npm install --silent --no-audit --no-fund --prefix "$tmp" codeowners@5.1.1 codeowners-utils@1.0.2

cd "$tmp"
git init -q
printf '%s\n' '# Who reviews what' '/data/ @anna # until 2025: @jan' '/lists/ @eva' >CODEOWNERS
{
  venv/bin/python - <<'PY'
from pathlib import Path

from codeowners import CodeOwners

rules = CodeOwners(Path("CODEOWNERS").read_text())
for path in ("data/members.yaml", "lists/members.csv"):
    print("codeowners (PyPI) ", path, *(name for _, name in rules.of(path)))
PY
  node - <<'JS'
const { readFileSync } = require('node:fs');
const Codeowners = require('codeowners');
const { matchFile, parse } = require('codeowners-utils');

const rules = new Codeowners(process.cwd());
const entries = parse(readFileSync('CODEOWNERS', 'utf8'));
for (const path of ['data/members.yaml', 'lists/members.csv']) {
  console.log('codeowners (npm)  ', path, ...rules.getOwner(path));
  console.log('codeowners-utils  ', path, ...matchFile(path, entries).owners);
}
JS
} >seen
cat seen
diff - seen <<'END'
codeowners (PyPI)  data/members.yaml @anna @jan
codeowners (PyPI)  lists/members.csv @eva
codeowners (npm)   data/members.yaml @anna # until 2025: @jan
codeowners-utils   data/members.yaml @anna
codeowners (npm)   lists/members.csv @eva
codeowners-utils   lists/members.csv @eva
END
