"""Controlled values, and the severity of findings: the one vocabulary below the records."""

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
        """Return the member with this value; raises ValueError where there is none."""
        return cls(value)  # type: ignore[call-arg]  # looks a value up; only the declaration names the label


class Severity(Vocabulary):
    """The severity of a finding, declared from grave to slight."""

    FEHLER = "fehler", "Fehler"
    WARNUNG = "warnung", "Warnung"
    HINWEIS = "hinweis", "Hinweis"
