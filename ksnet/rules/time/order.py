"""KS3, order: what is done is past, and dates that follow from one another are in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Rule, noted
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.records.values import Moment, PartialDate
from ksnet.records.vocabulary import AgreementStatus, EventStatus
from ksnet.records.walk import Walk
from ksnet.rules.context import NetworkContext

_PAST_KEYS = frozenset(
    ("done", "on", "as_of", "published", "redacted", "withdrawn", "contact_consent")
)

# By date of an agreement: its status from then on, and in German the statuses before.
_CONCLUDED = (
    ("signed", AgreementStatus.UNTERZEICHNET, "entwurf oder beschlossen"),
    ("decided", AgreementStatus.BESCHLOSSEN, "entwurf"),
)


@cache
def _past_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a model that say when something happened."""
    return tuple(shape.attribute for key, shape in fields_of(model).items() if key in _PAST_KEYS)


_DONE = Walk(lambda model: bool(_past_keys(model)))
_RESULT = "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n"

DATE_IN_FUTURE = Rule(
    code="KS309",
    name="date-in-future",
    severity=Severity.FEHLER,
    title="Etwas soll an einem Tag erledigt worden sein, der noch nicht war.",
    why="„done“, „on“ und „as_of“ sagen, was geschehen ist, nicht, was geplant ist.",
    mend="Datum prüfen; Geplantes gehört nach „due“ oder „review_by“.",
    wrong={"event": _RESULT + "    done: ⟦2027-01-15⟧\n"},
    right={"event": _RESULT + "    due: 2027-01-15\n"},
)


def date_in_future(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what is recorded as done has a day that is past."""
    for file, path, item in _DONE.through(context.network.records()):
        model: type[BaseModel] = type(item)
        for key in _past_keys(model):
            date = getattr(item, key)
            if isinstance(date, PartialDate) and date.first > context.day:
                yield DATE_IN_FUTURE.fault(
                    Place(file, (*path, key)),
                    f"„{key}“ liegt mit {german.vague_date(date)} in der Zukunft.",
                    "Datum prüfen; was erst geplant ist, gehört nach „due“ oder „review_by“.",
                )
    for number, member in enumerate(context.network.members.members):
        signed = member.agreement_8a and member.agreement_8a.signed
        if signed and signed.first > context.day:
            yield DATE_IN_FUTURE.fault(
                Place(context.network.members_file, ("members", number, "agreement_8a", "signed")),
                f"„signed“ liegt mit {german.vague_date(signed)} in der Zukunft.",
                "Datum prüfen; ist die Unterschrift erst vorgesehen, „agreement_8a“ bis dahin weglassen.",
            )
    for number, agreement in enumerate(context.network.record.agreements):
        for key, status, before in _CONCLUDED:
            day: PartialDate | None = getattr(agreement, key)
            if day and day.first > context.day and agreement.status is status:
                yield DATE_IN_FUTURE.fault(
                    Place(context.network.file, ("agreements", number, key)),
                    f"„{key}“ liegt mit {german.vague_date(day)} in der Zukunft, der Stand ist aber „{status.value}“.",
                    f"Datum prüfen oder „status“ auf {before} setzen.",
                )


DATES_OUT_OF_ORDER = Rule(
    code="KS310",
    name="dates-out-of-order",
    severity=Severity.FEHLER,
    title="Daten stehen in einer Reihenfolge, die nicht sein kann.",
    why="Eine Vereinbarung läuft nicht ab, bevor sie unterzeichnet ist, und eine Anmeldung endet nicht nach der Veranstaltung.",
    mend="Eines der beiden Daten berichtigen.",
    wrong={"event": "registration:\n  until: ⟦2026-10-01⟧\n"},
    right="2026-09-01",
)


def dates_out_of_order(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that dates which follow from one another are in order."""
    network = context.network
    for number, agreement in enumerate(network.record.agreements):
        here: Path = ("agreements", number)
        for key, date in (
            ("valid_until", agreement.valid_until),
            ("review_by", agreement.review_by),
        ):
            if agreement.concluded and date and date.last < agreement.concluded[1].first:
                act, concluded = agreement.concluded
                yield _order(
                    network.file,
                    (*here, key),
                    f"„{key}“ liegt vor {'der Unterzeichnung' if act == 'signed' else 'dem Beschluss'}.",
                    (*here, act),
                    f"{'unterzeichnet' if act == 'signed' else 'beschlossen'} {concluded}",
                )
    for event in network.events.values():
        yield from _event_order(event.file, event.record)
    for plan in network.plans.values():
        started = plan.record.started
        steps = [(("measures", i), step.due) for i, step in enumerate(plan.record.measures)]
        steps += [(("milestones", i), step.due) for i, step in enumerate(plan.record.milestones)]
        for path, due in steps:
            if started and due and due.last < started.first:
                yield _order(
                    plan.file,
                    (*path, "due"),
                    "Der Termin liegt vor dem Beginn des Plans.",
                    ("started",),
                    f"begonnen {started}",
                )


def _event_order(file: str, record: EventRecord) -> Iterator[Fault]:
    start = record.start
    if start is None:
        return
    registration = record.registration
    if registration and registration.until and start.date.last < registration.until.first:
        yield _order(
            file,
            ("registration", "until"),
            "Die Anmeldung endet erst nach der Veranstaltung.",
            record.path_of(start),
            f"Beginn ist {start}",
        )
    # It may have been moved back to an earlier day, but never to the one from which it was moved.
    past = record.rescheduled_from
    steps: list[tuple[Moment, Path]] = [
        (moment, ("rescheduled_from", number)) for number, moment in enumerate(past)
    ]
    if record.status is not EventStatus.VERSCHOBEN:
        steps.append((start, record.path_of(start)))
    for (old, path), (new, other) in pairwise(steps):
        if old == new:
            what = "danach steht" if "rescheduled_from" in other else "Beginn ist"
            yield _order(file, path, "Alter und neuer Termin sind gleich.", other, f"{what} {new}")


def _order(file: str, path: Path, message: str, other: Path, what: str) -> Fault:
    return DATES_OUT_OF_ORDER.fault(
        Place(file, path),
        message,
        "Eines der beiden Daten prüfen.",
        **noted(Place(file, other), what),
    )


YEAR_IN_FUTURE = Rule(
    code="KS314",
    name="year-in-future",
    severity=Severity.WARNUNG,
    title="Eine Jahresdatei gehört zu einem Jahr, das noch nicht begonnen hat.",
    why="Eine Jahresdatei sagt, was in dem Jahr war. Vor dessen Beginn steht sie meist unter dem falschen Namen, und dem richtigen Jahr fehlt sie.",
    mend="Die Datei nach dem Jahr benennen, das gemeint ist; Geplantes gehört in Veranstaltungen und Pläne.",
    wrong={"data/networks/musterstadt/years/2027.yaml": "⟦⟧summary: Das Jahr in Kürze.\n"},
    right={"data/networks/musterstadt/years/2026.yaml": "summary: Das Jahr in Kürze.\n"},
)


def year_in_future(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no year file is about a year that has not begun."""
    for year, filed in context.network.years.items():
        if year > context.day.year:
            yield YEAR_IN_FUTURE.fault(
                Place(filed.file),
                f"Das Jahr {year} hat noch nicht begonnen.",
                "Den Dateinamen prüfen; eine vorbereitete bis zum 1. Januar außerhalb von „years“ aufheben.",
            )


CHECKS = (date_in_future, dates_out_of_order, year_in_future)
