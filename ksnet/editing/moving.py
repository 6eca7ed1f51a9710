"""Move an event: set a new start, keep the old one, leave the file name."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.errors import UsageProblem
from ksnet.editing.likeness import moved
from ksnet.editing.lookup import Drafts
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.values import Moment, parse_date, parse_moment
from ksnet.records.vocabulary import EventStatus
from ksnet.repository import FiledEvent
from ksnet.yamltext.edits.draft import Draft

_REFUSED = {
    EventStatus.STATTGEFUNDEN: "hat schon stattgefunden",
    EventStatus.ABGESAGT: "ist abgesagt",
}


def move_in(drafts: Drafts, event: FiledEvent, to: Moment, end: Moment | None) -> list[str]:
    """Move an event to a new start; return German sentences about it.

    Without a new `end`, the old one is shifted like the start. An event without a date
    (`verschoben`) becomes planned again. The drafts may hold other edits. Raises UsageProblem, also
    EditProblem.
    """
    record, was = event.record, event.record.start
    held = record.status is EventStatus.STATTGEFUNDEN
    if record.status in _REFUSED:
        mend = f" Stand der Beginn falsch da: ksnet set {event.id} start=BEGINN" if held else ""
        raise UsageProblem(
            f"„{event.id}“ {_REFUSED[record.status]} und lässt sich nicht verlegen.{mend}"
        )
    if was == to and end in {None, record.end}:
        raise UsageProblem(f"„{event.id}“: Der Beginn ist schon {german.moment_text(to)}.")
    draft = drafts[event.file]
    if record.sessions:
        return _move_sessions(draft, record, to, end)
    new_end = end or _shifted(record, to)
    if new_end is not None and new_end.last < to.first:
        raise UsageProblem(
            f"Das Ende ({german.moment_text(new_end)}) läge vor dem Beginn ({german.moment_text(to)})."
        )
    draft.put(("start",), to.text)
    if new_end is not None:
        draft.put(("end",), new_end.text)
    elif record.end is not None:
        draft.remove(("end",))
    if was is not None and was != to and not is_more_exact(was, to):
        draft.append(("rescheduled_from",), was.text)
    done = [
        f"{german.quoted(record.title)} ist verlegt: {_words(was, record.end)} → {_words(to, new_end)}."
    ]
    if record.status is EventStatus.VERSCHOBEN:
        draft.put(("status",), EventStatus.GEPLANT.value)
        done.append("Der Termin gilt damit wieder als geplant.")
    if was is not None and was.time is not None and to.time is None:
        done.append(
            "Die Uhrzeit ist damit unbekannt. Soll sie bleiben: ksnet undo, dann mit Uhrzeit wiederholen."
        )
    return [*done, *_to_check(record, new_end)]


def _move_sessions(draft: Draft, record: EventRecord, to: Moment, end: Moment | None) -> list[str]:
    """Shift all sessions of an event by the move of the first; raises UsageProblem if undefined."""
    was = record.start
    moments = [moment for one in record.sessions for moment in (one.start, one.end) if moment]
    if (
        was is None
        or end is not None
        or (was.time is None) != (to.time is None)
        or not all(moment.date.exact for moment in (*moments, was, to))
    ):
        raise UsageProblem(
            f"{german.quoted(record.title)} hat mehrere Termine. Verlegen lassen sie sich nur gemeinsam, mit dem neuen ersten Termin ohne Ende; einzelne bitte unter „sessions“ ändern."
        )
    by = to.first - was.first
    for number, session in enumerate(record.sessions):
        draft.put(("sessions", number, "start"), moved(session.start, by))
        if session.end is not None:
            draft.put(("sessions", number, "end"), moved(session.end, by))
    for key in ("start", "end"):
        if draft.data.get(key) is not None:
            draft.put((key,), moved(getattr(record, key), by))
    draft.append(("rescheduled_from",), was.text)
    sessions = german.plural(len(record.sessions), "Termin", "Terminen")
    done = [
        f"{german.quoted(record.title)} ist verlegt, mit {sessions}: {german.moment_text(was)} → {german.moment_text(to)}."
    ]
    if record.status is EventStatus.VERSCHOBEN:
        draft.put(("status",), EventStatus.GEPLANT.value)
        done.append("Die Veranstaltung gilt damit wieder als geplant.")
    return [*done, *_to_check(record, record.end)]


def _to_check(record: EventRecord, new_end: Moment | None) -> Iterator[str]:
    """Say what depends on the date and needs to be checked by a person."""
    if record.end is not None and new_end is None:
        yield "Wann er endet, ist nicht bekannt; das Ende ist gelöscht."
    if record.date_note:
        yield "Der Hinweis zum Termin („date_note“) steht noch wie vorher; bitte prüfen."
    if record.registration and record.registration.until:
        yield "Die Anmeldefrist steht noch wie vorher; bitte prüfen."


def is_more_exact(was: Moment, to: Moment) -> bool:
    """Whether the new start only makes the old one more exact."""
    return to.date.within(was.date) and (was.time is None or was.time == to.time)


def _shifted(record: EventRecord, to: Moment) -> Moment | None:
    """Return the end shifted like the start, None where that is undefined."""
    start, end = record.start, record.end
    if start is None or end is None or not (start.date.exact and end.date.exact and to.date.exact):
        return None
    if start.time and end.time and to.time:
        return parse_moment(moved(to, end.first - start.first))
    length = end.date.first - start.date.first
    # Within one day, the end only tells a time.
    return Moment(parse_date(f"{to.date.first + length}"), None) if length else None


def _words(start: Moment | None, end: Moment | None) -> str:
    times = german.times_text(start, end)
    return german.days_text(start, end) + (f", {times}" if times else "")
