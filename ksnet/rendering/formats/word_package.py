"""Word files as packages of parts: which are safe to use as a template, and how they are written the same every time.

A template may come from anybody who can change the records; what it makes goes out in the network's name. So it holds
no programs and loads nothing from elsewhere.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ksnet.rendering.errors import RenderError

LARGEST = 50_000_000  # bytes, unpacked; a template with logos has a hundredth of it
EPOCH = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
_LINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""")
_ATTACHED = re.compile(rb"""Type\s*=\s*["'][^"']*/attachedTemplate["']""")
_LOADING_FIELD = re.compile(rb"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|IMPORT|LINK)\s")
_INSTRUCTION = re.compile(rb"<w:instrText\b[^>]*>([^<]*)<|w:instr\s*=\s*[\"']([^\"']*)")
_PROGRAMS = ("vbaproject", "vbadata", "activex/", "embeddings/", "customui")


def checked(content: bytes, name: str) -> bytes:
    """Return a Word template that is whole and harmless; raises RenderError with the reason and the remedy."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise RenderError(f"Die Vorlage {name} ist zu groß (mehr als {LARGEST // 1_000_000} MB).")
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise RenderError(damaged(name)) from error
    if "[Content_Types].xml" not in parts:
        raise RenderError(damaged(name))
    for part, data in parts.items():
        if problem := _problem(part, data):
            raise RenderError(f"Die Vorlage {name} wird nicht verwendet: {problem}")
    return content


def damaged(name: str) -> str:
    """Return the sentence about a file that is no Word document."""
    return (
        f"Die Vorlage {name} ist kein lesbares Word-Dokument. In Word öffnen und als „Word-Dokument (*.docx)“ neu "
        f"speichern, oder die mitgelieferte holen: ksnet template copy {name} --force"
    )


def _problem(part: str, data: bytes) -> str:
    """Return why a part must not be in a template, or nothing."""
    if any(word in part.lower() for word in _PROGRAMS) or (part == "[Content_Types].xml" and b"macroEnabled" in data):
        return (
            "Sie enthält Makros oder eingebettete Objekte. In Word als „Word-Dokument (*.docx)“ ohne diese speichern."
        )
    if not part.endswith((".xml", ".rels")):
        return ""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "Sie enthält Anweisungen, die in Word-Dokumenten nicht vorkommen. In Word öffnen und neu speichern."
    if part.endswith(".rels"):
        return _outside(data)
    if any(_LOADING_FIELD.search(found[0] or found[1]) for found in _INSTRUCTION.findall(data)):
        return (
            "Ein Feld darin lädt andere Dateien. Den Inhalt in Word fest einfügen (Feld markieren, Strg+Umschalt+F9)."
        )
    return ""


def _outside(relationships: bytes) -> str:
    for found in _RELATIONSHIP.findall(relationships):
        if _EXTERNAL.search(found) and not _LINK.search(found):
            if _ATTACHED.search(found):
                return (
                    "Sie hängt an einer anderen Dokumentvorlage. In Word unter Entwicklertools > Dokumentvorlage die "
                    "Vorlage „Normal“ eintragen und neu speichern."
                )
            return (
                "Sie lädt etwas aus einer anderen Datei oder aus dem Netz, zum Beispiel ein verknüpftes Bild. Das Bild "
                "in Word fest einfügen (Einfügen > Bilder, ohne Verknüpfung)."
            )
    return ""


def repacked(content: bytes) -> bytes:
    """Return a Word file with its parts in one order and without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        # The list of contents stands first, as Word writes it.
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return out.getvalue()
