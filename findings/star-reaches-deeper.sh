#!/usr/bin/env bash
# A rule for the files of one folder gives away all folders below it, for two of three readers.
#
# Packages: codeowners 5.1.1 and codeowners-utils 1.0.2 (npm), codeowners 0.9.0 (PyPI)
#
# Expected: GitHub's page on code owners says that docs/* matches the files directly in docs, and
# none further down. The rule before it remains in force there.
#
# Happens: both readers of npm match the folder networks itself, as .gitignore does, and a folder that
# is matched takes along everything in it. The reader of PyPI stops at the folder.
#
#   codeowners (PyPI)  data/readme.md @jan
#   codeowners (PyPI)  data/networks/members.yaml @eva
#   codeowners (npm)   data/readme.md @jan
#   codeowners-utils   data/readme.md @jan
#   codeowners (npm)   data/networks/members.yaml @jan
#   codeowners-utils   data/networks/members.yaml @jan
#
# Matters: it is the last matching rule that counts, and so the list of people who must agree to a change
# names somebody who has no say there. For a whole folder write /data/, for its own files only ask a
# reader that knows the difference.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check codeowners==0.9.0
npm install --silent --no-audit --no-fund --prefix "$tmp" codeowners@5.1.1 codeowners-utils@1.0.2

cd "$tmp"
git init -q
printf '%s\n' '/data/ @eva' '/data/* @jan' >CODEOWNERS
{
  venv/bin/python - <<'PY'
from pathlib import Path

from codeowners import CodeOwners

rules = CodeOwners(Path("CODEOWNERS").read_text())
for path in ("data/readme.md", "data/networks/members.yaml"):
    print("codeowners (PyPI) ", path, *(name for _, name in rules.of(path)))
PY
  node - <<'JS'
const { readFileSync } = require('node:fs');
const Codeowners = require('codeowners');
const { matchFile, parse } = require('codeowners-utils');

const rules = new Codeowners(process.cwd());
const entries = parse(readFileSync('CODEOWNERS', 'utf8'));
for (const path of ['data/readme.md', 'data/networks/members.yaml']) {
  console.log('codeowners (npm)  ', path, ...rules.getOwner(path));
  console.log('codeowners-utils  ', path, ...matchFile(path, entries).owners);
}
JS
} >seen
cat seen
diff - seen <<'END'
codeowners (PyPI)  data/readme.md @jan
codeowners (PyPI)  data/networks/members.yaml @eva
codeowners (npm)   data/readme.md @jan
codeowners-utils   data/readme.md @jan
codeowners (npm)   data/networks/members.yaml @jan
codeowners-utils   data/networks/members.yaml @jan
END
