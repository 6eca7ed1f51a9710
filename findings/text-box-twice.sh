#!/usr/bin/env bash
# Two of four readers of Word files read a text box twice, and pandoc loses the words before the box.
#
# Packages: docx2txt 0.9, docx2python 3.7.1, mammoth 1.13.0 and pypandoc_binary 1.17
# (pandoc 3.9); the file is written by python-docx 1.2.0
#
# Expected: ISO/IEC 29500-3, 9.3: mc:AlternateContent holds the same thing in several forms, and a
# reader takes one of them: the box of today, or the one in mc:Fallback for old programs. The paragraph
# has text of its own before it.
#
# Happens: docx2txt and docx2python collect the text of both forms. pandoc gives the box and drops what
# stands before it in the paragraph. mammoth gives all of it once.
#
#   docx2txt     Present: / 12 people / 12 people
#   docx2python  12 people / 12 people / Present:
#   mammoth      Present: / 12 people
#   pandoc       12 people
#
# Matters: Word writes both forms for each text box. Minutes read as text have a number of
# people twice, or no word to say what the number is. Compare two readers.
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

O = "http://schemas.openxmlformats.org"
M = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
INSIDE = "<w:txbxContent><w:p><w:r><w:t>12 people</w:t></w:r></w:p></w:txbxContent>"
BOX = f"""
<w:r xmlns:w="{O}/wordprocessingml/2006/main" xmlns:mc="{O}/markup-compatibility/2006"
    xmlns:wp="{O}/drawingml/2006/wordprocessingDrawing" xmlns:a="{O}/drawingml/2006/main"
    xmlns:wps="{M}" xmlns:v="urn:schemas-microsoft-com:vml">
  <mc:AlternateContent>
    <mc:Choice Requires="wps"><w:drawing><wp:inline>
      <wp:extent cx="2000000" cy="400000"/><wp:docPr id="1" name="Box"/>
      <a:graphic><a:graphicData uri="{M}"><wps:wsp>
        <wps:cNvSpPr txBox="1"/>
        <wps:spPr>
          <a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="400000"/></a:xfrm>
          <a:prstGeom prst="rect"/>
        </wps:spPr>
        <wps:txbx>{INSIDE}</wps:txbx><wps:bodyPr/>
      </wps:wsp></a:graphicData></a:graphic>
    </wp:inline></w:drawing></mc:Choice>
    <mc:Fallback><w:pict><v:shape style="width:150pt;height:30pt">
      <v:textbox>{INSIDE}</v:textbox>
    </v:shape></w:pict></mc:Fallback>
  </mc:AlternateContent>
</w:r>"""
document = Document()
document.add_paragraph("Present: ")._p.append(parse_xml(BOX))
document.save("minutes.docx")

import docx2python
import docx2txt
import mammoth
import pypandoc

texts = {
    "docx2txt": docx2txt.process("minutes.docx"),
    "docx2python": docx2python.docx2python("minutes.docx").text,
    "mammoth": mammoth.extract_raw_text(open("minutes.docx", "rb")).value,
    "pandoc": pypandoc.convert_file("minutes.docx", "plain"),
}
for reader, text in texts.items():
    print(f"{reader:12}", " / ".join(part.strip() for part in text.strip().split("\n\n")))
PY
cat seen
diff - seen <<'END'
docx2txt     Present: / 12 people / 12 people
docx2python  12 people / 12 people / Present:
mammoth      Present: / 12 people
pandoc       12 people
END
