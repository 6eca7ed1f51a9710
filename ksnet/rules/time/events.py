"""KS3, events: their dates fit each other, the file name, the status, the network, the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Related, Rule, noted
from ksnet.duties.counting.events import PLANNED, contradict, is_past, misdated, planned_dates
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.values import Moment
from ksnet.records.vocabulary import CountOf, EventKind, MinutesStatus
from ksnet.repository import FiledEvent
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import meeting

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_PRESENT = (None, CountOf.ANWESEND)
_LONGEST = 31  # days


def _start(event: FiledEvent) -> Place:
    return Place(event.file, event.record.path_of(event.record.start))


END_BEFORE_START = Rule(
    code="KS301",
    name="end-before-start",
    severity=Severity.FEHLER,
    title="Ende liegt vor dem Beginn.",
    why="Mit vertauschten Zeiten erscheint der Termin in Kalendern falsch oder gar nicht.",
    mend="Uhrzeit oder Datum von „end“ prüfen.",
    wrong={"event": "start: 2026-09-16 13:30\nend: ⟦2026-09-16 12:30⟧\n"},
    right="2026-09-16 15:30",
)


def end_before_start(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no event ends before it starts."""
    for event in context.network.events.values():
        record = event.record
        if (
            record.start
            and record.end
            and record.end.last < record.start.first
            and not record.sessions
            and not misdated(event.id, record)
        ):
            yield END_BEFORE_START.fault(
                Place(event.file, ("end",)),
                "Ende liegt vor dem Beginn.",
                "Uhrzeit von „end“ prüfen."
                if record.end.date == record.start.date
                else "Datum von „end“ prüfen.",
                **noted(_start(event), f"Beginn ist {record.start}"),
            )


LONG_EVENT = Rule(
    code="KS315",
    name="long-event",
    severity=Severity.WARNUNG,
    title="Eine Veranstaltung dauert länger als einen Monat.",
    why="Meist ist Jahr oder Monat des Endes verschrieben. Eine Reihe mit mehreren Terminen steht sonst in Kalendern als ein einziger, der jeden Tag belegt.",
    mend="Datum von „end“ prüfen, oder die Termine unter „sessions“ eintragen.",
    wrong={"event": "start: 2026-09-16 13:30\nend: ⟦2027-09-16 15:30⟧\n"},
    right="2026-09-16 15:30",
)


def long_event(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no event lasts longer than a month, unless its sessions are recorded.

    Exhibitions and campaigns do; of vague dates nobody mistyped a day.
    """
    for event in context.network.events.values():
        record = event.record
        if record.kind is EventKind.OEFFENTLICHKEIT or record.sessions:
            continue
        first = record.start and record.start.date.day
        last = record.end and record.end.date.day
        if first and last and (days := (last - first).days + 1) > _LONGEST:
            yield LONG_EVENT.fault(
                Place(event.file, ("end",)),
                f"Die Veranstaltung dauert {days} Tage.",
                "Datum von „end“ prüfen; sind es mehrere Termine, jeden unter „sessions“ eintragen.",
                **noted(_start(event), f"Beginn ist {record.start}"),
            )


EVENT_OUTSIDE_NETWORK = Rule(
    code="KS305",
    name="event-outside-network",
    severity=Severity.FEHLER,
    title="Eine Veranstaltung liegt vor der Gründung oder nach dem Ende des Netzwerks.",
    why="Ein Netzwerk kann nicht tagen, bevor oder nachdem es besteht. Sitzungen, die seine Gründung vorbereiten (steuerungsgruppe, gremiensitzung, arbeitskreis, auftakt, konferenz), dürfen bis zu zwölf Monate davor liegen.",
    mend="Datum der Veranstaltung oder „founded“ und „until“ des Netzwerks prüfen.",
    wrong={"network": "founded: 2024\nuntil: 2026-07-31\n", "event": "start: ⟦2026-09-16 13:30⟧\n"},
    right={"network": "founded: 2024\nuntil: 2026-12-31\n"},
)


def event_outside_network(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that events take place while the network exists, but for meetings that prepare it."""
    network = context.network
    until = network.record.until
    for event in network.events.values():
        start = event.record.start
        ended = start and until and until.last < start.date.first
        if ended and not misdated(event.id, event.record):
            yield EVENT_OUTSIDE_NETWORK.fault(
                _start(event),
                f"Das Netzwerk besteht nur bis {german.vague_date(until)}.",
                "Datum der Veranstaltung oder „until“ des Netzwerks prüfen.",
                related=(
                    Related(Place(network.file, ("until",)), f"bis {german.vague_date(until)}"),
                ),
            )
    early, founded = context.early_events, Place(network.file, ("founded",))
    day = network.record.founded
    if context.founding_is_wrong:
        yield EVENT_OUTSIDE_NETWORK.fault(
            founded,
            f"„founded“ ist {day}, aber {len(early)} Veranstaltungen liegen davor; das Datum sieht falsch aus.",
            "„founded“ prüfen. Stimmt es, das Datum dieser Veranstaltungen berichtigen.",
            related=tuple(Related(_start(event), "liegt davor") for event in early),
        )
        return
    for event in early:
        yield EVENT_OUTSIDE_NETWORK.fault(
            _start(event),
            f"Das Netzwerk wurde erst {german.on_text(day)} gegründet.",
            "Datum der Veranstaltung oder „founded“ des Netzwerks prüfen.",
            related=(Related(founded, f"gegründet {german.on_text(day)}"),),
        )


DATE_NOT_FILE_NAME = Rule(
    code="KS306",
    name="date-not-file-name",
    severity=Severity.FEHLER,
    title="Dateiname und Datum einer Veranstaltung passen nicht zusammen.",
    why="Der Dateiname ist die Kennung der Veranstaltung und nennt den zuerst geplanten Tag. So bleibt ein verschobener Termin in Kalendern derselbe.",
    mend="Bei einer Verschiebung den zuerst geplanten Tag als ersten Eintrag von „rescheduled_from“ eintragen, sonst Datum oder Dateinamen berichtigen.",
    wrong={"event": "start: ⟦2026-09-23 13:30⟧\nend: 2026-09-23 15:30\n"},
    right={
        "event": "start: 2026-09-23 13:30\nend: 2026-09-23 15:30\nrescheduled_from: [2026-09-16]\n"
    },
)


def date_not_file_name(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that the file name is the day for which the event was first planned."""
    for event in context.network.events.values():
        record = event.record
        named, first = planned_dates(event.id, record)
        if not contradict(named, first) or context.facts.doubt_in(
            event.file, "rescheduled_from", "start", "sessions"
        ):
            continue
        if record.rescheduled_from:
            path: Path = ("rescheduled_from", 0)
            mend = f"Der erste Eintrag von „rescheduled_from“ muss der zuerst geplante Tag sein, nach dem die Datei heißt ({named}); weitere Verlegungen folgen danach. Ist der Dateiname falsch, die Datei umbenennen."
        else:
            path = record.path_of(record.start)
            mend = f"Wurde verschoben, dann „rescheduled_from: [{named}]“ ergänzen; der Dateiname bleibt. Sonst Datum oder Dateinamen berichtigen."
        yield DATE_NOT_FILE_NAME.fault(
            Place(event.file, path), f"Die Datei heißt nach dem {named}, hier steht {first}.", mend
        )


PAST_BUT_PLANNED = Rule(
    code="KS307",
    name="past-but-planned",
    severity=Severity.WARNUNG,
    title="Ein Termin ist vorbei, gilt aber noch als geplant.",
    why="Im Bericht zählen nur Veranstaltungen, die stattgefunden haben.",
    mend="„status“ auf stattgefunden, abgesagt oder verschoben setzen.",
    wrong=meeting("2026-03-10", "⟦geplant⟧"),
    right="abgesagt",
)


def past_but_planned(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no past event is called planned."""
    for event in context.network.events.values():
        record = event.record
        status = record.status
        if status in PLANNED and is_past(record, context.day) and not misdated(event.id, record):
            yield PAST_BUT_PLANNED.fault(
                Place(event.file, ("status",)),
                f"Der Termin ist vorbei, der Stand aber noch „{status}“.",
                **noted(_start(event), f"Termin war {record.start}"),
            )


HELD_IN_FUTURE = Rule(
    code="KS308",
    name="held-in-future",
    severity=Severity.FEHLER,
    title="Ein Termin in der Zukunft soll schon stattgefunden haben.",
    why="Der Bericht zählt ihn sonst, bevor er war.",
    mend="„status“ auf geplant oder bestaetigt setzen, oder das Datum prüfen.",
    wrong={"event": "status: ⟦stattgefunden⟧\n"},
    right="bestaetigt",
)


def held_in_future(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no future event is said to have taken place, or says what happened there."""
    for event in context.network.events.values():
        record, date = event.record, event.record.date
        if date is None or date.first <= context.day or misdated(event.id, record):
            continue
        if record.took_place:
            place = Place(event.file, ("status",))
            said, mend = "der Stand ist aber „stattgefunden“", ""
        elif told := _told(record):
            place = Place(event.file, (told,), on="key")
            said = f"„{told}“ sagt aber schon, was dort war"
            mend = "Stammt es aus der Datei eines früheren Termins, hier entfernen; sonst das Datum prüfen."
        else:
            continue
        yield HELD_IN_FUTURE.fault(
            place,
            f"Der Termin liegt in der Zukunft, {said}.",
            mend,
            **noted(_start(event), f"Termin ist {record.start}"),
        )


def _told(record: EventRecord) -> str | None:
    """Return the first of several keys that say what happened at an event; one may prepare it."""
    attendance, minutes = record.attendance, record.minutes
    told = {
        "attendance": attendance
        and (attendance.members or any(one.of in _PRESENT for one in attendance.total)),
        "results": record.results,
        "minutes": minutes and minutes.status is MinutesStatus.FREIGEGEBEN,
    }
    keys = [key for key, says in told.items() if says]
    return keys[0] if len(keys) > 1 else None


SKIPPED_HOUR = Rule(
    code="KS311",
    name="skipped-hour",
    severity=Severity.FEHLER,
    title="Die Uhrzeit fällt in die Stunde, die bei der Umstellung auf Sommerzeit ausfällt.",
    why="Diese Uhrzeit gab es an dem Tag nicht; Kalender zeigen sie verschieden an.",
    mend="Uhrzeit prüfen.",
    wrong=meeting("⟦2028-03-26 02:30⟧"),
    right=meeting("2028-03-19 02:30"),
)


def skipped_hour(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no event starts in the hour that is skipped when summer time begins."""
    for event in context.network.events.values():
        for path, moment in _moments(event.record).items():
            at = moment.at
            if at and at.hour <= 3 and (zone := _zone(context, event)) and _is_skipped(at, zone):
                yield SKIPPED_HOUR.fault(
                    Place(event.file, path),
                    f"Die Uhrzeit {at:%H:%M} gab es am {german.numeric_day(moment.date.first)} nicht: Die Uhr wurde auf Sommerzeit vorgestellt.",
                )


def _moments(record: EventRecord) -> dict[Path, Moment]:
    """Return the times in an event, each with its path."""
    found: dict[Path, Moment] = {}
    for key in ("start", "end"):
        moments = [getattr(record, key), *(getattr(session, key) for session in record.sessions)]
        found |= {record.path_of(moment, key): moment for moment in moments if moment is not None}
    return found


def _zone(context: NetworkContext, event: FiledEvent) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo  # few meet at night

    try:
        return ZoneInfo(event.record.timezone or context.network.record.timezone)
    except (ValueError, OSError, KeyError):
        return None  # a wrong zone is a finding of its own


def _is_skipped(local: dt.datetime, zone: ZoneInfo) -> bool:
    there = local.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)
    return there.replace(tzinfo=None) != local


CHECKS = (
    end_before_start,
    long_event,
    event_outside_network,
    date_not_file_name,
    past_but_planned,
    held_in_future,
    skipped_hour,
)
