"""In which span of days an event lies, as far as its date is known."""

from __future__ import annotations

import datetime as dt

from ksnet.counting.spans import Window
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventStatus

NO_ANSWER = frozenset((EventStatus.GEPLANT, EventStatus.BESTAETIGT, EventStatus.ANGEKUENDIGT))


def last_day(record: EventRecord) -> dt.date | None:
    """Return the latest day on which an event can end; None where not even the year is known."""
    if record.start is None:
        return None
    return max(record.start.date.last, record.end.date.last) if record.end else record.start.date.last


def touches(record: EventRecord, window: Window) -> bool:
    """Whether an event may lie in a window; one without any date never does."""
    last = last_day(record)
    return record.start is not None and last is not None and window.touches(record.start.date.first, last)


def begins_within(record: EventRecord, window: Window) -> bool:
    """Whether an event certainly begins in a window."""
    return record.start is not None and window.holds(record.start.date.first, record.start.date.last)


def is_past(record: EventRecord, as_of: dt.date) -> bool:
    """Whether an event lies before a day for certain."""
    last = last_day(record)
    return last is not None and last < as_of
