"""Propose dates for a group's meetings in a year by its cadence.

Holidays, weekends and other meetings are avoided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.frozen import changeable, field, frozen, replace
from ksnet.duties.counting.cadence import periods
from ksnet.duties.counting.events import last_of, touches
from ksnet.duties.counting.meetings import GROUP_MEETINGS
from ksnet.duties.counting.spans import TimeSpan, Window
from ksnet.editing.likeness import OFF, Hours, meeting_of, meetings_of, values_like
from ksnet.lands import Land
from ksnet.lands.tables import Tables
from ksnet.records.event import EventRecord
from ksnet.records.network import Cadence, Group
from ksnet.records.vocabulary import EventKind
from ksnet.repository import Network


@frozen
class Avoided:
    """A better-placed day that is not proposed, and why."""

    day: dt.date
    reason: str


@frozen
class ProposedDay:
    """A proposed day, its hours and kind, and the days avoided for it.

    `objection` says what is against a day that somebody chose nevertheless.
    """

    day: dt.date
    hours: Hours
    kind: EventKind | None
    avoided: tuple[Avoided, ...]
    objection: str | None = None


@changeable
class Plan:
    """The proposed meetings in order, the number of existing ones, and parts without a free day."""

    proposals: list[ProposedDay] = field(default_factory=list)
    existing: int = 0
    without_day: list[Window] = field(default_factory=list)


def values_of(network: Network, group: Group, proposal: ProposedDay) -> dict[str, Any]:
    """Return the record of a proposed meeting like the group's last one, as far as known."""
    kinds = [proposal.kind] if proposal.kind else GROUP_MEETINGS
    earlier = meetings_of(network, group.id, kinds)
    kind = proposal.kind or meeting_of(group.kind)
    title = kind.label if proposal.kind else group.name
    data: dict[str, Any] = (
        values_like(earlier[-1]) if earlier else {"title": title, "kind": kind.value}
    )
    hours = proposal.hours
    data |= {
        "groups": [group.id],
        "start": f"{proposal.day} {hours.start:%H:%M}",
        "end": f"{proposal.day} {hours.end:%H:%M}" if hours.end else None,
        "status": "geplant",
        "case_conference": {"anonymised": True} if data["kind"] == "fallkonferenz" else None,
    }
    return {key: value for key, value in data.items() if key not in ("agenda", "all_day")}


def cadences_of(group: Group) -> list[Cadence]:
    """Return the cadences of a group that set a number of meetings."""
    return [cadence for cadence in group.cadence if cadence.per and cadence.meetings]


def propose(
    network: Network, group: Group, year: int, hours: Callable[[Cadence], Hours], day: dt.date
) -> Plan:
    """Propose a day for every meeting that the group still needs in the year.

    `hours` gives those of a cadence; no day before `day`, today, is proposed. Each period of a
    cadence is cut into as many equal parts as meetings; parts with a meeting are skipped. Raises
    UsageProblem where the group has no cadence.
    """
    if not (cadences := cadences_of(group)):
        raise UsageProblem(
            f"Beim Gremium „{group.id}“ steht kein Turnus (cadence). In network.yaml ergänzen, z. B. cadence: {{meetings: 2, per: jahr}}"
        )
    plan = Plan()
    busy = _busy_days(network, year)
    for cadence in cadences:
        held = meetings_of(network, group.id, cadence.kinds)
        for _, window in periods(cadence.per, year):
            _fill(
                plan,
                window,
                cadence,
                held,
                _Calendar(year, hours(cadence), day, group, busy, network.land.tables),
            )
    plan.proposals.sort(key=lambda proposal: proposal.day)
    return plan


def with_days(
    network: Network,
    group: Group,
    proposals: Iterable[ProposedDay],
    days: Mapping[int, dt.date | None],
) -> list[tuple[int, ProposedDay]]:
    """Return the proposals with their numbers from 1 and the changes in `days`, in order.

    `days` has another day for some numbers, None to drop one.
    """
    numbered = [
        (number, proposal)
        for number, proposal in enumerate(proposals, 1)
        if days.get(number, proposal.day)
    ]
    result = []
    for number, proposal in numbered:
        day = days.get(number)
        if day is None:
            result.append((number, proposal))
            continue
        others = {days.get(n) or other.day: group.name for n, other in numbered if n != number}
        reason = _against(day, network.land.tables, _busy_days(network, day.year) | others)
        if reason is None and day.weekday() > 4:
            reason = "Wochenende"
        result.append((number, replace(proposal, day=day, avoided=(), objection=reason)))
    return sorted(result, key=lambda one: (one[1].day, one[0]))


@frozen
class _Calendar:
    """The free days of a year; `busy` names what is on others and grows with the proposals."""

    year: int
    hours: Hours
    today: dt.date
    group: Group
    busy: dict[dt.date, str]
    tables: Tables

    @property
    def first(self) -> dt.date:
        """The first day that can still be planned."""
        return max(dt.date(self.year, 1, 1), self.today + dt.timedelta(days=1))

    def candidates(self, part: Window) -> list[dt.date]:
        """Return the possible days of a part on the right weekday, nearest to its middle first."""
        middle = part.first + (part.last - part.first) / 2
        days = (part.first + dt.timedelta(n) for n in range((part.last - part.first).days + 1))
        there = TimeSpan.of(self.group)
        fitting = (
            d
            for d in days
            if d.weekday() == self.hours.weekday
            and d.year == self.year
            and d >= self.first
            and there.on(d)
        )
        return sorted(fitting, key=lambda d: (abs(d - middle), d))


def _against(day: dt.date, tables: Tables, busy: Mapping[dt.date, str]) -> str | None:
    """Return what is against a meeting on a day, or None."""
    return tables.public_holiday(day) or tables.school_holiday(day) or busy.get(day)


def _fill(
    plan: Plan, window: Window, cadence: Cadence, held: list[EventRecord], calendar: _Calendar
) -> None:
    in_window = [event for event in held if touches(event, window)]
    plan.existing += sum(touches(event, Window.of_year(calendar.year)) for event in in_window)
    need = cadence.meetings - len(in_window)
    free = [
        part
        for part in _parts(window, cadence.meetings)
        if part.touches(calendar.first, dt.date(calendar.year, 12, 31))
        and not any(touches(e, part) for e in in_window)
    ]
    for part in free[: max(0, need)]:
        avoided: list[Avoided] = []
        for candidate in calendar.candidates(part):
            reason = _against(candidate, calendar.tables, calendar.busy)
            if reason is None:
                kind = cadence.kinds[0] if cadence.kinds else None
                plan.proposals.append(ProposedDay(candidate, calendar.hours, kind, tuple(avoided)))
                calendar.busy[candidate] = calendar.group.name
                break
            avoided.append(Avoided(candidate, reason))
        else:
            plan.without_day.append(part)


def _parts(window: Window, count: int) -> Iterator[Window]:
    """Cut a window into equal parts."""
    days = (window.last - window.first).days + 1
    for number in range(count):
        first = window.first + dt.timedelta(days * number // count)
        yield Window(first, window.first + dt.timedelta(days * (number + 1) // count - 1))


def _busy_days(network: Network, year: int) -> dict[dt.date, str]:
    """Return the days with an event of the network and its title; vague dates are ignored."""
    busy: dict[dt.date, str] = {}
    for event in network.events.values():
        record = event.record
        for occasion in () if record.status in OFF else record.occasions:
            first, last = occasion.start.date.first, last_of(occasion.start, occasion.end)
            if (
                not occasion.start.date.exact
                or not Window.of_year(year).touches(first, last)
                or (last - first).days > 14
            ):
                continue
            for number in range((last - first).days + 1):
                busy.setdefault(first + dt.timedelta(number), record.title)
    return busy


def year_is_known(year: int, land: Land) -> bool:
    """Whether all holidays of a year are known."""
    return year in land.tables.holiday_years
