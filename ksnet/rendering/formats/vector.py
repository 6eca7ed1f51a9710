"""SVG drawings: what they would load or run, and the images that they hold within themselves.

SVG 2 (chapter 5 for `href`, `style` and `xml:base`), CSS Syntax 3 (4.3.7 for escapes).
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from ksnet.basics.expressions import expression

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACE = "{http://www.w3.org/2000/svg}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
INSIDE = ("#", "data:image/")
_DRAWN = "data:image/svg"  # a drawing, which could load something itself
_STYLE = expression(
    r"@import|\b(?:src|image|image-set)\(|url\((?!\s*[\"']?\s*(?:#|data:image/(?!svg)))",
    re.IGNORECASE,
)
_ESCAPE = expression(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_EMBEDDED = expression(r"data:image/([^,\"'<>]{0,200}),([^\"'<>)]*)", re.IGNORECASE)
_DEEPEST = 3  # drawings within each other


def runs_something(element: BaseOxmlElement) -> bool:
    """Whether an element is HTML, or has an attribute that is run on an event."""
    tag = str(element.tag)
    drawn = tag.startswith(NAMESPACE)
    return tag.startswith(_XHTML) or (
        drawn and any(str(key).startswith("on") for key in element.attrib)
    )


def loads(element: BaseOxmlElement) -> bool:
    """Whether an element names, in styles or by moving its addresses, what is loaded."""
    if _BASE in element.attrib:
        return True
    if not str(element.tag).startswith(NAMESPACE):
        return False
    tag = str(element.tag).removeprefix(NAMESPACE).lower()
    values = [str(value) for value in element.attrib.values()]
    if tag == "style":
        values.append("".join(str(text) for text in element.itertext()))
    moved = str(element.get("attributeName", "")).rpartition(":")[2].lower()
    return moved == "href" or any(_STYLE.search(_unescaped(value)) for value in values)


def leads_inside(address: str) -> bool:
    """Whether an address (in small letters) means a part of the drawing, or pixels within it."""
    return address.startswith(INSIDE) and not address.startswith(_DRAWN)


def images_within(content: bytes, depth: int = 1) -> Iterator[bytes]:
    """Yield the images that a drawing holds, also those of drawings in it."""
    for kind, data in _EMBEDDED.findall(html.unescape(content.decode("utf-8", "replace"))):
        found = unquote_to_bytes(data)
        if kind.lower().rstrip().endswith("base64"):
            found = _decoded(found)
        yield found
        if kind.lower().startswith("svg") and depth < _DEEPEST:
            yield from images_within(found, depth + 1)


def _decoded(text: bytes) -> bytes:
    packed = b"".join(text.split()).rstrip(b"=")
    return base64.b64decode(packed + b"=" * (-len(packed) % 4)) if len(packed) % 4 != 1 else b""


def _unescaped(style: str) -> str:
    return _ESCAPE.sub(_meant, style) if "\\" in style else style


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        point = int(match[1], 16)
        return chr(point) if point < 0x110000 else " "
    return "" if match[2] == "\n" else match[2]
