"""What a reviewer is told, in which order: protection first, then what becomes public,
duties, appointments that are near.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Topic(Enum):
    """What a sentence is about, in the order of reading; the value is the German heading."""

    PROTECTION = "Schutz und Falldaten"
    PUBLIC = "Was öffentlich wird oder es nicht mehr ist"
    DUTIES = "Pflichten und Fehler"
    SOON = "Termine in den nächsten zwei Wochen"
    CHECKS = "Prüfungen und Vorlagen"
    OTHER = "Außerdem"

    @property
    def rank(self) -> int:
        """The place in the order of reading."""
        return list(Topic).index(self)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence beyond the changed entries, with the place in the files that it is about.

    No file where there is none.
    """

    topic: Topic
    text: str
    file: str | None = None
    line: int = 1
