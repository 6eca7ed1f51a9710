"""What counts as a meeting of a group, for report, Vorlage, duties and deadlines alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from ksnet.duties.counting.events import NO_ANSWER, begins_within, is_past, may_begin_within
from ksnet.duties.counting.spans import Window
from ksnet.duties.counting.trainings import TRAINING_KINDS
from ksnet.records.event import EventRecord
from ksnet.records.network import Cadence, Group
from ksnet.records.vocabulary import EventKind
from ksnet.repository import FiledEvent

NO_MEETINGS = TRAINING_KINDS | {EventKind.FALLKONFERENZ, EventKind.OEFFENTLICHKEIT}
WITHOUT_MINUTES = NO_MEETINGS | {EventKind.SONSTIGE}  # of a case conference nothing is kept
# What is held by a group of the network, unlike Auftakt, Fortbildung and Fachtag; only as the
# meeting of a group it counts for its cadence.
GROUP_MEETINGS = frozenset(
    (
        EventKind.NETZWERKTREFFEN,
        EventKind.KONFERENZ,
        EventKind.GREMIENSITZUNG,
        EventKind.ARBEITSKREIS,
        EventKind.STEUERUNGSGRUPPE,
    )
)
# A training of such a kind is not also a meeting.
_OPEN_KINDS = frozenset((None, EventKind.SONSTIGE))


def is_meeting(event: EventRecord) -> bool:
    """Whether an event is a meeting by its kind; trainings, case conferences etc. are none."""
    if event.kind in _OPEN_KINDS:
        return event.qualification is None
    return event.kind not in NO_MEETINGS


def minutes_expected(event: EventRecord) -> bool:
    """Whether an event took place and is a meeting that needs minutes."""
    return event.took_place and event.kind is not None and event.kind not in WITHOUT_MINUTES


def meets_rule(event: EventRecord, rule: Cadence) -> bool:
    """Whether an event of a group counts for one of its rules, by its kinds or as a meeting."""
    return event.kind in rule.kinds if rule.kinds else is_meeting(event)


def is_meeting_of(event: EventRecord, group: Group) -> bool:
    """Whether an event is a meeting of a group, by what it is or by the kinds in its rules."""
    return group.id in event.groups and (
        is_meeting(event) or any(event.kind in rule.kinds for rule in group.cadence)
    )


def is_meeting_among(event: EventRecord, groups: Iterable[Group]) -> bool:
    """Whether an event is a meeting of the network: of one of its `groups`, or of none of them.

    What only bodies outside the network do is no meeting of the network.
    """
    known = [group for group in groups if group.id in event.groups]
    if not known:
        return is_meeting(event)
    return any(is_meeting_of(event, group) for group in known if not group.external)


def of_kinds(events: Iterable[FiledEvent], kinds: Collection[EventKind]) -> list[FiledEvent]:
    """Return the events of some kinds; none means all."""
    return [event for event in events if not kinds or event.record.kind in kinds]


class Meetings(NamedTuple):
    """Events of a window by their outcome.

    `doubtful` took place, but not certainly in the window; `unanswered` should have taken place,
    but nobody recorded whether.
    """

    held: list[FiledEvent]
    doubtful: list[FiledEvent]
    planned: list[FiledEvent]
    unanswered: list[FiledEvent]
    called_off: list[FiledEvent]


def sort_meetings(events: Iterable[FiledEvent], window: Window, as_of: dt.date) -> Meetings:
    """Sort the events that begin or may begin in a window by their outcome."""
    found = Meetings([], [], [], [], [])
    for event in events:
        record = event.record
        if not may_begin_within(record, window):
            continue
        if record.took_place:
            (found.held if begins_within(record, window) else found.doubtful).append(event)
        elif record.status is None or record.status in NO_ANSWER:
            unanswered = record.status is None or is_past(record, as_of)
            (found.unanswered if unanswered else found.planned).append(event)
        else:
            found.called_off.append(event)
    return found
