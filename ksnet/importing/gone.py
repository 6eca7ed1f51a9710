"""Events of the records that a calendar calls off as a whole, or no longer has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ksnet.duties.counting.events import NO_ANSWER
from ksnet.importing.calendars.appointments import uid_and_day
from ksnet.importing.calendars.reading import CalendarFile
from ksnet.importing.finding import Finder
from ksnet.importing.notes import Question
from ksnet.records import german
from ksnet.repository import FiledEvent


def notes_on_gone(finder: Finder, calendar: CalendarFile, day: dt.date) -> Iterator[str]:
    """Yield what to tell of events that have left their series, and of what nobody can find."""
    of_series: dict[str, list[FiledEvent]] = {}
    for event in left_series(finder, calendar, day):
        of_series.setdefault(_uid_of(event), []).append(event)
    for events in of_series.values():
        yield Question(_no_longer_there(events))
    yield from map(_gone_alone, _gone_singly(finder, calendar, day))
    known = {_uid_of(event) for event in finder.network.events.values()}
    known.update(one.uid for one in calendar.appointments)
    if nowhere := sum(uid_and_day(one)[0] not in known for one in calendar.called_off):
        yield (
            f"{german.plural(nowhere, 'Absage nennt', 'Absagen nennen')} weder Tag noch Titel; in den Unterlagen steht kein Termin dazu."
        )


def _no_longer_there(events: Sequence[FiledEvent]) -> str:
    """Say which events of a series the calendar no longer has, and how they are called off."""
    title, first = german.quoted(events[0].record.title), events[0]
    if len(events) == 1:
        when = german.moment_text(first.record.start, weekday=False)
        return f"{title} am {when}: steht im Kalender nicht mehr in seiner Serie; in den Unterlagen bleibt er. Fällt er aus: ksnet record {first.id} --status abgesagt"
    days = german.join(
        german.numeric_day(one.record.start.date.first) for one in events if one.record.start
    )
    ids = ",".join(one.id for one in events)
    return f"{title}: {len(events)} Termine stehen im Kalender nicht mehr in ihrer Serie ({days}); in den Unterlagen bleiben sie. Fallen sie aus: ksnet set {ids} status=abgesagt"


def _gone_alone(event: FiledEvent) -> str:
    when = german.moment_text(event.record.start, weekday=False)
    return f"{german.quoted(event.record.title)} am {when}: steht nicht (mehr) in diesem Kalender, oder ist dort privat; in den Unterlagen bleibt er. Fällt er aus: ksnet record {event.id} --status abgesagt"


def _gone_singly(finder: Finder, calendar: CalendarFile, day: dt.date) -> list[FiledEvent]:
    """Return the events to come that a calendar had, as it seems, and no longer has.

    A file that holds fewer of the known ones than it lacks is another calendar, or an invitation.
    """
    last = max((one.start.date.last for one in calendar.appointments), default=day)
    here = sum(bool(finder.network.events[ident].record.uid) for ident in finder.matched)
    gone = [
        event
        for event in events_to_come(finder, _single_uids(finder) - calendar.called_off, day)
        if event.record.start is not None and event.record.start.date.first <= last
    ]
    return gone if len(gone) <= here > 1 else []


def _single_uids(finder: Finder) -> set[str]:
    """Return the UIDs of free events of no series that the calendar does not have."""
    uids = {event.record.uid or "" for event in finder.free()}
    return {uid for uid in uids - finder.present if uid and uid_and_day(uid)[0] == uid}


def left_series(finder: Finder, calendar: CalendarFile, day: dt.date) -> Iterator[FiledEvent]:
    """Yield the events to come whose series is in the calendar, but no longer on their day."""
    first, last = (moment.date().isoformat() for moment in calendar.years)
    for event in events_to_come(finder, calendar.complete - calendar.called_off, day):
        _, original = uid_and_day(event.record.uid or "")
        if original and event.record.uid not in finder.present and first <= original <= last:
            yield event


def events_to_come(finder: Finder, uids: AbstractSet[str], day: dt.date) -> Iterator[FiledEvent]:
    """Yield the free events from a day on with one of these foreign UIDs or identities."""
    for event in finder.free():
        record = event.record
        if (
            not uids.isdisjoint({record.uid or "", _uid_of(event)})
            and record.status in NO_ANSWER
            and record.start is not None
            and record.start.date.last >= day
        ):
            yield event


def _uid_of(event: FiledEvent) -> str:
    """Return the UID of an event in a foreign calendar, without its day in a series."""
    return uid_and_day(event.record.uid or "")[0]
