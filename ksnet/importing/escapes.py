"""Escapes in text values of calendars and contacts (RFC 5545 § 3.3.11, RFC 6350 § 3.4)."""

from __future__ import annotations

import re


def unescaped_text(value: str) -> str:
    r"""Return a text without its escapes; `\n` and `\N` are line breaks."""
    if "\\" not in value:
        return value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
