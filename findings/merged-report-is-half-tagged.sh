#!/usr/bin/env bash
# Two accessible PDFs are put together: with pikepdf the second has no headings, with pypdf none has,
# and not even a language.
#
# Packages: pikepdf 10.18.0 and pypdf 7.1.1, read by pdfplumber 0.11.10; the files are written by typst
# 0.15.2 (PyPI)
#
# Expected: ISO 32000-2, 14.7: the tree of a tagged PDF says what is a heading and in which order to
# read; pages refer to it by number (StructParents). Put together, both halves should have theirs, or
# the document should no longer say that it is tagged.
#
# Happens: pikepdf keeps the tree of the first file, MarkInfo included; the pages of the second keep their
# number 0, which in this tree belongs to the first page. pypdf makes a new document without tree,
# MarkInfo and Lang, and copies the outline.
#
#   typst    pages with a heading: 1 2 keys: /StructTreeRoot /MarkInfo /Lang
#   pikepdf  pages with a heading: 1 keys: /StructTreeRoot /MarkInfo /Lang
#   pypdf    pages with a heading: none keys: none
#
# Matters: a public body must publish accessible documents. A yearly report with an annex loses
# this when it is put together, and looks perfect. Set both parts as one document.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  typst==0.15.2 pikepdf==10.18.0 pypdf==7.1.1 pdfplumber==0.11.10

cd "$tmp"
venv/bin/python - >seen <<'PY'
from io import BytesIO

import pdfplumber
import pikepdf
import pypdf
import typst


def headings(page, nodes):
    for node in nodes:
        if node["type"] == "H1":
            yield page.page_number
        yield from headings(page, node.get("children", []))


def show(name, file):
    with pikepdf.open(file) as pdf:
        keys = [key for key in ("/StructTreeRoot", "/MarkInfo", "/Lang") if key in pdf.Root]
    with pdfplumber.open(file) as document:
        tagged = [number for page in document.pages for number in headings(page, page.structure_tree)]
    print(f"{name:8}", "pages with a heading:", *tagged or ["none"], "keys:", *keys or ["none"])


def document(text):
    return BytesIO(typst.compile(f'#set text(lang: "de")\n{text}'.encode(), ignore_system_fonts=True))


first, second = document("= Bericht\nEins."), document("= Anlage\nZwei.")
both = document("= Bericht\nEins.\n#pagebreak()\n= Anlage\nZwei.")
show("typst", both)

with pikepdf.open(first) as pdf, pikepdf.open(second) as other:
    pdf.pages.extend(other.pages)
    pdf.save(merged := BytesIO())
show("pikepdf", merged)

writer = pypdf.PdfWriter()
for part in (first, second):
    writer.append(part)
writer.write(merged := BytesIO())
show("pypdf", merged)
PY
cat seen
diff - seen <<'END'
typst    pages with a heading: 1 2 keys: /StructTreeRoot /MarkInfo /Lang
pikepdf  pages with a heading: 1 keys: /StructTreeRoot /MarkInfo /Lang
pypdf    pages with a heading: none keys: none
END
