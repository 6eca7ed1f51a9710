#!/usr/bin/env bash
# The schema check says that the time is a text of the form HH:MM; the program then gets the number
# 990, but only in the afternoon.
#
# Packages: check-jsonschema 0.39.0 and PyYAML 6.0.4 (PyPI)
#
# Expected: what a validated file contains is what the program reads.
#
# Happens: check-jsonschema reads YAML 1.2 (by ruamel.yaml), where 16:30 is a text. PyYAML reads
# YAML 1.1, whose integers may be sexagesimal (yaml.org/type/int.html): 16 * 60 + 30. They must not
# begin with 0, so the morning stays a text in both.
#
#   check-jsonschema: ok
#   PyYAML: begin '09:00', end 990
#
# Matters: both tools are in wide use, and test data is mostly in the morning. Quote times, or check
# what the program's own reader has read.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check check-jsonschema==0.39.0 PyYAML==6.0.4

cd "$tmp"
cat >schema.json <<'JSON'
{"additionalProperties": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}}
JSON
cat >meeting.yaml <<'YAML'
begin: 09:00
end: 16:30
YAML
{
  venv/bin/check-jsonschema --schemafile schema.json meeting.yaml >/dev/null
  echo "check-jsonschema: ok"
  venv/bin/python - <<'PY'
from pathlib import Path

import yaml

meeting = yaml.safe_load(Path("meeting.yaml").read_text())
print("PyYAML:", ", ".join(f"{key} {value!r}" for key, value in meeting.items()))
PY
} >seen
cat seen
diff - seen <<'END'
check-jsonschema: ok
PyYAML: begin '09:00', end 990
END
