#!/usr/bin/env bash
# A form in Word that somebody has filled in is read as if it were empty, and a corrected date as if
# there were none.
#
# Packages: python-docx 1.2.0, compared with docx2txt 0.9 and mammoth 1.13.0 (PyPI)
#
# Expected: Paragraph.text is what one reads in the paragraph: what is typed into a content control
# (ECMA-376 Part 1, 17.5.2, w:sdt), and what is inserted while changes are tracked (17.13.5.18).
#
# Happens: only runs and links that stand directly in the paragraph count. The text around is there, so
# that nothing looks broken.
#
#   python-docx  Name: , school
#   python-docx  Ends on  2026
#   docx2txt     Name: Eva Muster, school
#   docx2txt     Ends on 31 July 2026
#   mammoth      Name: Eva Muster, school
#   mammoth      Ends on 31 July 2026
#
# Matters: forms of public bodies are made of content controls, and minutes go round with tracked
# changes. A list that is collected from them has all rows and no names.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
BY = 'w:author="Eva" w:date="2026-01-05T09:00:00Z"'
document = docx.Document()
for paragraph in (
    '<w:r><w:t xml:space="preserve">Name: </w:t></w:r><w:sdt><w:sdtPr><w:text/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>Eva Muster</w:t></w:r></w:sdtContent></w:sdt>"
    "<w:r><w:t>, school</w:t></w:r>",
    '<w:r><w:t xml:space="preserve">Ends on </w:t></w:r>'
    f'<w:del w:id="1" {BY}><w:r><w:delText>30 June</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" {BY}><w:r><w:t>31 July</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> 2026</w:t></w:r>',
):
    document.element.body.sectPr.addprevious(parse_xml(f"<w:p {W}>{paragraph}</w:p>"))
document.save("form.docx")

import docx2txt
import mammoth

for reader, lines in (
    ("python-docx", [paragraph.text for paragraph in docx.Document("form.docx").paragraphs]),
    ("docx2txt", docx2txt.process("form.docx").split("\n")),
    ("mammoth", mammoth.extract_raw_text(open("form.docx", "rb")).value.split("\n")),
):
    for line in filter(None, lines):
        print(f"{reader:12}", line)
PY
cat seen
diff - seen <<'END'
python-docx  Name: , school
python-docx  Ends on  2026
docx2txt     Name: Eva Muster, school
docx2txt     Ends on 31 July 2026
mammoth      Name: Eva Muster, school
mammoth      Ends on 31 July 2026
END
