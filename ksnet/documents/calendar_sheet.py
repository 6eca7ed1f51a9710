"""The calendar as a flat table: one row for each meeting."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from ksnet.basics.spool import stored
from ksnet.documents.calendar import CalendarView
from ksnet.documents.calendar_entry import CalendarEntry, LocationPart, moved_from
from ksnet.documents.sheets import CellValue, Sheet, day_cell
from ksnet.records import german
from ksnet.records.values import Moment

COLUMNS = (
    "Netzwerk", "Beginn", "Beginn Uhrzeit", "Ende", "Ende Uhrzeit", "Hinweis zum Datum", "Titel",
    "Thema", "Art", "Gremien", "Stand", "Verschoben von", "Form", "Ort", "Gebäude", "Raum",
    "Straße", "PLZ", "Stadt", "Einwahl", "Veranstaltet von", "Anmeldung", "Anmeldung unter",
    "Themen", "Programm", "Öffentlich", "Kennung",
)  # fmt: skip
PLACE = get_args(LocationPart)


def calendar_rows(view: CalendarView) -> Sheet:
    """Return all meetings in order, undated ones too, as the audience may see them."""
    return Sheet("Termine", COLUMNS, stored(map(_row, view.entries)))


def _row(entry: CalendarEntry) -> tuple[CellValue, ...]:
    return (
        entry.network_name,
        *_start_cells(entry.start, all_day=entry.all_day),
        *_end_cells(entry),
        entry.date_note,
        entry.title,
        entry.theme,
        entry.kind.label if entry.kind else "",
        "\n".join(name for _, name in entry.groups),
        entry.status_text,
        "\n".join(german.moment_text(moment, weekday=False) for moment in moved_from(entry)),
        entry.mode.label if entry.mode else "",
        *(entry.location.get(key, "") for key in PLACE),
        entry.dial_in,
        german.join(entry.organisers),
        ", ".join(entry.registration),
        entry.registration_url,
        "\n".join(entry.topics),
        "\n".join(entry.agenda),
        "ja" if entry.public else "nein",
        entry.id,
    )


def _start_cells(moment: Moment | None, *, all_day: bool) -> tuple[CellValue, CellValue]:
    """Return day and time, `ganztägig` instead of a time for a whole day."""
    if moment is None:
        return "", ""
    return day_cell(moment.date), "ganztägig" if all_day else _clock(moment.time)


def _end_cells(entry: CalendarEntry) -> tuple[CellValue, CellValue]:
    """Return the end if it is known or follows from the duration."""
    if entry.end is not None:
        return day_cell(entry.end.date), "" if entry.all_day else _clock(entry.end.time)
    if entry.start is not None and entry.start.time is not None and entry.duration_minutes:
        end = entry.start.first + dt.timedelta(minutes=entry.duration_minutes)
        return end.date(), _clock(end.time())
    return "", ""


def _clock(time: dt.time | None) -> str:
    return f"{time:%H:%M}" if time is not None else ""
