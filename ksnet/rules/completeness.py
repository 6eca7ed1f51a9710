"""KS6: what the Tätigkeitsbericht needs and nothing else asks for.

All of it follows from what is not recorded, so only periods count that the records claim to cover, and nothing is
said about a file or key in which the reader found a mistake: what is missing may be what could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Fault, Place
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.counting.events import is_past
from ksnet.duties.counting.minutes import minutes_expected
from ksnet.duties.counting.spans import TimeSpan, Window, complete_for, complete_on
from ksnet.duties.counting.tasks import open_tasks
from ksnet.duties.counting.trainings import TRAINING_KINDS
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.network import Coordination, Group
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import AgreementKind, AgreementStatus, EventKind, EventStatus, GroupKind, NetworkKind
from ksnet.records.year import YearRecord
from ksnet.repository import Filed, Network
from ksnet.rules.context import NetworkContext

# What is held by a group of the network; only as its meeting it counts for the group's cadence.
GROUP_MEETINGS = frozenset(
    (
        EventKind.NETZWERKTREFFEN,
        EventKind.KONFERENZ,
        EventKind.GREMIENSITZUNG,
        EventKind.ARBEITSKREIS,
        EventKind.STEUERUNGSGRUPPE,
    )
)
# Groups that meet for as long as the network exists; a Themengruppe ends with its topic.
STANDING = frozenset(
    (
        GroupKind.PLENUM,
        GroupKind.STEUERUNGSGRUPPE,
        GroupKind.REGIONALGRUPPE,
        GroupKind.ARBEITSKREIS,
        GroupKind.KONFERENZ,
    )
)
NOT_COUNTED = frozenset((EventKind.FALLKONFERENZ, EventKind.OEFFENTLICHKEIT))
# The law's own rules ask for the date of all other agreements.
WITHOUT_RULE_OF_LAW = frozenset((AgreementKind.GESCHAEFTSORDNUNG, AgreementKind.SONSTIGE))


def incomplete_events(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that an event which took place says what the report tells about it."""
    network = context.network
    facts = Facts(network, context.day)
    has_groups = any(not group.external for group in network.record.groups)
    for event in network.events.values():
        record = event.record
        start = record.start
        if start is None or not complete_for(network, Window(start.date.first, start.date.last)):
            continue
        if facts.doubt_file(event.file):
            continue
        if record.status is EventStatus.STATTGEFUNDEN and start.date.first <= context.day:
            yield from _took_place(event, has_groups=has_groups)
        elif record.status is EventStatus.ANGEKUENDIGT and is_past(record, context.day):
            yield Fault(
                "outcome-not-recorded",
                Place(event.file, ("status",)),
                "Der Termin ist vorbei; ob er stattgefunden hat, ist nicht erfasst.",
                "„status“ auf stattgefunden oder abgesagt setzen.",
            )


def _took_place(event: Filed[EventRecord], *, has_groups: bool) -> Iterator[Fault]:
    record, status = event.record, Place(event.file, ("status",))
    if record.kind is EventKind.FALLKONFERENZ:
        return
    if record.kind not in NOT_COUNTED and not _has_attendance(record):
        yield Fault(
            "missing-attendance",
            status,
            "Es fehlt, wie viele teilgenommen haben.",
            "„attendance“ ergänzen: „total“ mit der Zahl, „members“ mit den vertretenen Stellen.",
        )
    if record.minutes is None and minutes_expected(record):
        yield Fault(
            "missing-minutes",
            status,
            "Es fehlt, wie weit die Niederschrift ist.",
            "„minutes: {status: freigegeben}“ ergänzen, oder entwurf oder offen.",
        )
    if has_groups and not record.groups and record.kind in GROUP_MEETINGS:
        yield Fault(
            "event-without-group",
            Place(event.file, ("kind",)),
            "Es fehlt, wessen Treffen das ist.",
            "„groups“ mit der Kennung des Gremiums ergänzen, sonst zählt das Treffen für keinen Turnus.",
        )
    if not record.tasks:
        yield Fault(
            "event-without-task",
            Place(event.file, ("title",)),
            "Es fehlt, welcher Aufgabe nach § 9 Abs. 2 LKSG NRW das dient.",
            "„tasks“ ergänzen: begleitung, strukturen, fortbildung, informationstransfer oder oeffentlichkeit.",
        )
    if record.kind in TRAINING_KINDS and record.qualification is None:
        yield Fault(
            "training-without-qualification",
            Place(event.file, ("kind",)),
            "Es fehlt, ob das ein interdisziplinäres Qualifizierungsangebot war.",
            "„qualification“ mit „interdisciplinary“ und „categories“ ergänzen; war es keines, „interdisciplinary: false“.",
        )


def _has_attendance(record: EventRecord) -> bool:
    found = record.attendance
    return found is not None and bool(found.total or found.members or found.by_category or found.reported)


def incomplete_network(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that posts, groups and agreements in force today say what the report tells about them."""
    network = context.network
    if not network.readable or not complete_on(network, context.day):
        return
    facts, today = Facts(network, context.day), Window(context.day, context.day)
    if not facts.doubt("coordination"):
        yield from _posts(network, today)
    if not facts.doubt("groups"):
        yield from _cadences(network, today)
    if not facts.doubt("agreements"):
        yield from _agreements(network)


def _posts(network: Network, today: Window) -> Iterator[Fault]:
    for number, post in enumerate(network.record.coordination):
        missing = _missing_of(post, today)
        if missing and TimeSpan(post.since, post.until).touches(today):
            yield Fault(
                "incomplete-coordination",
                Place(network.file, ("coordination", number, "id")),
                f"Zur Koordinierungsstelle fehlt: {german.join(missing)}.",
                "„people“ mit der Kennung einer Person und „fte“ mit dem Stellenanteil ergänzen; eine unbesetzte Stelle hat „vacant_since“.",
            )


def _cadences(network: Network, today: Window) -> Iterator[Fault]:
    for number, group in enumerate(network.record.groups):
        if _needs_cadence(group) and TimeSpan(group.since, group.until).touches(today):
            yield Fault(
                "group-without-cadence",
                Place(network.file, ("groups", number, "id")),
                "Es fehlt, wie oft das Gremium tagen soll.",
                "Den vereinbarten Turnus ergänzen, z. B. „cadence: {meetings: 2, per: jahr}“.",
            )


def _agreements(network: Network) -> Iterator[Fault]:
    for number, agreement in enumerate(network.record.agreements):
        signed = agreement.status is AgreementStatus.UNTERZEICHNET
        if signed and not agreement.signed and agreement.kind in WITHOUT_RULE_OF_LAW:
            yield Fault(
                "agreement-without-date",
                Place(network.file, ("agreements", number, "status")),
                "Die Vereinbarung ist unterzeichnet, aber der Tag fehlt.",
                "„signed“ ergänzen, auch ungenau: 2024 oder 2024-06.",
            )


def _missing_of(post: Coordination, today: Window) -> list[str]:
    if post.vacant_since:
        return []
    held = any(TimeSpan(holder.since, holder.until).touches(today) for holder in post.people)
    return [*([] if held else ["wer sie innehat"]), *([] if post.fte else ["der Stellenanteil"])]


def _needs_cadence(group: Group) -> bool:
    return group.kind in STANDING and not (group.cadence or group.external or (group.count or 1) > 1)


def incomplete_years(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that the finished years have all that a coordinator has to write for the report."""
    network = context.network
    complete = network.record.complete_since or network.record.founded
    if not isinstance(complete, PartialDate) or complete.precision == "unknown":
        return
    facts = Facts(network, context.day)
    for year in range(complete.first.year, context.day.year):
        window = Window.of_year(year)
        if complete_for(network, window):
            if not facts.doubt("groups", "management"):
                yield from _management(network, year, window)
            if year in network.years and not facts.doubt_file(network.years[year].file):
                yield from _year_record(network, network.years[year], window)


def _management(network: Network, year: int, window: Window) -> Iterator[Fault]:
    held = {post.group for post in network.record.management if TimeSpan(post.since, post.until).touches(window)}
    for number, group in enumerate(network.record.groups):
        since = group.since or network.record.founded
        lived = since is not None and TimeSpan(since, group.until).covers(window)
        if group.rotation and lived and group.id not in held:
            yield Fault(
                "missing-management",
                Place(network.file, ("groups", number, "rotation")),
                f"Es fehlt, wer {year} die Geschäftsführung hatte.",
                f"Unter „management“ ergänzen, z. B. youth_office, group: {group.id}, since: {year}-01-01, until: {year}-12-31.",
            )


def _year_record(network: Network, year: Filed[YearRecord], window: Window) -> Iterator[Fault]:
    missing = list(_missing_texts(network, year.record, window))
    if missing:
        yield Fault(
            "incomplete-year",
            Place(year.file),
            f"Zum Jahr {year.id} fehlt noch: {german.join(missing)}.",
            "In dieser Datei ergänzen; ksnet report zeigt, wo es im Tätigkeitsbericht steht.",
        )
    for number, entry in enumerate(year.record.improvements):
        absent = [word for word, value in (("zuständig", entry.responsible), ("bis wann", entry.due)) if not value]
        if absent and not entry.done:
            yield Fault(
                "improvement-without-plan",
                Place(year.file, ("improvements", number, "text")),
                f"Zur Verbesserung fehlt: {german.join('wer ' + word + ' ist' if word == 'zuständig' else word for word in absent)}.",
                "„responsible“ und „due“ ergänzen, oder „done“, wenn es erledigt ist.",
            )


def _missing_texts(network: Network, year: YearRecord, window: Window) -> Iterator[str]:
    if not year.summary:
        yield "die Zusammenfassung („summary“)"
    rated = {entry.goal for entry in year.goals if entry.status}
    without = [goal.id for goal in network.record.goals if goal.id not in rated]
    if without:
        yield f"der Stand der Ziele {german.join(f'„{ident}“' for ident in without)} („goals“)"
    evaluated = any(
        event.record.evaluation
        and event.record.start
        and window.touches(event.record.start.date.first, event.record.start.date.last)
        for event in network.events.values()
    )
    if not year.evaluation and not evaluated:
        yield "die Bewertung der Arbeit („evaluation“)"
    if not year.outlook:
        yield "der Ausblick („outlook“)"
    if network.record.kind is NetworkKind.NETZWERK and not year.resources:
        yield "die Landesmittel („resources“)"


def overdue_task(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a task whose day has passed is done or has a new day."""
    facts = Facts(context.network, context.day)
    for task in open_tasks(context.network):
        if task.is_overdue(context.network, context.day) and not facts.doubt_file(task.place.file):
            yield Fault(
                "overdue-task",
                task.place,
                f"{task.what} überfällig seit {german.vague_date(task.due)}.",
                f"Erledigt? Dann {task.finished_by} eintragen. Sonst einen neuen Tag vereinbaren und „due“ ändern.",
            )
