#!/usr/bin/env bash
# pandoc makes of "1. März / 9. Mai / 14. Juli" on a page a list that reads 1. März, 2. Mai, 3. Juli.
#
# Packages: pypandoc_binary 1.17 (pandoc 3.9) and markdown-it-py 4.3.0 (PyPI), turndown 7.2.5 (npm)
#
# Expected: text that looks like markup is escaped on the way to Markdown, so that reading gives it back.
# pandoc does it at the beginning of a paragraph (9\. Mai), turndown at that of each line.
#
# Happens: behind a line break (<br>, or Shift+Enter in Word) pandoc escapes no number. By CommonMark (0.31.2,
# 5.3) a line that begins with "1." may interrupt a paragraph and begin a list, whose other numbers do not
# count. The backslash of the break is then shown, too. Only lists from 1 on do it, so "4. März" first
# looks right.
#
#   pandoc    from 9  9\. Mai -> 9. Mai
#   pandoc    from 1  Termine:\ / 1. März\ / 9. Mai\ / 14. Juli -> Termine:\ / 1. März\ / 2. Mai\ / 3. Juli
#   turndown  from 1  Termine: / 1\. März / 9\. Mai / 14\. Juli -> Termine: / 1. März / 9. Mai / 14. Juli
#
# Matters: dates under each other are broken like this on web pages and in invitations. Whoever moves them to
# text for Git or a wiki publishes days on which nobody meets.
set -euo pipefail

for program in python3 node npm; do
  command -v "$program" >/dev/null || { echo "needs $program" >&2; exit 2; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 markdown-it-py==4.3.0
npm install --silent --no-audit --no-fund --prefix "$tmp" turndown@7.2.5

cd "$tmp"
printf '<p>Termine:<br>1. März<br>9. Mai<br>14. Juli</p>' >one.html
printf '<p>9. Mai</p>' >nine.html
node - >turndown.md <<'JS'
const { readFileSync } = require('node:fs');
const Turndown = require('turndown');

process.stdout.write(new Turndown().turndown(readFileSync('one.html', 'utf8')));
JS
venv/bin/python - >seen <<'PY'
import re
from itertools import count
from pathlib import Path

import pypandoc
from markdown_it import MarkdownIt


def lines(text):
    return " / ".join(line.strip() for line in text.strip().splitlines())


def shown(page):
    """Return the page as a reader sees it, with the numbers of its list."""
    number = count(int((re.search(r'<ol start="(\d+)"', page) or [0, 1])[1]))
    numbered = re.sub("<li>", lambda _: f"{next(number)}. ", page)
    return lines(re.sub(r"\n+", "\n", re.sub("<[^>]*>", "", numbered)))


for maker, name, text in (
    ("pandoc", "from 9", pypandoc.convert_file("nine.html", "commonmark")),
    ("pandoc", "from 1", pypandoc.convert_file("one.html", "commonmark")),
    ("turndown", "from 1", Path("turndown.md").read_text()),
):
    print(f"{maker:9} {name} ", lines(text), "->", shown(MarkdownIt().render(text)))
PY
cat seen
diff - seen <<'END'
pandoc    from 9  9\. Mai -> 9. Mai
pandoc    from 1  Termine:\ / 1. März\ / 9. Mai\ / 14. Juli -> Termine:\ / 1. März\ / 2. Mai\ / 3. Juli
turndown  from 1  Termine: / 1\. März / 9\. Mai / 14\. Juli -> Termine: / 1. März / 9. Mai / 14. Juli
END
