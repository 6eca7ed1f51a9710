"""The events of a network for an audience: selected, in order, and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import get_args

from ksnet.documents.calendar_entry import CalendarEntry, LocationPart, SessionTime, time_order
from ksnet.documents.membership import to_reach
from ksnet.duties.counting.events import NO_ANSWER, is_past, touches
from ksnet.duties.counting.known import came_later
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import UNNAMED, WhoIsWho
from ksnet.records import german
from ksnet.records.event import AgendaItem, EventRecord, Location, Registration
from ksnet.records.vocabulary import EventKind, EventMode, EventStatus
from ksnet.repository import FiledEvent, Network

NO_STATUS = "Stand nicht erfasst"


def events_in_order(events: Iterable[FiledEvent]) -> list[FiledEvent]:
    """Sort the events of one network."""
    return sorted(events, key=lambda event: time_order(event.record.start, event.id))


def status_text(record: EventRecord, as_of: dt.date) -> str:
    """Return the status of an event in German, marked where no result is recorded after its day."""
    status = record.status
    if status is None:
        return NO_STATUS
    if came_later(record, as_of):
        return EventStatus.GEPLANT.label
    if status in NO_ANSWER:
        word = "angekündigt" if status is EventStatus.ANGEKUENDIGT else status.label
        return f"{word}, Ergebnis nicht erfasst" if is_past(record, as_of) else word
    return status.label


def venue_text(location: Location | None) -> str:
    """Return a venue on one line: house, building, room, street, town."""
    if location is None:
        return ""
    town = " ".join(part for part in (location.postcode, location.city) if part)
    parts = (location.name, location.building, location.room, location.street, town)
    return ", ".join(line.strip() for part in parts if part for line in part.splitlines())


def _place_text(location: Location | None, mode: EventMode | None) -> str:
    """Return the place of an event: its address, and the mode if online or hybrid."""
    how = mode.label if mode in {EventMode.ONLINE, EventMode.HYBRID} else ""
    return ", ".join(part for part in (venue_text(location), how) if part)


def calendar_entry(event: FiledEvent, who: WhoIsWho) -> CalendarEntry:
    """Return an event as a calendar entry for the audience of `who`.

    What the audience may not see is left out here and nowhere else.
    """
    record, network, public = event.record, who.network, who.audience.public
    location = record.location
    return CalendarEntry(
        network=network.id,
        network_name=network.record.known_as,
        id=event.id,
        file=event.file,
        title=record.title,
        theme=record.theme or "",
        kind=record.kind,
        groups=tuple((group, who.group(group)) for group in record.groups),
        start=record.start,
        end=record.end,
        duration_minutes=record.duration_minutes,
        all_day=record.all_day,
        date_note=record.date_note or "",
        rescheduled_from=record.rescheduled_from,
        status=record.status,
        status_text=status_text(record, who.as_of),
        mode=record.mode,
        place=_place_text(location, record.mode),
        address=venue_text(location),
        location=_location(location),
        dial_in="" if public or location is None else location.url or "",
        organisers=tuple(who.texts(record.organisers)),
        registration=tuple(_registration(record.registration, who)),
        registration_url=(record.registration.url or "") if record.registration else "",
        agenda=tuple(text for item in record.agenda if (text := agenda_text(item, who))),
        agenda_titles=tuple(filter(None, map(agenda_title, record.agenda))),
        topics=_topics(network, record),
        public=record.public,
        timezone=record.timezone or network.record.timezone,
        sessions=tuple(SessionTime(one.start, one.end) for one in record.occasions)
        if record.sessions
        else (),
        target=tuple(_target(record)),
    )


def _registration(registration: Registration | None, who: WhoIsWho) -> Iterator[str]:
    if registration is None:
        return
    if registration.until:
        yield f"bis {german.vague_date(registration.until)}"
    if registration.seats is not None:
        yield german.plural(registration.seats, "Platz", "Plätze")
    if registration.cost:
        said = "kosten" in registration.cost.casefold()  # „kostenfrei“
        yield registration.cost if said else f"Kosten: {registration.cost}"
    if contact := contact_text(registration, who):
        yield f"bei: {contact}"


def contact_text(registration: Registration, who: WhoIsWho) -> str:
    """Return where to register, in public empty where nobody to be named is in office."""
    entry = registration.contact
    contact = who.text(entry)
    if who.audience.public and (contact in UNNAMED or not (entry and to_reach(who, entry.id))):
        return ""
    return contact


def _target(record: EventRecord) -> Iterator[str]:
    """Yield the target groups of an event: of its registration, then of a training."""
    if record.registration and record.registration.target:
        yield record.registration.target
    if record.qualification:
        yield from (category.label for category in record.qualification.categories)


def _location(location: Location | None) -> dict[LocationPart, str]:
    if location is None:
        return {}
    return {key: value for key in get_args(LocationPart) if (value := getattr(location, key))}


def _topics(network: Network, record: EventRecord) -> tuple[str, ...]:
    """Return the topics, workstreams in their own words."""
    words = {stream.id: stream.text for stream in network.record.workstreams}
    return tuple(words.get(topic) or german.heading_of(topic) for topic in record.topics)


def agenda_title(item: AgendaItem) -> str:
    """Return the title of an agenda item, with the number of parallel sessions."""
    title = item.title or (item.kind.label if item.kind else "")
    return f"{title} ({item.count} parallel)" if title and item.count and item.count > 1 else title


def agenda_text(item: AgendaItem, who: WhoIsWho) -> str:
    """Return an agenda item with its speakers: `Begrüßung – Ursula Platen und Anette Berg`."""
    title = agenda_title(item)
    if not title:
        return ""
    speakers = who.texts(item.speakers)
    return f"{title} – {german.join(speakers)}" if speakers else title


def calendar_entries(
    who: WhoIsWho, *, window: Window | None = None, group: str | None = None
) -> list[CalendarEntry]:
    """Return the events that the audience of `who` may know, in order."""
    found: list[CalendarEntry] = []
    for event in who.network.events.values():
        record = event.record
        if window is not None and not touches(record, window):
            continue
        if group is not None and group not in record.groups:
            continue
        if who.audience.public and (not record.public or record.kind is EventKind.FALLKONFERENZ):
            continue
        found.append(calendar_entry(event, who))
    return sorted(found, key=lambda entry: entry.sort_key)
