#!/usr/bin/env bash
# sarif-tools writes data/%C3%9Cbersicht%202026.yaml as the path of a file into a Code Climate report.
#
# Package: sarif-tools 3.0.5 (PyPI)
#
# Expected: data/Übersicht 2026.yaml. In SARIF 2.1.0 (3.4.3) a place is a URI reference, in which a space
# and Ü are percent-encoded (RFC 3986, 2.1); in Code Climate's format it is the path of a file, so that
# it has to be decoded on the way.
#
# Happens: all forms that sarif-tools writes take the URI over as it is. The file of the same report with
# a plain name is found.
#
#   Code Climate  data/%C3%9Cbersicht%202026.yaml
#   Code Climate  data/members.yaml
#   CSV           data/%C3%9Cbersicht%202026.yaml
#   CSV           data/members.yaml
#
# Matters: the page of a merge request shows findings beside the lines by their path; those in files with an
# umlaut or a space (a German folder of records has both) are shown beside no line, and nothing says
# that they are missing there.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check sarif-tools==3.0.5

cd "$tmp"
venv/bin/python - <<'PY'
import json
from pathlib import Path
from urllib.parse import quote


def result(path):
    place = {"artifactLocation": {"uri": quote(path)}, "region": {"startLine": 3}}
    return {
        "ruleId": "R1",
        "level": "error",
        "message": {"text": "The end is before the beginning."},
        "locations": [{"physicalLocation": place}],
    }


run = {
    "tool": {"driver": {"name": "check"}},
    "results": [result("data/Übersicht 2026.yaml"), result("data/members.yaml")],
}
Path("check.sarif").write_text(json.dumps({"version": "2.1.0", "runs": [run]}))
PY
venv/bin/sarif codeclimate -o climate.json check.sarif >/dev/null
venv/bin/sarif csv -o check.csv check.sarif >/dev/null
venv/bin/python - >seen <<'PY'
import csv
import json

for issue in json.load(open("climate.json")):
    print("Code Climate ", issue["location"]["path"])
for row in csv.DictReader(open("check.csv", encoding="utf-8-sig")):
    print("CSV          ", row["Location"])
PY
cat seen
diff - seen <<'END'
Code Climate  data/%C3%9Cbersicht%202026.yaml
Code Climate  data/members.yaml
CSV           data/%C3%9Cbersicht%202026.yaml
CSV           data/members.yaml
END
