"""Notices for a reviewer in the order of reading: protection, publicity, duties, near dates."""

from __future__ import annotations

from enum import Enum

from ksnet.basics.frozen import frozen


class Topic(Enum):
    """The topic of a sentence, in the order of reading; the value is the German heading."""

    PROTECTION = "Schutz und Falldaten"
    PUBLIC = "Was öffentlich wird oder es nicht mehr ist"
    DUTIES = "Pflichten und Fehler"
    SOON = "Termine in den nächsten zwei Wochen"
    CHECKS = "Prüfungen und Vorlagen"
    OTHER = "Außerdem"

    @property
    def rank(self) -> int:
        """The position in the order of reading."""
        return list(Topic).index(self)


@frozen
class Notice:
    """A sentence beyond the changed entries, with its place in a file, if any."""

    topic: Topic
    text: str
    file: str | None = None
    line: int = 1
