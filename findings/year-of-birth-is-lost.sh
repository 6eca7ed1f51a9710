#!/usr/bin/env bash
# Whoever corrects the function of a contact in khard deletes its year of birth.
#
# Package: khard 0.22.0 (PyPI)
#
# Expected: an editor leaves alone what is not edited. A year alone, or with its month, is a date in vCard
# 4.0 (RFC 6350, 4.3.1 and 6.2.5: BDAY:1985, BDAY:1985-04).
#
# Happens: khard shows the contact as a form and writes all of the form back. It puts no such date into the
# form, so that it is gone after saving. A day without its year (--0304) is shown and kept.
#
#   before  ANNIVERSARY:2020-06
#   before  BDAY:1985
#   before  TITLE:Head
#   after   TITLE:Head of office
#
# Matters: of many people one knows the year only, and offices keep just that. khard is what people use who
# keep contacts as files, in Git for example; there the comparison shows what else has changed.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check khard==0.22.0

cd "$tmp"
export HOME=$tmp XDG_CONFIG_HOME=$tmp XDG_DATA_HOME=$tmp XDG_CACHE_HOME=$tmp
mkdir contacts
printf '[addressbooks]\n[[office]]\npath = %s/contacts\n[vcard]\npreferred_version = 4.0\n' "$tmp" >khard.conf
printf '%s\r\n' BEGIN:VCARD VERSION:4.0 UID:eva 'N:Klein;Eva;;;' 'FN:Eva Klein' BDAY:1985 \
  ANNIVERSARY:2020-06 TITLE:Head END:VCARD >contacts/eva.vcf
show() { # WHEN
  tr -d '\r' <contacts/eva.vcf | grep -E '^(BDAY|ANNIVERSARY|TITLE)' | sed "s/^/$1/" | LC_ALL=C sort
}
{
  show 'before  '
  venv/bin/khard -c khard.conf show --format yaml uid:eva |
    sed 's/^\(Title *:\).*/\1 Head of office/' >form.yaml
  echo yes | venv/bin/khard -c khard.conf edit --input-file form.yaml uid:eva >/dev/null
  show 'after   '
} >seen
cat seen
diff - seen <<'END'
before  ANNIVERSARY:2020-06
before  BDAY:1985
before  TITLE:Head
after   TITLE:Head of office
END
