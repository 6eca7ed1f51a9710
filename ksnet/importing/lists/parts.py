"""The parts of a workbook and how they refer to each other (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET


def elements(xml: bytes) -> Iterator[tuple[str, Any]]:
    """Yield the elements of a part by local name, as strict files use other namespaces."""
    for _, element in ET.iterparse(io.BytesIO(xml)):  # noqa: S314  (without document types there is nothing to fear)
        yield element.tag.rpartition("}")[2], element


def elements_in(element: Any, name: str) -> list[Any]:  # noqa: ANN401  (an element is what iterparse gives)
    """Return the elements of this local name right below another."""
    return [child for child in element if child.tag.rpartition("}")[2] == name]


def sheet_parts(parts: zipfile.ZipFile) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the visible sheets of a workbook with their parts, and the names of the hidden."""
    links = [rel for _, rel in elements(parts.read("_rels/.rels"))]
    main = next(
        rel.get("Target") for rel in links if rel.get("Type", "").endswith("/officeDocument")
    ).lstrip("/")
    targets = dict(_targets(parts, main, "/worksheet"))
    found, hidden = [], list[str]()
    for tag, sheet in elements(parts.read(main)):
        if tag != "sheet":
            continue
        ident = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        if sheet.get("state", "visible") != "visible":
            hidden.append(sheet.get("name", ""))
        elif ident in targets:
            found.append((sheet.get("name", ""), targets[ident]))
    return found, hidden


def commented_rows(parts: zipfile.ZipFile, sheet: str) -> set[int]:
    """Return the numbers of the rows of a sheet that have notes or comments at their cells."""
    kinds = "/comments", "/threadedComment"
    return {
        int(digits[0])
        for _, part in _targets(parts, sheet, *kinds)
        if part in parts.namelist()
        for tag, element in elements(parts.read(part))
        if tag in {"comment", "threadedComment"}
        and (digits := re.search(r"\d+", element.get("ref", "")))
    }


def _targets(parts: zipfile.ZipFile, part: str, *kinds: str) -> Iterator[tuple[str, str]]:
    """Yield id and name of each part of these kinds that a part refers to."""
    folder, file = posixpath.split(part)
    links = f"{folder}/_rels/{file}.rels"
    if links not in parts.namelist():
        return
    for tag, rel in elements(parts.read(links)):
        if tag == "Relationship" and rel.get("Type", "").endswith(kinds):
            target = posixpath.normpath(posixpath.join("/" + folder, rel.get("Target", "")))
            yield rel.get("Id"), target.lstrip("/")
