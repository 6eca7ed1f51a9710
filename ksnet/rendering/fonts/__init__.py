"""The font of PDF files, the same on every machine: Source Sans 3; and what others must be like.

By Adobe, under the SIL Open Font License 1.1 (OFL.md).
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FAMILY = "Source Sans 3"
FONT_FOLDER = Path(__file__).resolve().parent
ENDINGS = {".otf", ".ttf"}
LARGEST = 20_000_000  # bytes; with all Chinese characters
_KINDS = (b"OTTO", b"\0\1\0\0", b"true")
_NEEDED = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"}
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


def fault_of_font(name: str, content: bytes) -> str | None:
    """Return in German why a font of a data repository is not used; None where it seems whole."""
    if len(content) > LARGEST:
        return f"Die Schrift {name} ist zu groß (mehr als {LARGEST // 1_000_000} MB). Eine kleinere Fassung verwenden."
    try:
        tables = _tables(content)
    except struct.error:
        tables = {}
    whole = all(start + length <= len(content) for start, length in tables.values())
    if content.startswith(_KINDS) and tables.keys() >= _NEEDED and whole:
        return None
    return (
        f"Die Schrift {name} lässt sich nicht lesen; sie ist beschädigt oder etwas anderes, als der Name sagt. Die Datei "
        "neu beschaffen, oder sie aus dem Ordner der Vorlagen nehmen."
    )


def _tables(content: bytes) -> dict[bytes, tuple[int, int]]:
    """Return where the tables of an OpenType file (1.9) begin, and how long they are."""
    (count,) = struct.unpack_from(">H", content, 4)
    entries = (struct.unpack_from(">4sIII", content, 12 + 16 * number) for number in range(count))
    return {tag: (start, length) for tag, _, start, length in entries}


class _Font:
    """A packaged font with the offsets of its tables."""

    def __init__(self, style: str) -> None:
        self.data = (FONT_FOLDER / f"SourceSans3-{style}.otf").read_bytes()
        self.tables = {tag: start for tag, (start, _) in _tables(self.data).items()}


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
