"""`network.yaml`: the network, its Jugendämter, posts, groups, agreements, goals and duties."""

from __future__ import annotations

from typing import Annotated

from ksnet.records.base import (
    Address,
    AsList,
    Bool,
    CompleteSince,
    Contact,
    Counts,
    DocumentLink,
    Email,
    EventRef,
    GroupRef,
    Ident,
    MeetingCount,
    Period,
    PersonRef,
    RefTo,
    RegionalKey,
    Reported,
    Required,
    Share,
    Shorthand,
    Strict,
    Text,
    Url,
    Who,
    Whole,
    WithRemarks,
    WithSources,
    YouthOfficeRef,
    doc,
)
from ksnet.records.categories import KnownCategory
from ksnet.records.model import Field
from ksnet.records.month_day import MonthDay
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import (
    AffiliationKind,
    AgreementKind,
    AgreementStatus,
    Covers,
    EventKind,
    FieldOfWork,
    Frequency,
    GroupKind,
    Involvement,
    LegalForm,
    NetworkKind,
    NetworkStatus,
    Per,
    Progress,
    ReportBasis,
    Rotation,
    Serves,
    Task,
    WorkstreamKind,
)


class Goal(WithRemarks):
    """A standing goal of the network."""

    entry_kind = "goal"
    id: Annotated[Ident, doc("Kennung")]
    text: Annotated[Text, doc("Ziel", "Das Ziel in einem Satz")]
    serves: Annotated[tuple[Serves, ...], doc("dient", "Wozu das Ziel nach dem Gesetz dient")] = ()
    status: Annotated[Progress | None, doc("Stand")] = None
    done: Annotated[PartialDate | None, doc("erreicht am")] = None


class Scope(WithRemarks):
    """Fields or categories that the network addresses where no body is recorded."""

    fields_: Annotated[tuple[FieldOfWork, ...], Field(alias="fields", title="Handlungsfelder")] = ()
    categories: Annotated[
        tuple[KnownCategory, ...], doc("Kategorien", "Kategorien nach dem Gesetz")
    ] = ()
    as_of: Annotated[PartialDate | None, doc("Stand")] = None


class YouthOffice(WithRemarks, Period):
    """A Jugendamt that forms or joins the network."""

    entry_kind = "youth_office"
    id: Annotated[
        Ident, doc("Kennung", "Gleich in allen Netzwerken, in denen das Jugendamt vorkommt")
    ]
    name: Annotated[Text, doc("Name", "Amtlicher Name des Jugendamts")]
    key: Annotated[
        Required[RegionalKey],
        doc(
            "Schlüssel",
            "Achtstelliger Gemeindeschlüssel oder fünfstelliger Kreisschlüssel, in Anführungszeichen",
        ),
    ]
    municipalities: Annotated[
        tuple[Text, ...],
        doc(
            "Gemeinden",
            "Namen oder Schlüssel der Gemeinden, für die es zuständig ist; nötig beim Kreisjugendamt",
        ),
    ] = ()
    contacts: Annotated[
        tuple[Contact, ...],
        doc("Kontaktwege", "Wie das Jugendamt zu erreichen ist; nie über einzelne Personen"),
    ] = ()
    involvement: Annotated[
        Involvement | None,
        doc("Beteiligung", "vorgesehen: soll beitreten und gehört noch nicht dazu"),
    ] = None


class FullTimeEquivalent(WithRemarks, Period):
    """A Stellenanteil in a period."""

    value: Annotated[Share, doc("Stellenanteil", "In Vollzeitstellen, z. B. 0.5")]


class Holder(WithSources, Period):
    """A person who holds a post in a period."""

    id: Annotated[PersonRef, doc("Person", "Kennung einer Person aus members.yaml")]


class Coordination(WithRemarks, Period):
    """A Koordinierungsstelle; every Jugendamt has its own."""

    entry_kind = "coordination"
    id: Annotated[Ident, doc("Kennung")]
    youth_office: Annotated[
        Required[YouthOfficeRef],
        doc("Jugendamt", "Kennung des Jugendamts, das die Stelle unterhält"),
    ]
    title: Annotated[Text | None, doc("Bezeichnung der Stelle")] = None
    fte: Annotated[
        tuple[Annotated[FullTimeEquivalent, Shorthand("value")], ...],
        AsList(),
        doc("Stellenanteil", "In Vollzeitstellen (VZÄ), auch als Liste mit since und until"),
    ] = ()
    people: Annotated[
        tuple[Annotated[Holder, Shorthand("id")], ...], doc("Personen", "Wer die Stelle innehat")
    ] = ()
    tasks: Annotated[tuple[Task, ...], doc("Aufgaben", "Aufgaben nach dem Gesetz")] = ()
    vacant_since: Annotated[
        PartialDate | None, doc("unbesetzt seit", "Ohne Datum gilt die Stelle als besetzt")
    ] = None
    email: Annotated[Email | None, doc("E-Mail", "Funktionspostfach der Stelle")] = None
    phone: Annotated[Text | None, doc("Telefon")] = None
    address: Annotated[Address | None, doc("Anschrift")] = None


class Cadence(WithRemarks):
    """The network's own rule on how often a group meets; the law sets none.

    `meetings: 2, per: halbjahr`: at least two meetings in each half of a calendar year. Periods are
    calendar periods: month, quarter, half-year, year; `zwei-jahre` is judged over a year and the
    year before it. With `kinds`, only events of these kinds count.
    """

    meetings: Annotated[MeetingCount, doc("Treffen", "Wie viele Treffen vorgesehen sind")]
    per: Annotated[Required[Per], doc("gezählt", "Worauf sich die Zahl bezieht")]
    kinds: Annotated[
        tuple[EventKind, ...],
        doc(
            "Arten",
            "Nur diese Arten zählen; sonst alle Treffen, aber nicht Fachtage, Fortbildungen und Fallkonferenzen",
        ),
    ] = ()


class Invitation(Strict):
    """How long before a meeting a group is invited, by its own rule."""

    days: Annotated[Whole | None, doc("Tage", "Wie viele Tage vor der Sitzung eingeladen wird")] = (
        None
    )
    agenda: Annotated[
        Bool | None, doc("Tagesordnung", "true: Die Einladung enthält die Tagesordnung")
    ] = None


class Group(WithRemarks, Period):
    """A Gremium of the network, or one outside that is related to it."""

    entry_kind = "group"
    id: Annotated[Ident, doc("Kennung")]
    name: Annotated[Text, doc("Name")]
    kind: Annotated[Required[GroupKind], doc("Art")]
    parent: Annotated[GroupRef | None, doc("gehört zu", "Kennung des übergeordneten Gremiums")] = (
        None
    )
    youth_office: Annotated[YouthOfficeRef | None, doc("Jugendamt")] = None
    purpose: Annotated[Text | None, doc("Zweck")] = None
    count: Annotated[
        Whole | None, doc("Anzahl", "Wenn der Eintrag für mehrere gleichartige Gremien steht")
    ] = None
    external: Annotated[
        Bool,
        doc(
            "außerhalb", "true: ein Gremium außerhalb des Netzwerks, z. B. der Jugendhilfeausschuss"
        ),
    ] = False
    cadence: Annotated[
        tuple[Cadence, ...], AsList(), doc("Turnus", "Die eigene Regel des Netzwerks")
    ] = ()
    rotation: Annotated[Rotation | None, doc("Wechsel der Geschäftsführung")] = None
    invitation: Annotated[Invitation | None, doc("Einladung", "Die eigene Frist des Netzwerks")] = (
        None
    )


class Management(WithRemarks, Period):
    """Who holds the rotating Geschäftsführung of a group."""

    youth_office: Annotated[YouthOfficeRef | None, doc("Jugendamt")] = None
    group: Annotated[GroupRef | None, doc("Gremium")] = None


class Workstream(WithRemarks, Period):
    """A process, procedure, project or focus topic that is worked on and evaluated."""

    entry_kind = "workstream"
    id: Annotated[Ident, doc("Kennung")]
    kind: Annotated[WorkstreamKind | None, doc("Art")] = None
    text: Annotated[Text, doc("Gegenstand")]
    status: Annotated[Progress | None, doc("Stand")] = None


class Agreement(WithRemarks):
    """A Vereinbarung, Geschäftsordnung or Verfahrensabsprache."""

    entry_kind = "agreement"
    id: Annotated[Ident, doc("Kennung")]
    kind: Annotated[Required[AgreementKind], doc("Art")]
    title: Annotated[Text, doc("Titel")]
    status: Annotated[AgreementStatus | None, doc("Stand")] = None
    legal_form: Annotated[LegalForm | None, doc("Rechtsform")] = None
    covers: Annotated[tuple[Covers, ...], doc("Inhalt", "Was geregelt ist")] = ()
    parties: Annotated[tuple[Who, ...], doc("Beteiligte")] = ()
    decided: Annotated[
        PartialDate | None, doc("beschlossen am", "Ein Beschluss ist keine Unterzeichnung")
    ] = None
    decided_by: Annotated[
        tuple[Who, ...], doc("beschlossen von", "Das Gremium, das beschlossen hat")
    ] = ()
    signed: Annotated[PartialDate | None, doc("unterzeichnet am")] = None
    signed_by: Annotated[tuple[Who, ...], doc("unterzeichnet von")] = ()
    event: Annotated[
        EventRef | None, doc("Veranstaltung", "Veranstaltung, bei der unterzeichnet wurde")
    ] = None
    valid_until: Annotated[PartialDate | None, doc("gültig bis")] = None
    review_by: Annotated[PartialDate | None, doc("zu überprüfen bis")] = None
    document: Annotated[DocumentLink | None, doc("Dokument")] = None

    @property
    def concluded(self) -> tuple[str, PartialDate] | None:
        """The key and the day of its conclusion: the signature, or without one the decision."""
        if self.signed is not None:
            return "signed", self.signed
        return ("decided", self.decided) if self.decided is not None else None


class ReportDuty(WithRemarks, Period):
    """Whether, by whom and to whom a Tätigkeitsbericht is owed; the law itself asks for none."""

    basis: Annotated[ReportBasis | None, doc("Grundlage")] = None
    interval: Annotated[
        Frequency | None, doc("Häufigkeit", "Wie oft ein Bericht vorgelegt wird")
    ] = None
    by: Annotated[Who | None, doc("erstellt von")] = None
    to: Annotated[tuple[Who, ...], doc("vorgelegt")] = ()
    due: Annotated[
        MonthDay | None,
        doc(
            "fällig",
            "Monat und Tag des Folgejahres, z. B. 05-31; ohne ihn ist kein Bericht verspätet",
        ),
    ] = None


class PublicPage(WithRemarks):
    """A page that informs the public, and the day on which it was last checked."""

    url: Annotated[Url | None, doc("Adresse im Netz")] = None
    as_of: Annotated[PartialDate | None, doc("Stand")] = None


# The keys of `PublicInformation`, with their names.
PUBLIC_PAGES = {
    "procedures": "Verfahren",
    "structures": "Strukturen",
    "contacts": "Ansprechpersonen",
}


class PublicInformation(Strict):
    """Information of the public on procedures, structures and contacts."""

    procedures: Annotated[PublicPage | None, doc("Verfahren")] = None
    structures: Annotated[PublicPage | None, doc("Strukturen")] = None
    contacts: Annotated[PublicPage | None, doc("Ansprechpersonen")] = None


class Admission(WithRemarks):
    """How a body joins the network."""

    contact: Annotated[
        Annotated[Ident, RefTo("person", "coordination")] | None, doc("Ansprechperson")
    ] = None
    text: Annotated[Text | None, doc("Hinweise zur Aufnahme", "Markdown")] = None


class Affiliation(WithRemarks, Period):
    """Vertretung in another network."""

    name: Annotated[Text | None, doc("Name")] = None
    kind: Annotated[AffiliationKind | None, doc("Art")] = None
    person: Annotated[PersonRef | None, doc("Person")] = None


class Vacancy(WithRemarks):
    """A category of the law that nobody represents yet."""

    category: Annotated[KnownCategory | None, doc("Kategorie")] = None
    reason: Annotated[Text | None, doc("Grund")] = None
    until: Annotated[PartialDate | None, doc("zu besetzen bis")] = None


class Source(Strict):
    """Where facts of this network come from."""

    entry_kind = "source"
    id: Annotated[Ident, doc("Kennung")]
    title: Annotated[Text, doc("Titel")]
    url: Annotated[Url | None, doc("Adresse im Netz")] = None
    published: Annotated[PartialDate | None, doc("veröffentlicht am")] = None
    as_of: Annotated[PartialDate | None, doc("gelesener Stand")] = None


ParentNetwork = Annotated[Ident, RefTo("network")]


class ParentEntry(Strict):
    """The network above: its id, or a text where it is recorded elsewhere."""

    id: Annotated[ParentNetwork | None, doc("Kennung")] = None
    text: Annotated[Text | None, doc("Text")] = None


class NetworkRecord(Strict):
    """Everything in `network.yaml`."""

    key_order = (
        "name", "short_name", "kind", "status", "founded", "until", "complete_since", "parent",
        "lead", "neighbouring", "website", "timezone", "motto", "summary", "goals", "scope",
        "youth_offices", "coordination", "groups", "management", "workstreams", "agreements",
        "report", "public_information", "admission", "affiliations", "vacancies", "size",
        "reviewers",
    )  # fmt: skip

    name: Annotated[Text, doc("Name", "Wie das Netzwerk heißt")]
    short_name: Annotated[Text | None, doc("Kurzname")] = None
    kind: Annotated[
        NetworkKind,
        doc(
            "Art",
            "netzwerk, oder jugendamt für die Unterlagen eines Jugendamts ohne eigenes Netzwerk",
        ),
    ] = NetworkKind.NETZWERK
    status: Annotated[NetworkStatus, doc("Stand", "im-aufbau, taetig oder ruhend")] = (
        NetworkStatus.TAETIG
    )
    founded: Annotated[PartialDate | None, doc("gegründet")] = None
    until: Annotated[PartialDate | None, doc("beendet", "Letzter Tag des Netzwerks")] = None
    complete_since: Annotated[
        CompleteSince | None,
        doc(
            "vollständig seit",
            "Ab wann die Unterlagen vollständig sind; nie: nur aus Veröffentlichungen erfasst",
        ),
    ] = None
    parent: Annotated[
        Annotated[ParentEntry, Shorthand("id")] | None, doc("übergeordnetes Netzwerk")
    ] = None
    lead: Annotated[YouthOfficeRef | None, doc("federführendes Jugendamt")] = None
    neighbouring: Annotated[
        Bool | None,
        doc("benachbart", "true: Jugendämter verschiedener Kreise, die aneinandergrenzen"),
    ] = None
    website: Annotated[Url | None, doc("Internetseite")] = None
    timezone: Annotated[Text, doc("Zeitzone")] = "Europe/Berlin"
    motto: Annotated[Text | None, doc("Leitwort")] = None
    summary: Annotated[
        Text | None, doc("Kurzbeschreibung", "Was dieses Netzwerk ist (Markdown)")
    ] = None
    goals: Annotated[tuple[Goal, ...], doc("Ziele")] = ()
    scope: Annotated[
        tuple[Scope, ...],
        doc("Adressatenkreis", "Angesprochene Handlungsfelder ohne einzeln erfasste Stellen"),
    ] = ()
    youth_offices: Annotated[tuple[YouthOffice, ...], doc("Jugendämter")]
    coordination: Annotated[tuple[Coordination, ...], doc("Koordinierungsstellen")] = ()
    groups: Annotated[tuple[Group, ...], doc("Gremien")] = ()
    management: Annotated[
        tuple[Management, ...], doc("Geschäftsführung", "Wer die wechselnde Geschäftsführung hat")
    ] = ()
    workstreams: Annotated[tuple[Workstream, ...], doc("Arbeitsthemen")] = ()
    agreements: Annotated[tuple[Agreement, ...], doc("Vereinbarungen")] = ()
    report: Annotated[ReportDuty | None, doc("Tätigkeitsbericht")] = None
    public_information: Annotated[
        PublicInformation | None, doc("Information der Öffentlichkeit")
    ] = None
    admission: Annotated[Admission | None, doc("Aufnahme")] = None
    affiliations: Annotated[tuple[Affiliation, ...], doc("Vertretung in anderen Netzwerken")] = ()
    vacancies: Annotated[tuple[Vacancy, ...], doc("Unbesetzte Kategorien")] = ()
    size: Annotated[
        Counts, doc("Größe", "Veröffentlichte Zahl, wo die Liste nicht vollständig erfasst ist")
    ] = ()
    reviewers: Annotated[
        tuple[Text, ...], doc("Prüfende", "Konten oder Gruppen, die Änderungen prüfen müssen")
    ] = ()
    sources: Annotated[
        tuple[Source, ...], doc("Quellen", "Woher die Angaben stammen; Einträge verweisen darauf")
    ] = ()
    reported: Annotated[tuple[Reported, ...], doc("Abweichende Angaben")] = ()
    remarks: Annotated[Text | None, doc("Bemerkungen")] = None

    @property
    def is_network(self) -> bool:
        """Whether it is a network, not only the records of one Jugendamt."""
        return self.kind is NetworkKind.NETZWERK

    @property
    def covered_since(self) -> PartialDate | None:
        """Since when the records claim to be complete, by default the founding; None for never."""
        start = self.complete_since or self.founded
        return start if isinstance(start, PartialDate) and start.precision != "unknown" else None

    @property
    def known_as(self) -> str:
        """Its short name, or the name where it has none."""
        return self.short_name or self.name
