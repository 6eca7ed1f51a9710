"""What a controlled value is, and how grave a finding is:
the one vocabulary that stands below the records.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of values; `label` is the German wording for documents and messages."""

    label: str

    def __new__(cls, value: str, label: str) -> Vocabulary:  # noqa: D102  (the class says it)
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the value that is written so; raises ValueError where there is none."""
        return cls(value)  # type: ignore[call-arg]  # looks a value up; only the declaration names the label


class Severity(Vocabulary):
    """How grave a finding is; declared from grave to slight."""

    FEHLER = "fehler", "Fehler"
    WARNUNG = "warnung", "Warnung"
    HINWEIS = "hinweis", "Hinweis"
