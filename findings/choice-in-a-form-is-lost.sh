#!/usr/bin/env bash
# What somebody has chosen from a list in a form is read by one of five readers of Word files.
#
# Packages: python-docx 1.2.0, docx2txt 0.9, docx2python 3.7.1, mammoth 1.13.0 and pypandoc_binary 1.17
# (pandoc 3.9) (PyPI)
#
# Expected: a reader gives the entry that stands on the page. It is named in the file: w:ddList has the
# entries and in w:result the number of the chosen one, counted from 0 (ECMA-376 Part 1, 17.16.9).
#
# Happens: other fields have a result as text behind their code, and this one has none: the answer is in
# the properties of the field. Where it is left blank, the text around reads like an unanswered question.
#
#   python-docx  Body: , since 2026
#   docx2txt     Body: , since 2026
#   docx2python  Body: Police, since 2026
#   mammoth      Body: , since 2026
#   pandoc       Body: , since 2026
#
# Matters: protected forms of public bodies are built with these fields, and the list is used just where
# the answer must be one of few. A register that is filled from them has the free texts and no body.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0 pypandoc_binary==1.17

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
import docx
import docx2python
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

ENTRIES = "".join(f'<w:listEntry w:val="{body}"/>' for body in ("School", "Court", "Police"))
document = docx.Document()
document.element.body.sectPr.addprevious(
    parse_xml(
        f"<w:p {nsdecls('w')}>"
        '<w:r><w:t xml:space="preserve">Body: </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Body"/><w:enabled/>'
        f'<w:calcOnExit w:val="0"/><w:ddList><w:result w:val="2"/>{ENTRIES}</w:ddList></w:ffData>'
        "</w:fldChar></w:r>"
        '<w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:t>, since 2026</w:t></w:r></w:p>"
    )
)
document.save("form.docx")

texts = {
    "python-docx": docx.Document("form.docx").paragraphs[0].text,
    "docx2txt": docx2txt.process("form.docx"),
    "docx2python": docx2python.docx2python("form.docx").text,
    "mammoth": mammoth.extract_raw_text(open("form.docx", "rb")).value,
    "pandoc": pypandoc.convert_file("form.docx", "plain"),
}
for reader, read in texts.items():
    print(f"{reader:12}", read.strip())
PY
cat seen
diff - seen <<'END'
python-docx  Body: , since 2026
docx2txt     Body: , since 2026
docx2python  Body: Police, since 2026
mammoth      Body: , since 2026
pandoc       Body: , since 2026
END
