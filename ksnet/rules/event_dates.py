"""KS3, events: their dates fit each other, their file name, their status, their network and the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ksnet import german
from ksnet.counting.events import contradict, misdated, planned_dates
from ksnet.findings import Fault, Path, Place, Related
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
        if record.start and record.end and record.end.last < record.start.first:
            start = Place(event.file, ("start",))
            yield Fault(
                "end-before-start",
                Place(event.file, ("end",)),
                "Ende liegt vor dem Beginn.",
                "Uhrzeit von „end“ prüfen." if record.end.date == record.start.date else "Datum von „end“ prüfen.",
                note=f"Beginn ist {record.start} ({{0}})",
                related=(Related(start, f"Beginn ist {record.start}"),),
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
                Place(event.file, ("start",)),
                f"Das Netzwerk besteht nur bis {record.until}.",
                "Datum der Veranstaltung oder „until“ des Netzwerks prüfen.",
                related=(Related(Place(context.network.file, ("until",)), f"bis {record.until}"),),
            )
        elif record.founded and start.date.last < record.founded.first and not _prepares(event.record, record.founded):
            yield Fault(
                "event-outside-network",
                Place(event.file, ("start",)),
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
        if not contradict(named, first) or context.facts.doubt_in(event.file, "rescheduled_from", "start"):
            continue
        if record.rescheduled_from:
            path: Path = ("rescheduled_from", 0)
            mend = f"Der erste Eintrag von „rescheduled_from“ muss der zuerst geplante Tag sein, nach dem die Datei heißt ({named}); weitere Verlegungen folgen danach. Ist der Dateiname falsch, die Datei umbenennen."
        else:
            path = ("start",)
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
                related=(Related(Place(event.file, ("start",)), f"Termin war {record.start}"),),
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
                related=(Related(Place(event.file, ("start",)), f"Termin ist {record.start}"),),
            )


def skipped_hour(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no event starts in the hour that is skipped when summer time begins."""
    for event in context.network.events.values():
        for key in ("start", "end"):
            moment: Moment | None = getattr(event.record, key)
            if moment and moment.time and 1 <= moment.time.hour <= 3 and _is_skipped(moment, _zone(context, event)):
                yield Fault(
                    "skipped-hour",
                    Place(event.file, (key,)),
                    f"Die Uhrzeit {moment.time:%H:%M} gab es am {moment.date} nicht: Die Uhr wurde auf Sommerzeit vorgestellt.",
                    "Uhrzeit prüfen.",
                )


def _zone(context: NetworkContext, event: Filed[EventRecord]) -> ZoneInfo | None:
    try:
        return ZoneInfo(event.record.timezone or context.network.record.timezone)
    except (ValueError, OSError, KeyError):
        return None  # a wrong zone is a finding of its own


def _is_skipped(moment: Moment, zone: ZoneInfo | None) -> bool:
    local = moment.first.replace(tzinfo=zone)
    return zone is not None and local.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != moment.first
