"""Brings a record file into its canonical form, and proves that it still says the same."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import yaml
from yaml import MappingNode, Node, SequenceNode

from ksnet.basics.findings import Fault, Fix, Path, Place, Span
from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import Plain
from ksnet.records.model import BaseModel
from ksnet.yamltext.form.entries import CannotFormat
from ksnet.yamltext.form.flow import unquoted_texts
from ksnet.yamltext.form.layout import layout
from ksnet.yamltext.form.quick import plainly_canonical
from ksnet.yamltext.loading.record import load
from ksnet.yamltext.reading.comments import comments
from ksnet.yamltext.reading.nodes import compose, node_span
from ksnet.yamltext.reading.yaml import ParsedFile, read_yaml
from ksnet.yamltext.rules.form import CANONICAL_FORM, TEXT_IN_BRACKETS
from ksnet.yamltext.rules.schema import AMBIGUOUS_SCALAR


@frozen
class Formatted:
    """A file after formatting: its bytes, or the German reason why it was left as it is."""

    content: bytes | None
    problem: str = ""
    line: int = 1


def format_file(file: str, content: bytes, model: type[BaseModel]) -> Formatted:
    """Return the canonical form of a file; never raises because of its content."""
    document = read_yaml(file, content)
    if (broken := document.broken) or document.data is None:
        span = broken.place.span if broken else None
        return Formatted(None, broken.message if broken else "", span.line if span else 1)
    # A path may lead further than the file: a text may be short for a mapping or a list of one.
    quote = {
        fault.place.path[: length + 1]
        for fault in load(model, document).faults
        if fault.rule is AMBIGUOUS_SCALAR
        for length in range(len(fault.place.path))
    }
    if not quote and plainly_canonical(document.text, document.data, model):
        return Formatted(document.text.encode())
    try:
        result = layout(document.text, model, quote=quote)
        proven = result == document.text or _is_faithful(document.text, result, model, quote)
    except (CannotFormat, yaml.YAMLError):
        proven, result = False, ""
    if not proven:
        return Formatted(None, "Sie lässt sich nicht umformen, ohne dass sich etwas ändern könnte.")
    return Formatted(result.encode())


def _is_faithful(before: str, after: str, model: type[BaseModel], quote: AbstractSet[Path]) -> bool:
    """Whether both texts have the same data and comments, and the second is in canonical form."""
    if not before.endswith("\n"):
        before += "\n"
    old, new = read_yaml("", before.encode()), read_yaml("", after.encode())
    return (
        not new.faults
        and _same_data(old.data, new.data, (), quote)
        and sorted(c.text for c in comments(before)) == sorted(c.text for c in comments(after))
        and layout(after, model) == after
    )


def _same_data(old: object, new: object, path: Path, quoted: AbstractSet[Path]) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(
            _same_data(old[key], new[key], (*path, key), quoted) for key in old
        )
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(
            _same_data(a, b, (*path, number), quoted)
            for number, (a, b) in enumerate(zip(old, new, strict=True))
        )
    if isinstance(old, Plain) and path in quoted:
        return new == old.text
    return type(old) is type(new) and bool(old == new)


def form_faults(document: ParsedFile, model: type[BaseModel]) -> Iterator[Fault]:
    """Yield faults of form: one for each collection with unquoted text, one for all the rest.

    For files that `plainly_canonical` is not sure of. What other rules report (line ends, missing
    quotes) is not reported again.
    """
    file, text = document.file, document.text
    if document.data is None or document.broken:
        return
    root = compose(text)
    for collection in _collections(root):
        for node in unquoted_texts(collection):
            yield TEXT_IN_BRACKETS.fault(
                Place(file, span=node_span(node, text)),
                "Hier steht ein Text ohne Anführungszeichen in Klammern; ein Komma oder Doppelpunkt würde ihn zerteilen.",
                "Jeden Eintrag in eine eigene Zeile schreiben oder den Text in Anführungszeichen setzen; „ksnet fmt“ erledigt das.",
                fix=Fix(whole="form"),
            )
            break
    try:
        expected = layout(text, model, keep_flow=True)
    except CannotFormat:
        return
    if expected != text:
        yield CANONICAL_FORM.fault(
            Place(file, span=_first_difference(text, expected)),
            "Die Datei steht nicht in der einheitlichen Form; die erste Abweichung ist hier.",
            "„ksnet fmt“ bringt sie in die einheitliche Form; Kommentare und Inhalt bleiben.",
            fix=Fix(whole="form"),
        )


def _collections(node: Node | None) -> Iterator[Node]:
    """Yield the outermost collections in brackets."""
    if isinstance(node, MappingNode | SequenceNode):
        if node.flow_style:
            yield node
            return
        for item in node.value:
            yield from _collections(item[1] if isinstance(item, tuple) else item)


def _first_difference(text: str, expected: str) -> Span:
    actual, wanted = text.split("\n"), expected.split("\n")
    line = next(
        (number for number, (a, b) in enumerate(zip(actual, wanted, strict=False)) if a != b),
        min(len(actual), len(wanted)) - 1,
    )
    return Span(line + 1, 1, line + 1, len(actual[line]) + 1)
