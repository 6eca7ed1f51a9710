"""KS6, tasks: what was agreed and is not done."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Rule
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.counting.tasks import open_tasks
from ksnet.records import german
from ksnet.rules.completeness.examples import ATTENDED, COMPLETE, HEAD, HELD, MEETING_FILE, MINUTES, TASKS
from ksnet.rules.context import NetworkContext

OVERDUE_TASK = Rule(
    code="KS630",
    name="overdue-task",
    severity=Severity.WARNUNG,
    title="Eine Aufgabe ist überfällig.",
    why="Was vereinbart wurde und nicht erledigt ist, steht im Bericht als offen. Gemeint sind Ergebnisse und nächste Schritte aus Treffen, Optimierungspotenziale, Maßnahmen und Meilensteine von Plänen.",
    mend="„done“ eintragen oder einen neuen Tag vereinbaren.",
    wrong={
        **COMPLETE,
        MEETING_FILE: HEAD
        + HELD
        + TASKS
        + ATTENDED
        + "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n    due: ⟦2026-05-31⟧\n"
        + MINUTES,
    },
    right={
        **COMPLETE,
        MEETING_FILE: HEAD
        + HELD
        + TASKS
        + ATTENDED
        + "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n    due: 2026-05-31\n    done: 2026-05-20\n"
        + MINUTES,
    },
)


def overdue_task(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a task whose day has passed is done or has a new day."""
    facts = Facts(context.network, context.day)
    for task in open_tasks(context.network):
        if task.is_overdue(context.network, context.day) and not facts.doubt_file(task.place.file):
            yield OVERDUE_TASK.fault(
                task.place,
                f"{task.what} überfällig seit {german.vague_date(task.due)}.",
                f"Erledigt? Dann {task.finished_by} eintragen. Sonst einen neuen Tag vereinbaren und „due“ ändern.",
            )


CHECKS = (overdue_task,)
