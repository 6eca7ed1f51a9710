"""The papers of one meeting: invitation, attendance sheet, minutes form, certificate.

They are for members of the network. What people write on them never gets into the records, which
hold only who was represented and how many attended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.documents.calendar_entry import CALLED_OFF, CalendarEntry
from ksnet.documents.contacts import contact_lines
from ksnet.documents.events import agenda_title, calendar_entry, events_in_order
from ksnet.documents.expected import Expected, event_day, expected_bodies
from ksnet.documents.report.views.events import FindingView
from ksnet.documents.view import NetworkView
from ksnet.duties.counting.trainings import is_interdisciplinary
from ksnet.lands import Category
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.members import Member
from ksnet.records.vocabulary import AgendaKind
from ksnet.repository import FiledEvent, Network


class Paper(StrEnum):
    """The kinds of papers."""

    EINLADUNG = "einladung"
    TEILNEHMENDENLISTE = "teilnehmendenliste"
    PROTOKOLL = "protokoll"
    BESCHEINIGUNG = "bescheinigung"


@frozen(kw_only=True)
class AgendaView:
    """An item of the agenda."""

    number: int
    """Nummer des Tagesordnungspunkts."""
    kind: AgendaKind | None
    """Art: Vortrag, Pause und so weiter."""
    clock: str
    """Uhrzeit des Beginns, solange alle davor sagen, wie lange sie dauern."""
    title: str
    """Thema, mit der Zahl gleichzeitiger Angebote."""
    speakers: tuple[str, ...]
    """Vortragende mit Funktion."""
    speaker_names: tuple[str, ...]
    """Vortragende ohne Funktion."""
    minutes: int | None
    """Dauer in Minuten."""
    text: str
    """Beschreibung in Markdown."""
    result: str
    """Festgehaltenes Ergebnis."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Thema, und wer vorträgt."""
        return tuple(part for part in (self.title, german.join(self.speaker_names)) if part)


@frozen(kw_only=True)
class ExpectedView:
    """Somebody who is expected; the name is empty for a body without recorded people."""

    body: str
    """Stelle."""
    name: str
    """Person, soweit erfasst."""


@frozen(kw_only=True)
class PaperView(NetworkView):
    """The view of every paper of a meeting."""

    event: CalendarEntry
    """Der Termin."""
    day: str
    """Tag in Worten: „Mittwoch, 21. Mai 2025“, oder so genau, wie er bekannt ist."""
    chair: str
    """Wer leitet."""
    writer: str
    """Wer das Protokoll führt."""
    confidential: bool
    """Ob das Protokoll vertraulich ist."""
    contacts: tuple[str, ...]
    """An wen Rückfragen gehen: Koordinierungsstellen mit Mail und Telefon."""
    contact_place: Place
    """Wo eine Koordinierungsstelle einzutragen ist."""
    agenda: tuple[AgendaView, ...]
    """Tagesordnung."""
    expected: tuple[ExpectedView, ...]
    """Wer erwartet wird, nach Stellen; geschützte Einrichtungen stehen in keinem Papier."""
    bodies: tuple[str, ...]
    """Vertretene Stellen, soweit erfasst; sonst die erwarteten."""
    seats: int | None
    """Plätze laut Anmeldung."""
    results: tuple[FindingView, ...]
    """Absprachen, Beschlüsse, Aufgaben."""
    following: CalendarEntry | None
    """Der nächste Termin desselben Gremiums."""
    qualifies: bool
    """Ob es als interdisziplinäres Qualifizierungsangebot nach § 9 Abs. 5 erfasst ist."""
    hours: float | None
    """Stunden des Qualifizierungsangebots."""
    targets: tuple[Category, ...]
    """Zielgruppen nach § 9 Abs. 4."""
    participant: str = ""
    """Für wen eine Teilnahmebescheinigung ist; leer zum Eintragen von Hand."""


@frozen(kw_only=True)
class InvitationView(PaperView):
    """An invitation, or the notice that a meeting is called off."""

    kind: ClassVar[str] = "einladung"


@frozen(kw_only=True)
class AttendanceSheetView(PaperView):
    """An empty attendance sheet to sign."""

    kind: ClassVar[str] = "teilnehmendenliste"


@frozen(kw_only=True)
class MinutesView(PaperView):
    """The minutes of a meeting as a form."""

    kind: ClassVar[str] = "protokoll"


@frozen(kw_only=True)
class CertificateView(PaperView):
    """A certificate of attendance."""

    kind: ClassVar[str] = "bescheinigung"


VIEWS: dict[Paper, type[PaperView]] = {
    Paper(view.kind): view
    for view in (InvitationView, AttendanceSheetView, MinutesView, CertificateView)
}


def paper_view(
    network: Network, event: FiledEvent, what: Paper, *, as_of: dt.date, participant: str = ""
) -> PaperView:
    """Return the view of a paper for one event as of a day."""
    record, who = event.record, WhoIsWho(network, as_of)
    entry = calendar_entry(event, who)
    minutes, registration = record.minutes, record.registration
    day = event_day(record, as_of)
    invited = {one.id for one in record.invited if one.id}
    asked = expected_bodies(network, record.groups, invited, day)
    return VIEWS[what](
        author=network.record.name,
        as_of=as_of,
        network=network.record.name,
        is_network=network.record.is_network,
        # Of other meetings a paper says nothing.
        unreadable=tuple(file for file in network.unreadable if file == network.members_file),
        event=entry,
        day=_day_text(record, entry),
        chair=who.person(record.chair),
        writer=who.person(minutes.taken_by) if minutes else "",
        confidential=minutes is not None and bool(minutes.confidential),
        contacts=tuple(contact_lines(who, {one.id for one in record.organisers})),
        contact_place=Place(network.file),
        agenda=tuple(_agenda(record, who)),
        expected=tuple(_expected(asked, WhoIsWho(network, day))),
        bodies=_body_names(record, [one.member for one in asked], who),
        seats=registration.seats if registration else None,
        results=tuple(
            FindingView(
                kind=one.kind,
                text=one.text or "",
                responsible=who.text(one.responsible),
                due=one.due,
            )
            for one in record.results
        ),
        following=_following(record, who),
        qualifies=is_interdisciplinary(record),
        hours=record.qualification.hours if record.qualification else None,
        targets=tuple(record.qualification.categories) if record.qualification else (),
        participant=participant,
    )


def _day_text(record: EventRecord, entry: CalendarEntry) -> str:
    day = record.date
    if day is not None and day.exact and entry.date_text == german.short_day(day.first):
        return german.long_day(day.first)
    return entry.date_text


def _agenda(record: EventRecord, who: WhoIsWho) -> Iterable[AgendaView]:
    start = record.start
    clock = start.first if start is not None and start.time is not None else None
    for number, item in enumerate(record.agenda, start=1):
        yield AgendaView(
            number=number,
            kind=item.kind,
            clock=f"{clock:%H:%M}" if clock is not None else "",
            title=agenda_title(item),
            speakers=tuple(who.with_function(one) for one in item.speakers),
            speaker_names=tuple(who.texts(item.speakers)),
            minutes=item.duration_minutes,
            text=item.text or "",
            result=item.result or "",
        )
        minutes = item.duration_minutes
        clock = clock + dt.timedelta(minutes=minutes) if clock is not None and minutes else None


def _expected(found: Iterable[Expected], who: WhoIsWho) -> Iterable[ExpectedView]:
    """Yield who is expected by body, without protected ones."""
    bodies = [(who.member_name(one.member), one) for one in found if not one.member.sensitive]
    for name, one in sorted(bodies, key=lambda pair: german.sort_key(pair[0])):
        people = [who.person(person.id) for person in one.people]
        yield from (ExpectedView(body=name, name=person) for person in people or [""])


def _body_names(record: EventRecord, asked: list[Member], who: WhoIsWho) -> tuple[str, ...]:
    there = set(record.attendance.members) if record.attendance else set()
    bodies = [member for member in who.network.members.members if member.id in there] or asked
    names = {who.member_name(member) for member in bodies if not member.sensitive}
    return tuple(sorted(names, key=german.sort_key))


def _following(record: EventRecord, who: WhoIsWho) -> CalendarEntry | None:
    """Return the next planned meeting of one of the same groups."""
    if record.start is None:
        return None
    for event in events_in_order(who.network.events.values()):
        other = event.record
        if (
            other.status not in CALLED_OFF
            and other.start is not None
            and other.start.first > record.start.last
            and not set(other.groups).isdisjoint(record.groups)
        ):
            return calendar_entry(event, who)
    return None
