"""Documents as accessible PDF (PDF/UA-1), through typst and its templates.

Texts go in as JSON and stay texts; nothing in them can become code. Templates reach only the files
beside them: no other file, no network, no font of the machine. So the same document gives the same
bytes everywhere.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.rendering.blocks import Document
from ksnet.rendering.environment import PREFIX, read_template
from ksnet.rendering.errors import RenderError
from ksnet.rendering.extras import require
from ksnet.rendering.folders import packaged_templates
from ksnet.rendering.fonts import ENDINGS, FONT_FOLDER, covered, fault_of_font
from ksnet.rendering.formats.common import bound
from ksnet.rendering.formats.images import RASTER, VECTOR, fault_of_image
from ksnet.rendering.formats.typeset import typeset

DESIGN, TEMPLATE = "design", ".typ"
# What a template may import or show.
PARTS = {TEMPLATE, VECTOR, *RASTER}
_PLACE = expression(r"┌─ (.+):(\d+):\d+$", re.MULTILINE)
_NOWHERE = "http://127.0.0.1:9"


def to_pdf(document: Document, templates_dir: Path | None = None) -> bytes:
    """Return a document as PDF.

    `design/<kind>.typ` in `templates_dir` wins over `design/document.typ`. Raises RenderError where
    a template is wrong, OutputProblem where typst is missing.
    """
    typst = require("typst", extra="pdf", what="PDF-Dateien")
    files = _files(templates_dir)
    main = f"{DESIGN}/{document.kind}{TEMPLATE}"
    if main not in files.texts:
        main = f"{DESIGN}/document{TEMPLATE}"
    plain = json.dumps(typeset(document, templates_dir), ensure_ascii=False, separators=(",", ":"))
    try:
        with _without_network(), _folder(files.images) as root, _folder(files.fonts) as fonts:
            result: bytes = typst.compile(
                {"main.typ": f'#include "{main}"'.encode(), **files.texts},
                root=root,
                font_paths=[FONT_FOLDER, *([fonts] if files.fonts else [])],
                ignore_system_fonts=True,
                package_path=FONT_FOLDER,
                package_cache_path=FONT_FOLDER,
                sys_inputs={"document": covered(bound(plain))},
                pdf_standards=["ua-1"],
                timestamp=dt.datetime.combine(document.as_of, dt.time.min, dt.UTC),
            )
    except RuntimeError as error:
        # What typst raises for a template, and for a file that is no text.
        raise RenderError(_sentence(error, document, main, files)) from error
    return result


# --- the files that typst sees ---


class _Files(NamedTuple):
    """Texts (also SVG), raster images, fonts by name; of refused images the German sentence why."""

    texts: dict[str, bytes]
    images: dict[str, bytes]
    fonts: dict[str, bytes]
    refused: dict[str, str]


def _files(templates_dir: Path | None) -> _Files:
    """Return the packaged designs (also below `ksnet/`), under the repository's own files.

    Raises RenderError for a font that is none: nobody could tell that another is shown for it.
    """
    files = _Files({}, {}, {}, {})
    for path in sorted((packaged_templates() / DESIGN).glob(f"*{TEMPLATE}")):
        name = f"{DESIGN}/{path.name}"
        files.texts[name] = files.texts[f"{PREFIX}/{name}"] = path.read_bytes()
    if templates_dir is not None and templates_dir.is_dir():
        for path in sorted(templates_dir.rglob("*")):
            name, ending = path.relative_to(templates_dir).as_posix(), path.suffix.lower()
            if ending in PARTS:
                content = read_template(templates_dir.resolve(), name)
                if ending != TEMPLATE and (fault := fault_of_image(name, content)):
                    files.refused[name] = fault
                else:
                    (files.images if ending in RASTER else files.texts)[name] = content
            elif ending in ENDINGS and path.is_relative_to(templates_dir / DESIGN):
                content = files.fonts[name] = read_template(templates_dir.resolve(), name)
                if fault := fault_of_font(name, content):
                    raise RenderError(fault)
    return files


@contextmanager
def _folder(contents: Mapping[str, bytes]) -> Iterator[Path]:
    """Give typst a folder with these images or fonts alone: from memory it takes only text."""
    if not contents:
        yield FONT_FOLDER
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, content in contents.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(folder)


@contextmanager
def _without_network() -> Iterator[None]:
    """Keep typst off the network: a template that asks for a package would make it fetch one."""
    names = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"]
    names += [name.lower() for name in names]
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: "" if name.upper() == "NO_PROXY" else _NOWHERE for name in names})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


# --- errors ---


def _sentence(error: RuntimeError, document: Document, main: str, files: _Files) -> str:
    """Return in German which template failed, in which line as far as typst says it, and why."""
    message = str(getattr(error, "message", error))
    diagnostic = str(getattr(error, "diagnostic", ""))
    where = f"Vorlage {main}"
    for path, line in _PLACE.findall(diagnostic):
        name = max(
            (name for name in files.texts if path.replace("\\", "/").endswith(f"/{name}")),
            key=len,
            default=None,
        )
        if name:
            where = f"Vorlage {name}, Zeile {line}"
            break
    for name, why in files.refused.items():
        if f"/{name})" in message.replace("\\", "/"):  # typst did not find it
            return f"{where}: {why}"
    return f"{where}: {_reason(message, document)}"


_DAMAGED = (
    "Das Bild lässt sich nicht lesen; es ist beschädigt oder zu verschachtelt. In einem Bildprogramm öffnen und neu "
    "speichern."
)
# What stands in a message of typst, and what it means.
_MEANINGS = (
    (("linked image", "not allowed"), "Die Abbildung will eine andere Datei oder etwas aus dem Netz laden; das ist nicht erlaubt. Das Bild in der Abbildung fest einbetten."),
    (("failed to decode image",), _DAMAGED),
    (("failed to parse SVG",), _DAMAGED),
    (("failed to process font",), "Eine Schrift ist beschädigt. Die Datei neu beschaffen, oder sie aus dem Ordner der Vorlagen nehmen."),
    (("file not found",), "Hier wird eine Datei verwendet, die es im Ordner der Vorlagen nicht gibt oder die dort nicht erlaubt ist. Bilder können SVG, PNG, JPEG, GIF oder WebP sein."),
    (("project root",), "Dateien außerhalb des Ordners der Vorlagen sind nicht erlaubt."),
    (("package",), "Pakete aus dem Netz sind in Vorlagen nicht erlaubt."),
    (("UTF-8",), "Eine Vorlage ist nicht in UTF-8 gespeichert."),
    (("depth exceeded",), "Die Vorlage ruft sich selbst immer wieder auf."),
)  # fmt: skip


def _reason(message: str, document: Document) -> str:
    if message.startswith("PDF/UA-1 error"):
        return (
            f"„{document.title}“ ({document.author}) ließe sich so nicht barrierefrei lesen, daher entsteht keine Datei "
            f"({message})."
        )
    if "unknown variable" in message or "does not contain key" in message:
        return f"Hier wird etwas verwendet, das es nicht gibt ({message})."
    for parts, meaning in _MEANINGS:
        if all(part in message for part in parts):
            return meaning
    return f"Das lässt sich nicht ausführen ({message})."
