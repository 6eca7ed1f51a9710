"""Attendance of the bodies of a network at the meetings of its groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.events import events_in_order
from ksnet.documents.expected import expected_bodies
from ksnet.documents.sheets import Sheet, day_cell
from ksnet.documents.view import NetworkView, of_network
from ksnet.duties.counting.events import PEOPLE_THERE
from ksnet.duties.counting.known import as_known_on
from ksnet.duties.counting.meetings import is_meeting_of, sort_meetings
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.base import CountEntry
from ksnet.records.event import EventRecord
from ksnet.records.network import Group
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Precision
from ksnet.repository import FiledEvent, Network


@frozen(kw_only=True)
class BodyAttendanceView:
    """How often a body was represented at the meetings of a group."""

    name: str
    """Name der Stelle."""
    came: int
    """An wie vielen Treffen sie vertreten war."""
    expected: int
    """Zu wie vielen Treffen sie erwartet wurde; nie weniger, als sie vertreten war."""
    years: tuple[str, ...]
    """Zu jedem Jahr „3 von 4“; leer, wo sie nicht erwartet wurde."""
    last: PartialDate | None
    """Wann sie zuletzt vertreten war."""
    missed: int
    """Wie viele Treffen hintereinander sie zuletzt gefehlt hat."""


@frozen(kw_only=True)
class GroupAttendanceView:
    """The attendance of one group."""

    id: str
    """Kennung des Gremiums."""
    name: str
    """Name des Gremiums."""
    meetings: int
    """Zahl der Treffen, die stattgefunden haben."""
    recorded: int
    """Bei wie vielen davon erfasst ist, wer vertreten war."""
    people: tuple[tuple[PartialDate, int], ...]
    """Treffen mit erfasster Zahl der Anwesenden: Tag und Zahl."""
    exactness: Precision | None
    """Wie genau diese Zahlen zusammen sind: rund, mindestens; leer, wo alle genau sind."""
    years: tuple[int, ...]
    """Jahre, in denen erfasste Treffen liegen."""
    bodies: tuple[BodyAttendanceView, ...]
    """Die Stellen; geschützte Einrichtungen stehen in keiner Liste."""

    @property
    def average(self) -> float | None:
        """Wie viele im Durchschnitt da waren; ganze Personen, wo die Zahlen nicht genau sind."""
        if not self.people:
            return None
        average = sum(count for _, count in self.people) / len(self.people)
        return round(average, 1) if self.exactness is None else int(average)

    @property
    def missing(self) -> tuple[BodyAttendanceView, ...]:
        """Stellen, die die letzten zwei erfassten Treffen oder länger fehlten, längste zuerst."""
        return tuple(
            sorted((one for one in self.bodies if one.missed > 1), key=lambda one: -one.missed)
        )


@frozen(kw_only=True)
class AttendanceView(NetworkView):
    """The attendance at the groups of a network in a period."""

    kind: ClassVar[str] = "attendance"
    span: str
    """Der Zeitraum in Worten; leer, wo er nicht begrenzt ist."""
    groups: tuple[GroupAttendanceView, ...]
    """Gremien mit Treffen im Zeitraum."""


def attendance_view(
    network: Network, as_of: dt.date, window: Window | None, group: str | None = None
) -> AttendanceView:
    """Return the attendance at all groups of a network or one, in a window or at all times."""
    network = as_known_on(network, as_of)
    span = window or Window(dt.date.min, as_of)
    found = [
        _group_view(network, one, span, as_of)
        for one in network.record.groups
        if group in {None, one.id}
    ]
    return AttendanceView(
        **of_network(network, as_of),
        span=window.text if window else "",
        groups=tuple(one for one in found if one.meetings),
    )


def _group_view(
    network: Network, group: Group, span: Window, as_of: dt.date
) -> GroupAttendanceView:
    events = [event for event in network.events.values() if is_meeting_of(event.record, group)]
    held = events_in_order(sort_meetings(events, span, as_of).held)
    recorded = [
        event for event in held if event.record.attendance and event.record.attendance.members
    ]
    years = tuple(sorted({_date(event).first.year for event in recorded}))
    counted = [(event, count) for event in held if (count := people_there(event.record))]
    return GroupAttendanceView(
        id=group.id,
        name=group.name,
        meetings=len(held),
        recorded=len(recorded),
        people=tuple((_date(event), count.count) for event, count in counted),
        exactness=exactness([count for _, count in counted]),
        years=years,
        bodies=tuple(_body_views(network, group, recorded, years)),
    )


def _body_views(
    network: Network, group: Group, events: list[FiledEvent], years: tuple[int, ...]
) -> Iterable[BodyAttendanceView]:
    """Yield the bodies that were expected at one of the meetings or came anyway, by name."""
    # By body: whether it was there, in the order of meetings.
    at: dict[str, list[tuple[FiledEvent, bool]]] = {}
    for event in events:
        record, on = event.record, _date(event).first
        there = set(record.attendance.members) if record.attendance else set()
        invited = {one.id for one in record.invited if one.id}
        asked = {one.member.id for one in expected_bodies(network, (group.id,), invited, on)}
        for member in network.members.members:
            if not member.sensitive and member.id in asked | there:
                at.setdefault(member.id, []).append((event, member.id in there))
    who = WhoIsWho(network, _date(events[-1]).first if events else dt.date.max)
    for ident in sorted(at, key=lambda ident: german.sort_key(who.name(ident))):
        meetings = at[ident]
        came = [event for event, there in meetings if there]
        missed = next(
            (number for number, (_, there) in enumerate(reversed(meetings)) if there), len(meetings)
        )
        yield BodyAttendanceView(
            name=who.name(ident),
            came=len(came),
            expected=len(meetings),
            years=tuple(_year(meetings, year) for year in years),
            last=_date(came[-1]) if came else None,
            missed=missed,
        )


def _year(meetings: list[tuple[FiledEvent, bool]], year: int) -> str:
    there = [was for event, was in meetings if _date(event).first.year == year]
    return f"{sum(there)} von {len(there)}" if there else ""


def _date(event: FiledEvent) -> PartialDate:
    assert event.record.start is not None  # noqa: S101  (only events with a date are held)
    return event.record.start.date


def people_there(record: EventRecord) -> CountEntry | None:
    """Return how many attended an event, None where not counted.

    Registrations and invitations do not count.
    """
    counts = record.attendance.total if record.attendance else ()
    return next((one for one in counts if one.of in PEOPLE_THERE), None)


def exactness(counts: Sequence[CountEntry]) -> Precision | None:
    """Return how exact numbers are together, None where all are exact; one alone keeps its word."""
    found = {one.precision for one in counts} - {None, Precision.GENAU}
    if len(counts) == 1 or not found:
        return next(iter(found), None)
    lower_bounds = {Precision.UEBER, Precision.MINDESTENS}
    return Precision.MINDESTENS if found <= lower_bounds else Precision.RUND


def attendance_rows(view: AttendanceView) -> Sheet:
    """Return one row for each body and group, for a spreadsheet."""
    years = sorted({year for group in view.groups for year in group.years})
    rows = tuple(
        (
            group.name,
            body.name,
            body.came,
            body.expected,
            *(body.years[group.years.index(year)] if year in group.years else "" for year in years),
            day_cell(body.last),
            body.missed,
        )
        for group in view.groups
        for body in group.bodies
    )
    first, last = ("Gremium", "Stelle", "vertreten", "erwartet"), ("zuletzt", "seitdem gefehlt")
    return Sheet("Teilnahme", (*first, *map(str, years), *last), rows)
