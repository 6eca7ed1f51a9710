"""The invitation to a meeting, or the notice that it does not take place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ksnet import german
from ksnet.documents.blocks import Block, Cell, Gap, Heading, Paragraph, bullets, facts, prose, table
from ksnet.documents.events import agenda_title, moved_text
from ksnet.documents.legacy_contacts import contact_lines
from ksnet.documents.model import Chapter, Document
from ksnet.documents.papers.meeting import Meeting
from ksnet.records.vocabulary import EventStatus, NetworkKind


@dataclass(frozen=True, kw_only=True)
class InvitationDocument(Document):
    """An invitation, or the notice that a meeting does not take place."""

    kind: ClassVar[str] = "einladung"


def invitation(meeting: Meeting) -> InvitationDocument:
    """Build the letter with date, place, agenda, registration and whom to ask; of a meeting called off only that."""
    status = meeting.record.status
    title, opening = {
        EventStatus.ABGESAGT: ("Absage", "der folgende Termin findet nicht statt:"),
        EventStatus.VERSCHOBEN: (
            "Verschiebung",
            "der folgende Termin wird verschoben; der neue Tag steht noch nicht fest:",
        ),
    }.get(status or EventStatus.GEPLANT, ("Einladung", "zu diesem Termin laden wir Sie herzlich ein:"))
    takes_place = title == "Einladung"
    blocks: list[Block] = [
        Paragraph(
            "Sehr geehrte Mitglieder und Gäste des Netzwerks,"
            if meeting.network.record.kind is NetworkKind.NETZWERK
            else "Sehr geehrte Damen und Herren,"
        ),
        Paragraph(opening),
        *facts(meeting.data(with_dial_in=takes_place)),
    ]
    if takes_place and meeting.record.rescheduled_from:
        blocks.append(Paragraph(f"Bitte beachten Sie den neuen Termin: {moved_text(meeting.record)}."))
    chapters = [Chapter("einladung", meeting.entry.heading, tuple(blocks))]
    if takes_place and (agenda := _agenda(meeting)):
        chapters.append(Chapter("tagesordnung", "Tagesordnung", tuple(agenda)))
    if takes_place and (answer := _registration(meeting)):
        chapters.append(Chapter("anmeldung", "Anmeldung", tuple(answer)))
    chapters.append(Chapter("kontakt", "Kontakt", tuple(_contact(meeting))))
    return InvitationDocument(
        title=title,
        subtitle=(meeting.network.record.name, german.plain_day(meeting.as_of)),
        network=meeting.network.record.name,
        as_of=meeting.as_of,
        chapters=tuple(chapters),
    )


def _agenda(meeting: Meeting) -> list[Block]:
    blocks: list[Block] = []
    rows = []
    for number, (clock, item) in enumerate(meeting.timed_agenda(), start=1):
        speakers = "\n".join(meeting.who.with_function(entry) for entry in item.speakers)
        minutes = f"{item.duration_minutes} Minuten" if item.duration_minutes else ""
        rows.append([str(number), clock, agenda_title(item), speakers, minutes])
    if rows:
        columns = ("TOP", "Beginn", "Thema", "Vortragende", "Dauer")
        blocks.append(table("tagesordnung", "Ablauf", columns, rows, fixed=2, head=2, keep=(0,)))
    for item in meeting.record.agenda:
        if item.text:
            blocks += [Heading(agenda_title(item)), *prose(item.text)]
    return blocks


def _registration(meeting: Meeting) -> list[Block]:
    entry = meeting.entry
    if not entry.registration and not entry.registration_url:
        return []
    return facts(
        [
            ("Anmeldung", ", ".join(entry.registration)),
            ("Anmeldung unter", Cell(entry.registration_url, entry.registration_url)),
        ]
    )


def _contact(meeting: Meeting) -> list[Block]:
    lines = contact_lines(meeting.network, meeting.who, {entry.id for entry in meeting.record.organisers})
    missing = "An wen Rückfragen gehen. Zu ergänzen: network.yaml, Schlüssel „coordination“."
    greeting = Paragraph("Mit freundlichen Grüßen")
    sender = german.join(meeting.entry.organisers) or meeting.network.record.name
    return [
        *([Paragraph("Bei Fragen wenden Sie sich bitte an:"), *bullets(lines)] if lines else [Gap("fehlt", missing)]),
        greeting,
        Paragraph(sender),
    ]
