#!/usr/bin/env bash
# A document that is set from memory cannot have a PNG: every file handed over as bytes has to be
# UTF-8 text.
#
# Package: typst 0.15.2 (PyPI)
#
# Expected: compile() takes a dict of names and bytes for a project in memory. An image is bytes;
# the same image in the folder `root` is read.
#
# Happens: the dict is turned into text files. An SVG works, a PNG ends the whole compilation, also
# when nothing shows it, without naming the file.
#
#   SVG in memory: a PDF
#   PNG in the folder: a PDF
#   PNG in memory: file is not valid UTF-8
#   PNG in memory that nothing shows: file is not valid UTF-8
#
# Matters: letters with a logo are tried with an SVG and fail in the office whose logo is a PNG.
# Give texts in the dict and images in a folder: files that the dict lacks are looked for in `root`.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check typst==0.15.2

cd "$tmp"
venv/bin/python - >seen <<'PY'
import base64
from pathlib import Path

import typst

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def made(name, files, root):
    Path(root).mkdir(exist_ok=True)
    try:
        pdf = typst.compile({"main.typ": f'#image("{name}")'.encode(), **files}, root=root)
    except RuntimeError as error:
        return error.args[0]
    return "a PDF" if pdf.startswith(b"%PDF") else "something else"


print("SVG in memory:", made("logo.svg", {"logo.svg": SVG}, "empty"))
Path("folder").mkdir()
Path("folder/logo.png").write_bytes(PNG)
print("PNG in the folder:", made("logo.png", {}, "folder"))
print("PNG in memory:", made("logo.png", {"logo.png": PNG}, "empty"))
both = {"logo.svg": SVG, "photo.png": PNG}
print("PNG in memory that nothing shows:", made("logo.svg", both, "empty"))
PY
cat seen
diff - seen <<'END'
SVG in memory: a PDF
PNG in the folder: a PDF
PNG in memory: file is not valid UTF-8
PNG in memory that nothing shows: file is not valid UTF-8
END
