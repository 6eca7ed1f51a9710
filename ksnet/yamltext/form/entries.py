"""A file as entries with their comments, which `ksnet.yamltext.form.layout` writes out again.

An entry is a key with its value or one item of a list. A comment on the same line belongs to the
entry there; comment lines and empty lines belong to the entry that follows, unless they are
indented like a block that ends above them: then they are that block's tail.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ksnet.basics.findings import Path
from ksnet.basics.frozen import changeable, field
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.yamltext.form.flow import fits_one_line
from ksnet.yamltext.reading.comments import Comment, comments
from ksnet.yamltext.reading.nodes import is_block_text


class CannotFormat(Exception):
    """Raised where a file cannot be laid out without changing its meaning."""


@changeable
class FormBlock:
    """The entries of a mapping or list that is written one entry to a line."""

    column: int
    entries: list[FormEntry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)  # comments after the last entry


@changeable
class FormEntry:
    """A key with its value, or an item of a list (`key` is None); `block` is of its value."""

    line: int
    column: int
    path: Path
    key: ScalarNode | None
    value: Node
    rank: int
    block: FormBlock | None = None
    leading: list[str] = field(default_factory=list)  # comments and blank lines before it
    # The comments on its line, each with the spaces before it.
    trailing: list[str] = field(default_factory=list)


@changeable
class Outline:
    """The whole file; `header` is at its top, whatever entry comes first."""

    root: FormBlock
    lines: list[str]
    header: list[str] = field(default_factory=list)


def outline(text: str, root: MappingNode, model: type[BaseModel], *, keep_flow: bool) -> Outline:
    """Return the entries of a guarded text; raises CannotFormat.

    `keep_flow` leaves every list in brackets on one line.
    """
    lines = text.split("\n")
    reader = _Outliner(lines, keep_flow=keep_flow)
    result = Outline(reader.block(root, model, (), ()), lines)
    reader.attach(result, comments(text))
    return result


class _Line(NamedTuple):
    """A line with nothing but a comment, or an empty line (no text)."""

    number: int
    column: int
    text: str


class _Outliner:
    def __init__(self, lines: list[str], *, keep_flow: bool) -> None:
        self.lines, self.keep_flow = lines, keep_flow
        self.order: list[tuple[FormEntry, tuple[FormBlock, ...]]] = []  # as in the file
        self.inside: set[int] = set()  # lines that are part of a text

    def block(
        self,
        node: MappingNode | SequenceNode,
        model: type[BaseModel] | None,
        path: Path,
        above: tuple[FormBlock, ...],
    ) -> FormBlock:
        block = FormBlock(node.start_mark.column)
        if isinstance(node, SequenceNode):
            for number, item in enumerate(node.value):
                line, column = (
                    (item.start_mark.line, item.start_mark.column)
                    if node.flow_style
                    else dash(self.lines, item, block.column)
                )
                entry = FormEntry(line, column, (*path, number), None, item, 0)
                self.add(entry, model, block, above)
            return block
        shapes = fields_of(model) if model else {}
        ranks = {key: rank for rank, key in enumerate(shapes, start=1)}
        rank = 0
        for key, value in node.value:
            if key.start_mark.line != key.end_mark.line:
                raise CannotFormat
            rank = ranks.get(key.value, rank)  # an unknown key stays behind the one before it
            shape = shapes.get(key.value)
            entry = FormEntry(
                key.start_mark.line, key.start_mark.column, (*path, key.value), key, value, rank
            )
            self.add(entry, shape.model if shape else None, block, above)
        return block

    def add(
        self,
        entry: FormEntry,
        model: type[BaseModel] | None,
        block: FormBlock,
        above: tuple[FormBlock, ...],
    ) -> None:
        block.entries.append(entry)
        self.order.append((entry, (*above, block)))
        value = entry.value
        if isinstance(value, ScalarNode):
            last = value.end_mark.line
            if is_block_text(value):
                last = block_text(self.lines, entry)[2]
            self.inside.update(range(value.start_mark.line + 1, last + 1))
        elif isinstance(value, MappingNode | SequenceNode) and not self.stays_in_flow(value):
            entry.block = self.block(value, model, entry.path, (*above, block))

    def stays_in_flow(self, node: MappingNode | SequenceNode) -> bool:
        if not node.value:
            return node.start_mark.line == node.end_mark.line
        if not node.flow_style or node.start_mark.line != node.end_mark.line:
            return False
        return self.keep_flow or fits_one_line(node)

    def attach(self, result: Outline, found: list[Comment]) -> None:
        """Give every comment and empty line to the entry or block that it belongs to."""
        starts = [(entry.line, entry.column) for entry, _ in self.order]
        by_line = {comment.line: comment for comment in found}
        gaps: dict[int, list[_Line]] = {}
        for number, line in enumerate(self.lines):
            comment = by_line.get(number)
            if comment is not None and not comment.own_line:
                before = bisect_right(starts, (number, comment.column)) - 1
                spaces = line[len(line[: comment.column].rstrip()) : comment.column]
                if before < 0:
                    result.header.append(comment.text)  # on the line of a document mark
                else:
                    self.order[before][0].trailing.append(spaces + comment.text)
            elif number not in self.inside and (comment is not None or not line.strip()):
                column = comment.column if comment else -1
                position = bisect_right(starts, (number, 10**9))
                gaps.setdefault(position, []).append(
                    _Line(number, column, comment.text if comment else "")
                )
        for position, gap in gaps.items():
            self.attach_gap(result, position, gap)

    def attach_gap(self, result: Outline, position: int, gap: list[_Line]) -> None:
        """Distribute the comments and empty lines before the entry at `position` of the file."""
        if position == 0:
            result.header.extend(line.text for line in _take_header(gap))
        else:
            self.take_inner(self.order[position - 1][0], gap)
        if position == len(self.order):
            while gap and not gap[-1].text:
                gap.pop()
        following = self.order[position] if position < len(self.order) else None
        around = following[1] if following else ()
        ended = [
            block
            for block in (self.order[position - 1][1] if position else ())
            if block not in around
        ]
        if ended:
            _take_tail(ended, gap, following[0].column if following else -1)
        if following:
            following[0].leading.extend(line.text for line in gap)

    @staticmethod
    def take_inner(entry: FormEntry, gap: list[_Line]) -> None:
        """Give an entry the comments between its key and its value."""
        while entry.block is None and gap and gap[0].number < entry.value.start_mark.line:
            line = gap.pop(0)
            if line.text:
                entry.leading.append(line.text)


def _take_header(gap: list[_Line]) -> list[_Line]:
    """Remove and return the lines at the top that an empty line separates from the first entry."""
    while gap and not gap[0].text:
        gap.pop(0)
    end = max((number for number, line in enumerate(gap, start=1) if not line.text), default=0)
    header, gap[:] = gap[:end], gap[end:]
    return header


def _take_tail(ended: list[FormBlock], gap: list[_Line], column: int) -> None:
    """Move lines indented further than `column` (of the next entry) to the blocks that end here."""
    end = next(
        (number for number, line in enumerate(gap) if line.text and line.column <= column), len(gap)
    )
    while end and not gap[end - 1].text:
        end -= 1
    deepest = len(ended) - 1
    for line in gap[:end]:
        while line.text and deepest > 0 and ended[deepest].column > line.column:
            deepest -= 1
        ended[deepest].tail.append(line.text)
    del gap[:end]


def dash(lines: list[str], item: Node, column: int) -> tuple[int, int]:
    """Return line and column of the dash of an item in a block list."""
    line = item.start_mark.line
    while line > 0 and not (
        lines[line][column : column + 1] == "-"
        and "#" not in lines[line][:column]
        and (line < item.start_mark.line or column < item.start_mark.column)
    ):
        line -= 1
    return line, column


def block_text(lines: list[str], entry: FormEntry) -> tuple[str, list[str], int]:
    """Return header, content lines and last line number of a literal or folded text.

    The content is without its indentation; further spaces are part of it.
    """
    start = entry.value.start_mark
    header = lines[start.line][start.column :].split()[0]
    digit = next((int(character) for character in header if character.isdigit()), 0)
    indent = entry.column + digit if digit else 0
    content: list[str] = []
    end = len(lines) - (not lines[-1])
    for line in lines[start.line + 1 : end]:
        spaces = len(line) - len(line.lstrip(" "))
        if spaces < len(line):
            indent = indent or spaces
            if spaces < indent or spaces <= entry.column:
                break
        content.append(line)
    if "+" not in header:
        while content and len(content[-1].rstrip(" ")) == 0 and len(content[-1]) <= max(indent, 1):
            content.pop()
    return header, [line[indent:] for line in content], start.line + len(content)
