"""Vague dates and local times: when something was, as exact as its source.

Each parses the text of a scalar and says in German what is wrong with it. The grammar:

    date   = vague [ "/" vague ]         2022/2023-02-08: some day from the first to the last
    vague  = year [ "-" month [ "-" day ] ]   2024, 2024-06, 2024-06-12; years from 1900 to 2199
    moment = date | full day (" " | "T") time 2025-05-21 13:30: local time of the network, no zone
    time   = hour ":" minute                  two digits each, 00:00 to 23:59
    since  = date | "unbekannt"               complete_since: date | "nie"
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import text_of
from ksnet.records.core import PydanticCustomError
from ksnet.records.moments import (
    period_named,
    proposed_moment,
    two_times,
    weekday_of,
    without_preposition,
    without_year,
)
from ksnet.records.problems import cut_short, not_scalar, problem

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

DatePrecision = Literal["day", "month", "year", "range", "unknown"]
FIRST_YEAR, LAST_YEAR = 1900, 2199

# For other tools; our own reader says more about what is wrong.
_DAY = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_VAGUE = "(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
DATE_PATTERN = f"{_VAGUE}(/{_VAGUE})?"
MOMENT_PATTERN = f"{DATE_PATTERN}|{_DAY}[ T]([01][0-9]|2[0-3]):[0-5][0-9]"

_DATE = expression(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MOMENT = expression(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})", re.ASCII)
_ZONED = expression(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*"
    r"(?:Z|[-+]\d\d(?::?\d\d)?)"
)

_LIKE_DIGITS = str.maketrans("OolI", "0011")


@frozen
class PartialDate:
    """A date as exact as its source: a day, a month, a year, some day between two, or unknown.

    `first` and `last` are the earliest and latest day that it can mean; `text` is what was written.
    """

    text: str
    first: dt.date
    last: dt.date
    precision: DatePrecision

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.precision == "day"

    @property
    def day(self) -> dt.date | None:
        """The day, where it is known."""
        return self.first if self.exact else None

    def within(self, other: PartialDate) -> bool:
        """Whether every reading of this date is within the other one."""
        return other.first <= self.first and self.last <= other.last

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return plain_schema(parse_date)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return described_date(DATE_PATTERN)


def plain_schema(parse: Callable[[object], Any]) -> CoreSchema:
    """Return a schema that parses with `parse`."""
    from pydantic_core import core_schema

    return core_schema.no_info_plain_validator_function(parse)


def described_date(pattern: str, *words: str) -> dict[str, Any]:
    """Return the JSON Schema of a date of this pattern, or one of the words.

    A year alone, without quotes, is a number for every other tool.
    """
    either = "|".join((pattern, *words))
    years = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    return {"type": ["string", "integer"], "pattern": f"^({either})$", **years}


UNKNOWN_DATE = PartialDate("unbekannt", dt.date.min, dt.date.max, "unknown")


def parse_date(value: object) -> PartialDate:
    """Parse `2024`, `2024-06`, `2024-06-12` or `2022/2023-02-08`; raises `invalid-date`."""
    text = text_of(value)
    if text is None:
        raise not_scalar(value, "ein Datum wie 2025-05-21")
    return _date(text)


def parse_since(value: object) -> PartialDate:
    """Like `parse_date`, and `unbekannt` for a beginning at some unknown day."""
    return UNKNOWN_DATE if text_of(value) == "unbekannt" else parse_date(value)


def parse_complete_since(value: object) -> PartialDate | Literal["nie"]:
    """Like `parse_date`, and `nie` for records that never claim to be complete."""
    return "nie" if text_of(value) == "nie" else parse_date(value)


@lru_cache(maxsize=8192)
def _date(text: str) -> PartialDate:
    start, slash, end = text.partition("/")
    if not slash:
        first, last, precision = _span(text, text)
        return PartialDate(text, first, last, precision)
    first, last = _span(start, text)[0], _span(end, text)[1]
    if last < first:
        fact = f"„{cut_short(text)}“ endet vor seinem Anfang."
        mend = f"Erst das frühere, dann das spätere Datum: {end}/{start}"
        raise problem("invalid-date", fact, mend, fact=fact)
    return PartialDate(text, first, last, "range")


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month; `calendar` would import the names of all languages."""
    return 31 if month == 12 else (dt.date(year, month + 1, 1) - dt.date(year, month, 1)).days


def _span(text: str, whole: str) -> tuple[dt.date, dt.date, DatePrecision]:
    match = _DATE.fullmatch(text)
    if not match:
        raise _bad_date(whole, with_time=False)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101  (the pattern demands it; for the type checker)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        fact = f"Das Jahr {year} liegt außerhalb von {FIRST_YEAR} bis {LAST_YEAR}."
        raise problem("invalid-date", fact, "Jahr prüfen.", fact=fact)
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"
    if not 1 <= month <= 12:
        raise _no_such_day(whole, day or 1, month, year)
    length = month_length(year, month)
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, length), "month"
    if not 1 <= day <= length:
        raise _no_such_day(whole, day, month, year)
    exact = dt.date(year, month, day)
    return exact, exact, "day"


@frozen
class Moment:
    """A local wall-clock time: a date that may be vague, and the time if day and time are known."""

    date: PartialDate
    time: dt.time | None

    @property
    def first(self) -> dt.datetime:
        """The earliest local time that it can mean."""
        return dt.datetime.combine(self.date.first, self.time or dt.time.min)

    @property
    def last(self) -> dt.datetime:
        """The latest local time that it can mean."""
        return dt.datetime.combine(self.date.last, self.time or dt.time.max)

    @property
    def at(self) -> dt.datetime | None:
        """The local time, where day and time are known."""
        return self.first if self.time else None

    @property
    def precision(self) -> DatePrecision | Literal["minute"]:
        """How exact it is: minute, day, month, year or range."""
        return "minute" if self.time else self.date.precision

    @property
    def sort_key(self) -> tuple[dt.datetime, int]:
        """The key to sort by: by time, and the vague after the exact within the same period."""
        return (self.last, 0) if self.time else (self.last, 1 if self.date.exact else 2)

    @property
    def text(self) -> str:
        """The canonical way to write it."""
        return f"{self.date.text} {self.time:%H:%M}" if self.time else self.date.text

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return plain_schema(parse_moment)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return described_date(MOMENT_PATTERN)


def parse_moment(value: object) -> Moment:
    """Parse a vague date, or a day with a local time (`2025-05-21 13:30`); raises `invalid-date`.

    The time may also follow a `T`.
    """
    text = text_of(value)
    if text is None:
        raise not_scalar(value, "ein Zeitpunkt wie 2025-05-21 13:30")
    return _moment(text)


def moment_of(value: object) -> Moment | None:
    """Return a value as a moment, None where it is none."""
    try:
        return parse_moment(value) if isinstance(value, str) else None
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def _moment(text: str) -> Moment:
    match = _MOMENT.fullmatch(text)
    if not match:
        if len(text) > 10 and "/" not in text:
            raise _bad_date(text, with_time=True)
        return Moment(_date(text), None)
    hour, minute = int(match[2]), int(match[3])
    if hour > 23 or minute > 59:
        mend = (
            "Mitternacht am Ende des Tages ist 00:00 am Folgetag."
            if (hour, minute) == (24, 0)
            else "Uhrzeiten gehen von 00:00 bis 23:59."
        )
        raise _impossible(text, f"Eine Uhrzeit {match[2]}:{match[3]} gibt es nicht.", mend)
    return Moment(_date(match[1]), dt.time(hour, minute))


def _no_such_day(text: str, day: int, month: int, year: int) -> PydanticCustomError:
    """Return the error that the calendar has no such month, or the month no such day."""
    if not 1 <= month <= 12:
        swapped = (
            f" Meinten Sie {year}-{day:02d}-{month:02d}?" if 1 < day <= 12 and month <= 31 else ""
        )
        mend = f"Schreibweise ist Jahr-Monat-Tag, z. B. 2025-05-21.{swapped}"
        return _impossible(text, f"Einen Monat {month:02d} gibt es nicht.", mend)
    mend = f"Der Monat hat {month_length(year, month)} Tage."
    return _impossible(text, f"Den {day}. gibt es im Monat {month:02d}/{year} nicht.", mend)


def _impossible(text: str, fact: str, mend: str) -> PydanticCustomError:
    return problem("invalid-date", f"„{cut_short(text)}“: {fact}", mend, fact=fact)


def _bad_date(text: str, *, with_time: bool) -> PydanticCustomError:
    """Return the error for a text that is no date, with the right way to write it."""
    what = "Datum" if not with_time else "Datum mit Uhrzeit"
    both = two_times(text) if "+" not in text and ("/" not in text or with_time) else None
    if both:
        return problem(
            "invalid-date",
            f"„{cut_short(text)}“ nennt Beginn und Ende zugleich.",
            f"In zwei Zeilen schreiben: start: {both[0]} und end: {both[1]}",
        )
    match = _ZONED.fullmatch(text)
    if match:
        fact = f"„{cut_short(text)}“ nennt eine Zeitzone."
        mend = "Zeiten sind Ortszeit, ohne Z und ohne +01:00: 2025-05-21 13:30"
        return problem("invalid-date", fact, mend, fact=fact)
    proposal = proposed_moment(text) or proposed_moment(without_preposition(text))
    certain = (
        re.match(r"\d{1,2}/|.*\.\d{2}\b(?!\d)", text) is None
        or re.search(r"\.\s?\d{4}", text) is not None
    )
    if without_year(text):
        return problem(
            "invalid-date",
            f"Bei „{cut_short(text)}“ fehlt das Jahr.",
            "Mit dem Jahr schreiben, z. B. 2025-05-21.",
        )
    if proposal is None:
        # A day that exists would have a proposal.
        if german := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text, re.ASCII):
            return _no_such_day(text, *map(int, german.groups()))
        digits = text.translate(_LIKE_DIGITS)
        if digits != text and (meant := proposed_moment(digits)):
            return problem(
                "invalid-date",
                f"In „{cut_short(text)}“ steht ein Buchstabe, wo eine Ziffer stehen muss (O statt 0, l statt 1).",
                f"Meinten Sie {meant}?",
                proposal=meant if with_time or " " not in meant else None,
            )
        period = period_named(text)
        return problem(
            "invalid-date",
            f"„{cut_short(text)}“ ist kein {what}.",
            f"{f'Meinten Sie {period}? ' if period else ''}"
            "Erlaubt sind 2025, 2025-05, 2025-05-21, 2025-05-21 13:30 oder 2022/2023-02-08 für „irgendwann dazwischen“.",
        )
    named = weekday_of(text)
    if named is not None and len(proposal) >= 10:
        from ksnet.records.german import long_day  # which reads dates itself

        day = dt.date.fromisoformat(proposal[:10])
        if day.weekday() != named:
            return problem(
                "invalid-date",
                f"„{cut_short(text)}“: Der Wochentag passt nicht zum Datum; der Tag ist {long_day(day)}.",
                f"Prüfen, welcher Tag gemeint ist, und ihn ohne Wochentag schreiben; stimmt das Datum: {proposal if with_time else proposal[:10]}",
            )
    if " " in proposal and not with_time:
        return problem(
            "invalid-date",
            f"„{cut_short(text)}“: Hier steht nur ein Tag, keine Uhrzeit.",
            f"Meinten Sie {proposal[:10]}?",
            proposal=proposal[:10] if moment_of(proposal) else None,
        )
    return problem(
        "invalid-date",
        f"„{cut_short(text)}“ ist nicht in der Form Jahr-Monat-Tag geschrieben.",
        f"Meinten Sie {proposal}?",
        proposal=proposal if moment_of(proposal) and certain else None,
        safe=True,
    )
