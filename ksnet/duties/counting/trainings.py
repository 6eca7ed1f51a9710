"""Which events count as Qualifizierungsangebote of the law, and why others do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from ksnet.duties.counting.events import NO_ANSWER, begins_within, is_past, may_begin_within
from ksnet.duties.counting.spans import Window
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventKind, EventStatus
from ksnet.repository import FiledEvent

TRAINING_KINDS = frozenset(
    (EventKind.FACHTAG, EventKind.FORTBILDUNG, EventKind.FACHVORTRAG, EventKind.WORKSHOP)
)


class Trainings(NamedTuple):
    """The trainings of a year: those that count, those still to come, and those that do not count.

    `doubtful` took place, but not certainly in this year.
    """

    held: list[FiledEvent]
    planned: list[FiledEvent]
    doubtful: list[FiledEvent]
    others: list[FiledEvent]

    @property
    def unanswered(self) -> list[FiledEvent]:
        """Those of which all that they lack to count is that they were held."""
        return [event for event in self.others if _is_unanswered(event.record)]

    @property
    def unsettled(self) -> list[FiledEvent]:
        """Those whose record leaves open whether they count, and that were not called off."""
        return [event for event in self.others if _is_unsettled(event.record)]


def is_interdisciplinary(event: EventRecord) -> bool:
    """Whether an event is recorded as interdisciplinary, for two categories of § 9 Abs. 4 or more.

    § 9 Abs. 5 speaks of „Einrichtungen oder Berufsgruppen nach Absatz 4“, all of it: those of Satz
    2 (`weitere`) count, but together as one, since the record does not say whether they are of
    several professions.
    """
    qualification = event.qualification
    return (
        qualification is not None
        and event.kind is not EventKind.FALLKONFERENZ
        and qualification.interdisciplinary is True
        and len(set(qualification.categories)) > 1
    )


def counts(event: EventRecord, window: Window) -> bool:
    """Whether an event counts in a year: interdisciplinary, held, and certainly in that year."""
    return event.took_place and is_interdisciplinary(event) and begins_within(event, window)


def is_candidate(event: EventRecord) -> bool:
    """Whether an event may be taken for a training, by its kind or its record."""
    return event.kind is not EventKind.FALLKONFERENZ and (
        event.qualification is not None or event.kind in TRAINING_KINDS
    )


def _is_unanswered(event: EventRecord) -> bool:
    return is_interdisciplinary(event) and event.status in NO_ANSWER


def _is_unsettled(event: EventRecord) -> bool:
    said = event.qualification
    return event.status is not EventStatus.ABGESAGT and (
        said is None
        or said.interdisciplinary is None
        or (said.interdisciplinary and len(set(said.categories)) < 2)
    )


def sort_trainings(events: Iterable[FiledEvent], window: Window, as_of: dt.date) -> Trainings:
    """Sort the trainings among `events` that are or may be in a year."""
    found = Trainings([], [], [], [])
    for event in events:
        record = event.record
        if not is_candidate(record) or not may_begin_within(record, window):
            continue
        if counts(record, window):
            found.held.append(event)
        elif not is_interdisciplinary(record):
            found.others.append(event)
        elif record.took_place:
            found.doubtful.append(event)
        elif record.status in NO_ANSWER and not is_past(record, as_of):
            found.planned.append(event)
        else:
            found.others.append(event)
    return found


def why_not(event: EventRecord, window: Window, as_of: dt.date) -> str:
    """Return in German why an event does not count in a year; empty where it does or still may."""
    qualification = event.qualification
    if counts(event, window):
        return ""
    if qualification is None or event.kind is EventKind.FALLKONFERENZ:
        return "nicht als Qualifizierungsangebot erfasst"
    if qualification.interdisciplinary is not True:
        return "nicht als interdisziplinär erfasst"
    if len(set(qualification.categories)) < 2:
        return "weniger als zwei Zielgruppen"
    if event.took_place:
        return "nicht sicher in diesem Jahr"
    if event.status in NO_ANSWER:
        return "Ergebnis nicht erfasst" if is_past(event, as_of) else ""
    return "hat nicht stattgefunden"
