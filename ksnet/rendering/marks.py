"""Marks in Markdown for what is not Markdown: an object, a line break or an end within a text.

They are letters of Unicode's private use area, which `clean` takes out of every text of a record,
so that none can be forged.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from ksnet.basics.expressions import expression

NEW_LINE = "\ue001"
# For an empty text, so that `Ort` with `: ` below it stays a label without a value.
NOTHING = "\ue002"
# Behind a value that ends as a sentence does: a full stop of the template there is one too many.
ENDED = "\ue003"
EDGE = "\ue000"  # of the mark of an object
_GONE = object()
_MARK = expression(rf"\s*{EDGE}(\d+){EDGE}\s*")


class Marks:
    """Objects, each under its mark."""

    def __init__(self, *, once: bool = False) -> None:
        """Begin without any; where each stands in the text `once`, it is forgotten when got."""
        self._objects: list[Any] = []
        self._once = once

    def clear(self) -> None:
        """Forget all of them."""
        self._objects.clear()

    def put(self, value: object) -> str:
        """Keep an object and return its mark, as a paragraph of its own."""
        self._objects.append(value)
        return f"\n\n{EDGE}{len(self._objects) - 1}{EDGE}\n\n"

    def get(self, text: str) -> Any:  # noqa: ANN401  (what was put)
        """Return the object that a paragraph is the mark of; None where it is text."""
        found = _MARK.fullmatch(text)
        if found is None:
            return None
        value = self._objects[int(found[1])]
        if value is _GONE:
            raise LookupError("an object that stands in the text twice")
        if self._once:
            self._objects[int(found[1])] = _GONE
        return value


def clean(text: str) -> str:
    """Return a text without control characters and invisible marks; line breaks and tabs stay."""
    if text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(
        char
        for char in text
        if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )
