"""Turns dates and times as people write them into the form of the records, without judging them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import nearest

# What people write in the place of an end that nobody knows yet.
GOES_ON = r"unbefristet|laufend|lfd\.?|andauernd|dauerhaft|aktuell|(?:bis )?(?:heute|auf weiteres)"
# German, as in Austria, and English; whatever begins one of them abbreviates it.
_MONTHS = {
    "januar": 1, "jänner": 1, "january": 1, "februar": 2, "feber": 2, "february": 2,
    "märz": 3, "maerz": 3, "mrz": 3, "march": 3, "april": 4, "mai": 5, "may": 5,
    "juni": 6, "june": 6, "juli": 7, "july": 7, "august": 8, "september": 9,
    "oktober": 10, "october": 10, "november": 11, "dezember": 12, "december": 12,
}  # fmt: skip
_NAME = rf"(?P<month>(?:{'|'.join(sorted({name[:3] for name in _MONTHS}))})[a-zä]*)\.?"
_TIME = (
    r"(?P<hour>[01]?\d|2[0-4])(?:(?:[:.]|\s*uhr\s*)(?P<minute>[0-5]\d)(?:[:.]\d\d(?:[.,]\d+)?)?)?"
)
_WEEKDAY = expression(
    r"^(mo|di|mi|do|fr|sa|so)(?:\.|[a-zä]*(?:tag|woch))?\.?,?\s+(?:den\s+)?", re.IGNORECASE
)
_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_DAYS = (
    r"(?P<year>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<day>\d{1,2})",
    # Not 26-08-31: with dashes the year may as well stand first.
    r"(?!\d+-\d+-\d\d\b)(?P<day>\d{1,2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<year>\d{4}|\d{2})",
    rf"(?P<day>\d{{1,2}})\.?\s*{_NAME}\s*(?P<year>\d{{4}}|\d{{2}})",
)
_WHEN = tuple(
    expression(
        rf"{day}(?:(?:\s*,\s*|\s*[T ]\s*|\s*,?\s+um\s+|\s*-\s+){_TIME}(?:\s*uhr|\s+h)?)?",
        re.IGNORECASE,
    )
    for day in _DAYS
)
_MONTH = tuple(
    expression(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<m>\d{1,2})\s?[./-]\s?(?P<year>\d{4})",
        rf"{_NAME}\s*(?P<year>\d{{4}})",
        r"(?P<year>\d{4})[./](?P<m>\d{1,2})",
    )
)
_TIME_ALONE = expression(rf"(?:um\s+|ab\s+|bis\s+)?{_TIME}(?P<oclock>\s*(?:uhr|h))?", re.IGNORECASE)
_TWO_TIMES = expression(rf"(?P<first>.*\d)\s*(?:-|–|—|bis)\s*{_TIME}(?:\s*uhr)?", re.IGNORECASE)
_DAY_MONTH = expression(
    rf"\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_NAME})(?:,?\s+(?:um\s+)?{_TIME}(?:\s*uhr)?)?", re.IGNORECASE
)
_QUARTER = expression(
    r"(?:(?P<number>[1-4]|I{1,3}|IV)\.?\s*(?P<half>Quartal|Halbjahr)|Q\s?(?P<q>[1-4]))[\s/]*(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BEFORE_DATE = expression(
    r"^(?:bis|ab|am|seit|vom|spätestens)\s+(?:zum\s+|spätestens\s+)?", re.IGNORECASE
)
_MONTH_ALONE = expression(_NAME, re.IGNORECASE)
_PERIOD = expression(rf"(?:\b{_NAME}\s+)?\b(?P<year>(?:19|20)\d\d)$", re.IGNORECASE)
_DASHES = expression("[\u2010-\u2015\u2212]")


def proposed_moment(text: str) -> str | None:
    """Return a day, a day with its time, or a month as the records write it; None if not real."""
    written = as_written(text)
    year, month, day = (int(part) for part in f"{(written or '0')[:10]}-01-01".split("-")[:3])
    try:
        dt.date(year, month, day)
    except ValueError:
        return None
    return written


@lru_cache(maxsize=128)  # one way to write it wrongly is often repeated in every entry of a list
def as_written(text: str) -> str | None:
    """Return the same as `proposed_moment`, also where there is no such day or month."""
    text = _DASHES.sub("-", without_weekday(text))
    if any(char.isdigit() and not char.isascii() for char in text):
        return None  # digits of another script
    for pattern in _WHEN:
        if (match := pattern.fullmatch(text)) and (month := _month(match)) is not None:
            day = f"{_year(match)}-{month:02d}-{int(match['day']):02d}"
            return f"{day} {_clock(match)}" if match["hour"] else day
    for pattern in _MONTH:
        if (match := pattern.fullmatch(text)) and (month := _month(match)) is not None:
            return f"{_year(match)}-{month:02d}"
    return None


def without_preposition(text: str) -> str:
    """Return a text without „bis“, „ab“, „seit“ and the like before its date."""
    return _BEFORE_DATE.sub("", text.strip())


def weekday_of(text: str) -> int | None:
    """Return the weekday before a date, 0 for Monday; None where there is none."""
    match = _WEEKDAY.match(text.strip())
    return _WEEKDAYS.index(match[1].lower()) if match else None


def without_weekday(text: str) -> str:
    """Return a text without the weekday before its date."""
    return _WEEKDAY.sub("", text.strip())


def two_times(text: str) -> tuple[str, str] | None:
    """Return beginning and end of a text that holds both: `2026-10-07 09:30-11:30`; else None."""
    match = _TWO_TIMES.fullmatch(text.strip())
    start = proposed_moment(match["first"]) if match else None
    if match is None or start is None or " " not in start:
        return None
    return start, f"{start[:10]} {_clock(match)}"


def local_time(text: str) -> str | None:
    """Return a time without a day (`18:30`, `18.30 Uhr`, `18 Uhr`) as `18:30`; else None."""
    match = _TIME_ALONE.fullmatch(text.strip())
    if match is None or not (match["minute"] or match["oclock"]):
        return None
    # 1.10.25 is a day of 2025, no time with seconds.
    return None if proposed_moment(text) else _clock(match)


def without_year(text: str) -> bool:
    """Whether a text names a month, or a day of it, but no year: `31.12.`, `31. Dezember`."""
    month = _MONTH_ALONE.fullmatch(text.strip())
    return _DAY_MONTH.fullmatch(without_weekday(text)) is not None or (
        month is not None and month_called(month["month"]) is not None
    )


def period_named(text: str) -> str | None:
    """Return the month or year at the end of a text, or the quarter that it is; else None.

    2026-08 of `Ende August 2026`, 2026-07/2026-09 of `3. Quartal 2026`.
    """
    if quarter := _QUARTER.fullmatch(text.strip()):
        said = (quarter["q"] or quarter["number"]).lower()
        months = 6 if (quarter["half"] or "").lower() == "halbjahr" else 3
        number = _ROMAN.get(said) or int(said)
        if number * months <= 12:
            year = quarter["year"]
            return f"{year}-{(number - 1) * months + 1:02d}/{year}-{number * months:02d}"
    match = _PERIOD.search(text)
    if match is None or re.search(r"\d", text[: match.start()]):
        return None
    return as_written(match[0]) or match["year"]


def month_called(word: str) -> int | None:
    """Return the month that a word names, abbreviates or nearly names; None for any other."""
    word = word.lower()
    name = next((name for name in _MONTHS if name.startswith(word)), None)
    name = name or nearest(word, _MONTHS, cutoff=0.8)
    return _MONTHS[name] if name else None


def _year(match: re.Match[str]) -> str:
    """Return a year with four digits; two are read as POSIX does (strptime)."""
    digits = match["year"]
    return digits if len(digits) == 4 else f"{'20' if int(digits) < 69 else '19'}{digits}"


def _month(match: re.Match[str]) -> int | None:
    """Return the month that is named or numbered; None for a word that only begins like one."""
    groups = match.groupdict()
    if groups.get("m"):
        return int(groups["m"])
    return month_called(groups["month"])


def _clock(match: re.Match[str]) -> str:
    return f"{int(match['hour']):02d}:{match['minute'] or '00'}"
