#!/usr/bin/env bash
# PyYAML writes the text "05974040" without quotes, and three readers of YAML 1.2 read the number 5974040.
#
# Packages: PyYAML 6.0.4 and ruamel.yaml 0.19.1 (PyPI), yaml 2.9.1 and js-yaml 5.5.0 (npm)
#
# Expected: a writer puts in quotes what is a text and looks like a number, and in a column of eight
# digits all or none. In YAML 1.2.2 (10.3.2) an integer is [-+]?[0-9]+, with zeros in front or not, and
# 12e03 is a float; since 2009 that is the version of the standard.
#
# Happens: PyYAML asks its own rules, of YAML 1.1: a zero in front makes an octal number, and 05974040
# has a 9 in it, so it is no number and needs no quotes; 05334002 has only digits up to 7 and gets
# some. A float needs a point and a sign in the exponent, so the room 12e03 gets none.
#
#   municipalities:
#   - '05334002'
#   - 05974040
#   - 08115003
#   room: 12e03
#   PyYAML      ['05334002', '05974040', '08115003'] 12e03
#   ruamel.yaml ['05334002', 5974040, 8115003] 12000.0
#   yaml        {"municipalities":["05334002",5974040,8115003],"room":12000}
#   js-yaml     {"municipalities":["05334002",5974040,8115003],"room":12000}
#
# Matters: Germany's keys of municipalities begin with a zero for the first nine of sixteen Länder. Whether a
# key survives on its way from a Python program to a web page depends on its digits; with the few keys
# of a test, it may.
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
{
  venv/bin/python - <<'PY'
from pathlib import Path

import yaml
from ruamel.yaml import YAML

text = yaml.safe_dump({"municipalities": ["05334002", "05974040", "08115003"], "room": "12e03"})
Path("keys.yaml").write_text(text)
print(text, end="")
print("PyYAML     ", *yaml.safe_load(text).values())
print("ruamel.yaml", *YAML(typ="safe").load(text).values())
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { load } from 'js-yaml';

const text = readFileSync('keys.yaml', 'utf8');
console.log('yaml       ', JSON.stringify(parse(text)));
console.log('js-yaml    ', JSON.stringify(load(text)));
JS
} >seen
cat seen
diff - seen <<'END'
municipalities:
- '05334002'
- 05974040
- 08115003
room: 12e03
PyYAML      ['05334002', '05974040', '08115003'] 12e03
ruamel.yaml ['05334002', 5974040, 8115003] 12000.0
yaml        {"municipalities":["05334002",5974040,8115003],"room":12000}
js-yaml     {"municipalities":["05334002",5974040,8115003],"room":12000}
END
