"""The numbers of a network over years: members, meetings, trainings, attendance, funds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.attendance import people_there
from ksnet.documents.membership import people_on
from ksnet.documents.sheets import Sheet
from ksnet.documents.view import View, of_network
from ksnet.duties.counting.events import begins_within
from ksnet.duties.counting.meetings import is_meeting_among, sort_meetings
from ksnet.duties.counting.membership import coverage, members_on
from ksnet.duties.counting.spans import Window, complete_for, valid_on
from ksnet.duties.counting.trainings import sort_trainings
from ksnet.records.vocabulary import EventKind, EventStatus
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


@frozen(kw_only=True)
class FiguresView(View):
    """The numbers of a network over several years."""

    kind: ClassVar[str] = "figures"
    network: str
    """Name des Netzwerks."""
    years: tuple[int, ...]
    """Die Jahre."""
    running: bool
    """Ob das letzte Jahr noch läuft."""
    incomplete: tuple[int, ...]
    """Jahre, für die die Unterlagen nicht vollständig sein wollen."""
    rows: tuple[FigureView, ...]
    """Die Zahlen; was in keinem Jahr erfasst ist, fehlt."""


def figures_view(
    network: Network, as_of: dt.date, first: int | None = None, last: int | None = None
) -> FiguresView:
    """Return the numbers of a network over years, by default from its beginning until today."""
    years = range(
        max(first or _first_year(network, as_of), 1), min(last or as_of.year, as_of.year) + 1
    )
    kinds = network.record.is_network
    rows = [
        FigureView(
            label=label.format(funds=network.land.words["funds"]),
            values=tuple(count(network, year, as_of) for year in years),
            drawn=drawn,
        )
        for label, count, drawn, of_network in _NUMBERS
        if kinds or not of_network
    ]
    return FiguresView(
        **of_network(network, as_of),
        network=network.record.name,
        years=tuple(years),
        running=bool(years) and years[-1] == as_of.year,
        incomplete=tuple(year for year in years if not complete_for(network, Window.of_year(year))),
        rows=tuple(row for row in rows if any(row.values)),
    )


def _first_year(network: Network, as_of: dt.date) -> int:
    founded = network.record.founded
    if founded is not None and founded.precision != "unknown":
        return founded.first.year
    dates = (
        event.record.start.date.first.year
        for event in network.events.values()
        if event.record.start is not None
    )
    return min(dates, default=as_of.year)


def _last_day(year: int, as_of: dt.date) -> dt.date:
    return min(dt.date(year, 12, 31), as_of)


def _bodies(network: Network, year: int, as_of: dt.date) -> FigureValue:
    return len(members_on(network, _last_day(year, as_of))) or None


def _people(network: Network, year: int, as_of: dt.date) -> FigureValue:
    day = _last_day(year, as_of)
    return sum(len(people_on(network, member, day)) for member in members_on(network, day)) or None


def _categories(network: Network, year: int, as_of: dt.date) -> FigureValue:
    day = _last_day(year, as_of)
    filled = coverage(members_on(network, day), day, network.land)
    return (
        sum(bool(count) and category.number is not None for category, count in filled.items())
        or None
    )


def _meetings(network: Network, year: int, as_of: dt.date) -> FigureValue:
    groups = network.record.groups
    events = [event for event in network.events.values() if is_meeting_among(event.record, groups)]
    return len(sort_meetings(events, Window.of_year(year), as_of).held)


def _trainings(network: Network, year: int, as_of: dt.date) -> FigureValue:
    return len(sort_trainings(network.events.values(), Window.of_year(year), as_of).held)


def _case_conferences(network: Network, year: int, as_of: dt.date) -> FigureValue:  # noqa: ARG001  (all have these parameters)
    window = Window.of_year(year)
    records = (event.record for event in network.events.values())
    return sum(
        one.kind is EventKind.FALLKONFERENZ
        and one.status is EventStatus.STATTGEFUNDEN
        and begins_within(one, window)
        for one in records
    )


def _there(network: Network, year: int, as_of: dt.date) -> FigureValue:  # noqa: ARG001
    window = Window.of_year(year)
    events = (one.record for one in network.events.values() if begins_within(one.record, window))
    counts = [people_there(one) for one in events if one.status is EventStatus.STATTGEFUNDEN]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _share(network: Network, year: int, as_of: dt.date) -> FigureValue:
    shares = [one for post in network.record.coordination for one in post.fte]
    return round(sum(one.value for one in valid_on(shares, _last_day(year, as_of))), 2) or None


def _funds(network: Network, year: int, as_of: dt.date) -> FigureValue:  # noqa: ARG001
    found = network.years.get(year)
    amounts: Iterable[float | None] = (
        (one.state_funds_eur for one in found.record.resources) if found else ()
    )
    known = [amount for amount in amounts if amount is not None]
    return round(sum(known), 2) if known else None


# Label, function, whether it is in the chart, and whether only networks have it.
_NUMBERS: tuple[tuple[str, Callable[[Network, int, dt.date], FigureValue], bool, bool], ...] = (
    ("Stellen im Netzwerk", _bodies, True, True),
    ("Personen", _people, False, True),
    ("vertretene Kategorien", _categories, True, True),
    ("Treffen", _meetings, True, False),
    ("Qualifizierungsangebote", _trainings, True, False),
    ("Fallkonferenzen", _case_conferences, False, False),
    ("Anwesende, zusammengezählt", _there, False, False),
    ("Stellenanteile (VZÄ)", _share, False, False),
    ("{funds} (Euro)", _funds, False, False),
)


def figures_rows(view: FiguresView) -> Sheet:
    """Return the numbers as a table for a spreadsheet, one in each row."""
    rows = tuple((row.label, *(_cell(value) for value in row.values)) for row in view.rows)
    return Sheet("Zahlen", ("Kennzahl", *map(str, view.years)), rows)


def _cell(value: FigureValue) -> int | str:
    if value is None:
        return ""
    return int(value) if value == int(value) else f"{value:.2f}".replace(".", ",")
