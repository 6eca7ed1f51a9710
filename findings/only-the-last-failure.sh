#!/usr/bin/env bash
# Of two failures of one test case the page shows the second only.
#
# Package: junit2html 31.1.4, compared with junitparser 5.0.3 (PyPI)
#
# Expected: the schema of JUnit reports that Jenkins publishes allows any number of failure elements in
# a testcase; a check of records that finds two faults in a file writes two.
#
# Happens: each failure replaces the one before. The matrix says "Failed" once, and the first
# message stands nowhere in the page.
#
#   junitparser yes  junit2html no  The postcode has four digits.
#   junitparser yes  junit2html yes The day is no date.
#
# Matters: who mends what the page names finds the next fault after the next run. Write a test case for
# each fault.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check junit2html==31.1.4 junitparser==5.0.3

cd "$tmp"
cat >report.xml <<'XML'
<testsuites><testsuite name="records" tests="1" failures="2">
  <testcase classname="lists" name="members">
    <failure message="The postcode has four digits.">line 3</failure>
    <failure message="The day is no date.">line 9</failure>
  </testcase>
</testsuite></testsuites>
XML
venv/bin/python -m junit2htmlreport report.xml report.html
venv/bin/python - >seen <<'PY'
from junitparser import JUnitXml

suite = next(iter(JUnitXml.fromfile("report.xml")))
messages = [failure.message for case in suite for failure in case.result]
page = open("report.html", encoding="utf-8").read()
for message in messages:
    print("junitparser yes  junit2html", "yes" if message in page else "no ", message)
PY
cat seen
diff - seen <<'END'
junitparser yes  junit2html no  The postcode has four digits.
junitparser yes  junit2html yes The day is no date.
END
