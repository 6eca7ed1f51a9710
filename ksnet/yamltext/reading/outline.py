"""Says where the values of a file in canonical form stand, without libyaml.

`ksnet.yamltext.reading.nodes` says it of any file; `tests/test_readers_agree.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ksnet.basics.findings import FILE_START, Path, Span
from ksnet.basics.kept import kept_by_length
from ksnet.yamltext.reading.canonical import (
    FLOW_PLAIN_TEXT,
    LINES,
    QUOTED_TEXT,
    CanonicalLine,
    LineKind,
    read_canonical,
)
from ksnet.yamltext.reading.texts import lines_of

_DEEP = 20  # levels, more than any record has: what is too deep is left to libyaml


class _Located:
    """Columns of a value on its first line, and of its key; numbers count from 0.

    `value` holds the spots of a list or mapping, by position or key; where `content` is a line, it
    is what stands in the brackets at its end, whose spots are made when they are asked for.
    """

    __slots__ = ("content", "end", "key", "line", "start", "value")

    def __init__(
        self, line: int, key: tuple[int, int] | None, start: int, end: int, value: Any
    ) -> None:
        self.line, self.key, self.start, self.end, self.value = line, key, start, end, value
        self.content: str | None = None


def locate_canonical(text: str, path: Path, on: str) -> Span | None:
    """Return what `ksnet.yamltext.reading.nodes.locate` does; None where only that can tell."""
    located = _outline(text)
    if located is None:
        return None
    if not path:
        return FILE_START
    for position, step in enumerate(path):
        if step == 0 and not isinstance(located.value, list):
            continue  # a single value where the model reads a list of one
        below = _child(located, step)
        if below is None:
            if position == 0:
                return FILE_START
            on = "key" if isinstance(located.value, list | dict) else "value"
            break
        located = below
    start, end = located.start, located.end
    if located.key and (on == "key" or start == end or isinstance(located.value, list | dict)):
        start, end = located.key
    return Span(located.line + 1, start + 1, located.line + 1, end + 1)


def names_in_canonical(text: str, path: Path) -> tuple[str, ...] | None:
    """Return what `ksnet.yamltext.reading.nodes.names_on` does; None where only that can tell."""
    root, names = _outline(text), list[str]()
    if root is None:
        return None
    located: _Located | None = root
    for step in path:
        if isinstance(step, str):
            names.append(step)
        elif step == 0 and not (located and isinstance(located.value, list)):
            continue
        located = _child(located, step)
        if isinstance(step, int) and (entry := _child(located, "id")):
            name = lines_of(text)[entry.line][entry.start : entry.end]
            if name.startswith(("|", "[", "{")):
                return None
            names.append(name[1:-1] if name.startswith(("'", '"')) else name)
    return tuple(names)


def _child(located: _Located | None, step: str | int) -> _Located | None:
    if located and located.content is not None:
        inside = _in_brackets(
            located.line, located.content, located.key, located.start, located.value
        )
        located.value, located.content = inside.value, None
    value = located.value if located else None
    found: _Located | None = None
    if isinstance(value, dict):
        found = value.get(step)
    elif isinstance(value, list) and isinstance(step, int) and step < len(value):
        found = value[step]
    return found


@kept_by_length
def _outline(text: str) -> _Located | None:
    """Return the spot of the whole; None for a text that is not canonical, or deep."""
    if read_canonical(text) is None:
        return None
    here: Any = {}
    root = spot = _Located(-1, None, 0, 0, here)
    indent = 0
    above: list[tuple[Any, int]] = []
    for number, line, (at, dash, key, _, value) in _lines(text):
        if root.line < 0:
            root.line, root.end = number, len(line)
        if at > indent:
            above.append((here, indent))
            here, indent = [] if dash else {}, at
            spot.value = here
        while at < indent:
            here, indent = above.pop()
        start = at + 2 if dash else at
        if key is None:
            spot = _spot(number, line, None, start, value)
            here.append(spot)
            continue
        if dash:
            item: dict[str, _Located] = {}
            here.append(_Located(number, None, start, len(line), item))
            above.append((here, indent))
            here, indent = item, start
        after = start + len(key)
        spot = here[key] = _spot(number, line, (start, after), after + 2, value)
        if len(above) > _DEEP:
            return None
    return root


def _lines(text: str) -> Iterator[tuple[int, str, CanonicalLine]]:
    """Yield number, text and content of the lines with a key or an item of a list."""
    prefix = ""  # of lines that belong to the text above
    for number, line in enumerate(lines_of(text)):
        if prefix and (not line or line.startswith(prefix)):
            continue
        content = LINES[line]
        prefix = ""
        if content.kind is LineKind.BLOCK:
            prefix = " " * (content.indent + (4 if content.dash and content.key else 2))
        if content.kind is not LineKind.NOTHING:
            yield number, line, content


def _spot(line: int, content: str, key: tuple[int, int] | None, start: int, value: Any) -> _Located:
    """Return the spot of a value that ends its line."""
    spot = _Located(line, key, min(start, len(content)), len(content), value)
    if isinstance(value, list | dict):
        spot.content = content
    return spot


def _in_brackets(
    line: int, content: str, key: tuple[int, int] | None, start: int, value: Any
) -> _Located:
    at = start + 1
    inside: Any
    if isinstance(value, list):
        inside = []
        for item in value:
            inside.append(_in_brackets(line, content, None, at, item))
            at = inside[-1].end + 2
    elif isinstance(value, dict):
        inside = {}
        for name, item in value.items():
            after = at + len(name)
            inside[name] = _in_brackets(line, content, (at, after), after + 2, item)
            at = inside[name].end + 2
    else:
        match = QUOTED_TEXT.match(content, start) or FLOW_PLAIN_TEXT.match(content, start)
        return _Located(line, key, start, match.end() if match else len(content), value)
    return _Located(line, key, start, max(at - 1, start + 2), inside)
