"""The empty attendance sheet of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ksnet.documents.blocks import Cell, Paragraph, Table, facts
from ksnet.documents.model import Chapter, Document
from ksnet.documents.papers.meeting import Meeting

SPARE_LINES = 5
LEAST_LINES = 15


@dataclass(frozen=True, kw_only=True)
class AttendanceSheet(Document):
    """An empty attendance sheet to sign."""

    kind: ClassVar[str] = "teilnehmendenliste"


def attendance_sheet(meeting: Meeting) -> AttendanceSheet:
    """Build the sheet with the bodies and people who are expected, and with lines to spare."""
    people = meeting.expected_people()
    spare = max(SPARE_LINES, LEAST_LINES - len(people))
    rows = [[body, name, ""] for name, body in people] + [["", "", ""]] * spare
    sheet = Table(
        id="teilnehmende",
        caption="Bitte eintragen und unterschreiben",
        columns=("Nr.", "Stelle", "Name", "Unterschrift"),
        rows=tuple((Cell(str(number)), *map(Cell, row)) for number, row in enumerate(rows, start=1)),
        fixed=1,
        form=True,
    )
    purpose = Paragraph(
        "Die Liste dient nur dem Nachweis der Teilnahme. Die Koordinierungsstelle bewahrt sie auf und vernichtet sie, sobald "
        "der Nachweis nicht mehr gebraucht wird. In die Unterlagen des Netzwerks gehen nur die vertretenen Stellen und "
        "die Zahl der Anwesenden ein; die ausgefüllte Liste wird dort nicht abgelegt."
    )
    return AttendanceSheet(
        title="Teilnehmendenliste",
        subtitle=meeting.document_texts(),
        network=meeting.network.record.name,
        as_of=meeting.as_of,
        chapters=(
            Chapter("termin", "Termin", tuple(facts(meeting.data(with_dial_in=False)))),
            Chapter("teilnehmende", "Teilnehmende", (sheet, purpose)),
        ),
    )
