"""Reads one YAML file exactly: the reader that decides what a file means.

libyaml composes the nodes, this module turns them into `dict`, `list`, `str`, `Plain` and None. It
is imported for the first file that is not canonical: importing PyYAML is a twentieth of the time
for a document of one office.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.findings import FILE_START, Fault, Place, Related
from ksnet.basics.scalars import plain_scalar
from ksnet.yamltext.reading.characters import FORBIDDEN
from ksnet.yamltext.reading.excess import FewAlike
from ksnet.yamltext.reading.guard import forbidden_in
from ksnet.yamltext.reading.indicators import may_hold_indicators, token_faults, too_many_tokens
from ksnet.yamltext.reading.nodes import compose, mark_span, node_span
from ksnet.yamltext.reading.slips.blocks import block_fault
from ksnet.yamltext.reading.slips.causes import cause_of
from ksnet.yamltext.reading.slips.conflicts import conflict_fault
from ksnet.yamltext.reading.slips.indents import no_mapping_fault
from ksnet.yamltext.reading.slips.lists import dash_fault, split_entries
from ksnet.yamltext.reading.slips.spaces import also_in
from ksnet.yamltext.reading.syntax import syntax_fault
from ksnet.yamltext.reading.yaml import MENDED, ParsedFile
from ksnet.yamltext.rules.files import (
    COMPLEX_KEY,
    DUPLICATE_KEY,
    EMPTY_FILE,
    FILE_TOO_LARGE,
    FORBIDDEN_CHARACTER,
    MISSING_DASH,
    NESTED_TOO_DEEPLY,
    YAML_ALIAS,
    YAML_DOCUMENT,
    YAML_SYNTAX,
)

_MANY_KEYS = 3  # fewer are twice by themselves
# Faults after which the nodes of a text are dangerous or useless.
_ENDING = (FILE_TOO_LARGE, NESTED_TOO_DEEPLY, YAML_ALIAS, YAML_DOCUMENT, YAML_SYNTAX)


def read_exactly(document: ParsedFile, *, check_depth: bool) -> ParsedFile:
    """Compose the text with libyaml, and set data and faults of the document."""
    file, text = document.file, document.text
    if (
        slip := too_many_tokens(file, text)  # first: what it would cost to look for the others
        or conflict_fault(file, text)
        or block_fault(file, text)
        or dash_fault(file, text)
    ) is not None:
        document.faults.append(slip)  # a parser reads something else, or nothing
        return document
    if check_depth or may_hold_indicators(text):
        document.faults.extend(token_faults(file, text, check_depth=check_depth))
        if any(fault.rule in _ENDING for fault in document.faults):
            return document
    try:
        node = compose(text)
    except yaml.YAMLError as error:
        fault = cause_of(file, text, error) or syntax_fault(file, text, error)
        causes = (other for other in document.faults if other.rule not in MENDED)
        if all(fault.place.line != other.place.line for other in causes):  # else the cause is known
            document.faults.append(fault)
        return document
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        document.faults.append(
            EMPTY_FILE.fault(
                Place(file, span=FILE_START),
                "Die Datei enthält keine Angaben.",
                "Wurde sie versehentlich geleert, zurückholen (ksnet undo, oder mit Git); sonst Angaben ergänzen oder die Datei löschen.",
            )
        )
        return document
    if not isinstance(node, MappingNode):
        document.faults.append(no_mapping_fault(file, node_span(node, text)))
        return document
    converter = _Converter(file, escapes="\\" in text)
    data = converter.mapping(node)
    if any(fault.rule is DUPLICATE_KEY for fault in converter.faults.found()) and (
        keys := split_entries(node)
    ):
        converter = _Converter(file, escapes="\\" in text)
        data = converter.mapping(node)
        document.faults.append(_missing_dash(file, keys))
    document.faults.extend(_once_if_doubled(file, node, converter.faults.found()))
    document.data = data
    return document


def _once_if_doubled(file: str, node: MappingNode, faults: list[Fault]) -> list[Fault]:
    """Return one fault for the keys of a file whose content stands twice in it."""
    keys = [key for key, _ in node.value if isinstance(key, ScalarNode)]
    again = [key for key in keys[1:] if key.value == keys[0].value]
    twice = sum(fault.rule is DUPLICATE_KEY for fault in faults)
    if not again or twice < _MANY_KEYS:
        return faults
    whole = DUPLICATE_KEY.fault(
        Place(file, span=mark_span(again[0])),
        f"Ab hier steht der Inhalt der Datei noch einmal ({twice} Schlüssel).",
        "Beide Fassungen vergleichen und eine davon entfernen.",
        related=(Related(Place(file, span=mark_span(keys[0])), "beginnt zuerst hier"),),
    )
    return [whole, *(fault for fault in faults if fault.rule is not DUPLICATE_KEY)]


def _missing_dash(file: str, keys: list[ScalarNode]) -> Fault:
    """Return the fault for list entries that lack their dash, at the first of them."""
    others = [key.start_mark.line + 1 for key in keys[1:]]
    return MISSING_DASH.fault(
        Place(file, span=mark_span(keys[0])),
        f"Vor „{keys[0].value}“ fehlt „- “: Hier beginnt ein neuer Eintrag der Liste.",
        f"„- “ vor den ersten Schlüssel jedes Eintrags setzen{also_in(others)}; so gehören die Angaben noch zum Eintrag darüber.",
    )


class _Converter:
    """Turns composed nodes into plain data and collects faults such as duplicate keys."""

    def __init__(self, file: str, *, escapes: bool) -> None:
        self.file, self.faults, self.escapes = file, FewAlike(), escapes

    def convert(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            if not node.style:
                return plain_scalar(node.value)
            return self.quoted(node) if self.escapes else node.value
        if isinstance(node, SequenceNode):
            return [self.convert(item) for item in node.value]
        return self.mapping(node)

    def mapping(self, node: Node) -> dict[str, Any]:
        result: dict[str, Any] = {}
        keys: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or (not key.value and not key.style):
                self.faults.add(COMPLEX_KEY, self.file, "", partial(_complex_key, self.file, key))
                continue
            name = self.quoted(key) if self.escapes else key.value
            if name in keys:
                twice = partial(_twice, self.file, name, key, keys[name])
                self.faults.add(DUPLICATE_KEY, self.file, name, twice)
                if result.get(name) is None:  # `members:` twice, and below it what is meant
                    result[name] = self.convert(value)
                continue
            keys[name] = key
            if name != "<<" or key.style:  # a merge key is a fault of its own
                result[name] = self.convert(value)
        return result

    def quoted(self, node: Node) -> str:
        value: str = node.value
        character = forbidden_in(value)
        if character:
            found = partial(_forbidden, self.file, node, character)
            self.faults.add(FORBIDDEN_CHARACTER, self.file, value, found)
            return FORBIDDEN.sub("", value) or "…"  # so that what follows is judged all the same
        return value


def _complex_key(file: str, key: Node) -> Fault:
    return COMPLEX_KEY.fault(
        Place(file, span=mark_span(key)),
        "Vor einem Doppelpunkt steht hier kein einfacher Schlüssel.",
        "Klammern und Doppelpunkte prüfen; Text mit „: “ oder „{“ gehört in Anführungszeichen.",
    )


def _twice(file: str, name: str, key: Node, first: Node) -> Fault:
    return DUPLICATE_KEY.fault(
        Place(file, span=mark_span(key)),
        f"Der Schlüssel „{name}“ steht hier zum zweiten Mal.",
        related=(Related(Place(file, span=mark_span(first)), "steht zuerst hier"),),
    )


def _forbidden(file: str, node: Node, character: str) -> Fault:
    return FORBIDDEN_CHARACTER.fault(
        Place(file, span=mark_span(node)),
        f"Hier steht ein unsichtbares oder unzulässiges Zeichen: {character}.",
    )
