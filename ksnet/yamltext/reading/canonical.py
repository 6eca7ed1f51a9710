"""Reads the canonical form of a record quickly, line by line, or declines.

What `ksnet fmt` writes, and what most people write, needs little of YAML: a key and a value on a
line, lists and mappings by indentation, short flow collections, literal blocks. For that, this
reader returns exactly what `ksnet.yamltext.reading.exact` would, in a fraction of the time; at the
first line that it is not sure of it declines, and the exact reader reads the file. Lines repeat
within and between records, so parsed lines are remembered.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.kept import LONG, forgotten_with_long_texts
from ksnet.basics.scalars import plain_scalar

# Behind a text, other keys are a sentence with a colon in it, which only the exact reader says.
KEY = r"[a-z][a-z0-9_]{0,99}"
LINE_PARTS = expression(rf"( *+)(- )?(?:({KEY}):(?: |$))?(.*)")
QUOTED = r""""([^"\\]*+)"|'([^']*+)'"""
QUOTED_TEXT = expression(QUOTED)
_PLAIN_START = expression(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`<]")
# Inside brackets: a key, a quoted text, a text of harmless characters that neither begins nor ends
# with a space.
_FLOW_KEY = expression(rf"({KEY}): ")
FLOW_PLAIN = r"[\w.+/()](?:[\w.+/()@&;*-]| (?=[\w.+/()&;*-]))*"
FLOW_PLAIN_TEXT = expression(FLOW_PLAIN)
_MAX_FLOW_DEPTH = 4


class _Declined(Exception):
    """Raised where a value is not in the canonical form."""


class LineKind(IntEnum):
    """What follows the indentation, `- ` and key of a line."""

    VALUE = 0
    NULL = 1  # `key: null`
    OPEN = 2  # `key:`, its value follows below
    BLOCK = 3  # `|` or `|-`, the lines below are its text
    COLLECTION = 4  # `[…]` or `{…}`, copied for each file: what is remembered must not be changed
    NOTHING = 5  # an empty line or a comment


class CanonicalLine(NamedTuple):
    """The content of one line; an entry of a list (`- `) with a key begins a mapping."""

    indent: int
    dash: bool
    key: str | None
    kind: LineKind
    value: Any


_NOTHING = CanonicalLine(-1, False, None, LineKind.NOTHING, None)
BLOCKS = {"|": "\n", "|-": ""}  # by the header of a text, what the text ends with
_MEMORY = 16384  # lines
_LONG = 1000  # characters: what stands in such a line takes much memory, and seldom comes again


class _Lines(dict[str, CanonicalLine]):
    """Remembers parsed lines, up to a number; a look-up is cheaper than a function call.

    Of long ones only the last, since a file is read two or three times.
    """

    long: tuple[str, CanonicalLine] = ("", _NOTHING)
    most = _MEMORY

    def __missing__(self, line: str) -> CanonicalLine:
        if len(line) > _LONG:
            if self.long[0] != line:
                self.long = (line, _parse(line))
            return self.long[1]
        if len(self) >= self.most:
            self.clear()
        parsed = self[line] = _parse(line)
        return parsed

    def forget(self) -> None:
        """Forget all lines."""
        self.clear()
        self.long, self.most = ("", _NOTHING), _MEMORY


LINES = _Lines()
forgotten_with_long_texts(LINES.forget)


def read_canonical(text: str) -> dict[str, Any] | None:
    """Return the data of a guarded text in canonical form; None for the exact reader."""
    if "\t" in text or not text.endswith("\n"):
        return None
    if len(text) > LONG:  # it is read several times, and then forgotten
        LINES.most = max(LINES.most, len(LINES) + text.count("\n"))
    try:
        return _read(text) or None
    except _Declined:
        return None


def _read(text: str) -> dict[str, Any]:  # noqa: C901, PLR0912, PLR0915  (one loop over all lines; calls would cost as much as the work)
    root: dict[str, Any] = {}
    # The mapping or list that the next line continues, and how far its lines are indented.
    here: Any = root
    indent, in_list = 0, False
    above: list[tuple[Any, int, bool]] = []
    open_key: str | None = None  # a key of `here` whose value is not known yet
    block: list[str] | None = None
    prefix = end = ""
    lines = LINES
    value_follows, null, opens, nothing = (
        LineKind.VALUE,
        LineKind.NULL,
        LineKind.OPEN,
        LineKind.NOTHING,
    )
    collection = LineKind.COLLECTION
    for line in text.split("\n"):
        if block is not None:
            if not line or line.startswith(prefix):
                block.append(line)
                continue
            _put(here, open_key, _block_text(block, len(prefix), end))
            block = open_key = None
        at, dash, key, kind, value = lines[line]
        if at != indent or open_key is not None:
            if kind is nothing:
                continue
            if open_key is not None:
                if at > indent:
                    inner: Any = [] if dash else {}
                    here[open_key] = inner
                    above.append((here, indent, in_list))
                    here, indent, in_list = inner, at, dash
                else:
                    here[open_key] = None
                open_key = None
            while at < indent:
                here, indent, in_list = above.pop()
            if at != indent:
                raise _Declined
        if dash is not in_list:
            raise _Declined
        if dash:
            if key is not None:
                item: dict[str, Any] = {}
                here.append(item)
                above.append((here, indent, True))
                here, indent, in_list = item, at + 2, False
            elif kind is value_follows:
                here.append(value)
                continue
            elif kind is collection:
                here.append(_copied(value))
                continue
        elif key in here:
            raise _Declined
        if kind is value_follows:
            here[key] = value
        elif kind is opens:
            open_key = key
        elif kind is collection:
            here[key] = _copied(value)
        elif kind is null:
            here[key] = None
        else:
            block, prefix, end, open_key = [], " " * (indent + 2), value, key
    if block is not None:
        _put(here, open_key, _block_text(block, len(prefix), end))
    elif open_key is not None:
        here[open_key] = None
    return root


def _copied(value: Any) -> Any:
    if type(value) is list:
        return [item if type(item) is str else _copied(item) for item in value]
    if type(value) is dict:
        return {key: item if type(item) is str else _copied(item) for key, item in value.items()}
    return value


def _put(here: Any, key: str | None, value: str) -> None:
    if key is None:
        here.append(value)
    else:
        here[key] = value


def _block_text(lines: list[str], indent: int, end: str) -> str:
    """Return the text of a literal block, indented as its first line."""
    while lines and not lines[-1]:
        lines.pop()
    if not lines or lines[0][indent : indent + 1] in ("", " ") or any(map(str.isspace, lines)):
        raise _Declined
    return "\n".join([line[indent:] for line in lines]) + end


def _parse(line: str) -> CanonicalLine:
    """Return the content of a line; raises _Declined where it is not simple."""
    match = LINE_PARTS.fullmatch(line)
    if match is None:
        raise _Declined
    spaces, dash, key, rest = match.groups()
    if not line or (rest[:1] == "#" and key is None and not dash):
        return _NOTHING
    here = (len(spaces), dash is not None, key)
    if not rest:
        if key is None or line[-1] != ":":
            raise _Declined
        return CanonicalLine(*here, LineKind.OPEN, None)
    if key is None and not dash:
        raise _Declined
    if rest in BLOCKS:
        return CanonicalLine(*here, LineKind.BLOCK, BLOCKS[rest])
    value = _value(rest)
    kind = LineKind.COLLECTION if isinstance(value, list | dict) else LineKind.VALUE
    if value is None and key is not None:
        kind = LineKind.NULL
    return CanonicalLine(*here, kind, value)


def _value(text: str) -> Any:
    first = text[0]
    if first in "\"'":
        quoted = QUOTED_TEXT.fullmatch(text)
        if quoted is None:
            raise _Declined
        return quoted[quoted.lastindex or 0]
    if first in "[{":
        value, end = _flow(text, 0, 1)
        if end != len(text):
            raise _Declined
        return value
    if not _PLAIN_START.match(first) or ": " in text or " #" in text or text[-1] in ": ":
        raise _Declined
    return plain_scalar(text)


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Return the value that starts at `at` inside brackets, and the position after it."""
    opening = text[at : at + 1]
    if opening in ("[", "{") and depth <= _MAX_FLOW_DEPTH:
        return (
            _flow_list(text, at + 1, depth)
            if opening == "["
            else _flow_mapping(text, at + 1, depth)
        )
    match = QUOTED_TEXT.match(text, at)
    if match:
        return match[match.lastindex or 0], match.end()
    match = FLOW_PLAIN_TEXT.match(text, at)
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
            return entries, at + 1
        if not text.startswith(", ", at):
            raise _Declined
        at += 2
