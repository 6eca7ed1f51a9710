#!/usr/bin/env bash
# In a list from Excel in Germany, ñ becomes ń, è becomes č and ã becomes ă, although the detector
# thinks the right encoding just as likely.
#
# Packages: charset-normalizer 3.5.3, compared with chardet 7.7.0 (PyPI)
#
# Expected: the file is in windows-1252, what Excel writes as CSV in all of western Europe, and what
# browsers assume for German pages without a declaration (WHATWG HTML, 13.2.3.2). Where nothing
# tells it from a neighbour, the more frequent one wins.
#
# Happens: windows-1250 (central Europe) has the same ä, ö, ü and ß. Both get the same marks, and of
# equals the alphabetically first is taken. best() says nothing of a tie.
#
#   Muñoz, Ana    cp1250  Muńoz, Ana    chardet  Windows-1252
#   Hélène Groß   cp1250  Hélčne Groß   chardet  Windows-1252
#   João Weiß     cp1250  Joăo Weiß     chardet  Windows-1252
#   cp1250 and cp1252 alike: True
#
# Matters: the umlauts are right, so nobody looks further, and the one name from elsewhere is wrong
# on the invitation. Say which encodings are likely: cp_isolation=["utf_8", "cp1252"].
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check charset-normalizer==3.5.3 chardet==7.7.0

cd "$tmp"
venv/bin/python - >seen <<'PY'
import chardet
from charset_normalizer import from_bytes

marks = []
for name in ("Muñoz, Ana", "Hélène Groß", "João Weiß"):
    written = f"Name;Ort\n{name};Köln\nMüller, Jörg;Düren\nSchäfer, Ute;Münster\n".encode("cp1252")
    found = from_bytes(written)
    read = str(found.best()).splitlines()[1].partition(";")[0]
    other = chardet.detect(written)["encoding"]
    print(f"{name:12}  {found.best().encoding}  {read:12}  chardet  {other}")
    marks += [
        [(match.chaos, match.coherence) for match in found if match.encoding == encoding]
        for encoding in ("cp1250", "cp1252")
    ]
print("cp1250 and cp1252 alike:", marks[0::2] == marks[1::2] and all(marks))
PY
cat seen
diff - seen <<'END'
Muñoz, Ana    cp1250  Muńoz, Ana    chardet  Windows-1252
Hélène Groß   cp1250  Hélčne Groß   chardet  Windows-1252
João Weiß     cp1250  Joăo Weiß     chardet  Windows-1252
cp1250 and cp1252 alike: True
END
