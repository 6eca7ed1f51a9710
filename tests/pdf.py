"""What a reading program finds in a PDF: its elements in reading order,
with their words, from the structure tree.

Only what is tagged is read, as a screen reader does; heads and feet of pages are left out. Words
that are hyphenated come whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader

INLINE = {"Span", "Link", "Strong", "Em", "Reference"}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
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
        if self.role not in INLINE:
            yield "\n"

    def find(self, *roles: str) -> list[Element]:
        """All elements of these roles below it, in order."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if child.role in roles else []
                found += child.find(*roles)
        return found


@dataclass
class Sheet:
    """A page: its tagged texts by their marks,
    its size and the place of the last letter on the right, in points.
    """

    number: int
    width: float
    height: float
    marks: dict[int, str] = field(default_factory=dict)
    right: float = 0.0


@dataclass
class Pdf:
    """A PDF that has been read."""

    root: Element
    sheets: list[Sheet]

    @property
    def text(self) -> str:
        """All words, in reading order."""
        return self.root.text

    def find(self, *roles: str) -> list[Element]:
        """All elements of these roles, in reading order."""
        return self.root.find(*roles)


def read_pdf(content: bytes) -> Pdf:
    """Read a PDF that is tagged.

    The only way in which its tags are trusted is that a checker has passed them.
    """
    reader = PdfReader(io.BytesIO(content))
    sheets = [_Reader(page).sheet for page in reader.pages]
    texts = {(sheet.number, mark): text for sheet in sheets for mark, text in sheet.marks.items()}
    root: Any = reader.trailer["/Root"]
    return Pdf(
        Element("Root", children=list(_children(root["/StructTreeRoot"], None, texts))), sheets
    )


def _children(
    element: Any, page: Any, texts: dict[tuple[int, int], str]
) -> Iterator[Element | str]:
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


class _Reader:
    """Goes through the operators of a page."""

    def __init__(self, page: PageObject) -> None:
        number = page.indirect_reference.idnum if page.indirect_reference else 0
        self.sheet = Sheet(number, float(page.mediabox.width), float(page.mediabox.height))
        resources: Any = page["/Resources"]
        fonts = {name: font.get_object() for name, font in resources.get("/Font", {}).items()}
        self.letters = {name: _letters(font) for name, font in fonts.items()}
        self.widths = {name: _widths(font) for name, font in fonts.items()}
        self.font, self.size = "", 0.0
        self.matrix, self.text_matrix = _SAME, _SAME
        self.kept: list[list[float]] = []
        self.marks: list[int | None] = []
        self.instead: list[str | None] = []
        contents: Any = page.get_contents()
        for operands, operator in contents.operations if contents is not None else []:
            self.step(operator.decode("latin-1"), operands)

    def step(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self.kept.append(self.matrix)
            case "Q":
                self.matrix = self.kept.pop()
            case "cm":
                self.matrix = _times([float(value) for value in operands], self.matrix)
            case "Tm":
                self.text_matrix = [float(value) for value in operands]
            case "Tf":
                self.font, self.size = operands[0], float(operands[1])
            case "BDC" | "BMC":
                self.begin(operands)
            case "EMC":
                self.marks.pop()
                self.instead.pop()
            case "Tj":
                self.show(operands)
            case "TJ":
                self.show(operands[0])

    def begin(self, operands: list[Any]) -> None:
        properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
        above = self.marks[-1] if self.marks else None
        self.marks.append(properties.get("/MCID", None if "/Artifact" in operands[:1] else above))
        actual = properties.get("/ActualText")
        if actual is not None:
            self.say(str(actual))
        self.instead.append(None if actual is None else str(actual))

    def say(self, text: str) -> None:
        mark = self.marks[-1] if self.marks else None
        if mark is not None and all(one is None for one in self.instead):
            self.sheet.marks[mark] = self.sheet.marks.get(mark, "") + text

    def show(self, parts: list[Any]) -> None:
        width, letters, widths = 0.0, self.letters[self.font], self.widths[self.font]
        for part in parts:
            if not hasattr(part, "original_bytes"):
                width -= float(part)
                continue
            raw = part.original_bytes
            codes = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
            self.say("".join(letters.get(code, UNKNOWN) for code in codes))
            width += sum(widths.get(code, 0.0) for code in codes)
        both = _times(self.text_matrix, self.matrix)
        self.sheet.right = max(self.sheet.right, both[4] + width / 1000 * self.size * both[0])


_SAME = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def _times(inner: list[float], outer: list[float]) -> list[float]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    ]


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
