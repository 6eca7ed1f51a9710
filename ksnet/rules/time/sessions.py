"""KS3, sessions: they are in order and fit their event."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Related, Rule
from ksnet.records.values import Moment
from ksnet.rules.context import NetworkContext

SESSIONS_OUT_OF_ORDER = Rule(
    code="KS312",
    name="sessions-out-of-order",
    severity=Severity.FEHLER,
    title="Die Einzeltermine einer Veranstaltung stehen nicht in zeitlicher Folge oder überschneiden sich.",
    why="Kalender zeigen jeden Einzeltermin für sich; vertauschte oder doppelte Zeiten führen Teilnehmende in die Irre.",
    mend="Tage und Uhrzeiten unter „sessions“ prüfen.",
    wrong={
        "event": "end: 2026-09-16 17:00\nsessions:\n  - start: 2026-09-16 13:30\n"
        "    end: 2026-09-16 15:30\n  - start: ⟦2026-09-16 15:00⟧\n    end: 2026-09-16 17:00\n"
    },
    right={
        "event": "end: 2026-09-23 15:30\nsessions:\n  - start: 2026-09-16 13:30\n"
        "    end: 2026-09-16 15:30\n  - start: 2026-09-23 13:30\n    end: 2026-09-23 15:30\n"
    },
)


def sessions_out_of_order(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that sessions are in order, none ends before it begins, and none overlap."""
    for event in context.network.events.values():
        sessions = event.record.sessions
        for number, session in enumerate(sessions):
            here: Path = ("sessions", number)
            if session.end and session.end.last < session.start.first:
                yield _session_fault(
                    event.file, (*here, "end"), "Ende liegt vor dem Beginn.", (*here, "start")
                )
                continue
            if number == 0:
                continue
            before = sessions[number - 1]
            where: Path = ("sessions", number - 1, "start")
            if session.start.last < before.start.first:
                text = "Dieser Einzeltermin liegt vor dem, der darüber steht."
                yield _session_fault(event.file, (*here, "start"), text, where)
            elif (
                session.start.last < (before.end or before.start).first
                or session.start == before.start
            ):
                text = "Dieser Einzeltermin beginnt, bevor der vorige zu Ende ist."
                yield _session_fault(event.file, (*here, "start"), text, where)


def _session_fault(file: str, path: Path, text: str, other: Path) -> Fault:
    return SESSIONS_OUT_OF_ORDER.fault(
        Place(file, path),
        text,
        "Tage und Uhrzeiten unter „sessions“ prüfen; sie stehen in zeitlicher Folge und überschneiden sich nicht.",
        related=(Related(Place(file, other), "der andere Beginn"),),
    )


SESSIONS_NOT_EVENT = Rule(
    code="KS313",
    name="sessions-not-event",
    severity=Severity.FEHLER,
    title="Beginn oder Ende einer Veranstaltung passt nicht zu ihren Einzelterminen.",
    why="„start“ und „end“ sagen, wann die Veranstaltung als Ganzes beginnt und endet. Mit „sessions“ dürfen sie fehlen; stehen sie da, sind es der Beginn des ersten und das Ende des letzten Einzeltermins.",
    mend="„start“ und „end“ löschen oder an „sessions“ angleichen.",
    wrong={
        "event": "start: 2026-09-16 13:30\nend: ⟦2026-09-30 15:30⟧\nsessions:\n"
        "  - start: 2026-09-16 13:30\n    end: 2026-09-16 15:30\n  - start: 2026-09-23 13:30\n"
        "    end: 2026-09-23 15:30\n"
    },
    right="2026-09-23 15:30",
)


def sessions_not_event(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that start and end of an event, where written, fit its first and last session."""
    for event in context.network.events.values():
        record = event.record
        if not record.sessions:
            continue
        first, last = record.occasions[0], record.occasions[-1]
        start, end = record.start, record.end
        if start and not _agree(start, first.start):
            text = f"Die Veranstaltung beginnt laut „start“ {start}, ihr erster Einzeltermin aber {first.start}."
            yield _not_event(event.file, "start", text, record.path_of(first.start))
        if end and not _agree(end, last.end or Moment(last.start.date, None)):
            shown = last.end or last.start
            text = (
                f"Die Veranstaltung endet laut „end“ {end}, ihr letzter Einzeltermin aber {shown}."
            )
            yield _not_event(event.file, "end", text, record.path_of(last.start))


def _agree(whole: Moment, part: Moment) -> bool:
    """Whether two moments can be the same; one may be only the day."""
    if whole.time and part.time:
        return whole == part
    return whole.date.within(part.date) or part.date.within(whole.date)


def _not_event(file: str, key: str, text: str, other: Path) -> Fault:
    return SESSIONS_NOT_EVENT.fault(
        Place(file, (key,)),
        text,
        f"„{key}“ löschen; es ergibt sich aus „sessions“. Oder den Einzeltermin berichtigen.",
        related=(Related(Place(file, other), "dieser Einzeltermin"),),
    )


CHECKS = (sessions_out_of_order, sessions_not_event)
