"""Escapes plain text for Markdown: it is shown as written and cannot become markup."""

from __future__ import annotations

from ksnet.basics.expressions import expression

_INLINE = expression(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_BLOCK_START = expression(r"(?:#{1,6}(?=\s|$)|[-+:](?=\s|$)|[-:=]+\s*$|\{)")
# „30. Juni“ at the beginning of a line is no list.
_ORDERED = expression(r"(\d{1,9})(?=[.)](?:\s|$))")


def escape_markdown(text: str) -> str:
    """Return a plain text as Markdown that shows it unchanged, on one line, also in a table."""
    return escape_line_start(escape_words(" ".join(text.split())))


def escape_words(text: str) -> str:
    """Return a plain text as Markdown that shows it unchanged within a line."""
    return _INLINE.sub(r"\\\g<0>", text) if _INLINE.search(text) else text


def escape_line_start(line: str) -> str:
    """Return a line escaped so that it begins no heading, list, table or underline."""
    if _BLOCK_START.match(line):
        return f"\\{line}"
    return _ORDERED.sub(r"\1\\", line, count=1) if _ORDERED.match(line) else line
