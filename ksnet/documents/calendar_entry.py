"""One event in a calendar: what every list, paper and page shows of it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from ksnet.basics.frozen import frozen, replace
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.values import Moment
from ksnet.records.vocabulary import EventKind, EventMode, EventStatus

CALLED_OFF = frozenset((EventStatus.ABGESAGT, EventStatus.VERSCHOBEN))
LocationPart = Literal["name", "building", "room", "street", "postcode", "city"]
_END_OF_TIME = (dt.datetime.combine(dt.date.max, dt.time.max), 9)


class SessionTime(NamedTuple):
    """Start and end of one of several sessions."""

    start: Moment | None
    """Beginn."""
    end: Moment | None
    """Ende."""


@frozen
class CalendarEntry:
    """One event in a calendar, without anything that the audience may not see."""

    network: str
    """Kennung des Netzwerks."""
    network_name: str
    """Kurzer Name des Netzwerks."""
    id: str
    """Kennung des Termins."""
    file: str
    """Datei, in der er steht."""
    title: str
    """Titel."""
    theme: str
    """Thema."""
    kind: EventKind | None
    """Art, z. B. Netzwerktreffen."""
    groups: tuple[tuple[str, str], ...]
    """Gremien: Kennung und Name."""
    start: Moment | None
    """Beginn."""
    end: Moment | None
    """Ende."""
    duration_minutes: int | None
    """Dauer in Minuten."""
    all_day: bool
    """Ob er den ganzen Tag dauert."""
    date_note: str
    """Was sonst zum Datum gesagt ist."""
    rescheduled_from: tuple[Moment, ...]
    """Frühere Zeiten, wenn er verschoben wurde."""
    status: EventStatus | None
    """Stand, z. B. geplant."""
    status_text: str
    """Stand in Worten, auch wenn er nicht erfasst ist."""
    mode: EventMode | None
    """in Präsenz, online oder beides."""
    place: str
    """Ort auf einer Zeile."""
    address: str
    """Anschrift auf einer Zeile."""
    location: dict[LocationPart, str]
    """Ort in Teilen, für andere Programme."""
    dial_in: str
    """Adresse zum Einwählen."""
    organisers: tuple[str, ...]
    """Wer veranstaltet."""
    registration: tuple[str, ...]
    """Was zur Anmeldung gesagt ist."""
    registration_url: str
    """Adresse der Anmeldung."""
    agenda: tuple[str, ...]
    """Programm mit Uhrzeiten."""
    agenda_titles: tuple[str, ...]
    """Programm ohne Uhrzeiten."""
    topics: tuple[str, ...]
    """Themen."""
    public: bool
    """Ob er öffentlich ist."""
    timezone: str
    """Zeitzone."""
    sessions: tuple[SessionTime, ...] = ()
    """Einzelne Zeiten, wenn er aus mehreren besteht."""
    target: tuple[str, ...] = ()
    """Für wen er ist."""
    part: int = 0  # the number of the session, from 1; 0 for the whole event
    """Welche der einzelnen Zeiten es ist."""

    @property
    def heading(self) -> str:
        """Titel mit Thema: „Fachvortrag, Thema „Digitale Kindeswohlgefährdung““."""
        return german.titled(self.title, self.theme)

    @property
    def date_text(self) -> str:
        """Tag oder Tage, so genau wie bekannt; bei einem Kurs, wie viele es sind."""
        days, count = german.days_text(self.start, self.end), len(self.sessions)
        return f"{days} ({count} Termine)" if count > 1 and not self.part else days

    @property
    def time_text(self) -> str:
        """Uhrzeit, wenn sie bekannt ist."""
        if self.all_day:
            return "ganztägig"
        if self.sessions and not self.part:
            times = {german.times_text(session.start, session.end) for session in self.sessions}
            return times.pop() if len(times) == 1 else ""
        return german.times_text(self.start, self.end, self.duration_minutes)

    @property
    def lines(self) -> tuple[str, ...]:
        """Titel mit Thema, und was sonst zum Datum gesagt ist."""
        return tuple(part for part in (self.heading, self.date_note) if part)

    @property
    def moved(self) -> str:
        """Von wann er verschoben wurde."""
        days = german.join(map(german.moment_text, moved_from(self)))
        return f"verschoben von {days}" if days else ""

    @property
    def standing(self) -> tuple[str, ...]:
        """Stand, und von wann er verschoben wurde."""
        return tuple(part for part in (self.status_text, self.moved) if part)

    @property
    def group_names(self) -> tuple[str, ...]:
        """Namen der Gremien."""
        return tuple(name for _, name in self.groups)

    @property
    def dated(self) -> bool:
        """Ob der Tag bekannt ist."""
        return self.start is not None and self.start.date.exact

    @property
    def called_off(self) -> bool:
        """Ob er an diesem Tag nicht stattfindet."""
        return self.status in CALLED_OFF

    @property
    def session_texts(self) -> tuple[str, ...]:
        """Tag und Uhrzeit der einzelnen Zeiten."""
        return tuple(
            ", ".join(part for part in (single.date_text, single.time_text) if part)
            for single in self.singles
            if self.sessions
        )

    @property
    def singles(self) -> tuple[CalendarEntry, ...]:
        """Der Termin einmal für jede einzelne Zeit."""
        if not self.sessions:
            return (self,)
        return tuple(
            replace(self, start=session.start, end=session.end, duration_minutes=None, part=number)
            for number, session in enumerate(self.sessions, start=1)
        )

    @property
    def sequence(self) -> int:
        """Wie oft er verschoben wurde, und eins mehr, wenn er ausfällt; für Kalenderprogramme.

        Clients take the cancellation of an event only with a higher number (RFC 5546, 2.1.4).
        """
        return len(self.rescheduled_from) + (self.status in CALLED_OFF)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Reihenfolge: nach der Zeit, ohne Datum zuletzt, dann nach Netzwerk und Kennung."""
        return time_order(self.start, self.network, self.id)


def time_order(start: Moment | None, *names: str) -> tuple[object, ...]:
    """Return a sort key by time: vague dates after exact ones in their period, undated last."""
    return (*(start.sort_key if start is not None else _END_OF_TIME), *names)


def moved_from(event: EventRecord | CalendarEntry) -> tuple[Moment, ...]:
    """Return when an event was to be before; not the moment to which it was moved back."""
    return tuple(moment for moment in event.rescheduled_from if moment != event.start)
