"""Documents for programs (`--format json`); keys are only ever added.

`ksnet schema --outputs` turns these declarations into JSON Schemas, so their texts are German.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from ksnet.basics.findings import record_of
from ksnet.documents.calendar import CalendarView
from ksnet.documents.calendar_entry import CalendarEntry, LocationPart
from ksnet.documents.due import DueItemView, DueView
from ksnet.documents.duties import DutiesView, DutyView
from ksnet.documents.member_views import MemberView
from ksnet.documents.members import MembersView
from ksnet.duties.assessing import Status
from ksnet.duties.due.items import DueKind
from ksnet.lands import Category
from ksnet.lands.duty import Force
from ksnet.records.values import DatePrecision, PartialDate
from ksnet.records.vocabulary import EventKind, EventMode, EventStatus, FieldOfWork, PersonRole

# --- calendar ---


class SessionJson(TypedDict):
    """Eine Sitzung eines Termins mit mehreren."""

    start: Annotated[str | None, "Beginn: 2025-05-21T13:30, oder so genau er bekannt ist"]
    end: Annotated[str | None, "Ende"]


class EventJson(TypedDict):
    """Ein Termin."""

    network: Annotated[str, "Kennung des Netzwerks"]
    id: Annotated[str, "Kennung des Termins"]
    title: Annotated[str, "Titel"]
    kind: Annotated[EventKind | None, "Art"]
    groups: Annotated[list[str], "Kennungen der Gremien"]
    start: Annotated[
        str | None,
        "Beginn: 2025-05-21T13:30, 2025-10-06 oder 2024-09; null, wo er nicht bekannt ist",
    ]
    end: Annotated[str | None, "Ende"]
    sessions: Annotated[list[SessionJson], "Sitzungen, wenn es mehrere sind"]
    theme: Annotated[str | None, "Thema"]
    all_day: Annotated[bool, "ganztägig"]
    date_note: Annotated[str | None, "Was zum Datum zu sagen ist"]
    precision: Annotated[
        DatePrecision | Literal["minute", "none"], "Wie genau der Beginn bekannt ist"
    ]
    status: Annotated[EventStatus | None, "Stand"]
    mode: Annotated[EventMode | None, "in Präsenz, online oder hybrid"]
    location: Annotated[dict[LocationPart, str] | None, "Ort, soweit er bekannt ist"]
    public: Annotated[bool, "Ob alle davon wissen dürfen"]
    sequence: Annotated[int, "Wie oft er verlegt oder abgesagt wurde (SEQUENCE im Kalender)"]


class CalendarJson(TypedDict):
    """Termine in ihrer Reihenfolge."""

    version: Literal[1]
    events: Annotated[list[EventJson], "Die Termine"]


def calendar_json(view: CalendarView) -> CalendarJson:
    """Return the calendar in the JSON format of the command line."""
    return {"version": 1, "events": [event_json(entry) for entry in view.entries]}


def event_json(entry: CalendarEntry) -> EventJson:
    """Return an event in this format."""
    return {
        "network": entry.network,
        "id": entry.id,
        "title": entry.title,
        "kind": entry.kind,
        "groups": [ident for ident, _ in entry.groups],
        "start": _iso(entry.start),
        "end": _iso(entry.end),
        "sessions": [
            {"start": _iso(session.start), "end": _iso(session.end)} for session in entry.sessions
        ],
        "theme": entry.theme or None,
        "all_day": entry.all_day,
        "date_note": entry.date_note or None,
        "precision": entry.start.precision if entry.start else "none",
        "status": entry.status,
        "mode": entry.mode,
        "location": entry.location or None,
        "public": entry.public,
        "sequence": entry.sequence,
    }


def _iso(moment: object) -> str | None:
    return str(moment).replace(" ", "T") if moment is not None else None


# --- members ---


class PersonJson(TypedDict):
    """Eine Person, die für eine Stelle handelt."""

    id: Annotated[str | None, "Kennung; null, wo sie geschützt ist"]
    name: Annotated[str, "Name, wie er gezeigt werden darf"]
    function: Annotated[str | None, "Funktion"]
    role: Annotated[PersonRole | None, "Rolle"]
    email: Annotated[str | None, "E-Mail"]
    phone: Annotated[str | None, "Telefon"]
    groups: Annotated[list[str], "Kennungen der Gremien"]
    since: Annotated[str | None, "seit wann, so genau es bekannt ist"]
    until: Annotated[str | None, "bis wann"]


class MemberJson(TypedDict):
    """Eine Stelle im Netzwerk."""

    id: Annotated[str | None, "Kennung; null, wo sie geschützt ist"]
    name: Annotated[str, "Name"]
    label: Annotated[str | None, "Was statt des Namens gezeigt werden darf"]
    categories: Annotated[list[Category], "Einrichtungen und Berufsgruppen nach dem Gesetz"]
    field: Annotated[FieldOfWork | None, "Handlungsfeld"]
    since: Annotated[str | None, "seit wann, so genau es bekannt ist"]
    until: Annotated[str | None, "bis wann"]
    groups: Annotated[list[str], "Kennungen der Gremien"]
    address: Annotated[str | None, "Anschrift"]
    email: Annotated[str | None, "E-Mail"]
    website: Annotated[str | None, "Internetseite"]
    people: Annotated[list[PersonJson], "Personen, die für die Stelle handeln"]


class MembersJson(TypedDict):
    """Die Mitglieder eines Netzwerks an einem Tag."""

    version: Literal[1]
    network: Annotated[str, "Kennung des Netzwerks"]
    as_of: Annotated[str, "Tag: 2026-06-30"]
    members: Annotated[list[MemberJson], "Die Stellen"]
    coverage: Annotated[dict[Category, int], "Wie viele Stellen es zu jeder Kategorie gibt"]


def members_json(view: MembersView) -> MembersJson:
    """Return the member list in the JSON format of the command line."""
    return {
        "version": 1,
        "network": view.network_id,
        "as_of": view.as_of.isoformat(),
        "members": [_member_json(member) for member in view.members],
        "coverage": {one.category: one.count for one in view.coverage},
    }


def _member_json(member: MemberView) -> MemberJson:
    return {
        "id": member.id,
        "name": member.name,
        "label": member.label or None,
        "categories": list(member.categories),
        "field": member.field,
        "since": _date_text(member.since),
        "until": _date_text(member.until),
        "groups": [ident for ident, _ in member.groups],
        "address": member.address or None,
        "email": member.email or None,
        "website": member.website or None,
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "function": person.function or None,
                "role": person.role,
                "email": person.email or None,
                "phone": person.phone or None,
                "groups": [ident for ident, _ in person.groups],
                "since": _date_text(person.since),
                "until": _date_text(person.until),
            }
            for person in member.people
        ],
    }


def _date_text(date: PartialDate | None) -> str | None:
    return date.text if date is not None else None


# --- duties ---


class ProofJson(TypedDict):
    """Ein Nachweis."""

    title: Annotated[str | None, "Wie man es nennt"]
    date: Annotated[str | None, "Von welchem Tag es ist"]
    record: Annotated[str, "Der Eintrag: Pfad unter dem Ordner der Daten, ohne Endung"]
    file: Annotated[str, "Datei, vom Ordner der Unterlagen aus"]
    line: Annotated[int, "Zeile, von 1 an"]


class DutyJson(TypedDict):
    """Eine Pflicht eines Netzwerks und ihr Stand."""

    id: Annotated[str, "Kennung der Pflicht"]
    name: Annotated[str, "Name der Regel, wie ihn „ksnet explain“ kennt"]
    title: Annotated[str, "Pflicht in wenigen Worten"]
    law: Annotated[str, "Paragraf"]
    force: Annotated[Force, "Wie streng sie ist"]
    status: Annotated[Status, "Wie es um sie steht"]
    have: Annotated[int | None, "Wie viel erreicht ist, wo gezählt wird"]
    need: Annotated[int | None, "Wie viel verlangt ist"]
    proof: Annotated[list[ProofJson], "Was sie nachweist"]
    missing: Annotated[list[str], "Was fehlt"]
    hinweis: Annotated[list[str], "Was das Netzwerk oder ksnet über das Gesetz hinaus verlangt"]
    reason: Annotated[str | None, "Warum sich nichts sagen lässt"]


class NetworkDutiesJson(TypedDict):
    """Die Pflichten eines Netzwerks."""

    network: Annotated[str, "Kennung des Netzwerks"]
    duties: Annotated[list[DutyJson], "Die Pflichten in der Reihenfolge des Gesetzes"]


class DutiesJson(TypedDict):
    """Die Pflichten nach dem Gesetz in einem Jahr."""

    version: Literal[1]
    year: Annotated[int, "Das Jahr, für das geurteilt wird"]
    as_of: Annotated[str, "Tag: 2026-06-30"]
    networks: Annotated[list[NetworkDutiesJson], "Die Netzwerke"]


def duties_json(view: DutiesView) -> DutiesJson:
    """Return the duties in the JSON format of the command line."""
    return {
        "version": 1,
        "year": view.year,
        "as_of": view.as_of.isoformat(),
        "networks": [
            {"network": one.id, "duties": [_duty_json(duty) for duty in one.duties]}
            for one in view.networks
        ],
    }


def _duty_json(duty: DutyView) -> DutyJson:
    return {
        "id": duty.id,
        "name": duty.name,
        "title": duty.title,
        "law": duty.law,
        "force": duty.force,
        "status": duty.status,
        "have": duty.have,
        "need": duty.need,
        "proof": [
            {
                "title": one.title or None,
                "date": _date_text(one.date),
                "record": one.record,
                "file": one.file,
                "line": one.line,
            }
            for one in duty.proofs
        ],
        "missing": list(duty.missing),
        "hinweis": list(duty.hints),
        "reason": duty.reason or None,
    }


# --- what is due ---


class DueItemJson(TypedDict):
    """Etwas, das bis zu einem Tag zu tun ist."""

    due: Annotated[str, "Bis wann: 2026-09-30"]
    late: Annotated[bool, "Ob der Tag vorbei ist"]
    kind: Annotated[DueKind, "Worum es geht"]
    network: Annotated[str, "Kennung des Netzwerks"]
    text: Annotated[str, "Was zu tun ist"]
    record: Annotated[str, "Der Eintrag: Pfad unter dem Ordner der Daten, ohne Endung"]
    file: Annotated[str, "Datei, vom Ordner der Unterlagen aus"]
    line: Annotated[int, "Zeile, von 1 an"]


class DueJson(TypedDict):
    """Was ansteht und was überfällig ist."""

    version: Literal[1]
    as_of: Annotated[str, "Tag: 2026-06-30"]
    items: Annotated[list[DueItemJson], "Überfälliges zuerst, dann nach Tag"]


def due_json(view: DueView) -> DueJson:
    """Return what is due in the JSON format of the command line."""
    return {
        "version": 1,
        "as_of": view.as_of.isoformat(),
        "items": [_due_json(item) for item in (*view.late, *view.soon, *view.later)],
    }


def _due_json(item: DueItemView) -> DueItemJson:
    return {
        "due": item.due.isoformat(),
        "late": item.late,
        "kind": item.kind,
        "network": item.network,
        "text": item.text,
        "record": record_of(item.file),
        "file": item.file,
        "line": item.line,
    }
