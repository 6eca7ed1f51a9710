"""Lines with wrong indentation or without their dash: texts, keys, entries of lists.

A text under `|` or `>` that is not indented far enough is read as keys, or as nothing. An entry without its dash continues
the one before, so that its keys come twice. Which keys are meant is plain where the first key of an entry comes again; then
the nodes are put together as they were meant, and nothing in the file is lost.
"""

from __future__ import annotations

import re

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.findings import Fault, Place
from ksnet.yamltext.reading.slips.lines import BlockText, Line, structure

# Keys are English words in small letters; what looks otherwise is a sentence with a colon in it.
_KEY_LINE = re.compile(r" *(?:- +)*[a-z][a-z0-9_]*:(?: |$)")
_ENTRY = re.compile(r"( *)-(?: |$)")


def block_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first text in block style that goes on without its indentation."""
    block: BlockText | None = None
    dashes: set[int] = set()  # columns of the lists that are open
    for part in structure(text):
        if isinstance(part, BlockText):
            block = part
            continue
        if block is not None and not _fits(block, part, dashes):
            return _unindented(file, block, part)
        block = None
        dashes = {column for column in dashes if column < part.indent}
        if part.dashed:
            dashes.add(part.indent)
    return None


def _fits(block: BlockText, line: Line, dashes: set[int]) -> bool:
    """Whether what follows a text is structure: a key, or an entry of a list that is open."""
    parent = block.head.column if block.head.key else block.head.indent
    if line.indent > parent:
        return False
    if entry := _ENTRY.match(line.text):
        return len(entry[1]) in dashes
    return _KEY_LINE.match(line.text) is not None or (
        not block.lines and line.indent == 0 and line.text[:3] in ("---", "...")
    )


def _unindented(file: str, block: BlockText, line: Line) -> Fault:
    key = block.head.key or "-"
    sign = block.head.value[0]
    width = block.width or (block.head.column if block.head.key else block.head.indent) + 2
    place = Place(file, span=line.span)
    return Fault(
        "unindented-text",
        place,
        f"Der Text unter „{key}: {sign}“ (Zeile {block.head.number + 1}) ist hier nicht weit genug eingerückt.",
        f"Jede Zeile dieses Textes mit {width} Leerzeichen einrücken.",
    )


def indent_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first line that stands between two levels, or below a value that can hold nothing."""
    columns: list[int] = []  # where the keys of each open level begin
    above: dict[int, str] = {}  # the key below which each of them stands
    before: Line | None = None
    last: Line | None = None  # the one before that
    for part in structure(text):
        if isinstance(part, BlockText):
            continue
        if part.key is None and not part.dashed:
            continue  # a value that goes on; where it does not fit, something else says so
        while columns and columns[-1] > part.indent:
            columns.pop()
        expected = _expected(part, before, columns)
        if expected is not None and before is not None:
            if last is not None and before.column < last.column == part.indent:
                return _misplaced(
                    file, before, part.indent, above
                )  # it stands at the margin between lines that belong together
            return _misplaced(file, part, expected, above)
        for column in (part.indent, part.column):
            if not columns or column > columns[-1]:
                columns.append(column)
                above[column] = before.key or "" if before is not None else ""
        last, before = before, part
    return None


def _expected(line: Line, before: Line | None, columns: list[int]) -> int | None:
    """Return how far a line should be indented; None where it stands well."""
    if before is None:
        return None  # the first line says where the top level is
    if line.indent in columns:
        return None
    if line.indent > before.column and not before.value and before.key is not None:
        return None  # the first line below a key
    if line.indent > before.column:
        return before.column
    if not columns:
        return 0
    if before.indent < line.indent < before.column or line.indent < before.indent:
        fitting = [column for column in columns if column <= before.column]
        return min((*fitting, before.column), key=lambda column: (abs(column - line.indent), -column))
    return None


def _misplaced(file: str, line: Line, expected: int, above: dict[int, str]) -> Fault:
    under = above.get(expected, "")
    whose = f"unter „{under}“" if under and expected else "gleich weit wie die Schlüssel, zu denen sie gehört"
    return Fault(
        "yaml-syntax",
        Place(file, span=line.span),
        f"Diese Zeile ist mit {_spaces(line.indent)} eingerückt und passt so zu keiner darüber.",
        f"Mit {_spaces(expected)} einrücken, {whose}.",
    )


def _spaces(number: int) -> str:
    return f"{number} Leerzeichen" if number else "keinem Leerzeichen"


_GLUED = re.compile(r" *-(?=[^\s\-–—])(.+)")
_OPEN = re.compile(r" *-(?:\s|$)")
_BULLET = re.compile(r" *([–—−•·‣▪*])[ \t]*(\S.*)")
_EMPTY_KEY = re.compile(r" *(?:- +)*[\w-]+:[ \t]*(?:#.*)?")


def dash_fault(file: str, text: str) -> Fault | None:
    """Return the fault for the first line that should begin with `- ` and begins with something like it."""
    before: Line | None = None
    for part in structure(text):
        if isinstance(part, BlockText):
            continue
        if before is not None and not _OPEN.match(part.text) and _may_be_entry(before, part):
            glued, bullet = _GLUED.fullmatch(part.text.rstrip()), _BULLET.fullmatch(part.text.rstrip())
            if glued and not re.fullmatch(r" *-+", part.text.rstrip()):
                return _missing_dash(
                    file,
                    part,
                    "Hinter dem Spiegelstrich fehlt das Leerzeichen: Ein Eintrag beginnt mit „- “.",
                    f"Schreiben: - {_short(glued[1])}",
                )
            if bullet:
                return _missing_dash(
                    file,
                    part,
                    f"Ein Eintrag beginnt mit „- “ (Bindestrich und Leerzeichen), hier steht „{bullet[1]}“.",
                    f"Schreiben: - {_short(bullet[2])}",
                )
            if before.dashed and part.indent == before.indent and not part.dashed and not part.key:
                return _missing_dash(
                    file,
                    part,
                    "In dieser Liste fehlt vor dem Eintrag „- “.",
                    f"Schreiben: - {_short(part.value)}",
                )
            if before.dashed and part.indent == before.indent and part.key and not part.dashed and before.indent:
                return _missing_dash(
                    file,
                    part,
                    f"Vor „{part.key}“ fehlt „- “: Hier beginnt ein neuer Eintrag der Liste.",
                    f"Schreiben: - {part.key}: …, die übrigen Schlüssel des Eintrags darunter gleich weit eingerückt.",
                )
        before = part if part.dashed or before is None or _ends_list(before, part) else before
    return None


def _ends_list(before: Line, part: Line) -> bool:
    """Whether a line is no further part of the entry above it."""
    return not before.dashed or part.indent <= before.indent or _EMPTY_KEY.fullmatch(part.text) is not None


def _may_be_entry(before: Line, part: Line) -> bool:
    if before.dashed:
        return part.indent == before.indent
    return _EMPTY_KEY.fullmatch(before.text) is not None and part.indent >= before.column


def _missing_dash(file: str, line: Line, message: str, mend: str) -> Fault:
    return Fault("missing-dash", Place(file, span=line.span), message, mend)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def split_entries(node: Node) -> list[ScalarNode]:
    """Divide mappings in which the first key comes again into the entries of a list that they were meant to be.

    The nodes are changed; returned are the keys before which a dash is missing, in their order.
    """
    found: list[ScalarNode] = []
    _visit(node, found)
    return sorted(found, key=lambda key: key.start_mark.index)


def _visit(node: Node, found: list[ScalarNode]) -> None:
    if isinstance(node, MappingNode):
        node.value = [(key, _value(value, found)) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        items: list[Node] = []
        for item in node.value:
            parts = _parts(item, found, least=1)
            for part in parts:
                _visit(part, found)
            items += parts
        node.value = items


def _value(node: Node, found: list[ScalarNode]) -> Node:
    """Return the value of a key, as a list where its keys come again."""
    parts = _parts(node, found, least=2)
    if len(parts) > 1:
        node = SequenceNode("", parts, node.start_mark, node.end_mark, flow_style=False)
    _visit(node, found)
    return node


def _parts(node: Node, found: list[ScalarNode], *, least: int) -> list[Node]:
    """Return the entries that a block mapping holds: one, unless its first key and at least `least` keys come again."""
    if not isinstance(node, MappingNode) or node.flow_style or len(node.value) < 2:
        return [node]
    names = [key.value if isinstance(key, ScalarNode) else None for key, _ in node.value]
    first = names[0]
    starts = [number for number, name in enumerate(names) if name == first]
    if first is None or len(starts) < 2 or len(names) - len(set(names)) < least:
        return [node]
    parts: list[Node] = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(names)
        pairs = node.value[start:stop]
        parts.append(MappingNode("", pairs, pairs[0][0].start_mark, pairs[-1][1].end_mark, flow_style=False))
    found.extend(node.value[start][0] for start in starts[1:])
    return parts
