"""Of which events the records should have minutes: meetings, but not trainings or conferences.

Of a case conference nothing is kept.
"""

from __future__ import annotations

from ksnet.duties.counting.trainings import TRAINING_KINDS
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventKind, EventStatus

WITHOUT_MINUTES = TRAINING_KINDS | {
    EventKind.FALLKONFERENZ,
    EventKind.OEFFENTLICHKEIT,
    EventKind.SONSTIGE,
}


def minutes_expected(event: EventRecord) -> bool:
    """Whether an event took place and is a meeting that needs minutes."""
    return (
        event.status is EventStatus.STATTGEFUNDEN
        and event.kind is not None
        and event.kind not in WITHOUT_MINUTES
    )
