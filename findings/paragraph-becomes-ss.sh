#!/usr/bin/env bash
# "§ 8a SGB VIII" becomes "SS 8a SGB VIII" in the names of files and addresses of pages.
#
# Packages: Unidecode 1.4.0, python-slugify 9.2.0 with text-unidecode 1.3, anyascii 0.3.3 (PyPI);
# transliteration 2.6.1, slugify 1.6.9 (npm)
#
# Expected: a sign that has no letters is left out, or becomes a word for it. § is a sign of its own for
# Unicode, too: it has no decomposition into letters (NFKD leaves it as it is).
#
# Happens: the tables go by the shape and see two letters s in it, in capitals; two signs are four letters.
# Unidecode, text-unidecode (below python-slugify) and transliteration do so; anyascii has one letter, and
# slugify leaves the sign out.
#
#   Unidecode        SS 8a SGB VIII    SSSS 8a, 8b
#   python-slugify   ss-8a-sgb-viii    ssss-8a-8b
#   anyascii         S 8a SGB VIII     SS 8a, 8b
#   transliteration  ss-8a-sgb-viii    ssss-8a-8b
#   slugify          8a-SGB-VIII       8a-8b
#
# Matters: minutes, trainings and pages about the protection of children are titled by their section, and
# in Germany these two letters stand for an organisation of the Nazi state. Replace § by "Par." or by nothing beforehand.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check \
  Unidecode==1.4.0 python-slugify==9.2.0 text-unidecode==1.3 anyascii==0.3.3
npm install --silent --no-audit --no-fund --prefix "$tmp" transliteration@2.6.1 slugify@1.6.9

cd "$tmp"
{
  PYTHONUTF8=1 venv/bin/python - <<'PY'
from anyascii import anyascii
from slugify import slugify
from unidecode import unidecode

for name, make in (("Unidecode", unidecode), ("python-slugify", slugify), ("anyascii", anyascii)):
    print(f"{name:15}  {make('§ 8a SGB VIII'):16}  {make('§§ 8a, 8b')}")
PY
  node --input-type=module - <<'JS'
import slugify from 'slugify';
import { slugify as transliterated } from 'transliteration';

for (const [name, make] of [['transliteration', transliterated], ['slugify', slugify]]) {
  console.log(`${name.padEnd(15)}  ${make('§ 8a SGB VIII').padEnd(16)}  ${make('§§ 8a, 8b')}`);
}
JS
} >seen
cat seen
diff - seen <<'END'
Unidecode        SS 8a SGB VIII    SSSS 8a, 8b
python-slugify   ss-8a-sgb-viii    ssss-8a-8b
anyascii         S 8a SGB VIII     SS 8a, 8b
transliteration  ss-8a-sgb-viii    ssss-8a-8b
slugify          8a-SGB-VIII       8a-8b
END
