"""Splices: the stretch of a record file that an edit replaces, and the new text in its style."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from yaml import MappingNode, ScalarNode

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.yamltext.edits.nodes import (
    Spot,
    is_block,
    last_line,
    last_line_with_tail,
    nearest_spot,
    spots,
)
from ksnet.yamltext.edits.render import (
    WIDTH,
    ContentKind,
    flow,
    inline,
    item_lines,
    key_lines,
    scalar,
)
from ksnet.yamltext.form.layout import STEP
from ksnet.yamltext.reading.comments import comments
from ksnet.yamltext.reading.nodes import compose

_BOM = "\ufeff"
_SUPPRESSION = expression(r"\s*#+\s*ksnet:")


class EditProblem(UsageProblem):
    """An edit that cannot be made without changing something else; nothing was changed."""


class Splice(NamedTuple):
    """Replaces text[start:end] by `text`."""

    start: int
    end: int
    text: str


class Splicer:
    """Returns the splices that make an edit; nothing is changed here."""

    def __init__(self, file: str, text: str, model: type[BaseModel]) -> None:
        """Take the text of `file`, a sound record of `model`, as the reader decodes it."""
        self.file, self.text, self.model = file, text, model

    @cached_property
    def root(self) -> MappingNode:
        """The root node of the text."""
        root = compose(self.text)
        assert isinstance(root, MappingNode)  # noqa: S101  (the reader accepts nothing else)
        return root

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.text.split("\n")

    def kind(self, path: Path) -> ContentKind:
        """Return the kind of the value at `path`, by the model."""
        kind = ContentKind(self.model, text=False)
        for step in path:
            kind = kind.below(step)
        return kind

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def _after_line(self, number: int, new: list[str]) -> Splice:
        """Insert lines below a line; the last line of a file may lack its end."""
        lines = self.lines
        if number + 1 < len(lines):
            at = self._line_starts[number + 1]
            return Splice(at, at, "".join(f"{line}\n" for line in new))
        return Splice(len(self.text), len(self.text), "".join(f"\n{line}" for line in new))

    def replaced(self, spot: Spot, value: Any) -> list[Splice]:
        """Replace the value of an entry."""
        node, kind = spot.node, self.kind(spot.path)
        start, end = node.start_mark.index, node.end_mark.index
        if spot.in_brackets:
            short: str | None = flow(value, kind)
        elif (
            isinstance(node, ScalarNode)
            and isinstance(value, str)
            and node.style in ("'", '"')
            and "\n" not in value
        ):
            short = scalar(value, text=kind.text, quote=node.style)
        else:
            short = inline(value, kind)
        if short is not None and not spot.is_block:
            space = " " if spot.is_empty and self.text[start - 1 : start] not in (" ", "") else ""
            return [Splice(start, end, space + short)]
        new = (
            item_lines(value, kind, spot.column)
            if spot.key is None
            else key_lines(str(spot.key.value), value, kind, spot.column)
        )
        lines, first = self.lines, self._line_starts[spot.line]
        last = last_line(spot, lines)
        note = next(
            (c for c in comments(self.text) if c.line == spot.line and not c.own_line), None
        )
        if note is not None:
            before = lines[spot.line][: note.column]
            new[0] += before[len(before.rstrip()) :] + note.text
        stop = (
            self._line_starts[last] + len(lines[last]) if note is not None or spot.is_block else end
        )
        new[0] = new[0][spot.column :]
        return [Splice(first + spot.column, stop, "\n".join(new))]

    def with_key(self, spot: Spot, key: str, value: Any) -> list[Splice]:
        """Add a key at its documented place."""
        kind, lines = self.kind((*spot.path, key)), self.lines
        present = spots(spot, lines)
        before = _predecessor(present, key, self.kind(spot.path).model)
        if spot.in_brackets or (isinstance(spot.node, MappingNode) and spot.node.flow_style):
            pair = f"{scalar(key, text=False, in_flow=True)}: {flow(value, kind)}"
            if before is not None:
                return [Splice(_end(before), _end(before), f", {pair}")]
            at = spot.node.start_mark.index + 1
            return [Splice(at, at, f"{pair}, " if present else pair)]
        if before is not None:
            return [
                self._after_line(
                    last_line_with_tail(before, lines), key_lines(key, value, kind, before.column)
                )
            ]
        first = present[0]
        at = self._line_starts[first.line] + first.column
        new = "\n".join(key_lines(key, value, kind, first.column))[first.column :]
        return [Splice(at, at, f"{new}\n{' ' * first.column}")]

    def with_item(self, spot: Spot, item: Any) -> list[Splice]:
        """Add an item at the end of a list."""
        node, kind, lines = spot.node, self.kind(spot.path), self.lines
        present = spots(spot, lines)
        if is_block(node):
            return [self.below(spot, [item])]
        short = flow(item, kind)
        in_line = spot.in_brackets or _is_short(item)
        if (
            in_line and len(lines[node.end_mark.line]) + len(short) + 2 <= WIDTH
        ) or spot.in_brackets:
            at = present[-1].node.end_mark.index if present else node.start_mark.index + 1
            return [Splice(at, at, f", {short}" if present else short)]
        if not present:
            return self.replaced(spot, [item])
        if any(node.start_mark.line <= c.line < node.end_mark.line for c in comments(self.text)):
            at = present[-1].node.end_mark.index
            return [Splice(at, at, f", {short}")]
        column = spot.column + STEP
        old = [self.text[s.node.start_mark.index : s.node.end_mark.index] for s in present]
        new = [*(f"{' ' * column}- {source}" for source in old), *item_lines(item, kind, column)]
        # A comment on the line of the list.
        rest = lines[node.end_mark.line][node.end_mark.column :].rstrip()
        start = node.start_mark.index
        start -= self.text[:start].endswith(" ")
        stop = node.end_mark.index + len(lines[node.end_mark.line]) - node.end_mark.column
        return [Splice(start, stop, "\n".join([rest, *new]))]

    def below(self, spot: Spot, items: list[Any]) -> Splice:
        """Add items below the last one of a list in block style."""
        last = spots(spot, self.lines)[-1]
        new = [
            line for item in items for line in item_lines(item, self.kind(spot.path), last.column)
        ]
        return self._after_line(last_line_with_tail(last, self.lines), new)

    def without(self, spot: Spot) -> Iterator[Splice]:
        """Remove a key or an item."""
        lines = self.lines
        siblings = spots(nearest_spot(self.root, spot.path[:-1], lines), lines)
        following = siblings[spot.number + 1] if spot.number + 1 < len(siblings) else None
        start = self._line_starts[spot.line] + spot.column
        if spot.in_brackets:
            if following is not None:
                other = following.key or following.node
                yield Splice(start, other.start_mark.index, "")
            else:
                yield Splice(_end(siblings[spot.number - 1]), _end(spot), "")
        elif not lines[spot.line][: spot.column].strip():
            yield from self._without_suppressions(spot.line, lines)
            last = last_line_with_tail(spot, lines)
            begin, end = self._line_starts[spot.line], self._line_starts[last + 1]
            if end > len(self.text):  # the last line of a file that lacks its end
                begin, end = begin - 1, len(self.text)
            yield Splice(begin, end, "")
        elif following is not None:
            last = last_line(spot, lines)
            if any(lines[last + 1 : following.line]):  # comments: the dash stays above them
                yield Splice(start, self._line_starts[last] + len(lines[last]), "")
            else:
                yield Splice(start, self._line_starts[following.line] + following.column, "")
        else:
            raise EditProblem(
                f"{self.file}: Diese Angabe lässt sich hier nicht löschen; bitte von Hand ändern."
            )

    def _without_suppressions(self, line: int, lines: list[str]) -> Iterator[Splice]:
        """Remove the suppressions above a line: they would apply to the next one."""
        while line > 0 and lines[line - 1].lstrip().startswith("#"):
            line -= 1
            if _SUPPRESSION.match(lines[line]):
                yield Splice(self._line_starts[line], self._line_starts[line + 1], "")


def spliced(raw: str, splices: Iterable[Splice]) -> str:
    """Apply splices to the raw text of a file, with its line ends and byte order mark."""
    mark = _BOM if raw.startswith(_BOM) else ""
    raw = raw.removeprefix(_BOM)
    ends = [match.start() - number for number, match in enumerate(re.finditer("\r\n", raw))]
    line_end = "\r\n" if ends else "\n"
    for start, end, new in sorted(splices, reverse=True):
        begin, stop = (position + bisect_left(ends, position) for position in (start, end))
        raw = raw[:begin] + new.replace("\n", line_end) + raw[stop:]
    return mark + raw


def _end(spot: Spot) -> int:
    """Return the end of an entry within brackets."""
    return int(max(spot.node.end_mark.index, spot.key.end_mark.index if spot.key else 0))


def _predecessor(present: list[Spot], key: str, model: type[BaseModel] | None) -> Spot | None:
    """Return the entry after which a new key has its documented place; None if it comes first."""
    ranks = {name: rank for rank, name in enumerate(fields_of(model), start=1)} if model else {}
    own = ranks.get(key, len(ranks) + 1)
    best, best_rank, rank = None, 0, 0
    for spot in present:
        rank = ranks.get(str(spot.path[-1]), rank)  # an unknown key stays behind the one before it
        if best_rank <= rank < own:
            best, best_rank = spot, rank
    return best


def _is_short(item: Any) -> bool:
    """Whether an item is short enough for a list in brackets."""
    if isinstance(item, dict):
        return len(item) <= 2 and not any(isinstance(value, dict | list) for value in item.values())
    return not isinstance(item, list) and "\n" not in str(item)
