"""What every chapter of the Tätigkeitsbericht needs: the network, its year, the day, and who is who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ksnet import german
from ksnet.counting.events import begins_within, touches
from ksnet.counting.spans import Span, Window, complete_for
from ksnet.documents.blocks import Block, Gap, GapKind
from ksnet.documents.events import in_order
from ksnet.documents.who import WhoIsWho
from ksnet.findings import Place
from ksnet.records.base import Period
from ksnet.records.event import EventRecord
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Land, NetworkKind, Vocabulary
from ksnet.records.year import YearRecord
from ksnet.repository import Filed, Network


@dataclass(frozen=True, slots=True)
class ReportYear:
    """A year under report, as far as it has passed by the as-of day."""

    year: int
    as_of: dt.date

    @property
    def window(self) -> Window:
        """The calendar year."""
        return Window.of_year(self.year)

    @property
    def running(self) -> bool:
        """Whether the year is not over."""
        return self.window.first <= self.as_of <= self.window.last

    @property
    def begun(self) -> bool:
        """Whether the year has begun."""
        return self.as_of >= self.window.first

    @property
    def day(self) -> dt.date:
        """The last day that the report can speak of."""
        return max(self.window.first, min(self.as_of, self.window.last))


class ReportContext:
    """One network in one year, as the chapters see it."""

    def __init__(
        self,
        network: Network,
        year: int,
        as_of: dt.date,
        coordinated_elsewhere: Mapping[str, Place] | None = None,
        land: Land = Land.NRW,
    ) -> None:
        """Collect what the chapters share; `land` says whose duties are judged."""
        self.network, self.record = network, network.record
        self.coordinated_elsewhere, self.land = coordinated_elsewhere, land
        self.period = ReportYear(year, as_of)
        self.year, self.as_of, self.day, self.window = year, as_of, self.period.day, self.period.window
        self.who = WhoIsWho(network, as_of)
        filed = network.years.get(year)
        self.text: YearRecord = filed.record if filed else YearRecord()
        self.has_text = filed is not None
        self.year_file = f"years/{year}.yaml"
        self.is_network = self.record.kind is NetworkKind.NETZWERK
        self.complete = complete_for(network, Window(self.window.first, self.day))

    # --- events of the year ---

    def events(self) -> list[Filed[EventRecord]]:
        """Return the events that lie or may lie in the year, in order."""
        return in_order(event for event in self.network.events.values() if touches(event.record, self.window))

    def undated(self) -> list[Filed[EventRecord]]:
        """Return the events of which not even the year is known."""
        return in_order(event for event in self.network.events.values() if event.record.start is None)

    def certain(self, event: EventRecord) -> bool:
        """Whether an event lies in the year for certain."""
        return begins_within(event, self.window)

    def later(self) -> list[Filed[EventRecord]]:
        """Return the events after the reported days, up to the end of the following year."""
        last = dt.date(self.year + 1, 12, 31)
        if self.day >= last or self.day == dt.date.max:
            return []
        window = Window(self.day + dt.timedelta(days=1), last)
        return in_order(event for event in self.network.events.values() if begins_within(event.record, window))

    # --- periods and words ---

    def valid(self, entry: Period) -> bool:
        """Whether an entry was in force in the year up to the day."""
        return Span(entry.since, entry.until).touches(Window(self.window.first, self.day))

    def began(self, since: PartialDate | None) -> bool:
        """Whether something certainly began in the year."""
        return since is not None and since.precision != "unknown" and self.window.holds(since.first, since.last)

    def ended(self, until: PartialDate | None) -> bool:
        """Whether something certainly ended in the reported part of the year."""
        return until is not None and self.window.first <= until.first and until.last <= self.day

    def missing(self, what: str, where: str, *, known: bool | None = None) -> Block:
        """Return the gap for something that is not recorded; what records do not cover is not said to be missing."""
        kind: GapKind = "fehlt" if (self.complete if known is None else known) else "nicht-beurteilbar"
        if kind == "fehlt":
            return Gap(kind, f"{what}. Zu ergänzen: {where}.")
        return Gap(kind, f"{what} (nicht erfasst). Zu ergänzen: {where}.")


def label(value: Vocabulary | None, otherwise: str = "ohne Angabe") -> str:
    """Return the German word of a value, also where it is missing or was not readable."""
    return value.label if value is not None else otherwise


def labels(values: Iterable[Vocabulary]) -> str:
    """Return the German words of values, joined."""
    return german.join(value.label for value in values)
