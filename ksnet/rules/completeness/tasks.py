"""KS6, tasks: what was agreed and is not done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.counting.tasks import open_tasks
from ksnet.records import german
from ksnet.records.network import Goal
from ksnet.records.plan import Measure, PlanGoal
from ksnet.records.vocabulary import Progress
from ksnet.rules.completeness.examples import ATTENDED, HEAD, HELD, MINUTES, TASKS, covered
from ksnet.rules.context import NetworkContext

OVERDUE_TASK = Rule(
    code="KS630",
    name="overdue-task",
    severity=Severity.WARNUNG,
    title="Eine Aufgabe ist überfällig.",
    why="Was vereinbart wurde und nicht erledigt ist, steht im Bericht als offen. Gemeint sind Ergebnisse und nächste Schritte aus Treffen, Optimierungspotenziale, Maßnahmen und Meilensteine von Plänen.",
    mend="„done“ eintragen oder einen neuen Tag vereinbaren.",
    wrong=covered(
        *(HEAD, HELD, TASKS, ATTENDED),
        "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n    due: ⟦2026-05-31⟧\n",
        MINUTES,
    ),
    right="2026-05-31\n    done: 2026-05-20",
)


def overdue_task(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a task whose day has passed is done or has a new day."""
    network, facts = context.network, context.facts
    events = {event.file: event for event in network.events.values()}
    begun = {plan.file: plan.record.started for plan in network.plans.values()}
    for task in open_tasks(network):
        started = begun.get(task.place.file)
        if started and task.due.last < started.first:
            continue  # the date is wrong: KS310
        if task.is_overdue(network, context.day) and not facts.doubt_file(task.place.file):
            event, more = events.get(task.place.file), ""
            mend = f"Erledigt? Dann {task.finished_by} eintragen. Sonst einen neuen Tag vereinbaren und „due“ ändern."
            if event and event.record.date and task.due.last < event.record.date.first:
                more = ", schon vor dem Treffen; das Datum sieht falsch aus"
                mend = "Das Jahr und den Monat von „due“ prüfen."
            message = f"{task.what} überfällig seit {german.vague_date(task.due)}{more}."
            yield OVERDUE_TASK.fault(task.place, message, mend)


_PLAN = (
    "title: Plan\nkind: kinderschutzentwicklungsplan\nyouth_offices: [stadt-muster]\nmeasures:\n"
    "  - id: flyer\n    text: Faltblatt verteilen\n    status: {}\n"
)

REACHED_WITHOUT_DAY = Rule(
    code="KS631",
    name="reached-without-day",
    severity=Severity.HINWEIS,
    title="Ein Ziel oder eine Maßnahme ist erreicht, aber nicht, an welchem Tag.",
    why="Der Bericht eines Jahres nennt, was bis dahin erreicht wurde; was keinen Tag hat, gehört zu keinem Jahr.",
    mend="„done“ ergänzen, auch ungenau: 2025 oder 2025-06.",
    wrong={"plan": _PLAN.format("⟦erreicht⟧")},
    right="erreicht\n    done: 2026-03",
)


def reached_without_day(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a goal or measure which is reached says when."""
    network = context.network
    lists: list[tuple[str, str, str, Sequence[Goal | PlanGoal | Measure]]] = [
        (network.file, "goals", "Das Ziel", network.record.goals)
    ]
    for plan in network.plans.values():
        lists.append((plan.file, "goals", "Das Ziel", plan.record.goals))
        lists.append((plan.file, "measures", "Die Maßnahme", plan.record.measures))
    for file, key, subject, entries in lists:
        for number, entry in enumerate(entries):
            reached = entry.status is Progress.ERREICHT and entry.done is None
            if reached and not context.facts.doubt_file(file):
                place = Place(file, (key, number, "status"))
                yield REACHED_WITHOUT_DAY.fault(place, f"{subject} ist erreicht; der Tag fehlt.")


CHECKS = (overdue_task, reached_without_day)
