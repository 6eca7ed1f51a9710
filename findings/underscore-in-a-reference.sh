#!/usr/bin/env bash
# The file number 2026_1 is read as 20261 by a reader of YAML 1.2, where it is a text.
#
# Packages: ruamel.yaml 0.19.1 (PyPI), compared with yaml 2.9.1 and js-yaml 5.5.0 (npm)
#
# Expected: YAML 1.2.2, 10.3.2 (core schema): an integer is [-+]? [0-9]+; the underscores of YAML
# 1.1 are gone. ruamel.yaml reads 1.2 by default, and it does so for "no" and 12:30, which are
# texts.
#
# Happens: the underscore is still dropped from numbers, and 0b101 is still binary.
#
#                2026_1    0b101    12:30    no
#   ruamel.yaml  20261     5        '12:30'  'no'
#   yaml         '2026_1'  '0b101'  '12:30'  'no'
#   js-yaml      '2026_1'  '0b101'  '12:30'  'no'
#
# Matters: the round trip writes 2026_1 back, so the file looks untouched; only comparing, sorting
# and output as JSON have another number. Quote what is a name.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check ruamel.yaml==0.19.1
npm install --silent --no-audit --no-fund --prefix "$tmp" yaml@2.9.1 js-yaml@5.5.0

cd "$tmp"
printf -- '- 2026_1\n- 0b101\n- 12:30\n- no\n' >numbers.yaml
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as jsYaml from 'js-yaml';

const text = readFileSync('numbers.yaml', 'utf8');
console.log(JSON.stringify({ yaml: parse(text), 'js-yaml': jsYaml.load(text) }));
JS
venv/bin/python - >seen <<'PY'
import json
import subprocess
from pathlib import Path

from ruamel.yaml import YAML

read = {"ruamel.yaml": YAML().load(Path("numbers.yaml"))}
node = subprocess.run(["node", "read.mjs"], capture_output=True, text=True, check=True)
read |= json.loads(node.stdout)
for reader, values in read.items():
    shown = (repr(value) if isinstance(value, str) else str(int(value)) for value in values)
    print("{:11}  {:8}  {:7}  {}  {}".format(reader, *shown))
PY
cat seen
diff - seen <<'END'
ruamel.yaml  20261     5        '12:30'  'no'
yaml         '2026_1'  '0b101'  '12:30'  'no'
js-yaml      '2026_1'  '0b101'  '12:30'  'no'
END
