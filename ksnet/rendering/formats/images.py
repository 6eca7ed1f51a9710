"""Images that templates of a data repository bring: looked at before anything decodes them.

The head of an image says how much memory its decoder will ask for: a file of a hundred bytes can
ask for gigabytes. Heads: PNG (ISO/IEC 15948, 11.2.2), JPEG (ITU-T T.81, annex B), GIF89a, WebP
(RFC 9649), BMP (BITMAPINFOHEADER), TIFF 6.0.
"""

from __future__ import annotations

import struct

from ksnet.rendering.formats.vector import images_within

LARGEST = 5_000_000  # bytes
MOST_PIXELS = 25_000_000  # A4 at 500 dpi; in memory up to 8 bytes each
VECTOR = ".svg"
_MOST_PAGES, _MOST_TAGS = 100, 1000  # of a TIFF
_OF_WMF = (b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0", b"\2\0\x09\0")  # drawings: how they begin
RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP"}
# Markers of JPEG that begin a frame, and those without a length.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE = {0x01, *range(0xD0, 0xD9)}


def fault_of_image(name: str, content: bytes) -> str | None:
    """Return in German why an image is not used; None where nothing speaks against decoding it.

    Size, kind and pixels are looked at, also of images within an SVG; what is damaged further in is
    found by the decoder.
    """
    if len(content) > LARGEST:
        return (
            f"Das Bild {name} ist zu groß (mehr als {LARGEST // 1_000_000} MB). In einem Bildprogramm verkleinern und "
            "neu speichern."
        )
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending == VECTOR:
        kind, pixels = "SVG", fault_of_images_within
        fits = b"<svg" in content and _is_text(content)
    else:
        kind, pixels = RASTER[ending], _too_many_pixels
        fits = (_head(content) or ("",))[0] == kind
    if not fits:
        return (
            f"Das Bild {name} lässt sich nicht als {kind} lesen; es ist beschädigt oder etwas anderes, als der Name sagt. "
            f"In einem Bildprogramm öffnen und neu als {kind} speichern."
        )
    return pixels(name, content)


def fault_of_picture(name: str, content: bytes) -> str | None:
    """Return in German why a picture within a Word file is not used: not any image, or pixels.

    Which kind it is, Word finds out by itself; but it must not be text, such as SVG or HTML.
    """
    emf = content.startswith(b"\1\0\0\0") and content[40:44] == b" EMF"
    if not (emf or content.startswith(_OF_WMF)) and _head(content) is None:
        return f"Das Bild {name} darin ist beschädigt oder keines. Es in Word entfernen und neu einfügen."
    return _too_many_pixels(name, content)


def fault_of_images_within(name: str, content: bytes) -> str | None:
    """Return in German why a drawing is not used: pixels of an image in it."""
    return next(
        filter(None, (_too_many_pixels(name, image) for image in images_within(content))), None
    )


def _too_many_pixels(name: str, content: bytes) -> str | None:
    if (head := _head(content)) and head[1] * head[2] > MOST_PIXELS:
        return (
            f"Das Bild {name} hat zu viele Bildpunkte ({head[1]} × {head[2]}; erlaubt sind {MOST_PIXELS // 1_000_000} "
            "Millionen). In einem Bildprogramm verkleinern und neu speichern."
        )
    return None


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _head(content: bytes) -> tuple[str, int, int] | None:
    """Return kind, width and height as an image's head says; None where there is no such head."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
            return "PNG", *struct.unpack_from(">II", content, 16)
        if content.startswith((b"GIF87a", b"GIF89a")):
            return "GIF", *_of_gif(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return "WebP", *_of_webp(content)
        if content.startswith(b"\xff\xd8"):
            return "JPEG", *_of_jpeg(content)
        if content.startswith(b"BM"):
            return "BMP", *_of_bmp(content)
        if content.startswith((b"II*\0", b"MM\0*")):
            return "TIFF", *_of_tiff(content)
    except (struct.error, IndexError, ValueError):  # cut off, or without a size
        pass
    return None


def _of_gif(content: bytes) -> tuple[int, int]:
    """Return the size of the canvas, or of a first image that is larger than it says."""
    width, height = struct.unpack_from("<HH", content, 6)
    flags = content[10]
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    while content[at] == 0x21:  # extensions
        at += 2
        while content[at]:
            at += content[at] + 1
        at += 1
    if content[at] == 0x2C:
        own_width, own_height = struct.unpack_from("<HH", content, at + 5)
        width, height = max(width, own_width), max(height, own_height)
    return width, height


def _of_webp(content: bytes) -> tuple[int, int]:
    match content[12:16]:
        case b"VP8X":
            width = int.from_bytes(content[24:27], "little") + 1
            return width, int.from_bytes(content[27:30], "little") + 1
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", content, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case _:
            width, height = struct.unpack_from("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF


def _of_jpeg(content: bytes) -> tuple[int, int]:
    """Return the size that the first frame says; raises IndexError where there is none."""
    at = 2
    while True:
        while content[at] != 0xFF:
            at += 1
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 3)
            return width, height
        if marker not in _ALONE:
            at += max(2, int.from_bytes(content[at : at + 2], "big"))


def _of_bmp(content: bytes) -> tuple[int, int]:
    """Return the size; a negative height means that the rows begin on top."""
    if content[14] == 12:  # OS/2
        return struct.unpack_from("<HH", content, 18)
    width, height = struct.unpack_from("<ii", content, 18)
    return abs(width), abs(height)


def _of_tiff(content: bytes) -> tuple[int, int]:
    """Return the size of the largest page; raises ValueError where none has one."""
    order = "<" if content.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", content, 4)
    sizes: list[tuple[int, int]] = []
    while at:
        (count,) = struct.unpack_from(f"{order}H", content, at)
        if len(sizes) == _MOST_PAGES or count > _MOST_TAGS:
            raise ValueError
        entries = [at + 2 + 12 * number for number in range(count)]
        tags = {struct.unpack_from(f"{order}H", content, entry)[0]: entry for entry in entries}
        if not {256, 257} <= tags.keys():  # ImageWidth, ImageLength
            raise ValueError
        sizes.append((_number(content, order, tags[256]), _number(content, order, tags[257])))
        (at,) = struct.unpack_from(f"{order}I", content, at + 2 + 12 * count)
    return max(sizes, key=lambda size: size[0] * size[1])


def _number(content: bytes, order: str, entry: int) -> int:
    """Return the value of an entry of a TIFF: a SHORT or a LONG."""
    (kind,) = struct.unpack_from(f"{order}H", content, entry + 2)
    (value,) = struct.unpack_from(order + ("H" if kind == 3 else "I"), content, entry + 8)
    return int(value)
