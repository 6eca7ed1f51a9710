#!/usr/bin/env bash
# A result that somebody has looked at and suppressed still fails the check, and stands in the list
# like all the others.
#
# Package: sarif-tools 3.0.5 (PyPI)
#
# Expected: SARIF 2.1.0, 3.27.23 and 3.35: a result with a suppression of status accepted (the default)
# is suppressed; a checker writes it so that the exception stays visible to who looks for
# exceptions, not so that it counts.
#
# Happens: summary and list say nothing of it, and --check ends with the error. Only a filter that
# the caller writes in a file of its own leaves it out.
#
#   error: 1
#    - N1 no end: 1
#   Severity,Code,Description,Location,Line
#   error,N1,no end,members.yaml,3
#   exit 1
#
# Matters: with the same file GitHub shows no alert, and the job beside it is red. A checker that
# knows exceptions should ask whether to write them at all.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check sarif-tools==3.0.5

cd "$tmp"
cat >one.sarif <<'END'
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {"driver": {"name": "check", "rules": [{"id": "N1"}]}},
      "results": [
        {
          "ruleId": "N1",
          "level": "error",
          "message": {"text": "no end"},
          "suppressions": [{"kind": "inSource", "status": "accepted", "justification": "seat for life"}],
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {"uri": "members.yaml"},
                "region": {"startLine": 3}
              }
            }
          ]
        }
      ]
    }
  ]
}
END
{
  venv/bin/sarif summary one.sarif | grep -A1 '^error'
  venv/bin/sarif csv -o one.csv one.sarif >/dev/null
  cut -d , -f 2- one.csv
  if venv/bin/sarif --check error summary one.sarif >/dev/null 2>&1; then
    echo "exit 0"
  else
    echo "exit $?"
  fi
} >seen
cat seen
diff - seen <<'END'
error: 1
 - N1 no end: 1
Severity,Code,Description,Location,Line
error,N1,no end,members.yaml,3
exit 1
END
