#!/usr/bin/env bash
# A double name and a phone number lose their hyphen when a Word file is read as text.
#
# Packages: docx2txt 0.9 and docx2python 3.7.1, compared with mammoth 1.13.0 and python-docx 1.2.0
# (PyPI)
#
# Expected: w:noBreakHyphen is a hyphen. ECMA-376 Part 1, 17.3.3.18: it stands for a non-breaking
# hyphen, which shall be displayed as a regular hyphen that is no place for a break.
#
# Happens: it is an element of its own and not a character among the text, and two of four readers
# take the text only.
#
#   mammoth      Eva Muster‑Meier, 0231 500‑12
#   python-docx  Eva Muster-Meier, 0231 500-12
#   docx2txt     Eva MusterMeier, 0231 50012
#   docx2python  Eva MusterMeier, 0231 50012
#
# Matters: Word writes it for Ctrl+Shift+hyphen, which careful people use just where a name or a
# number must not break. What comes out is another name, and a number that may be somebody else's.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0

cd "$tmp"
PYTHONIOENCODING=utf-8 venv/bin/python -W ignore - >seen <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
document = docx.Document()
document.element.body.sectPr.addprevious(
    parse_xml(
        f"<w:p {W}><w:r><w:t>Eva Muster</w:t><w:noBreakHyphen/>"
        "<w:t>Meier, 0231 500</w:t><w:noBreakHyphen/><w:t>12</w:t></w:r></w:p>"
    )
)
document.save("list.docx")

import docx2txt
import mammoth
from docx2python import docx2python

print("mammoth     ", mammoth.extract_raw_text(open("list.docx", "rb")).value.strip())
print("python-docx ", docx.Document("list.docx").paragraphs[0].text)
print("docx2txt    ", docx2txt.process("list.docx").strip())
print("docx2python ", docx2python("list.docx").text.strip())
PY
cat seen
diff - seen <<'END'
mammoth      Eva Muster‑Meier, 0231 500‑12
python-docx  Eva Muster-Meier, 0231 500-12
docx2txt     Eva MusterMeier, 0231 50012
docx2python  Eva MusterMeier, 0231 50012
END
