"""In which span of days an event is, as far as its date is known."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

from ksnet.duties.counting.spans import Window
from ksnet.records.event import EventRecord
from ksnet.records.values import Moment, PartialDate, parse_date
from ksnet.records.vocabulary import CountOf, EventKind, EventStatus

PLANNED = frozenset((EventStatus.GEPLANT, EventStatus.BESTAETIGT))
NO_ANSWER = frozenset((EventStatus.GEPLANT, EventStatus.BESTAETIGT, EventStatus.ANGEKUENDIGT))
# Which numbers of an attendance say how many people were there; registrations do not.
PEOPLE_THERE = frozenset((None, CountOf.ANWESEND, CountOf.PERSONEN))
# Kinds of events that may prepare the founding of a network, and how many days before it.
_PREPARING = frozenset((
    EventKind.STEUERUNGSGRUPPE, EventKind.GREMIENSITZUNG, EventKind.ARBEITSKREIS,
    EventKind.AUFTAKT, EventKind.KONFERENZ,
))  # fmt: skip
_PREPARATION = dt.timedelta(days=366)


def last_of(start: Moment, end: Moment | None) -> dt.date:
    """Return the latest day that a beginning and an end leave open."""
    return max(start.date.last, end.date.last) if end else start.date.last


def last_day(record: EventRecord) -> dt.date | None:
    """Return the latest day on which an event can end; None where not even the year is known."""
    return last_of(record.start, record.end) if record.start else None


def touches(record: EventRecord, window: Window) -> bool:
    """Whether an event may touch a window; one without any date never does."""
    date, last = record.date, last_day(record)
    return date is not None and last is not None and window.touches(date.first, last)


def begins_within(record: EventRecord, window: Window) -> bool:
    """Whether an event certainly begins in a window."""
    return window.surely_holds(record.date)


def may_begin_within(record: EventRecord, window: Window) -> bool:
    """Whether an event may begin in a window; one without any date never does."""
    return (date := record.date) is not None and window.touches(date.first, date.last)


def planned_dates(ident: str, record: EventRecord) -> tuple[PartialDate | None, PartialDate | None]:
    """Return the day for which an event was first planned, by its file name and by its record."""
    first = record.rescheduled_from[0] if record.rescheduled_from else record.start
    return _date_of_name(ident), first.date if first else None


def contradict(named: PartialDate | None, first: PartialDate | None) -> bool:
    """Whether no reading of two vague dates makes them the same."""
    if named is None or first is None:
        return False
    return not Window.of(named).touches(first.first, first.last)


def misdated(ident: str, record: EventRecord) -> bool:
    """Whether the date in the file name and in the file contradict, so that either may be right."""
    start = record.start
    if start is None or ident.startswith(start.date.text):  # as it mostly is
        return False
    return contradict(*planned_dates(ident, record))


def _date_of_name(ident: str) -> PartialDate | None:
    digits = "-".join(takewhile(str.isdigit, ident.split("-")))
    try:
        return parse_date(digits)
    except ValueError:  # `undated`, or a day that no month has
        return None


def too_early(ident: str, record: EventRecord, founded: PartialDate) -> bool:
    """Whether an event is before the founding of its network, and cannot have prepared it."""
    date = record.date
    if date is None or date.last >= founded.first or misdated(ident, record):
        return False
    return record.kind not in _PREPARING or founded.first - date.last > _PREPARATION


def is_past(record: EventRecord, as_of: dt.date) -> bool:
    """Whether an event is certainly before a day."""
    last = last_day(record)
    return last is not None and last < as_of
