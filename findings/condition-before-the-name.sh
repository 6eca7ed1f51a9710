#!/usr/bin/env bash
# All five readers of Word files put the condition of a mail merge into the letter: "FrauDear Ms".
#
# Packages: python-docx 1.2.0, docx2txt 0.9, docx2python 3.7.1, mammoth 1.13.0 and pypandoc_binary 1.17
# (pandoc 3.9) (PyPI)
#
# Expected: what stands between the start of a field and its separator is its code, and only what stands
# behind the separator is shown (ECMA-376 Part 1, 17.16.18, w:fldChar). Fields may stand in the code of
# another: { IF { MERGEFIELD Title } = "Frau" "Dear Ms" "Dear Mr" } has the title in its condition.
#
# Happens: the code itself (w:instrText) is left out, since it is no w:t. But the field inside the code has
# a result of its own, and that is a w:t: nobody asks whether it stands in the code of another field.
#
#   python-docx  FrauDear Ms Muster
#   docx2txt     FrauDear Ms Muster
#   docx2python  FrauDear Ms Muster
#   mammoth      FrauDear Ms Muster
#   pandoc       FrauDear Ms Muster
#
# Matters: this is how Word builds a salutation from a list of members. Letters that are searched, archived
# or converted have a word that is on no page; that two readers agree is no proof that they are right.
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


def run(inside):
    return f"<w:r>{inside}</w:r>"


def text(shown):
    return run(f'<w:t xml:space="preserve">{shown}</w:t>')


def code(written):
    return run(f'<w:instrText xml:space="preserve">{written}</w:instrText>')


def field(codes, result):
    begin, separate, end = (
        run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")
    )
    return begin + codes + separate + result + end


title = field(code(" MERGEFIELD Title "), text("Frau"))
salutation = code(" IF ") + title + code(' = "Frau" "Dear Ms" "Dear Mr" ')
paragraph = field(salutation, text("Dear Ms")) + text(" Muster")
document = docx.Document()
document.element.body.sectPr.addprevious(parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>"))
document.save("letter.docx")

texts = {
    "python-docx": docx.Document("letter.docx").paragraphs[0].text,
    "docx2txt": docx2txt.process("letter.docx"),
    "docx2python": docx2python.docx2python("letter.docx").text,
    "mammoth": mammoth.extract_raw_text(open("letter.docx", "rb")).value,
    "pandoc": pypandoc.convert_file("letter.docx", "plain"),
}
for reader, read in texts.items():
    print(f"{reader:12}", read.strip())
PY
cat seen
diff - seen <<'END'
python-docx  FrauDear Ms Muster
docx2txt     FrauDear Ms Muster
docx2python  FrauDear Ms Muster
mammoth      FrauDear Ms Muster
pandoc       FrauDear Ms Muster
END
