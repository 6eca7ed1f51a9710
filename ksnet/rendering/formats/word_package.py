"""Word files as packages of parts: which are safe as a template, and how to write them stably.

A template may come from anybody who can change the records; what it makes goes out in the network's
name. So it is parsed, and may hold nothing but what the lists below name: kinds of parts, of
relations between them, of fields, and of links. The file made from it is checked again, because a
template can write a field or a link.

Package: ECMA-376 part 2; relations: part 1, chapter 15; fields: part 1, section 17.16.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ksnet.basics.expressions import expression
from ksnet.basics.packages import DAMAGED
from ksnet.rendering.errors import RenderError
from ksnet.rendering.formats.images import fault_of_images_within, fault_of_picture
from ksnet.rendering.formats.vector import INSIDE, NAMESPACE, leads_inside, loads, runs_something

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

LARGEST = 50_000_000  # bytes, unpacked; a template with logos has a hundredth of it
MOST_PARTS = 1000
EPOCH = (1980, 1, 1, 0, 0, 0)
CONTENTS = "[Content_Types].xml"

_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD = f"{_OFFICE}wordprocessingml."
_PACKAGE = "application/vnd.openxmlformats-package."
_MICROSOFT = "application/vnd.ms-word."
_DRAWING = "image/svg+xml"
_RELATIONS_KIND = f"{_PACKAGE}relationships+xml"
PART_TYPES = frozenset(
    {
        *(
            f"{_WORD}{name}+xml"
            for name in (
                "comments", "commentsExtended", "commentsExtensible", "commentsIds",
                "document.glossary", "document.main", "endnotes", "fontTable", "footer",
                "footnotes", "header", "numbering", "people", "settings", "styles",
                "stylesWithEffects", "webSettings",
            )
        ),
        *(
            f"{_OFFICE}{name}+xml"
            for name in ("custom-properties", "customXmlProperties", "extended-properties", "theme")
        ),
        *(f"{_PACKAGE}{name}+xml" for name in ("core-properties", "relationships")),
        *(
            f"{_MICROSOFT}{name}+xml"
            for name in ("commentsExtended", "people", "stylesWithEffects")
        ),
        f"{_OFFICE}obfuscatedFont", "application/xml",
        *(
            f"image/{name}"
            for name in ("bmp", "gif", "jpeg", "jpg", "png", "svg+xml", "tiff", "x-emf", "x-wmf")
        ),
    }
)  # fmt: skip
RELATIONS = frozenset(
    {
        "comments", "commentsExtended", "commentsExtensible", "commentsIds", "core-properties",
        "custom-properties", "customXml", "customXmlProps", "endnotes", "extended-properties",
        "font", "fontTable", "footer", "footnotes", "glossaryDocument", "header", "hyperlink",
        "image", "numbering", "officeDocument", "people", "settings", "styles", "stylesWithEffects",
        "theme", "thumbnail", "webSettings",
    }
)  # fmt: skip
FIELDS = frozenset(
    {
        "=", "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "FORMCHECKBOX",
        "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "INDEX", "KEYWORDS", "LASTSAVEDBY", "NOTEREF",
        "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "REF", "REVNUM",
        "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TIME",
        "TITLE", "TOC", "XE",
    }
)  # fmt: skip
SCHEMES = ("http://", "https://", "mailto:", "tel:")
# Attributes with an address that is loaded.
_LOADED = frozenset({"src", "althref", "connectstring", "action"})
_PROGRAMS = frozenset(
    {
        "altchunk", "control", "foreignobject", "iframe", "mailmerge", "ocxdata", "oleobject",
        "script", "subdoc", "webvideopr",
    }
)  # fmt: skip
# Elements of VML whose `href` names the picture that they show.
_SHOWING = frozenset({"imagedata", "fill", "stroke"})
# What no part may be called (ECMA-376 part 2, 6.2.2): a way out of the package, signs not shown.
_ODD_NAME = expression(r"^/|[\\:]|(?:^|/)\.{1,2}(?:/|$)|[^ -~\w]")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WITH_PROGRAMS = expression(r"vba|macro|activex|ole|customui|embeddings", re.IGNORECASE)

_RESAVE = "In Word öffnen und als „Word-Dokument (*.docx)“ neu speichern."
_NO_PROGRAMS = (
    f"Sie enthält Makros oder eingebettete Objekte ({{}}). Ohne diese verwenden: {_RESAVE}"
)
_NO_INSTRUCTIONS = (
    f"Sie enthält Anweisungen, die in Word-Dokumenten nicht vorkommen ({{}}). {_RESAVE}"
)
_NO_LOADING = (
    "Ein Feld darin ist nicht erlaubt, denn es fragt oder lädt andere Dateien ({}). Den Inhalt in Word fest einfügen "
    "(Feld markieren, Strg+Umschalt+F9)."
)
_NO_ATTACHED = (
    "Sie hängt an einer anderen Dokumentvorlage. In Word unter Entwicklertools > Dokumentvorlage die Vorlage „Normal“ "
    "eintragen und neu speichern."
)
_NO_OUTSIDE = (
    "Sie lädt etwas aus einer anderen Datei oder aus dem Netz ({}), zum Beispiel ein verknüpftes Bild. Das Bild in Word "
    "fest einfügen (Einfügen > Bilder, ohne Verknüpfung)."
)
_NO_LINK = "Ein Link darin führt nicht ins Netz, zu einer Mailadresse oder einem Telefon ({}). Den Link in Word ändern oder entfernen."
_UNKNOWN = f"Sie enthält etwas, das in Vorlagen nicht vorgesehen ist ({{}}). {_RESAVE}"
_UNDECLARED = f"Darin liegt eine Datei, die Word dort nicht ablegt ({{}}; was sie ist, gibt die Vorlage nicht an). {_RESAVE}"
_DOUBLED = f"Eine Datei darin liegt doppelt vor ({{}}). {_RESAVE}"


class _Refused(Exception):
    """Why a package is not accepted as a template, in German."""


def checked_package(content: bytes, name: str) -> bytes:
    """Return a Word file that is whole and holds only what is allowed; else raises RenderError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST or len(entries) > MOST_PARTS:
                raise RenderError(
                    f"Die Vorlage {name} ist zu groß (mehr als {LARGEST // 1_000_000} MB oder {MOST_PARTS} Teile). "
                    "Bilder darin in Word komprimieren oder entfernen und neu speichern."
                )
            names = Counter(entry.filename.lower() for entry in entries)
            doubled = [one for one, count in names.items() if count > 1]
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except DAMAGED as error:
        raise RenderError(damaged(name)) from error
    if CONTENTS not in parts:
        raise RenderError(damaged(name))
    try:
        _look_at(parts, doubled)
    except _Refused as error:
        raise RenderError(f"Die Vorlage {name} wird nicht verwendet: {error}") from error
    except (SyntaxError, ValueError) as error:  # what lxml raises is one
        raise RenderError(damaged(name)) from error
    return content


def damaged(name: str) -> str:
    """Return the German sentence about a file that is no Word document."""
    return (
        f"Die Vorlage {name} ist kein lesbares Word-Dokument. In Word öffnen und als „Word-Dokument (*.docx)“ neu "
        "speichern, oder die mitgelieferte holen: ksnet template copy design/document.docx --force"
    )


def _look_at(parts: Mapping[str, bytes], doubled: Sequence[str]) -> None:
    """Raise `_Refused` for what is not in the lists, or for a part that is there twice."""
    if doubled:
        raise _Refused(_DOUBLED.format(doubled[0]))
    for name in parts:
        if _ODD_NAME.search(name):
            raise _Refused(_UNKNOWN.format(f"Teil {name!a}"))
    kinds = _kinds(_parsed(parts, CONTENTS), parts)
    for part, kind in kinds.items():
        if kind not in PART_TYPES:
            raise _Refused(_why_not(part, kind))
        if kind.endswith(("+xml", "/xml")):
            tree = _parsed(parts, part)
            if kind == _RELATIONS_KIND or part.endswith(".rels"):
                _look_at_relations(tree, part)
            else:
                _look_at_elements(tree, part)
                _look_at_fields(tree)
            if kind == _DRAWING and (fault := fault_of_images_within(part, parts[part])):
                raise _Refused(fault)
        elif kind.startswith("image/") and (fault := fault_of_picture(part, parts[part])):
            raise _Refused(fault)


def _why_not(part: str, kind: str) -> str:
    """Return why a part of a kind that is not in the list, or of none, is refused."""
    if _WITH_PROGRAMS.search(f"{part} {kind}"):
        return _NO_PROGRAMS.format(part)
    return _UNKNOWN.format(f"{part}, {kind}") if kind else _UNDECLARED.format(part)


def _parsed(parts: Mapping[str, bytes], part: str) -> BaseOxmlElement:
    from docx.oxml.parser import parse_xml

    tree = parse_xml(parts[part])
    around = (one.target for one in tree.itersiblings(preceding=True) if hasattr(one, "target"))
    if tree.getroottree().docinfo.doctype or "xml-stylesheet" in around:
        raise _Refused(_NO_INSTRUCTIONS.format(part))
    return tree


def _kinds(contents: BaseOxmlElement, parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the kind of each part, by its name or ending; empty where none is declared."""
    overrides, defaults = {}, {}
    for entry in contents:
        kind = str(entry.get("ContentType", ""))
        if "PartName" in entry.attrib:
            overrides[str(entry.get("PartName")).lower()] = kind
        else:
            defaults[str(entry.get("Extension", "")).lower()] = kind
    for kind in (*overrides.values(), *defaults.values()):
        if "macroEnabled" in kind:
            raise _Refused(_NO_PROGRAMS.format(kind))
    return {
        part: overrides.get(f"/{part}".lower(), defaults.get(part.rpartition(".")[2].lower(), ""))
        for part in parts
        if part != CONTENTS
    }


def _look_at_relations(tree: BaseOxmlElement, part: str) -> None:
    for relation in tree:
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", ""))
        outside = str(relation.get("TargetMode", "")).lower() == "external"
        if kind == "attachedTemplate":
            raise _Refused(_NO_ATTACHED)
        if kind not in RELATIONS:
            other = _NO_OUTSIDE if outside else _UNKNOWN
            text = _NO_PROGRAMS if _WITH_PROGRAMS.search(kind) else other
            raise _Refused(text.format(f"{part}: {kind}"))
        if outside and kind != "hyperlink":
            raise _Refused(_NO_OUTSIDE.format(target))
        if outside and not target.lower().startswith(SCHEMES):
            raise _Refused(_NO_LINK.format(target))
        if not outside and (":" in target or target.startswith("//") or "\\" in target):
            raise _Refused(_NO_OUTSIDE.format(target))


def _look_at_elements(tree: BaseOxmlElement, part: str) -> None:
    """Refuse programs, and addresses in the text itself, as in VML and SVG."""
    for element in tree.iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in _PROGRAMS or runs_something(element):
            raise _Refused(_NO_PROGRAMS.format(f"{part}: {tag}"))
        if loads(element):
            raise _Refused(_NO_OUTSIDE.format(f"{part}: {tag}"))
        drawn = str(element.tag).startswith(NAMESPACE)
        for key, value in element.attrib.items():
            name, address = str(key).rpartition("}")[2].lower(), str(value).strip().lower()
            if name == "href" and address and not leads_inside(address):
                shown = (drawn and tag != "a") or tag in _SHOWING
                if not address.startswith((*SCHEMES, *INSIDE)):
                    raise _Refused(_NO_LINK.format(value))
                if shown or address.startswith(INSIDE):
                    raise _Refused(_NO_OUTSIDE.format(value[:80]))
            if name in _LOADED and (":" in address or address.startswith(("//", "\\\\"))):
                raise _Refused(_NO_OUTSIDE.format(value))


def _look_at_fields(tree: BaseOxmlElement) -> None:
    for instruction in _instructions(tree):
        first = "".join(instruction.split()[:1]).upper()
        kind = "=" if first.startswith("=") else first
        if kind and kind not in FIELDS:
            raise _Refused(_NO_LOADING.format(instruction.strip()))
        if kind == "HYPERLINK":
            target = instruction.strip()[len(kind) :].strip().strip('"')
            if not target.startswith("\\") and not target.lower().startswith(SCHEMES):
                raise _Refused(_NO_LINK.format(target))


def _instructions(tree: BaseOxmlElement) -> Iterator[str]:
    """Yield the instruction of each field, joined over its runs; one within it is refused later."""
    # For each field its instruction, None once its result has begun.
    open_fields: list[list[str] | None] = []
    for element in tree.iter(
        f"{_W}fldSimple", f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"
    ):
        tag = str(element.tag).removeprefix(_W)
        if tag == "fldSimple":
            yield str(element.get(f"{_W}instr", ""))
        elif tag != "fldChar":
            if not open_fields or (own := open_fields[-1]) is None:
                yield element.text or ""  # outside of all fields: taken for a field of its own
            else:
                own.append(element.text or "")
        elif (what := str(element.get(f"{_W}fldCharType", ""))) == "begin":
            if open_fields and open_fields[-1] is not None:
                yield f"{''.join(open_fields[-1])}{{…}}".replace(" ", "_")
            open_fields.append([])
        elif open_fields:
            said = open_fields.pop()
            if said is not None:
                yield "".join(said)
            if what == "separate":
                open_fields.append(None)
    yield from ("".join(said) for said in open_fields if said is not None)


def repacked(content: bytes) -> bytes:
    """Return a Word file with its parts in a fixed order and without the time of packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        # The list of contents comes first, as Word writes it.
        for name in sorted(source.namelist(), key=lambda name: (name != CONTENTS, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return out.getvalue()
