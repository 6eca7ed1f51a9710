"""The views of Tätigkeitsbericht, Arbeitsfassung and Vorlage."""

from __future__ import annotations

from typing import ClassVar

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.documents.duties import DutyView
from ksnet.documents.groups import NodeView
from ksnet.documents.members import MembersView
from ksnet.documents.plan import DecisionView
from ksnet.documents.report.views.events import (
    CadenceView,
    EventView,
    FindingView,
    MeetingsView,
    TrainingsView,
)
from ksnet.documents.report.views.network import (
    CoordinationView,
    DutyToReportView,
    GroupView,
    HolderView,
    MembershipView,
    OfficeView,
    ReportAgreementView,
)
from ksnet.documents.report.views.period import PeriodView
from ksnet.documents.report.views.work import (
    KeyFigureView,
    MoneyView,
    PageView,
    PointView,
    PublicationView,
)
from ksnet.documents.view import NetworkView
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import NetworkStatus


@frozen(kw_only=True)
class ReportView(NetworkView):
    """The Tätigkeitsbericht of a network for a period."""

    kind: ClassVar[str] = "report"
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
    management: tuple[HolderView, ...]
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
