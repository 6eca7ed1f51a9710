"""Read one YAML file as plain data: mappings, lists, and scalars that are text first.

libyaml composes the nodes, this module turns them into `dict`, `list`, `str`, `Plain` and None. Anchors, aliases,
tags, merge keys and second documents are refused: a reviewer must see what a record says where it says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

from ksnet.findings import FILE_START, Fault, Path, Place, Related, Span
from ksnet.reading.canonical import read_canonical
from ksnet.reading.guard import FORBIDDEN, MAX_DEPTH, forbidden_in, guard, too_deep
from ksnet.reading.scalars import plain_scalar

# Where an anchor, alias, tag, merge key, directive or document mark could stand. Only then the tokens are looked at.
_INDICATOR = re.compile(r"(?:^|[\s\[{,:?-])[&*!]\S", re.MULTILINE)
_TAB_INDENT = re.compile(r" *\t")


class _Loader(CParser):
    """The parser alone: scalars stay text, so nothing has to be resolved."""

    def descend_resolver(self, *_: object) -> None:
        """Do nothing: there are no paths to resolve."""

    def ascend_resolver(self) -> None:
        """Do nothing: there are no paths to resolve."""

    def resolve(self, *_: object) -> str:
        """Give every node the same tag."""
        return ""


@dataclass(slots=True)
class Document:
    """What was read from one file: `data` is None where nothing could be read."""

    file: str
    text: str
    data: dict[str, Any] | None
    faults: list[Fault] = field(default_factory=list)


def read(file: str, content: bytes) -> Document:
    """Read the bytes of `file`; never raises for what stands in it."""
    guarded = guard(file, content)
    document = Document(file, guarded.text or "", None, guarded.faults)
    text = guarded.text
    if text is None:
        return document
    if not guarded.check_depth:
        document.data = read_canonical(text)
    return document if document.data is not None else _read_exactly(document, check_depth=guarded.check_depth)


def _read_exactly(document: Document, *, check_depth: bool) -> Document:
    """Compose the text with libyaml: the one reader that decides what a file says."""
    file, text = document.file, document.text
    if check_depth or _may_hold_indicators(text):
        document.faults.extend(_token_faults(file, text, check_depth=check_depth))
        if any(
            fault.rule in ("yaml-alias", "yaml-document", "nested-too-deeply", "yaml-syntax")
            for fault in document.faults
        ):
            return document
    try:
        node = compose(text)
    except yaml.YAMLError as error:
        document.faults.append(_syntax_fault(file, text, error))
        return document
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        document.faults.append(
            Fault(
                "empty-file",
                Place(file, span=FILE_START),
                "Die Datei enthält keine Angaben.",
                "Angaben ergänzen oder die Datei löschen.",
            )
        )
        return document
    if not isinstance(node, MappingNode):
        document.faults.append(
            Fault(
                "no-mapping",
                Place(file, span=node_span(node, text)),
                "Die Datei beginnt nicht mit einem Schlüssel.",
                "Die erste Zeile muss ein Schlüssel mit Doppelpunkt sein, z. B. „title: …“.",
            )
        )
        return document
    document.data = _Converter(file, document.faults, escapes="\\" in text).mapping(node)
    return document


def _may_hold_indicators(text: str) -> bool:
    if "\n---" in text or "\n..." in text or "\n%" in text or "<<" in text or text.startswith(("---", "...", "%")):
        return True
    return ("&" in text or "*" in text or "!" in text) and _INDICATOR.search(text) is not None


def locate(text: str, path: Path, on: str = "value") -> Span:
    """Return where the value (or key) at `path` stands in a text that `read` has accepted.

    Where the path leads nowhere (a key that is missing, a shorthand), the nearest entry above it is meant.
    """
    node: Node | None = _composed(text)
    if node is None:
        return FILE_START
    key: Node | None = None
    for position, step in enumerate(path):
        if step == 0 and not isinstance(node, SequenceNode):
            continue  # a single value where the model reads a list of one
        found = _child(node, step)
        if found is None:
            if position == 0:
                return FILE_START
            on = "value" if key is None or isinstance(node, ScalarNode) else "key"
            break
        key, node = found
    else:
        if not path:
            return FILE_START
    target = (
        key
        if key is not None and (on == "key" or _is_empty(node) or isinstance(node, MappingNode | SequenceNode))
        else node
    )
    return node_span(target, text)


def node_span(node: Node, text: str) -> Span:
    """Return the span of a node; of more than one line only the first is marked."""
    start, end = node.start_mark, node.end_mark
    if start.line == end.line:
        return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    lines = text.split("\n")
    width = len(lines[start.line].rstrip()) if start.line < len(lines) else start.column
    return Span(start.line + 1, start.column + 1, start.line + 1, max(width, start.column) + 1)


def compose(text: str) -> Node | None:
    """Return the nodes of a text with their marks; raises YAMLError. The text must have passed the guard."""
    loader = _Loader(text)
    node: Node | None = loader.get_single_node()
    return node


@lru_cache(maxsize=4)
def _composed(text: str) -> Node | None:
    """Compose a text once for several positions in it."""
    return compose(text)


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _is_empty(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and not node.value and node.start_mark.index == node.end_mark.index


class _Converter:
    """Turns composed nodes into plain data and notes duplicate keys and the like."""

    def __init__(self, file: str, faults: list[Fault], *, escapes: bool) -> None:
        self.file, self.faults, self.escapes = file, faults, escapes

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
                self.fault(
                    "complex-key",
                    key,
                    "Vor einem Doppelpunkt steht hier kein einfacher Schlüssel.",
                    "Klammern und Doppelpunkte prüfen; Text mit „: “ oder „{“ gehört in Anführungszeichen.",
                )
                continue
            name = self.quoted(key) if self.escapes else key.value
            if name in keys:
                related = Related(Place(self.file, span=_mark_span(keys[name])), "steht zuerst hier")
                self.fault(
                    "duplicate-key",
                    key,
                    f"Der Schlüssel „{name}“ steht hier zum zweiten Mal.",
                    "Einen der beiden Einträge löschen oder beide zusammenführen.",
                    related,
                )
                continue
            keys[name] = key
            if name != "<<" or key.style:  # a merge key is a fault of its own
                result[name] = self.convert(value)
        return result

    def quoted(self, node: Node) -> str:
        value: str = node.value
        character = forbidden_in(value)
        if character:
            self.fault(
                "forbidden-character",
                node,
                f"Hier steht ein unsichtbares oder unzulässiges Zeichen: {character}.",
                "Zeichen löschen; oft stammt es aus kopiertem Text.",
            )
            return FORBIDDEN.sub("", value) or "…"  # so that what follows is judged all the same
        return value

    def fault(self, rule: str, node: Node, message: str, mend: str, *related: Related) -> None:
        self.faults.append(Fault(rule, Place(self.file, span=_mark_span(node)), message, mend, related=related))


def _mark_span(node: Node) -> Span:
    start, end = node.start_mark, node.end_mark
    same = start.line == end.line
    return Span(start.line + 1, start.column + 1, start.line + 1, (end.column if same else start.column + 1) + 1)


_NOT_ALLOWED = {
    "AnchorToken": (
        "yaml-anchor",
        "„&{}“ ist eine YAML-Marke; Verweise innerhalb einer Datei sind nicht erlaubt.",
        "Angaben ausschreiben; Text mit „&“ am Anfang gehört in Anführungszeichen.",
    ),
    "AliasToken": (
        "yaml-alias",
        "„*{}“ ist ein YAML-Verweis; Verweise innerhalb einer Datei sind nicht erlaubt.",
        "Angaben ausschreiben; Text mit „*“ am Anfang gehört in Anführungszeichen.",
    ),
    "TagToken": (
        "yaml-tag",
        "Hier steht ein YAML-Typ (mit Ausrufezeichen); Typen sind nicht erlaubt.",
        "Ausrufezeichen entfernen; Text mit „!“ am Anfang gehört in Anführungszeichen.",
    ),
    "DirectiveToken": (
        "yaml-document",
        "Zeilen mit „%“ am Anfang (YAML-Anweisungen) sind nicht erlaubt.",
        "Zeile löschen.",
    ),
}
_SECOND_DOCUMENT = (
    "yaml-document",
    "Mit „---“ beginnt hier ein zweites Dokument; eine Datei enthält genau einen Eintrag.",
    "Zeile löschen oder den zweiten Teil in eine eigene Datei schreiben.",
)
_MERGE_KEY = (
    "yaml-anchor",
    "„<<“ mischt Angaben aus einem anderen Eintrag; das ist nicht erlaubt.",
    "Angaben ausschreiben.",
)


def _token_faults(file: str, text: str, *, check_depth: bool) -> list[Fault]:
    """Look at the tokens for what is not allowed in a record; the scanner is safe against deep nesting."""
    faults: list[Fault] = []
    depth = documents = 0
    try:
        for token in tokens(text):
            kind = type(token).__name__
            start, end = token.start_mark, token.end_mark
            place = Place(file, span=Span(start.line + 1, start.column + 1, start.line + 1, end.column + 1))
            depth += (kind in _OPENING) - (kind in _CLOSING)
            documents += kind == "DocumentStartToken"
            problem = _NOT_ALLOWED.get(kind)
            if check_depth and depth > MAX_DEPTH:
                return [*faults, too_deep(place)]
            if kind == "DocumentStartToken" and (documents > 1 or not _only_comments(text, start.line)):
                problem = _SECOND_DOCUMENT
            elif kind == "ScalarToken" and token.value == "<<" and token.plain:
                problem = _MERGE_KEY
            if (
                kind == "AliasToken"
                and faults
                and faults[-1].message == _MERGE_KEY[1]
                and _line(faults[-1]) == start.line
            ):
                faults.pop()  # `<<: *name` is one mistake
            if problem:
                rule, message, mend = problem
                faults.append(Fault(rule, place, message.format(getattr(token, "value", "")), mend))
    except yaml.YAMLError as error:
        faults.append(_syntax_fault(file, text, error))
    return faults


def _line(fault: Fault) -> int:
    return fault.place.span.line - 1 if fault.place.span else -1


def tokens(text: str) -> Iterator[Any]:
    """Yield the tokens of a guarded text with their positions; raises yaml.YAMLError."""
    loader = _Loader(text)
    while loader.check_token():
        yield loader.get_token()


_OPENING = frozenset(
    ("BlockMappingStartToken", "BlockSequenceStartToken", "FlowMappingStartToken", "FlowSequenceStartToken")
)
_CLOSING = frozenset(("BlockEndToken", "FlowMappingEndToken", "FlowSequenceEndToken"))


def _only_comments(text: str, lines: int) -> bool:
    return all(not line.strip() or line.lstrip().startswith(("#", "%")) for line in text.split("\n")[:lines])


_SYNTAX = (
    (
        "mapping values are not allowed",
        "Hier steht ein Doppelpunkt, wo keiner stehen darf.",
        'Text mit Doppelpunkt in Anführungszeichen setzen: title: "Thema: Schule"; oder die Einrückung prüfen.',
    ),
    (
        "found character that cannot start any token",
        "Mit diesem Zeichen darf ein Wert nicht beginnen.",
        "Wert in Anführungszeichen setzen.",
    ),
    (
        "found unexpected end of stream",
        "Ein Anführungszeichen wird nicht geschlossen.",
        "Schließendes Anführungszeichen ergänzen.",
    ),
    (
        "could not find expected ':'",
        "Nach diesem Schlüssel fehlt der Doppelpunkt.",
        "Doppelpunkt und Leerzeichen ergänzen: „schlüssel: wert“.",
    ),
    (
        "did not find expected key",
        "Diese Zeile passt nicht zur Einrückung darüber, oder ein Anführungszeichen endet zu früh.",
        "Gleich tief einrücken wie die Schlüssel darüber; Anführungszeichen prüfen.",
    ),
    (
        "did not find expected '-' indicator",
        "In dieser Liste fehlt der Spiegelstrich, oder die Zeile ist falsch eingerückt.",
        "Zeile mit „- “ beginnen oder anders einrücken.",
    ),
    (
        "did not find expected ',' or ']'",
        "Eine eckige Klammer wird nicht geschlossen, oder ein Komma fehlt.",
        "Liste mit ] schließen; Texte darin in Anführungszeichen setzen.",
    ),
    (
        "did not find expected ',' or '}'",
        "Eine geschweifte Klammer wird nicht geschlossen, oder ein Komma fehlt.",
        "Mit } schließen; Texte darin in Anführungszeichen setzen.",
    ),
    ("did not find expected node content", "Hier fehlt ein Wert.", "Klammern und Kommas prüfen."),
    (
        "did not find expected comment or line break",
        "Hinter „|“ oder „>“ darf kein Text stehen.",
        "Text in die nächste Zeile, eingerückt.",
    ),
    (
        "block sequence entries are not allowed",
        "Ein Spiegelstrich darf hier nicht stehen.",
        "Liste in einer neuen Zeile beginnen.",
    ),
    (
        "found unknown escape character",
        "Hinter dem Rückstrich „\\“ steht ein unbekanntes Zeichen.",
        "Einfache Anführungszeichen verwenden: 'C:\\Ordner'.",
    ),
    ("found undefined alias", "Ein „*“ am Anfang gilt als YAML-Verweis.", "Text in Anführungszeichen setzen."),
    (
        "did not find expected alphabetic or numeric character",
        "Ein „*“ oder „&“ am Anfang gilt als YAML-Verweis.",
        "Text in Anführungszeichen setzen.",
    ),
    (
        "found a tab character",
        "Hier ist mit einem Tabulator eingerückt.",
        "Tabulatoren durch je zwei Leerzeichen ersetzen.",
    ),
    (
        "expected a single document",
        "Mit „---“ beginnt hier ein zweites Dokument; eine Datei enthält genau einen Eintrag.",
        "Zeile löschen oder den zweiten Teil in eine eigene Datei schreiben.",
    ),
)


_KEY_LINE = re.compile(r"\s*(?:- +)*[\w-]+:(?: |$)")


def _began_before(problem: str, line: str) -> bool:
    """Whether the mistake is where libyaml began to read, not in the line where it could not go on.

    A quote that is not closed; a key without colon, which goes on in the next line; a bracket that is not closed, so
    that the next key stands in it.
    """
    return (
        "unexpected end of stream" in problem
        or "could not find expected ':'" in problem
        or (("expected ',' or" in problem or "expected node content" in problem) and _KEY_LINE.match(line) is not None)
    )


def _syntax_fault(file: str, text: str, error: yaml.YAMLError) -> Fault:
    """Say in German what libyaml did not understand."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or error)
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    tab = _TAB_INDENT.match(lines[line]) if line < len(lines) else None
    context = getattr(error, "context_mark", None)
    if context and _began_before(problem, lines[line]):
        line, column = context.line, context.column
    span = Span(line + 1, column + 1, line + 1, column + 2)
    if tab:
        return Fault(
            "tab-indentation",
            Place(file, span=Span(line + 1, tab.end(), line + 1, tab.end() + 1)),
            "Hier ist mit einem Tabulator eingerückt.",
            "Tabulatoren durch je zwei Leerzeichen ersetzen.",
        )
    for pattern, message, mend in _SYNTAX:
        if pattern in problem:
            rule = "yaml-document" if "single document" in pattern else "yaml-syntax"
            return Fault(rule, Place(file, span=span), message, mend)
    return Fault(
        "yaml-syntax",
        Place(file, span=span),
        f"Die Datei ist ab hier nicht lesbar ({problem}).",
        "Einrückung, Doppelpunkte und Anführungszeichen dieser und der vorigen Zeile prüfen.",
    )
