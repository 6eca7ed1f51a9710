"""Images and fonts that the templates of a data repository bring: shown, or refused in one
sentence before anything decodes them; nothing is loaded and nothing hangs.
"""

from __future__ import annotations

import base64
import gzip
import io
import os
import shutil
import socket
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ksnet.rendering import RenderError
from ksnet.rendering.fonts import FONT_FOLDER
from ksnet.rendering.formats.pdf import to_pdf
from ksnet.rendering.formats.word import to_word
from tests.conftest import ROOT
from tests.conftest import Run as Ran
from tests.paper import DAY, paragraph, sample
from tests.pdf import read_pdf

PIXELS = "hat zu viele Bildpunkte"
OTHER = "es ist beschädigt oder etwas anderes, als der Name sagt"
DAMAGED = "lässt sich nicht lesen; es ist beschädigt oder zu verschachtelt"
LOADS = "will eine andere Datei oder etwas aus dem Netz laden"


def png(width: int = 4, height: int = 4, rows: int = 4) -> bytes:
    """Return a grey PNG whose head says one size and that holds some rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checked

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(min(width, 999) + 1) * rows)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def jpeg(width: int = 8, height: int = 8) -> bytes:
    """Return a grey JPEG of one block whose frame says a size; padding stands before markers."""
    codes = b"\x01" + bytes(16)
    return (
        b"\xff\xd8\xff\xfe\0\x04\xff\xc0\xff\xdb\0\x43\0"
        + b"\x01" * 64
        + b"\xff\xff\xc0\0\x0b\x08"
        + struct.pack(">HH", height, width)
        + b"\x01\x01\x11\0\xff\xc4\0\x14\0"
        + codes
        + b"\xff\xc4\0\x14\x10"
        + codes
        + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0"
        + bytes(20)
        + b"\xff\xd9"
    )


def gif(canvas: int = 1, size: int = 1) -> bytes:
    """Return a GIF with a comment whose canvas and whose image say a size."""
    image = b"," + struct.pack("<HHHHB", 0, 0, size, size, 0) + b"\x02\x02\x44\x01\0;"
    head = b"GIF89a" + struct.pack("<HH", canvas, canvas) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    return head + b"!\xfe\x02ab\0" + image


def bmp(width: int = 4, height: int = 4) -> bytes:
    return b"BM" + bytes(12) + struct.pack("<Iii", 40, width, height) + bytes(40)


def bmp_of_os2(width: int = 4, height: int = 4) -> bytes:
    return b"BM" + bytes(12) + struct.pack("<IHH", 12, width, height) + bytes(40)


def tiff(order: str, width: int, height: int, second: tuple[int, int] | None = None) -> bytes:
    """Return the head of a TIFF, perhaps with a second page."""
    entry = f"{order}HHI"
    pages = [(width, height), *([second] if second else [])]
    content = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    for number, (wide, high) in enumerate(pages, start=1):
        following = 0 if number == len(pages) else len(content) + 30
        content += struct.pack(f"{order}H", 2)
        content += struct.pack(entry, 256, 4, 1) + struct.pack(f"{order}I", wide)
        content += struct.pack(entry, 257, 3, 1) + struct.pack(f"{order}HH", high, 0)
        content += struct.pack(f"{order}I", following)
    return content


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF\x28\0\0\0WEBP" + kind + struct.pack("<I", len(data)) + data


def svg(inside: str = '<rect width="9" height="9"/>', before: str = "") -> bytes:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {spaces} width="9" height="9">{inside}</svg>'.encode()


def embedded(content: bytes, kind: str = "data:image/png;base64") -> bytes:
    data = base64.b64encode(content).decode()
    return svg(f'<image width="9" height="9" href="{kind},\n{data}"/>')


def made(tmp_path: Path, name: str, content: bytes) -> bytes:
    """Return a PDF whose logo is an image."""
    (tmp_path / "design").mkdir(parents=True, exist_ok=True)
    (tmp_path / "design" / name).write_bytes(content)
    (tmp_path / "design" / "design.typ").write_text(
        f'#import "/ksnet/design/design.typ": *\n#let logo = image("{name}", width: 1cm, alt: "Logo des Kreises")\n'
    )
    return to_pdf(sample(paragraph("Text.")), tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.png", png()),
        ("Logo.PNG", png()),
        ("logo.jpg", jpeg()),
        ("logo.jpeg", jpeg()),
        ("logo.gif", gif()),
        ("logo.svg", svg()),
        ("logo.svg", embedded(png())),
        ("größe ß.png", png()),
    ],
)
def test_a_logo_of_each_kind_is_shown_and_gives_the_same_bytes_again(
    name: str, content: bytes, tmp_path: Path
) -> None:
    first = made(tmp_path, name, content)
    assert [element.alt for element in read_pdf(first).find("Figure")] == ["Logo des Kreises"]
    assert made(tmp_path, name, content) == first


LARGE = 2**14 - 1


@pytest.mark.many
@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("logo.png", png(60_000, 60_000), PIXELS),
        ("logo.png", png(2**31 - 1, 2**31 - 1), PIXELS),
        ("logo.jpg", jpeg(65_500, 65_500), PIXELS),
        ("logo.gif", gif(65_535), PIXELS),
        ("logo.gif", gif(1, 65_535), PIXELS),
        ("logo.webp", webp(b"VP8X", bytes(4) + b"\xff" * 6), PIXELS),
        ("logo.webp", webp(b"VP8L", b"\x2f\xff\xff\xff\x0f"), PIXELS),
        (
            "logo.webp",
            webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", LARGE, LARGE)),
            PIXELS,
        ),
        ("logo.svg", embedded(png(60_000, 60_000)), PIXELS),
        ("logo.svg", embedded(png(60_000, 60_000), "data:image/png;a=b;base64"), PIXELS),
        ("logo.svg", embedded(png(60_000, 60_000), "data&#58;image&#x2f;png;base64"), PIXELS),
        (
            "logo.svg",
            embedded(embedded(png(60_000, 60_000)), "data:image/svg+xml;base64"),
            PIXELS,
        ),
        ("logo.png", png() + bytes(5_000_000), "ist zu groß"),
        ("logo.svg", svg("<g/>" * 1_250_000), "ist zu groß"),
        ("logo.png", png()[:60], DAMAGED),
        ("logo.png", png(400, 400), DAMAGED),
        ("logo.jpg", jpeg()[:-30], DAMAGED),
        ("logo.png", b"", OTHER),
        ("logo.png", b"Text", OTHER),
        ("logo.png", png()[:20], OTHER),
        ("logo.jpg", jpeg()[:10], OTHER),
        ("logo.png", jpeg(), OTHER),
        ("logo.jpg", png(), OTHER),
        ("logo.png", svg(), OTHER),
        ("logo.svg", png(), OTHER),
        ("logo.svg", gzip.compress(svg("<g/>" * 1_000_000)), OTHER),
        ("logo.svg", svg('<image href="file:///etc/hostname"/>'), LOADS),
        ("logo.svg", svg('<image xlink:href="/etc/hostname"/>'), LOADS),
        ("logo.svg", svg('<image href="../../x.png"/>'), "außerhalb des Ordners der Vorlagen"),
        ("logo.svg", svg("<g>" * 3000 + "</g>" * 3000), DAMAGED),
        (
            "logo.svg",
            svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
            DAMAGED,
        ),
        (
            "logo.svg",
            svg(
                "<text>&j;</text>",
                '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
                + "".join(
                    f'<!ENTITY {one} "{f"&{before};" * 10}">'
                    for before, one in zip("abcdefghi", "bcdefghij", strict=True)
                )
                + "]>",
            ),
            DAMAGED,
        ),
        (
            "logo.svg",
            svg(
                '<g id="a"><path/></g>'
                + "".join(
                    f'<g id="{one}">' + f'<use href="#{before}"/>' * 10 + "</g>"
                    for before, one in zip("abcdefgh", "bcdefghi", strict=True)
                )
            ),
            DAMAGED,
        ),
    ],
)
def test_an_image_that_is_not_what_it_seems_is_refused_in_one_sentence(
    name: str, content: bytes, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(RenderError) as caught:
        made(tmp_path, name, content)
    said = str(caught.value)
    assert said.startswith(("Vorlage design/design.typ, Zeile 2: ", f"Vorlage design/{name}, "))
    assert expected in said
    assert "\n" not in said
    assert str(tmp_path) not in said


def test_an_image_that_no_template_shows_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "design").mkdir()
    (tmp_path / "design" / "foto.png").write_bytes(png(60_000, 60_000))
    assert read_pdf(made(tmp_path, "logo.png", png())).find("Figure")


@pytest.mark.slow
def test_a_refused_image_is_one_sentence_and_exit_code_3(
    ksnet: Callable[..., Ran], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    with pytest.raises(RenderError):
        made(tmp_path / "templates", "logo.png", png(60_000, 60_000))
    run = ksnet(
        "members", "musterkreis", "-o", tmp_path / "x.pdf", "--root", tmp_path, "--as-of", DAY
    )
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith(
        "ksnet: Vorlage design/design.typ, Zeile 2: Das Bild design/logo.png "
    )
    assert run.err.count("\n") == 1
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.slow
def test_nothing_in_an_image_is_run_or_loaded(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        with pytest.raises(RenderError, match=LOADS):
            made(tmp_path, "logo.svg", svg(f'<image href="{address}"/>'))
        content = made(
            tmp_path,
            "logo.svg",
            svg(
                f'<script>alert(1)</script><script href="{address}"/><rect onload="alert(1)" width="9" height="9"/>'
                f"<style>@import url({address}); rect {{ fill: url({address}) }}</style>"
                f'<use href="{address}#a"/><a href="{address}"><rect width="1" height="1"/></a>'
                '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">Fremd</p></foreignObject>',
                f'<?xml-stylesheet href="{address}"?>',
            ),
        )
        with pytest.raises(TimeoutError):
            listener.accept()
    assert "Fremd" not in read_pdf(content).text
    assert b"JavaScript" not in content
    assert address.encode() not in content


# --- fonts ---


def own_font(tmp_path: Path, name: str = "haus.otf", content: bytes | None = None) -> Path:
    """Write a font of the house and a design that uses it; return its file."""
    (tmp_path / "design").mkdir(parents=True, exist_ok=True)
    (tmp_path / "design" / "design.typ").write_text(
        '#import "/ksnet/design/design.typ": *\n#let font = "Hausschrift 3"\n'
    )
    file = tmp_path / "design" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(font() if content is None else content)
    return file


def font() -> bytes:
    """Return the packaged font under another name, with letters that are all of one width."""
    content = bytearray((FONT_FOLDER / "SourceSans3-Regular.otf").read_bytes())
    start, length = tables_of(content)[b"hmtx"]
    content[start : start + length] = b"\x02\x58\0\0" * (length // 4) + bytes(length % 4)
    before, after = ("Source Sans 3".encode("utf-16-be"), "Hausschrift 3".encode("utf-16-be"))
    return bytes(content).replace(before, after)


def tables_of(content: bytearray) -> dict[bytes, tuple[int, int]]:
    """Return start and length of each table of a font."""
    return {
        bytes(content[at : at + 4]): struct.unpack_from(">II", content, at + 8)
        for at in range(12, 12 + 16 * content[5], 16)
    }


@pytest.mark.parametrize("name", ["haus.otf", "Haus.OTF", "schriften/haus.otf"])
def test_a_font_of_the_house_is_used_and_gives_the_same_bytes_again(
    name: str, tmp_path: Path
) -> None:
    own_font(tmp_path, name)
    first = to_pdf(sample(paragraph("Text.")), tmp_path)
    assert to_pdf(sample(paragraph("Text.")), tmp_path) == first
    (tmp_path / "design" / name).unlink()
    assert to_pdf(sample(paragraph("Text.")), tmp_path) != first


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "lässt sich nicht lesen"),
        (b"<html>", "lässt sich nicht lesen"),
        (b"OTTO" + bytes(8), "lässt sich nicht lesen"),
        (font()[:50_000], "lässt sich nicht lesen"),
        (b"OTTO\xff\xff" + font()[6:], "lässt sich nicht lesen"),
        (font() + bytes(20_000_000), "ist zu groß"),
    ],
    ids=["empty", "other", "head", "cut off", "tables", "large"],
)
def test_a_font_that_is_none_is_refused_in_one_sentence(
    content: bytes, expected: str, tmp_path: Path
) -> None:
    own_font(tmp_path, content=content)
    with pytest.raises(RenderError) as caught:
        to_pdf(sample(paragraph("Text.")), tmp_path)
    assert str(caught.value).startswith("Die Schrift design/haus.otf ")
    assert expected in str(caught.value)


def test_a_font_that_is_damaged_further_in_is_one_sentence(tmp_path: Path) -> None:
    content = bytearray(font())
    start, _ = tables_of(content)[b"CFF "]
    content[start : start + 40] = bytes(40)
    own_font(tmp_path, content=bytes(content))
    with pytest.raises(RenderError, match="Eine Schrift ist beschädigt") as caught:
        # typst would give what it made of another font of this name for the same text.
        to_pdf(sample(paragraph("Wirr.")), tmp_path)
    assert "failed" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes and links")
@pytest.mark.parametrize("kind", ["pipe", "link", "endless"])
def test_a_font_is_a_file_in_the_folder(kind: str, tmp_path: Path) -> None:
    file = own_font(tmp_path)
    file.unlink()
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(FONT_FOLDER / "SourceSans3-Regular.otf" if kind == "link" else "/dev/zero")
    with pytest.raises(RenderError, match="ist eine Verknüpfung oder keine Datei"):
        to_pdf(sample(paragraph("Text.")), tmp_path)


def test_a_template_larger_than_memory_is_not_read(tmp_path: Path) -> None:
    file = own_font(tmp_path)
    with file.open("wb") as sparse:
        sparse.truncate(200_000_000_000)
    with pytest.raises(RenderError, match="ist zu groß"):
        to_pdf(sample(paragraph("Text.")), tmp_path)


# --- Word ---


OUTSIDE = "lädt etwas aus einer anderen Datei oder aus dem Netz"
PROGRAMS = "Makros oder eingebettete Objekte"
NO_PICTURE = "ist beschädigt oder keines"
ODD = "nicht vorgesehen ist"
ADDRESS = "https://example.org/x"


def word_with(parts: dict[str, bytes], tmp_path: Path) -> bytes:
    """Return a Word file made by a template with further parts."""
    kinds = "".join(
        f'<Default Extension="{ending}" ContentType="image/{kind}"/>'
        for ending, kind in {
            "svg": "svg+xml", "png": "png", "jpg": "jpeg", "gif": "gif", "bmp": "bmp",
            "tiff": "tiff", "emf": "x-emf", "wmf": "x-wmf",
        }.items()
    )  # fmt: skip
    out = io.BytesIO()
    packaged = ROOT / "templates" / "design" / "document.docx"
    with zipfile.ZipFile(packaged) as source, zipfile.ZipFile(out, "w", 8) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"</Types>", f"{kinds}</Types>".encode())
            target.writestr(name, data)
        for name, data in parts.items():
            target.writestr(name, data)
    (tmp_path / "design").mkdir()
    (tmp_path / "design" / "document.docx").write_bytes(out.getvalue())
    return to_word(sample(paragraph("Text.")), tmp_path)


def test_pictures_of_every_kind_may_stand_in_a_word_template(tmp_path: Path) -> None:
    drawn = svg(
        f'<a href="{ADDRESS}"><g fill="url(#a)" style="fill: url( &quot;#a&quot; )"/></a>'
        "<style>g { fill: url('#a') }</style>"
    )
    images = {
        "a.svg": drawn, "b.svg": embedded(png()), "a.png": png(), "b.png": jpeg(), "a.jpg": jpeg(),
        "a.gif": gif(), "a.bmp": bmp(4, -4), "b.bmp": bmp_of_os2(4, 4), "a.tiff": tiff("<", 4, 4),
        "b.tiff": tiff(">", 4, 4, second=(8, 8)),
        "a.wmf": b"\xd7\xcd\xc6\x9a" + bytes(60), "a.emf": b"\1\0\0\0" + bytes(36) + b" EMF",
    }  # fmt: skip
    assert word_with({f"word/media/{name}": data for name, data in images.items()}, tmp_path)


@pytest.mark.many
@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("word/media/a.png", png(60_000, 60_000), PIXELS),
        ("word/media/a.png", svg(), NO_PICTURE),
        ("word/media/a.bmp", b"<html>", NO_PICTURE),
        ("word/media/a.jpg", b"", NO_PICTURE),
        ("word/media/a.svg", svg("<script/>"), PROGRAMS),
        ("word/media/a.svg", svg("<foreignObject/>"), PROGRAMS),
        ("word/media/a.svg", svg('<rect onload="alert(1)"/>'), PROGRAMS),
        ("word/media/a.svg", svg(f'<image href="{ADDRESS}"/>'), OUTSIDE),
        ("word/media/a.svg", svg(f'<use xlink:href="{ADDRESS}#a"/>'), OUTSIDE),
        ("word/media/a.svg", svg('<image href="file:///etc/hostname"/>'), "führt nicht ins Netz"),
        ("word/media/a.svg", svg(f"<style>@import '{ADDRESS}'</style>"), OUTSIDE),
        ("word/media/a.svg", svg(f'<rect style="fill: url({ADDRESS})"/>'), OUTSIDE),
        ("word/media/a.svg", svg(rf"<style>@\69mport '{ADDRESS}'</style>"), OUTSIDE),
        ("word/media/a.svg", svg(f"<style>g {{}}<!-- a -->@import '{ADDRESS}'</style>"), OUTSIDE),
        ("word/media/a.svg", svg(rf'<rect style="fill: u\72l({ADDRESS})"/>'), OUTSIDE),
        ("word/media/a.svg", svg(rf'<rect fill="\000075 rl({ADDRESS})"/>'), OUTSIDE),
        ("word/media/a.svg", svg(rf'<rect fill="u\rl({ADDRESS})"/>'), OUTSIDE),
        ("word/media/a.svg", svg(f"<style>g {{ x: image-set('{ADDRESS}' 1x) }}</style>"), OUTSIDE),
        (
            "word/media/a.svg",
            svg(f"<style>@font-face {{ src: src('{ADDRESS}') }}</style>"),
            OUTSIDE,
        ),
        ("word/media/a.svg", svg(f'<g xml:base="{ADDRESS}"><use href="#a"/></g>'), OUTSIDE),
        ("word/media/a.svg", svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), OUTSIDE),
        ("word/media/a.svg", svg('<rect fill="url(data:image/svg+xml,x)"/>'), OUTSIDE),
        (
            "word/media/a.svg",
            svg(f'<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" href="{ADDRESS}"/>'),
            PROGRAMS,
        ),
        (
            "word/media/a.svg",
            svg(f'<image><set attributeName="href" to="{ADDRESS}"/></image>'),
            OUTSIDE,
        ),
        (
            "word/media/a.svg",
            svg(f'<image><animate attributeName="xlink:href" values="{ADDRESS}"/></image>'),
            OUTSIDE,
        ),
        ("word/media/a.svg", embedded(png(60_000, 60_000)), PIXELS),
        ("word/media/a.bmp", bmp(60_000, 60_000), PIXELS),
        ("word/media/a.bmp", bmp(60_000, -60_000), PIXELS),
        ("word/media/a.bmp", bmp_of_os2(60_000, 60_000), PIXELS),
        ("word/media/a.bmp", b"BM" + bytes(10), NO_PICTURE),
        ("word/media/a.tiff", tiff("<", 60_000, 60_000), PIXELS),
        ("word/media/a.tiff", tiff(">", 60_000, 60_000), PIXELS),
        ("word/media/a.tiff", tiff("<", 4, 4, second=(60_000, 60_000)), PIXELS),
        ("word/media/a.tiff", b"II*\0" + bytes(60), NO_PICTURE),
        ("word/media/a.emf", svg("<a/>", "<!--" + " " * 36 + " EMF-->"), NO_PICTURE),
        ("word/media/a.svg", svg("", f'<?xml-stylesheet href="{ADDRESS}"?>'), "Anweisungen"),
        ("word/media/a.svg", svg("", "<!DOCTYPE svg>"), "Anweisungen"),
        ("word/media/a.svg", svg("<g>" * 3000 + "</g>" * 3000), "kein lesbares Word-Dokument"),
        (
            "word/a.xml",
            b'<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
            + f'o:href="{ADDRESS}"/>'.encode(),
            OUTSIDE,
        ),
        ("../../a.xml", b"<a/>", ODD),
        ("word/./a.xml", b"<a/>", ODD),
        ("/etc/a.xml", b"<a/>", ODD),
        ("C:/a.xml", b"<a/>", ODD),
        ("word/a\n\x1b[31m.xml", b"<a/>", ODD),
        ("word/a\u202eb.xml", b"<a/>", ODD),
        ("word/a.xml", b"<a>" + b" " * 60_000_000 + b"</a>", "ist zu groß"),
    ],
)
def test_what_a_word_template_may_not_hold_is_refused_in_one_sentence(
    name: str, content: bytes, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(RenderError) as caught:
        word_with({name: content}, tmp_path)
    assert str(caught.value).startswith("Die Vorlage design/document.docx ")
    assert expected in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_word_template_of_too_many_parts_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="zu groß"):
        word_with({f"word/a{number}.xml": b"<a/>" for number in range(1001)}, tmp_path)
