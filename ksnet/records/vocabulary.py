"""The controlled values of the records, each with the German words that a reader sees.

The values are the contract of the data format; the labels may be improved.
"""

from __future__ import annotations

from ksnet.basics.controlled import Vocabulary


class FieldOfWork(Vocabulary):
    """Handlungsfeld: the field of work, independent of the category of the law."""

    KINDER_UND_JUGENDHILFE = "kinder-und-jugendhilfe", "Kinder- und Jugendhilfe"
    KINDERTAGESBETREUUNG = "kindertagesbetreuung", "Kindertagesbetreuung"
    SCHULE = "schule", "Schule"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    EINGLIEDERUNGSHILFE = "eingliederungshilfe", "Eingliederungshilfe"
    JUSTIZ = "justiz", "Justiz"
    STRAFVERFOLGUNG = "strafverfolgung", "Strafverfolgung"
    ORDNUNG = "ordnung", "Ordnung"
    BERATUNG = "beratung", "Beratung"
    SONSTIGES = "sonstiges", "Sonstiges"


class NetworkKind(Vocabulary):
    """Whether a folder of records is that of a network or of a Jugendamt without one."""

    NETZWERK = "netzwerk", "Netzwerk Kinderschutz"
    JUGENDAMT = "jugendamt", "Jugendamt (kein eigenes Netzwerk)"


class NetworkStatus(Vocabulary):
    """The state of a network."""

    IM_AUFBAU = "im-aufbau", "im Aufbau"
    TAETIG = "taetig", "tätig"
    RUHEND = "ruhend", "ruht"


class Serves(Vocabulary):
    """What a standing goal serves, in the terms of the law."""

    VERNETZUNG = "vernetzung", "Strukturelle Vernetzung"
    VERFAHREN = "verfahren", "Absprachen zum Verfahren"
    MITTEILUNGSWEGE = "mitteilungswege", "Transparenz über Mitteilungswege"
    OEFFENTLICHKEIT = "oeffentlichkeit", "Information der Öffentlichkeit"
    FORTBILDUNG = "fortbildung", "Fortbildung"
    QUALITAET = "qualitaet", "Qualität"


class GroupKind(Vocabulary):
    """Kind of a Gremium."""

    PLENUM = "plenum", "Plenum"
    STEUERUNGSGRUPPE = "steuerungsgruppe", "Steuerungsgruppe"
    REGIONALGRUPPE = "regionalgruppe", "Regionalgruppe"
    ARBEITSKREIS = "arbeitskreis", "Arbeitskreis"
    KONFERENZ = "konferenz", "Konferenz"
    THEMENGRUPPE = "themengruppe", "Themengruppe"
    MULTIPLIKATOREN = "multiplikatoren", "Multiplikatorinnen und Multiplikatoren"
    AUSSCHUSS = "ausschuss", "Ausschuss"
    BEIRAT = "beirat", "Beirat"


class Per(Vocabulary):
    """The span of time over which meetings are counted."""

    JAHR = "jahr", "im Jahr"
    HALBJAHR = "halbjahr", "im Halbjahr"
    QUARTAL = "quartal", "im Quartal"
    MONAT = "monat", "im Monat"
    ZWEI_JAHRE = "zwei-jahre", "in zwei Jahren"


class Frequency(Vocabulary):
    """How often something is done once: the values of `Per`, in words that stand alone."""

    JAHR = "jahr", "jährlich"
    HALBJAHR = "halbjahr", "halbjährlich"
    QUARTAL = "quartal", "vierteljährlich"
    MONAT = "monat", "monatlich"
    ZWEI_JAHRE = "zwei-jahre", "alle zwei Jahre"


class Rotation(Vocabulary):
    """How often the Geschäftsführung of a group changes."""

    JAHR = "jahr", "jährlich wechselnd"
    ZWEI_JAHRE = "zwei-jahre", "alle zwei Jahre wechselnd"


class WorkstreamKind(Vocabulary):
    """Kind of a topic that is worked on and evaluated."""

    ARBEITSPROZESS = "arbeitsprozess", "Arbeitsprozess"
    VERFAHRENSWEG = "verfahrensweg", "Verfahrensweg"
    PROJEKT = "projekt", "Projekt"
    SCHWERPUNKT = "schwerpunkt", "Schwerpunktthema"


class Rating(Vocabulary):
    """What an evaluation found."""

    BEWAEHRT = "bewaehrt", "hat sich bewährt"
    ANPASSEN = "anpassen", "anzupassen"
    BEENDEN = "beenden", "zu beenden"
    OFFEN = "offen", "offen"


class AgreementKind(Vocabulary):
    """Kind of an agreement."""

    KOOPERATIONSVEREINBARUNG = "kooperationsvereinbarung", "Kooperationsvereinbarung"
    GESCHAEFTSORDNUNG = "geschaeftsordnung", "Geschäftsordnung"
    VERFAHRENSABSPRACHE = "verfahrensabsprache", "Verfahrensabsprache"
    MITTEILUNGSWEGE = "mitteilungswege", "Beschreibung der Mitteilungswege"
    SONSTIGE = "sonstige", "Sonstige Vereinbarung"


class AgreementStatus(Vocabulary):
    """The state of an agreement."""

    ENTWURF = "entwurf", "Entwurf"
    BESCHLOSSEN = "beschlossen", "beschlossen"
    UNTERZEICHNET = "unterzeichnet", "unterzeichnet"
    BEENDET = "beendet", "beendet"


class LegalForm(Vocabulary):
    """Legal form of an agreement."""

    OEFFENTLICH_RECHTLICH = "oeffentlich-rechtlich", "öffentlich-rechtliche Vereinbarung"
    VERWALTUNGSVEREINBARUNG = "verwaltungsvereinbarung", "Verwaltungsvereinbarung"
    FORMLOS = "formlos", "formlos"


class Covers(Vocabulary):
    """What an agreement regulates."""

    INTERKOMMUNALE_ZUSAMMENARBEIT = "interkommunale-zusammenarbeit", "interkommunale Zusammenarbeit"
    KOORDINIERUNGSSTELLEN = "koordinierungsstellen", "Zusammenarbeit der Koordinierungsstellen"
    VERFAHREN = "verfahren", "Verfahren bei möglicher Kindeswohlgefährdung"
    MITTEILUNGSWEGE = "mitteilungswege", "Mitteilungswege"
    INFORMATIONSAUSTAUSCH = "informationsaustausch", "Austausch von Informationen"
    FORTBILDUNG = "fortbildung", "Fortbildung"
    QUALITAETSSICHERUNG = "qualitaetssicherung", "Qualitätssicherung"
    TAETIGKEITSBERICHT = "taetigkeitsbericht", "Tätigkeitsbericht"


class ReportBasis(Vocabulary):
    """Why a Tätigkeitsbericht is owed; the law itself asks for none."""

    VEREINBARUNG = "vereinbarung", "Vereinbarung"
    AUSSCHUSS = "ausschuss", "Beschluss oder Übung des Ausschusses"
    FREIWILLIG = "freiwillig", "freiwillig"


class EventKind(Vocabulary):
    """Kind of a meeting or event."""

    AUFTAKT = "auftakt", "Auftaktveranstaltung"
    NETZWERKTREFFEN = "netzwerktreffen", "Netzwerktreffen"
    KONFERENZ = "konferenz", "Konferenz"
    JAHRESTAGUNG = "jahrestagung", "Jahrestagung"
    FACHTAG = "fachtag", "Fachtag"
    FORTBILDUNG = "fortbildung", "Fortbildung"
    FACHVORTRAG = "fachvortrag", "Fachvortrag"
    WORKSHOP = "workshop", "Workshop"
    GREMIENSITZUNG = "gremiensitzung", "Gremiensitzung"
    ARBEITSKREIS = "arbeitskreis", "Arbeitskreis"
    STEUERUNGSGRUPPE = "steuerungsgruppe", "Steuerungsgruppe"
    FALLKONFERENZ = "fallkonferenz", "Anonymisierte Fallkonferenz"
    OEFFENTLICHKEIT = "oeffentlichkeit", "Öffentlichkeitsarbeit"
    SONSTIGE = "sonstige", "Sonstige Veranstaltung"


class EventStatus(Vocabulary):
    """The state of an event."""

    GEPLANT = "geplant", "geplant"
    BESTAETIGT = "bestaetigt", "bestätigt"
    STATTGEFUNDEN = "stattgefunden", "hat stattgefunden"
    VERSCHOBEN = "verschoben", "verschoben, neuer Termin offen"
    ABGESAGT = "abgesagt", "abgesagt"
    ANGEKUENDIGT = "angekuendigt", "angekündigt (Ergebnis nicht erfasst)"


class EventMode(Vocabulary):
    """How people take part."""

    PRAESENZ = "praesenz", "in Präsenz"
    ONLINE = "online", "online"
    HYBRID = "hybrid", "hybrid"


class AgendaKind(Vocabulary):
    """Kind of an item of the agenda."""

    BEGRUESSUNG = "begruessung", "Begrüßung"
    VORTRAG = "vortrag", "Vortrag"
    WORKSHOP = "workshop", "Workshop"
    AUSTAUSCH = "austausch", "Austausch"
    FILM = "film", "Film"
    PAUSE = "pause", "Pause"
    BESCHLUSS = "beschluss", "Beschluss"
    BERICHT = "bericht", "Bericht"
    SONSTIGES = "sonstiges", "Sonstiges"


class Task(Vocabulary):
    """Tasks of the Koordinierungsstelle and of the network.

    § 9 Abs. 2 Satz 3 Nr. 1-4 and Abs. 3 Satz 4.
    """

    BEGLEITUNG = "begleitung", "fachliche Begleitung des Netzwerks"
    STRUKTUREN = "strukturen", "Sicherung der Netzwerkstrukturen, insbesondere der Netzwerktreffen"
    FORTBILDUNG = "fortbildung", "Organisation regelmäßiger Fortbildungsangebote"
    INFORMATIONSTRANSFER = (
        "informationstransfer",
        "Informationstransfer und Vertretung in anderen Netzwerken",
    )
    OEFFENTLICHKEIT = "oeffentlichkeit", "Information der Öffentlichkeit"


class ResultKind(Vocabulary):
    """Kind of a result of a meeting."""

    ABSPRACHE = "absprache", "Absprache"
    BESCHLUSS = "beschluss", "Beschluss"
    AUFGABE = "aufgabe", "Aufgabe"
    ERKENNTNIS = "erkenntnis", "Erkenntnis"


class MinutesStatus(Vocabulary):
    """The state of the minutes."""

    OFFEN = "offen", "offen"
    ENTWURF = "entwurf", "Entwurf"
    FREIGEGEBEN = "freigegeben", "freigegeben"


class PlanKind(Vocabulary):
    """Kind of a development plan."""

    KINDERSCHUTZENTWICKLUNGSPLAN = "kinderschutzentwicklungsplan", "Kinderschutzentwicklungsplan"
    MASSNAHMENPLAN = "massnahmenplan", "Maßnahmenplan"
    SONSTIGER = "sonstiger", "Sonstiger Plan"


class Progress(Vocabulary):
    """Status of a goal, measure, analysis, workstream or plan."""

    OFFEN = "offen", "offen"
    GEPLANT = "geplant", "geplant"
    LAUFEND = "laufend", "läuft"
    TEILWEISE = "teilweise", "teilweise erreicht"
    ERREICHT = "erreicht", "erreicht"
    VERWORFEN = "verworfen", "verworfen"


class Involvement(Vocabulary):
    """How a body takes part in a plan or a network."""

    BETEILIGT = "beteiligt", "beteiligt"
    VORGESEHEN = "vorgesehen", "vorgesehen"


class Unconfirmed(Vocabulary):
    """The keys of a body whose values an import may have proposed."""

    CATEGORIES = "categories", "Kategorien"
    FIELD = "field", "Handlungsfeld"
    AGREEMENT_8A = "agreement_8a", "Vereinbarung nach § 8a Abs. 4 SGB VIII"


class PersonRole(Vocabulary):
    """What a person does in the network."""

    LEITUNG = "leitung", "Leitung"
    VERTRETUNG = "vertretung", "Vertretung"
    STELLVERTRETUNG = "stellvertretung", "Stellvertretung"
    KOORDINATION = "koordination", "Koordination"
    MULTIPLIKATOR = "multiplikator", "Multiplikatorin oder Multiplikator"
    GAST = "gast", "Gast"


class GroupRole(Vocabulary):
    """What a body or person does in a group."""

    LEITUNG = "leitung", "Leitung"
    STELLVERTRETENDE_LEITUNG = "stellvertretende-leitung", "stellvertretende Leitung"
    MITGLIED = "mitglied", "Mitglied"
    GAST = "gast", "Gast"
    PROTOKOLL = "protokoll", "Protokoll"


class PublicationBasis(Vocabulary):
    """Why a person's data may be public."""

    EIGENE_BESCHAEFTIGTE = "eigene-beschaeftigte", "eigene Beschäftigte mit Außenkontakt"
    ARBEITGEBER_VEROEFFENTLICHT = "arbeitgeber-veroeffentlicht", "vom Arbeitgeber veröffentlicht"
    EINWILLIGUNG = "einwilligung", "Einwilligung"


class AffiliationKind(Vocabulary):
    """Kind of another network or body in which the network is represented."""

    FRUEHE_HILFEN = "fruehe-hilfen", "Netzwerk Frühe Hilfen"
    AG_78 = "ag-78", "Arbeitsgemeinschaft nach § 78 SGB VIII"
    JUGENDHILFEAUSSCHUSS = "jugendhilfeausschuss", "Jugendhilfeausschuss"
    PRAEVENTION = "praevention", "Prävention"
    INSOFA = "insofa", "Austausch der insoweit erfahrenen Fachkräfte"
    SONSTIGE = "sonstige", "Sonstiges Netzwerk"


class Precision(Vocabulary):
    """How exact a count is."""

    GENAU = "genau", ""
    RUND = "rund", "rund"
    KNAPP = "knapp", "knapp"
    UEBER = "ueber", "über"
    MINDESTENS = "mindestens", "mindestens"


class CountOf(Vocabulary):
    """What a count counts."""

    ANWESEND = "anwesend", "Anwesende"
    ANGEMELDET = "angemeldet", "Angemeldete"
    EINGELADEN = "eingeladen", "Eingeladene"
    MITGLIEDER = "mitglieder", "Mitglieder"
    PERSONEN = "personen", "Personen"
    AKTEURE = "akteure", "Akteurinnen und Akteure"
    INSTITUTIONEN = "institutionen", "Institutionen"
    ERWARTET = "erwartet", "Erwartete"

    def noun(self, number: int) -> str:
        """Return what a number counts: `Anwesende`, of one `anwesende Person`."""
        return _ONE_OF[self] if number == 1 else self.label


_ONE_OF = {
    CountOf.ANWESEND: "anwesende Person",
    CountOf.ANGEMELDET: "angemeldete Person",
    CountOf.EINGELADEN: "eingeladene Person",
    CountOf.MITGLIEDER: "Mitglied",
    CountOf.PERSONEN: "Person",
    CountOf.AKTEURE: "Akteurin oder Akteur",
    CountOf.INSTITUTIONEN: "Institution",
    CountOf.ERWARTET: "erwartete Person",
}


class CheckMethod(Vocabulary):
    """Who has checked the accessibility of the public pages."""

    SELBSTBEWERTUNG = "selbstbewertung", "Selbstbewertung"
    DRITTE = "dritte", "Bewertung durch Dritte"


class CheckResult(Vocabulary):
    """How far the public pages are accessible, as in the Mustererklärung (EU) 2018/1523."""

    VOLLSTAENDIG = "vollstaendig", "vollständig vereinbar"
    TEILWEISE = "teilweise", "teilweise vereinbar"
    NICHT = "nicht", "nicht vereinbar"
