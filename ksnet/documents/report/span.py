"""The period of a report: its events, its texts, what began and ended in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from ksnet.documents.events import events_in_order
from ksnet.documents.report.views.period import Life, PeriodView, Records
from ksnet.duties.counting.events import may_begin_within
from ksnet.duties.counting.spans import TimeSpan, Window, complete_for, not_after
from ksnet.duties.law import in_force_since
from ksnet.records.base import Period
from ksnet.records.values import PartialDate
from ksnet.records.year import YearRecord
from ksnet.repository import FiledEvent, Network


class ReportedDays:
    """The reported days of one network, as far as they have passed by the as-of day.

    What certainly began later is not part of the report; what ended in them is.
    """

    def __init__(self, network: Network, window: Window, as_of: dt.date) -> None:
        self.network, self.record = network, network.record
        self.window, self.as_of = window, as_of
        self.passed = window.passed(as_of, network.record.until)
        self.day = self.passed.last
        self.year = window.year

    @property
    def whole_years(self) -> range:
        """The calendar years entirely in the window."""
        first, last = self.window.first, self.window.last
        return range(
            first.year + (first > dt.date(first.year, 1, 1)),
            last.year + (last == dt.date(last.year, 12, 31)),
        )

    def texts(self, years: Iterable[int]) -> list[YearRecord]:
        """Return the records of those of some years that have one."""
        return [self.network.years[year].record for year in years if year in self.network.years]

    def events(self) -> list[FiledEvent]:
        """Return the events that begin or may begin in the window, in order."""
        return events_in_order(
            one for one in self.network.events.values() if may_begin_within(one.record, self.window)
        )

    def later(self) -> list[FiledEvent]:
        """Return the events after the reported days, up to the end of the following year."""
        last = dt.date(min(self.window.last.year + 1, dt.MAXYEAR), 12, 31)
        # A network that has ended reports on the whole period all the same.
        day = self.window.last if self.as_of >= self.window.last else self.day
        if day >= last:
            return []
        return events_in_order(
            one
            for one in self.network.events.values()
            if (date := one.record.date) is not None and day < date.first <= last
        )

    def valid(self, entry: Period) -> bool:
        """Whether an entry was valid in the reported days, by default those of the network."""
        return self.during(TimeSpan.of(entry))

    def during(self, span: TimeSpan) -> bool:
        """Like `valid`, for the span of an entry."""
        known = span.since is not None and span.since.precision != "unknown"
        since = span.since if known else self.record.founded
        return TimeSpan(since, span.until or self.record.until).touches(self.passed)

    def began(self, since: PartialDate | None) -> bool:
        """Whether something certainly began in the reported days."""
        return self.window.surely_holds(since)

    def ended(self, until: PartialDate | None) -> bool:
        """Whether something certainly ended in the reported days."""
        return self.passed.surely_holds(until)

    def lasting(self, span: Period | TimeSpan) -> dict[str, Any]:
        """Return the fields of a `Lasting` view."""
        since, until = span.since, span.until
        return {
            "since": since,
            "until": until,
            "new": self.began(since),
            "ended": self.ended(until),
        }

    def after(self, date: PartialDate | None) -> bool:
        """Whether something certainly is after the reported days."""
        return date is not None and date.first > self.day

    def by_then(self, date: PartialDate | None) -> PartialDate | None:
        """Return a date, None where it certainly is after the reported days."""
        return not_after(date, self.day)

    def view(self) -> PeriodView:
        """Return the view of the period."""
        since = self.record.complete_since
        return PeriodView(
            first=self.window.first,
            last=self.window.last,
            day=self.day,
            year=self.year,
            begun=self.as_of >= self.window.first,
            running=self.window.first <= self.as_of < self.window.last,
            life=self._life(),
            records=self._records(),
            records_since=since if isinstance(since, PartialDate) else self.record.founded,
            law_since=in_force_since(self.network.land),
        )

    @property
    def existed(self) -> bool:
        """Whether the network may have existed in the period."""
        return self._life().existed

    def _life(self) -> Life:
        founded, until = self.record.founded, self.record.until
        if founded is not None and founded.first > self.window.last:
            return Life.NOCH_NICHT
        if until is not None and until.last < self.window.first:
            return Life.NICHT_MEHR
        if self.ended(until):
            return Life.BEIDES if self.began(founded) else Life.BEENDET
        return Life.GEGRUENDET if self.began(founded) else Life.BESTAND

    def _records(self) -> Records:
        if self.record.complete_since == "nie":
            published = any(source.url for source in self.record.sources)
            return Records.VEROEFFENTLICHT if published else Records.UNVOLLSTAENDIG
        if complete_for(self.network, self.passed):
            return Records.VOLLSTAENDIG
        return Records.SPAETER if self.record.covered_since else Records.OHNE_ANGABE
