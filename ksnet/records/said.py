"""Reads dates and times as people write them, for all options and answers.

The grammar, upper and lower case alike, more spaces than one like one:

    moment  = date | day [ "," | "um" | "T" | "-" ] clock  22.4.2026 9:00, 22. April 2026, 9.30 Uhr
    date    = day | month | year | span               as exact as it is known
    day     = [ weekday [ "," ] ] ( D.M.YYYY | D.M.YY | D. Month YYYY | D. Month YY
                                  | YYYY-MM-DD | YYYY.MM.DD )
    month   = M.YYYY | M/YYYY | M-YYYY | Month YYYY | YYYY-MM | YYYY/MM | YYYY.MM
    year    = YYYY
    span    = date "/" date      as in records: some day from the first to the last
    clock   = ( H | H:MM | H.MM ) [ "Uhr" ] | H "Uhr" MM
    hours   = [ "von" | "ab" ] clock [ ( "-" | "–" | "bis" ) clock ]
    Month   = the German name of a month, or its first three letters
    YY      = 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999 (POSIX, strptime)

A day with slashes instead of points (`3/4/2026`) counts only where it is the same day in English. A
weekday has to be right. Everything here raises UsageProblem where the text is nothing of the kind.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TypeVar

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.records import german
from ksnet.records.core import PydanticCustomError
from ksnet.records.moments import as_written, two_times, weekday_of, without_year
from ksnet.records.problems import cut_short
from ksnet.records.values import (
    FIRST_YEAR,
    LAST_YEAR,
    UNKNOWN_DATE,
    Moment,
    PartialDate,
    parse_date,
    parse_moment,
)

T = TypeVar("T", PartialDate, Moment)
_CLOCK = expression(r"(\d{1,2})(?:(?:[:.]|\s*uhr\s*)(\d{2}))?(?:\s*(?:uhr|h))?", re.IGNORECASE)
_HOURS = expression(
    r"(?:von\s+|ab\s+)?(?P<first>[^–—-]*?)(?:\s*(?:-|–|—|\bbis\b)\s*(?P<last>.*))?", re.IGNORECASE
)
_EITHER_WAY = expression(r"(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(?:\d{4}|\d{2})\b.*")
_DAY = "30.6.2026 oder 2026-06-30"
_DATE = f"{_DAY}, auch nur 6/2026 oder 2026"
_MOMENT = "22.4.2026 9:00 oder 2026-04-22 09:00, ohne Uhrzeit 22.4.2026"


def said_day(text: str) -> dt.date:
    """Return the day that a text names; raises UsageProblem for a month or year."""
    date = _parsed(parse_date, text, "Tag", _DAY)
    if not date.exact:
        raise UsageProblem(f"„{cut_short(text)}“ ist kein Tag. Schreibweise: {_DAY}.")
    return date.first


def said_date(text: str) -> PartialDate:
    """Return the date that a text names, as exact as it says."""
    return _parsed(parse_date, text, "Datum", _DATE)


def said_since(text: str) -> PartialDate:
    """Return the beginning that a text names: a date, or `unbekannt`."""
    return UNKNOWN_DATE if text.strip().lower() == "unbekannt" else said_date(text)


def said_year(text: str) -> int:
    """Return the year that a text names, of the last or the next two centuries."""
    if not (re.fullmatch("[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise UsageProblem(f"„{cut_short(text)}“ ist kein Jahr. Schreibweise: 2026.")
    return int(text)


def said_moment(text: str) -> Moment:
    """Return the date that a text names, with the time of day where it has one."""
    return _parsed(parse_moment, text, "Datum", _MOMENT)


def said_clock(text: str) -> dt.time | None:
    """Return the time of day that a text names: `13:30`, `13.30 Uhr`, `13 Uhr`, `13`; else None."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return dt.time(int(match[1]), int(match[2] or 0))


def said_hours(text: str) -> tuple[dt.time, dt.time | None]:
    """Return begin and end that a text names: `13:30`, `13:30-15:30`, `von 9 bis 11 Uhr`."""
    match = _HOURS.fullmatch(text.strip())
    begin = said_clock(match["first"]) if match else None
    end = said_clock(match["last"]) if match and match["last"] else None
    if begin is None or (match and match["last"] is not None and (end is None or end <= begin)):
        raise UsageProblem(
            f"„{cut_short(text)}“ ist keine Uhrzeit. Schreibweise: 13:30 oder 13:30-15:30."
        )
    return begin, end


def _parsed(parse: Callable[[object], T], text: str, what: str, written: str) -> T:
    text = " ".join(text.split())
    try:
        return parse(text)
    except PydanticCustomError as error:
        problem = error
    said = as_written(text)
    if said is None:
        if both := two_times(text):
            raise UsageProblem(
                f"„{cut_short(text)}“ nennt Beginn und Ende zugleich. Bitte einzeln angeben: {both[0]} und {both[1]}."
            )
        if without_year(text):
            raise UsageProblem(f"Bei „{cut_short(text)}“ fehlt das Jahr. Schreibweise: {written}.")
        raise _problem(problem, text, what, written)
    if (match := _EITHER_WAY.fullmatch(text)) and match[1] != match[2] and int(match[1]) <= 12:
        raise UsageProblem(
            f"„{cut_short(text)}“ kann zwei Tage meinen. Bitte mit Punkten schreiben: {written}."
        )
    if parse is parse_date and " " in said:
        raise UsageProblem(
            f"„{cut_short(text)}“: Hier steht nur ein Tag, keine Uhrzeit. Schreibweise: {written}."
        )
    try:
        found = parse(said)
    except PydanticCustomError as error:
        raise _problem(error, text, what, written) from None
    _check_weekday(text, found)
    return found


def _problem(error: PydanticCustomError, text: str, what: str, written: str) -> UsageProblem:
    """Return the problem of a text, with what a record would be told unless it is only form."""
    reason = (error.context or {}).get("fact") or f"Schreibweise: {written}."
    return UsageProblem(f"„{cut_short(text)}“ ist kein {what}. {reason}")


def _check_weekday(text: str, found: PartialDate | Moment) -> None:
    date = found.date if isinstance(found, Moment) else found
    named = weekday_of(text)
    if named is not None and date.exact and date.first.weekday() != named:
        right = german.long_day(date.first)
        raise UsageProblem(
            f"„{cut_short(text)}“: Der Wochentag passt nicht zum Datum; der Tag ist {right}."
        )
