"""`events/<network>/<date>-<slug>.yaml`: one meeting, conference or training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple, Self

from ksnet.basics.findings import Path
from ksnet.records.base import (
    Address,
    Bool,
    Counts,
    DocumentLink,
    GroupRef,
    Ident,
    MemberRef,
    Number,
    PersonRef,
    PlanRef,
    RefTo,
    Required,
    Strict,
    Text,
    Url,
    Who,
    Whole,
    WithRemarks,
    doc,
)
from ksnet.records.categories import KnownCategory
from ksnet.records.model import ConfigDict, model_validator
from ksnet.records.values import Moment, PartialDate
from ksnet.records.vocabulary import (
    AgendaKind,
    EventKind,
    EventMode,
    EventStatus,
    MinutesStatus,
    Rating,
    ResultKind,
    Task,
)


class Session(WithRemarks):
    """One of the days of an event that has several."""

    start: Annotated[Moment, doc("Beginn", "Tag und Uhrzeit als Ortszeit")]
    end: Annotated[Moment | None, doc("Ende")] = None


class Occasion(NamedTuple):
    """A time at which an event takes place."""

    start: Moment
    end: Moment | None


def as_a_whole(occasions: Sequence[Occasion]) -> Occasion:
    """Return when an event of several times begins and ends; they are in order, at least one."""
    first, last = occasions[0], occasions[-1]
    on_another_day = last.start.date != first.start.date
    return Occasion(
        first.start, last.end or (Moment(last.start.date, None) if on_another_day else None)
    )


class Location(Address):
    """Where an event takes place."""

    key_order = ("name", "building", "street", "postcode", "city", "room", "url")

    name: Annotated[Text | None, doc("Name", "Haus oder Einrichtung")] = None
    room: Annotated[Text | None, doc("Raum")] = None
    url: Annotated[Url | None, doc("Adresse im Netz", "Einwahl; wird nie veröffentlicht")] = None


class Registration(WithRemarks):
    """How to register."""

    key_order = ("until", "url", "seats", "contact", "cost", "target")

    until: Annotated[PartialDate | None, doc("bis")] = None
    url: Annotated[Url | None, doc("Adresse im Netz")] = None
    seats: Annotated[Whole | None, doc("Plätze")] = None
    contact: Annotated[Who | None, doc("Kontakt", "Wer Anmeldungen annimmt")] = None
    cost: Annotated[Text | None, doc("Kosten", "z. B. kostenfrei")] = None
    target: Annotated[Text | None, doc("Zielgruppe", "Für wen die Veranstaltung ist")] = None


class AgendaItem(WithRemarks):
    """One item of the agenda (TOP)."""

    title: Annotated[Text | None, doc("Titel")] = None
    kind: Annotated[AgendaKind | None, doc("Art")] = None
    speakers: Annotated[tuple[Who, ...], doc("Vortragende")] = ()
    count: Annotated[Whole | None, doc("Anzahl", "4: vier gleichzeitige Workshops")] = None
    duration_minutes: Annotated[Whole | None, doc("Dauer in Minuten")] = None
    text: Annotated[Text | None, doc("Beschreibung", "Markdown")] = None
    result: Annotated[Text | None, doc("Ergebnis")] = None


class Qualification(WithRemarks):
    """That an event counts towards the Qualifizierungsangebote of the law."""

    interdisciplinary: Annotated[Bool | None, doc("interdisziplinär")] = None
    categories: Annotated[
        tuple[KnownCategory, ...], doc("Zielgruppen", "Kategorien nach dem Gesetz")
    ] = ()
    hours: Annotated[Number | None, doc("Stunden")] = None


class Attendance(WithRemarks):
    """Who was there, as numbers and bodies; never a list of names."""

    total: Annotated[Counts, doc("Gesamtzahl")] = ()
    members: Annotated[tuple[MemberRef, ...], doc("vertretene Mitglieder")] = ()
    by_category: Annotated[dict[KnownCategory, Whole], doc("nach Kategorie", default_factory=dict)]


class Evaluation(WithRemarks):
    """What a meeting found about a workstream, agreement or goal."""

    subject: Annotated[
        Annotated[Ident, RefTo("workstream", "agreement", "goal")] | None, doc("Gegenstand")
    ] = None
    rating: Annotated[Rating | None, doc("Bewertung")] = None
    finding: Annotated[Text | None, doc("Ergebnis")] = None
    next: Annotated[Text | None, doc("nächster Schritt")] = None
    responsible: Annotated[Who | None, doc("zuständig")] = None
    due: Annotated[PartialDate | None, doc("bis")] = None


class Result(WithRemarks):
    """An Absprache, decision, task or insight of a meeting."""

    kind: Annotated[ResultKind | None, doc("Art")] = None
    text: Annotated[Text | None, doc("Ergebnis")] = None
    responsible: Annotated[Who | None, doc("zuständig")] = None
    due: Annotated[PartialDate | None, doc("bis")] = None
    done: Annotated[PartialDate | None, doc("erledigt am")] = None


class Minutes(WithRemarks):
    """The state of the minutes."""

    status: Annotated[MinutesStatus | None, doc("Stand")] = None
    taken_by: Annotated[PersonRef | None, doc("Protokoll")] = None
    confidential: Annotated[Bool | None, doc("vertraulich")] = None
    document: Annotated[DocumentLink | None, doc("Dokument")] = None


class CaseConference(Strict):
    """The only facts that may be kept of an anonymised case conference."""

    anonymised: Annotated[Bool | None, doc("anonymisiert")] = None
    duration_minutes: Annotated[Whole | None, doc("Dauer in Minuten")] = None
    participants: Annotated[Whole | None, doc("Teilnehmende")] = None


class EventRecord(WithRemarks):
    """One meeting, conference or training.

    `start` and `end` are those of the whole, also where only `sessions` are written; `occasions`
    are the single times at which people meet. Nothing else has to look at `sessions`.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["start"]}, {"required": ["sessions"]}]}
    )

    title: Annotated[Text, doc("Titel")]
    theme: Annotated[Text | None, doc("Thema", "Steht hinter dem Titel")] = None
    kind: Annotated[Required[EventKind], doc("Art")]
    groups: Annotated[tuple[GroupRef, ...], doc("Gremien", "Wessen Treffen es ist")] = ()
    plan: Annotated[PlanRef | None, doc("Plan", "Zu welchem Plan es gehört")] = None
    start: Annotated[
        Moment | None,
        doc(
            "Beginn",
            "Tag und Uhrzeit als Ortszeit; nur der Tag, wo die Uhrzeit, null, wo nicht einmal das Jahr bekannt ist",
        ),
    ]
    end: Annotated[Moment | None, doc("Ende")] = None
    sessions: Annotated[
        tuple[Session, ...],
        doc(
            "Einzeltermine",
            "Eine Veranstaltung an mehreren Tagen; „start“ und „end“ entfallen oder nennen Anfang und Ende des Ganzen",
        ),
    ] = ()
    all_day: Annotated[Bool, doc("ganztägig")] = False
    duration_minutes: Annotated[
        Whole | None, doc("Dauer in Minuten", "Wenn kein Ende bekannt ist")
    ] = None
    timezone: Annotated[
        Text | None, doc("Zeitzone", "Nur wenn sie von der des Netzwerks abweicht")
    ] = None
    date_note: Annotated[
        Text | None,
        doc("Hinweis zum Termin", "Was die Quelle darüber hinaus sagt, z. B. vormittags"),
    ] = None
    rescheduled_from: Annotated[tuple[Moment, ...], doc("verschoben von", "Frühere Termine")] = ()
    uid: Annotated[
        Text | None, doc("Kalenderkennung", "Die Kennung, die ein anderer Kalender dem Termin gab")
    ] = None
    status: Annotated[Required[EventStatus], doc("Stand")]
    mode: Annotated[EventMode | None, doc("Form")] = None
    location: Annotated[Location | None, doc("Ort")] = None
    organisers: Annotated[tuple[Who, ...], doc("Veranstaltende")] = ()
    chair: Annotated[PersonRef | None, doc("Leitung", "Kennung einer Person")] = None
    public: Annotated[Bool, doc("öffentlich", "true: darf in öffentlichen Kalendern stehen")] = (
        False
    )
    registration: Annotated[Registration | None, doc("Anmeldung")] = None
    agenda: Annotated[tuple[AgendaItem, ...], doc("Tagesordnung")] = ()
    topics: Annotated[
        tuple[Ident, ...],
        doc("Themen", "Freie Stichworte; die Kennung eines Arbeitsthemas verweist darauf"),
    ] = ()
    tasks: Annotated[
        tuple[Task, ...], doc("Aufgaben", "Welcher Aufgabe nach dem Gesetz es dient")
    ] = ()
    qualification: Annotated[
        Qualification | None, doc("Qualifizierung", "Zählt zu den Angeboten nach dem Gesetz")
    ] = None
    invited: Annotated[tuple[Who, ...], doc("Eingeladene")] = ()
    attendance: Annotated[Attendance | None, doc("Teilnahme")] = None
    evaluation: Annotated[tuple[Evaluation, ...], doc("Auswertung")] = ()
    results: Annotated[tuple[Result, ...], doc("Ergebnisse")] = ()
    minutes: Annotated[Minutes | None, doc("Niederschrift")] = None
    case_conference: Annotated[
        CaseConference | None, doc("Fallkonferenz", "Nur diese Angaben, kein Freitext")
    ] = None
    summary: Annotated[
        Text | None, doc("Zusammenfassung", "Markdown, für den Tätigkeitsbericht")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _without_start(cls, data: Any) -> Any:
        """Let an event with sessions do without a start of its own."""
        if isinstance(data, dict) and data.get("sessions") and "start" not in data:
            return {**data, "start": None}
        return data

    @model_validator(mode="after")
    def _as_a_whole(self) -> Self:
        """Take start and end from the first and last session where they are not written."""
        if self.sessions:  # the model is frozen for everybody else
            whole = as_a_whole(self.occasions)
            if self.start is None:
                object.__setattr__(self, "start", whole.start)
            if self.end is None:
                object.__setattr__(self, "end", whole.end)
        return self

    @property
    def took_place(self) -> bool:
        """Whether it is recorded as held."""
        return self.status is EventStatus.STATTGEFUNDEN

    @property
    def date(self) -> PartialDate | None:
        """The day on which it begins, as precisely as it is known."""
        return self.start.date if self.start is not None else None

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """Every time at which it takes place, in order: its sessions, else its start, if known."""
        if self.sessions:
            in_order = sorted(self.sessions, key=lambda session: session.start.sort_key)
            return tuple(Occasion(session.start, session.end) for session in in_order)
        return () if self.start is None else (Occasion(self.start, self.end),)

    def path_of(self, moment: Moment | None, key: str = "start") -> Path:
        """Return the path at which one of its times is written: `key`, or that of a session."""
        for number, session in enumerate(self.sessions):
            if moment is not None and getattr(session, key) == moment:
                return ("sessions", number, key)
        return (key,)
