"""Read the canonical form of a record quickly, line by line, or decline.

What `ksnet fmt` writes, and what most people write, needs little of YAML: a key and a value on a line, lists and
mappings by indentation, short flow collections, literal blocks. For that, this reader returns exactly what
`ksnet.reading.yaml` would, in a fraction of the time; at the first line that it is not sure of it declines, and the
exact reader reads the file. Lines repeat within and between records, so what a line says is remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from ksnet.reading.scalars import NULL_MATTERS, plain_scalar

_KEY = r"[A-Za-z][A-Za-z0-9_-]{0,99}"
_LINE = re.compile(rf"( *+)(- )?+(?:({_KEY}):(?: |$))?+(.*)")
_QUOTED = re.compile(r""""([^"\\]*+)"|'([^']*+)'""")
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`<]")
# Inside brackets: a key, a quoted text, a text of harmless characters that neither begins nor ends with a blank.
_FLOW_KEY = re.compile(rf"({_KEY}): ")
_FLOW_PLAIN = re.compile(r"[\w.+/()](?:[\w.+/()@&;*-]| (?=[\w.+/()&;*-]))*+")
_MAX_FLOW_DEPTH = 4


class _Declined(Exception):
    """Raised where a value is not in the canonical form."""


class _Block(NamedTuple):
    """The value `|` or `|-`: the lines that follow are its text."""

    end: str


class _Line(NamedTuple):
    """What stands on one line: `- ` before it or not, a key or none, and a value; `_OPEN` where it follows below."""

    indent: int
    dash: bool
    key: str | None
    value: Any


_OPEN = object()
_BLOCKS = {"|": _Block("\n"), "|-": _Block("")}
_SKIPPED = _Line(0, False, None, None)


def read_canonical(text: str) -> dict[str, Any] | None:
    """Return the data of a guarded text in canonical form, or None where the exact reader has to look.

    Values may be shared between files: they are never to be changed.
    """
    if "\t" in text or not text.endswith("\n"):
        return None
    reader = _Reader()
    try:
        reader.read(text)
    except _Declined:
        return None
    return reader.root or None


class _Reader:
    """Builds the data of one file from its lines."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def read(self, text: str) -> None:  # noqa: C901, PLR0912  (one loop over all lines; calls would cost as much as the work)
        here: Any = self.root  # the mapping or list that the next line continues
        indent = 0
        above: list[tuple[Any, int]] = []
        key: str | None = None  # a key of `here` whose value is still open
        block: list[str] | None = None
        prefix = end = ""
        holds_null = False
        for line in text.split("\n"):
            if block is not None:
                if not line or line.startswith(prefix):
                    block.append(line)
                    continue
                _put(here, key, _block_text(block, len(prefix), end))
                block = key = None
            parsed = _parse(line)
            if parsed is _SKIPPED:
                continue
            at, dash, name, value = parsed
            if key is not None:
                if at > indent:
                    inner: Any = [] if dash else {}
                    here[key] = inner
                    above.append((here, indent))
                    here, indent = inner, at
                else:
                    here[key] = None
                    holds_null = True
                key = None
            while at < indent:
                here, indent = above.pop()
            if at != indent or dash is not (type(here) is list):
                raise _Declined
            if dash and name is not None:
                item: dict[str, Any] = {}
                here.append(item)
                above.append((here, indent))
                here, indent = item, at + 2
            if value is None:
                holds_null = True
            if name is None:
                if type(value) is _Block:
                    block, prefix, end = [], " " * (indent + 2), value.end
                else:
                    here.append(value)
                continue
            if name in here:
                raise _Declined
            if value is _OPEN:
                key = name
            elif type(value) is _Block:
                key, block, prefix, end = name, [], " " * (indent + 2), value.end
                here[name] = None
            else:
                here[name] = value
        if block is not None:
            _put(here, key, _block_text(block, len(prefix), end))
        elif key is not None:
            here[key] = None
            holds_null = True
        if holds_null:
            _drop_nulls(self.root)


def _put(here: Any, key: str | None, value: str) -> None:
    if key is None:
        here.append(value)
    else:
        here[key] = value


def _block_text(lines: list[str], indent: int, end: str) -> str:
    """Return the text of a literal block; its first line says how far it is indented."""
    while lines and not lines[-1]:
        lines.pop()
    if not lines or lines[0][indent : indent + 1] in ("", " ") or any(line.isspace() for line in lines):
        raise _Declined
    return "\n".join([line[indent:] for line in lines]) + end


def _drop_nulls(mapping: dict[str, Any]) -> None:
    """Leave out the keys without a value; only now, so that a second key of the same name has been noticed."""
    for name in [name for name, value in mapping.items() if value is None and name not in NULL_MATTERS]:
        del mapping[name]
    for value in mapping.values():
        for entry in value if type(value) is list else (value,):
            if type(entry) is dict:
                _drop_nulls(entry)


@lru_cache(maxsize=16384)
def _parse(line: str) -> _Line:
    """Return what stands on a line; raises _Declined where that is not plain."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise _Declined
    blanks, dash, key, rest = match.groups()
    if rest[:1] == "#" and key is None and not dash:
        return _SKIPPED
    if not rest:
        if key is not None and line[-1] == ":":
            return _Line(len(blanks), dash is not None, key, _OPEN)
        if not line:
            return _SKIPPED
        raise _Declined
    if key is None and not dash:
        raise _Declined
    return _Line(len(blanks), dash is not None, key, _value(rest))


def _value(text: str) -> Any:
    first = text[0]
    if first in "\"'":
        quoted = _QUOTED.fullmatch(text)
        if quoted is None:
            raise _Declined
        return quoted[quoted.lastindex or 0]
    if first in "[{":
        value, end = _flow(text, 0, 1)
        if end != len(text):
            raise _Declined
        return value
    if first == "|":
        if text in _BLOCKS:
            return _BLOCKS[text]
        raise _Declined
    if not _PLAIN_START.match(first) or ": " in text or " #" in text or text[-1] in ": ":
        raise _Declined
    return plain_scalar(text)


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Read the value that starts at `at` inside brackets, and return it with where it ends."""
    opening = text[at : at + 1]
    if opening in ("[", "{") and depth <= _MAX_FLOW_DEPTH:
        return _flow_list(text, at + 1, depth) if opening == "[" else _flow_mapping(text, at + 1, depth)
    match = _QUOTED.match(text, at)
    if match:
        return match[match.lastindex or 0], match.end()
    match = _FLOW_PLAIN.match(text, at)
    if match is None:
        raise _Declined
    return plain_scalar(match[0]), match.end()


def _flow_list(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    if text.startswith("]", at):
        return items, at + 1
    while True:
        value, at = _flow(text, at, depth + 1)
        items.append(value)
        if text.startswith("]", at):
            return items, at + 1
        if not text.startswith(", ", at):
            raise _Declined
        at += 2


def _flow_mapping(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    entries: dict[str, Any] = {}
    if text.startswith("}", at):
        return entries, at + 1
    while True:
        key = _FLOW_KEY.match(text, at)
        if key is None or key[1] in entries:
            raise _Declined
        entries[key[1]], at = _flow(text, key.end(), depth + 1)
        if text.startswith("}", at):
            _drop_nulls(entries)
            return entries, at + 1
        if not text.startswith(", ", at):
            raise _Declined
        at += 2
