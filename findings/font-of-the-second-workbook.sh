#!/usr/bin/env bash
# Two workbooks made by the same lines have different fonts, since the first one changes the
# settings that it is given.
#
# Package: XlsxWriter 3.3.1 (PyPI)
#
# Expected: options are read. One dict for the font of all workbooks of a program gives the same
# bytes for the same cells (with a fixed date of creation).
#
# Happens: the constructor writes theme_font_name into the caller's dict, after it has made its own
# default font. The next workbook finds it there and marks its default font as a font of the theme:
# <scheme val="minor"/> (ECMA-376 Part 1, 18.8.35), which lets the theme decide and not the name.
#
#   1  same bytes as alone: True   default font: Arial
#   2  same bytes as alone: False  default font: Arial, scheme minor
#   the dict: {'font_name': 'Arial', 'font_size': 11, 'theme_font_name': 'Arial'}
#
# Matters: a list that is made again "without change" differs, depending on what the process has
# made before, and tests pass alone and fail together. Hand over a copy: dict(FONT).
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check XlsxWriter==3.3.1

cd "$tmp"
venv/bin/python - >seen <<'PY'
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import xlsxwriter

FONT = {"font_name": "Arial", "font_size": 11}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def members(font):
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"default_format_properties": font})
    book.set_properties({"created": datetime(2026, 3, 4)})
    book.add_worksheet("Members").write("A1", "Eva Muster")
    book.close()
    return file


def default_font(file):
    styles = ElementTree.fromstring(ZipFile(file).read("xl/styles.xml"))
    font = styles.find(f"{MAIN}fonts/{MAIN}font")
    scheme = font.find(f"{MAIN}scheme")
    name = font.find(f"{MAIN}name").get("val")
    return name if scheme is None else f"{name}, scheme {scheme.get('val')}"


alone = members(dict(FONT)).getvalue()
for number in (1, 2):
    file = members(FONT)
    same = file.getvalue() == alone
    print(f"{number}  same bytes as alone: {same!s:5}  default font: {default_font(file)}")
print("the dict:", FONT)
PY
cat seen
diff - seen <<'END'
1  same bytes as alone: True   default font: Arial
2  same bytes as alone: False  default font: Arial, scheme minor
the dict: {'font_name': 'Arial', 'font_size': 11, 'theme_font_name': 'Arial'}
END
