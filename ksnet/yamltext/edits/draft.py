"""Edits the text of one record file: each edit changes only its own lines.

Positions are those of the reader. After each edit the file is read again: it must say exactly what
was meant, or the edit is refused and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yaml import MappingNode, ScalarNode, SequenceNode

from ksnet.basics.findings import Path, child_of, value_at
from ksnet.basics.scalars import text_of
from ksnet.records.model import BaseModel
from ksnet.yamltext.edits.meaning import nested, says_the_same, with_value, without_step
from ksnet.yamltext.edits.nodes import Spot, is_block, nearest_spot, root_spot, spot_at, spots
from ksnet.yamltext.edits.render import scalar
from ksnet.yamltext.edits.splices import EditProblem, Splice, Splicer, spliced
from ksnet.yamltext.form.flow import unquoted_texts
from ksnet.yamltext.reading.characters import UNWRITABLE
from ksnet.yamltext.reading.nodes import compose, is_block_text
from ksnet.yamltext.reading.yaml import read_yaml


class Draft:
    """The text of a record file while it is edited; `data` is its content as the reader returns it.

    Paths are those of the file. Values are plain data as `ksnet.yamltext.edits.render` takes it.
    """

    def __init__(self, file: str, content: bytes, model: type[BaseModel]) -> None:
        """Take the bytes of `file`, a record of `model`; raises EditProblem if unreadable."""
        document = read_yaml(file, content)
        if document.broken or document.data is None:
            raise EditProblem(
                f"{file} lässt sich nicht lesen und deshalb nicht ändern. Was zu tun ist, sagt: ksnet validate {file}"
            )
        self.file, self.model, self.data = file, model, document.data
        self._splicer = Splicer(file, document.text, model)
        self._raw = content.decode("utf-8")

    @property
    def content(self) -> bytes:
        """The bytes of the file as they are now."""
        return self._raw.encode()

    def put(self, path: Path, value: Any) -> None:
        """Set the key or item at `path`; a missing key is added at its documented place."""
        path = self._without_lists_of_one(path)
        spot = nearest_spot(self._splicer.root, path, self._splicer.lines)
        if spot.path == path:
            self._carry_out(self._splicer.replaced(spot, value), with_value(self.data, path, value))
            return
        missing = path[len(spot.path) :]
        # A single value instead of a list of one.
        if missing[0] == 0 and not isinstance(spot.node, SequenceNode):
            if len(missing) == 1:
                self.put(spot.path, value)
                return
            missing = missing[1:]
        shorthand = self._splicer.kind(spot.path).shorthand
        if (
            isinstance(spot.node, ScalarNode)
            and not spot.is_empty
            and shorthand
            and text_of(self.at(spot.path))
        ):
            value = {shorthand: self.at(spot.path), **nested(missing, value)}
        elif isinstance(spot.node, ScalarNode) and self.at(spot.path) is None:
            value = nested(missing, value)
        elif isinstance(spot.node, MappingNode) and isinstance(missing[0], str):
            value = nested(missing[1:], value)
            self._carry_out(
                self._splicer.with_key(spot, missing[0], value),
                with_value(self.data, (*spot.path, missing[0]), value),
            )
            return
        else:
            raise EditProblem(
                f"{self.file}: An dieser Stelle lässt sich nichts ergänzen; bitte von Hand ändern."
            )
        self._carry_out(
            self._splicer.replaced(spot, value), with_value(self.data, spot.path, value)
        )

    def put_each(self, values: Iterable[tuple[Path, Any]]) -> None:
        """Set several keys or items, all at once that are at different places of the text."""
        root, lines = self._splicer.root, self._splicer.lines
        splices: list[Splice] = []
        places: set[tuple[int, int]] = set()
        later, expected = [], self.data
        for path, value in values:
            spot = nearest_spot(root, path, lines)
            if spot.path == path:
                new = self._splicer.replaced(spot, value)
            elif (
                len(path) == len(spot.path) + 1
                and isinstance(path[-1], str)
                and isinstance(spot.node, MappingNode)
            ):
                new = self._splicer.with_key(spot, path[-1], value)
            else:
                new = []
            here = {(splice.start, splice.end) for splice in new}
            if not new or here & places:
                later.append((path, value))
                continue
            places |= here
            splices += new
            expected = with_value(expected, path, value)
        if splices:
            self._carry_out(splices, expected)
        for path, value in later:
            self.put(path, value)

    def append(self, path: Path, item: Any) -> None:
        """Add an item at the end of the list at `path`, which is created if missing."""
        self.extend(path, [item])

    def extend(self, path: Path, items: list[Any]) -> None:
        """Add items at the end of the list at `path`, in one edit if it is in block style."""
        path = self._without_lists_of_one(path)
        spot = self._spot(path)
        present = self.at(path) if spot is not None else None
        if spot is None or present is None or (not present and len(items) > 1):
            self.put(path, items)
            return
        if len(items) > 1 and is_block(spot.node) and isinstance(spot.node, SequenceNode):
            self._carry_out(
                [self._splicer.below(spot, items)], with_value(self.data, path, [*present, *items])
            )
            return
        for item in items:
            self._append_one(path, item)

    def _append_one(self, path: Path, item: Any) -> None:
        spot = self._spot(path)
        assert spot is not None  # noqa: S101  (the caller has found it)
        if not isinstance(spot.node, SequenceNode):  # a single value instead of a list of one
            self.put(path, [self.at(path), item])
            return
        self._carry_out(
            self._splicer.with_item(spot, item), with_value(self.data, path, [*self.at(path), item])
        )

    def remove(self, path: Path) -> None:
        """Remove a key or an item, its suppression comments, and whatever is empty then."""
        path = self._without_lists_of_one(path)
        spot = self._spot(path)
        if spot is None or spot.parent is None:
            raise EditProblem(f"{self.file}: Hier gibt es nichts zu löschen.")
        holder = self.at(path[:-1])
        if len(holder) == 1:
            above = self.at(path[:-2]) if len(path) > 1 else None
            if isinstance(above, dict) and (len(above) > 1 or len(path) > 2):
                self.remove(path[:-1])
            elif isinstance(holder, list):
                self.put(path[:-1], [])
            else:
                raise EditProblem(
                    f"{self.file}: Der Eintrag wäre danach leer; bitte von Hand ändern."
                )
            return
        self._carry_out(list(self._splicer.without(spot)), without_step(self.data, path))

    def remove_keys(self, paths: Iterable[Path]) -> None:
        """Remove keys of several entries at once, none of them the only key of its entry."""
        splices: list[Splice] = []
        expected = self.data
        for path in paths:
            spot = self._spot(path)
            if spot is None:
                raise EditProblem(f"{self.file}: Hier gibt es nichts zu löschen.")
            splices += self._splicer.without(spot)
            expected = without_step(expected, path)
        if splices:
            self._carry_out(splices, expected)

    def rename(self, paths: Iterable[Path], new: str) -> None:
        """Replace the scalars at these paths by `new`; quotes are kept, shorthands are allowed."""
        root, lines = self._splicer.root, self._splicer.lines
        splices, expected = [], self.data
        for path in paths:
            spot = nearest_spot(root, path, lines)
            if not isinstance(spot.node, ScalarNode) or is_block_text(spot.node):
                raise EditProblem(
                    f"{self.file}: An dieser Stelle steht keine Kennung; bitte von Hand ändern."
                )
            kind = self._splicer.kind(spot.path)
            source = scalar(
                new, text=kind.text, in_flow=spot.in_brackets, quote=spot.node.style or ""
            )
            splices.append(Splice(spot.node.start_mark.index, spot.node.end_mark.index, source))
            expected = with_value(expected, spot.path, new)
        self._carry_out(splices, expected)

    def _spot(self, path: Path) -> Spot | None:
        return spot_at(self._splicer.root, path, self._splicer.lines)

    def at(self, path: Path) -> Any:
        """Return the value at `path`, which has to lead somewhere."""
        return value_at(self.data, path)

    def _without_lists_of_one(self, path: Path) -> Path:
        """Return a path without the positions of entries that stand without their list."""
        data: Any = self.data
        steps: list[str | int] = []
        for step in path:
            if step == 0 and isinstance(data, dict):
                continue
            steps.append(step)
            data = child_of(data, step)
        return tuple(steps)

    def _carry_out(self, splices: list[Splice], expected: dict[str, Any]) -> None:
        """Apply splices if the result, read again, is `expected`; else raises EditProblem."""
        if any(UNWRITABLE.search(splice.text) for splice in splices):
            raise EditProblem(
                "Ein neuer Wert enthält unsichtbare Zeichen; bitte von Hand neu schreiben, nicht einfügen."
            )
        raw = spliced(self._raw, splices)
        document = read_yaml(self.file, raw.encode())
        if (
            document.data is not None
            and (crowded := _crowded(document.text))
            and not _crowded(self._splicer.text)
        ):
            raw = spliced(raw, _quotes(document.text, crowded))
            document = read_yaml(self.file, raw.encode())
        if document.broken or document.data is None or not says_the_same(document.data, expected):
            raise EditProblem(
                f"{self.file} ist so geschrieben, dass sich diese Stelle nicht ändern lässt, ohne anderes zu verändern.\n"
                f"Erst in die einheitliche Form bringen (ksnet fmt {self.file}), dann den Befehl wiederholen."
            )
        self._raw, self.data = raw, document.data
        self._splicer = Splicer(self.file, document.text, self.model)


def _crowded(text: str) -> list[ScalarNode]:
    """Return the texts in brackets that should be quoted, since they are not alone in them."""
    root = compose(text) if "{" in text or "[" in text else None
    if not isinstance(root, MappingNode):
        return []
    found: list[ScalarNode] = []
    lines = text.split("\n")
    waiting = [root_spot(root)]
    while waiting:
        spot = waiting.pop()
        if isinstance(spot.node, MappingNode | SequenceNode) and spot.node.flow_style:
            found += [
                node
                for node in unquoted_texts(spot.node)
                if isinstance(node, ScalarNode) and node.value
            ]
        else:
            waiting += spots(spot, lines)
    return found


def _quotes(text: str, nodes: list[ScalarNode]) -> list[Splice]:
    return [
        Splice(node.start_mark.index, node.end_mark.index, scalar(node.value, text=True, quote='"'))
        for node in nodes
        if text[node.start_mark.index : node.end_mark.index] == node.value
    ]


__all__ = ["Draft", "EditProblem"]
