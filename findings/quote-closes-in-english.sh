#!/usr/bin/env bash
# pandoc makes of „Ja“ in a Word file „Ja" in Markdown, and of that „Ja” in the web page.
#
# Package: pypandoc_binary 1.17 (PyPI), which brings pandoc 3.9
#
# Expected: a text goes from a Word file to Markdown and on to HTML with the same signs; in German, “
# (U+201C) ends a quotation. Where a sign is written with others, reading gives it back.
#
# Happens: pandoc's Markdown has "smart" on. The writer takes “ for the sign that opens in English and
# makes it straight, but leaves „ as it is. The reader takes the straight sign behind a word for a
# closing one and makes it ”. So it happens to „…“ and ‚…‘ and to no text in English.
#
#   pandoc       3.9
#   markdown
#     written  „Ja", sagte sie, ‚vielleicht'. "Yes", she said.
#     read     <p>„Ja”, sagte sie, ‚vielleicht’.</p> <p>“Yes”, she said.</p>
#   markdown-smart
#     written  „Ja“, sagte sie, ‚vielleicht‘. “Yes”, she said.
#     read     <p>„Ja“, sagte sie, ‚vielleicht‘.</p> <p>“Yes”, she said.</p>
#   gfm
#     written  „Ja“, sagte sie, ‚vielleicht‘. “Yes”, she said.
#     read     <p>„Ja“, sagte sie, ‚vielleicht‘.</p> <p>“Yes”, she said.</p>
#
# Matters: a protocol kept as text in Git and published again has two kinds of closing quotes after the
# first round, and the next comparison shows every line with a quotation. "-smart" on both sides, or
# gfm in place of markdown, keeps the signs.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17

cd "$tmp"
venv/bin/python - >seen <<'PY'
import pypandoc

print("pandoc      ", pypandoc.get_pandoc_version())
html = "<p>„Ja“, sagte sie, ‚vielleicht‘.</p><p>“Yes”, she said.</p>"
pypandoc.convert_text(html, "docx", format="html", outputfile="talk.docx")
for form in ("markdown", "markdown-smart", "gfm"):
    text = pypandoc.convert_file("talk.docx", form)
    again = pypandoc.convert_text(text, "html", format=form)
    print(form)
    print("  written ", *text.split("\n\n"), end="")
    print("  read    ", *again.splitlines())
PY
cat seen
diff - seen <<'END'
pandoc       3.9
markdown
  written  „Ja", sagte sie, ‚vielleicht'. "Yes", she said.
  read     <p>„Ja”, sagte sie, ‚vielleicht’.</p> <p>“Yes”, she said.</p>
markdown-smart
  written  „Ja“, sagte sie, ‚vielleicht‘. “Yes”, she said.
  read     <p>„Ja“, sagte sie, ‚vielleicht‘.</p> <p>“Yes”, she said.</p>
gfm
  written  „Ja“, sagte sie, ‚vielleicht‘. “Yes”, she said.
  read     <p>„Ja“, sagte sie, ‚vielleicht‘.</p> <p>“Yes”, she said.</p>
END
