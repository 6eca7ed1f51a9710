#!/usr/bin/env bash
# "(2024-?)", the term of somebody whose end is open, is "(2024)" when pandoc has made a PDF by Typst.
#
# Packages: pypandoc_binary 1.17 (pandoc 3.9), typst 0.15.2, pypdf 7.1.1 (PyPI)
#
# Expected: pandoc writes Typst so that a text comes out as it was typed. It puts a backslash before what is
# markup in Typst, also before the second of two hyphens, which would make a dash.
#
# Happens: in Typst -? is the shorthand for the soft hyphen (U+00AD), which is seen at the end of a line only.
# pandoc knows the shorthands for dashes and not this one: both signs are gone.
#
#   pandoc writes  Muster (2024-?), Klein (2023-\-24)
#   the PDF reads  Muster (2024), Klein (2023--24)
#
# Matters: lists of members have open ends, and "-?" says that somebody still has to ask. In the printed list
# the term has ended in the year in which it began. Write "(2024 – ?)", with spaces.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  pypandoc_binary==1.17 typst==0.15.2 pypdf==7.1.1

cd "$tmp"
venv/bin/python -W ignore - >seen <<'PY'
from io import BytesIO

import pypandoc
import pypdf
import typst


def read(text):
    pdf = BytesIO(typst.compile(text.encode(), ignore_system_fonts=True))
    return pypdf.PdfReader(pdf).pages[0].extract_text().strip()


members = "Muster (2024-?), Klein (2023--24)"
written = pypandoc.convert_text(f"<p>{members}</p>", "typst", format="html")
print("pandoc writes ", written.strip())
# pypdf reads a soft hyphen as U+00AD, and in this font a hyphen, too (see soft-hyphen-spreads.sh).
shown = ", ".join(read(part) for part in written.strip().split(", "))
print("the PDF reads ", shown.replace("\xad", ""))
PY
cat seen
diff - seen <<'END'
pandoc writes  Muster (2024-?), Klein (2023-\-24)
the PDF reads  Muster (2024), Klein (2023--24)
END
