"""Documents as PDF that everybody can read (PDF/UA-1), through typst: the repository's own templates before the packaged ones.

Records go in as JSON and stay text; nothing in them can become code. Templates reach nothing but the files beside them: no
other file, no network, no font of the machine. So the same records give the same bytes everywhere.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ksnet.documents.model import Document, Plain, shorten
from ksnet.rendering.columns import column_widths
from ksnet.rendering.errors import RenderError
from ksnet.rendering.extras import require
from ksnet.rendering.figures import figure_drawer, print_palette
from ksnet.rendering.fonts import FAMILY, FOLDER, covered
from ksnet.rendering.prose import prose_blocks
from ksnet.rendering.templates import PREFIX, packaged_templates, read_template

TEMPLATE = ".typ"
FONTS = {".otf", ".ttf"}
PARTS = {TEMPLATE, ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"}  # what a template may import or show
UPRIGHT, LYING = 51.9, 79.3  # the width of a page between its margins, in ems of a table
HEADER_LENGTH = 52  # of the title and of the network in the head of a page, which share a line
_PLACE = re.compile(r"┌─ (.+):(\d+):\d+$", re.MULTILINE)
_NOWHERE = "http://127.0.0.1:9"


def render_pdf(document: Document, templates_dir: Path | None) -> bytes:
    """Return a document as PDF; raises RenderError where a template is wrong, OutputProblem where typst is missing."""
    typst = require("typst", extra="pdf", what="PDF-Dateien")
    main = f"{document.kind}{TEMPLATE}"
    files = _files(templates_dir)
    if main not in files:
        raise RenderError(f"Für das Format „pdf“ gibt es keine Vorlage: {main}.")
    fonts = [FOLDER, *([templates_dir] if templates_dir is not None and _has_fonts(templates_dir) else [])]
    content = json.dumps(_plain(document, templates_dir), ensure_ascii=False)
    try:
        with _without_network():
            result: bytes = typst.compile(
                {"main.typ": f'#include "{main}"'.encode(), **files},
                root=FOLDER,
                font_paths=fonts,
                ignore_system_fonts=True,
                package_path=FOLDER,
                package_cache_path=FOLDER,
                sys_inputs={"document": content},
                pdf_standards=["ua-1"],
                timestamp=dt.datetime.combine(document.as_of, dt.time.min, dt.UTC),
            )
    except RuntimeError as error:  # what typst raises for a template, and for a file that is no text
        raise RenderError(_sentence(error, document, files)) from error
    return result


# --- what templates get -----------------------------------------------------------------------------------------------


def _plain(document: Document, templates_dir: Path | None) -> Plain:
    """Return the document as other templates get it, with what typst needs besides.

    Prose comes as blocks with runs, figures as SVG, tables with the widths of their columns. `wide` says that a chapter, or the
    whole document, is better read on pages that lie on their side.
    """
    plain = document.plain(covered)
    draw_figure = figure_drawer(print_palette(FAMILY), templates_dir=templates_dir)
    chapters = plain["chapters"]
    for part in (*plain["notes"], *(block for chapter in chapters for block in chapter["blocks"])):
        _prepare(part, draw_figure)
    for chapter in chapters:
        chapter["annex"] = chapter["number"].startswith("Anlage")
        chapter["wide"] = any(block.get("wide") for block in chapter["blocks"])
    del plain["chapter"]
    title = shorten(plain["title"], HEADER_LENGTH)
    return plain | {
        "short_title": title,
        "short_network": shorten(plain["network"], 2 * HEADER_LENGTH - len(title)),
        "wide": not any(chapter["annex"] for chapter in chapters) and any(chapter["wide"] for chapter in chapters),
    }


def _prepare(block: Plain, draw_figure: Callable[[Plain], str]) -> None:
    match block["kind"]:
        case "prose":
            block["blocks"] = prose_blocks(covered(block.pop("markdown")))
            _prepare_prose(block["blocks"])
        case "figure":
            block["svg"] = draw_figure(block)
        case "table":
            texts = [
                [cell["text"] if cell["url"] else "\n".join(cell["lines"]) for cell in row] for row in block["rows"]
            ]
            columns, fixed, form = block["columns"], block["fixed"], block["form"]
            narrow = column_widths(columns, texts, UPRIGHT, fixed=fixed, form=form)
            block["wide"] = narrow.wide
            block["widths"] = narrow.weights
            block["lying"] = column_widths(columns, texts, LYING, fixed=fixed, form=form).weights


def _prepare_prose(blocks: list[Plain]) -> None:
    for block in blocks:
        if block["kind"] == "table":
            head, *rows = [
                ["".join(run["text"] for run in cell) for cell in row] for row in (block["columns"], *block["rows"])
            ]
            block["widths"] = column_widths(head, rows, UPRIGHT).weights
        for inner in [block.get("blocks", []), *block.get("items", [])]:
            _prepare_prose(inner)


# --- the files that typst sees ----------------------------------------------------------------------------------------


def _files(templates_dir: Path | None) -> dict[str, bytes]:
    """Return the packaged templates, also below `ksnet/`, and over them what lies in the repository's own folder."""
    files: dict[str, bytes] = {}
    for path in sorted(packaged_templates().glob(f"*{TEMPLATE}")):
        files[path.name] = files[f"{PREFIX}/{path.name}"] = path.read_bytes()
    if templates_dir is not None and templates_dir.is_dir():
        for path in sorted(templates_dir.rglob("*")):
            if path.suffix.lower() in PARTS:
                name = path.relative_to(templates_dir).as_posix()
                files[name] = read_template(templates_dir.resolve(), name)
    return files


def _has_fonts(folder: Path) -> bool:
    return folder.is_dir() and any(path.suffix.lower() in FONTS for path in folder.iterdir())


@contextmanager
def _without_network() -> Iterator[None]:
    """Let typst find no network: a template that asks for a package would make it fetch one."""
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


# --- errors -----------------------------------------------------------------------------------------------------------


def _sentence(error: RuntimeError, document: Document, files: Mapping[str, bytes]) -> str:
    """Return in German which template failed, in which line as far as typst says it, and why."""
    message = str(getattr(error, "message", error))
    diagnostic = str(getattr(error, "diagnostic", ""))
    where = f"Vorlage {document.kind}{TEMPLATE}"
    for path, line in _PLACE.findall(diagnostic):
        name = max((name for name in files if path.replace("\\", "/").endswith(f"/{name}")), key=len, default=None)
        if name:
            where = f"Vorlage {name}, Zeile {line}"
            break
    return f"{where}: {_reason(message, document)}"


def _reason(message: str, document: Document) -> str:
    if message.startswith("PDF/UA-1 error"):
        return (
            f"„{document.title}“ ({document.network}) ließe sich so nicht barrierefrei lesen, daher entsteht keine Datei "
            f"({message})."
        )
    if "file not found" in message:
        return "Hier wird eine Datei verwendet, die es im Ordner der Vorlagen nicht gibt."
    if "project root" in message:
        return "Dateien außerhalb des Ordners der Vorlagen sind nicht erlaubt."
    if "package" in message:
        return "Pakete aus dem Netz sind in Vorlagen nicht erlaubt."
    if "unknown variable" in message or "does not contain key" in message:
        return f"Hier wird etwas verwendet, das es nicht gibt ({message})."
    if "UTF-8" in message:
        return "Eine Vorlage ist nicht in UTF-8 gespeichert."
    if "depth exceeded" in message:
        return "Die Vorlage ruft sich selbst immer wieder auf."
    return f"Das lässt sich nicht ausführen ({message})."
