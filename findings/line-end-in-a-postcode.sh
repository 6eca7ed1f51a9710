#!/usr/bin/env bash
# jsonschema calls a postcode valid that ends with the end of a line; three other validators do not.
#
# Packages: jsonschema 4.26.0, fastjsonschema 2.22.3, jsonschema-rs 0.61.2 (PyPI); ajv 8.20.0 (npm)
#
# Expected: ^[0-9]{5}$ is five digits and nothing else. JSON Schema (draft-07, Validation, 4.3;
# 2020-12, Core, 6.4) asks for regular expressions of ECMA-262, where $ without the flag m is the
# end of the text.
#
# Happens: jsonschema hands the pattern to Python's re, where $ also stands before a line end that
# is the last character. The text with six characters is valid.
#
#   text         jsonschema  fastjsonschema  jsonschema-rs  ajv
#   "44135"      valid       valid           valid          valid
#   "44135\n"    valid       not valid       not valid      not valid
#   "44135\n\n"  not valid   not valid       not valid      not valid
#
# Matters: YAML puts a line end behind each text that is written with "|" or ">", and so does whoever
# reads lists line by line. An id or a postcode that the check has passed is then found nowhere, since
# no other one equals it. maxLength beside the pattern helps, or \Z where only Python reads it.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  jsonschema==4.26.0 fastjsonschema==2.22.3 jsonschema-rs==0.61.2
npm install --silent --no-audit --no-fund --prefix "$tmp" ajv@8.20.0

cat >"$tmp/schema.json" <<'JSON'
{"$schema": "http://json-schema.org/draft-07/schema#", "type": "string", "pattern": "^[0-9]{5}$"}
JSON
cat >"$tmp/texts.json" <<'JSON'
["44135", "44135\n", "44135\n\n"]
JSON

cd "$tmp"
{
  venv/bin/python -W ignore - <<'PY'
import json
from pathlib import Path

import fastjsonschema
import jsonschema
import jsonschema_rs

schema = json.loads(Path("schema.json").read_text())
compiled = fastjsonschema.compile(schema)


def by_fastjsonschema(text):
    try:
        compiled(text)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


readers = {
    "jsonschema": jsonschema.Draft7Validator(schema).is_valid,
    "fastjsonschema": by_fastjsonschema,
    "jsonschema-rs": lambda text: jsonschema_rs.is_valid(schema, text),
}
for name, is_valid in readers.items():
    for text in json.loads(Path("texts.json").read_text()):
        print(f"{name:14}  {json.dumps(text):11}  {'valid' if is_valid(text) else 'not valid'}")
PY
  node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

const read = (name) => JSON.parse(readFileSync(name, 'utf8'));
const isValid = new Ajv().compile(read('schema.json'));
for (const text of read('texts.json')) {
  console.log(
    `${'ajv'.padEnd(14)}  ${JSON.stringify(text).padEnd(11)}  ${isValid(text) ? 'valid' : 'not valid'}`,
  );
}
JS
} >seen
cat seen
diff - seen <<'END'
jsonschema      "44135"      valid
jsonschema      "44135\n"    valid
jsonschema      "44135\n\n"  not valid
fastjsonschema  "44135"      valid
fastjsonschema  "44135\n"    not valid
fastjsonschema  "44135\n\n"  not valid
jsonschema-rs   "44135"      valid
jsonschema-rs   "44135\n"    not valid
jsonschema-rs   "44135\n\n"  not valid
ajv             "44135"      valid
ajv             "44135\n"    not valid
ajv             "44135\n\n"  not valid
END
