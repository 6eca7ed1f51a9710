#!/usr/bin/env bash
# Two of four readers of Word files leave out a name that was deleted with changes tracked, and read one
# that was moved in both places.
#
# Packages: docx2txt 0.9, docx2python 3.7.1, mammoth 1.13.0 and pypandoc_binary 1.17
# (pandoc 3.9); the file is written by python-docx 1.2.0 (PyPI)
#
# Expected: a reader that takes tracked changes as accepted does so for all. w:moveFrom is content that has
# been moved away, w:moveTo the same at its new place (ECMA-376 Part 1, 17.13.5).
#
# Happens: deleted words have an element of their own (w:delText), which nobody reads by accident. Those
# that have moved away are ordinary text (w:t) in w:moveFrom, and both take every w:t.
#
#   docx2txt     Members: Eva Klein | Deputies: Eva Klein, Jan Kurz
#   docx2python  Members: Eva Klein | Deputies: Eva Klein, Jan Kurz
#   mammoth      Members: | Deputies: Eva Klein, Jan Kurz
#   pandoc       Members: | Deputies: Eva Klein, Jan Kurz
#
# Matters: who looks whether a reader knows tracked changes tries a deletion and an insertion. Then Eva Klein
# is dragged from the members to the deputies, and the register has her as both.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0 \
  pypandoc_binary==1.17 python-docx==1.2.0

venv/bin/python -W ignore - >seen <<'PY'
import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

BY = 'w:author="Ida" w:date="2026-03-04T10:00:00Z"'


def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def moved(way, number):
    start = f'<w:{way}RangeStart w:id="{number}" w:name="move1" {BY}/>'
    text = f'<w:{way} w:id="{number + 1}" {BY}>{run(" Eva Klein")}</w:{way}>'
    return f'{start}{text}<w:{way}RangeEnd w:id="{number}"/>'


members = run("Members:") + moved("moveFrom", 1)
members += f'<w:del w:id="5" {BY}>{run(", Max Lang", "delText")}</w:del>'
deputies = run("Deputies:") + moved("moveTo", 3)
deputies += f'<w:ins w:id="6" {BY}>{run(", Jan Kurz")}</w:ins>'
document = docx.Document()
for line in (members, deputies):
    document.add_paragraph()._p.getparent().insert(
        -1, parse_xml(f'<w:p {nsdecls("w")}>{line}</w:p>')
    )
document.save("list.docx")

with open("list.docx", "rb") as file:
    texts = {
        "docx2txt": docx2txt.process("list.docx"),
        "docx2python": docx2python("list.docx").text,
        "mammoth": mammoth.extract_raw_text(file).value,
        "pandoc": pypandoc.convert_file("list.docx", "plain"),
    }
for reader, text in texts.items():
    print(f"{reader:12}", " | ".join(line.strip() for line in text.splitlines() if line.strip()))
PY
cat seen
diff - seen <<'END'
docx2txt     Members: Eva Klein | Deputies: Eva Klein, Jan Kurz
docx2python  Members: Eva Klein | Deputies: Eva Klein, Jan Kurz
mammoth      Members: | Deputies: Eva Klein, Jan Kurz
pandoc       Members: | Deputies: Eva Klein, Jan Kurz
END
