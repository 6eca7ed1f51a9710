"""The numbers of a network over years: members, meetings, trainings, attendance, funds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from ksnet.basics.frozen import frozen
from ksnet.documents.attendance import exactness, people_there
from ksnet.documents.membership import people_on
from ksnet.documents.sheets import Sheet
from ksnet.documents.view import NetworkView, of_network
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.counting.events import NO_ANSWER, begins_within
from ksnet.duties.counting.known import as_known_on
from ksnet.duties.counting.means import funds_of, share_on, together
from ksnet.duties.counting.meetings import is_meeting_among, sort_meetings
from ksnet.duties.counting.membership import (
    coverage,
    has_joined,
    joined_posts,
    members_on,
    office_span,
)
from ksnet.duties.counting.spans import Window, complete_for
from ksnet.duties.counting.trainings import sort_trainings
from ksnet.records import german
from ksnet.records.base import CountEntry
from ksnet.records.event import EventRecord
from ksnet.records.members import Member
from ksnet.records.vocabulary import EventKind, Precision
from ksnet.repository import Network

FigureValue = float | None


@frozen(kw_only=True)
class FigureView:
    """One number over several years."""

    label: str
    """Was gezählt ist."""
    values: tuple[float | None, ...]
    """Zu jedem Jahr die Zahl; leer, wo sie nicht erfasst ist."""
    drawn: bool
    """Ob sie im Diagramm steht."""
    exactness: tuple[Precision | None, ...]
    """Zu jedem Jahr, wie genau die Zahl ist: rund, mindestens; leer, wo sie genau ist."""
    at_end: bool
    """Ob sie einen Stand am Ende des Jahres nennt, nicht was in ihm geschah."""


@frozen(kw_only=True)
class FiguresView(NetworkView):
    """The numbers of a network over several years."""

    kind: ClassVar[str] = "figures"
    years: tuple[int, ...]
    """Die Jahre."""
    running: bool
    """Ob das letzte Jahr noch läuft."""
    incomplete: tuple[int, ...]
    """Jahre, für die die Unterlagen nicht vollständig sind."""
    rows: tuple[FigureView, ...]
    """Die Zahlen; was in keinem Jahr erfasst ist, fehlt."""


def figures_view(
    network: Network, as_of: dt.date, first: int | None = None, last: int | None = None
) -> FiguresView:
    """Return the numbers of a network over years, by default from its beginning until today."""
    network = as_known_on(network, as_of)
    until = network.record.until
    end = min(as_of.year, until.last.year) if until else as_of.year
    years = range(max(first or _first_year(network, as_of), 1), min(last or end, as_of.year) + 1)
    facts = Facts(network, as_of)
    by_year = [_Year(network, as_of, facts, year) for year in years]
    rows = [
        FigureView(
            label=number.label.format(funds=network.land.words["funds"]),
            values=tuple(map(number.counted, by_year)),
            drawn=number.drawn,
            exactness=tuple(
                exactness(one.there) if number.counted is _Year.people_there else None
                for one in by_year
            ),
            at_end=number.at_end,
        )
        for number in _NUMBERS
        if network.record.is_network or not number.networks_only
    ]
    return FiguresView(
        **of_network(network, as_of),
        years=tuple(years),
        running=bool(years) and years[-1] == as_of.year,
        incomplete=tuple(year for year in years if not complete_for(network, Window.of_year(year))),
        rows=tuple(row for row in rows if any(row.values)),
    )


def _first_year(network: Network, as_of: dt.date) -> int:
    founded = network.record.founded
    if founded is not None and founded.precision != "unknown":
        return founded.first.year
    dates = (event.record.date for event in network.events.values())
    return min((date.first.year for date in dates if date is not None), default=as_of.year)


class _Year(NamedTuple):
    """A year of a network, up to a day."""

    network: Network
    as_of: dt.date
    facts: Facts
    year: int

    @property
    def window(self) -> Window:
        return Window.of_year(self.year)

    @property
    def passed(self) -> Window:
        return self.window.passed(self.as_of, self.network.record.until)

    @property
    def day(self) -> dt.date:
        """The last day of the year that has passed, or the last of a network that ended in it."""
        return self.passed.last

    @property
    def members(self) -> list[Member]:
        return members_on(self.network, self.day)

    @property
    def held(self) -> list[EventRecord]:
        """The events that certainly took place in the year."""
        records = (event.record for event in self.network.events.values())
        return [one for one in records if one.took_place and begins_within(one, self.window)]

    def bodies(self) -> FigureValue:
        return len(self.members) or None

    def people(self) -> FigureValue:
        # As in the member list, which shows nobody of a protected body.
        shown = [one for one in self.members if not one.sensitive]
        return sum(len(people_on(self.network, one, self.day)) for one in shown) or None

    def categories(self) -> FigureValue:
        filled = coverage(self.members, self.day, self.network.land)
        return sum(count > 0 and one.number is not None for one, count in filled.items()) or None

    def known(self, count: int, *, doubt: bool = False) -> FigureValue:
        """Return a number of events; None for none where that is in doubt or not recorded."""
        doubt = doubt or self.facts.events_in_doubt(self.year) > 0
        return count or (0 if complete_for(self.network, self.passed) and not doubt else None)

    def meetings(self) -> FigureValue:
        groups, events = self.network.record.groups, self.network.events.values()
        meetings = (event for event in events if is_meeting_among(event.record, groups))
        found = sort_meetings(meetings, self.window, self.as_of)
        return self.known(len(found.held), doubt=bool(found.unanswered or found.doubtful))

    def trainings(self) -> FigureValue:
        found = sort_trainings(self.network.events.values(), self.window, self.as_of)
        unanswered = any(event.record.status in NO_ANSWER for event in found.others)
        return self.known(len(found.held), doubt=bool(found.doubtful or unanswered))

    def case_conferences(self) -> FigureValue:
        return self.known(sum(one.kind is EventKind.FALLKONFERENZ for one in self.held))

    @property
    def there(self) -> list[CountEntry]:
        """How many were at each event of the year, where that is recorded."""
        return [count for one in self.held if (count := people_there(one))]

    def people_there(self) -> FigureValue:
        return sum(one.count for one in self.there) if self.there else None

    def share(self) -> FigureValue:
        return share_on(joined_posts(self.network, self.day), self.day)

    def funds(self) -> FigureValue:
        filed = self.network.years.get(self.year)
        offices = [
            office.id
            for office in self.network.record.youth_offices
            if has_joined(office) and office_span(self.network, office).touches(self.passed)
        ]
        return together(funds_of(filed.record, office) for office in offices) if filed else None


class _Number(NamedTuple):
    """How to count a number of a year; `at_end`: as of its last day, not what happened in it."""

    label: str
    counted: Callable[[_Year], FigureValue]
    drawn: bool = False
    networks_only: bool = False
    at_end: bool = False


_NUMBERS = (
    _Number("Stellen im Netzwerk", _Year.bodies, drawn=True, networks_only=True, at_end=True),
    _Number("Personen", _Year.people, networks_only=True, at_end=True),
    _Number("vertretene Kategorien", _Year.categories, drawn=True, networks_only=True, at_end=True),
    _Number("Treffen", _Year.meetings, drawn=True),
    _Number("Qualifizierungsangebote", _Year.trainings, drawn=True),
    _Number("Fallkonferenzen", _Year.case_conferences),
    _Number("Anwesende, zusammengezählt", _Year.people_there),
    _Number("Stellenanteile (VZÄ)", _Year.share, at_end=True),
    _Number("{funds} (Euro)", _Year.funds),
)


def figures_rows(view: FiguresView) -> Sheet:
    """Return the numbers as a table for a spreadsheet, one in each row."""
    rows = tuple((row.label, *map(_cell, row.values, row.exactness)) for row in view.rows)
    return Sheet("Zahlen", ("Kennzahl", *map(str, view.years)), rows)


def _cell(value: FigureValue, exactness: Precision | None) -> int | str:
    if value is None:
        return ""
    if exactness is not None:
        return f"{exactness.label} {german.number(value)}"
    return int(value) if value == int(value) else german.number(value).replace(".", "")
