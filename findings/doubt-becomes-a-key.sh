#!/usr/bin/env bash
# A name with a question mark before it is a text in a list with dashes; in brackets two readers
# make it the key of a mapping without a value.
#
# Packages: PyYAML 6.0.4 and ruamel.yaml 0.19.1 (PyPI), yaml 2.9.1 and js-yaml 5.5.0 (npm)
#
# Expected: YAML 1.2.2, 7.3.3: a plain text may begin with "?" if a character follows that is safe
# there, in brackets as well as outside ([123] ns-plain-first). The mark of a key stands alone, with
# a space behind it.
#
# Happens: both ways of writing the list are the same only for two of the four.
#
#                dashes          brackets
#   PyYAML       ['?Jugendamt']  [{'Jugendamt': None}]
#   ruamel.yaml  ['?Jugendamt']  [{'Jugendamt': None}]
#   yaml         ['?Jugendamt']  ['?Jugendamt']
#   js-yaml      ['?Jugendamt']  ['?Jugendamt']
#
# Matters: "?Jugendamt" (youth welfare office) is how people mark who has not agreed yet. Nobody is told: a mapping is a
# valid value, and it shows only where a text is used.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check PyYAML==6.0.4 ruamel.yaml==0.19.1
npm install --silent --no-audit --no-fund --prefix "$tmp" yaml@2.9.1 js-yaml@5.5.0

cd "$tmp"
printf 'dashes:\n- ?Jugendamt\nbrackets: [?Jugendamt]\n' >invited.yaml
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as jsYaml from 'js-yaml';

const text = readFileSync('invited.yaml', 'utf8');
console.log(JSON.stringify({ yaml: parse(text), 'js-yaml': jsYaml.load(text) }));
JS
venv/bin/python - >seen <<'PY'
import json
import subprocess
from pathlib import Path

import yaml
from ruamel.yaml import YAML

text = Path("invited.yaml").read_text()
read = {"PyYAML": yaml.safe_load(text), "ruamel.yaml": YAML(typ="safe", pure=True).load(text)}
node = subprocess.run(["node", "read.mjs"], capture_output=True, text=True, check=True)
read |= json.loads(node.stdout)
for reader, found in read.items():
    print(f"{reader:11}  {found['dashes']}  {found['brackets']}")
PY
cat seen
diff - seen <<'END'
PyYAML       ['?Jugendamt']  [{'Jugendamt': None}]
ruamel.yaml  ['?Jugendamt']  [{'Jugendamt': None}]
yaml         ['?Jugendamt']  ['?Jugendamt']
js-yaml      ['?Jugendamt']  ['?Jugendamt']
END
