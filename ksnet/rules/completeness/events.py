"""KS6, events: what the report tells about each that took place."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.counting.events import is_past
from ksnet.duties.counting.meetings import GROUP_MEETINGS, minutes_expected
from ksnet.duties.counting.spans import Window, complete_for
from ksnet.duties.counting.trainings import TRAINING_KINDS
from ksnet.lands import Land
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventKind, EventStatus
from ksnet.repository import FiledEvent
from ksnet.rules.completeness.examples import (
    ATTENDED,
    COVERED,
    HEAD,
    HELD,
    MINUTES,
    TASKS,
    covered,
)
from ksnet.rules.context import NetworkContext

NOT_COUNTED = frozenset((EventKind.FALLKONFERENZ, EventKind.OEFFENTLICHKEIT))

_TRAINING_FILE = "data/events/musterstadt/2026-03-17-fortbildung.yaml"
_TRAINING = (
    "title: Fortbildung\nkind: {}\ngroups: [plenum]\nstart: 2026-03-17 09:00\n"
    "status: stattgefunden\ntasks: [fortbildung]\n"
)
_QUALIFICATION = "qualification:\n  interdisciplinary: true\n  categories: [schule, traeger-8a]\n"

MISSING_ATTENDANCE = Rule(
    code="KS601",
    name="missing-attendance",
    severity=Severity.HINWEIS,
    title="Zu einer Veranstaltung fehlt, wie viele teilgenommen haben.",
    why="Der Tätigkeitsbericht nennt zu jedem Treffen die Zahl der Teilnehmenden und die vertretenen Stellen. Zur Fallkonferenz und zur Öffentlichkeitsarbeit wird danach nicht gefragt.",
    mend="„attendance“ ergänzen; eine geschätzte Zahl genügt, z. B. {count: 30, precision: rund}.",
    wrong=covered(HEAD, "status: ⟦stattgefunden⟧\n", TASKS, MINUTES),
    right=covered(HEAD, HELD, TASKS, ATTENDED, MINUTES),
)

MISSING_MINUTES = Rule(
    code="KS602",
    name="missing-minutes",
    severity=Severity.HINWEIS,
    title="Zu einem Treffen fehlt, wie weit die Niederschrift ist.",
    why="Ohne Niederschrift lassen sich Absprachen später nicht belegen. Gefragt wird bei Treffen, nicht bei Fachtag, Fortbildung, Fachvortrag, Workshop und Fallkonferenz.",
    mend="„minutes“ ergänzen, z. B. {status: entwurf}.",
    wrong=covered(HEAD, "status: ⟦stattgefunden⟧\n", TASKS, ATTENDED),
    right=covered(HEAD, HELD, TASKS, ATTENDED, "minutes: {status: entwurf}\n"),
)

EVENT_WITHOUT_GROUP = Rule(
    code="KS603",
    name="event-without-group",
    severity=Severity.HINWEIS,
    title="Zu einem Treffen fehlt, welches Gremium tagt.",
    why="Nur als Treffen eines Gremiums zählt es für dessen Turnus und erscheint in dessen Kalender.",
    mend="„groups“ ergänzen.",
    wrong=covered(
        HEAD.replace("netzwerktreffen\ngroups: [plenum]", "⟦netzwerktreffen⟧"),
        *(HELD, TASKS, ATTENDED, MINUTES),
    ),
    right=covered(HEAD, HELD, TASKS, ATTENDED, MINUTES),
)

EVENT_WITHOUT_TASK = Rule(
    code="KS604",
    name="event-without-task",
    severity=Severity.HINWEIS,
    title="Zu einer Veranstaltung fehlt, welcher Aufgabe sie dient.",
    why="Aus „tasks“ zählt der Tätigkeitsbericht, was die Koordinierungsstelle zu jeder ihrer Aufgaben getan hat. Gefragt wird nur, wo das Gesetz des Landes Aufgaben nennt.",
    mend="„tasks“ ergänzen; mehrere sind möglich.",
    wrong=covered(HEAD.replace("Netzwerktreffen", "⟦Netzwerktreffen⟧"), HELD, ATTENDED, MINUTES),
    right=covered(HEAD, HELD, "tasks: [begleitung, strukturen]\n", ATTENDED, MINUTES),
)

TRAINING_WITHOUT_QUALIFICATION = Rule(
    code="KS605",
    name="training-without-qualification",
    severity=Severity.HINWEIS,
    title="Zu einer Fortbildung fehlt, ob sie als Qualifizierungsangebot zählt.",
    why="Ohne „qualification“ zählt sie nicht zu den interdisziplinären Qualifizierungsangeboten im Jahr, wo das Gesetz des Landes welche verlangt. Gefragt wird bei Fachtag, Fortbildung, Fachvortrag und Workshop.",
    mend="„qualification“ ergänzen; war das Angebot nur für eine Berufsgruppe, „interdisciplinary: false“.",
    wrong={**COVERED, _TRAINING_FILE: _TRAINING.format("⟦fortbildung⟧") + ATTENDED},
    right={**COVERED, _TRAINING_FILE: _TRAINING.format("fortbildung") + _QUALIFICATION + ATTENDED},
)

OUTCOME_NOT_RECORDED = Rule(
    code="KS606",
    name="outcome-not-recorded",
    severity=Severity.HINWEIS,
    title="Ob ein angekündigter Termin stattgefunden hat, ist nicht erfasst.",
    why="Im Bericht zählen nur Veranstaltungen, die stattgefunden haben.",
    mend="„status“ auf stattgefunden oder abgesagt setzen.",
    wrong=covered(HEAD, "status: ⟦angekuendigt⟧\n"),
    right="abgesagt",
)


def incomplete_events(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that an event which took place says what the report tells about it."""
    network = context.network
    has_groups = any(not group.external for group in network.record.groups)
    for event in network.events.values():
        record = event.record
        start = record.start
        if start is None or not complete_for(network, Window.of(start.date)):
            continue
        if context.facts.doubt_file(event.file):
            continue
        if record.took_place and start.date.first <= context.day:
            yield from _took_place(event, network.land, has_groups=has_groups)
        elif record.status is EventStatus.ANGEKUENDIGT and is_past(record, context.day):
            yield OUTCOME_NOT_RECORDED.fault(
                Place(event.file, ("status",)),
                "Der Termin ist vorbei; ob er stattgefunden hat, ist nicht erfasst.",
            )


def _took_place(event: FiledEvent, land: Land, *, has_groups: bool) -> Iterator[Fault]:
    record = event.record
    if record.kind is EventKind.FALLKONFERENZ:
        return
    if record.kind not in NOT_COUNTED and not _has_attendance(record):
        yield MISSING_ATTENDANCE.fault(
            Place(event.file, ("status",)),
            "Es fehlt, wie viele teilgenommen haben.",
            f"„attendance“ ergänzen (ksnet record {event.id}): „total“ mit der Zahl, „members“ mit den vertretenen Stellen.",
        )
    if record.minutes is None and minutes_expected(record):
        yield MISSING_MINUTES.fault(
            Place(event.file, ("status",)),
            "Es fehlt, wie weit die Niederschrift ist.",
            f"„minutes: {{status: freigegeben}}“ ergänzen, oder entwurf oder offen (ksnet record {event.id}).",
        )
    if has_groups and not record.groups and record.kind in GROUP_MEETINGS:
        yield EVENT_WITHOUT_GROUP.fault(
            Place(event.file, ("kind",)),
            "Es fehlt, wessen Treffen das ist.",
            "„groups“ mit der Kennung des Gremiums ergänzen, sonst zählt das Treffen für keinen Turnus.",
        )
    if not record.tasks and land.asks("tasks"):
        yield EVENT_WITHOUT_TASK.fault(
            Place(event.file, ("title",)),
            f"Es fehlt, welcher Aufgabe{land.after('tasks')} das dient.",
            f"„tasks“ ergänzen (ksnet set {event.id} Aufgaben=WERT): begleitung, strukturen, fortbildung, informationstransfer oder oeffentlichkeit.",
        )
    if record.kind in TRAINING_KINDS and record.qualification is None and land.asks("trainings"):
        yield TRAINING_WITHOUT_QUALIFICATION.fault(
            Place(event.file, ("kind",)),
            "Es fehlt, ob das ein interdisziplinäres Qualifizierungsangebot war.",
            "„qualification“ mit „interdisciplinary“ und „categories“ ergänzen; war es keines, „interdisciplinary: false“.",
        )


def _has_attendance(record: EventRecord) -> bool:
    found = record.attendance
    return found is not None and bool(
        found.total or found.members or found.by_category or found.reported
    )


CHECKS = (incomplete_events,)
