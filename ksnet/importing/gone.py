"""Events of the records that a calendar calls off as a whole, or no longer has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet

from ksnet.importing.calendars.reading import CalendarFile
from ksnet.importing.finding import identities_in
from ksnet.importing.notes import Question
from ksnet.records import german
from ksnet.repository import FiledEvent, Network
from ksnet.rules.overview import TO_COME


def notes_on_gone(
    network: Network, calendar: CalendarFile, matched: Collection[str], day: dt.date
) -> Iterator[str]:
    """Yield what to tell of events that have left their series, and of what nobody can find."""
    of_series: dict[str, list[FiledEvent]] = {}
    for event in left_series(network, calendar, matched, day):
        of_series.setdefault(_uid_of(event), []).append(event)
    for events in of_series.values():
        yield Question(_no_longer_there(events))
    known = {_uid_of(event) for event in network.events.values()}
    known.update(one.uid for one in calendar.appointments)
    if nowhere := sum(one.partition("#")[0] not in known for one in calendar.called_off):
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


def left_series(
    network: Network, calendar: CalendarFile, matched: Collection[str], day: dt.date
) -> Iterator[FiledEvent]:
    """Yield the events to come whose series is in the calendar, but no longer on their day."""
    present = identities_in(calendar)
    for event in events_to_come(network, calendar.complete - calendar.called_off, matched, day):
        original = (event.record.uid or "").partition("#")[2]
        within = calendar.years.first.date().isoformat(), calendar.years.last.date().isoformat()
        if original and event.record.uid not in present and within[0] <= original <= within[1]:
            yield event


def events_to_come(
    network: Network, uids: AbstractSet[str], matched: Collection[str], day: dt.date
) -> Iterator[FiledEvent]:
    """Yield the events from a day on with one of these UIDs of foreign calendars, or identities."""
    for event in network.events.values():
        record = event.record
        if (
            not uids.isdisjoint({record.uid or "", _uid_of(event)})
            and event.id not in matched
            and record.status in TO_COME
            and record.start is not None
            and record.start.date.last >= day
        ):
            yield event


def _uid_of(event: FiledEvent) -> str:
    """Return the UID of an event in a foreign calendar, without its day in a series."""
    return (event.record.uid or "").partition("#")[0]
