"""The font that PDF files are set in, the same on every machine: Source Sans 3 (Adobe, SIL Open Font License 1.1, OFL.md)."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

FAMILY = "Source Sans 3"
FOLDER = Path(__file__).resolve().parent
REPLACEMENT = "\N{WHITE SQUARE}"


def covered(text: str) -> str:
    """Return a text in which each character that the font does not have is a „□“: no accessible PDF can be made with it."""
    if text.isascii():
        return text
    known = _characters()
    return "".join(
        char if char < "\x7f" or ord(char) in known else REPLACEMENT for char in unicodedata.normalize("NFC", text)
    )


@cache
def _characters() -> frozenset[int]:
    """Return the characters that the font has; all four styles have the same ones.

    They stand in the `cmap` table (OpenType 1.9), in its subtable of format 12: groups of first, last and glyph.
    """
    font = (FOLDER / "SourceSans3-Regular.otf").read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, cmap + 2)
    starts = (cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * number)[0] for number in range(subtables))
    table = next(start for start in starts if struct.unpack_from(">H", font, start) == (12,))
    (groups,) = struct.unpack_from(">I", font, table + 12)
    spans = (struct.unpack_from(">II", font, table + 16 + 12 * number) for number in range(groups))
    return frozenset(point for first, last in spans for point in range(first, last + 1))
