"""Web and mail addresses within a text, made into links."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from ksnet.documents.blocks import link_url

_ADDRESS = re.compile(r"https?://[^\s<>\"]+|[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[A-Za-z]{2,}")
_BEHIND = ".,;:!?)“"  # belongs to the sentence, not to the address


def linked(text: str) -> Markup:
    """Return a text as HTML, escaped, with its web and mail addresses as links."""
    result, done = Markup(), 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_BEHIND)
        url = link_url(address if "://" in address else f"mailto:{address}")
        if url:
            result += escape(text[done : found.start()]) + Markup('<a href="{}">{}</a>').format(url, address)
            done = found.start() + len(address)
    return result + escape(text[done:])
