#!/usr/bin/env bash
# A merge without conflict ends the membership of the wrong person.
#
# Program: git (seen with 2.39.5)
#
# Expected: one branch replaces Eva's file by one for her successor; the other writes an end date
# into Eva's file. That is a conflict of deleting and changing (modify/delete), and Git stops.
#
# Happens: the two files are alike by more than half, as records of one form are, so Git takes the
# deletion and the new file for a renaming and carries the change over. Max begins with an end date,
# in a merge that says nothing.
#
#   person/max.yaml
#   name: Max Beispiel
#   role: chair
#   board: North
#   mail: board@example.org
#   phone: 030 23125000
#   end: 2026-03-04
#
# Matters: it is the normal course when somebody leaves, done by two people. No tool sees an error,
# for the data is valid. -X find-renames=90 brings the conflict back; merge.renames=false and -X
# no-renames, which promise it, change nothing before Git 2.50.
set -euo pipefail

command -v git >/dev/null || { echo "needs git" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export HOME=$tmp GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=Example GIT_AUTHOR_EMAIL=example@example.org
export GIT_COMMITTER_NAME=Example GIT_COMMITTER_EMAIL=example@example.org

record() {
  printf '%s\n' "name: $1" 'role: chair' 'board: North' 'mail: board@example.org' \
    'phone: 030 23125000' "end: $2"
}

git init -q "$tmp/register"
cd "$tmp/register"
mkdir person
record 'Eva Muster' open >person/eva.yaml
git add .
git commit -qm 'Eva is chair'
first=$(git symbolic-ref --short HEAD)

git checkout -qb successor
git rm -q person/eva.yaml
mkdir -p person
record 'Max Beispiel' open >person/max.yaml
git add .
git commit -qm 'Max takes over from Eva'

git checkout -q "$first"
record 'Eva Muster' 2026-03-04 >person/eva.yaml
git commit -qam 'Eva leaves'

git merge -q --no-edit successor
{
  git ls-files
  cat person/max.yaml
} >"$tmp/seen"
cat "$tmp/seen"
diff - "$tmp/seen" <<'END'
person/max.yaml
name: Max Beispiel
role: chair
board: North
mail: board@example.org
phone: 030 23125000
end: 2026-03-04
END

# The counter-check: with a higher bar for likeness it is a conflict.
git reset -q --hard HEAD~1
if git merge -q -X find-renames=90 --no-edit successor >"$tmp/conflict"; then
  echo "merged without conflict" >&2
  exit 1
fi
grep -o 'CONFLICT (modify/delete)' "$tmp/conflict"
