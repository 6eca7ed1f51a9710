#!/usr/bin/env bash
# In a Word template the closing German quote of a text comes out as an inch mark, the opening one
# as written.
#
# Packages: docxtpl 0.20.2; the template is written by python-docx 1.2.0 (PyPI)
#
# Expected: {{ '„' ~ name ~ '“' }} puts the name in German quotes (low-9 U+201E and high-6 U+201C),
# just as in Jinja itself.
#
# Happens: to forgive Word's automatic quotes, docxtpl replaces “ and ” by a plain " inside tags
# before Jinja reads them, also within the template's own texts. „ is not among them. Outside a tag
# nothing is replaced.
#
#   „{{ name }}“                   „Nord“
#   {{ '„' ~ name ~ '“' }}         „Nord"
#   {{ name | replace('“', '') }}  „Nord“
#
# The last one is given „Nord“ as its name.
#
# Matters: templates in German get half-German quotes, and a filter that looks for “ looks for
# something else. Pass such characters as values of the context.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
from docx import Document
from docxtpl import DocxTemplate


def render(text, **context):
    document = Document()
    document.add_paragraph(text)
    document.save("template.docx")
    template = DocxTemplate("template.docx")
    template.render(context)
    template.save("result.docx")
    return Document("result.docx").paragraphs[0].text


for text, name in (
    ("„{{ name }}“", "Nord"),
    ("{{ '„' ~ name ~ '“' }}", "Nord"),
    ("{{ name | replace('“', '') }}", "„Nord“"),
):
    print(f"{text:29} ", render(text, name=name))
PY
cat seen
diff - seen <<'END'
„{{ name }}“                   „Nord“
{{ '„' ~ name ~ '“' }}         „Nord"
{{ name | replace('“', '') }}  „Nord“
END
