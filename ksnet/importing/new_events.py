"""Makes events of what a calendar has and the records do not have yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ksnet.basics.spelling import fold
from ksnet.editing.creating import new_event, taken_ids
from ksnet.editing.ids import event_id
from ksnet.importing.calendars.appointments import Appointment, short_hash
from ksnet.importing.choosing import Answer, Chooser, Unit, Wanted, as_option
from ksnet.importing.event_changes import new_event_data, title_and_theme
from ksnet.importing.notes import Question, framed
from ksnet.importing.places import place_of, place_words, taken_out
from ksnet.importing.plans import EventPlan, NewEvent
from ksnet.importing.told import Told
from ksnet.records import german
from ksnet.records.vocabulary import EventKind
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext


class EventMaker:
    """Decides what each series or appointment is, and makes its events; `result` says what it did.

    `refused` are the rules of data protection that files have broken in an earlier run.
    """

    def __init__(
        self,
        repository: Repository,
        context: NetworkContext,
        wanted: Wanted,
        refused: Mapping[str, str],
    ) -> None:
        """Read what earlier imports were told; raises UsageProblem."""
        self.repository, self.context = repository, context
        self.wanted, self.refused = wanted, refused
        self.network = context.network
        self.chooser = Chooser(self.network.record)
        self.told = Told(repository, self.network.id)
        self.taken = taken_ids(context)
        self.result = EventPlan()
        self.created: dict[str, FileChange] = {}

    def take_over(self, appointments: Sequence[Appointment], *, alone: bool) -> bool:
        """Import a series or an appointment, or note why not; return whether it is ours.

        `alone`: it is one of a series, but asked about by itself.
        """
        live = [one for one in appointments if not one.called_off]
        first = appointments[0]
        key = (first.identity if alone else first.uid) or f"{first.start.text} {fold(first.title)}"
        unit = self.chooser.unit(short_hash(key), live or appointments)
        if self.wanted.chosen.names:
            unit = unit._replace(doubt="")
        elif self.told.refused(unit.id):
            self.result.refused_before += 1
            return False
        if unit.case:
            self._say(
                unit,
                "nicht übernommen, denn der Titel nennt wohl eine Person oder einen Einzelfall.",
            )
            return False
        answer = (self.wanted.answers or {}).get(unit.id)
        if live and answer is None and EventKind.FALLKONFERENZ not in {unit.kind, self.wanted.kind}:
            self.result.open.append(unit)
        if answer is not None and answer.ours is False:
            self.told.tell(unit.id, ours=False)
            self.result.refused.append(unit)
            return False
        kind = self._kind(unit, answer) if live else unit.kind
        if kind is None:
            return False
        if self.told.refused(unit.id):
            self.told.tell(unit.id, ours=True)
        for one in live:
            self._new(
                one, kind, answer.groups if answer else self.wanted.groups or unit.groups, unit
            )
        if off := [one for one in appointments if one.called_off]:
            self._say(
                unit._replace(appointments=off),
                "ist abgesagt und steht nicht in den Unterlagen; wird nicht angelegt.",
            )
        return True

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
            why = "Fallkonferenzen werden nicht eingelesen; sie haben nur wenige, anonyme Angaben. Bitte von Hand anlegen."
        elif unit.doubt or (kind is EventKind.SONSTIGE and self.wanted.kind is None):
            doubt = unit.doubt or "Was es ist, sagt der Titel nicht"
            more = " --kind ART" if kind is EventKind.SONSTIGE else ""
            why = Question(
                f"{doubt}; nicht übernommen. Gehört es zum Netzwerk: {as_option(title)}{more}"
            )
        else:
            return kind
        self._say(unit, why)
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
            self.result.note(f"Ein Termin am {appointment.when}: {refusal(self.refused[file])}")
            return
        data = new_event_data(appointment, kind, groups, self.context.day)
        self.created |= new_event(self.repository, self.network.id, ident, data)
        guessed = self.wanted.kind is None
        self.result.new.append(NewEvent(ident, data, appointment, guessed=guessed, series=unit.id))
        self.told.remember(appointment)
        title = german.quoted(appointment.title)
        if appointment.shortened:
            self.result.note(
                f"{title}: Mehr bleibt nicht vom Titel; Einwahldaten werden nie übernommen."
            )
        if taken_out(appointment.place):
            kept = place_words(place_of(appointment.place))
            self.result.note(f"{title}: Vom Ort bleibt {kept}; Einwahldaten werden nie übernommen.")


def refusal(rule: str) -> str:
    """Return why a file was not written, in German."""
    return f"nicht übernommen, denn in Titel oder Ort steht, was nicht in die Unterlagen gehört (Regel {rule}; ksnet explain {rule})."
