"""The report of a development plan, e.g. a Kinderschutzentwicklungsplan."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, ClassVar

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen, replace
from ksnet.documents.calendar_entry import CalendarEntry
from ksnet.documents.events import calendar_entry, events_in_order
from ksnet.documents.view import NetworkView, of_network
from ksnet.duties.counting.spans import not_after
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records import german
from ksnet.records.plan import Measure, Milestone, PlanRecord
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Involvement, PlanKind, Progress
from ksnet.records.year import Approval
from ksnet.repository import Network


class State(Vocabulary):
    """The state of a measure or milestone on a day, the most advanced first."""

    ERREICHT = "erreicht", Progress.ERREICHT.label
    TEILWEISE = "teilweise", Progress.TEILWEISE.label
    LAUFEND = "laufend", Progress.LAUFEND.label
    GEPLANT = "geplant", Progress.GEPLANT.label
    OFFEN = "offen", Progress.OFFEN.label
    UEBERFAELLIG = "ueberfaellig", "überfällig"
    VERWORFEN = "verworfen", Progress.VERWORFEN.label
    NICHT_ERFASST = "nicht-erfasst", "nicht erfasst"


@frozen(kw_only=True)
class AimView:
    """A goal, an object of the analysis, or a need."""

    text: str
    """Ziel, Gegenstand oder Bedarf."""
    status: Progress | None = None
    """Stand, soweit erfasst."""
    done: PartialDate | None = None
    """Erreicht am, nur bei Zielen und soweit bis zum Stichtag."""
    finding: str = ""
    """Ergebnis."""


@frozen(kw_only=True)
class StepView:
    """A measure or milestone."""

    text: str
    """Maßnahme oder Meilenstein."""
    state: State
    """Stand am Stichtag."""
    due: PartialDate | None
    """Vorgesehen bis."""
    done: PartialDate | None
    """Erledigt am, soweit bis zum Stichtag."""
    goals: tuple[str, ...] = ()
    """Ziele, denen sie dient."""
    need: str = ""
    """Bedarf, den sie deckt."""
    responsible: str = ""
    """Wer zuständig ist."""
    event: str = ""
    """Veranstaltung dazu, mit Tag."""


@frozen(kw_only=True)
class StateCount:
    """The number of measures in a state."""

    state: State
    """Stand."""
    count: int
    """Zahl der Maßnahmen."""


@frozen(kw_only=True)
class ParticipantView:
    """Who takes part in a plan."""

    who: str
    """Stelle."""
    involvement: Involvement | None
    """beteiligt oder vorgesehen."""


@frozen(kw_only=True)
class DecisionView:
    """A body that took note of a plan or report, or decided on it."""

    by: str
    """Wer."""
    on: PartialDate | None
    """Wann."""
    reference: str
    """Nummer der Vorlage."""


@frozen(kw_only=True)
class PlanEventView:
    """An event of a plan."""

    entry: CalendarEntry
    """Der Termin."""
    summary: str
    """Zusammenfassung in Markdown."""


@frozen(kw_only=True)
class PlanView(NetworkView):
    """A development plan on a day."""

    kind: ClassVar[str] = "plan"
    title: str
    """Titel des Plans."""
    plan_kind: PlanKind | None
    """Art des Plans."""
    status: Progress | None
    """Stand des Plans."""
    offices: tuple[str, ...]
    """Jugendämter."""
    names_unpublished: bool
    """Ob jemand genannt wird, der nicht veröffentlicht werden darf."""
    place: Place
    """Wo der Plan steht."""
    summary: str
    """Zusammenfassung in Markdown."""
    started: PartialDate | None
    """Beginn."""
    basis: str
    """Grundlage."""
    commissioned_by: tuple[str, ...]
    """Wer den Plan beauftragt hat."""
    contractors: tuple[str, ...]
    """Wer ihn ausführt."""
    pilot_for: str
    """Für wen er Pilot ist."""
    pilot_with: tuple[str, ...]
    """Mit wem."""
    goals: tuple[AimView, ...]
    """Ziele."""
    analysis: tuple[AimView, ...]
    """Was untersucht wird."""
    needs: tuple[AimView, ...]
    """Bedarfe."""
    measures: tuple[StepView, ...]
    """Maßnahmen."""
    measure_states: tuple[StateCount, ...]
    """Wie viele Maßnahmen wie stehen."""
    milestones: tuple[StepView, ...]
    """Meilensteine nach ihrem Termin."""
    participants: tuple[ParticipantView, ...]
    """Beteiligte und vorgesehene Stellen."""
    participation: tuple[tuple[str, str], ...]
    """Wie Fachkräfte und andere beteiligt wurden, und wie viele es waren: „rund 30 Personen“."""
    url: str
    """Adresse des Plans, wie er veröffentlicht ist."""
    events: tuple[PlanEventView, ...]
    """Veranstaltungen des Plans."""
    approved: tuple[DecisionView, ...]
    """Kenntnisnahme und Beschlüsse."""

    @property
    def reached(self) -> int:
        """Wie viele Meilensteine erreicht sind."""
        return sum(one.state is State.ERREICHT for one in self.milestones)

    @property
    def late(self) -> int:
        """Wie viele Meilensteine überfällig sind."""
        return sum(one.state is State.UEBERFAELLIG for one in self.milestones)

    @property
    def unassigned(self) -> int:
        """Für wie viele Maßnahmen niemand zuständig ist."""
        return sum(not one.responsible for one in self.measures)


def plan_view(
    network: Network, plan_id: str, *, as_of: dt.date, audience: Audience = Audience.INTERN
) -> PlanView:
    """Return a plan as of a day; raises KeyError where the network has no such plan."""
    filed = network.plans[plan_id]
    plan, who = filed.record, WhoIsWho(network, as_of, audience)
    measures = tuple(_measure(plan, one, who) for one in plan.measures)
    states = Counter(one.state for one in measures)
    view = PlanView(
        **of_network(network, as_of, audience),
        title=plan.title,
        plan_kind=plan.kind,
        status=plan.status,
        offices=tuple(who.office(office) for office in plan.youth_offices),
        names_unpublished=False,
        place=Place(filed.file),
        summary=plan.summary or "",
        started=plan.started,
        basis=plan.basis or "",
        commissioned_by=tuple(who.texts(plan.commissioned_by)),
        contractors=tuple(who.texts(plan.contractors)),
        pilot_for=who.text(plan.pilot.for_) if plan.pilot else "",
        pilot_with=tuple(who.texts(plan.pilot.with_)) if plan.pilot else (),
        goals=tuple(
            AimView(text=one.text, status=one.status, done=not_after(one.done, as_of))
            for one in plan.goals
        ),
        analysis=tuple(
            AimView(text=one.text, status=one.status, finding=one.finding or "")
            for one in plan.analysis
        ),
        needs=tuple(AimView(text=one.text, finding=one.finding or "") for one in plan.needs),
        measures=measures,
        measure_states=tuple(
            StateCount(state=state, count=states[state]) for state in State if states[state]
        ),
        milestones=tuple(
            _milestone(one, who) for one in sorted(plan.milestones, key=_milestone_order)
        ),
        participants=tuple(
            ParticipantView(who=who.text(one.who), involvement=one.involvement)
            for one in plan.participants
        ),
        participation=tuple(
            (one.text, german.count_text(one.count) if one.count else "")
            for one in plan.participation
            if one.text
        ),
        url=(plan.document.url or "") if plan.document else "",
        events=tuple(
            PlanEventView(entry=calendar_entry(event, who), summary=event.record.summary or "")
            for event in events_in_order(
                event for event in network.events.values() if event.record.plan == plan_id
            )
        ),
        approved=tuple(decision_view(one, who) for one in plan.approved),
    )
    return replace(view, names_unpublished=who.unpublished)


def decision_view(one: Approval, who: WhoIsWho) -> DecisionView:
    """Return that a body took note of a plan or report, or decided on it."""
    return DecisionView(by=who.text(one.by), on=one.on, reference=one.reference or "")


def _measure(plan: PlanRecord, one: Measure, who: WhoIsWho) -> StepView:
    goals = {goal.id: goal.text for goal in plan.goals}
    needs = {need.id: need.text for need in plan.needs}
    return StepView(
        **_progress(one, who.as_of, State.of(one.status) if one.status else State.NICHT_ERFASST),
        goals=tuple(goals.get(goal, goal) for goal in one.goals),
        need=needs.get(one.need, one.need) if one.need else "",
        responsible=who.text(one.responsible),
    )


def _milestone(one: Milestone, who: WhoIsWho) -> StepView:
    named = one.event or ""
    if event := who.network.events.get(named):
        named = f"{event.record.title} ({german.days_text(event.record.start, event.record.end)})"
    return StepView(**_progress(one, who.as_of, State.NICHT_ERFASST), event=named)


def _milestone_order(one: Milestone) -> tuple[dt.date, str]:
    when = one.done or one.due
    return (when.last if when else dt.date.max, one.id)


def _progress(step: Measure | Milestone, as_of: dt.date, otherwise: State) -> dict[str, Any]:
    """Return text, days and state of a step; `otherwise` where it is neither reached nor late."""
    done = not_after(step.done, as_of)
    late = step.due is not None and step.due.last < as_of
    state = State.ERREICHT if done else State.UEBERFAELLIG if late else otherwise
    return {"text": step.text, "state": state, "due": step.due, "done": done}
