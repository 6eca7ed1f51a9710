"""Writes plain data as YAML text in the canonical form, for new files and for edits.

Data is `dict`, `list`, and scalars: text, numbers, booleans, dates (`datetime.date`, `PartialDate`,
`Moment`), `Plain`. Keys come in their documented order; None leaves a key out, except where `null`
means something (`start`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.scalars import NULL_MATTERS, Plain, plain_scalar
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of
from ksnet.yamltext.form.layout import STEP
from ksnet.yamltext.form.quick import ATOM
from ksnet.yamltext.reading.canonical import read_canonical
from ksnet.yamltext.reading.characters import ODD_SPACE, TYPOGRAPHIC

WIDTH = 100  # columns that a list in brackets may take
_ATOM = expression(ATOM)
_BLOCK_TEXT = expression(r"[^\s][^\n]*(?:\n+[^\n]*[^\s\n])*\n?")


class ContentKind(NamedTuple):
    """What belongs at a place of a record: entries of a model, or scalars that are text or not."""

    model: type[BaseModel] | None
    text: bool
    shorthand: str | None = None

    @classmethod
    def of(cls, shape: FieldShape | None) -> ContentKind:
        """Return the kind of a key; an unknown key has text."""
        return cls(shape.model, shape.text, shape.shorthand) if shape else cls(None, text=True)

    def below(self, step: str | int) -> ContentKind:
        """Return the kind at a key, or of the items of a list."""
        if isinstance(step, int):
            return self
        return ContentKind.of(fields_of(self.model).get(step) if self.model else None)


def canonical_text(model: type[BaseModel], data: Mapping[str, Any]) -> str:
    """Return the text of a new record file, in the form that `ksnet fmt` leaves as it is."""
    return "".join(f"{line}\n" for line in mapping_lines(data, ContentKind(model, text=False), 0))


def mapping_lines(data: Mapping[str, Any], kind: ContentKind, column: int) -> list[str]:
    """Return the lines of a mapping in block style, indented to `column`."""
    return [
        line
        for key, value in _ordered(data, kind)
        for line in key_lines(key, value, kind.below(key), column)
    ]


def key_lines(key: str, value: Any, kind: ContentKind, column: int) -> list[str]:
    """Return the lines of one key with its value of a `kind`, indented to `column`."""
    return _lines_after(f"{' ' * column}{scalar(key, text=False)}:", value, kind, column)


def item_lines(value: Any, kind: ContentKind, column: int) -> list[str]:
    """Return the lines of an item of a list in block style, its dash at `column`."""
    if isinstance(value, Mapping) and value:
        first, *rest = mapping_lines(value, kind, column + STEP)
        return [f"{' ' * column}- {first[column + STEP :]}", *rest]
    return _lines_after(f"{' ' * column}-", value, kind, column)


def _lines_after(head: str, value: Any, kind: ContentKind, column: int) -> list[str]:
    short = inline(value, kind)
    if (short is not None and len(head) + 1 + len(short) <= WIDTH) or not isinstance(
        value, Mapping | list | str
    ):
        return [f"{head} {short if short is not None else scalar(value, text=kind.text)}"]
    if isinstance(value, Mapping):
        return [head, *mapping_lines(value, kind, column + STEP)]
    if isinstance(value, list):
        return [head, *(line for item in value for line in item_lines(item, kind, column + STEP))]
    if "\n" in value and _BLOCK_TEXT.fullmatch(value):
        margin = " " * (column + STEP)
        lines = value.removesuffix("\n").split("\n")
        mark = "|" if value.endswith("\n") else "|-"
        return [f"{head} {mark}", *(margin + line if line else "" for line in lines)]
    return [f"{head} {scalar(value, text=kind.text)}"]


def inline(value: Any, kind: ContentKind) -> str | None:
    """Return a value for the line of its key, or None where it usually takes several lines.

    On one line: scalars, empty collections, and lists of ids and numbers.
    """
    if isinstance(value, Mapping):
        return None if value else "{}"
    if isinstance(value, list):
        simple = all(not isinstance(item, Mapping | list) for item in value)
        sources = [flow(item, kind) for item in value] if simple else []
        good = simple and all(_ATOM.fullmatch(source.strip('"')) for source in sources)
        return f"[{', '.join(sources)}]" if good else None
    if isinstance(value, str) and "\n" in value and _BLOCK_TEXT.fullmatch(value):
        return None
    return scalar(value, text=kind.text)


def flow(value: Any, kind: ContentKind) -> str:
    """Return a value for use in brackets, with quotes around what a comma could split."""
    if isinstance(value, Mapping):
        pairs = (
            f"{scalar(k, text=False, in_flow=True)}: {flow(v, kind.below(k))}"
            for k, v in _ordered(value, kind)
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(item, kind) for item in value)}]"
    return scalar(value, text=kind.text, in_flow=True)


def scalar(value: Any, *, text: bool, in_flow: bool = False, quote: str = "") -> str:
    """Return a scalar as it is written: in quotes only where it needs them, as by `ksnet fmt`.

    `text` says that the schema wants text there; `quote` is the quote around the old value, which
    is kept.
    """
    if value is None:
        return "null"
    content = as_read_back(value)
    if not quote and (
        not isinstance(value, str) or _may_be_plain(content, text=text, in_flow=in_flow)
    ):
        return content
    if not re.search(r'["\\\n\t]', content) and quote != "'":
        return f'"{content}"'
    if not re.search(r"[\n\t]", content):
        return "'" + content.replace("'", "''") + "'"
    return json.dumps(content, ensure_ascii=False)


def as_read_back(value: Any) -> str:
    """Return the text of a scalar as the reader will hand it over."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


@lru_cache(maxsize=2048)  # keys, and values of closed lists, come again in every file
def _may_be_plain(content: str, *, text: bool, in_flow: bool) -> bool:
    """Whether a scalar without quotes is read as the same value."""
    meant = plain_scalar(content)
    if (
        meant is None
        or (text and isinstance(meant, Plain))
        or TYPOGRAPHIC.match(content)
        or ODD_SPACE.match(content[-1])
    ):
        return False
    if in_flow:
        return _ATOM.fullmatch(content) is not None
    return read_canonical(f"k: {content}\n") == {"k": meant}


def _ordered(data: Mapping[str, Any], kind: ContentKind) -> Iterator[tuple[str, Any]]:
    ranks = {key: rank for rank, key in enumerate(fields_of(kind.model))} if kind.model else {}
    present = [
        (key, value) for key, value in data.items() if value is not None or key in NULL_MATTERS
    ]
    yield from sorted(present, key=lambda pair: ranks.get(pair[0], len(ranks)))
