"""What a calendar file changes in the events of a network; nothing is deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ksnet.basics.frozen import field, frozen, replace
from ksnet.basics.spelling import fold
from ksnet.documents.events import calendar_entry
from ksnet.editing.creating import new_event, taken_ids
from ksnet.editing.ids import event_id
from ksnet.editing.lookup import Drafts, require_readable
from ksnet.editing.outcome import outcome
from ksnet.importing.calendars.appointments import (
    Appointment,
    series_name,
    short_hash,
    shown_title,
)
from ksnet.importing.calendars.components import appointment_of
from ksnet.importing.calendars.reading import CalendarFile
from ksnet.importing.choosing import Answer, Chooser, Filter, Unit, as_option, series_of
from ksnet.importing.event_changes import (
    agrees,
    has_new_day,
    is_older,
    new_event_data,
    title_and_theme,
    with_changes,
)
from ksnet.importing.finding import Finder, begin_and_title, is_ours, session_of
from ksnet.importing.gone import events_to_come, notes_on_gone
from ksnet.importing.notes import Note, Question, framed
from ksnet.importing.places import place_of, place_words, taken_out
from ksnet.importing.plans import EventDifference, EventPlan, Imported, NewEvent
from ksnet.importing.told import Told, appointment_digest, appointment_identity
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.vocabulary import EventKind, EventStatus
from ksnet.rendering.ics import event_component, event_components
from ksnet.repository import FiledEvent, Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import TO_COME

HOUR = dt.timedelta(hours=1)
_TWICE = "steht zweimal im Kalender; es gilt der erste."


@frozen
class Wanted:
    """The options of an import: groups and kind of new events, the filter, and answers by unit."""

    groups: Sequence[str] = ()
    kind: EventKind | None = None
    chosen: Filter = field(default_factory=Filter)
    answers: Mapping[str, Answer] | None = None


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
        self.repository, self.context, self.calendar = repository, context, calendar
        self.wanted, self.refused = wanted, refused
        self.network = context.network
        self.timezone = self.network.record.timezone
        self.who = WhoIsWho(self.network, context.day)
        self.chooser = Chooser(self.network.record)
        self.told = Told(repository, self.network.id)
        self.taken = taken_ids(context)
        self.drafts = Drafts(repository)
        self.created: dict[str, FileChange] = {}
        self.result = EventPlan()
        self.finder = Finder(self.network, calendar)
        self.sessions_of: set[str] = set()  # events with several sessions, one of them seen
        self.series: set[str] = set()  # the names of known series

    def merged(self) -> tuple[EventPlan, dict[str, FileChange]]:
        """Return the plan and the changes that carry it out."""
        calendar = self.calendar
        self.result.notes += [Note(None, text) for text in calendar.notes]
        looked_at = [one for one in calendar.appointments if not self.wanted.chosen.left_out(one)]
        self.result.left_out = len(calendar.appointments) - len(looked_at)
        rest: list[Appointment] = []
        new: dict[tuple[str, str], Appointment] = {}
        for appointment in looked_at:
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
        for name, appointments in series_of(self._not_deleted(new.values())).items():
            self._unit(name, appointments)
        for name in sorted(self.series & calendar.of_series.keys()):
            self.result.notes += [Note(None, text) for text in calendar.of_series[name]]
        self._gone()
        self.result.told = self.told.told
        return self.result, {**self.drafts.changes, **self.created, **self.told.changes()}

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
        held = [
            appointment_of(component, self.timezone) for component in event_components(entry, {})
        ]
        own = [one for number, one in enumerate(held, start=1) if number == session_of(appointment)]
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
            self._note(appointment, _refusal(self.refused[event.file]))
            return
        fields = self.told.changed(appointment)
        if "when" in fields and is_older(event, appointment):
            self._note(appointment, Question(_older(event, appointment)))
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
        if not fields or (held is not None and agrees(held, appointment)):
            # Changes by hand remain until the calendar says something new.
            self.result.unchanged += 1
        elif event.record.status not in TO_COME and not has_new_day(event, appointment):
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
        self._remember(appointment)

    def _remember(self, appointment: Appointment) -> None:
        """Remember what a foreign calendar says of an appointment that is the network's."""
        if not is_ours(appointment):
            self.told.tell(
                appointment_identity(appointment), ours=True, said=appointment_digest(appointment)
            )

    def _as_exported(self, event: FiledEvent) -> Appointment | None:
        """Return an event as our own calendar file would show it."""
        entry = calendar_entry(event, self.who)
        if entry.start is None or not entry.start.date.exact:
            return None
        return appointment_of(event_component(entry, entry.start, {}), self.timezone)

    # What is new

    def _unit(self, name: str, appointments: list[Appointment]) -> None:
        """Import a series or an appointment, or note why not."""
        live = [one for one in appointments if not one.called_off]
        first = appointments[0]
        key = first.uid or f"{first.start.text} {fold(first.title)}"
        unit = self.chooser.unit(short_hash(key), live or appointments)
        if self.wanted.chosen.names:
            unit = unit._replace(doubt="")
        elif self.told.refused(unit.id):
            self.result.refused_before += 1
            return
        if unit.case:
            self._say(
                unit,
                "nicht übernommen, denn der Titel nennt wohl eine Person oder einen Einzelfall.",
            )
            return
        answer = (self.wanted.answers or {}).get(unit.id)
        if live and answer is None and EventKind.FALLKONFERENZ not in {unit.kind, self.wanted.kind}:
            self.result.open.append(unit)
        if answer is not None and answer.ours is False:
            self.told.tell(unit.id, ours=False)
            self.result.refused.append(unit)
            return
        kind = self._kind(unit, answer) if live else unit.kind
        if kind is None:
            return
        if self.told.refused(unit.id):
            self.told.tell(unit.id, ours=True)
        self.series.add(name)
        for one in live:
            self._new(
                one, kind, answer.groups if answer else self.wanted.groups or unit.groups, unit
            )
        if off := [one for one in appointments if one.called_off]:
            self._say(
                unit._replace(appointments=off),
                "ist abgesagt und steht nicht in den Unterlagen; wird nicht angelegt.",
            )

    def _kind(self, unit: Unit, answer: Answer | None) -> EventKind | None:
        """Return the kind of a new series or appointment; note why, and return None, if unknown."""
        kind = self.wanted.kind or unit.kind
        if answer is not None:
            if answer.ours is None:
                self._say(unit, "noch nicht entschieden; nicht übernommen.")
                return None
            unknown = kind is EventKind.SONSTIGE and self.wanted.kind is None and answer.groups
            return self.chooser.kind_of(answer.groups[0]) if unknown else kind
        title = unit.appointments[0].title
        if kind is EventKind.FALLKONFERENZ:
            self._say(
                unit,
                "Fallkonferenzen werden nicht eingelesen; sie haben nur wenige, anonyme Angaben. Bitte von Hand anlegen.",
            )
        elif unit.doubt:
            more = " --kind ART" if kind is EventKind.SONSTIGE else ""
            self._say(
                unit,
                Question(
                    f"{unit.doubt}; nicht übernommen. Gehört es zum Netzwerk: {as_option(title)}{more}"
                ),
            )
        elif kind is EventKind.SONSTIGE and self.wanted.kind is None:
            self._say(
                unit,
                Question(
                    f"Was es ist, sagt der Titel nicht; nicht übernommen. Gehört es zum Netzwerk: {as_option(title)} --kind ART"
                ),
            )
        else:
            return kind
        return None

    def _say(self, unit: Unit, text: str) -> None:
        self.result.note(framed(f"{unit.name}: ", text))

    def _new(
        self, appointment: Appointment, kind: EventKind, groups: Sequence[str], unit: Unit
    ) -> None:
        # A file is named after the day first planned.
        first = appointment.was or appointment.start
        ident = event_id(first.date.text, title_and_theme(appointment.title)["title"], self.taken)
        self.taken.add(ident)
        file = f"{self.repository.settings.data}/events/{self.network.id}/{ident}.yaml"
        if file in self.refused:
            self.result.note(f"Ein Termin am {appointment.when}: {_refusal(self.refused[file])}")
            return
        data = new_event_data(appointment, kind, groups, self.context.day)
        self.created |= new_event(self.repository, self.network.id, ident, data)
        guessed = self.wanted.kind is None
        self.result.new.append(NewEvent(ident, data, appointment, guessed=guessed, series=unit.id))
        self._remember(appointment)
        if taken_out(appointment.place):
            kept = place_words(place_of(appointment.place))
            self.result.note(
                f"{german.quoted(appointment.title)}: Vom Ort bleibt {kept}; Einwahldaten werden nie übernommen."
            )


def _older(event: FiledEvent, appointment: Appointment) -> str:
    now = german.moment_text(event.record.start, weekday=False)
    back = f'ksnet move-event {event.id} --to "{appointment.start.text}"'
    return f"ist in den Unterlagen von diesem Tag auf den {now} verlegt; der Kalender ist wohl älter, nichts übernommen. Ist er zurückverlegt: {back}"


def _refusal(rule: str) -> str:
    return f"nicht übernommen, denn in Titel oder Ort steht, was nicht in die Unterlagen gehört (Regel {rule}; ksnet explain {rule})."
