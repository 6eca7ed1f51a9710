#!/usr/bin/env bash
# A careful backslash before a hyphen makes a schema valid for two validators and no schema at all
# for two others.
#
# Packages: jsonschema 4.26.0, jsonschema-rs 0.61.2, check-jsonschema 0.39.0 (PyPI), ajv 8.20.0
# (npm)
#
# Expected: ^VR\-\d+$ means the same everywhere; escaping a character that needs no escape does no
# harm.
#
# Happens: JSON Schema 2020-12, Core, 6.4, asks for ECMA-262 with its flag u, and there \- outside
# brackets is a syntax error (ECMA-262, IdentityEscape), while [\-] is allowed. Two validators keep
# to it and refuse the schema; Python's re and the crate behind jsonschema-rs accept it, also when
# they check the schema itself.
#
#   pattern        jsonschema  jsonschema-rs  check-jsonschema  ajv
#   ^VR\-\d+$      valid       valid          no schema         no schema
#   ^VR[\-]\d+$    valid       valid          valid             valid
#
# Matters: numbers of registers are full of hyphens, and re.escape in Python writes \-. A schema
# tested in Python is then refused by an editor or in CI, with all its rules.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  jsonschema==4.26.0 jsonschema-rs==0.61.2 check-jsonschema==0.39.0
npm install --silent --no-audit --no-fund --prefix "$tmp" ajv@8.20.0

cd "$tmp"
cat >check.mjs <<'JS'
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const read = (name) => JSON.parse(readFileSync(name, 'utf8'));
process.exit(new Ajv.default().validate(read('schema.json'), read('entry.json')) ? 0 : 1);
JS
venv/bin/python - >seen <<'PY'
import json
import subprocess
from pathlib import Path

import jsonschema
import jsonschema_rs

schema_of_schemas = "https://json-schema.org/draft/2020-12/schema"


def command(*words):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode == 0:
        return "valid"
    said = done.stdout + done.stderr
    return "no schema" if "not valid" in said or "Invalid regular expression" in said else said


print("pattern        jsonschema  jsonschema-rs  check-jsonschema  ajv")
for pattern in (r"^VR\-\d+$", r"^VR[\-]\d+$"):
    schema = {"$schema": schema_of_schemas, "properties": {"id": {"pattern": pattern}}}
    entry = {"id": "VR-1234"}
    Path("schema.json").write_text(json.dumps(schema))
    Path("entry.json").write_text(json.dumps(entry))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema_rs.meta.validate(schema)
    row = [
        "valid" if jsonschema.Draft202012Validator(schema).is_valid(entry) else "invalid",
        "valid" if jsonschema_rs.is_valid(schema, entry) else "invalid",
        command("venv/bin/check-jsonschema", "--schemafile", "schema.json", "entry.json"),
        command("node", "check.mjs"),
    ]
    print("{:13}  {:10}  {:13}  {:16}  {}".format(pattern, *row))
PY
cat seen
diff - seen <<'END'
pattern        jsonschema  jsonschema-rs  check-jsonschema  ajv
^VR\-\d+$      valid       valid          no schema         no schema
^VR[\-]\d+$    valid       valid          valid             valid
END
