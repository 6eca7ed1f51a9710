"""The tables of a Land: Gemeinden with their Kreise, Jugendämter, holidays; read on first use."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen

Rows = Callable[[str], Iterable[list[str]]]
GEMEINDEN, JUGENDAEMTER, HOLIDAYS = "gemeinden.csv", "jugendaemter.csv", "holidays.csv"
DELIMITERS = {GEMEINDEN: ",", JUGENDAEMTER: ",", HOLIDAYS: ";"}
# At least so many columns; further ones are for people.
COLUMNS = {GEMEINDEN: 5, JUGENDAEMTER: 1, HOLIDAYS: 4}
_WORD = expression(r"\w+")


EVERYDAY_WORDS = frozenset({
    "Alpen", "Enger", "Essen", "Hagen", "Halle", "Heiden", "Kamen", "Lage", "Lotte", "Löhne",
    "Münster", "Recke", "Schlangen", "Senden", "Siegen", "Wenden", "Wetter",
})  # fmt: skip
"""Names of Gemeinden that are also words or first names („Wenden Sie sich an …“, „in der Lage“)."""


@frozen
class Gemeinde:
    """A Gemeinde with its official key (AGS) and the Kreis it belongs to.

    A kreisfreie Stadt is its own `kreis`, with the first five digits of its key.
    """

    key: str
    name: str
    kreis_key: str
    kreis: str
    kind: str  # "kreisfreie Stadt" or "kreisangehörig"


def _name_without_addition(gemeinde: Gemeinde) -> str:
    """Return the name without its distinguishing addition: „Wetter (Ruhr)“, „Fröndenberg/Ruhr“."""
    return gemeinde.name.partition(" (")[0].partition("/")[0]


class Tables:
    """Facts about the Gemeinden and the days of a Land; a missing table is empty."""

    def __init__(self, rows: Rows) -> None:
        """`rows` yields the rows of a table below its head, by the name of its file."""
        self.rows = rows

    @cached_property
    def gemeinden(self) -> Mapping[str, Gemeinde]:
        """All Gemeinden by their eight-digit key, in the order of the keys."""
        rows = self.rows(GEMEINDEN)
        return {row[0]: Gemeinde(*row[:5]) for row in rows}

    @cached_property
    def kreise(self) -> Mapping[str, str]:
        """The names of all Kreise and kreisfreie Städte by their five-digit key."""
        return {gemeinde.kreis_key: gemeinde.kreis for gemeinde in self.gemeinden.values()}

    def find_gemeinde(self, text: str) -> Gemeinde | None:
        """Return the Gemeinde with this eight-digit key or name; None for none or several.

        An addition in the official name may be left out: „Wetter“ finds „Wetter (Ruhr)“,
        „Fröndenberg“ „Fröndenberg/Ruhr“. An umlaut may be typed as a letter with a combining mark.
        """
        text = unicodedata.normalize("NFC", text)
        return self.gemeinden.get(text) or self._by_name.get(text)

    def gemeinden_in(self, text: str) -> tuple[Gemeinde, ...]:
        """Return the Gemeinden that a text names in whole words, each once, in their order there.

        The longest name wins („Neunkirchen-Seelscheid“ is not „Neunkirchen“), upper and lower case
        count, and the name of a Kreis is no mention of the Gemeinde in it („Kreis Soest“,
        „Rhein-Kreis Neuss“). Some names are everyday words as well (`EVERYDAY_WORDS`): in running
        text, a match of these alone proves nothing.
        """
        text = unicodedata.normalize("NFC", text)
        found: dict[str, Gemeinde] = {}
        index = self._by_first_word
        position = 0
        while word := _WORD.search(text, position):
            position = word.end()
            for name, gemeinde in index.get(word.group(), ()):
                end = word.start() + len(name)
                if text.startswith(name, word.start()) and not _WORD.match(text, end):
                    position = end
                    if gemeinde is not None:
                        found.setdefault(gemeinde.key, gemeinde)
                    break
        return tuple(found.values())

    def has_own_youth_office(self, key: str) -> bool | None:
        """Return True if the Gemeinde is known to have a Jugendamt of its own; None if not known.

        Only Jugendämter with a source are listed, so absence proves nothing and the answer is never
        False. A kreisfreie Stadt may also be asked for by its five-digit key; a Kreis gives None,
        since whether it has a Jugendamt does not follow from its being a Kreis.
        """
        return True if key.ljust(8, "0") in self._documented_youth_offices else None

    def public_holiday(self, day: date) -> str | None:
        """Return the German name of the public holiday on this day, or None."""
        return self._public_holidays.get(day.isoformat())

    def school_holiday(self, day: date) -> str | None:
        """Return the German name of the school holidays on this day, or None."""
        holidays = self._school_holidays
        wanted = day.isoformat()
        index = bisect_right(holidays, wanted, key=lambda row: row[1]) - 1
        if index < 0:
            return None
        _, _, last, name = holidays[index]
        return name if wanted <= last else None

    def school_holidays(self, first: date, last: date) -> list[tuple[date, date, str]]:
        """Return first day, last day and name of the school holidays in a span of days, sorted."""
        return [
            (date.fromisoformat(begin), date.fromisoformat(end), name)
            for _, begin, end, name in self._school_holidays
            if begin <= last.isoformat() and end >= first.isoformat()
        ]

    @cached_property
    def holiday_years(self) -> range:
        """The years whose public and school holidays are all known.

        A year counts from the Christmas holidays that end it; the table goes on for some months
        after the last such year.
        """
        ends = [int(first[:4]) for _, first, _, _ in self._school_holidays if first[5:7] == "12"]
        return range(ends[0], ends[-1] + 1) if ends else range(0)

    @cached_property
    def _by_name(self) -> Mapping[str, Gemeinde]:
        """The Gemeinden by official name and by that name without its addition, if unambiguous."""
        names = [
            (name, gemeinde)
            for gemeinde in self.gemeinden.values()
            for name in {gemeinde.name, _name_without_addition(gemeinde)}
        ]
        count = Counter(name for name, _ in names)
        return {name: gemeinde for name, gemeinde in names if count[name] == 1}

    @cached_property
    def _by_first_word(self) -> Mapping[str, list[tuple[str, Gemeinde | None]]]:
        """The names that a text may contain, by first word, the longest first; None for a Kreis."""
        names: dict[str, Gemeinde | None] = {
            name: gemeinde
            for name, gemeinde in self._by_name.items()
            # „Halle“ and „Wetter“ in a text are rarely the towns: these two count only with their
            # addition.
            if name == gemeinde.name or name not in EVERYDAY_WORDS
        }
        for kreis in self.kreise.values():
            if kreis not in names:
                names[kreis] = None
                names[kreis.replace("Kreis ", "Kreises ")] = None
        index: dict[str, list[tuple[str, Gemeinde | None]]] = {}
        for name in sorted(names, key=len, reverse=True):
            first_word = _WORD.match(name)
            if first_word:
                index.setdefault(first_word.group(), []).append((name, names[name]))
        return index

    @cached_property
    def _documented_youth_offices(self) -> frozenset[str]:
        """The keys of the Gemeinden with a documented Jugendamt of their own."""
        return frozenset(row[0] for row in self.rows(JUGENDAEMTER))

    @cached_property
    def _holidays(self) -> list[list[str]]:
        """The rows of the table of holidays: kind, first day, last day, name.

        ISO dates sort as text.
        """
        return list(self.rows(HOLIDAYS))

    @cached_property
    def _public_holidays(self) -> Mapping[str, str]:
        """The names of the public holidays by day."""
        return {first: name for kind, first, _, name in self._holidays if kind == "feiertag"}

    @cached_property
    def _school_holidays(self) -> list[list[str]]:
        """The rows of the school holidays in order."""
        return sorted(
            (row for row in self._holidays if row[0] == "schulferien"), key=lambda row: row[1]
        )
