#!/usr/bin/env bash
# yamlfix takes the quotes off the time "16:30"; the schema check still says that it is a text of the form
# HH:MM, and the program that reads the file gets the number 990.
#
# Packages: yamlfix 1.19.1, check-jsonschema 0.39.0, PyYAML 6.0.4 (PyPI)
#
# Expected: a formatter changes the form of a file, not what it says. yamlfix knows that quotes can
# be needed: it leaves them on "01234" and on "no". And what the check has read is what is there.
#
# Happens: both judge by YAML 1.2 (with ruamel.yaml), in which 16:30 is a text without quotes, too. In YAML
# 1.1, which PyYAML reads, it is sixteen times sixty and thirty (yaml.org/type/int.html). Such a number
# does not begin with 0, so the times of the morning stay texts.
#
#   before  check-jsonschema ok  PyYAML {'post': '01234', 'begin': '09:00', 'end': '16:30'}
#   after   check-jsonschema ok  PyYAML {'post': '01234', 'begin': '09:00', 'end': 990}
#
# Matters: the quotes are there because somebody met this before, and taking them off looks like tidying
# in a review. Check files after the formatter, with the reader that the program uses.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  yamlfix==1.19.1 check-jsonschema==0.39.0 PyYAML==6.0.4

cd "$tmp"
cat >schema.json <<'JSON'
{
  "properties": {
    "begin": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"},
    "end": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}
  }
}
JSON
printf -- '---\npost: "01234"\nbegin: "09:00"\nend: "16:30"\n' >meeting.yaml
show() { # WHEN
  local check=refused
  venv/bin/check-jsonschema --schemafile schema.json meeting.yaml >/dev/null 2>&1 && check=ok
  venv/bin/python - "$1" "$check" <<'PY'
import sys

import yaml

print(f"{sys.argv[1]:7} check-jsonschema {sys.argv[2]}  PyYAML", yaml.safe_load(open("meeting.yaml")))
PY
}
{
  show before
  venv/bin/yamlfix meeting.yaml >/dev/null 2>&1
  show after
} >seen
cat seen
diff - seen <<'END'
before  check-jsonschema ok  PyYAML {'post': '01234', 'begin': '09:00', 'end': '16:30'}
after   check-jsonschema ok  PyYAML {'post': '01234', 'begin': '09:00', 'end': 990}
END
