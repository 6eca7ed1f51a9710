"""KS3, periods: no end before the beginning, none outside its container, no wrong overlap."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Related, Rule, noted
from ksnet.records import german
from ksnet.records.base import Period
from ksnet.records.members import Member, MembershipEntry
from ksnet.records.values import PartialDate
from ksnet.records.walk import Walk
from ksnet.repository import Network
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.reading.excess import FewAlike

_PERIODS = Walk(lambda model: issubclass(model, Period))
_MOST_PARTNERS = 8  # that each period is compared with

_MANAGED = (
    "management:\n  - youth_office: stadt-muster\n    group: plenum\n    since: {}\n    until: {}\n"
)

UNTIL_BEFORE_SINCE = Rule(
    code="KS302",
    name="until-before-since",
    severity=Severity.FEHLER,
    title="Ein Zeitraum endet vor seinem Anfang.",
    why="Aus „since“ und „until“ zählt der Bericht, wer im Berichtszeitraum dazugehörte.",
    mend="Eines der beiden Daten berichtigen.",
    wrong={"network": _MANAGED.format("2026-01-01", "⟦2025-12-31⟧")},
    right={"network": _MANAGED.format("2025-01-01", "2025-12-31")},
)


def until_before_since(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no period ends before it begins."""
    for file, path, item in _PERIODS.through(context.network.records()):
        if item.since and item.until and item.until.last < item.since.first:
            yield UNTIL_BEFORE_SINCE.fault(
                Place(file, (*path, "until")),
                "„until“ liegt vor „since“.",
                "Eines der beiden Daten prüfen.",
                **noted(Place(file, (*path, "since")), f"„since“ ist {item.since}"),
            )
    record = context.network.record
    if record.founded and record.until and record.until.last < record.founded.first:
        yield UNTIL_BEFORE_SINCE.fault(
            Place(context.network.file, ("until",)),
            "Das Netzwerk endet vor seiner Gründung.",
            "„until“ oder „founded“ prüfen.",
            **noted(
                Place(context.network.file, ("founded",)),
                f"gegründet {german.on_text(record.founded)}",
            ),
        )


class _Bounds(NamedTuple):
    """The period of something that contains entries, its name, and the paths of its dates."""

    since: PartialDate | None
    until: PartialDate | None
    name: str
    file: str
    at_since: Path
    at_until: Path

    @classmethod
    def of(cls, item: Period, name: str, file: str, path: Path) -> _Bounds:
        return cls(item.since, item.until, name, file, (*path, "since"), (*path, "until"))


OUTSIDE_CONTAINER = Rule(
    code="KS303",
    name="outside-container",
    severity=Severity.FEHLER,
    title="Ein Zeitraum liegt außerhalb dessen, wozu er gehört.",
    why="Niemand kann einem Netzwerk angehören, das es noch nicht oder nicht mehr gibt. Koordinierungsstellen, Vereinbarungen und Gremien dürfen älter sein als das Netzwerk, das oft auf ihnen aufbaut; Gremien außerhalb des Netzwerks (external) haben ihre eigene Zeit. Eine Geschäftsführung darf für das ganze Kalenderjahr gelten, in dem das Netzwerk gegründet wird oder endet.",
    mend="Eines der beiden Daten berichtigen; ein fehlendes „since“ bedeutet „von Anfang an“.",
    wrong={
        "network": "youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n"
        '    key: "05974040"\n    since: ⟦2019-01-01⟧\n'
    },
    right="2024-03-01",
)


def outside_container(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what is part of something neither begins before it nor ends after it.

    Koordinierungsstellen, agreements and groups may be older than the network, which often builds
    on what is there, and bodies outside it have periods of their own. Management changes by the
    calendar year, whenever the network begins.
    """
    record, network = context.network.record, context.network
    founded = None if context.founding_is_wrong else record.founded
    whole = _Bounds(founded, record.until, "das Netzwerk", network.file, ("founded",), ("until",))
    for key in ("youth_offices", "groups", "management"):
        for number, item in enumerate(getattr(record, key)):
            if getattr(item, "external", False) or (
                key == "management" and _overlaps_life(item, whole)
            ):
                continue
            yield from _outside(network.file, (key, number), item, whole, older=key == "groups")
    groups = {
        group.id: _Bounds.of(group, f"„{group.id}“", network.file, ("groups", number))
        for number, group in reversed(list(enumerate(record.groups)))  # of one id, the first
    }
    for number, group in enumerate(record.groups):
        if group.parent in groups and not group.external:
            yield from _outside(network.file, ("groups", number), group, groups[group.parent])
    for number, member in enumerate(network.members.members):
        yield from _outside_member(network.members_file, ("members", number), member, whole)
    for path, memberships in _memberships(network):
        for number, one in enumerate(memberships):
            if one.id in groups:
                yield from _outside(network.members_file, (*path, number), one, groups[one.id])
    yield from _outside_year(network)


def _outside_year(network: Network) -> Iterator[Fault]:
    """Yield a fault for what was published in another year than that of its file."""
    for year, filed in network.years.items():
        for number, one in enumerate(filed.record.public_relations):
            if one.date and not one.date.first.year <= year <= one.date.last.year:
                yield OUTSIDE_CONTAINER.fault(
                    Place(filed.file, ("public_relations", number, "date")),
                    f"{german.vague_date(one.date)} liegt nicht im Jahr {year}; der Bericht über das Jahr nennt es nicht.",
                    "Das Datum prüfen, oder den Eintrag in die Datei seines Jahres verschieben.",
                    severity=Severity.WARNUNG,
                )


def _outside_member(file: str, here: Path, member: Member, whole: _Bounds) -> Iterator[Fault]:
    yield from _outside(file, here, member, whole)
    bounds = _Bounds.of(member, f"„{member.id}“", file, here)
    for number, membership in enumerate(member.groups):
        yield from _outside(file, (*here, "groups", number), membership, bounds)
    for position, person in enumerate(member.people):
        at_person: Path = (*here, "people", position)
        yield from _outside(file, at_person, person, bounds)
        if _begins_unsaid(member):
            yield from _ended_before(file, at_person, person, whole)
        if person.groups:
            own = _Bounds.of(person, f"„{person.id}“", file, at_person)
            for number, membership in enumerate(person.groups):
                yield from _outside(file, (*at_person, "groups", number), membership, own)


def _memberships(network: Network) -> Iterator[tuple[Path, tuple[MembershipEntry, ...]]]:
    """Yield the list of groups of each body and person, with its path in `members.yaml`."""
    for number, member in enumerate(network.members.members):
        yield ("members", number, "groups"), member.groups
        for position, person in enumerate(member.people):
            yield ("members", number, "people", position, "groups"), person.groups


def _overlaps_life(item: Period, life: _Bounds) -> bool:
    """Whether a period overlaps the time of the network."""
    begun = not (item.until and life.since) or item.until.last >= life.since.first
    return begun and (not (item.since and life.until) or item.since.first <= life.until.last)


def _outside(
    file: str, path: Path, item: Period, bounds: _Bounds, *, older: bool = False
) -> Iterator[Fault]:
    # The usual case: dates written alike are the same object.
    if item.since is bounds.since and item.until is bounds.until:
        return
    # Reported by UNTIL_BEFORE_SINCE.
    if bounds.since and bounds.until and bounds.until.last < bounds.since.first:
        return
    since, until = item.since, item.until
    if since and bounds.since and since.last < bounds.since.first and not older:
        yield _outside_fault(file, (*path, "since"), since, bounds, "seit")
    if not older:
        yield from _ended_before(file, path, item, bounds)
    if until and bounds.until and bounds.until.last < until.first:
        yield _outside_fault(file, (*path, "until"), until, bounds, "bis")
    elif since and bounds.until and bounds.until.last < since.first:
        yield _outside_fault(file, (*path, "since"), since, bounds, "bis")


def _ended_before(file: str, path: Path, item: Period, bounds: _Bounds) -> Iterator[Fault]:
    """Yield an end before there was what it belongs to; with a beginning, that is reported."""
    since, until = bounds.since, item.until
    if _begins_unsaid(item) and until and since and until.last < since.first:
        yield _outside_fault(file, (*path, "until"), until, bounds, "seit")


def _begins_unsaid(item: Period) -> bool:
    return item.since is None or item.since.precision == "unknown"


def _outside_fault(
    file: str, path: Path, date: PartialDate, bounds: _Bounds, side: Literal["seit", "bis"]
) -> Fault:
    verb = "besteht" if bounds.at_since == ("founded",) else "gilt"
    limit, at = (
        (bounds.since, bounds.at_since) if side == "seit" else (bounds.until, bounds.at_until)
    )
    what = f"{'Beginnt' if path[-1] == 'since' else 'Endet'} {german.on_text(date)}"
    day, only = german.vague_date(limit), "erst" if side == "seit" else "nur"
    return OUTSIDE_CONTAINER.fault(
        Place(file, path),
        f"{what}, {bounds.name} {verb} aber {only} {side} {day}.",
        "Eines der beiden Daten prüfen.",
        related=(Related(Place(bounds.file, at), f"{bounds.name} {verb} {side} {day}"),),
    )


OVERLAPPING_PERIODS = Rule(
    code="KS304",
    name="overlapping-periods",
    severity=Severity.FEHLER,
    title="Zwei Zeiträume überschneiden sich, wo nur einer gelten kann.",
    why="Sonst ist nicht zu sagen, wer die Geschäftsführung hatte oder wie groß der Stellenanteil war.",
    mend="Den früheren Eintrag mit „until“ beenden, bevor der spätere mit „since“ beginnt.",
    wrong={
        "network": _MANAGED.format("2025-01-01", "2025-12-31")
        + "  - ⟦youth_office: stadt-muster⟧\n    group: plenum\n    since: 2025-07-01\n"
    },
    right={
        "network": _MANAGED.format("2025-01-01", "2025-12-31")
        + "  - youth_office: stadt-muster\n    group: plenum\n    since: 2026-01-01\n"
    },
)


def overlapping_periods(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what can be only one at a time has no overlapping periods."""
    record, network = context.network.record, context.network
    text = "Die Geschäftsführung ist in dieser Zeit schon vergeben."
    yield from _overlaps(network, network.file, ("management",), record.management, "group", text)
    for number, post in enumerate(record.coordination):
        here: Path = ("coordination", number)
        text = "Für diese Zeit ist schon ein Stellenanteil eingetragen."
        yield from _overlaps(network, network.file, (*here, "fte"), post.fte, None, text)
        text = "„{}“ ist in dieser Zeit schon als Inhaberin oder Inhaber der Stelle eingetragen."
        yield from _overlaps(network, network.file, (*here, "people"), post.people, "id", text)
    text = "„{}“ ist für diese Zeit schon eingetragen."
    for path, memberships in _memberships(network):
        yield from _overlaps(network, network.members_file, path, memberships, "id", text)


def _overlaps(  # noqa: PLR0913, PLR0917  (a list in a file, and which of its entries)
    network: Network, file: str, path: Path, items: Sequence[Period], key: str | None, text: str
) -> Iterator[Fault]:
    """Yield what overlaps of the entries that have the same `key`, whose value `text` may name."""
    if len(items) < 2:
        return
    repairs = network.repairs.get(file)
    unread = repairs.taken if repairs else frozenset[Path]()
    alike: dict[str | None, list[int]] = {}
    for number, item in enumerate(items):
        known = item.since is None or item.since.precision != "unknown"
        dates = ((*path, number, "since"), (*path, number, "until"))
        if known and unread.isdisjoint(dates):
            alike.setdefault(getattr(item, key) if key else None, []).append(number)
    for value, numbers in alike.items():
        # Only what overlaps in every reading of vague dates counts: from the last possible start to
        # the first possible end.
        starts = [since.last if (since := items[n].since) else dt.date.min for n in numbers]
        ends = [until.first if (until := items[n].until) else dt.date.max for n in numbers]
        faults, said = FewAlike(), text.format(value)
        for one, other in enumerate(_first_overlaps(starts, ends)):
            if other != one:
                paths = (*path, numbers[one]), (*path, numbers[other])
                faults.add(OVERLAPPING_PERIODS, file, said, partial(_overlap, file, *paths, said))
        yield from faults.found()


def _overlap(file: str, path: Path, other: Path, text: str) -> Fault:
    return OVERLAPPING_PERIODS.fault(
        Place(file, path),
        text,
        "„since“ oder „until“ so setzen, dass die Zeiten aneinander anschließen; steht dasselbe doppelt da, einen der beiden Einträge streichen.",
        related=(Related(Place(file, other), "überschneidet sich hiermit"),),
    )


def _first_overlaps(starts: list[dt.date], ends: list[dt.date]) -> array[int]:
    """Return for each period the first before it in the list that it overlaps, else itself.

    In order of their starts, each is compared with the next ones and with the one before it that
    ends last: of more than `_MOST_PARTNERS` overlaps of one period some may be left out, so that
    the time does not grow with their square.
    """
    found = array("Q", range(len(starts)))
    order = sorted(range(len(starts)), key=starts.__getitem__)
    latest = order[0] if order else 0
    for at, one in enumerate(order):
        for other in (latest, *order[at + 1 : at + 1 + _MOST_PARTNERS]):
            if starts[other] > ends[one]:
                break
            if other != one and starts[one] <= ends[other]:
                first, second = (one, other) if one < other else (other, one)
                found[second] = min(first, found[second])
        if ends[one] > ends[latest]:
            latest = one
    return found


CHECKS = (until_before_since, outside_container, overlapping_periods)
