"""The packaged templates: what each is for, and what somebody's own version of one begins with.

Those below `text/` say the words of a document, those below `design/` how it looks.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen
from ksnet.rendering.environment import PREFIX
from ksnet.rendering.folders import packaged_templates

TEXT, DESIGN = "text", "design"
FORMATS = {
    ".md.j2": "alle Formate",
    ".html.j2": "Internetseite",
    ".svg.j2": "Abbildung",
    ".typ": "PDF",
    ".docx": "Word",
}
WORD = "Wie Word-Dateien aussehen"  # the one kind of template that has no comment
BLOCK_NAME = expression(r"{%-?\s*block\s+(\w+)")
_EXTENDS = expression(r"""{%-?\s*extends\s+["'](.+?)["']""")
_COMMENT = expression(r"{#-?\s*(.+?)\s*-?#}", re.DOTALL)
_TYPST_COMMENT = expression(r"\A(?://.*\n)+")
_SENTENCE = expression(r"(.+?(?:\w\w|[)“]))(?:[.;:](?=\s|$)|$)", re.DOTALL)  # „z. B.“ ends none


@frozen
class PackagedTemplate:
    """A packaged template: its name below the folder, and its file."""

    name: str
    path: Path

    @property
    def purpose(self) -> str:
        """What it is for, in German: the first sentence of the comment that it begins with."""
        if self.name.endswith(".docx"):
            return WORD
        text = self.path.read_text(encoding="utf-8")
        if self.name.endswith(".typ"):
            comment = re.sub(r"^// ?", "", text, flags=re.MULTILINE)
        else:
            comment = found[1] if (found := _COMMENT.search(text)) else ""
        sentence = _SENTENCE.match(comment)
        return " ".join(sentence[1].split()) if sentence else ""

    @property
    def format(self) -> str:
        """What it makes, in German."""
        return next(name for ending, name in FORMATS.items() if self.name.endswith(ending))

    @property
    def is_text(self) -> bool:
        """Whether it says a document's words."""
        return self.name.startswith(f"{TEXT}/")


def packaged_entries() -> list[PackagedTemplate]:
    """Return all packaged templates: texts first, then designs, each sorted by name."""
    folder = packaged_templates()
    found = (
        path
        for room in (TEXT, DESIGN)
        for path in sorted((folder / room).rglob("*"))
        if path.is_file() and path.name.endswith(tuple(FORMATS))
    )
    return [PackagedTemplate(path.relative_to(folder).as_posix(), path) for path in found]


def template_named(known: list[PackagedTemplate], name: str) -> PackagedTemplate | None:
    """Return the template with a name: `text/report.md.j2`, or `report` for short.

    `report.docx` is the Word file of the report alone; it begins as that of all documents.
    """
    by_name = {entry.name: entry for entry in known}
    kind, _, ending = name.removeprefix(f"{DESIGN}/").partition(".")
    shared = by_name.get(f"{DESIGN}/document.{ending}")
    if name not in by_name and shared is not None and f"{TEXT}/{kind}.md.j2" in by_name:
        return PackagedTemplate(f"{DESIGN}/{kind}.{ending}", shared.path)
    return by_name.get(name) or by_name.get(f"{TEXT}/{name}.md.j2")


def is_overridden(entry: PackagedTemplate, templates_dir: Path) -> bool:
    """Whether a data repository has its own version."""
    return os.path.lexists(templates_dir / entry.name)


def block_names(entry: PackagedTemplate) -> list[str]:
    """Return the blocks that an own version can change, then those of the template it extends."""
    text = entry.path.read_text(encoding="utf-8")
    names = BLOCK_NAME.findall(text)
    if parent := _EXTENDS.search(text):
        names += block_names(PackagedTemplate(parent[1], packaged_templates() / parent[1]))
    return list(dict.fromkeys(names))


def beginning(entry: PackagedTemplate, *, block: str = "", whole: bool = False) -> bytes:
    """Return what an own version begins with.

    A text is copied whole, so that a sentence can be changed in its place; with `block` it only
    names that block, and everything else follows the program. A design that has blocks is extended,
    or copied with `whole`.
    """
    content = entry.path.read_bytes()
    if entry.name.endswith(".docx") or (whole and not entry.is_text):
        return content
    text = content.decode()
    if entry.name.endswith(".typ"):
        return _typst(entry.path.relative_to(packaged_templates()).as_posix(), text).encode()
    blocks = block_names(entry)
    if not blocks:
        return content
    if entry.is_text and not block:
        return (_comment(entry.name, blocks) + text).encode()
    return _extended(entry, block or blocks[0], blocks).encode()


def _comment(name: str, blocks: list[str]) -> str:
    kind = name.removeprefix(f"{TEXT}/").partition(".")[0]
    return f"""\
{{# Eigene Fassung von {name}. Sie gilt für alle Formate: Terminal, Markdown, Internetseite, PDF und Word.

   Einen Satz ändern: hier ändern, speichern, fertig. Was in doppelten geschweiften Klammern steht, kommt aus den Unterlagen.
   Diese Datei folgt neuen Fassungen des Programms nicht mehr; wer sie löscht, bekommt die mitgelieferte zurück.

   Nur einen Teil ändern und sonst dem Programm folgen: die ganze Datei ersetzen durch

     {{% extends "{PREFIX}/{name}" %}}
     {{% block {blocks[0]} %}}
     {{{{ super() }}}}
     Eigener Text.
     {{% endblock %}}

   „super()“ ist der mitgelieferte Inhalt des Blocks. Blöcke: {", ".join(blocks)}.
   Welche Angaben der Text verwenden kann: docs/vorlagen.md, Abschnitt „{kind}“. #}}
"""


def _extended(entry: PackagedTemplate, block: str, blocks: list[str]) -> str:
    return (
        "{# Eigene Fassung. Was hier nicht steht, kommt aus der mitgelieferten Vorlage.\n"
        f"   Blöcke, die sich ändern lassen: {', '.join(blocks)}.\n"
        "   In einem Block steht super() für den mitgelieferten Inhalt; davor und dahinter passt eigener Text. #}\n"
        f'{{% extends "{PREFIX}/{entry.name}" %}}\n\n'
        f"{{% block {block} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n"
    )


def _typst(name: str, text: str) -> str:
    """Return a typst file that imports a packaged design, headed by the comment of that design.

    What follows the import wins over it.
    """
    said = _TYPST_COMMENT.match(text)
    closing = "\n#make()\n" if "#let make" in text else ""
    return f'{said[0] if said else ""}\n#import "/{PREFIX}/{name}": *\n{closing}'
