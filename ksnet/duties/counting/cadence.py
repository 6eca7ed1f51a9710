"""Judges whether a group met as often as the network's own rule (`Cadence`) says.

A period is judged once it is over and the records claim to be complete for it; until then it is
`laeuft` or `nicht-beurteilbar`, unless enough meetings are recorded already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from ksnet.basics.frozen import frozen
from ksnet.duties.counting.events import NO_ANSWER, begins_within, may_begin_within
from ksnet.duties.counting.meetings import meets_rule
from ksnet.duties.counting.spans import TimeSpan, Window, complete_for
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.network import Cadence, Group
from ksnet.records.values import PartialDate, month_length
from ksnet.records.vocabulary import Frequency, Per
from ksnet.repository import Network

Verdict = Literal["eingehalten", "nicht-eingehalten", "laeuft", "nicht-beurteilbar"]
VERDICT_WORDS: dict[Verdict, str] = {
    "eingehalten": "eingehalten",
    "nicht-eingehalten": "nicht eingehalten",
    "laeuft": "läuft noch",
    "nicht-beurteilbar": "nicht beurteilbar",
}
_MONTHS = {Per.HALBJAHR: 6, Per.QUARTAL: 3, Per.MONAT: 1}


@frozen
class CadenceResult:
    """How a rule was kept in one of its periods.

    `undated` is the number of meetings that still need a date in a period that is not over.
    """

    label: str
    window: Window
    held: int
    need: int
    verdict: Verdict
    note: str
    undated: int = 0
    begun: bool = True

    @property
    def word(self) -> str:
        """The verdict in German."""
        return VERDICT_WORDS[self.verdict] if self.begun else "hat noch nicht begonnen"


def cadence_text(cadence: Cadence) -> str:
    """Return a rule in words: `halbjährlich` or `2 Treffen im Halbjahr`."""
    kinds = german.join((kind.label for kind in cadence.kinds), "oder")
    what = german.plural(cadence.meetings, "Treffen", "Treffen") + (f" ({kinds})" if kinds else "")
    if cadence.per is None:
        return f"{what}, Zeitraum nicht erfasst"
    if cadence.meetings == 1:
        return f"{Frequency.of(cadence.per.value).label}{f' ({kinds})' if kinds else ''}"
    return f"{what} {cadence.per.label}"


def name_under(group: Group, rule: Cadence) -> str:
    """Return the name of a group, with the kinds of its rule unless the name implies them."""
    if all(kind.label in group.name for kind in rule.kinds):
        return group.name
    return f"{group.name} ({german.join((kind.label for kind in rule.kinds), 'oder')})"


def periods(per: Per | None, year: int) -> list[tuple[str, Window]]:
    """Return the periods in which a rule is judged for a year, each with its German name."""
    if per is None:
        return []
    if per is Per.ZWEI_JAHRE:
        return [(f"{year - 1} und {year}", Window(dt.date(year - 1, 1, 1), dt.date(year, 12, 31)))]
    if per is Per.JAHR:
        return [(str(year), Window.of_year(year))]
    months = _MONTHS[per]
    result = []
    for number, first in enumerate(range(1, 13, months), start=1):
        last = first + months - 1
        label = (
            german.MONTHS[first - 1]
            if per is Per.MONAT
            else f"{number}. {per.label.removeprefix('im ')}"
        )
        end = dt.date(year, last, month_length(year, last))
        result.append((f"{label} {year}", Window(dt.date(year, first, 1), end)))
    return result


def judge_cadence(  # noqa: PLR0913, PLR0917  (what is judged, when, and by what)
    network: Network,
    group: Group,
    cadence: Cadence,
    year: int,
    as_of: dt.date,
    events: Iterable[EventRecord] | None = None,
    in_doubt: int = 0,
) -> list[CadenceResult]:
    """Judge each period of a rule in a year in which the group may have existed.

    `events` are the meetings of the group in the year and the year before (by default all of its
    meetings); `in_doubt` is how many more there may be that could not be read. Only meetings that
    took place count. A rule counts as broken only where the records claim to be complete for the
    whole period, the group existed throughout it, and meetings whose outcome is not recorded could
    not have kept it.
    """
    if events is None:
        events = (
            event.record for event in network.events.values() if group.id in event.record.groups
        )
    found = [event for event in events if meets_rule(event, cadence)]
    rule = _Rule(network, group, cadence.meetings, as_of, in_doubt)
    return [
        rule.judge(label, window, found)
        for label, window in periods(cadence.per, year)
        if rule.may_exist_in(window)
    ]


@frozen
class _Rule:
    """How many meetings a group needs in a period, and the day on which that is judged."""

    network: Network
    group: Group
    need: int
    as_of: dt.date
    in_doubt: int = 0

    def judge(self, label: str, window: Window, events: list[EventRecord]) -> CadenceResult:
        took_place = [
            event for event in events if event.took_place and may_begin_within(event, window)
        ]
        held = sum(begins_within(event, window) for event in took_place)
        doubtful = len(took_place) - held
        unanswered = sum(
            event.status in NO_ANSWER and may_begin_within(event, window) for event in events
        )
        notes = [f"{doubtful} nicht sicher diesem Zeitraum zuzuordnen"] if doubtful else []
        more = german.plural(unanswered, "weiteres", "weitere") if took_place else str(unanswered)
        if unanswered and window.last < self.as_of:
            notes.append(f"{more} angekündigt oder geplant, Ergebnis nicht erfasst")
        elif unanswered:
            notes.append(f"{more} geplant oder angekündigt")
        at_most = held + doubtful + unanswered + self.in_doubt
        verdict, reason = self.verdict(window, held, at_most)
        note = "; ".join(part for part in (*notes, reason) if part)
        open_period = verdict == "laeuft" and not self.unknowable(window)
        undated = max(0, self.need - at_most) if open_period else 0
        begun = verdict != "laeuft" or self.as_of >= window.first
        return CadenceResult(label, window, held, self.need, verdict, note, undated, begun)

    def verdict(self, window: Window, held: int, at_most: int) -> tuple[Verdict, str]:
        if self.group.count is not None and self.group.count > 1:
            return (
                "nicht-beurteilbar",
                f"der Eintrag steht für {self.group.count} Gremien, die nicht einzeln erfasst sind",
            )
        if held >= self.need:
            return "eingehalten", ""
        if self.as_of <= window.last and not (self.until and self.until.last < self.as_of):
            return "laeuft", ""
        if reason := self.unknowable(window):
            return "nicht-beurteilbar", reason
        return ("nicht-beurteilbar", "") if at_most >= self.need else ("nicht-eingehalten", "")

    @property
    def judged_since(self) -> PartialDate | None:
        """The first day to judge: the beginning of group, network or complete records."""
        record = self.network.record
        for start in (self.group.since, record.founded, record.complete_since):
            if isinstance(start, PartialDate) and start.precision != "unknown":
                return start
        return None

    @property
    def until(self) -> PartialDate | None:
        """The end of the group, or of the network with all its groups."""
        return self.group.until or self.network.record.until

    def may_exist_in(self, window: Window) -> bool:
        """Whether the group may have existed on some day of a period."""
        since = self.group.since or self.network.record.founded
        return TimeSpan(since, self.until).touches(window)

    def unknowable(self, window: Window) -> str:
        """Return why too few recorded meetings prove nothing; empty where they do."""
        since = self.judged_since
        if since is None:
            return "Beginn des Gremiums nicht erfasst"
        if not TimeSpan(since, self.until).covers(window):
            return "Gremium bestand nicht sicher im ganzen Zeitraum"
        if not complete_for(self.network, window):
            return "Unterlagen nicht vollständig"
        return ""
