"""The single days of a series in a calendar file (RFC 5545), by recurring-ical-events.

Faults of that library (3.8.2) are avoided beforehand: it follows a rule that never matches to the
year 9999, UNTIL as a day excludes that day, UNTIL without a zone counts as UTC, an exception or
EXDATE of the other kind (day or time) than its series is missed, EXRULE is not read, and an
exception whose day EXDATE names as well is lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from types import ModuleType
from typing import Any, NamedTuple, cast

from dateutil import rrule as dateutil_rules  # type: ignore[import-untyped]  # has no types
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # has no types
from icalendar import Calendar, Event, vDDDLists, vRecur

from ksnet.importing.calendars.appointments import wall_clock
from ksnet.records import german
from ksnet.records.values import FIRST_YEAR, LAST_YEAR

MOST_OCCURRENCES = 60  # of one series
MOST_STEPS = 300_000  # of all rules of a file; a daily rule takes one per day
_FREQUENCIES = {"DAILY": 1, "WEEKLY": 4, "MONTHLY": 10, "YEARLY": 10}
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
SERIES_PROPERTIES = ("RRULE", "RDATE", "EXDATE", "EXRULE")


class Years(NamedTuple):
    """The period from which appointments of a series are imported."""

    first: dt.datetime
    last: dt.datetime

    @property
    def in_words(self) -> str:
        """The period in German."""
        first, last = (german.numeric_day(moment.date()) for moment in self)
        return f"vom {first} bis zum {last}"


class Occurrence(NamedTuple):
    """One appointment of a series: its component, and its original local time in the series."""

    component: Event
    original: dt.datetime | None


class Occurrences(NamedTuple):
    """The appointments of a series within a period.

    `cut`: there are more of them; `later`: it goes on behind the period; `missed`: days that EXDATE
    or RECURRENCE-ID names with another hour than the series, so that the appointment stays.
    """

    found: list[Occurrence]
    cut: bool
    later: bool
    missed: list[dt.date]


class OddRule(Exception):
    """A series repeats in a way that no meeting does."""


def years_around(day: dt.date, first: dt.date | None = None, last: dt.date | None = None) -> Years:
    """Return the period from `first` to `last`, by default this year and the next."""
    year = max(day.year, FIRST_YEAR)
    begin = first or dt.date(year, 1, 1)
    end = last or dt.date(min(max(year, begin.year) + 1, LAST_YEAR), 12, 31)
    return Years(dt.datetime.combine(begin, dt.time.min), dt.datetime.combine(end, dt.time(23, 59)))


def steps_of(event: Event, years: Years) -> int:
    """Return roughly how many days have to be computed for the rules of a series."""
    start = property_value(event, "DTSTART")
    days = max(0, (years.last.date() - dt.date(start.year, start.month, start.day)).days)
    rules = (*as_values(event.get("RRULE")), *as_values(event.get("EXRULE")))
    return sum(
        days // _FREQUENCIES.get(str(rule.get("FREQ", [""])[0]).upper(), 1) for rule in rules
    )


@contextmanager
def no_later_than(year: int) -> Iterator[None]:
    """Let dateutil (2.9) follow rules to the end of a year, not to `datetime.MAXYEAR`.

    That is how far it follows a rule that matches nothing.
    """
    bounded = ModuleType("datetime")
    bounded.__dict__.update(dt.__dict__, MAXYEAR=year)
    dateutil_rules.datetime = bounded
    try:
        yield
    finally:
        dateutil_rules.datetime = dt


def occurrences(
    master: Event, exceptions: list[Event], zone: dt.tzinfo, years: Years
) -> Occurrences:
    """Return when a series takes place, its exceptions at their own start.

    Raises OddRule, and whatever the libraries raise.
    """
    from recurring_ical_events import CalendarQuery  # type: ignore[import-untyped]  # has no types

    start = property_value(master, "DTSTART")
    # An exception may come from a later day.
    limit = _like(years.last + dt.timedelta(days=400), start, zone)
    ends = [_limit_rule(rule, start, limit, zone) for rule in as_values(master.get("RRULE"))]
    replaced = []
    for exception in exceptions:
        original: Any = exception["RECURRENCE-ID"]
        original.dt = _like(_left_out(original.dt, start, zone), start, zone)
        replaced.append(original.dt)
    without = [
        _left_out(day.dt, start, zone)
        for days in as_values(master.get("EXDATE"))
        for day in days.dts
    ]
    for rule in as_values(master.pop("EXRULE", None)):
        _limit_rule(rule, start, limit, zone)
        without += islice(_starts(rule, start), MOST_STEPS)
    master.pop("EXDATE", None)
    if kept := [day for day in without if day not in replaced]:
        master["EXDATE"] = vDDDLists(kept)
    _put_right(master, start, zone)
    calendar = Calendar()
    for component in (master, *exceptions):
        calendar.add_component(component)
    found = []
    days: set[dt.date] = set()
    for component in CalendarQuery(calendar).between(
        years.first, years.last + dt.timedelta(minutes=1)
    ):
        begin = wall_clock_of(component, "DTSTART", zone)
        if begin is not None and years.first <= begin <= years.last:
            original = _original(component, exceptions)
            if original not in replaced:
                days.add(original.date() if isinstance(original, dt.datetime) else original)
            found.append((begin, Occurrence(component, wall_clock(original, zone))))
    found.sort(key=lambda pair: pair[0])
    gone = {*replaced, *kept}
    firsts = _firsts(master, start, gone) if start in gone else (start,)
    dated = [
        day
        for one in (*firsts, *_dated(master))
        if one not in gone and (day := wall_clock(one, zone))
    ]
    open_end = any(
        end is None or (wall_clock(end, zone) or years.last) > years.last for end in ends
    ) or any(day > years.last for day in dated)
    begins_before = any(day < years.first for day in dated)
    cut = open_end or begins_before or len(found) > MOST_OCCURRENCES
    return Occurrences(
        [occurrence for _, occurrence in found[:MOST_OCCURRENCES]],
        cut,
        open_end,
        missed=[day for day in _at_another_hour(master, [*kept, *replaced], start) if day in days],
    )


def _firsts(master: Event, start: Any, gone: Collection[Any]) -> Iterator[Any]:  # noqa: ANN401  (a day or a time)
    """Yield the first day of each rule that stayed."""
    for rule in as_values(master.get("RRULE")):
        days = islice(_starts(rule, start), MOST_STEPS)
        yield from islice((day for day in days if day not in gone), 1)


def _dated(master: Event) -> Iterator[Any]:
    """Yield the days and times that a series names one by one."""
    for days in as_values(master.get("RDATE")):
        for day in days.dts:
            yield day.dt[0] if isinstance(day.dt, tuple) else day.dt


def _at_another_hour(master: Event, without: list[Any], start: Any) -> list[dt.date]:  # noqa: ANN401  (a day or a time)
    """Return the days of times at which a series never takes place."""
    if not isinstance(start, dt.datetime) or "RDATE" in master:
        return []
    hours = [rule for rule in as_values(master.get("RRULE")) if {*_TIMES_OF_DAY} & {*rule}]
    times = [day for day in without if isinstance(day, dt.datetime)]
    return sorted({day.date() for day in times if day.time() != start.time() and not hours})


def _limit_rule(rule: vRecur, start: Any, limit: Any, zone: dt.tzinfo) -> Any:  # noqa: ANN401  (a day or a time)
    """Let a rule end at the limit; return its own end, None where it has none."""
    parts = {str(key).upper(): value for key, value in rule.items()}
    several = [len(parts.get(key, ())) or 1 for key in _TIMES_OF_DAY]
    odd = (
        str(parts.get("FREQ", [""])[0]).upper() not in _FREQUENCIES
        or several[0] * several[1] * several[2] > 24
    )
    if odd or any(int(parts.get(key, [1])[0]) < 1 for key in ("INTERVAL", "COUNT")):
        raise OddRule
    if "BYWEEKNO" in parts and parts.keys().isdisjoint(("BYDAY", "BYMONTHDAY", "BYYEARDAY")):
        # What a rule leaves open is that of DTSTART (RFC 5545 § 3.3.10); dateutil takes the week.
        rule["BYDAY"] = ["MO TU WE TH FR SA SU".split()[start.weekday()]]
    until = parts["UNTIL"][0] if "UNTIL" in parts else None
    if until is not None and not isinstance(until, dt.datetime):
        until = dt.datetime.combine(until, dt.time(23, 59, 59))  # a day counts until its end
    own = None if until is None else _like(until, start, zone)
    end = limit if own is None else min(own, limit)
    count = rule.pop("COUNT", None)
    rule["UNTIL"] = [end.astimezone(dt.UTC) if isinstance(end, dt.datetime) else end]
    if count and int(count[0]) < MOST_STEPS:  # dateutil allows only one of both
        every = list(islice(_starts(rule, start), int(count[0])))
        if len(every) >= int(count[0]):
            if _like(every[0], start, zone) != start:
                every.pop()  # DTSTART counts as the first, also where the rule misses it
            own = _like(every[-1] if every else start, start, zone)
            rule["UNTIL"] = [own.astimezone(dt.UTC) if isinstance(own, dt.datetime) else own]
    return own


def _put_right(master: Event, start: Any, zone: dt.tzinfo) -> None:  # noqa: ANN401  (a day or a time)
    """Give further days of a series (RDATE) the kind of its start; periods keep their length."""
    days: list[Any] = []
    for day in (day.dt for dates in as_values(master.get("RDATE")) for day in dates.dts):
        if isinstance(day, tuple):
            first, last = day
            length = last if isinstance(last, dt.timedelta) else last - first
            days.append((_like(first, start, zone), length))
        else:
            days.append(_like(day, start, zone))
    if days:
        master["RDATE"] = vDDDLists(days)


def _like(value: Any, start: Any, zone: dt.tzinfo) -> Any:  # noqa: ANN401  (days and times)
    """Return a day or time with the kind and zone of the start of a series."""
    if not isinstance(start, dt.datetime):
        return (
            (value.astimezone(zone) if value.tzinfo else value).date()
            if isinstance(value, dt.datetime)
            else value
        )
    if not isinstance(value, dt.datetime):
        return start.replace(year=value.year, month=value.month, day=value.day)
    return value.astimezone(start.tzinfo) if value.tzinfo else value.replace(tzinfo=start.tzinfo)


def _left_out(value: Any, start: Any, zone: dt.tzinfo) -> Any:  # noqa: ANN401  (a day or a time)
    """Return what is left out or replaced: a whole day for midnight, which exporters write."""
    if not isinstance(value, dt.datetime):
        return value
    day = _like(value, start, zone)
    midnight = isinstance(day, dt.datetime) and day.time() == dt.time.min != start.time()
    return day.date() if midnight else day


def _original(component: Event, exceptions: list[Event]) -> Any:  # noqa: ANN401  (a day or a time)
    """Return the original time of an appointment in its series.

    Those after a moved one (THISANDFUTURE) are shifted by the same time.
    """
    begin, original = property_value(component, "DTSTART"), cast("Any", component["RECURRENCE-ID"])
    if str(original.params.get("RANGE", "")).upper() != "THISANDFUTURE":
        return original.dt
    moved = next(one for one in exceptions if property_value(one, "RECURRENCE-ID") == original.dt)
    return begin - (property_value(moved, "DTSTART") - original.dt)


def _starts(rule: Any, start: Any) -> Iterator[Any]:  # noqa: ANN401  (days and times)
    yield from rrulestr(rule.to_ical().decode(), dtstart=start)


def as_values(value: Any) -> list[Any]:  # noqa: ANN401  (icalendar gives one or several)
    """Return the values of a property as a list."""
    return [] if value is None else value if isinstance(value, list) else [value]


def property_value(event: Event, name: str) -> Any:  # noqa: ANN401  (a day, a time, a length, or whatever stands there)
    """Return the day or time of a property, None where there is none."""
    return getattr(event.get(name), "dt", None)


def wall_clock_of(event: Event, name: str, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the time of a property as `wall_clock` gives it."""
    return wall_clock(property_value(event, name), zone)
