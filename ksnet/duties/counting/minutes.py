"""Of which events the records should hold minutes: of meetings,
not of trainings, and nothing of a case conference.
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
    """Whether an event took place and is a meeting of which minutes are asked."""
    return (
        event.status is EventStatus.STATTGEFUNDEN
        and event.kind is not None
        and event.kind not in WITHOUT_MINUTES
    )
