"""The meetings and trainings of a reported period, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from ksnet.basics.findings import Place
from ksnet.documents.report.span import ReportedDays
from ksnet.documents.report.views.events import (
    CadenceView,
    MeetingsView,
    RuleView,
    TrainingsView,
    TrainingYearView,
)
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.counting import trainings as training
from ksnet.duties.counting.cadence import CadenceResult, cadence_text, judge_cadence, name_under
from ksnet.duties.counting.meetings import (
    Meetings,
    is_meeting_among,
    is_meeting_of,
    meets_rule,
    sort_meetings,
)
from ksnet.duties.counting.spans import Window, complete_for
from ksnet.duties.law import first_judged_year, in_force_since, number_asked
from ksnet.records.network import Cadence, Group
from ksnet.records.vocabulary import EventKind, Per
from ksnet.repository import FiledEvent

YEARS_SHOWN = 5


class Counted:
    """The numbers of the events of one network in one period."""

    def __init__(self, span: ReportedDays, facts: Facts) -> None:
        self.span = span
        self.network, self.record, self.land = span.network, span.record, span.network.land
        self._found, self._facts = span.events(), facts
        groups = self.record.groups
        self._meetings = [one for one in self._found if is_meeting_among(one.record, groups)]

    def _sorted(self, events: Iterable[FiledEvent]) -> Meetings:
        return sort_meetings(events, self.span.window, self.span.as_of)

    def fields(self) -> dict[str, Any]:
        """Return the fields of a ReportView that say it."""
        return {
            "meetings": self.meetings(),
            "trainings": self.trainings(),
            "case_conferences": self.case_conferences(),
        }

    def meetings(self) -> MeetingsView:
        """Count the meetings of the period once each, and those of each group by its own rules."""
        found = self._sorted(self._meetings)
        undated = (event for event in self.network.events.values() if event.record.start is None)
        return MeetingsView(
            held=len(found.held),
            planned=len(found.planned),
            unanswered=len(found.unanswered),
            called_off=len(found.called_off),
            doubtful=len(found.doubtful),
            rules=tuple(
                row
                for row in self._rules()
                if row.held or row.planned or (row.need and row.held is not None)
            ),
            undated=tuple(
                (one.record.title, Place(one.file))
                for one in undated
                if is_meeting_among(one.record, self.record.groups)
            ),
            complete=self._complete(self.span.passed),
        )

    def _complete(self, window: Window) -> bool:
        """Whether the records claim to have every event of these days, and all could be read."""
        if window.first > self.span.as_of:
            return False
        years = range(window.first.year, window.last.year + 1)
        return complete_for(self.network, window) and not any(
            map(self._facts.events_in_doubt, years)
        )

    def held_by(self, group: Group) -> int:
        """Return how often a group met in the period."""
        found = (event for event in self._found if is_meeting_of(event.record, group))
        return len(self._sorted(found).held)

    def case_conferences(self) -> int:
        """Return how many case conferences took place."""
        found = (event for event in self._found if event.record.kind is EventKind.FALLKONFERENZ)
        return len(self._sorted(found).held)

    def _own_groups(self) -> list[Group]:
        """Return the groups of the network in the period, without those beside it."""
        return [one for one in self.record.groups if not one.external and self.span.valid(one)]

    def _rules(self) -> Iterator[RuleView]:
        """Yield the meetings of each group by each of its rules, then those without a rule."""
        for group in self._own_groups():
            own = [event for event in self._meetings if is_meeting_of(event.record, group)]
            rules = [rule for rule in group.cadence if rule.per not in {None, Per.ZWEI_JAHRE}]
            for rule in rules:
                found = [event for event in own if meets_rule(event.record, rule)]
                yield self._row(name_under(group, rule), found, self._need(group, rule))
            rest = [
                event for event in own if not any(meets_rule(event.record, rule) for rule in rules)
            ]
            if rest or not rules:
                yield self._row(f"{group.name} (weitere)" if rules else group.name, rest, None)
        names = {group.id for group in self.record.groups}
        alone = [event for event in self._meetings if not names & {*event.record.groups}]
        for kind in dict.fromkeys(event.record.kind for event in alone):
            label = f"ohne Gremium: {kind.label}" if kind else "ohne Gremium"
            yield self._row(label, [one for one in alone if one.record.kind is kind], None)

    def _row(self, label: str, events: Iterable[FiledEvent], need: int | None) -> RuleView:
        found = self._sorted(events)
        none = self._complete(self.span.passed) and not found.unanswered and not found.doubtful
        return RuleView(
            label=label,
            held=len(found.held) or (0 if none else None),
            planned=len(found.planned),
            need=need,
        )

    def _need(self, group: Group, rule: Cadence) -> int | None:
        """Return the meetings that a rule requires in the period, None if it cannot be judged."""
        results = self._judged(group, rule)
        days = sum((result.window.last - result.window.first).days + 1 for result in results)
        whole = days == (self.span.window.last - self.span.window.first).days + 1
        if not whole or any(result.verdict == "nicht-beurteilbar" for result in results):
            return None
        return sum(result.need for result in results)

    def _judged(self, group: Group, rule: Cadence) -> list[CadenceResult]:
        """Return the results of a rule in each of its periods that ends in the window.

        Years before the law are not judged.
        """
        window = self.span.window
        first = max(window.first.year, first_judged_year(self.land))
        return [
            result
            for year in range(first, window.last.year + 1)
            for result in judge_cadence(
                self.network,
                group,
                rule,
                year,
                self.span.as_of,
                in_doubt=self._facts.events_in_doubt(year),
            )
            if (result.window.first >= window.first or rule.per is Per.ZWEI_JAHRE)
            and window.holds(result.window.last, result.window.last)
        ]

    def cadences(self) -> Iterator[CadenceView]:
        """Yield the results of each group's own rules by period."""
        for group in self._own_groups():
            for rule in group.cadence:
                for result in self._judged(group, rule):
                    yield CadenceView(
                        group=group.name,
                        rule=cadence_text(rule),
                        label=result.label,
                        held=result.held,
                        need=result.need,
                        verdict=result.word,
                        note=result.note,
                    )

    def trainings(self) -> TrainingsView:
        """Count the interdisciplinary trainings of the period and the calendar years around it."""
        found = training.sort_trainings(self._found, self.span.window, self.span.as_of)
        last = self.span.window.last.year
        founded, until = self.record.founded, self.record.until
        first = max(
            in_force_since(self.land).year,
            last - YEARS_SHOWN + 1,
            founded.first.year if founded else dt.MINYEAR,
        )
        end = min(last, until.last.year if until else last)
        years = [self._training_year(year) for year in range(first, end + 1)]
        return TrainingsView(
            held=len(found.held),
            planned=len(found.planned),
            doubtful=len(found.doubtful),
            need=number_asked("trainings", "count", Window.of_year(last), self.land),
            year=self._training_year(self.span.year) if self.span.year else None,
            years=tuple(
                one
                for one in years
                if one.covered or (one.need is not None and one.held >= one.need)
            ),
        )

    def _training_year(self, year: int) -> TrainingYearView:
        window, as_of = Window.of_year(year), self.span.as_of
        found = training.sort_trainings(self.network.events.values(), window, as_of)
        return TrainingYearView(
            year=year,
            held=len(found.held),
            planned=len(found.planned),
            need=number_asked("trainings", "count", window, self.land),
            covered=self._complete(window.passed(as_of, None)),
        )
