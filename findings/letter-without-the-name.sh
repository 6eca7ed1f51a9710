#!/usr/bin/env bash
# Three of five readers of Word files leave out what a mail merge has filled in.
#
# Packages: mammoth 1.13.0, python-docx 1.2.0, pypandoc_binary 1.17 (pandoc 3.9), docx2txt 0.9 and
# docx2python 3.7.1 (PyPI)
#
# Expected: the result of a field is text of the paragraph. ECMA-376 Part 1, 17.16.19: fldSimple holds the
# runs that are the field's last result; they are what is shown and printed.
#
# Happens: Word writes a field in one of two ways. With fldChar the result stands among the runs and all
# readers find it; in fldSimple it stands one level deeper, where three do not look. mammoth says
# that it has left out an unknown element; the two others say nothing.
#
#   docx2txt      Dear Ms Muster, welcome to Group North
#   docx2python   Dear Ms Muster, welcome to Group North
#   mammoth       Dear Ms , welcome to Group North
#   python-docx   Dear Ms , welcome to Group North
#   pandoc        Dear Ms , welcome to Group North
#
# Matters: invitations and agreements come out of a mail merge, and the name, the day and the body are the
# fields. Who searches such letters, or makes them into text for an archive, has letters to nobody.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check mammoth==1.13.0 python-docx==1.2.0 \
  pypandoc_binary==1.17 docx2txt==0.9 docx2python==3.7.1

cd "$tmp"
venv/bin/python - >seen <<'PY'
import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

word = nsdecls("w")
letter = docx.Document()
greeting = letter.add_paragraph("Dear Ms ")
greeting._p.append(
    parse_xml(
        f'<w:fldSimple {word} w:instr=" MERGEFIELD Name "><w:r><w:t>Muster</w:t></w:r></w:fldSimple>'
    )
)
greeting.add_run(", welcome to ")
for part in (
    '<w:fldChar w:fldCharType="begin"/>',
    "<w:instrText> MERGEFIELD Group </w:instrText>",
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>Group North</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
):
    greeting._p.append(parse_xml(f"<w:r {word}>{part}</w:r>"))
letter.save("letter.docx")

print("docx2txt     ", docx2txt.process("letter.docx").strip())
print("docx2python  ", docx2python("letter.docx").text.strip())
print("mammoth      ", mammoth.extract_raw_text("letter.docx").value.strip())
print("python-docx  ", docx.Document("letter.docx").paragraphs[0].text)
print("pandoc       ", pypandoc.convert_file("letter.docx", "plain").strip())
PY
cat seen
diff - seen <<'END'
docx2txt      Dear Ms Muster, welcome to Group North
docx2python   Dear Ms Muster, welcome to Group North
mammoth       Dear Ms , welcome to Group North
python-docx   Dear Ms , welcome to Group North
pandoc        Dear Ms , welcome to Group North
END
