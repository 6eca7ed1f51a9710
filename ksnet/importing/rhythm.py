"""New events as lines in the order of their dates; those that differ in nothing but the day are one line."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ksnet.documents.events import venue_text
from ksnet.importing.event_plan import NewEvent
from ksnet.records import german
from ksnet.records.event import Location
from ksnet.records.values import Moment, parse_moment
from ksnet.records.vocabulary import EventMode, EventStatus

SERIES = 3  # how many alike are shown as one line
IDENTITY = ("uid",)  # what each event of a series has of its own, and no reader wants to see
_SHOWN = frozenset(("title", "kind", "start", "end", "all_day", *IDENTITY))
_WEEKDAYS = ("montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags")


def event_lines(events: Sequence[NewEvent], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each event or series, in the order of their first days; `names` are those of groups by id."""
    alike: dict[str, list[NewEvent]] = {}
    for event in sorted(events, key=lambda event: (event.data["start"], event.id)):
        alike.setdefault(_sameness(event), []).append(event)
    lines = []
    for same in alike.values():
        parts = [same] if len(same) >= SERIES else [[event] for event in same]
        lines += [(part[0].data["start"], _line(part, names)) for part in parts]
    yield from (text for _, text in sorted(lines))


def _moments(event: NewEvent) -> tuple[Moment, Moment | None]:
    start, end = event.data["start"], event.data.get("end")
    return parse_moment(start), parse_moment(end) if end else None


def _sameness(event: NewEvent) -> str:
    """Return what an event has in common with others of its series: all but the day."""
    start, end = _moments(event)
    length = (end.date.first - start.date.first).days if end else 0
    times = (start.time, end.time if end else None)
    rest = {key: value for key, value in event.data.items() if key not in {"start", "end", *IDENTITY}}
    return repr((times, length, rest))


def _line(events: Sequence[NewEvent], names: Mapping[str, str]) -> str:
    first = events[0]
    words = list(_rest(first.data, names))
    start, end = _moments(first)
    times = german.times_text(start, end)
    if len(events) == 1:
        day = ", ".join(filter(None, (german.days_text(start, end), times)))
        return "; ".join([f"{day}: {first.data['title']}", *words, f"Datei {first.id}.yaml"])
    days = _rhythm([_moments(event)[0].date.first for event in events])
    return "; ".join(
        [f"{first.data['title']}: {len(events)} Termine, {', '.join(filter(None, (days, times)))}", *words]
    )


def _rhythm(days: Sequence[dt.date]) -> str:
    """Return the days of a series: by weekday where they are weeks apart, else each of them."""
    step = math.gcd(*((later - earlier).days for earlier, later in pairwise(days)))
    if not step or step % 7:
        return f"am {german.join(map(german.numeric_day, days))}"
    all_days = [days[0] + dt.timedelta(n) for n in range(0, (days[-1] - days[0]).days + 1, step)]
    missing = [day for day in all_days if day not in days]
    if len(missing) > len(days):
        return f"am {german.join(map(german.numeric_day, days))}"
    often = "jede Woche " if step == 7 else f"alle {step // 7} Wochen "
    left_out = f", nicht am {german.join(map(german.numeric_day, missing))}" if missing else ""
    weekday = _WEEKDAYS[days[0].weekday()]
    return f"{often}{weekday}, {german.numeric_day(days[0])} bis {german.numeric_day(days[-1])}{left_out}"


def _rest(data: dict[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what else is recorded of an event, in words."""
    for key, value in data.items():
        if key in _SHOWN:
            continue
        if key == "location":
            yield f"Ort: {venue_text(Location(**value))}"
        elif key == "status":
            yield EventStatus.of(value).label
        elif key == "mode":
            yield EventMode.of(value).label
        elif key == "rescheduled_from":
            yield f"verlegt vom {german.join(german.moment_text(parse_moment(one), weekday=False) for one in value)}"
        else:
            label = {"groups": "Gremium", "theme": "Thema"}.get(key, key)
            yield f"{label}: {', '.join(names.get(one, one) for one in (value if isinstance(value, list) else [value]))}"
