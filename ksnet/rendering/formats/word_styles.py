"""The styles and numberings of a Word template, by name; the packaged template completes them.

Word saves built-in styles under ids in the language of its user („berschrift1“), but always under
the same names. A template that was made from an authority's own letter paper has none of ours: then
they are added to it.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.parts.numbering import NumberingPart

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart

LANGUAGE = "de-DE"


class StyleBook:
    """The styles of one document, completed from another one where needed."""

    def __init__(self, part: DocumentPart, packaged: DocumentPart) -> None:
        """Look up what the document has; `packaged` has all that blocks may ask for."""
        self.part, self.packaged = part, packaged
        self._styles = part.styles.element
        self._ids = {
            _name(style): _attribute(style, "w:styleId")
            for style in self._styles.findall(qn("w:style"))
        }
        _speak_german(self._styles)

    def id(self, name: str) -> str:
        """Return the id of the style with this name."""
        if name not in self._ids:
            self._adopt(name)
        return self._ids[name]

    def indent(self, name: str) -> int:
        """Return how far a style itself moves its lines in, in twentieths of a point; 0 if not."""
        style = _by(self._styles, "w:style", "w:styleId")[self.id(name)]
        found = style.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        said = "" if found is None else found.get(qn("w:left"), found.get(qn("w:start"), ""))
        return int(said) if said.isdecimal() else 0

    def _adopt(self, name: str) -> None:
        """Copy a style from the packaged template, with its base styles and its numbering."""
        ours = {
            _name(style): style for style in self.packaged.styles.element.findall(qn("w:style"))
        }
        names = {_attribute(style, "w:styleId"): known for known, style in ours.items()}
        style = copy.deepcopy(ours[name])
        taken = set(self._ids.values())
        ident = base = _attribute(style, "w:styleId")
        while ident in taken:
            ident += "x" if ident == base else "y"
        style.set(qn("w:styleId"), ident)
        self._ids[name] = ident
        for tag in ("w:basedOn", "w:next"):
            if (link := style.find(qn(tag))) is not None:
                link.set(qn("w:val"), self.id(names[_attribute(link, "w:val")]))
        if (number := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")) is not None:
            number.set(qn("w:val"), str(self._adopt_numbering(_attribute(number, "w:val"), ident)))
        style.attrib.pop(qn("w:default"), None)
        self._styles.append(style)

    # --- numbering ---

    def counted(self, start: int, level: int = 0) -> int:
        """Return a new list, numbered like „List Number“ on a level and counted from `start`."""
        numbering = self._numbering()
        style_number = self._number_of(self.id("List Number"))
        if style_number not in _by(numbering, "w:num", "w:numId"):
            style_number = str(self._adopt_numbering("3", ""))
        number = _by(numbering, "w:num", "w:numId")[style_number]
        abstract = number.find(qn("w:abstractNumId"))
        return self._new_number(_attribute(abstract, "w:val"), start, level)

    def _number_of(self, ident: str) -> str:
        """Return the numbering of a style, its own or that of the style it is based on."""
        styles = _by(self._styles, "w:style", "w:styleId")
        seen: set[str] = set()
        while ident in styles and ident not in seen:
            seen.add(ident)
            number = styles[ident].find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            if number is not None:
                return _attribute(number, "w:val")
            ident = _attribute(styles[ident].find(qn("w:basedOn")), "w:val")
        return ""

    def _numbering(self) -> BaseOxmlElement:
        from docx.opc.constants import RELATIONSHIP_TYPE

        if not any(link.reltype == RELATIONSHIP_TYPE.NUMBERING for link in self.part.rels.values()):
            empty = NumberingPart.load(
                self.packaged.numbering_part.partname,
                self.packaged.numbering_part.content_type,
                self.packaged.numbering_part.blob,
                self.part.package,
            )
            for child in list(empty.element):
                empty.element.remove(child)
            self.part.relate_to(empty, RELATIONSHIP_TYPE.NUMBERING)
        element: BaseOxmlElement = self.part.numbering_part.element
        return element

    def _adopt_numbering(self, packaged_number: str, linked: str) -> int:
        """Copy one of the numberings of the packaged template; return its number here."""
        ours = _by(self.packaged.numbering_part.element, "w:abstractNum", "w:abstractNumId")
        numbering = self._numbering()
        abstract = copy.deepcopy(ours[packaged_number])
        ident = _free(numbering, "w:abstractNum", "w:abstractNumId")
        abstract.set(qn("w:abstractNumId"), ident)
        for link in abstract.iter(qn("w:pStyle")):
            link.set(qn("w:val"), linked)
        # All abstract numberings come before the first real one.
        numbering.insert(len(numbering.findall(qn("w:abstractNum"))), abstract)
        return self._new_number(ident)

    def _new_number(self, abstract: str, start: int | None = None, level: int = 0) -> int:
        numbering = self._numbering()
        number = OxmlElement("w:num", {qn("w:numId"): _free(numbering, "w:num", "w:numId")})
        number.append(OxmlElement("w:abstractNumId", {qn("w:val"): abstract}))
        if start is not None:
            override = OxmlElement("w:lvlOverride", {qn("w:ilvl"): str(level)})
            override.append(OxmlElement("w:startOverride", {qn("w:val"): str(start)}))
            number.append(override)
        numbering.insert(
            len(numbering.findall(qn("w:abstractNum"))) + len(numbering.findall(qn("w:num"))),
            number,
        )
        return int(_attribute(number, "w:numId"))


def _free(numbering: BaseOxmlElement, tag: str, key: str) -> str:
    """Return the next unused number."""
    return str(max(map(int, _by(numbering, tag, key)), default=0) + 1)


def _by(parent: BaseOxmlElement, tag: str, key: str) -> dict[str, BaseOxmlElement]:
    """Return the elements of a kind directly in another one by an attribute."""
    return {_attribute(one, key): one for one in parent.findall(qn(tag))}


def _name(style: BaseOxmlElement) -> str:
    return _attribute(style.find(qn("w:name")), "w:val")


def _attribute(element: BaseOxmlElement | None, name: str) -> str:
    return "" if element is None else str(element.get(qn(name), ""))


def _speak_german(styles: BaseOxmlElement) -> None:
    """Set the language of the text to German, for screen readers, spelling and hyphenation."""
    parent = styles
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = parent.find(qn(tag))
        if found is None:
            found = OxmlElement(tag)
            parent.insert(0, found)
        parent = found
    language = parent.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        parent.append(language)
    language.set(qn("w:val"), LANGUAGE)
