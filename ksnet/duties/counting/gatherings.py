"""Which events of a year a law asks for by their kind, such as a yearly Netzwerkkonferenz."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from ksnet.duties.counting.events import NO_ANSWER, begins_within, may_begin_within
from ksnet.duties.counting.spans import Window
from ksnet.records.vocabulary import EventKind
from ksnet.repository import FiledEvent


class Gatherings(NamedTuple):
    """Events that took place, that are to come, and whose outcome or year is uncertain."""

    held: list[FiledEvent]
    planned: list[FiledEvent]
    doubtful: list[FiledEvent]


def sort_gatherings(
    events: Iterable[FiledEvent],
    kinds: Collection[EventKind],
    window: Window,
    as_of: dt.date,
) -> Gatherings:
    """Sort the events of some kinds (none means all) that may begin in a window."""
    found = Gatherings([], [], [])
    for event in events:
        record = event.record
        if (
            (kinds and record.kind not in kinds)
            or not may_begin_within(record, window)
            or record.start is None
        ):
            continue
        if record.took_place:
            (found.held if begins_within(record, window) else found.doubtful).append(event)
        elif record.status in NO_ANSWER:
            (found.planned if record.start.date.last >= as_of else found.doubtful).append(event)
    return found
