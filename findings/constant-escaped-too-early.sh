#!/usr/bin/env bash
# The same filter in the same template gives one output for a variable and another for a constant.
#
# Package: Jinja2 3.1.6 (PyPI)
#
# Expected: finalize, "a callable that can be used to process the result of a variable expression
# before it is output" (documentation of Environment), gets the value, and what it gives is escaped.
# So it is without autoescape, and for expressions with a variable.
#
# Happens: an expression that is constant is computed when the template is compiled, and there it is
# escaped first. finalize gets its repr as Markup instead of the object.
#
#   autoescape off  {{ name | office }}    Office of North
#   autoescape off  {{ 'North' | office }} Office of North
#   autoescape on   {{ name | office }}    Office of North
#   autoescape on   {{ 'North' | office }} &lt;Office North&gt;
#
# Matters: templates for HTML in which finalize formats dates, names or missing values are right
# with the data of the tests and wrong for a text written in the template. An __html__ method of the
# object, in the place of finalize, is asked in both cases.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check Jinja2==3.1.6

cd "$tmp"
venv/bin/python - >seen <<'PY'
from jinja2 import Environment


class Office:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<Office {self.name}>"


def finalize(value):
    return f"Office of {value.name}" if isinstance(value, Office) else value


for autoescape in (False, True):
    environment = Environment(autoescape=autoescape, finalize=finalize)
    environment.filters["office"] = Office
    for text in ("{{ name | office }}", "{{ 'North' | office }}"):
        shown = environment.from_string(text).render(name="North")
        print(f"autoescape {'on' if autoescape else 'off':3}  {text:22} {shown}")
PY
cat seen
diff - seen <<'END'
autoescape off  {{ name | office }}    Office of North
autoescape off  {{ 'North' | office }} Office of North
autoescape on   {{ name | office }}    Office of North
autoescape on   {{ 'North' | office }} &lt;Office North&gt;
END
