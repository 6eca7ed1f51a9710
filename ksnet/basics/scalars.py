"""Scalars as the reader returns them: text first, typed later by the models."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen

# What YAML 1.1 or 1.2 tools may take for a number, date, time or boolean when it has no
# quotes (https://yaml.org/type/ and YAML 1.2.2 section 10.3). Our own reader never guesses, so the
# pattern only has to be generous enough for a warning where text is meant.
_AMBIGUOUS = expression(
    r"""
    [-+]?(?:0b[01_]+ | 0o?[0-7_]+ | 0x[0-9a-fA-F_]+ | [0-9][0-9_]*)                        # integers, octal, hex
  | [-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)? | [-+]?[0-9][0-9_]*[eE][-+]?[0-9]+ # floats
  | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?                                       # sexagesimal: 13:30
  | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
  | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]*)?)?
      (?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?                                     # timestamps
  | yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N|true|True|TRUE|false|False|FALSE
  | = | <<
    """,
    re.VERBOSE,
)
_FIRST = frozenset("0123456789+-.=<yYnNoOtTfF")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# Keys for which `null` means something else than leaving them out; see loading.
NULL_MATTERS = frozenset(("start",))


@frozen
class Plain:
    """A scalar without quotes that other YAML tools would not read as text.

    It is deliberately no `str`: where the schema wants text, the model refuses it and the loader
    can say "quote it"; where the schema wants a date, number or boolean, the value types take it.
    """

    text: str

    def __str__(self) -> str:
        return self.text


def plain_scalar(text: str) -> str | Plain | None:
    """Return the value of an unquoted scalar: None, text, or `Plain` that others would misread."""
    if text in _NULLS:
        return None
    if text[0] in _FIRST and _AMBIGUOUS.fullmatch(text):
        return Plain(text)
    return text


def in_quotes(text: str) -> str:
    """Return a text of one line as a quoted scalar, in the quotes that need no escapes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def text_of(value: object) -> str | None:
    """Return the text of a scalar, or None for nothing, a list or a mapping."""
    if isinstance(value, str):
        return value
    return value.text if isinstance(value, Plain) else None
