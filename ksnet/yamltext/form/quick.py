"""Proves quickly that a file is in canonical form, or declines.

What `ksnet fmt` writes is so simple that one expression matches nearly all of it. It is stricter
than the canonical form; what it does not match is laid out and compared.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ksnet.basics.expressions import SOUND_GROUPS, expression
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of

# Ids, controlled values, numbers, dates and times: a comma or colon cannot have been lost in them.
ATOM = r"(?!null\b)[a-z0-9][a-z0-9_-]*|[0-9][0-9:.\x20/-]*"
# Spaces are written \x20: the whole is a verbose expression.
_KEY = r"[A-Za-z][A-Za-z0-9_]*+"
# The only value of a list may be any text without comma and colon.
_SINGLE = r"(?!null\b)[\w(„§][^\[\]{}\#,:\"'\n]*+(?<!\x20)"
_QUOTED = r"\"[^\"\\\n]*+\"|'[^'\n]*+'"
_ITEM = rf"(?:{ATOM}|{_QUOTED})"
_ENTRY = rf"(?:{_ITEM}|\{{{_KEY}:\x20(?:{_ITEM}|{_SINGLE})\}})"
# Each part is written once, with what may follow it: repeating it for the further ones would double
# the time to compile.
_NEXT = r"(?<!\x20)(?:,\x20(?![\]}])|(?=[\]}]))"
_LIST = rf"\[(?:(?>{_ENTRY}){_NEXT})*+\]|\[{_SINGLE}\]"
_PAIR = rf"{_KEY}:\x20(?:{_ENTRY}|{_LIST})"
_FLOW = rf"{_LIST}|\{{(?:{_PAIR}{_NEXT})++\}}|\{{{_KEY}:\x20{_SINGLE}\}}"
_PLAIN = r"(?!(?:null|Null|NULL)\s)[\w(„§][^\t\n]*+(?<![\x20:])"
_VALUE = rf"(?:{_QUOTED}|{_PLAIN}|{_FLOW})\n"
_TEXT = r"[|>]-?\n(?={0}[^\x20\n])(?:{0}[^\n]*+\n|\n(?=\n*+{0}))++"
_BELOW, _BELOW_ITEM = r"(?P=i)\x20\x20", r"(?P=i)\x20\x20\x20\x20"
# `i` is the indentation of the line. What is nested must follow two spaces further in, and nothing
# else may be: a deeper line below a value would be its continuation.
_CANONICAL = expression(
    rf"""
    (?:
        (?P<i>(?:\x20\x20)*+)
        (?:
            start:\x20null\n(?!\n*+(?P=i)\x20)
          | {_KEY}:(?:
                \n(?={_BELOW}[^\x20\n])
              | \x20(?:{_VALUE}|{_TEXT.format(_BELOW)})(?!\n*+(?P=i)\x20)
            )
          | -\x20(?:
                {_VALUE}(?!\n*+(?P=i)\x20)
              | {_KEY}:(?:
                    \n(?={_BELOW_ITEM}[^\x20\n])
                  | \x20(?:{_VALUE}|{_TEXT.format(_BELOW_ITEM)})(?!\n*+(?P=i)\x20\x20\x20)
                )
            )
          | \#[^\n]*+\n(?=(?P=i)[^\x20\n])
        )
      | (?<!\A)\n(?!\n*\Z)
    )++
    """,
    re.VERBOSE,
)


def plainly_canonical(text: str, data: dict[str, Any], model: type[BaseModel]) -> bool:
    """Whether a guarded text with this data is certainly in the canonical form of `model`."""
    return (
        SOUND_GROUPS
        and " \n" not in text
        and "\t" not in text
        and _CANONICAL.fullmatch(text) is not None
        and _keys_in_order(data, model)
    )


def _keys_in_order(data: dict[str, Any], model: type[BaseModel]) -> bool:
    inner = _order(model, tuple(data))
    if inner is None:
        return False
    for key, below in inner:
        value = data[key]
        for entry in value if type(value) is list else (value,):
            if type(entry) is dict and not _keys_in_order(entry, below):
                return False
    return True


@cache
def _order(
    model: type[BaseModel], keys: tuple[str, ...]
) -> tuple[tuple[str, type[BaseModel]], ...] | None:
    """Return the keys with entries of their own; None for unknown or unordered keys."""
    shapes: dict[str, FieldShape] = fields_of(model)
    ranks = list(shapes)
    if any(key not in shapes for key in keys) or [*keys] != sorted(keys, key=ranks.index):
        return None
    return tuple((key, below) for key in keys if (below := shapes[key].model) is not None)
