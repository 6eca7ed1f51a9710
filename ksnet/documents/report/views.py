"""The views of Tätigkeitsbericht, Arbeitsfassung and Vorlage."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.documents.agreements import AgreementView
from ksnet.documents.duties import DutyView
from ksnet.documents.groups import NodeView
from ksnet.documents.members import MembersView
from ksnet.documents.plan import DecisionView
from ksnet.documents.view import View
from ksnet.lands import Category
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import (
    CountOf,
    EventKind,
    FieldOfWork,
    GroupKind,
    NetworkStatus,
    Progress,
    Rating,
    ReportBasis,
    ResultKind,
    Rotation,
    Task,
)


class Records(Vocabulary):
    """What the records claim to cover in a period."""

    VOLLSTAENDIG = "vollstaendig", "vollständig"
    SPAETER = "spaeter", "erst später vollständig"
    UNVOLLSTAENDIG = "unvollstaendig", "nicht vollständig"
    VEROEFFENTLICHT = "veroeffentlicht", "nicht vollständig, auch aus Veröffentlichungen"
    OHNE_ANGABE = "ohne-angabe", "ohne Angabe"


class Life(Vocabulary):
    """Whether the network existed in a period."""

    BESTAND = "bestand", "bestand"
    GEGRUENDET = "gegruendet", "im Zeitraum gegründet"
    BEENDET = "beendet", "im Zeitraum beendet"
    NOCH_NICHT = "noch-nicht", "noch nicht gegründet"
    NICHT_MEHR = "nicht-mehr", "nicht mehr tätig"


class EventOutcome(Vocabulary):
    """The outcome of an event."""

    STATTGEFUNDEN = "stattgefunden", "stattgefunden"
    GEPLANT = "geplant", "geplant"
    OFFEN = "offen", "nicht erhoben"
    ENTFALLEN = "entfallen", "entfallen"


@frozen(kw_only=True)
class PeriodView:
    """The reported period."""

    first: dt.date
    """Erster Tag."""
    last: dt.date
    """Letzter Tag."""
    day: dt.date
    """Bis zu welchem Tag berichtet wird: der letzte, oder der Stand."""
    year: int | None
    """Jahr, wenn es genau ein Kalenderjahr ist."""
    begun: bool
    """Ob der Zeitraum begonnen hat."""
    running: bool
    """Ob er noch läuft."""
    life: Life
    """Ob es das Netzwerk im Zeitraum gab."""
    records: Records
    """Was die Unterlagen abdecken."""
    records_since: PartialDate | None
    """Seit wann sie vollständig sind."""
    law_since: dt.date
    """Seit wann das Gesetz gilt."""


@frozen(kw_only=True)
class Lasting:
    """Something that lasts from one day to another."""

    since: PartialDate | None
    """Ab wann."""
    until: PartialDate | None
    """Bis wann."""
    new: bool
    """Ob es im Zeitraum begann."""
    ended: bool
    """Ob es im Zeitraum endete."""


@frozen(kw_only=True)
class PointView(Lasting):
    """A goal, a workstream, a plan, or another network in which this one is represented."""

    text: str
    """Ziel, Gegenstand, Titel oder Name."""
    status: Progress | None = None
    """Stand."""
    done: PartialDate | None = None
    """Erreicht am, nur bei Zielen und soweit bis zum letzten Tag des Berichts."""
    note: str = ""
    """Erläuterung; wer das Netzwerk vertritt, soweit genannt werden darf."""


@frozen(kw_only=True)
class FindingView:
    """A result of a meeting, an evaluation, or an Optimierungspotenzial."""

    text: str
    """Was herauskam."""
    kind: ResultKind | Rating | None = None
    """Art des Ergebnisses, oder die Bewertung."""
    subject: str = ""
    """Punkt der Tagesordnung, oder was ausgewertet wurde."""
    date: PartialDate | None = None
    """Tag des Treffens."""
    next: str = ""
    """Nächster Schritt."""
    responsible: str = ""
    """Wer zuständig ist."""
    due: PartialDate | None = None
    """Bis wann."""
    done: PartialDate | None = None
    """Wann erledigt."""


@frozen(kw_only=True)
class PublicationView:
    """A source, or a publication for press and public."""

    title: str
    """Titel."""
    url: str
    """Adresse."""
    date: PartialDate | None
    """Wann veröffentlicht."""
    kind: str = ""
    """Art."""
    as_of: PartialDate | None = None
    """Gelesener Stand."""


@frozen(kw_only=True)
class OfficeView(Lasting):
    """A Jugendamt of the network."""

    name: str
    """Name."""
    places: tuple[str, ...]
    """Gemeinden, für die es zuständig ist."""
    coordinated: bool
    """Ob eine Koordinierungsstelle erfasst ist."""


@frozen(kw_only=True)
class HolderView(Lasting):
    """Who held a post."""

    name: str
    """Name; leer, wo er nicht genannt werden darf."""


@frozen(kw_only=True)
class CoordinationView(Lasting):
    """A Koordinierungsstelle."""

    title: str
    """Bezeichnung der Stelle; leer, wo keine erfasst ist."""
    office: str
    """Jugendamt."""
    shares: tuple[tuple[float, PartialDate | None], ...]
    """Stellenanteile im Zeitraum, der letzte zuerst, und ab wann."""
    holders: tuple[HolderView, ...]
    """Wer die Stelle im Zeitraum innehatte."""
    vacant_since: PartialDate | None
    """Seit wann sie unbesetzt ist."""
    tasks: tuple[Task, ...]
    """Aufgaben."""
    all_tasks: bool
    """Ob es alle Aufgaben des Gesetzes sind."""
    place: Place
    """Wo der Eintrag steht."""


@frozen(kw_only=True)
class RuleView:
    """The number of meetings of a group in the period by one of its own rules."""

    label: str
    """Gremium, wo nötig mit der Art der Veranstaltung, von der die Regel spricht."""
    held: int | None
    """Treffen, die stattfanden; leer,
    wo keines erfasst ist und die Unterlagen nicht vollständig sind.
    """
    planned: int
    """Treffen, die noch geplant sind."""
    need: int | None
    """Wie viele die Regel verlangt; leer, wo es keine gibt oder sie sich nicht beurteilen lässt."""


@frozen(kw_only=True)
class CadenceView:
    """A rule of a group in one of its periods."""

    group: str
    """Gremium."""
    rule: str
    """Eigene Regel: „2 Treffen im Jahr“."""
    label: str
    """Zeitraum: „1. Halbjahr 2025“."""
    held: int
    """Treffen, die stattfanden."""
    need: int
    """Treffen nach der Regel."""
    verdict: str
    """eingehalten, nicht eingehalten, läuft noch, nicht beurteilbar."""
    note: str
    """Warum."""


@frozen(kw_only=True)
class GroupView(Lasting):
    """A group of the network, or an external one in its chart."""

    id: str
    """Kennung."""
    name: str
    """Name."""
    kind: GroupKind | None
    """Art."""
    office: str
    """Jugendamt."""
    purpose: str
    """Zweck."""
    count: int | None
    """Für wie viele gleichartige Gremien der Eintrag steht."""
    external: bool
    """Ob es außerhalb des Netzwerks steht."""
    rules: tuple[str, ...]
    """Eigene Regeln: „2 Treffen im Jahr“."""
    bodies: int
    """Wie viele Stellen ihm angehören."""
    held: int
    """Wie oft es im Zeitraum tagte."""
    rotation: Rotation | None
    """Ob die Geschäftsführung wechselt."""
    management: tuple[str, ...]
    """Jugendämter, die im Zeitraum die Geschäftsführung hatten."""
    place: Place
    """Wo der Eintrag steht."""


@frozen(kw_only=True)
class ReportAgreementView(AgreementView):
    """An agreement of the period."""

    event: str
    """Bei welcher Veranstaltung sie geschlossen wurde."""
    url: str
    """Adresse des Dokuments."""
    new: bool
    """Ob sie im Zeitraum beschlossen oder unterzeichnet wurde."""
    ended: bool
    """Ob sie im Zeitraum endete."""
    procedures: bool
    """Ob sie Verfahren oder Mitteilungswege regelt."""


@frozen(kw_only=True)
class FieldCountView:
    """The number of bodies in a Handlungsfeld."""

    field: FieldOfWork | None
    """Handlungsfeld; leer, wo keines erfasst ist."""
    count: int
    """Zahl der Stellen."""

    @property
    def name(self) -> str:
        """Handlungsfeld in Worten."""
        return self.field.label if self.field else "ohne Angabe"


@frozen(kw_only=True)
class VacantView:
    """An Einrichtung or Berufsgruppe of § 9 Abs. 4 Satz 1 without a body."""

    category: Category
    """Einrichtung oder Berufsgruppe."""
    reason: str
    """Warum."""
    until: PartialDate | None
    """Bis wann jemand gefunden sein soll."""


@frozen(kw_only=True)
class MembershipView:
    """The bodies of the network on the last reported day, and changes."""

    total: int
    """Zahl der Stellen."""
    recorded: bool
    """Ob überhaupt Stellen erfasst sind."""
    complete: bool
    """Ob die Unterlagen für den Tag vollständig sind."""
    fields: tuple[FieldCountView, ...]
    """Handlungsfelder und wie viele Stellen sie haben."""
    filled: int
    """Wie viele der Einrichtungen und Berufsgruppen des § 9 Abs. 4 Satz 1 vertreten sind."""
    named: int
    """Wie viele das Gesetz nennt."""
    vacant: tuple[VacantView, ...]
    """Welche nicht vertreten sind, soweit es sich sagen lässt."""
    unconfirmed: tuple[Category, ...]
    """Welche nur Stellen vertreten, deren Kategorie noch niemand bestätigt hat."""
    new: tuple[str, ...]
    """Stellen, die im Zeitraum dazukamen."""
    ended: tuple[str, ...]
    """Stellen, die im Zeitraum ausschieden."""
    size: tuple[str, ...]
    """Veröffentlichte Größe: „rund 60 Personen“."""
    place: Place
    """Wo Stellen eingetragen werden."""


@frozen(kw_only=True)
class ReportAttendanceView:
    """The attendance of an event."""

    number: int
    """Zahl."""
    words: str
    """Zahl, wie sie berichtet ist: „rund 90“."""
    of: CountOf | None
    """Was gezählt wurde; leer: Teilnehmende."""

    @property
    def noun(self) -> str:
        """Was gezählt wurde, in Worten: Anwesende, Teilnehmende; zu einer Eins „Person“."""
        if self.of is not None:
            return self.of.noun(self.number)
        return "Person" if self.number == 1 else "Teilnehmende"


@frozen(kw_only=True)
class EventView:
    """An event in or after the period."""

    title: str
    """Titel."""
    theme: str
    """Thema."""
    kind: EventKind | None
    """Art."""
    groups: tuple[str, ...]
    """Gremien."""
    days: str
    """Tag oder Tage: „Do 03.04.2025“."""
    date: PartialDate | None
    """Erster Tag."""
    sessions: int
    """Wie viele Einzeltermine es sind; 0, wo es nur einer ist."""
    moved_from: tuple[str, ...]
    """Frühere Termine."""
    venue: str
    """Haus und Ort."""
    outcome: EventOutcome
    """Was daraus wurde."""
    status: str
    """Stand, wie die Unterlagen ihn nennen."""
    certain: bool
    """Ob es sicher in den Zeitraum fällt."""
    speakers: tuple[str, ...]
    """Vortragende, die genannt werden dürfen."""
    agenda: tuple[str, ...]
    """Programm."""
    summary: str
    """Zusammenfassung (Markdown)."""
    attendance: tuple[ReportAttendanceView, ...]
    """Wie viele kamen, wie es berichtet ist."""
    bodies: int
    """Wie viele Stellen vertreten waren."""
    by_category: tuple[tuple[Category, int], ...]
    """Wie viele aus jeder Berufsgruppe kamen."""
    otherwise: tuple[str, ...]
    """Abweichende Angaben zur Teilnahme."""
    results: tuple[FindingView, ...]
    """Ergebnisse, wo die Niederschrift nicht vertraulich ist."""
    meeting: bool
    """Ob es ein Treffen des Netzwerks oder eines seiner Gremien ist."""
    training: bool
    """Ob es ein Qualifizierungsangebot ist oder so heißt."""
    large: bool
    """Ob es sich an das ganze Netzwerk oder die Fachöffentlichkeit richtet."""
    categories: tuple[Category, ...]
    """Zielgruppen eines Qualifizierungsangebots."""
    hours: float | None
    """Dauer eines Qualifizierungsangebots in Stunden."""
    counts: bool
    """Ob es als interdisziplinäres Qualifizierungsangebot zählt."""
    why_not: str
    """Sonst warum nicht."""
    place: Place
    """Wo der Eintrag steht."""


@frozen(kw_only=True)
class MeetingsView:
    """The meetings of the period."""

    held: int
    """Wie viele stattfanden; jedes zählt einmal, auch wenn es zwei Gremien gehört."""
    planned: int
    """Wie viele noch geplant sind."""
    unanswered: int
    """Bei wie vielen nicht erfasst ist, ob sie stattfanden."""
    called_off: int
    """Wie viele abgesagt oder ohne neuen Termin verschoben wurden."""
    doubtful: int
    """Wie viele stattfanden, aber nicht sicher im Zeitraum."""
    rules: tuple[RuleView, ...]
    """Treffen je Gremium und eigener Regel."""
    undated: tuple[tuple[str, Place], ...]
    """Treffen, deren Jahr nicht bekannt ist, und wo sie stehen."""
    complete: bool
    """Ob die Unterlagen für den Zeitraum vollständig sind."""


@frozen(kw_only=True)
class TrainingYearView:
    """The interdisciplinary trainings of a calendar year."""

    year: int
    """Kalenderjahr."""
    held: int
    """Wie viele stattfanden."""
    planned: int
    """Wie viele noch geplant sind."""
    need: int | None
    """Wie viele das Gesetz verlangt; leer, wo es nicht das ganze Jahr galt."""
    covered: bool
    """Ob die Unterlagen für das Jahr vollständig sind."""


@frozen(kw_only=True)
class TrainingsView:
    """The trainings of the period."""

    held: int
    """Wie viele interdisziplinäre Angebote im Zeitraum stattfanden."""
    planned: int
    """Wie viele noch geplant sind."""
    doubtful: int
    """Wie viele stattfanden, aber nicht sicher im Zeitraum."""
    need: int | None
    """Wie viele das Gesetz in einem Kalenderjahr verlangt; leer, wo es noch nicht galt."""
    year: TrainingYearView | None
    """Das Kalenderjahr, wenn der Zeitraum eines ist."""
    years: tuple[TrainingYearView, ...]
    """Die letzten Kalenderjahre, von denen die Unterlagen etwas sagen können."""


@frozen(kw_only=True)
class PageView:
    """A page for the public."""

    about: str
    """procedures, structures oder contacts."""
    url: str
    """Adresse."""
    as_of: PartialDate | None
    """Wann sie geprüft wurde."""


@frozen(kw_only=True)
class FundsView:
    """Landesmittel of a Jugendamt in a year, and other expenses from them."""

    office: str
    """Jugendamt."""
    funds: int | None
    """Landesmittel nach dem Gesetz in Euro; leer, wo sie nicht erfasst sind."""
    share: float | None
    """Stellenanteil der Koordinierungsstelle."""
    other: tuple[tuple[str, int], ...]
    """Was sonst daraus bezahlt wurde, in Euro."""


@frozen(kw_only=True)
class MoneyView:
    """The money of one year."""

    year: int
    """Jahr."""
    offices: tuple[FundsView, ...]
    """Jugendämter."""
    total: int | None
    """Landesmittel zusammen; leer, wo sie nicht von allen erfasst sind."""
    shares: float | None
    """Stellenanteile zusammen; leer, wo sie nicht von allen erfasst sind."""
    recorded: bool
    """Ob Landesmittel erfasst sind."""
    same_shares: bool
    """Ob die Stellenanteile dieselben sind wie im Jahr davor."""
    place: Place
    """Wo es eingetragen wird."""


@frozen(kw_only=True)
class KeyFigureView:
    """A published number of the year."""

    text: str
    """Was gezählt wurde."""
    value: float
    """Zahl."""
    unit: str
    """Einheit."""
    source: str
    """Quelle."""
    as_of: PartialDate | None
    """Stand."""


@frozen(kw_only=True)
class DutyToReportView:
    """The duty to report, and its recipients."""

    basis: ReportBasis | None
    """Grundlage."""
    by: str
    """Wer ihn erstellt."""
    to: tuple[str, ...]
    """Wem er vorgelegt wird."""
    due: dt.date | None
    """Bis wann."""


@frozen(kw_only=True)
class ReportView(View):
    """The Tätigkeitsbericht of a network for a period."""

    kind: ClassVar[str] = "report"
    is_network: bool
    """Ob es ein Netzwerk ist, nicht nur die Unterlagen eines Jugendamts."""
    unpublished: bool
    """Ob Personen genannt sind, deren Daten nicht veröffentlicht werden dürfen."""
    period: PeriodView
    """Berichtszeitraum."""
    status: NetworkStatus
    """im Aufbau, tätig oder ruhend."""
    founded: PartialDate | None
    """Wann das Netzwerk gegründet wurde."""
    until: PartialDate | None
    """Wann es endete."""
    motto: str
    """Leitwort."""
    website: str
    """Internetseite."""
    lead: str
    """Federführendes Jugendamt."""
    above: str
    """Übergeordnetes Netzwerk."""
    about: str
    """Kurzbeschreibung des Netzwerks (Markdown)."""
    duty: DutyToReportView | None
    """Berichtspflicht, die im Zeitraum galt."""
    approvals: tuple[DecisionView, ...]
    """Wer den Bericht zur Kenntnis genommen hat, bis zum Stand."""
    asked: tuple[DutyView, ...]
    """Pflichten im Jahr des letzten berichteten Tages,
    wie die Übersicht der Pflichten sie beurteilt.
    """
    offices: tuple[OfficeView, ...]
    """Jugendämter."""
    joining: tuple[str, ...]
    """Jugendämter, deren Beitritt vorgesehen ist."""
    posts: tuple[CoordinationView, ...]
    """Koordinierungsstellen."""
    groups: tuple[GroupView, ...]
    """Gremien."""
    management: tuple[str, ...]
    """Jugendämter, die im Zeitraum die Geschäftsführung des ganzen Netzwerks hatten."""
    structure: tuple[NodeView, ...]
    """Aufbau des Netzwerks als Schaubild."""
    agreements: tuple[ReportAgreementView, ...]
    """Vereinbarungen, die es im Zeitraum gab."""
    members: MembershipView
    """Mitglieder."""
    events: tuple[EventView, ...]
    """Veranstaltungen im Zeitraum, ohne Fallkonferenzen."""
    meetings: MeetingsView
    """Treffen."""
    trainings: TrainingsView
    """Qualifizierungsangebote."""
    case_conferences: int
    """Wie viele anonymisierte Fallkonferenzen stattfanden."""
    workstreams: tuple[PointView, ...]
    """Arbeitsthemen."""
    pages: tuple[PageView, ...]
    """Seiten für die Öffentlichkeit."""
    relations: tuple[PublicationView, ...]
    """Öffentlichkeitsarbeit."""
    affiliations: tuple[PointView, ...]
    """Vertretung in anderen Netzwerken."""
    money: tuple[MoneyView, ...]
    """Mittel des Jahres und des folgenden."""
    figures: tuple[KeyFigureView, ...]
    """Veröffentlichte Zahlen des Jahres."""
    summary: str
    """Zusammenfassung (Markdown)."""
    goals: tuple[PointView, ...]
    """Ziele und ihr Stand."""
    evaluations: tuple[FindingView, ...]
    """Was Treffen ausgewertet haben."""
    evaluation: str
    """Bewertung (Markdown)."""
    improvements: tuple[FindingView, ...]
    """Optimierungspotenziale."""
    plans: tuple[PointView, ...]
    """Pläne und ihr Stand."""
    outlook: str
    """Ausblick (Markdown)."""
    later: tuple[EventView, ...]
    """Termine nach dem Zeitraum bis zum Ende des folgenden Jahres."""
    network_place: Place
    """Wo Angaben zum Netzwerk stehen."""
    year_place: Place
    """Wo Texte zum Jahr stehen."""


@frozen(kw_only=True)
class AnnexView(ReportView):
    """The Arbeitsfassung: all numbers, with duties and sources."""

    kind: ClassVar[str] = "annex"
    cadences: tuple[CadenceView, ...]
    """Eigene Regeln der Gremien in jedem ihrer Zeiträume."""
    duties: tuple[tuple[int, tuple[DutyView, ...]], ...]
    """Pflichten je Kalenderjahr."""
    list: MembersView
    """Mitgliederliste am letzten berichteten Tag."""
    sources: tuple[PublicationView, ...]
    """Quellen."""
    reported: tuple[tuple[str, str, str], ...]
    """Abweichende Angaben: Gegenstand, Wert, Quelle."""


@frozen(kw_only=True)
class VorlageView(ReportView):
    """The paper with which a Tätigkeitsbericht goes to one committee."""

    kind: ClassVar[str] = "vorlage"
    committee: str
    """Gremium, dem der Bericht vorgelegt wird; leer, wo keines erfasst ist."""
    committee_office: str
    """Jugendamt, zu dem das Gremium gehört."""
    department: str
    """Federführendes Amt."""
    number: str
    """Nummer der Vorlage."""
    date: PartialDate | None
    """Tag der Sitzung."""
