"""Spans of days: calendar years, how long something was in force, what the records cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from ksnet.basics.frozen import frozen
from ksnet.records import german
from ksnet.records.base import Period
from ksnet.records.values import PartialDate
from ksnet.repository import Network

AnyPeriod = TypeVar("AnyPeriod", bound=Period)


@frozen
class Window:
    """A span of days, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    @cache
    def of_year(cls, year: int) -> Window:
        """Return the calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def of(cls, date: PartialDate) -> Window:
        """Return all days that a date can mean."""
        return cls(date.first, date.last)

    def passed(self, as_of: dt.date, until: PartialDate | None) -> Window:
        """Return the part up to a day, or to the end of what ended in it: at least one day."""
        ended = until.last if until and until.last >= self.first else self.last
        return Window(self.first, max(self.first, min(as_of, self.last, ended)))

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether the days from `first` to `last` overlap it."""
        return first <= self.last and last >= self.first

    def holds(self, first: dt.date, last: dt.date) -> bool:
        """Whether the days from `first` to `last` are all in it."""
        return self.first <= first and last <= self.last

    def surely_holds(self, date: PartialDate | None) -> bool:
        """Whether a date is in it on every reading; a missing or unknown one never is."""
        return (
            date is not None and date.precision != "unknown" and self.holds(date.first, date.last)
        )

    @property
    def year(self) -> int | None:
        """The calendar year that it is; None for other days."""
        year = self.first.year
        return year if self == Window.of_year(year) else None

    @property
    def text(self) -> str:
        """The span in German: `Jahr 2025`, or `01.01.2025 bis 31.03.2025`; open ends are named."""
        if self.year:
            return f"Jahr {self.year}"
        if self.last == dt.date.max:
            return f"ab {german.numeric_day(self.first)}"
        if self.first == dt.date.min:
            return f"bis {german.numeric_day(self.last)}"
        return f"{german.numeric_day(self.first)} bis {german.numeric_day(self.last)}"


@frozen
class TimeSpan:
    """When something was in force; a missing end is open."""

    since: PartialDate | None
    until: PartialDate | None

    @classmethod
    def of(cls, entry: Period) -> TimeSpan:
        """Return the span that an entry names."""
        return cls(entry.since, entry.until)

    def on(self, day: dt.date) -> bool:
        """Whether it may have been in force on a day."""
        return (self.since is None or self.since.first <= day) and (
            self.until is None or self.until.last >= day
        )

    def touches(self, window: Window) -> bool:
        """Whether it may have been in force on some day of a window."""
        first = self.since.first if self.since else dt.date.min
        last = self.until.last if self.until else dt.date.max
        return window.touches(first, last)

    def covers(self, window: Window) -> bool:
        """Whether it was certainly in force on every day of a window."""
        begun = self.since is None or (
            self.since.precision != "unknown" and self.since.last <= window.first
        )
        return begun and (self.until is None or self.until.first >= window.last)


def valid_on(entries: Iterable[AnyPeriod], day: dt.date) -> list[AnyPeriod]:
    """Return the entries that may be valid on a day."""
    return [entry for entry in entries if TimeSpan.of(entry).on(day)]


def not_after(date: PartialDate | None, day: dt.date) -> PartialDate | None:
    """Return a date, None where it certainly is after a day."""
    return date if date is not None and date.first <= day else None


def months_later(date: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of that month."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    for day in (date.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, day)
        except ValueError:
            continue
    return dt.date.max


def complete_on(network: Network, day: dt.date) -> bool:
    """Whether the records claim to be complete on a day."""
    return complete_for(network, Window(day, day))


def complete_for(network: Network, window: Window) -> bool:
    """Whether the records claim to be complete for a window, as far as the network existed in it.

    `complete_since` says so (default: the founding; without that never). A vague day counts from
    its end, but records that are complete from the founding are complete for the year of the
    founding however vague that is.
    """
    founded = network.record.founded
    start = network.record.covered_since
    if start is None:
        return False
    if start.last <= window.first:
        return True
    if founded is None:
        return False
    return start.last <= founded.first or (start == founded and window.surely_holds(founded))
