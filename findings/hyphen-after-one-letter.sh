#!/usr/bin/env bash
# pyphen parts the German words Jugendarbeit and Kinderarzt as Jugenda-rbeit and Kindera-rzt.
#
# Package: pyphen 0.18.1 (PyPI), beside hyphen 1.14.1 (npm)
#
# Expected: a dictionary of LibreOffice parts German words as LibreOffice does: Jugend-arbeit. It says
# at its head that two letters have to stay on each side of a seam between the parts of a compound.
#
# Happens: the German dictionaries have two levels since 2017, one for the seams (behind NEXTLEVEL in the
# format of Hunspell's hyphenation library) and one for the parts, and COMPOUNDLEFTHYPHENMIN 2 keeps
# them apart. pyphen skips those settings and reads both levels as one list of patterns: around each
# seam, single letters come off. The arguments left and right count from the ends of the whole word only.
#
#   pyphen   Ju-gend-a-r-beit Kin-der-a-rzt El-ter-n-a-r-beit Über-g-a-be So-zi-a-l-a-r-beit Fach-kraft
#   pyphen   nine letters to the line: Kindera- rzt
#   hyphen   Ju-gend-ar-beit Kin-der-arzt El-tern-ar-beit Über-ga-be So-zi-al-ar-beit Fach-kraft
#
# Matters: the words of this field are compounds with a vowel at the seam (Jugendarbeit, Elternabend).
# pyphen is also what WeasyPrint asks where to part words when it makes PDF of HTML.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check pyphen==0.18.1
npm install --silent --no-audit --no-fund --prefix "$tmp" hyphen@1.14.1

cd "$tmp"
export words="Jugendarbeit Kinderarzt Elternarbeit Übergabe Sozialarbeit Fachkraft"
{
  venv/bin/python - <<'PY'
import os

import pyphen

german = pyphen.Pyphen(lang="de_DE", left=2, right=2)
print("pyphen  ", *map(german.inserted, os.environ["words"].split()))
print("pyphen   nine letters to the line:", *german.wrap("Kinderarzt", 9))
PY
  node --input-type=module - <<'JS'
import german from 'hyphen/de/index.js';

const words = process.env.words.split(' ');
console.log('hyphen  ', ...words.map((word) => german.hyphenateSync(word, { hyphenChar: '-' })));
JS
} >seen
cat seen
diff - seen <<'END'
pyphen   Ju-gend-a-r-beit Kin-der-a-rzt El-ter-n-a-r-beit Über-g-a-be So-zi-a-l-a-r-beit Fach-kraft
pyphen   nine letters to the line: Kindera- rzt
hyphen   Ju-gend-ar-beit Kin-der-arzt El-tern-ar-beit Über-ga-be So-zi-al-ar-beit Fach-kraft
END
