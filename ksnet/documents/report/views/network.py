"""What a report says of the network: Jugendämter, posts, groups, agreements, members."""

from __future__ import annotations

import datetime as dt

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.documents.agreements import AgreementView
from ksnet.documents.members import CategoryView
from ksnet.documents.report.views.period import Lasting
from ksnet.lands import Category
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import (
    FieldOfWork,
    Frequency,
    GroupKind,
    ReportBasis,
    Rotation,
    Task,
)


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
    """Who held a post, or which Jugendamt the Geschäftsführung."""

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
    management: tuple[HolderView, ...]
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
    vacant: tuple[CategoryView, ...]
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
class DutyToReportView:
    """The duty to report, and its recipients."""

    basis: ReportBasis | None
    """Grundlage."""
    interval: Frequency | None
    """Wie oft."""
    by: str
    """Wer ihn erstellt."""
    to: tuple[str, ...]
    """Wem er vorgelegt wird."""
    due: dt.date | None
    """Bis wann."""
