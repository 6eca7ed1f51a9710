"""The packaged templates: what each is for, and how somebody begins an own version of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ksnet.rendering.templates import PREFIX, packaged_templates

# What a template is for, by its name up to the first dot.
PURPOSES = {
    "base": "Rahmen aller Dokumente",
    "calendar": "Kalender",
    "design": "Gestaltung aller PDF-Dateien",
    "document": "Dokumente ohne andere Word-Vorlage",
    "duties": "Pflichten nach § 9 LKSG NRW",
    "einladung": "Einladung",
    "design/figures/bars": "Balkendiagramm",
    "design/figures/frame": "Rahmen aller Abbildungen",
    "design/figures/lines": "Liniendiagramm",
    "design/figures/series": "Legende und Muster der Diagramme",
    "design/figures/tree": "Schaubild der Struktur",
    "members": "Mitgliederliste",
    "parts": "Bausteine aller Dokumente",
    "plan": "Bericht über einen Plan",
    "protokoll": "Protokoll",
    "report": "Tätigkeitsbericht",
    "site/accessibility": "Öffentliche Seiten: Erklärung zur Barrierefreiheit",
    "site/base": "Öffentliche Seiten: Rahmen aller Seiten",
    "site/calendar": "Öffentliche Seiten: Termine",
    "site/contacts": "Öffentliche Seiten: Ansprechpersonen",
    "site/event": "Öffentliche Seiten: ein Termin",
    "site/frame": "Öffentliche Seiten: Menüs und Listen",
    "site/imprint": "Öffentliche Seiten: Impressum",
    "site/members": "Öffentliche Seiten: Wer mitarbeitet",
    "site/network": "Öffentliche Seiten: Überblick über ein Netzwerk",
    "site/privacy": "Öffentliche Seiten: Datenschutz",
    "site/procedures": "Öffentliche Seiten: Verfahren und Vereinbarungen",
    "site/start": "Öffentliche Seiten: Startseite",
    "site/structure": "Öffentliche Seiten: Aufbau",
    "teilnehmendenliste": "Teilnehmendenliste",
    "vorlage": "Vorlage für Rat und Ausschuss",
}
FORMATS = {".docx": "Word", ".html.j2": "Internetseite", ".md.j2": "Markdown", ".svg.j2": "Abbildung", ".typ": "PDF"}
_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)")
_FRAME = (
    "footer",
    "chapters",
    "header",
    "notes",
    "contents",
    "style",
    "title",
    "page",
    "brand",
    "trail",
    "menu",
    "urgent",
)  # blocks that are no chapters


@dataclass(frozen=True, slots=True)
class Entry:
    """A packaged template: its name below the folder, its file, what it is for."""

    name: str
    path: Path

    @property
    def purpose(self) -> str:
        """What it is for, in German."""
        return PURPOSES[self._parts[0]]

    @property
    def format(self) -> str:
        """What it makes, in German."""
        return FORMATS[self._parts[1]]

    @property
    def _parts(self) -> tuple[str, str]:
        stem, dot, ending = self.name.partition(".")
        return stem, dot + ending


def entries() -> list[Entry]:
    """Return all packaged templates, sorted by name."""
    folder = packaged_templates()
    found = (path for path in folder.rglob("*") if path.is_file() and path.name.endswith(tuple(FORMATS)))
    return sorted((Entry(path.relative_to(folder).as_posix(), path) for path in found), key=lambda entry: entry.name)


def is_overridden(entry: Entry, templates_dir: Path) -> bool:
    """Whether a data repository has its own version."""
    return (templates_dir / entry.name).exists()


def beginning(entry: Entry, *, whole: bool) -> bytes:
    """Return what an own version begins with.

    A text template that can be changed in parts is extended, so that what is not changed follows the program; every
    other one is copied, as all are with `whole`.
    """
    content = entry.path.read_bytes()
    if whole or entry.name.endswith(".docx"):
        return content
    text = content.decode()
    if entry.name.endswith(".typ"):
        return _typst(entry.name, text).encode()
    blocks = list(dict.fromkeys(_BLOCK.findall(text)))
    return _jinja(entry.name, blocks).encode() if blocks else content


def _jinja(name: str, blocks: list[str]) -> str:
    chapters = [block for block in blocks if block not in _FRAME] or [_FRAME[0]]
    return (
        "{# Eigene Fassung. Was hier nicht steht, kommt aus der mitgelieferten Vorlage.\n"
        f"   Blöcke, die sich ändern lassen: {', '.join(blocks)}.\n"
        "   In einem Block steht super() für den mitgelieferten Inhalt; davor und dahinter passt eigener Text. #}\n"
        f'{{% extends "{PREFIX}/{name}" %}}\n\n'
        f"{{% block {chapters[0]} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n"
    )


def _typst(name: str, text: str) -> str:
    """Return the import of a packaged template; what follows it wins over what it brings."""
    closing = "\n#make()\n" if "#let make" in text else ""
    return f'// Eigene Fassung. Was hier nicht steht, kommt aus der mitgelieferten Vorlage.\n#import "{PREFIX}/{name}": *\n{closing}'
