"""The minutes of a meeting as a form, filled from the agenda and with what is already recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ksnet import german
from ksnet.documents.blocks import Cell, Paragraph, Table, facts
from ksnet.documents.events import CALLED_OFF, agenda_title, calendar_entry, in_order
from ksnet.documents.model import Chapter, Document
from ksnet.documents.papers.meeting import Meeting

SPARE_LINES = 5
RESULT_LINES = 6


@dataclass(frozen=True, kw_only=True)
class MinutesForm(Document):
    """The minutes of a meeting as a form."""

    kind: ClassVar[str] = "protokoll"


def minutes_form(meeting: Meeting) -> MinutesForm:
    """Build the form: who is represented, each item of the agenda, results, the next meeting, signatures."""
    record = meeting.record
    minutes = record.minutes
    confidential = minutes is not None and minutes.confidential
    blocks = facts(
        [*meeting.data(with_dial_in=False), ("Protokoll", meeting.who.person(minutes.taken_by) if minutes else "")]
    )
    blocks.append(
        Paragraph(
            "Das Protokoll nennt keine Kinder, Jugendlichen oder Familien und nichts, woraus sich auf sie schließen lässt "
            "(§ 9 Abs. 3 Satz 3 LKSG NRW erlaubt nur anonymisierte Fallkonferenzen)."
        )
    )
    chapters = [
        Chapter("termin", "Sitzung", tuple(blocks)),
        Chapter("vertretene", "Vertretene Stellen", (_represented(meeting),)),
        Chapter("tagesordnung", "Tagesordnung und Ergebnisse", (_discussed(meeting),)),
        Chapter("ergebnisse", "Beschlüsse, Absprachen und Aufgaben", (_results(meeting),)),
    ]
    if following := _next_meeting(meeting):
        chapters.append(Chapter("naechster", "Nächster Termin", (Paragraph(following),)))
    chapters.append(Chapter("unterschriften", "Unterschriften", (_signatures(meeting),)))
    return MinutesForm(
        title="Protokoll",
        subtitle=meeting.document_texts("Vertraulich" if confidential else ""),
        network=meeting.network.record.name,
        as_of=meeting.as_of,
        chapters=tuple(chapters),
    )


def _represented(meeting: Meeting) -> Table:
    """List the bodies that were there, where that is recorded, else those that are expected; never a protected one."""
    attendance = meeting.record.attendance
    there = set(attendance.members) if attendance else set()
    bodies = [member for member in meeting.network.members.members if member.id in there] or meeting.expected_members()
    names = sorted({meeting.who.member_name(member) for member in bodies if not member.sensitive}, key=german.sort_key)
    rows = [[name, ""] for name in names] + [["", ""]] * SPARE_LINES
    return Table(
        id="vertretene",
        caption="Wer für die Stelle da war, oder: entschuldigt",
        columns=("Nr.", "Stelle", "Vertreten durch"),
        rows=tuple((Cell(str(number)), *map(Cell, row)) for number, row in enumerate(rows, start=1)),
        fixed=1,
        form=True,
    )


def _discussed(meeting: Meeting) -> Table:
    items = [
        "\n".join(part for part in (agenda_title(item), german.join(meeting.who.texts(item.speakers))) if part)
        for item in meeting.record.agenda
    ]
    results = [item.result or "" for item in meeting.record.agenda]
    spare = 0 if items else SPARE_LINES
    rows = [*zip(items, results, strict=True), *[("", "")] * spare]
    return Table(
        id="tagesordnung",
        caption="Beratung und Ergebnis zu jedem Tagesordnungspunkt",
        columns=("TOP", "Thema", "Beratung und Ergebnis"),
        rows=tuple(
            (Cell(str(number)), Cell(item), Cell(result)) for number, (item, result) in enumerate(rows, start=1)
        ),
        fixed=1,
        form=True,
    )


def _results(meeting: Meeting) -> Table:
    rows = [
        (
            result.kind.label if result.kind else "",
            result.text or "",
            meeting.who.text(result.responsible),
            german.vague_date(result.due) if result.due else "",
        )
        for result in meeting.record.results
    ]
    rows += [("", "", "", "")] * max(1, RESULT_LINES - len(rows))
    return Table(
        id="ergebnisse",
        caption="Was vereinbart, beschlossen oder übernommen wurde",
        columns=("Nr.", "Art", "Was", "Wer", "Bis wann"),
        rows=tuple((Cell(str(number)), *map(Cell, row)) for number, row in enumerate(rows, start=1)),
        fixed=1,
        form=True,
    )


def _next_meeting(meeting: Meeting) -> str:
    """Return the next meeting of one of the same groups that is to take place."""
    start = meeting.record.start
    if start is None:
        return ""
    for event in in_order(meeting.network.events.values()):
        record = event.record
        after = record.start is not None and record.start.first > start.last
        if after and set(record.groups) & set(meeting.record.groups) and record.status not in CALLED_OFF:
            entry = calendar_entry(meeting.network, event, meeting.who)
            return (
                ", ".join(part for part in (f"{entry.date_text}", entry.time_text, entry.heading, entry.place) if part)
                + "."
            )
    return ""


def _signatures(meeting: Meeting) -> Table:
    minutes = meeting.record.minutes
    chair, writer = meeting.who.person(meeting.record.chair), meeting.who.person(minutes.taken_by) if minutes else ""
    rows = (("Leitung", chair, "", ""), ("Protokoll", writer, "", ""))
    return Table(
        id="unterschriften",
        caption="Für die Richtigkeit",
        columns=("Aufgabe", "Name", "Datum", "Unterschrift"),
        rows=tuple(tuple(map(Cell, row)) for row in rows),
        form=True,
    )
