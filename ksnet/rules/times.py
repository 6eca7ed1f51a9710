"""KS3, order of time: what ends before it starts, stands outside what contains it, or lies on the wrong side of today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from ksnet.counting.events import contradict, misdated, planned_dates
from ksnet.findings import Fault, Path, Place, Related
from ksnet.records.base import Period
from ksnet.records.event import EventRecord
from ksnet.records.members import Member, MembershipEntry
from ksnet.records.structure import fields_of
from ksnet.records.values import Moment, PartialDate
from ksnet.records.vocabulary import EventKind
from ksnet.records.walk import Walk
from ksnet.repository import Filed
from ksnet.rules.context import NetworkContext

_PAST_KEYS = frozenset(("done", "on", "as_of", "published", "redacted", "withdrawn", "contact_consent"))


@cache
def _past_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a model that say when something happened."""
    return tuple(shape.attribute for key, shape in fields_of(model).items() if key in _PAST_KEYS)


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


_PERIODS = Walk(lambda model: issubclass(model, Period))
_DONE = Walk(lambda model: bool(_past_keys(model)))


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


def until_before_since(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no period ends before it begins."""
    for file, path, item in _entries(context, _PERIODS):
        if item.since and item.until and item.until.last < item.since.first:
            since = Place(file, (*path, "since"))
            yield Fault(
                "until-before-since",
                Place(file, (*path, "until")),
                "„until“ liegt vor „since“.",
                "Eines der beiden Daten prüfen.",
                note=f"„since“ ist {item.since} ({{0}})",
                related=(Related(since, f"„since“ ist {item.since}"),),
            )
    record = context.network.record
    if record.founded and record.until and record.until.last < record.founded.first:
        founded = Place(context.network.file, ("founded",))
        yield Fault(
            "until-before-since",
            Place(context.network.file, ("until",)),
            "Das Netzwerk endet vor seiner Gründung.",
            "„until“ oder „founded“ prüfen.",
            note=f"gegründet {record.founded} ({{0}})",
            related=(Related(founded, f"gegründet {record.founded}"),),
        )


class _Bounds(NamedTuple):
    """The period of something that contains entries, how to call it, and where its dates stand."""

    since: PartialDate | None
    until: PartialDate | None
    name: str
    file: str
    at_since: Path
    at_until: Path

    @classmethod
    def of(cls, item: Period, name: str, file: str, path: Path) -> _Bounds:
        return cls(item.since, item.until, name, file, (*path, "since"), (*path, "until"))


def outside_container(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what is part of something neither begins before it nor ends after it.

    Koordinierungsstellen, agreements and groups may be older than the network, which often builds on what is there, and
    bodies outside it have lives of their own. Management changes by the calendar year, whenever the network begins.
    """
    record, network = context.network.record, context.network
    whole = _Bounds(record.founded, record.until, "das Netzwerk", network.file, ("founded",), ("until",))
    for key in ("youth_offices", "groups", "management"):
        for number, item in enumerate(getattr(record, key)):
            if getattr(item, "external", False) or (key == "management" and _overlaps_life(item, whole)):
                continue
            yield from _outside(network.file, (key, number), item, whole, older=key == "groups")
    groups = {
        group.id: _Bounds.of(group, f"„{group.id}“", network.file, ("groups", number))
        for number, group in enumerate(record.groups)
    }
    for number, group in enumerate(record.groups):
        if group.parent in groups and not group.external:
            yield from _outside(network.file, ("groups", number), group, groups[group.parent])
    for number, member in enumerate(network.members.members):
        yield from _outside_member(network.members_file, ("members", number), member, whole)
    for path, membership in _memberships(context):
        if membership.id in groups:
            yield from _outside(network.members_file, path, membership, groups[membership.id])


def _outside_member(file: str, here: Path, member: Member, whole: _Bounds) -> Iterator[Fault]:
    yield from _outside(file, here, member, whole)
    bounds = _Bounds.of(member, f"„{member.id}“", file, here)
    for number, membership in enumerate(member.groups):
        yield from _outside(file, (*here, "groups", number), membership, bounds)
    for position, person in enumerate(member.people):
        at_person: Path = (*here, "people", position)
        yield from _outside(file, at_person, person, bounds)
        own = _Bounds.of(person, f"„{person.id}“", file, at_person)
        for number, membership in enumerate(person.groups):
            yield from _outside(file, (*at_person, "groups", number), membership, own)


def _memberships(context: NetworkContext) -> Iterator[tuple[Path, MembershipEntry]]:
    for number, member in enumerate(context.network.members.members):
        for i, membership in enumerate(member.groups):
            yield ("members", number, "groups", i), membership
        for position, person in enumerate(member.people):
            for i, membership in enumerate(person.groups):
                yield ("members", number, "people", position, "groups", i), membership


def _overlaps_life(item: Period, life: _Bounds) -> bool:
    """Whether a period has a part in which the network exists."""
    begun = not (item.until and life.since) or item.until.last >= life.since.first
    return begun and (not (item.since and life.until) or item.since.first <= life.until.last)


def _outside(file: str, path: Path, item: Period, bounds: _Bounds, *, older: bool = False) -> Iterator[Fault]:
    if item.since is bounds.since and item.until is bounds.until:  # as a rule: the same date is the same object
        return
    if bounds.since and bounds.until and bounds.until.last < bounds.since.first:  # a rule of its own says so
        return
    since, until = item.since, item.until
    if since and bounds.since and since.last < bounds.since.first and not older:
        yield _outside_fault(file, (*path, "since"), f"Beginnt {_when(since)}", bounds, "seit")
    if until and bounds.until and bounds.until.last < until.first:
        yield _outside_fault(file, (*path, "until"), f"Endet {_when(until)}", bounds, "bis")
    elif since and bounds.until and bounds.until.last < since.first and since.precision != "unknown":
        yield _outside_fault(file, (*path, "since"), f"Beginnt {_when(since)}", bounds, "bis")


def _outside_fault(file: str, path: Path, what: str, bounds: _Bounds, side: Literal["seit", "bis"]) -> Fault:
    verb = "besteht" if bounds.at_since == ("founded",) else "gilt"
    limit, at = (bounds.since, bounds.at_since) if side == "seit" else (bounds.until, bounds.at_until)
    only = "erst" if side == "seit" else "nur"
    return Fault(
        "outside-container",
        Place(file, path),
        f"{what}, {bounds.name} {verb} aber {only} {side} {limit}.",
        "Eines der beiden Daten prüfen.",
        related=(Related(Place(bounds.file, at), f"{bounds.name} {verb} {side} {limit}"),),
    )


def overlapping_periods(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what can hold only once at a time has no two periods that overlap."""
    record, network = context.network.record, context.network
    by_group: dict[str | None, list[tuple[Path, Period]]] = {}
    for number, holder in enumerate(record.management):
        by_group.setdefault(holder.group, []).append((("management", number), holder))
    for entries in by_group.values():
        yield from _overlaps(network.file, entries, "Die Geschäftsführung ist in dieser Zeit schon vergeben.")
    for number, post in enumerate(record.coordination):
        shares: list[tuple[Path, Period]] = [
            (("coordination", number, "fte", i), share) for i, share in enumerate(post.fte)
        ]
        yield from _overlaps(network.file, shares, "Für diese Zeit ist schon ein Stellenanteil eingetragen.")
        yield from _same_overlaps(
            network.file,
            ("coordination", number, "people"),
            post.people,
            "ist in dieser Zeit schon als Inhaberin oder Inhaber der Stelle eingetragen.",
        )
    for at, member in enumerate(network.members.members):
        here: Path = ("members", at, "groups")
        yield from _same_overlaps(network.members_file, here, member.groups, "ist für diese Zeit schon eingetragen.")
        for position, person in enumerate(member.people):
            yield from _same_overlaps(
                network.members_file,
                ("members", at, "people", position, "groups"),
                person.groups,
                "ist für diese Zeit schon eingetragen.",
            )


def _same_overlaps(file: str, path: Path, items: tuple[Any, ...], text: str) -> Iterator[Fault]:
    if len(items) < 2:
        return
    by_id: dict[str, list[tuple[Path, Period]]] = {}
    for number, item in enumerate(items):
        by_id.setdefault(item.id, []).append(((*path, number), item))
    for ident, entries in by_id.items():
        yield from _overlaps(file, entries, f"„{ident}“ {text}")


def _overlaps(file: str, entries: list[tuple[Path, Period]], text: str) -> Iterator[Fault]:
    entries = [entry for entry in entries if entry[1].since is None or entry[1].since.precision != "unknown"]
    for number, (path, item) in enumerate(entries):
        for other_path, other in entries[:number]:
            if _surely_overlap(item, other):
                yield Fault(
                    "overlapping-periods",
                    Place(file, path),
                    text,
                    "„since“ oder „until“ so setzen, dass die Zeiten aneinander anschließen.",
                    related=(Related(Place(file, other_path), "überschneidet sich hiermit"),),
                )
                break


def _surely_overlap(one: Period, other: Period) -> bool:
    """Whether every reading of the vague dates overlaps."""

    def begins_before_end(a: Period, b: Period) -> bool:
        latest_start = a.since.last if a.since else dt.date.min
        earliest_end = b.until.first if b.until else dt.date.max
        return latest_start <= earliest_end

    return begins_before_end(one, other) and begins_before_end(other, one)


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
                f"Das Netzwerk wurde erst {_when(record.founded)} gegründet.",
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


def _when(date: PartialDate) -> str:
    return f"am {date}" if date.exact else str(date)


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


def date_in_future(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what is recorded as done was done on a day that has come."""
    for file, path, item in _entries(context, _DONE):
        model: type[BaseModel] = type(item)
        for key in _past_keys(model):
            date = getattr(item, key)
            if isinstance(date, PartialDate) and date.first > context.day:
                yield Fault(
                    "date-in-future",
                    Place(file, (*path, key)),
                    f"„{key}“ liegt mit {date} in der Zukunft.",
                    "Datum prüfen; was erst geplant ist, gehört nach „due“ oder „review_by“.",
                )
    for number, agreement in enumerate(context.network.record.agreements):
        if agreement.signed and agreement.signed.first > context.day and agreement.status == "unterzeichnet":
            yield Fault(
                "date-in-future",
                Place(context.network.file, ("agreements", number, "signed")),
                f"„signed“ liegt mit {agreement.signed} in der Zukunft, der Stand ist aber „unterzeichnet“.",
                "Datum prüfen oder „status“ auf entwurf oder beschlossen setzen.",
            )


def dates_out_of_order(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that dates which follow from one another stand in order."""
    network = context.network
    for number, agreement in enumerate(network.record.agreements):
        here: Path = ("agreements", number)
        for key, date in (("valid_until", agreement.valid_until), ("review_by", agreement.review_by)):
            if agreement.signed and date and date.last < agreement.signed.first:
                yield _order(
                    network.file,
                    (*here, key),
                    f"„{key}“ liegt vor der Unterzeichnung.",
                    (*here, "signed"),
                    f"unterzeichnet {agreement.signed}",
                )
    for event in network.events.values():
        yield from _event_order(event.file, event.record)
    for plan in network.plans.values():
        started = plan.record.started
        steps = [(("measures", i), step.due) for i, step in enumerate(plan.record.measures)]
        steps += [(("milestones", i), step.due) for i, step in enumerate(plan.record.milestones)]
        for path, due in steps:
            if started and due and due.last < started.first:
                yield _order(
                    plan.file,
                    (*path, "due"),
                    "Der Termin liegt vor dem Beginn des Plans.",
                    ("started",),
                    f"begonnen {started}",
                )


def _event_order(file: str, record: EventRecord) -> Iterator[Fault]:
    start = record.start
    if start is None:
        return
    registration = record.registration
    if registration and registration.until and start.date.last < registration.until.first:
        yield _order(
            file,
            ("registration", "until"),
            "Die Anmeldung endet erst nach der Veranstaltung.",
            ("start",),
            f"Beginn ist {start}",
        )
    for position, old in enumerate(record.rescheduled_from):
        if old == start and record.status != "verschoben":
            yield _order(
                file,
                ("rescheduled_from", position),
                "Alter und neuer Termin sind gleich.",
                ("start",),
                f"Beginn ist {start}",
            )


def _order(file: str, path: Path, message: str, other: Path, what: str) -> Fault:
    return Fault(
        "dates-out-of-order",
        Place(file, path),
        message,
        "Eines der beiden Daten prüfen.",
        note=f"{what} ({{0}})",
        related=(Related(Place(file, other), what),),
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


def _entries(context: NetworkContext, walk: Walk) -> Iterator[tuple[str, Path, Any]]:
    """Yield the entries that `walk` finds in the records of the network."""
    for file, record in context.network.records():
        for path, item in walk(record):
            yield file, path, item
