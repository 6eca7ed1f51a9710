#!/usr/bin/env bash
# One soft hyphen in a PDF puts invisible soft hyphens into other words, and a search for these
# finds nothing.
#
# Packages: pypdf 7.1.1 and pdfminer.six 20260107, compared with pypdfium2 5.15.2; the file is
# written by typst 0.15.2 (PyPI)
#
# Expected: the author marks one place where a long word may break (U+00AD; -? in Typst). All other
# text is extracted as written.
#
# Happens: the letter before the mark and the mark are drawn as one glyph, and the table from glyphs
# to characters (ToUnicode, ISO 32000-2, 9.10.3) holds one entry for each: here "r" and U+00AD for
# every r of the document. Typst corrects the others by ActualText (14.9.4); the two readers in
# Python take no notice of it. Where the letter occurs earlier without the mark, it is the mark that
# they lose.
#
#   Kinder-?schutz. Frau Bauer.  pypdfium2     'Kinder\xadschutz. Frau Bauer.'
#   Kinder-?schutz. Frau Bauer.  pypdf         'Kinder\xadschutz. Fr\xadau Bauer\xad.'
#   Kinder-?schutz. Frau Bauer.  pdfminer.six  'Kinder\xadschutz. Fr\xadau Bauer\xad.'
#   Frau Bauer. Kinder-?schutz.  pypdf         'Frau Bauer. Kinderschutz.'
#
# Matters: a test that looks for a name in a PDF, or a search index over reports, misses "Bauer" on
# a page that looks perfect. Take U+00AD out of what these readers give.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  typst==0.15.2 pypdf==7.1.1 pdfminer.six==20260107 pypdfium2==5.15.2

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
from io import BytesIO

import pypdfium2
import typst
from pdfminer.high_level import extract_text
from pypdf import PdfReader


def show(text, *readers):
    pdf = typst.compile(text.encode(), ignore_system_fonts=True)
    for name, read in readers:
        print(f"{text}  {name:12}  {read(BytesIO(pdf)).strip()!r}")


pypdf = ("pypdf", lambda file: PdfReader(file).pages[0].extract_text())
pdfminer = ("pdfminer.six", extract_text)
pdfium = ("pypdfium2", lambda file: pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range())
show("Kinder-?schutz. Frau Bauer.", pdfium, pypdf, pdfminer)
show("Frau Bauer. Kinder-?schutz.", pypdf)
PY
cat seen
diff - seen <<'END'
Kinder-?schutz. Frau Bauer.  pypdfium2     'Kinder\xadschutz. Frau Bauer.'
Kinder-?schutz. Frau Bauer.  pypdf         'Kinder\xadschutz. Fr\xadau Bauer\xad.'
Kinder-?schutz. Frau Bauer.  pdfminer.six  'Kinder\xadschutz. Fr\xadau Bauer\xad.'
Frau Bauer. Kinder-?schutz.  pypdf         'Frau Bauer. Kinderschutz.'
END
