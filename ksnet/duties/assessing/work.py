"""What was done in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Place, Related
from ksnet.duties.assessing.facts import places
from ksnet.duties.assessing.measured import (
    Case,
    Lack,
    Measured,
    MeasureFunction,
    Status,
    still_planned,
)
from ksnet.duties.counting import cadence as cadences
from ksnet.duties.counting.events import begins_within
from ksnet.duties.counting.meetings import is_meeting_of
from ksnet.duties.counting.reports import overdue_after, owes_report, promised, taken_up
from ksnet.duties.counting.spans import TimeSpan, Window, complete_for
from ksnet.duties.counting.trainings import Trainings, sort_trainings, why_not
from ksnet.records import german
from ksnet.records.vocabulary import EventKind, Task
from ksnet.repository import FiledEvent
from ksnet.yamltext.loading.repairs import NO_ID

NO_PERIOD = "Das Gesetz nennt keinen Zeitraum, in dem zu jeder Aufgabe etwas getan sein muss"
PART_OF_YEAR = "Das Netzwerk bestand nicht das ganze Jahr"


def tasks(case: Case) -> Measured:
    """Judge whether something was done for each task in a whole year; if not, it is only a hint.

    An event names its tasks; what the law itself names counts without: Netzwerktreffen,
    Fortbildungen, Vertretung.
    """
    facts = case.facts
    if not case.whole:
        return Measured.not_applicable(PART_OF_YEAR)
    wanted = list(case.duty.settings["tasks"])
    proof: dict[Task, Place] = {}
    for event in facts.events_in(case.year):
        if event.record.took_place:
            for task in _served(event):
                proof.setdefault(task, Place(event.file))
    for number, entry in enumerate(facts.record.affiliations):
        if TimeSpan.of(entry).touches(case.window):
            proof.setdefault(Task.INFORMATIONSTRANSFER, facts.at("affiliations", number))
    missing = [task for task in wanted if task not in proof]
    shown = tuple(dict.fromkeys(proof[task] for task in wanted if task in proof))
    have = len(wanted) - len(missing)
    if not missing:
        return Measured(Status.ERFUELLT, have, len(wanted), shown)
    words = german.join(task.label for task in missing)
    hint = Lack(
        f"Für {case.year} ist keine Tätigkeit erfasst zu: {words}."
        if case.over
        else f"Für {case.year} ist noch keine Tätigkeit erfasst zu: {words} (bis 31.12.{case.year}).",
        facts.at(),
        "Bei den Veranstaltungen unter „tasks“ eintragen, welcher Aufgabe sie dienten.",
        "task-without-activity" if case.over else "",
        about=(str(case.year), *(task.value for task in missing)),
    )
    status = Status.NICHT_BEURTEILBAR if case.over else Status.LAUFEND
    doubt = facts.events_in_doubt(case.year) > 0
    reason = NO_PERIOD if case.over else ""
    return Measured(status, have, len(wanted), shown, hints=(hint,), reason=reason, doubt=doubt)


def _served(event: FiledEvent) -> Iterable[Task]:
    yield from event.record.tasks
    if event.record.kind is EventKind.NETZWERKTREFFEN:
        yield Task.STRUKTUREN
    if event.record.qualification is not None:
        yield Task.FORTBILDUNG


def trainings(case: Case) -> Measured:
    """Judge whether there were as many interdisciplinary trainings in a year as the law asks.

    While it is running, planned ones count too. The law says „jährlich“ and not how a year is
    counted: where the calendar year has too few, and years that begin in another month have enough,
    nothing is said to be open.
    """
    facts, need = case.facts, int(case.duty.number("count"))
    found = sort_trainings(facts.events_in(case.year), case.window, facts.as_of)
    held, proof = len(found.held), tuple(places(found.held))
    if held >= need:
        return Measured(Status.ERFUELLT, held, need, proof)
    possible = held + len(found.doubtful) + facts.events_in_doubt(case.year)
    if not case.over:
        lack = _few_so_far(case, found, need)
        possible += len(found.planned) if lack.rule else 0
        return Measured(Status.LAUFEND, held, need, proof, (lack,), doubt=possible >= need)
    month = _other_year(case, need)
    lack = Lack(
        f"{case.year} {'fand' if held == 1 else 'fanden'} {held} von mindestens {need} interdisziplinären Qualifizierungsangeboten statt.",
        facts.at(),
        "Fehlende Angebote als Veranstaltungen eintragen (ksnet new event, ksnet record), mit „qualification“ (interdisciplinary: true und mindestens zwei categories) und status: stattgefunden.",
        "too-few-trainings",
        related=_events(case, found),
        severity=Severity.HINWEIS if month or _founded_in(case) else None,
        about=(str(case.year),),
    )
    if month:
        reason = f"Das Gesetz sagt nicht, wie das Jahr zu zählen ist; in Jahren, die im {german.MONTHS[month - 1]} beginnen, sind es mindestens {need}"
        return Measured(Status.NICHT_BEURTEILBAR, held, need, proof, hints=(lack,), reason=reason)
    return Measured(Status.OFFEN, held, need, proof, (lack,), doubt=possible >= need)


def _few_so_far(case: Case, found: Trainings, need: int) -> Lack:
    """Return what is missing while the year runs; of a rule where what is planned falls short."""
    held, planned = len(found.held), len(found.planned)
    unanswered = len(found.unanswered)
    short = held + planned < need and case.facts.as_of >= case.window.first
    return Lack(
        f"{case.year}: {held} von mindestens {need} interdisziplinären Qualifizierungsangeboten {'hat' if held == 1 else 'haben'} stattgefunden, {still_planned(planned, unanswered, case.year)}",
        case.facts.at(),
        "Weitere interdisziplinäre Angebote für dieses Jahr planen und als Veranstaltungen eintragen (ksnet new event).",
        "too-few-trainings" if short else "",
        related=_events(case, found) if short else (),
        severity=Severity.WARNUNG if case.whole or not _founded_in(case) else Severity.HINWEIS,
        about=(str(case.year),),
    )


def _other_year(case: Case, need: int) -> int:
    """Return the first month in which two overlapping years begin that have enough; else 0.

    The first of them has to be over and recorded as a whole; the second may still be running.
    """
    facts = case.facts
    for month in range(2, 13):
        begins = [dt.date(year, month, 1) for year in (case.year - 1, case.year, case.year + 1)]
        first, second = (
            Window(day, following - dt.timedelta(days=1)) for day, following in pairwise(begins)
        )
        if not (complete_for(facts.network, first) and facts.life.covers(first)):
            continue
        enough = [_held_in(case, one) >= need for one in (first, second)]
        if enough[0] and (enough[1] or facts.as_of <= second.last):
            return month
    return 0


def _held_in(case: Case, window: Window) -> int:
    years = range(window.first.year, window.last.year + 1)
    events = {event.id: event for year in years for event in case.facts.events_in(year)}
    return len(sort_trainings(events.values(), window, case.facts.as_of).held)


def _founded_in(case: Case) -> bool:
    founded = case.facts.record.founded
    return founded is not None and founded.last > case.window.first


def _events(case: Case, found: Trainings) -> tuple[Related, ...]:
    """Return the trainings of the year: which count, and why the others do not."""
    related = []
    for event in sorted(
        (*found.held, *found.doubtful, *found.others, *found.planned), key=lambda event: event.file
    ):
        reason = why_not(event.record, case.window, case.facts.as_of)
        if event in found.held:
            message = "zählt"
        else:
            message = f"zählt nicht: {reason}" if reason else "geplant, zählt noch nicht"
        key = "qualification" if event.record.qualification is not None else "kind"
        related.append(Related(Place(event.file, (key,)), message))
    return tuple(related)


def cadence(case: Case) -> Measured:
    """Judge whether each group met as often as the network's own rule says."""
    facts = case.facts
    in_doubt = facts.events_in_doubt(case.year)
    found: list[_Kept] = []
    proof: list[Place] = []
    for number, group in enumerate(facts.record.groups):
        if (
            not group.cadence
            or group.external
            or group.id.startswith(NO_ID)
            or not TimeSpan.of(group).touches(case.window)
        ):
            continue
        events = [
            event
            for year in (case.year - 1, case.year)
            for event in facts.events_in(year)
            if group.id in event.record.groups
            and (year == case.year or not begins_within(event.record, case.window))
        ]
        records = list({event.id: event.record for event in events}.values())
        for position, rule in enumerate(group.cadence):
            place = facts.at("groups", number, "cadence", position)
            judged = cadences.judge_cadence(
                facts.network, group, rule, case.year, facts.as_of, records, in_doubt
            )
            found += [_Kept(place, cadences.name_under(group, rule), result) for result in judged]
        proof += places(
            event
            for event in events
            if event.record.took_place
            and begins_within(event.record, case.window)
            and is_meeting_of(event.record, group)
        )
    if not found:
        return Measured.not_applicable(
            "Einen Turnus hat sich das Netzwerk für keines seiner Gremien gegeben",
            doubt=facts.doubt("groups"),
        )
    return _cadence(found, tuple(proof), case.year)


class _Kept(NamedTuple):
    """How a rule was kept in one of its periods: where it stands, and whose it is."""

    place: Place
    group: str
    result: cadences.CadenceResult


def _cadence(found: list[_Kept], proof: tuple[Place, ...], year: int) -> Measured:
    lacks = _too_seldom([one for one in found if one.result.verdict == "nicht-eingehalten"], year)
    for place, name, result in found:
        counted = f"{result.held} von {german.plural(result.need, 'Treffen', 'Treffen')}"
        if result.verdict not in ("eingehalten", "nicht-eingehalten"):
            note = f" ({result.note})" if result.note else ""
            text = f"{name}, {result.label}: {counted}, {result.word}{note}."
            lacks.append(Lack(text, place, "", absent=False))
    results = [one.result for one in found]
    verdicts = {result.verdict for result in results}
    if "nicht-eingehalten" in verdicts:
        status = Status.OFFEN
    elif "laeuft" in verdicts:
        status = Status.LAUFEND
    else:
        status = Status.NICHT_BEURTEILBAR if "nicht-beurteilbar" in verdicts else Status.ERFUELLT
    have = sum(min(result.held, result.need) for result in results)
    need = sum(result.need for result in results)
    return Measured(status, have, need, tuple(dict.fromkeys(proof)), tuple(lacks))


def _too_seldom(broken: list[_Kept], year: int) -> list[Lack]:
    """Return one lack for each group that met too seldom, with these parts of the year.

    Rules that count different kinds of events are named one by one.
    """
    by_group: dict[tuple[str | int, str], list[_Kept]] = {}
    for one in broken:
        by_group.setdefault((one.place.path[1], one.group), []).append(one)
    lacks = []
    for found in by_group.values():
        found.sort(key=lambda one: (one.result.window.first, one.result.window.last))
        results = [one.result for one in found]
        parts = (f"{_part_of(result, year)}{result.held} von {result.need}" for result in results)
        text = f"{found[0].group}: Im Jahr {year} fanden weniger Treffen statt, als der eigene Turnus vorsieht: {', '.join(parts)}."
        mend = "Fehlende Treffen als Veranstaltungen mit diesem Gremium eintragen (status: stattgefunden), oder den Turnus ändern, wenn er nicht mehr gilt."
        lacks.append(
            Lack(text, found[0].place, mend, "cadence-not-kept", absent=False, about=(str(year),))
        )
    return lacks


def _part_of(result: cadences.CadenceResult, year: int) -> str:
    """Return a period before its numbers, such as `im April ` or `in den Jahren 2024 und 2025 `."""
    if result.window.first.year != result.window.last.year:
        return f"in den Jahren {result.label} "
    return "" if result.label == str(year) else f"im {result.label.removesuffix(f' {year}')} "


def activity_report(case: Case) -> Measured:
    """Judge whether a promised Tätigkeitsbericht was handed in by the network's own day."""
    facts, duty, year = case.facts, case.facts.record.report, case.year
    if not promised(duty):
        return Measured.not_applicable(
            "Ein Tätigkeitsbericht ist nicht vereinbart; das Gesetz verlangt keinen",
            doubt=facts.doubt("report"),
        )
    if place := taken_up(facts.network, year, facts.as_of):
        return Measured(Status.ERFUELLT, 1, 1, (place,))
    if not owes_report(facts.network, year):
        why = "Für dieses Jahr ist kein Tätigkeitsbericht geschuldet, weil es das Netzwerk oder seine Regel zum Bericht nicht das ganze Jahr gab"
        if duty.since is None and (duty.until is None or duty.until.last >= case.window.last):
            why += f". Soll es zählen: ksnet set {facts.network.id} report.since={year}"
        return Measured.not_applicable(why)
    due = overdue_after(facts.network, year)
    late = due is not None and facts.as_of > due
    filed = facts.network.years.get(year)
    file = filed.file if filed else facts.network.year_file(year)
    ground = f" (Grundlage: {duty.basis.label})" if duty.basis else ""
    if due is not None and late:
        text = f"Der Tätigkeitsbericht {year} war bis {german.numeric_day(due)} vorzulegen; dass er vorgelegt ist, ist nicht eingetragen{ground}."
    elif due is not None:
        text = f"Der Tätigkeitsbericht {year} ist bis {german.numeric_day(due)} vorzulegen."
    else:
        text = f"Dass der Tätigkeitsbericht {year} vorgelegt ist, ist nicht eingetragen; einen Tag dafür hat sich das Netzwerk nicht gegeben."
    lack = Lack(
        text,
        Place(file) if filed else facts.at("report"),
        f"In {file} unter „approved“ eintragen, wem er wann vorgelegt wurde; den Bericht macht „ksnet report {facts.network.id} --year {year}“.",
        "missing-activity-report" if late else "",
        about=(str(year),),
    )
    status = Status.OFFEN if late else Status.LAUFEND
    return Measured(status, 0, 1, lacks=(lack,), doubt=facts.doubt_file(file))


MEASURES: dict[str, MeasureFunction] = {
    "tasks": tasks,
    "trainings": trainings,
    "cadence": cadence,
    "activity-report": activity_report,
}
