#!/usr/bin/env bash
# yamlfix takes the quotes off the time "16:30", and PyYAML then reads the number 990.
#
# Packages: yamlfix 1.19.1, compared with PyYAML 6.0.4 (PyPI)
#
# Expected: a formatter changes the form of a file, not what it says. yamlfix knows that quotes can
# be needed: it leaves them on "01234" and on "no".
#
# Happens: it judges by YAML 1.2, in which 16:30 is a text without quotes too. In YAML 1.1
# (yaml.org/type/int.html) it is sixteen times sixty and thirty.
#
#   before  {'post': '01234', 'answer': 'no', 'begin': '16:30'}
#   after   {'post': '01234', 'answer': 'no', 'begin': 990}
#
# Matters: the quotes are there because somebody met this before, and the change looks like tidying
# in a review. Check files after the formatter, with the reader that the program uses.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check yamlfix==1.19.1 PyYAML==6.0.4

cd "$tmp"
printf -- '---\npost: "01234"\nanswer: "no"\nbegin: "16:30"\n' >meeting.yaml
show() {
  venv/bin/python -c 'import sys, yaml; print(f"{sys.argv[1]:7}", yaml.safe_load(open("meeting.yaml")))' "$1"
}
{
  show before
  venv/bin/yamlfix meeting.yaml >/dev/null 2>&1
  show after
} >seen
cat seen
diff - seen <<'END'
before  {'post': '01234', 'answer': 'no', 'begin': '16:30'}
after   {'post': '01234', 'answer': 'no', 'begin': 990}
END
