"""The folder of a Land: `land.yaml` (words, categories, paragraphs) and `duties.yaml` (duties).

The other files of the folder are tables (`ksnet.lands.tables`) and what only `ksnet explain` needs
(`explained.yaml`).
"""

from __future__ import annotations

from typing import Annotated

from ksnet.basics.controlled import Severity, Vocabulary
from ksnet.lands.duty import Force
from ksnet.records.base import Email, Ident, Number, Required, Strict, Text, Url, Whole, doc
from ksnet.records.categories import KnownCategory
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import AgreementKind, EventKind, Task


class LandLaw(Strict):
    """The law that establishes networks, and the sentences of documents about it."""

    short: Annotated[Text | None, doc("Kurzname", "Wie das Gesetz in Klammern heißt")] = None
    name: Annotated[Text | None, doc("Name", "Ohne Artikel")] = None
    article: Annotated[Text | None, doc("Artikel", "Das, Der oder Die")] = None
    genitive: Annotated[Text | None, doc("Genitiv", "Mit Artikel: des Gesetzes …")] = None
    report: Annotated[Text | None, doc("Bericht", "Womit ein Tätigkeitsbericht beginnt")] = None
    paper: Annotated[
        Text | None,
        doc("Vorlage", "Womit eine Vorlage beginnt, bis zur Information der Öffentlichkeit"),
    ] = None
    trainings: Annotated[
        Text | None,
        doc(
            "Qualifizierung",
            "Wie die Vorlage weitergeht; {number} ist die verlangte Zahl der Angebote",
        ),
    ] = None
    office: Annotated[
        Text | None,
        doc("Jugendamt", "Womit der Bericht eines Jugendamtes ohne eigenes Netzwerk beginnt"),
    ] = None
    information: Annotated[
        Text | None, doc("Information", "Was Seiten für alle verlangt: „wie es … vorsieht“")
    ] = None
    tasks: Annotated[Text | None, doc("Aufgaben", "Folgt auf „Die Stelle nimmt“")] = None


class LandCites(Strict):
    """Paragraphs as brackets and headings cite them."""

    network: Annotated[Text | None, doc("Netzwerk")] = None
    paragraph: Annotated[Text | None, doc("Paragraf", "Der des Netzwerks, ohne Gesetz")] = None
    subsection: Annotated[
        Text | None, doc("Kategorien kurz", "Die Stelle der Kategorien, ohne Gesetz")
    ] = None
    categories: Annotated[Text | None, doc("Kategorien")] = None
    named: Annotated[
        Text | None, doc("genannte Stellen", "Der Satz, der Einrichtungen und Berufsgruppen nennt")
    ] = None
    offices: Annotated[Text | None, doc("Jugendämter", "Zusammenarbeit mehrerer Jugendämter")] = (
        None
    )
    coordination: Annotated[Text | None, doc("Koordinierungsstellen")] = None
    coordinated: Annotated[
        Text | None, doc("Koordinierung", "Dass jedes Jugendamt eine Koordinierungsstelle hat")
    ] = None
    affiliations: Annotated[Text | None, doc("andere Netzwerke")] = None
    procedure: Annotated[Text | None, doc("Verfahren")] = None
    paths: Annotated[Text | None, doc("Mitteilungswege")] = None
    trainings: Annotated[Text | None, doc("Qualifizierung")] = None
    tasks: Annotated[Text | None, doc("Aufgaben")] = None
    case_conferences: Annotated[Text | None, doc("Fallkonferenzen")] = None
    information: Annotated[Text | None, doc("Öffentlichkeit")] = None
    funding: Annotated[Text | None, doc("Mittel", "Was die Koordinierungsstellen erhalten")] = None
    archive: Annotated[Text | None, doc("Archiv", "Anbietungspflicht vor dem Löschen")] = None


class LandCategory(Strict):
    """A category of bodies, in the order of the law."""

    id: Annotated[Required[Ident], doc("Kennung", "Was in den Unterlagen steht")]
    label: Annotated[Required[Text], doc("Bezeichnung")]
    number: Annotated[
        Whole | None, doc("Nummer", "Ohne sie wird nach der Kategorie nicht gefragt")
    ] = None


class AccessibilityBody(Strict):
    """Accessibility of the public pages: the law, and who helps where an answer is not enough."""

    laws: Annotated[Text | None, doc("Gesetze", "Folgt auf „im Einklang mit“")] = None
    rules: Annotated[Text | None, doc("Verordnung", "Folgt auf „mit den Anforderungen der“")] = None
    form: Annotated[Text | None, doc("Kontaktformular", "Wo es verlangt wird")] = None
    heading: Annotated[Text | None, doc("Überschrift", "Wie das Verfahren heißt")] = None
    complaint: Annotated[Text | None, doc("Stelle", "Folgt auf „können Sie sich an“")] = None
    name: Annotated[Text | None, doc("Name", "Wie der Verweis auf die Stelle heißt")] = None
    law: Annotated[Text | None, doc("Paragraf", "Wo das Verfahren steht")] = None
    url: Annotated[Url | None, doc("Internetseite")] = None
    email: Annotated[Email | None, doc("E-Mail")] = None


class LandBodies(Strict):
    """Whom documents and pages name beside the network."""

    data_protection: Annotated[
        Text | None, doc("Datenschutz", "Folgt auf „Beschweren können Sie sich bei“")
    ] = None
    accessibility: Annotated[AccessibilityBody | None, doc("Barrierefreiheit")] = None


class LandRule(Strict):
    """The paragraph of the Land that a rule of ksnet is based on."""

    rule: Annotated[Required[Text], doc("Regel", "Name der Regel")]
    law: Annotated[Required[Text], doc("Fundstelle")]
    edition: Annotated[Text | None, doc("Fassung", "Jede mit Tag")] = None
    wording: Annotated[Text | None, doc("Wortlaut")] = None


class LandRecord(Strict):
    """`land.yaml`: the names of a Land and of its networks, and what its law says about them."""

    name: Annotated[Required[Text], doc("Name", "Wie in „in Rheinland-Pfalz“")]
    like: Annotated[
        Ident | None,
        doc("wie", "Mitgeliefertes Land, dessen Tabellen und Stellen gelten, wo dieses keine hat"),
    ] = None
    keys: Annotated[
        Text | None,
        doc("Schlüssel", "Womit die Schlüssel der Gemeinden beginnen, in Anführungszeichen"),
    ] = None
    network: Annotated[Text | None, doc("Netzwerk", "Wie eines heißt")] = None
    networks: Annotated[Text | None, doc("Netzwerke", "Wie mehrere heißen")] = None
    funds: Annotated[Text | None, doc("Mittel", "Wie die Mittel heißen: Landesmittel")] = None
    law: Annotated[LandLaw | None, doc("Gesetz")] = None
    cites: Annotated[LandCites | None, doc("Paragrafen")] = None
    categories: Annotated[
        tuple[LandCategory, ...], doc("Kategorien", "In der Reihenfolge des Gesetzes")
    ] = ()
    rules: Annotated[
        tuple[LandRule, ...],
        doc("Regeln", "Fundstellen von Regeln, die kein Gesetz des Bundes haben"),
    ] = ()
    bodies: Annotated[LandBodies | None, doc("Stellen")] = None


class MeasureName(Vocabulary):
    """What is measured for a duty; the functions that measure are in `ksnet.duties.assessing`."""

    YOUTH_OFFICES = "youth-offices", "Jugendämter gehören dem Netzwerk an"
    COOPERATION_AGREEMENT = "cooperation-agreement", "Vereinbarung mehrerer Jugendämter"
    NEIGHBOURING_OFFICES = "neighbouring-offices", "Jugendämter grenzen aneinander"
    COORDINATION = "coordination", "jedes Jugendamt hat eine Koordinierungsstelle"
    COORDINATION_AGREEMENT = "coordination-agreement", "Vereinbarung der Koordinierungsstellen"
    COORDINATION_SHARE = "coordination-share", "Stellenanteil"
    TASKS = "tasks", "zu jeder Aufgabe eine Tätigkeit im Jahr"
    CATEGORIES = "categories", "jede Kategorie ist vertreten"
    FURTHER_MEMBERS = "further-members", "weitere Stellen sagen, was sie sind"
    TRAININGS = "trainings", "Zahl der Qualifizierungsangebote im Jahr"
    PROCEDURE_AGREEMENT = "procedure-agreement", "Absprache zum Verfahren"
    REPORTING_PATHS = "reporting-paths", "Beschreibung der Mitteilungswege"
    PUBLIC_INFORMATION = "public-information", "Information der Öffentlichkeit"
    CASE_CONFERENCES = "case-conferences", "Fallkonferenzen nur anonymisiert"
    CADENCE = "cadence", "eigener Turnus der Gremien"
    ACTIVITY_REPORT = "activity-report", "Tätigkeitsbericht"
    AFFILIATIONS = "affiliations", "Vertretung in anderen Netzwerken"
    AGREEMENTS_8A = "agreements-8a", "Vereinbarungen nach § 8a Abs. 4 SGB VIII"
    MEETINGS = "meetings", "Zahl der Treffen im Jahr"
    AGREEMENTS = "agreements", "eine Vereinbarung der Beteiligten"


class DutyPer(Vocabulary):
    """What a duty is judged for: a day or a year."""

    TAG = "tag", "Stand an einem Tag"
    JAHR = "jahr", "Kalenderjahr"


class MeasureSettings(Strict):
    """The parameters of a measure."""

    share: Annotated[
        Number | None, doc("Stellenanteil", "coordination-share: mindestens so viel")
    ] = None
    count: Annotated[
        Whole | None, doc("Zahl", "trainings, meetings: mindestens so viele im Jahr")
    ] = None
    months: Annotated[
        Whole | None, doc("Monate", "public-information: so alt darf ein Stand sein")
    ] = None
    tasks: Annotated[tuple[Task, ...], doc("Aufgaben", "tasks: welche")] = ()
    categories: Annotated[tuple[KnownCategory, ...], doc("Kategorien", "categories: welche")] = ()
    category: Annotated[
        KnownCategory | None, doc("Kategorie", "further-members, agreements-8a: welche")
    ] = None
    agreements: Annotated[
        tuple[AgreementKind, ...], doc("Vereinbarungen", "agreements: welche Arten zählen")
    ] = ()
    kinds: Annotated[
        tuple[EventKind, ...], doc("Arten", "meetings: welche Veranstaltungen zählen")
    ] = ()


class DutyRecord(Strict):
    """A duty in one Fassung."""

    id: Annotated[Required[Text], doc("Kennung", "Kürzel des Gesetzes und Nummer")]
    title: Annotated[Required[Text], doc("Titel")]
    law: Annotated[Required[Text], doc("Fundstelle")]
    edition: Annotated[Text | None, doc("Fassung", "Jede mit Tag")] = None
    wording: Annotated[Text | None, doc("Wortlaut", "Gekürzt nur mit …")] = None
    yardstick: Annotated[
        Text | None, doc("Maßstab", "Was ksnet misst und das Gesetz so nicht sagt")
    ] = None
    force: Annotated[Required[Force], doc("Verbindlichkeit")]
    severity: Annotated[
        Severity | None, doc("Gewicht", "Wo es von der Verbindlichkeit abweicht")
    ] = None
    measure: Annotated[Required[MeasureName], doc("Maß", "Was gemessen wird")]
    with_: Annotated[
        MeasureSettings | None, doc("mit", "Was das Maß dazu braucht", alias="with")
    ] = None
    per: Annotated[Required[DutyPer], doc("je", "tag oder jahr")]
    since: Annotated[Required[PartialDate], doc("seit", "Erster Tag der Geltung")]
    until: Annotated[PartialDate | None, doc("bis", "Letzter Tag der Geltung")] = None


class CatalogueRecord(Strict):
    """`duties.yaml`: what the law of a Land asks of networks, with days of validity."""

    duties: Annotated[tuple[DutyRecord, ...], doc("Pflichten")] = ()
