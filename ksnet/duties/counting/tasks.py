"""What somebody was asked to do by a day and has not done yet, wherever it was agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.duties.counting.spans import Window, complete_for
from ksnet.records.base import WhoEntry
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import EventStatus, Progress
from ksnet.repository import Network

NO_TEXT = "ohne Text"
SETTLED = frozenset((Progress.ERREICHT, Progress.VERWORFEN))


@frozen
class OpenTask:
    """A task with a day; `what` is its German kind, `place` that of its day."""

    what: str
    text: str
    responsible: WhoEntry | None
    due: PartialDate
    place: Place
    finished_by: str

    def is_overdue(self, network: Network, as_of: dt.date) -> bool:
        """Whether its day has passed in a period for which the records are complete."""
        return self.due.last < as_of and complete_for(network, Window.of(self.due))


def open_tasks(network: Network) -> Iterator[OpenTask]:
    """Yield the tasks from meetings, year files and plans that have a day and are not done."""
    yield from _of_events(network)
    for year in network.years.values():
        for number, entry in enumerate(year.record.improvements):
            if entry.due and not entry.done:
                text = entry.text or NO_TEXT
                place = Place(year.file, ("improvements", number, "due"))
                yield OpenTask("Optimierung", text, entry.responsible, entry.due, place, "„done“")
    yield from _of_plans(network)


def _of_events(network: Network) -> Iterator[OpenTask]:
    for event in network.events.values():
        if event.record.status is EventStatus.ABGESAGT:
            continue
        for number, result in enumerate(event.record.results):
            if result.due and not result.done:
                what = result.kind.label if result.kind else "Ergebnis"
                text, place = result.text or NO_TEXT, Place(event.file, ("results", number, "due"))
                yield OpenTask(what, text, result.responsible, result.due, place, "„done“")
    if not _evaluations_in_doubt(network):
        yield from _next_steps(network)


def _evaluations_in_doubt(network: Network) -> bool:
    """Whether a later meeting may have evaluated a step in something that could not be read."""
    return any("/events/" in file for file in network.unreadable) or any(
        "/events/" in file and path[:1] in (("evaluation",), ("status",), ("start",))
        for file, repairs in network.repairs.items()
        for path in repairs.taken
    )


def _next_steps(network: Network) -> Iterator[OpenTask]:
    """Yield the next steps of evaluations that no later meeting has evaluated again."""
    latest: dict[str, dt.date] = {}
    for event in network.events.values():
        if event.record.start and event.record.took_place:
            for evaluation in event.record.evaluation:
                if evaluation.subject:
                    day = event.record.start.date.first
                    latest[evaluation.subject] = max(day, latest.get(evaluation.subject, day))
    for event in network.events.values():
        if event.record.start is None or event.record.status is EventStatus.ABGESAGT:
            continue
        for number, evaluation in enumerate(event.record.evaluation):
            again = latest.get(evaluation.subject or "", dt.date.min) > event.record.start.date.last
            if evaluation.due and not again:
                text = evaluation.next or evaluation.finding or NO_TEXT
                place = Place(event.file, ("evaluation", number, "due"))
                done = "einer neuen Auswertung („evaluation“) in einem späteren Treffen"
                yield OpenTask(
                    "Nächster Schritt", text, evaluation.responsible, evaluation.due, place, done
                )


def _of_plans(network: Network) -> Iterator[OpenTask]:
    for plan in network.plans.values():
        if plan.record.status in SETTLED:
            continue
        for number, measure in enumerate(plan.record.measures):
            if measure.due and not measure.done and measure.status not in SETTLED:
                text, place = measure.text, Place(plan.file, ("measures", number, "due"))
                done = "„done“ und „status“"
                yield OpenTask("Maßnahme", text, measure.responsible, measure.due, place, done)
        for number, step in enumerate(plan.record.milestones):
            if step.due and not step.done:
                place = Place(plan.file, ("milestones", number, "due"))
                yield OpenTask("Meilenstein", step.text, None, step.due, place, "„done“")
