"""What a calendar file changes in the events of a network; nothing is deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from ksnet.basics.frozen import replace
from ksnet.documents.events import calendar_entry
from ksnet.duties.counting.events import NO_ANSWER
from ksnet.editing.lookup import Drafts, require_readable
from ksnet.editing.outcome import outcome
from ksnet.importing.calendars.appointments import Appointment, series_name, shown_title, zone_of
from ksnet.importing.calendars.components import appointment_of
from ksnet.importing.calendars.reading import CalendarFile
from ksnet.importing.choosing import Wanted, as_option, series_of
from ksnet.importing.event_changes import (
    agrees,
    has_new_day,
    is_older,
    what_is_gone,
    with_changes,
)
from ksnet.importing.finding import Finder, begin_and_title, is_deadline, is_ours, session_of
from ksnet.importing.gone import events_to_come, notes_on_gone
from ksnet.importing.new_events import EventMaker, refusal
from ksnet.importing.notes import Note, Question, framed
from ksnet.importing.plans import EventDifference, EventPlan, Imported
from ksnet.importing.told import appointment_identity
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.vocabulary import EventStatus
from ksnet.rendering.ics import event_component, event_components
from ksnet.repository import FiledEvent, Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext

HOUR = dt.timedelta(hours=1)
_TWICE = "steht zweimal im Kalender; es gilt der erste."


def import_events(
    repository: Repository, network: str, calendar: CalendarFile, wanted: Wanted, *, day: dt.date
) -> Imported[EventPlan]:
    """Return what a calendar changes in the events of a network as of `day`.

    The result is checked; an event that causes a finding of data protection (KS5) is left out and
    the import repeated. Raises UsageProblem, also EditProblem.
    """
    context = NetworkContext(repository.network(network), day)
    require_readable(context)
    refused: dict[str, str] = {}
    while True:
        plan, changes = _EventMerger(repository, context, calendar, wanted, refused).merged()
        result = Imported(plan, changes, outcome(repository, changes, day))
        bad = {finding.location.file: finding.rule.name for finding in result.refused}
        if not bad.keys() - refused.keys():
            return result
        refused |= bad


class _EventMerger:
    def __init__(
        self,
        repository: Repository,
        context: NetworkContext,
        calendar: CalendarFile,
        wanted: Wanted,
        refused: dict[str, str],
    ) -> None:
        self.context, self.calendar = context, calendar
        self.wanted, self.refused = wanted, refused
        self.network = context.network
        self.zone = zone_of(self.network.record.timezone)
        self.who = WhoIsWho(self.network, context.day)
        self.drafts = Drafts(repository)
        self.maker = EventMaker(repository, context, wanted, refused)
        self.told, self.result = self.maker.told, self.maker.result
        self.finder = Finder(self.network, calendar)
        self.sessions_of: set[str] = set()  # events with several sessions, one of them seen
        self.series: set[str] = set()  # the names of known series

    def merged(self) -> tuple[EventPlan, dict[str, FileChange]]:
        """Return the plan and the changes that carry it out."""
        calendar = self.calendar
        self.result.notes += [Note(None, text) for text in calendar.notes]
        rest: list[Appointment] = []
        new: dict[tuple[str, str], Appointment] = {}
        for appointment in self._looked_at():
            event = self.finder.surely(appointment)
            if event is None:
                rest.append(appointment)
            elif isinstance(event, str):
                self._note(appointment, event)
            else:
                self._known(event, appointment)
        for appointment in rest:
            if self._unknown(appointment):
                key = begin_and_title(appointment)
                if new.setdefault(key, appointment) is not appointment:
                    self._note(appointment, _TWICE)
        for name, alike, alone in series_of(self._not_deleted(new.values())):
            if self.maker.take_over(alike, alone=alone):
                self.series.add(name)
        for name in sorted(self.series & calendar.of_series.keys()):
            self.result.notes += [Note(None, text) for text in calendar.of_series[name]]
        self._gone()
        self.result.told = self.told.told
        return self.result, {**self.drafts.changes, **self.maker.created, **self.told.changes()}

    def _looked_at(self) -> list[Appointment]:
        """Return the appointments that the options leave; deadlines that ksnet wrote are none."""
        every = self.calendar.appointments
        meant = [one for one in every if not is_deadline(one)]
        if due := len(every) - len(meant):
            self.result.note(
                f"Nicht gelesen, weil es keine Termine sind: {german.plural(due, 'Frist', 'Fristen')} aus „ksnet due“."
            )
        looked_at = [one for one in meant if self.wanted.chosen.holds(one)]
        self.result.left_out = len(meant) - len(looked_at)
        return looked_at

    def _unknown(self, appointment: Appointment) -> bool:
        """Whether no event is an appointment, under whatever day, title or identity."""
        if self.finder.is_twice(appointment):
            self._note(appointment, _TWICE)
        elif event := self.finder.perhaps(appointment):
            self._known(event, appointment)
        elif moved_on := self.finder.moved_on(appointment):
            self._note(appointment, "ist in den Unterlagen inzwischen verlegt; nichts übernommen.")
            self._link(moved_on, appointment)
        else:
            return True
        return False

    def _not_deleted(self, new: Iterable[Appointment]) -> Iterator[Appointment]:
        """Yield the new appointments; one whose event was deleted since only if it is named."""
        for appointment in new:
            said = self.told.said(appointment_identity(appointment))
            if said is None or self.wanted.chosen.names:
                yield appointment
            else:
                self._note(
                    appointment,
                    f"ist in den Unterlagen gelöscht worden und wird nicht wieder angelegt. Soll er zurück: {as_option(appointment.title)}",
                )

    def _gone(self) -> None:
        """Call off what the calendar calls off as a whole; name what has left its series."""
        finder, day = self.finder, self.context.day
        for event in events_to_come(finder, self.calendar.called_off, day):
            self.drafts[event.file].put(("status",), EventStatus.ABGESAGT.value)
            when = german.moment_text(event.record.start, weekday=False)
            self.result.changed.append(
                EventDifference(event.id, f"{event.record.title}: abgesagt ({when})")
            )
        self.result.notes += [
            Note(None, text) for text in notes_on_gone(finder, self.calendar, day)
        ]

    def _note(self, appointment: Appointment, text: str) -> None:
        title = shown_title(appointment.title)
        self.result.note(framed(f"{title} am {appointment.when}: ", text))

    # What changes

    def _session(self, event: FiledEvent, appointment: Appointment) -> None:
        """Compare a session of a course; only note a difference, as others may have moved too."""
        entry = calendar_entry(event, self.who)
        held = [appointment_of(component, self.zone) for component in event_components(entry, {})]
        number = session_of(appointment)
        own = held[number - 1 : number] if number else []
        named = replace(appointment, title="")
        if any(one and agrees(replace(one, title=""), named) for one in own or held):
            self.result.unchanged += event.id not in self.sessions_of
        else:
            self._note(
                appointment,
                "ist einer von mehreren Terminen einer Veranstaltung und weicht von den Unterlagen ab; bitte dort unter „sessions“ ändern.",
            )
        self.sessions_of.add(event.id)

    def _known(self, event: FiledEvent, appointment: Appointment) -> None:
        self.series.add(series_name(appointment.uid, appointment.title))
        if event.record.sessions:
            self._session(event, appointment)
            return
        if not self.finder.match(event, appointment):
            self._note(appointment, _TWICE)
            return
        if event.file in self.refused:
            self._note(appointment, refusal(self.refused[event.file]))
            return
        fields = self.told.changed(appointment)
        if "when" in fields and is_older(event, appointment):
            self._note(appointment, Question(_older(event, appointment)))
            return
        if fields and self.told.newer(appointment):
            self._note(
                appointment,
                "Eingelesen ist schon ein neuerer Stand dieses Termins; nichts übernommen.",
            )
            return
        self._compare(event, appointment, fields)
        self._link(event, appointment)

    def _compare(
        self, event: FiledEvent, appointment: Appointment, fields: Collection[str]
    ) -> None:
        """Take over what an appointment says differently than its event; note what is not."""
        held = self._as_exported(event)
        if held and held.end is None and is_ours(appointment) and appointment.lasts(HOUR):
            # khal (0.10) adds an end after one hour to events without an end.
            self._note(
                appointment,
                "Das Ende nach einer Stunde setzen manche Programme von sich aus; nicht übernommen.",
            )
            appointment = replace(appointment, end=None)
        if (
            held
            and not appointment.called_off
            and self.told.said(appointment_identity(appointment))
        ):
            for text in what_is_gone(held, appointment, fields):
                self._note(appointment, text)
        if not fields or (held is not None and agrees(held, appointment)):
            # Changes by hand remain until the calendar says something new.
            self.result.unchanged += 1
        elif event.record.status not in NO_ANSWER and not has_new_day(event, appointment):
            label = event.record.status.label if event.record.status else "ohne Stand"
            self._note(
                appointment, f"weicht von den Unterlagen ab; dort: {label}. Bleibt, wie es ist."
            )
        else:
            done, kept = with_changes(self.drafts, event, held, appointment, fields)
            self.result.changed += [
                EventDifference(event.id, f"{event.record.title}: {text}") for text in done
            ]
            for text in kept:
                self._note(appointment, text)
            self.result.unchanged += not done

    def _link(self, event: FiledEvent, appointment: Appointment) -> None:
        """Remember the foreign identity of an event, and what that calendar says of it."""
        if is_ours(appointment):
            return
        if appointment.identity and event.record.uid != appointment.identity:
            self.drafts[event.file].put(("uid",), appointment.identity)
            self.result.linked.append(event.id)
        self.told.remember(appointment)

    def _as_exported(self, event: FiledEvent) -> Appointment | None:
        """Return an event as our own calendar file would show it."""
        entry = calendar_entry(event, self.who)
        if entry.start is None or not entry.start.date.exact:
            return None
        return appointment_of(event_component(entry, entry.start, {}), self.zone)


def _older(event: FiledEvent, appointment: Appointment) -> str:
    now = german.moment_text(event.record.start, weekday=False)
    back = f'ksnet move-event {event.id} --to "{appointment.start.text}"'
    return f"ist in den Unterlagen von dieser Zeit auf den {now} verlegt; der Kalender ist wohl älter, nichts übernommen. Ist er zurückverlegt: {back}"
