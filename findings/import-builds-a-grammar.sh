#!/usr/bin/env bash
# Importing jsonschema loads a parser generator when formats of addresses are installed but not checked.
#
# Packages: jsonschema 4.26.0, its extra format-nongpl, rfc3987-syntax 1.1.0 (PyPI)
#
# Expected: the extra adds checks for formats (date-time, iri, …), which are off until a FormatChecker is
# handed over. A program that never checks a format is started as before.
#
# Happens: jsonschema tries each package of the extra when it is imported. rfc3987-syntax, which knows the
# format "iri", reads its grammar with lark and builds a parser as soon as it is imported. It happens
# in every program of the environment, even when another package has brought rfc3987-syntax along.
#
#   jsonschema
#     a text is valid: True
#     lark imported: False  parser built: False
#   jsonschema, beside it rfc3987-syntax
#     a text is valid: True
#     lark imported: True  parser built: True
#
# Matters: checks of records run before every commit and on every change in an editor; each start waits for
# a grammar of web addresses that the schema does not mention (ten times the time of the import itself).
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check jsonschema==4.26.0

cd "$tmp"
cat >check.py <<'PY'
import sys

import jsonschema

print("  a text is valid:", jsonschema.Draft202012Validator({"type": "string"}).is_valid("Soest"))
grammars = sys.modules.get("rfc3987_syntax.syntax_helpers")
print("  lark imported:", "lark" in sys.modules, " parser built:", hasattr(grammars, "syntax_parser"))
PY
{
  echo "jsonschema"
  venv/bin/python check.py
  venv/bin/pip install -q --disable-pip-version-check rfc3987-syntax==1.1.0
  echo "jsonschema, beside it rfc3987-syntax"
  venv/bin/python check.py
} >seen
cat seen
diff - seen <<'END'
jsonschema
  a text is valid: True
  lark imported: False  parser built: False
jsonschema, beside it rfc3987-syntax
  a text is valid: True
  lark imported: True  parser built: True
END
