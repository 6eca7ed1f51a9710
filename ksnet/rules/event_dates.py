"""KS3, events: their dates fit each other, their file name, their status, their network and the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ksnet.basics.findings import Fault, Path, Place, Related
from ksnet.duties.counting.events import contradict, misdated, planned_dates
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.values import Moment, PartialDate
from ksnet.records.vocabulary import EventKind
from ksnet.repository import Filed
from ksnet.rules.context import NetworkContext

# What a network may hold before it is founded, to prepare that, and for how many days.
_PREPARING = frozenset(
    (
        EventKind.STEUERUNGSGRUPPE,
        EventKind.GREMIENSITZUNG,
        EventKind.ARBEITSKREIS,
        EventKind.AUFTAKT,
        EventKind.KONFERENZ,
    )
)
_PREPARATION = dt.timedelta(days=366)


def end_before_start(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no event ends before it starts."""
    for event in context.network.events.values():
        record = event.record
        if record.start and record.end and record.end.last < record.start.first and not record.sessions:
            start = Place(event.file, event.record.path_of(event.record.start))
            yield Fault(
                "end-before-start",
                Place(event.file, ("end",)),
                "Ende liegt vor dem Beginn.",
                "Uhrzeit von „end“ prüfen." if record.end.date == record.start.date else "Datum von „end“ prüfen.",
                note=f"Beginn ist {record.start} ({{0}})",
                related=(Related(start, f"Beginn ist {record.start}"),),
            )


def sessions_out_of_order(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that the sessions of an event stand in order, that each ends after it begins, and that none overlap."""
    for event in context.network.events.values():
        sessions = event.record.sessions
        for number, session in enumerate(sessions):
            here: Path = ("sessions", number)
            if session.end and session.end.last < session.start.first:
                yield _session_fault(event.file, (*here, "end"), "Ende liegt vor dem Beginn.", (*here, "start"))
                continue
            if number == 0:
                continue
            before = sessions[number - 1]
            where: Path = ("sessions", number - 1, "start")
            if session.start.last < before.start.first:
                text = "Dieser Einzeltermin liegt vor dem, der darüber steht."
                yield _session_fault(event.file, (*here, "start"), text, where)
            elif session.start.last < (before.end or before.start).first or session.start == before.start:
                text = "Dieser Einzeltermin beginnt, bevor der vorige zu Ende ist."
                yield _session_fault(event.file, (*here, "start"), text, where)


def _session_fault(file: str, path: Path, text: str, other: Path) -> Fault:
    return Fault(
        "sessions-out-of-order",
        Place(file, path),
        text,
        "Tage und Uhrzeiten unter „sessions“ prüfen; sie stehen in zeitlicher Folge und überschneiden sich nicht.",
        related=(Related(Place(file, other), "der andere Beginn"),),
    )


def sessions_not_event(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that start and end of an event, where they are written, are those of its first and last session."""
    for event in context.network.events.values():
        record = event.record
        if not record.sessions:
            continue
        first, last = record.occasions[0], record.occasions[-1]
        start, end = record.start, record.end
        if start and not _agree(start, first.start):
            text = f"Die Veranstaltung beginnt laut „start“ {start}, ihr erster Einzeltermin aber {first.start}."
            yield _not_event(event.file, "start", text, record.path_of(first.start))
        if end and not _agree(end, last.end or Moment(last.start.date, None)):
            shown = last.end or last.start
            text = f"Die Veranstaltung endet laut „end“ {end}, ihr letzter Einzeltermin aber {shown}."
            yield _not_event(event.file, "end", text, record.path_of(last.start))


def _agree(whole: Moment, part: Moment) -> bool:
    """Whether two moments can be the same: one may say no more than the day."""
    if whole.time and part.time:
        return whole == part
    return whole.date.within(part.date) or part.date.within(whole.date)


def _not_event(file: str, key: str, text: str, other: Path) -> Fault:
    return Fault(
        "sessions-not-event",
        Place(file, (key,)),
        text,
        f"„{key}“ löschen; es ergibt sich aus „sessions“. Oder den Einzeltermin berichtigen.",
        related=(Related(Place(file, other), "dieser Einzeltermin"),),
    )


def event_outside_network(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that events take place while the network exists; meetings that prepare it may come before."""
    record = context.network.record
    for event in context.network.events.values():
        start = event.record.start
        if start is None or misdated(event.id, event.record):
            continue
        if record.until and record.until.last < start.date.first:
            yield Fault(
                "event-outside-network",
                Place(event.file, event.record.path_of(event.record.start)),
                f"Das Netzwerk besteht nur bis {record.until}.",
                "Datum der Veranstaltung oder „until“ des Netzwerks prüfen.",
                related=(Related(Place(context.network.file, ("until",)), f"bis {record.until}"),),
            )
        elif record.founded and start.date.last < record.founded.first and not _prepares(event.record, record.founded):
            yield Fault(
                "event-outside-network",
                Place(event.file, event.record.path_of(event.record.start)),
                f"Das Netzwerk wurde erst {german.when(record.founded)} gegründet.",
                "Datum der Veranstaltung oder „founded“ des Netzwerks prüfen.",
                related=(Related(Place(context.network.file, ("founded",)), f"gegründet {record.founded}"),),
            )


def _prepares(event: EventRecord, founded: PartialDate) -> bool:
    """Whether a meeting before the founding may have prepared it."""
    return (
        event.kind in _PREPARING
        and event.start is not None
        and founded.precision != "unknown"
        and founded.first - event.start.date.last <= _PREPARATION
    )


def date_not_file_name(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that the file name says for which day the event was first planned."""
    for event in context.network.events.values():
        record, (named, first) = event.record, planned_dates(event.id, event.record)
        if not contradict(named, first) or context.facts.doubt_in(event.file, "rescheduled_from", "start", "sessions"):
            continue
        if record.rescheduled_from:
            path: Path = ("rescheduled_from", 0)
            mend = f"Der erste Eintrag von „rescheduled_from“ muss der zuerst geplante Tag sein, nach dem die Datei heißt ({named}); weitere Verlegungen folgen danach. Ist der Dateiname falsch, die Datei umbenennen."
        else:
            path = record.path_of(record.start)
            mend = f"Wurde verschoben, dann „rescheduled_from: [{named}]“ ergänzen; der Dateiname bleibt. Sonst Datum oder Dateinamen berichtigen."
        yield Fault(
            "date-not-file-name",
            Place(event.file, path),
            f"Die Datei heißt nach dem {named}, hier steht {first}.",
            mend,
        )


def past_but_planned(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what is over is no longer called planned."""
    for event in context.network.events.values():
        record = event.record
        over = (record.end or record.start) if record.start else None
        if (
            over
            and record.status in ("geplant", "bestaetigt")
            and max(over.date.last, record.start.date.last if record.start else over.date.last) < context.day
            and not misdated(event.id, record)
        ):
            yield Fault(
                "past-but-planned",
                Place(event.file, ("status",)),
                f"Der Termin ist vorbei, der Stand aber noch „{record.status.value if record.status else ''}“.",
                "„status“ auf stattgefunden, abgesagt oder verschoben setzen.",
                note=f"Termin war {record.start} ({{0}})",
                related=(
                    Related(Place(event.file, event.record.path_of(event.record.start)), f"Termin war {record.start}"),
                ),
            )


def held_in_future(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nothing to come is said to have taken place."""
    for event in context.network.events.values():
        record = event.record
        held = record.start and record.status == "stattgefunden" and record.start.date.first > context.day
        if held and not misdated(event.id, record):
            yield Fault(
                "held-in-future",
                Place(event.file, ("status",)),
                "Der Termin liegt in der Zukunft, der Stand ist aber „stattgefunden“.",
                "„status“ auf geplant oder bestaetigt setzen, oder das Datum prüfen.",
                note=f"Termin ist {record.start} ({{0}})",
                related=(
                    Related(Place(event.file, event.record.path_of(event.record.start)), f"Termin ist {record.start}"),
                ),
            )


def skipped_hour(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no event starts in the hour that is skipped when summer time begins."""
    for event in context.network.events.values():
        for path, moment in _moments(event.record).items():
            if moment.time and 1 <= moment.time.hour <= 3 and _is_skipped(moment, _zone(context, event)):
                yield Fault(
                    "skipped-hour",
                    Place(event.file, path),
                    f"Die Uhrzeit {moment.time:%H:%M} gab es am {moment.date} nicht: Die Uhr wurde auf Sommerzeit vorgestellt.",
                    "Uhrzeit prüfen.",
                )


def _moments(record: EventRecord) -> dict[Path, Moment]:
    """Return the times that are written in an event, each with its place."""
    found: dict[Path, Moment] = {}
    for key in ("start", "end"):
        moments = [getattr(record, key), *(getattr(session, key) for session in record.sessions)]
        found |= {record.path_of(moment, key): moment for moment in moments if moment is not None}
    return found


def _zone(context: NetworkContext, event: Filed[EventRecord]) -> ZoneInfo | None:
    try:
        return ZoneInfo(event.record.timezone or context.network.record.timezone)
    except (ValueError, OSError, KeyError):
        return None  # a wrong zone is a finding of its own


def _is_skipped(moment: Moment, zone: ZoneInfo | None) -> bool:
    local = moment.first.replace(tzinfo=zone)
    return zone is not None and local.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != moment.first
