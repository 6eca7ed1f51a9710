"""Series in calendar files (RFC 5545, RRULE) as the single days on which they take place, within reason."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # has no types
from icalendar import Event

from ksnet.importing.appointments import local_time
from ksnet.records.values import FIRST_YEAR, LAST_YEAR

MOST_OCCURRENCES = 60  # of one series
MOST_STEPS = 200_000  # in which a rule is followed from its first day on
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))


class Years(NamedTuple):
    """The time from which appointments of a series are taken over."""

    first: dt.datetime
    last: dt.datetime


class Occurrences(NamedTuple):
    """When a series takes place within the years that are looked at, and whether there is more of it than that."""

    starts: list[dt.datetime]
    cut: bool


def years_around(day: dt.date) -> Years:
    """Return this year and the next."""
    year = max(day.year, FIRST_YEAR)
    return Years(dt.datetime(year, 1, 1), dt.datetime(min(year + 1, LAST_YEAR), 12, 31, 23, 59))


def occurrences(event: Event, begin: dt.datetime, zone: ZoneInfo, years: Years) -> Occurrences | None:
    """Return when a series that begins at a local time takes place; None where it repeats as no meeting does."""
    rule: Any = event["RRULE"]
    parts = {} if isinstance(rule, list) else {str(key).upper(): value for key, value in rule.items()}
    frequency = str(parts.get("FREQ", [""])[0]).upper()
    if frequency not in _FREQUENCIES or {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys():
        return None
    until = _until(parts, zone)
    end = min(until, years.last) if until else years.last
    if end < begin:
        return Occurrences([], cut=True)
    try:
        count = int(parts["COUNT"][0]) if "COUNT" in parts else None
        followed = rrulestr(_text(parts), dtstart=begin).replace(until=end)
        every = list(islice(followed, min(count or MOST_STEPS, MOST_STEPS)))
    except (ValueError, TypeError, OverflowError):
        return Occurrences([begin], cut=True)
    without = {
        moment for dates in _as_list(event.get("EXDATE")) for d in dates.dts if (moment := local_time(d.dt, zone))
    }
    shown = [start for start in every if start >= years.first and start not in without]
    ends_within = (count is not None and len(every) == count) or (until is not None and until <= years.last)
    begins_before = every[:1] < [years.first]
    return Occurrences(shown[:MOST_OCCURRENCES], not ends_within or len(shown) > MOST_OCCURRENCES or begins_before)


def _until(parts: dict[str, Any], zone: ZoneInfo) -> dt.datetime | None:
    """Return the last local time of a series; of a day, its last minute."""
    if "UNTIL" not in parts:
        return None
    value = parts["UNTIL"][0]
    until = local_time(value, zone)
    return until + dt.timedelta(days=1, minutes=-1) if until and not isinstance(value, dt.datetime) else until


def _text(parts: dict[str, Any]) -> str:
    """Return a rule without its end, which dateutil would compare with times of another kind."""
    kept = {key: values for key, values in parts.items() if key not in {"UNTIL", "COUNT"}}
    return ";".join(f"{key}={','.join(_plain(value) for value in values)}" for key, values in kept.items())


def _plain(value: object) -> str:
    to_ical = getattr(value, "to_ical", None)
    return to_ical().decode() if to_ical else str(value)


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401  (icalendar gives one or several)
    return [] if value is None else value if isinstance(value, list) else [value]
