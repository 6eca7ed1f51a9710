#!/usr/bin/env bash
# Two people each append an entry to a list; the merge that is meant for lists takes a line away from
# one of the entries and reports no conflict.
#
# Program: git (seen with 2.39.5)
#
# Expected: "merge=union" in .gitattributes keeps the lines of both sides: "Run 3-way file level merge
# for text files, but take lines from both versions, instead of leaving conflict markers"
# (gitattributes, built-in merge drivers). Both entries are whole, whichever comes first.
#
# Happens: lines at the edge of the two additions that are the same on both sides are no conflict,
# and are kept once. So both entries share them, and the first one ends early.
#
#   - name: Ute
#     role: court
#   - name: Jan
#     role: school
#   - name: Eva
#     role: police
#     since: 2026-01-01
#
# Matters: entries of a list that are added at the same time often have a date, a place or a status
# in common. The file stays valid; Jan is a member without a beginning. In the other order of
# keys (the common line first) the second entry loses its head.
set -euo pipefail

command -v git >/dev/null || { echo "needs git" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=Round GIT_AUTHOR_EMAIL=round@example.org
export GIT_COMMITTER_NAME=Round GIT_COMMITTER_EMAIL=round@example.org
git init -q -b main

echo 'members.yaml merge=union' >.gitattributes
printf '%s\n' '- name: Ute' '  role: court' >members.yaml
git add . && git commit -qm start
git checkout -qb police
printf '%s\n' '- name: Eva' '  role: police' '  since: 2026-01-01' >>members.yaml
git commit -qam Eva
git checkout -q main
printf '%s\n' '- name: Jan' '  role: school' '  since: 2026-01-01' >>members.yaml
git commit -qam Jan
git merge -q -m both police >/dev/null
cat members.yaml >seen
cat seen
diff - seen <<'END'
- name: Ute
  role: court
- name: Jan
  role: school
- name: Eva
  role: police
  since: 2026-01-01
END
