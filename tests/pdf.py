"""What a reading program finds in a PDF: its elements in reading order, with their words, from the structure tree.

Only what is tagged is read, as a screen reader does; heads and feet of pages are left out. Words that are hyphenated come
whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_MAPPED = re.compile(r"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_CODES = re.compile(r"<([0-9a-fA-F]+)>")


@dataclass
class Element:
    """A tag with its children: elements and texts."""

    role: str
    alt: str = ""
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it, one blank between two."""
        return " ".join("".join(self._parts()).replace(SOFT_HYPHEN, "").split())

    def _parts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._parts()
        if self.role not in {"Span", "Link"}:
            yield "\n"

    def find(self, *roles: str) -> list[Element]:
        """All elements of these roles below it, in order."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if child.role in roles else []
                found += child.find(*roles)
        return found


def read_pdf(content: bytes) -> Element:
    """Return the root of the structure tree of a PDF."""
    reader = PdfReader(io.BytesIO(content))
    texts: dict[tuple[int, int], str] = {}
    for page in reader.pages:
        number = page.indirect_reference.idnum if page.indirect_reference else 0
        for mark, text in _marked(page):
            texts[number, mark] = texts.get((number, mark), "") + text
    root: Any = reader.trailer["/Root"]
    tree = root["/StructTreeRoot"]
    return Element("Root", children=list(_children(tree, None, texts)))


def right_edges(page: PageObject) -> Iterator[float]:
    """Yield where each piece of text on a page ends, in points from the left."""
    resources: Any = page["/Resources"]
    widths = {name: _widths(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    matrix, text_matrix, kept = _SAME, _SAME, []
    font, size = "", 0.0
    contents: Any = page.get_contents()
    for operands, operator in contents.operations:
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            matrix = _times([float(value) for value in operands], matrix)
        elif operator == b"Tm":
            text_matrix = [float(value) for value in operands]
        elif operator == b"Tf":
            font, size = operands[0], float(operands[1])
        elif operator in {b"Tj", b"TJ"}:
            width = 0.0
            for part in operands[0] if operator == b"TJ" else operands:
                if hasattr(part, "original_bytes"):
                    raw = part.original_bytes
                    width += sum(
                        widths[font].get(int.from_bytes(raw[at : at + 2], "big"), 0) for at in range(0, len(raw), 2)
                    )
                else:
                    width -= float(part)
            both = _times(text_matrix, matrix)
            yield both[4] + width / 1000 * size * both[0]


_SAME = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def _times(inner: list[float], outer: list[float]) -> list[float]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m]


def _widths(font: Any) -> dict[int, float]:
    """Return the width of each code of a font, in thousandths of its size."""
    entries = list(font["/DescendantFonts"][0].get_object()["/W"])
    found: dict[int, float] = {}
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, list):
            found |= {first + number: float(width) for number, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(entries.pop(0)))
    return found


def _children(element: Any, page: Any, texts: dict[tuple[int, int], str]) -> Iterator[Element | str]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    here = element.raw_get("/Pg").idnum if "/Pg" in element else page
    for raw in kids if isinstance(kids, list) else [kids]:
        kid = raw.get_object() if hasattr(raw, "get_object") else raw
        if isinstance(kid, int):
            yield texts.get((here, kid), "")
        elif kid.get("/Type") == "/MCR":
            yield texts.get((kid.raw_get("/Pg").idnum if "/Pg" in kid else here, kid["/MCID"]), "")
        elif "/S" in kid:
            role = str(kid["/S"]).removeprefix("/")
            yield Element(role, str(kid.get("/Alt", "")), list(_children(kid, here, texts)))


def _marked(page: PageObject) -> Iterator[tuple[int, str]]:
    """Yield every piece of tagged text of a page with its mark."""
    resources: Any = page["/Resources"]
    fonts = {name: _letters(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    marks: list[int | None] = []
    instead: list[str | None] = []
    contents: Any = page.get_contents()
    for operands, operator in contents.operations if contents is not None else []:
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            actual = properties.get("/ActualText")
            above = marks[-1] if marks else None
            marks.append(properties.get("/MCID", None if "/Artifact" in operands[:1] else above))
            instead.append(None if actual is None else str(actual))
            if actual is not None and marks[-1] is not None:
                yield marks[-1], str(actual)
        elif operator == b"EMC":
            marks.pop()
            instead.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in {b"Tj", b"TJ"} and marks and marks[-1] is not None and all(one is None for one in instead):
            parts = operands[0] if operator == b"TJ" else operands
            raw = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
            codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
            yield marks[-1], "".join(letters.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)


def _letters(font: Any) -> dict[int, str]:
    """Return what each code of a font stands for."""
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found: dict[int, str] = {}
    for kind, body in _MAPPED.findall(table):
        codes = _CODES.findall(body)
        step = 2 if kind == "bfchar" else 3
        for at in range(0, len(codes) - step + 1, step):
            first, last = int(codes[at], 16), int(codes[at + step - 2], 16)
            text = bytes.fromhex(codes[at + step - 1]).decode("utf-16-be")
            for code in range(first, last + 1):
                found[code] = text[:-1] + chr(ord(text[-1]) + code - first)
    return found
