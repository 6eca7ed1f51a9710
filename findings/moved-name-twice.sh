#!/usr/bin/env bash
# A name that was moved with tracked changes stands in the text twice for two of four readers.
#
# Packages: docx2txt 0.9 and docx2python 3.7.1, compared with mammoth 1.13.0 and pypandoc_binary 1.17
# (pandoc 3.9); the file is written by python-docx 1.2.0
#
# Expected: ISO/IEC 29500-1, 17.13.5: w:moveFrom marks the place that a text has left, w:moveTo the
# one where it stands now. Text that was deleted is left out by all readers, and so should be this.
#
# Happens: deleted text is in elements of its own (w:delText), which readers of w:t do not see; moved
# text is in w:t at both places, and two readers take all of them.
#
#   docx2txt     School: Eva Klein Police: Eva Klein
#   docx2python  School: Eva Klein Police: Eva Klein
#   mammoth      School: Police: Eva Klein
#   pandoc       School: Police: Eva Klein
#
# Matters: in a list of members with tracked changes, somebody who was moved from one body to another
# belongs to both. Accept the changes in Word before a program reads the file.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0 pypandoc_binary==1.17 python-docx==1.2.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
from docx import Document
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WHO = 'w:author="Jan" w:date="2026-03-04T10:00:00Z"'
LEFT = f"""
<w:p xmlns:w="{W}"><w:moveFromRangeStart w:id="1" w:name="m" {WHO}/>
  <w:moveFrom w:id="2" {WHO}><w:r><w:t>Eva Klein</w:t></w:r></w:moveFrom>
<w:moveFromRangeEnd w:id="1"/></w:p>"""
PLAIN = f'<w:p xmlns:w="{W}"><w:r><w:t>%s</w:t></w:r></w:p>'
DELETED = f"""
<w:p xmlns:w="{W}"><w:del w:id="9" {WHO}><w:r><w:delText>Max Lang</w:delText></w:r></w:del></w:p>"""
ARRIVED = LEFT.replace("moveFrom", "moveTo").replace('"1"', '"3"').replace('"2"', '"4"')
document = Document()
for paragraph in (PLAIN % "School:", LEFT, DELETED, PLAIN % "Police:", ARRIVED):
    document.element.body.insert(len(document.element.body) - 1, parse_xml(paragraph))
document.save("members.docx")

import docx2python
import docx2txt
import mammoth
import pypandoc

texts = {
    "docx2txt": docx2txt.process("members.docx"),
    "docx2python": docx2python.docx2python("members.docx").text,
    "mammoth": mammoth.extract_raw_text(open("members.docx", "rb")).value,
    "pandoc": pypandoc.convert_file("members.docx", "plain"),
}
for reader, text in texts.items():
    print(f"{reader:12}", *text.split())
PY
cat seen
diff - seen <<'END'
docx2txt     School: Eva Klein Police: Eva Klein
docx2python  School: Eva Klein Police: Eva Klein
mammoth      School: Police: Eva Klein
pandoc       School: Police: Eva Klein
END
