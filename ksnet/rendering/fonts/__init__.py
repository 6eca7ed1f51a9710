"""The font of PDF files, the same on every machine: Source Sans 3.

By Adobe, under the SIL Open Font License 1.1 (OFL.md).
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FAMILY = "Source Sans 3"
FOLDER = Path(__file__).resolve().parent
REPLACEMENT = "\N{WHITE SQUARE}"


UNKNOWN = 1.0  # em, of a character that the font does not have


def covered(text: str) -> str:
    """Return a text with „□“ for each character that the font lacks: PDF/UA allows none of them."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    missing = {char for char in set(text) if char >= "\x7f" and char not in _widths("Regular")}
    return text.translate(dict.fromkeys(map(ord, missing), REPLACEMENT)) if missing else text


@lru_cache(16384)
def width(text: str, bold: bool) -> float:
    """Return how wide a text is, in ems."""
    widths = _widths("Bold" if bold else "Regular")
    return sum(widths.get(char, UNKNOWN) for char in text)


@cache
def _widths(style: str) -> dict[str, float]:
    """Return the width of each character in ems, from the table `hmtx`.

    The last width in that table holds for all glyphs that follow.
    """
    font = _Font(style)
    (per_em,) = struct.unpack_from(">H", font.data, font.tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", font.data, font.tables[b"hhea"] + 34)
    own = struct.unpack_from(">" + "Hh" * count, font.data, font.tables[b"hmtx"])[::2]
    return {
        chr(point): own[min(glyph, count - 1)] / per_em for point, glyph in _glyphs(font).items()
    }


class _Font:
    """An OpenType file (OpenType 1.9) with the offsets of its tables."""

    def __init__(self, style: str) -> None:
        self.data = (FOLDER / f"SourceSans3-{style}.otf").read_bytes()
        (count,) = struct.unpack_from(">H", self.data, 4)
        entries = (
            struct.unpack_from(">4sIII", self.data, 12 + 16 * number) for number in range(count)
        )
        self.tables = {tag: offset for tag, _, offset, _ in entries}


def _glyphs(font: _Font) -> dict[int, int]:
    """Return the characters of a font, each with its glyph; all four styles have the same ones.

    From the subtable of format 12 of the `cmap` table: groups of first, last and glyph.
    """
    data, cmap = font.data, font.tables[b"cmap"]
    (subtables,) = struct.unpack_from(">H", data, cmap + 2)
    starts = (
        cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * number)[0]
        for number in range(subtables)
    )
    table = next(start for start in starts if struct.unpack_from(">H", data, start) == (12,))
    (groups,) = struct.unpack_from(">I", data, table + 12)
    spans = (struct.unpack_from(">III", data, table + 16 + 12 * number) for number in range(groups))
    return {
        point: glyph + point - first
        for first, last, glyph in spans
        for point in range(first, last + 1)
    }
