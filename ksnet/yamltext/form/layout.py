"""Lays out a record in its canonical form.

Keys in their documented order, two spaces for each level, lists indented under their key, block
style for text. Every scalar is taken over as it was written, every comment stays with its entry; so
the result says what the file said.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from yaml import MappingNode, Node, ScalarNode

from ksnet.basics.findings import Path
from ksnet.records.model import BaseModel
from ksnet.yamltext.form.entries import FormBlock, FormEntry, Outline, block_text, outline
from ksnet.yamltext.form.flow import one_line
from ksnet.yamltext.reading.nodes import compose, is_block_text

STEP = 2


def layout(
    text: str,
    model: type[BaseModel],
    *,
    quote: AbstractSet[Path] = frozenset(),
    keep_flow: bool = False,
) -> str:
    """Return a guarded text in canonical form, with the scalars at the paths of `quote` in quotes.

    `keep_flow` leaves text in brackets where it is. Raises CannotFormat.
    """
    if not text.endswith("\n"):
        text += "\n"
    root = compose(text)
    if not isinstance(root, MappingNode) or not root.value:
        return text
    return _Layout(text, outline(text, root, model, keep_flow=keep_flow), quote).whole()


class _Layout:
    def __init__(self, text: str, outlined: Outline, quote: AbstractSet[Path]) -> None:
        self.text, self.outline, self.quote = text, outlined, quote
        self.kept = False  # the last text keeps the blank lines that follow: none may be added

    def whole(self) -> str:
        lines = [*self.outline.header, *self.block(self.outline.root, 0)]
        return "\n".join(lines).lstrip("\n") + "\n"

    def block(self, block: FormBlock, column: int) -> list[str]:
        result: list[str] = []
        for entry in in_canonical_order(block):
            kept = self.kept
            result += (
                _without_first_blank_lines(self.entry(entry, column))
                if kept
                else self.entry(entry, column)
            )
        if block.tail:
            result += _remarks(
                _without_first_blank_lines(block.tail) if self.kept else block.tail, column
            )
            self.kept = False
        return result

    def entry(self, entry: FormEntry, column: int) -> list[str]:
        self.kept = False
        comment = entry.trailing.pop() if entry.trailing else ""
        lines = _remarks([*_taken(entry), *(extra.strip() for extra in entry.trailing)], column)
        margin = " " * column
        if entry.key is None and entry.block:
            lines += _remarks([comment.strip()] if comment else [], column)
            first, *rest = self.block(entry.block, column + STEP)
            return [*lines, f"{margin}- {first[column + STEP :]}", *rest]
        head = f"{margin}-" if entry.key is None else f"{margin}{self.source(entry.key)}:"
        if entry.block:
            return [*lines, head + comment, *self.block(entry.block, column + STEP)]
        first, *rest = self.value(entry, column + STEP)
        if first:
            head = f"{head} {first}"
        else:
            comment = _spaced(comment)
        if rest and not is_block_text(entry.value):
            return [*lines, head, *rest[:-1], rest[-1] + comment]
        return [*lines, head + comment, *rest]

    def value(self, entry: FormEntry, column: int) -> list[str]:
        """Return the lines of a scalar or of brackets, all but the first indented to `column`."""
        node, margin = entry.value, " " * column
        if not isinstance(node, ScalarNode):
            return [one_line(node, entry.path, self.scalar)]
        if is_block_text(node):
            header, content, _ = block_text(self.outline.lines, entry)
            self.kept = "+" in header
            return [
                re.sub("[0-9]", str(STEP), header),
                *(margin + line if line else "" for line in content),
            ]
        first, *rest = self.scalar(node, entry.path).split("\n")
        lines = [first, *(margin + line.lstrip(" ") if line.strip(" ") else "" for line in rest)]
        return [*(_without_end_spaces(line) for line in lines[:-1]), lines[-1]]

    def scalar(self, node: ScalarNode, path: Path) -> str:
        return f'"{node.value}"' if path in self.quote and not node.style else self.source(node)

    def source(self, node: Node) -> str:
        return self.text[node.start_mark.index : node.end_mark.index]


def in_canonical_order(block: FormBlock) -> list[FormEntry]:
    """Return the entries of a block in their documented order; items of a list stay as they are."""
    return sorted(block.entries, key=lambda entry: entry.rank)


def _taken(entry: FormEntry) -> list[str]:
    """Return the lines before an entry; for an item also those after its dash."""
    lines = list(entry.leading)
    if entry.key is None and entry.block:
        first = in_canonical_order(entry.block)[0]
        lines += _taken(first)
        first.leading.clear()
    return lines


def _spaced(comment: str) -> str:
    """Return a comment without tabs before it: behind a colon not all programs read them alike."""
    text = comment.lstrip("\t ")
    return comment[: len(comment) - len(text)].replace("\t", " ") + text


def _remarks(lines: list[str], column: int) -> list[str]:
    return [" " * column + line if line else "" for line in lines]


def _without_first_blank_lines(lines: list[str]) -> list[str]:
    return lines[next((number for number, line in enumerate(lines) if line), len(lines)) :]


def _without_end_spaces(line: str) -> str:
    """Remove spaces at the end, except where a backslash makes them part of the text."""
    bare = line.rstrip(" \t")
    return line if bare.endswith("\\") else bare
