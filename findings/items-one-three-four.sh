#!/usr/bin/env bash
# Two agendas are put together by docxcompose; pandoc then reads items 1, 3 and 4 where the page has 1, 2, 3.
#
# Packages: docxcompose 2.2.0 (on python-docx 1.2.0), pypandoc_binary 1.17 (pandoc 3.9), compared with
# mammoth 1.13.0 (PyPI)
#
# Expected: the numbers that the page shows. Both lists have the same definition (w:abstractNum) and are one
# list to LibreOffice (seen with 7.4), so that an item which restarts it (ECMA-376 Part 1, 17.9,
# w:startOverride) restarts it for those behind it.
#
# Happens: docxcompose lets the first item of the second agenda restart the list by a w:num of its own and
# leaves the others in the style's. pandoc counts each w:num by itself: the others count on from the first
# agenda, in which there were two items, and nothing in the text tells that it is another list.
#
#   pandoc   North 1. Minutes 2. Dates South 1. Budget 3. Rooms 4. Other
#   mammoth  North 1. Minutes 2. Dates South 1. Budget 2. Rooms 3. Other
#
# Matters: minutes of public bodies are put together from parts, and kept as text for search and archive. A
# decision "on item 2" is under no item there. Write the numbers as text, or set the parts as one document.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  docxcompose==2.2.0 python-docx==1.2.0 pypandoc_binary==1.17 mammoth==1.13.0

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import re

import docx
import mammoth
import pypandoc
from docxcompose.composer import Composer


def agenda(place, *items):
    document = docx.Document()
    document.add_paragraph(place)
    for item in items:
        document.add_paragraph(item, style="List Number")
    return document


composer = Composer(agenda("North", "Minutes", "Dates"))
composer.append(agenda("South", "Budget", "Rooms", "Other"))
composer.save("both.docx")

page = mammoth.convert_to_html(open("both.docx", "rb")).value
number, words = 0, []
for mark, text in re.findall(r"<(ol|li|p)>([^<]*)", page):
    number = number + 1 if mark == "li" else 0
    words += [f"{number}. {text}" if number else text]
print("pandoc  ", *pypandoc.convert_file("both.docx", "plain").split())
print("mammoth ", *filter(None, words))
PY
cat seen
diff - seen <<'END'
pandoc   North 1. Minutes 2. Dates South 1. Budget 3. Rooms 4. Other
mammoth  North 1. Minutes 2. Dates South 1. Budget 2. Rooms 3. Other
END
