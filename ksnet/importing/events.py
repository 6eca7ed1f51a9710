"""What a calendar file changes in the events of a network: matched by identity, else by day and title; nothing is deleted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ksnet import german
from ksnet.documents.events import calendar_entry
from ksnet.documents.who import WhoIsWho
from ksnet.editing.creating import new_event, taken_ids
from ksnet.editing.ids import event_id
from ksnet.editing.lookup import Drafts, require_readable
from ksnet.editing.moving import move_in
from ksnet.editing.outcome import Outcome, outcome
from ksnet.importing.appointments import Appointment
from ksnet.importing.calendars import CalendarFile, appointment_of
from ksnet.importing.cells import address_in
from ksnet.importing.event_matching import has_moved_on, match_event, moved_from, session_of
from ksnet.importing.event_plan import Difference, EventPlan, NewEvent
from ksnet.importing.guessing import event_guess
from ksnet.importing.tables import Note
from ksnet.journal import Change
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventKind, EventMode, EventStatus
from ksnet.rendering.ics import event_component, event_components
from ksnet.repository import Filed, Repository
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import TO_COME
from ksnet.spelling import fold

_THEME = re.compile(r"(?P<title>.+), Thema „(?P<theme>.+)“")
_ONLINE = re.compile(
    r"https?://|\bonline\b|\bteams\b|\bzoom\b|\bwebex\b|videokonferenz|\bjitsi\b|bigbluebutton", re.IGNORECASE
)


@dataclass(slots=True)
class Imported:
    """A plan with the changes that carry it out and the findings that they cause."""

    plan: EventPlan
    changes: dict[str, Change]
    outcome: Outcome


def import_events(  # noqa: PLR0913  (one argument for each thing that the user says)
    repository: Repository,
    network: str,
    calendar: CalendarFile,
    *,
    groups: Sequence[str],
    kind: EventKind | None,
    day: dt.date,
) -> Imported:
    """Return what a calendar changes in the events of a network as of `day`; raises UsageProblem, also EditProblem.

    The result is checked; an event that causes a finding of data protection (KS5) is left out, and all is done again.
    """
    context = NetworkContext(repository.network(network), day)
    require_readable(context)
    refused: dict[str, str] = {}
    while True:
        merger = _Merger(repository, context, groups, kind, refused)
        plan, changes = merger.merged(calendar)
        result = Imported(plan, changes, outcome(repository, changes, day))
        bad = {
            finding.location.file: finding.rule.name
            for finding in result.outcome.new
            if finding.rule.code.startswith("KS5") and finding.location.file in changes
        }
        if not bad.keys() - refused.keys():
            return result
        refused |= bad


class _Merger:
    def __init__(
        self,
        repository: Repository,
        context: NetworkContext,
        groups: Sequence[str],
        kind: EventKind | None,
        refused: dict[str, str],
    ) -> None:
        self.repository, self.context, self.groups, self.kind, self.refused = repository, context, groups, kind, refused
        self.network = context.network
        self.timezone = self.network.record.timezone
        self.who = WhoIsWho(self.network, context.day)
        self.taken = taken_ids([context])
        self.drafts = Drafts(repository)
        self.created: dict[str, Change] = {}
        self.result = EventPlan()
        self.matched: set[str] = set()
        self.sessions_of: set[str] = set()  # events with several sessions of which one was seen

    def merged(self, calendar: CalendarFile) -> tuple[EventPlan, dict[str, Change]]:
        self.result.notes += calendar.notes
        rest = []
        for appointment in calendar.appointments:
            event = match_event(self.network, appointment, self.matched)
            if event is None:
                rest.append(appointment)
            elif isinstance(event, str):
                self._note(appointment, event)
            else:
                self._known(event, appointment)
        for appointment in rest:
            event = moved_from(self.network, appointment, self.matched)
            if event is not None:
                self._known(event, appointment)
            elif has_moved_on(self.network, appointment, self.matched):
                self._note(appointment, "ist in den Unterlagen inzwischen verlegt; nichts übernommen.")
            else:
                self._new(appointment)
        return self.result, {**self.drafts.changes, **self.created}

    def _note(self, appointment: Appointment, text: str) -> None:
        self.result.notes.append(Note(None, f"„{appointment.title}“ am {appointment.when}: {text}"))

    # What changes

    def _session(self, event: Filed[EventRecord], appointment: Appointment) -> None:
        """Compare one session of a course; what differs is for a person to judge, since the others may have moved too."""
        entry = calendar_entry(self.network, event, self.who)
        held = [appointment_of(component, self.timezone) for component in event_components(entry, {})]
        own = [one for number, one in enumerate(held, start=1) if number == session_of(appointment)]
        named = replace(appointment, title="")
        if any(one and _same(replace(one, title=""), named) for one in own or held):
            self.result.unchanged += event.id not in self.sessions_of
        else:
            self._note(
                appointment,
                "ist einer von mehreren Terminen einer Veranstaltung und weicht von den Unterlagen ab; bitte dort unter „sessions“ ändern.",
            )
        self.sessions_of.add(event.id)

    def _known(self, event: Filed[EventRecord], appointment: Appointment) -> None:
        if event.record.sessions:
            self._session(event, appointment)
            return
        if event.id in self.matched:
            self._note(appointment, "steht zweimal im Kalender; es gilt der erste.")
            return
        self.matched.add(event.id)
        if event.file in self.refused:
            self._note(appointment, _refusal(self.refused[event.file]))
            return
        held = self._as_exported(event)
        if held is not None and _same(held, appointment):
            self.result.unchanged += 1
        elif event.record.status not in TO_COME:
            label = event.record.status.label if event.record.status else "ohne Stand"
            self._note(appointment, f"weicht von den Unterlagen ab; dort: {label}. Bleibt, wie es ist.")
        else:
            self._change(event, held, appointment)

    def _as_exported(self, event: Filed[EventRecord]) -> Appointment | None:
        """Return what our own calendar file would say of an event."""
        entry = calendar_entry(self.network, event, self.who)
        if entry.start is None or not entry.start.date.exact:
            return None
        return appointment_of(event_component(entry, entry.start, {}), self.timezone)

    def _change(self, event: Filed[EventRecord], held: Appointment | None, new: Appointment) -> None:
        draft, before = self.drafts[event.file], len(self.result.changed)
        if new.called_off:
            draft.put(("status",), EventStatus.ABGESAGT.value)
            self._changed(event, f"abgesagt ({new.when})")
            return
        if held is None or new.start != held.start:
            was = german.moment_text(event.record.start, weekday=False)
            move_in(self.drafts, event, new.start, new.end)
            self._changed(event, f"verlegt: {was} → {new.when}")
        elif new.end != held.end and new.end is not None:
            draft.put(("end",), new.end.text)
            self._changed(event, f"Ende: {german.moment_text(new.end, weekday=False)}")
        if new.all_day and not new.start.time and not event.record.all_day and held and held.start.time:
            draft.put(("all_day",), value=True)
        if held and fold(new.title) != fold(held.title) and fold(new.title) != fold(event.record.title):
            for key, value in _title_and_theme(new.title).items():
                draft.put((key,), value)
            self._changed(event, f"Titel: „{held.title}“ → „{new.title}“")
        if new.place and held and _place(new.place) != _place(held.place):
            self._change_place(event, new)
        if len(self.result.changed) == before:
            self.result.unchanged += 1

    def _change_place(self, event: Filed[EventRecord], new: Appointment) -> None:
        place, draft = _place(new.place), self.drafts[event.file]
        for key, value in place.items():
            kept = event.record.location.url if key == "location" and event.record.location else None
            draft.put((key,), {**value, "url": kept} if kept and isinstance(value, dict) else value)
        self._changed(event, f"Ort: „{new.place}“" if "location" in place else "online")

    def _changed(self, event: Filed[EventRecord], text: str) -> None:
        self.result.changed.append(Difference(event.id, f"{event.record.title}: {text}"))

    # What is new

    def _new(self, appointment: Appointment) -> None:
        if appointment.called_off:
            self._note(appointment, "ist abgesagt und steht nicht in den Unterlagen; wird nicht angelegt.")
            return
        guess = event_guess(appointment.title)
        kind = self.kind or guess
        if kind is EventKind.SONSTIGE and self.kind is None:
            self._note(
                appointment,
                "Was es ist, sagt der Titel nicht; nicht übernommen. Gehört er zum Netzwerk: mit --kind ART einlesen.",
            )
            return
        if kind is EventKind.FALLKONFERENZ:
            self._note(
                appointment,
                "Fallkonferenzen werden nicht eingelesen; sie haben nur wenige, anonyme Angaben. Bitte von Hand anlegen.",
            )
            return
        first = appointment.was or appointment.start  # a file is called after the day that was planned first
        ident = event_id(first.date.text, _title_and_theme(appointment.title)["title"], self.taken)
        self.taken.add(ident)
        file = f"{self.repository.settings.data}/events/{self.network.id}/{ident}.yaml"
        if file in self.refused:
            self.result.notes.append(Note(None, f"Ein Termin am {appointment.when}: {_refusal(self.refused[file])}"))
            return
        data = self._data(appointment, kind)
        self.created |= new_event(self.repository, self.network.id, ident, data)
        self.result.new.append(NewEvent(ident, data, appointment, guessed=self.kind is None))

    def _data(self, appointment: Appointment, kind: EventKind) -> dict[str, Any]:
        last = (appointment.end or appointment.start).date.last
        status = EventStatus.GEPLANT if last >= self.context.day else EventStatus.ANGEKUENDIGT
        data: dict[str, Any] = {**_title_and_theme(appointment.title), "kind": kind.value}
        if self.groups:
            data["groups"] = list(self.groups)
        data["start"] = appointment.start.text
        if appointment.end is not None:
            data["end"] = appointment.end.text
        if appointment.all_day:
            data["all_day"] = True
        if appointment.was is not None:
            data["rescheduled_from"] = [appointment.was.text]
        data["status"] = status.value
        return data | (_place(appointment.place) if appointment.place else {})


def _same(held: Appointment, new: Appointment) -> bool:
    """Whether a calendar says of an event what ours would say."""
    if (held.start, held.called_off, held.all_day) != (new.start, new.called_off, new.all_day):
        return False
    if new.end not in (None, held.end) or fold(new.title) != fold(held.title):
        return False
    return not new.place or _place(new.place) == _place(held.place)


def _title_and_theme(text: str) -> dict[str, str]:
    parts = _THEME.fullmatch(text)
    return parts.groupdict() if parts else {"title": text}


def _place(text: str) -> dict[str, Any]:
    """Return where an event takes place as a record holds it; a link for joining is never taken over."""
    if _ONLINE.search(text):
        return {"mode": EventMode.ONLINE.value}
    name, comma, rest = text.partition(", ")
    if comma and (address := address_in(rest)):
        return {"location": {"name": name, **address}}
    return {"location": address_in(text) or {"name": text}}


def _refusal(rule: str) -> str:
    return f"nicht übernommen, denn in Titel oder Ort steht, was nicht in die Unterlagen gehört (Regel {rule}; ksnet explain {rule})."
