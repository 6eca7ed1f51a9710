"""User text in Markdown and HTML: shown as written, but unable to break the document around it."""

from __future__ import annotations

import re

from ksnet.rendering.prose import markdown_reader

_INLINE = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_BLOCK_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+:](?=\s|$)|[-:=]+\s*$|\{)")
_ORDERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")  # „30. Juni“ at the beginning of a line is no list
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"^(\s{0,3}(?:[-*+>]\s+|\d+[.)]\s+)*)(`{3,}|~{3,})")
_DEFINITION = re.compile(r"^(\s{0,3})\[(?=[^\]]+\]:)")
_HTML = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")


def escape_markdown(text: str) -> str:
    """Return a plain text so that Markdown shows it as it is, on one line, also in a table."""
    return escape_line_start(escape_words(" ".join(text.split())))


def escape_words(text: str) -> str:
    """Return a plain text so that Markdown shows it as it is within a line."""
    return _INLINE.sub(r"\\\g<0>", text) if _INLINE.search(text) else text


def escape_line_start(line: str) -> str:
    """Return a line that begins no heading, list, table or underline of the line before it."""
    if _BLOCK_START.match(line):
        return f"\\{line}"
    return _ORDERED.sub(r"\1\\", line, count=1) if _ORDERED.match(line) else line


def tame_markdown(text: str) -> str:
    """Return a person's Markdown without headings, HTML, open code blocks and images; everything else stays as it is."""
    lines: list[str] = []
    for line in text.strip().replace("\t", "    ").split("\n"):
        heading = _HEADING.match(line)
        if heading:
            words = (heading[2] or "").strip().strip("*")
            lines += [f"**{_tame_line(words)}**", ""] if words else [""]
        elif _UNDERLINE.match(line) and lines and lines[-1].strip():
            lines.append("\\" + line.strip())
        else:
            lines.append(_tame_line(line))
    return "\n".join(lines).rstrip()


def _tame_line(line: str) -> str:
    line = _FENCE.sub(lambda match: match[1] + "\\" + match[2], line)
    line = _DEFINITION.sub(r"\1\\[", line)
    return _HTML.sub(lambda match: "\\" + match[0], line.replace("![", "!\\["))


def markdown_to_html(text: str) -> str:
    """Return a person's Markdown as HTML: no raw HTML, no headings of its own, no images from elsewhere."""
    from markdown_it.token import Token

    reader = markdown_reader()
    tokens: list[Token] = []
    for token in reader.parse(text):
        if token.type in {"heading_open", "heading_close"}:
            opens = token.nesting == 1
            tag = "<p><strong>" if opens else "</strong></p>\n"
            tokens.append(Token("html_block", "", 0, content=tag))
        else:
            tokens.append(token)
    return str(reader.renderer.render(tokens, reader.options, {}))
