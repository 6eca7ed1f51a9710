"""A network as it was known on a day: what took place later was still to come."""

from __future__ import annotations

import datetime as dt

from ksnet.basics.frozen import replace
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventStatus
from ksnet.repository import Network

# What became of an event that was still to come.
_NOTHING_YET = {
    "status": EventStatus.GEPLANT,
    "attendance": None,
    "evaluation": (),
    "results": (),
    "minutes": None,
    "summary": None,
}


def came_later(record: EventRecord, day: dt.date) -> bool:
    """Whether an event took place, but certainly after a day."""
    date = record.date
    return record.took_place and date is not None and date.first > day


def as_known_on(network: Network, day: dt.date) -> Network:
    """Return a network without what became of its events after a day; they were planned then."""
    later = {
        ident: replace(event, record=event.record.model_copy(update=_NOTHING_YET))
        for ident, event in network.events.items()
        if came_later(event.record, day)
    }
    return replace(network, events=network.events | later) if later else network
