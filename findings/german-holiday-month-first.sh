#!/usr/bin/env bash
# The Day of German Unity is no holiday in Germany, but 10 March is.
#
# Package: holidays 0.109 (PyPI)
#
# Expected: Germany(...) takes dates as texts, and with points they are day, month, year (DIN 5008).
#
# Happens: texts are read month first, whatever the country, unless the first number cannot be a
# month. So the holidays from the 13th of a month on are found, of the others only those whose day and
# month are the same number (1 January), and some days are holidays that are none.
#
#   03.10.2026  False
#   10.03.2026  True
#   01.05.2026  False
#   25.12.2026  True
#
# Matters: a try with Christmas says that German dates work. Parse dates first and pass date
# objects.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check holidays==0.109

cd "$tmp"
venv/bin/python - >seen <<'PY'
import holidays

germany = holidays.Germany(subdiv="NW", years=2026)
for text in ("03.10.2026", "10.03.2026", "01.05.2026", "25.12.2026"):
    print(text, "", text in germany)
PY
cat seen
diff - seen <<'END'
03.10.2026  False
10.03.2026  True
01.05.2026  False
25.12.2026  True
END
