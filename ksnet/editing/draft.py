"""Edit the text of one record file: each edit touches its own lines, everything else stays byte for byte.

Positions are those that the reader knows. After each edit the file is read again: it must say exactly what was meant, or
the edit is refused and nothing has happened.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel
from yaml import MappingNode, ScalarNode, SequenceNode

from ksnet.editing.nodes import Spot, is_block, last_line, last_line_with_tail, nearest_spot, root_spot, spot_at, spots
from ksnet.editing.render import WIDTH, Kind, flow, inline, item_lines, key_lines, scalar, written
from ksnet.errors import UsageProblem
from ksnet.findings import Path
from ksnet.form.flow import unquoted_texts
from ksnet.form.formatting import MENDED
from ksnet.form.layout import STEP
from ksnet.reading.comments import comments
from ksnet.reading.nodes import compose
from ksnet.reading.scalars import text_of
from ksnet.reading.yaml import read
from ksnet.records.structure import fields_of

_BOM = "\ufeff"
_SUPPRESSION = re.compile(r"\s*#+\s*ksnet:")


class EditProblem(UsageProblem):
    """An edit that cannot be made without changing something else; nothing was changed."""


class Splice(NamedTuple):
    """Write `text` in the place of text[start:end]."""

    start: int
    end: int
    text: str


class Draft:
    """The text of a record file while it is edited; `data` is what it says, as the reader returns it.

    Paths are those of the file. Values are plain data as `ksnet.editing.render` takes it.
    """

    def __init__(self, file: str, content: bytes, model: type[BaseModel]) -> None:
        """Take the bytes of `file`, a record of `model`; raises EditProblem where they cannot be read."""
        document = read(file, content)
        broken = next((fault for fault in document.faults if fault.rule not in MENDED), None)
        if broken is not None or document.data is None:
            raise EditProblem(
                f"{file} lässt sich nicht lesen und deshalb nicht ändern. Was zu tun ist, sagt: ksnet validate {file}"
            )
        self.file, self.model = file, model
        self.text, self.data = document.text, document.data
        self._raw = content.decode("utf-8")

    @property
    def content(self) -> bytes:
        """The bytes of the file as they are now."""
        return self._raw.encode()

    def put(self, path: Path, value: Any) -> None:
        """Set the key or item at `path` to `value`; a key that is missing is added at its documented place."""
        spot = nearest_spot(self._root(), path, self._lines())
        if spot.path == path:
            self._carry_out(self._replaced(spot, value), _with(self.data, path, value))
            return
        missing = path[len(spot.path) :]
        if missing[0] == 0 and not isinstance(spot.node, SequenceNode):  # a single value that stands for a list of one
            if len(missing) == 1:
                self.put(spot.path, value)
                return
            missing = missing[1:]
        shorthand = self._kind(spot.path).shorthand
        if isinstance(spot.node, ScalarNode) and not spot.is_empty and shorthand and text_of(self._at(spot.path)):
            value = {shorthand: self._at(spot.path), **_wrapped(missing, value)}
        elif isinstance(spot.node, ScalarNode) and self._at(spot.path) is None:
            value = _wrapped(missing, value)
        elif isinstance(spot.node, MappingNode) and isinstance(missing[0], str):
            value = _wrapped(missing[1:], value)
            self._carry_out(self._with_key(spot, missing[0], value), _with(self.data, (*spot.path, missing[0]), value))
            return
        else:
            raise EditProblem(f"{self.file}: An dieser Stelle lässt sich nichts ergänzen; bitte von Hand ändern.")
        self._carry_out(self._replaced(spot, value), _with(self.data, spot.path, value))

    def put_each(self, values: Iterable[tuple[Path, Any]]) -> None:
        """Set several keys or items: those that stand there already all at once, the others one after the other."""
        root, lines = self._root(), self._lines()
        splices: list[Splice] = []
        missing, expected = [], self.data
        for path, value in values:
            spot = nearest_spot(root, path, lines)
            if spot.path == path:
                splices += self._replaced(spot, value)
                expected = _with(expected, path, value)
            else:
                missing.append((path, value))
        if splices:
            self._carry_out(splices, expected)
        for path, value in missing:
            self.put(path, value)

    def append(self, path: Path, item: Any) -> None:
        """Add an item at the end of the list at `path`; a list that is missing is made."""
        self.extend(path, [item])

    def extend(self, path: Path, items: list[Any]) -> None:
        """Add items at the end of the list at `path`, below each other at once where it is written so."""
        spot = spot_at(self._root(), path, self._lines())
        present = self._at(path) if spot is not None else None
        if spot is None or present is None or (not present and len(items) > 1):
            self.put(path, items)
            return
        if len(items) > 1 and is_block(spot.node) and isinstance(spot.node, SequenceNode):
            kind, lines = self._kind(path), self._lines()
            last = spots(spot, lines)[-1]
            new = [line for item in items for line in item_lines(item, kind, last.column)]
            below = [self._after_line(last_line_with_tail(last, lines), new)]
            self._carry_out(below, _with(self.data, path, [*self._at(path), *items]))
            return
        for item in items:
            self._append_one(path, item)

    def _append_one(self, path: Path, item: Any) -> None:
        spot = spot_at(self._root(), path, self._lines())
        assert spot is not None  # noqa: S101  (the caller has found it)
        if not isinstance(spot.node, SequenceNode):  # a single value that stands for a list of one
            self.put(path, [self._at(path), item])
            return
        self._carry_out(self._with_item(spot, item), _with(self.data, path, [*self._at(path), item]))

    def remove(self, path: Path) -> None:
        """Take out a key or an item, with the comments that suppress findings for it; what is empty then goes, too."""
        spot = spot_at(self._root(), path, self._lines())
        if spot is None or spot.parent is None:
            raise EditProblem(f"{self.file}: Hier gibt es nichts zu löschen.")
        holder = self._at(path[:-1])
        if len(holder) == 1:
            above = self._at(path[:-2]) if len(path) > 1 else None
            if isinstance(above, dict) and (len(above) > 1 or len(path) > 2):
                self.remove(path[:-1])
            elif isinstance(holder, list):
                self.put(path[:-1], [])
            else:
                raise EditProblem(f"{self.file}: Der Eintrag wäre danach leer; bitte von Hand ändern.")
            return
        self._carry_out(list(self._without(spot)), _without_step(self.data, path))

    def rename(self, paths: Iterable[Path], new: str) -> None:
        """Write `new` in the place of the scalars at these paths; quotes stay. A shorthand is met on the way."""
        root, lines = self._root(), self._lines()
        splices, expected = [], self.data
        for path in paths:
            spot = nearest_spot(root, path, lines)
            if not isinstance(spot.node, ScalarNode) or spot.node.style in ("|", ">"):
                raise EditProblem(f"{self.file}: An dieser Stelle steht keine Kennung; bitte von Hand ändern.")
            kind = self._kind(spot.path)
            source = scalar(new, text=kind.text, in_flow=spot.in_brackets, quote=spot.node.style or "")
            splices.append(Splice(spot.node.start_mark.index, spot.node.end_mark.index, source))
            expected = _with(expected, spot.path, new)
        self._carry_out(splices, expected)

    def _root(self) -> MappingNode:
        root = compose(self.text)
        assert isinstance(root, MappingNode)  # noqa: S101  (the reader accepts nothing else)
        return root

    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def _at(self, path: Path) -> Any:
        data: Any = self.data
        for step in path:
            data = data[step]
        return data

    def _kind(self, path: Path) -> Kind:
        kind = Kind(self.model, text=False)
        for step in path:
            kind = kind.below(step)
        return kind

    def _line_start(self, number: int) -> int:
        return sum(len(line) + 1 for line in self._lines()[:number])

    def _after_line(self, number: int, new: list[str]) -> Splice:
        """Insert lines below a line; the last one of a file may lack its end."""
        lines = self._lines()
        if number + 1 < len(lines):
            at = self._line_start(number + 1)
            return Splice(at, at, "".join(f"{line}\n" for line in new))
        return Splice(len(self.text), len(self.text), "".join(f"\n{line}" for line in new))

    # What each edit writes where

    def _replaced(self, spot: Spot, value: Any) -> list[Splice]:
        node, kind = spot.node, self._kind(spot.path)
        start, end = node.start_mark.index, node.end_mark.index
        if spot.in_brackets:
            short: str | None = flow(value, kind)
        elif isinstance(node, ScalarNode) and isinstance(value, str) and node.style in ("'", '"') and "\n" not in value:
            short = scalar(value, text=kind.text, quote=node.style)
        else:
            short = inline(value, kind)
        if short is not None and not spot.is_block:
            blank = " " if spot.is_empty and self.text[start - 1 : start] not in (" ", "") else ""
            return [Splice(start, end, blank + short)]
        new = (
            item_lines(value, kind, spot.column)
            if spot.key is None
            else key_lines(str(spot.key.value), value, kind, spot.column)
        )
        lines, first = self._lines(), self._line_start(spot.line)
        last = last_line(spot, lines)
        note = next((c for c in comments(self.text) if c.line == spot.line and not c.own_line), None)
        if note is not None:
            before = lines[spot.line][: note.column]
            new[0] += before[len(before.rstrip()) :] + note.text
        stop = self._line_start(last) + len(lines[last]) if note is not None or spot.is_block else end
        new[0] = new[0][spot.column :]
        return [Splice(first + spot.column, stop, "\n".join(new))]

    def _with_key(self, spot: Spot, key: str, value: Any) -> list[Splice]:
        kind, lines = self._kind((*spot.path, key)), self._lines()
        present = spots(spot, lines)
        before = _predecessor(present, key, self._kind(spot.path).model)
        if spot.in_brackets or (isinstance(spot.node, MappingNode) and spot.node.flow_style):
            pair = f"{scalar(key, text=False, in_flow=True)}: {flow(value, kind)}"
            if before is not None:
                return [Splice(_end(before), _end(before), f", {pair}")]
            at = spot.node.start_mark.index + 1
            return [Splice(at, at, f"{pair}, " if present else pair)]
        if before is not None:
            return [self._after_line(last_line_with_tail(before, lines), key_lines(key, value, kind, before.column))]
        first = present[0]
        at = self._line_start(first.line) + first.column
        new = "\n".join(key_lines(key, value, kind, first.column))[first.column :]
        return [Splice(at, at, f"{new}\n{' ' * first.column}")]

    def _with_item(self, spot: Spot, item: Any) -> list[Splice]:
        node, kind, lines = spot.node, self._kind(spot.path), self._lines()
        present = spots(spot, lines)
        if is_block(node):
            last = present[-1]
            return [self._after_line(last_line_with_tail(last, lines), item_lines(item, kind, last.column))]
        short = flow(item, kind)
        in_line = spot.in_brackets or _short(item)
        if (in_line and len(lines[node.end_mark.line]) + len(short) + 2 <= WIDTH) or spot.in_brackets:
            at = present[-1].node.end_mark.index if present else node.start_mark.index + 1
            return [Splice(at, at, f", {short}" if present else short)]
        if not present:
            return self._replaced(spot, [item])
        if any(node.start_mark.line <= c.line < node.end_mark.line for c in comments(self.text)):
            at = present[-1].node.end_mark.index
            return [Splice(at, at, f", {short}")]
        column = spot.column + STEP
        old = [self.text[s.node.start_mark.index : s.node.end_mark.index] for s in present]
        new = [*(f"{' ' * column}- {source}" for source in old), *item_lines(item, kind, column)]
        rest = lines[node.end_mark.line][node.end_mark.column :].rstrip()  # a comment on the line of the list
        start = node.start_mark.index
        start -= self.text[:start].endswith(" ")
        stop = node.end_mark.index + len(lines[node.end_mark.line]) - node.end_mark.column
        return [Splice(start, stop, "\n".join([rest, *new]))]

    def _without(self, spot: Spot) -> Iterator[Splice]:
        lines = self._lines()
        siblings = spots(nearest_spot(self._root(), spot.path[:-1], lines), lines)
        following = siblings[spot.number + 1] if spot.number + 1 < len(siblings) else None
        start = self._line_start(spot.line) + spot.column
        if spot.in_brackets:
            if following is not None:
                other = following.key or following.node
                yield Splice(start, other.start_mark.index, "")
            else:
                yield Splice(_end(siblings[spot.number - 1]), _end(spot), "")
        elif not lines[spot.line][: spot.column].strip():
            yield from self._without_suppressions(spot.line, lines)
            last = last_line_with_tail(spot, lines)
            begin, end = self._line_start(spot.line), self._line_start(last + 1)
            if end > len(self.text):  # the last line of a file that lacks its end
                begin, end = begin - 1, len(self.text)
            yield Splice(begin, end, "")
        elif following is not None:
            last = last_line(spot, lines)
            if any(lines[last + 1 : following.line]):  # comments: the dash stays above them
                yield Splice(start, self._line_start(last) + len(lines[last]), "")
            else:
                yield Splice(start, self._line_start(following.line) + following.column, "")
        else:
            raise EditProblem(f"{self.file}: Diese Angabe lässt sich hier nicht löschen; bitte von Hand ändern.")

    def _without_suppressions(self, line: int, lines: list[str]) -> Iterator[Splice]:
        """Take out the comments above a line that suppress findings for it: they would mean the next one."""
        while line > 0 and lines[line - 1].lstrip().startswith("#"):
            line -= 1
            if _SUPPRESSION.match(lines[line]):
                yield Splice(self._line_start(line), self._line_start(line + 1), "")

    # Carrying it out

    def _carry_out(self, splices: list[Splice], expected: dict[str, Any]) -> None:
        """Splice, read again, and take the result if it says what is expected; raises EditProblem."""
        raw = _spliced(self._raw, splices)
        document = read(self.file, raw.encode())
        if document.data is not None and (crowded := _crowded(document.text)) and not _crowded(self.text):
            raw = _spliced(raw, _quotes(document.text, crowded))
            document = read(self.file, raw.encode())
        sound = document.data is not None and all(fault.rule in MENDED for fault in document.faults)
        if not sound or not _same(document.data, expected):
            raise EditProblem(
                f"{self.file} ist so geschrieben, dass sich diese Stelle nicht ändern lässt, ohne anderes zu verändern.\n"
                f"Erst in die einheitliche Form bringen (ksnet fmt {self.file}), dann den Befehl wiederholen."
            )
        assert document.data is not None  # noqa: S101  (sound says so; for the type checker)
        self._raw, self.text, self.data = raw, document.text, document.data


def _spliced(raw: str, splices: Iterable[Splice]) -> str:
    """Splice a text as it stands in the file, with its own line ends and byte order mark."""
    mark = _BOM if raw.startswith(_BOM) else ""
    raw = raw.removeprefix(_BOM)
    ends = [match.start() - number for number, match in enumerate(re.finditer("\r\n", raw))]
    line_end = "\r\n" if ends else "\n"
    for start, end, new in sorted(splices, reverse=True):
        begin, stop = (position + bisect_left(ends, position) for position in (start, end))
        raw = raw[:begin] + new.replace("\n", line_end) + raw[stop:]
    return mark + raw


def _crowded(text: str) -> list[ScalarNode]:
    """Return the texts in brackets that should be quoted, since they do not stand there alone."""
    root = compose(text) if "{" in text or "[" in text else None
    if not isinstance(root, MappingNode):
        return []
    found: list[ScalarNode] = []
    lines = text.split("\n")
    waiting = [root_spot(root)]
    while waiting:
        spot = waiting.pop()
        if isinstance(spot.node, MappingNode | SequenceNode) and spot.node.flow_style:
            found += [node for node in unquoted_texts(spot.node) if isinstance(node, ScalarNode) and node.value]
        else:
            waiting += spots(spot, lines)
    return found


def _quotes(text: str, nodes: list[ScalarNode]) -> list[Splice]:
    return [
        Splice(node.start_mark.index, node.end_mark.index, scalar(node.value, text=True, quote='"'))
        for node in nodes
        if text[node.start_mark.index : node.end_mark.index] == node.value
    ]


def _end(spot: Spot) -> int:
    """Return where in the text an entry within brackets ends."""
    return int(max(spot.node.end_mark.index, spot.key.end_mark.index if spot.key else 0))


def _predecessor(present: list[Spot], key: str, model: type[BaseModel] | None) -> Spot | None:
    """Return the entry after which a new key has its documented place; None where it comes first."""
    ranks = {name: rank for rank, name in enumerate(fields_of(model), start=1)} if model else {}
    own = ranks.get(key, len(ranks) + 1)
    best, best_rank, rank = None, 0, 0
    for spot in present:
        rank = ranks.get(str(spot.path[-1]), rank)  # an unknown key stays behind the one before it
        if best_rank <= rank < own:
            best, best_rank = spot, rank
    return best


def _short(item: Any) -> bool:
    """Whether an item goes well into a list in brackets."""
    if isinstance(item, dict):
        return len(item) <= 2 and not any(isinstance(value, dict | list) for value in item.values())
    return not isinstance(item, list) and "\n" not in str(item)


def _wrapped(path: Path, value: Any) -> Any:
    for step in reversed(path):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def _with(data: Any, path: Path, value: Any) -> Any:
    """Return a copy of the data with `value` at `path`."""
    if not path:
        return value
    result = copy.copy(data)
    result[path[0]] = _with(data.get(path[0]) if isinstance(data, dict) else data[path[0]], path[1:], value)
    return result


def _without_step(data: Any, path: Path) -> Any:
    result = copy.copy(data)
    if len(path) == 1:
        del result[path[0]]
    else:
        result[path[0]] = _without_step(data[path[0]], path[1:])
    return result


def _same(read_again: Any, meant: Any) -> bool:
    """Whether what was read is what was meant; scalars compare as text."""
    if isinstance(meant, dict):
        wanted = {key: value for key, value in meant.items() if value is not None or key in read_again}
        return (
            isinstance(read_again, dict)
            and read_again.keys() == wanted.keys()
            and all(_same(read_again[key], value) for key, value in wanted.items())
        )
    if isinstance(meant, list):
        return (
            isinstance(read_again, list)
            and len(read_again) == len(meant)
            and all(_same(a, b) for a, b in zip(read_again, meant, strict=True))
        )
    if meant is None or isinstance(read_again, dict | list) or read_again is None:
        return meant is None and read_again is None
    return text_of(read_again) == written(meant)


__all__ = ["Draft", "EditProblem"]
