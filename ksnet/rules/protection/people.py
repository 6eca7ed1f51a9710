"""KS5, people and bodies: private addresses, publication, retention, protected bodies, documents with personal data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Rule
from ksnet.protection.names import is_private_address
from ksnet.records.base import Address, DocumentLink
from ksnet.records.members import REDACTED_NAME, Guest, Person
from ksnet.records.vocabulary import PublicationBasis
from ksnet.rules.context import NetworkContext
from ksnet.rules.references.inactive import ended_too_early

RETENTION_YEARS = 1  # ksnet's own yardstick, as the next one: the law names no period
CONSENT_YEARS = 3
SMALLEST = 3  # the first count that is no longer taken for one or two people
_LEFT_OVER = (
    "form_of_address",
    "title",
    "given_name",
    "function",
    "email",
    "phone",
    "publication",
    "contact_consent",
    "sources",
    "reported",
)
_REDACTED_ID = re.compile(r"ehemals-[0-9]+")
_SHELTER = re.compile(
    r"\b(?:Frauenhaus|Frauenhäuser|Schutzwohnung(?:en)?|Mädchenzuflucht|Zufluchtswohnung(?:en)?|Schutzhaus)\b",
    re.IGNORECASE,
)
_SHEET = re.compile(
    r"(?:unterschrift|signatur|anwesenheit|teilnehm\w{0,12}|teilnahme)(?:en|s)?[\s_-]{0,2}(?:\w{1,6}[\s_-])?(?:list|blatt|blätt|blaett)|gruppenfoto|gruppenbild|portr[aä]i?t"
    r"|(?:^|[\s/_-])fotos?(?:$|[\s/_.-])",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|heic|heif|bmp|tiff?|svg)(?:[?#].*)?$", re.IGNORECASE)

_DSG = "DSG NRW, gelesener Stand 01.12.2023; DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016"
_MUSTER = "members:\n  - id: jugendamt-muster\n    youth_office: stadt-muster\n    people:\n      - id: muster\n        family_name: Muster\n"
_PERSON = _MUSTER + "        {}\n"
_SECOND = (
    _MUSTER
    + "        publication: {{basis: eigene-beschaeftigte}}\n      - id: {}\n        family_name: Beispiel\n        {}\n"
)
_REDACTED = _MUSTER + "      - id: ehemals-1\n        role: vertretung\n{}        redacted: 2026-01-15\n"
_SHELTER_ENTRY = (
    _MUSTER
    + "  - id: schutz\n    name: Frauenhaus\n    categories: [weitere]\n    label: Gewaltschutz\n{}    sensitive: true\n"
)
_AGREEMENT = "agreements:\n  - id: kooperation\n    kind: kooperationsvereinbarung\n    title: Kooperationsvereinbarung\n    document:\n      title: {}\n"


class _Somebody(NamedTuple):
    path: Path
    person: Person | Guest


def _everybody(context: NetworkContext) -> Iterator[_Somebody]:
    """Yield the people and guests whose data are still recorded."""
    for path, _, person in context.network.people():
        if not person.redacted:
            yield _Somebody(path, person)
    for number, guest in enumerate(context.network.members.guests):
        yield _Somebody(("guests", number), guest)


PRIVATE_ADDRESS = Rule(
    code="KS504", name="private-address", severity=Severity.FEHLER, law="§ 18 Abs. 1 DSG NRW, Art. 6 Abs. 1 DSGVO", edition=_DSG,
    title="Eine private E-Mail-Adresse steht da ohne Einwilligung mit Datum.",
    why="Für die Arbeit im Netzwerk sind dienstliche Angaben nötig, private nicht (DS-05). Freiberufliche Verfahrensbeistände oder Hebammen können einwilligen; dann steht der Tag dabei. Funktionspostfächer von Stellen sind ausgenommen.",
    mend="Dienstliche Adresse eintragen, oder „contact_consent“ mit dem Tag der Einwilligung.",
    wrong={"members": _PERSON.format("email: ⟦muster@web.de⟧")}, right={"members": _PERSON.format("email: muster@web.de\n        contact_consent: 2026-05-04")},
)  # fmt: skip


def private_mail(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nobody's private mail address is held without dated consent."""
    for path, person in _everybody(context):
        if not person.email or not is_private_address(person.email) or getattr(person, "contact_consent", None):
            continue
        yield PRIVATE_ADDRESS.fault(
            Place(context.network.members_file, (*path, "email")),
            "Diese E-Mail-Adresse gehört zu einem Anbieter für private Postfächer.",
            "Dienstliche Adresse eintragen, oder den Tag der Einwilligung: contact_consent: 2026-05-04."
            if isinstance(person, Person)
            else "Dienstliche Adresse eintragen oder die Zeile löschen.",
            secret=True,
        )


PUBLICATION_LAPSED = Rule(
    code="KS505", name="publication-lapsed", severity=Severity.WARNUNG, law="§ 18 Abs. 2 DSG NRW, Art. 7 Abs. 3 DSGVO", edition=_DSG, yardstick="Eine Einwilligung gilt nach drei Jahren als alt; das Gesetz nennt keine Frist.",
    title="Eine Einwilligung in die Veröffentlichung ist widerrufen oder alt.",
    why="Ohne Angabe wird nie veröffentlicht, und jede Veröffentlichung braucht ihre Grundlage (DS-06, Regel incomplete-entry; die Dokumente halten sich daran, DS-07). Ein Widerruf wirkt für neue Dokumente sofort, nicht für schon verteilte und nicht für frühere Fassungen in Git (DS-09).",
    mend="Nach Widerruf Veröffentlichtes neu erzeugen; bei alter Einwilligung nachfragen.",
    wrong={"members": _PERSON.format("publication: {basis: einwilligung, since: ⟦2023-01-10⟧}")},
    right={"members": _PERSON.format("publication: {basis: einwilligung, since: 2026-01-10}")},
)  # fmt: skip


def publication_lapsed(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that consent to publication has neither been withdrawn nor grown old."""
    file = context.network.members_file
    for path, person in _everybody(context):
        publication = person.publication
        if publication is None:
            continue
        if publication.withdrawn and publication.withdrawn.first <= context.day:
            yield PUBLICATION_LAPSED.fault(
                Place(file, (*path, "publication", "withdrawn")),
                "Die Veröffentlichung ist widerrufen; in neuen Dokumenten erscheint die Person nicht mehr.",
                "Veröffentlichte Seiten und Dokumente neu erzeugen, dann „publication“ löschen. Frühere Fassungen stehen noch in der Git-Historie.",
                secret=True,
            )
        elif (
            publication.basis is PublicationBasis.EINWILLIGUNG
            and publication.since
            and (publication.until is None or publication.until.last >= context.day)
            and _years_later(publication.since.last, CONSENT_YEARS) < context.day
        ):
            yield PUBLICATION_LAPSED.fault(
                Place(file, (*path, "publication", "since")),
                f"Die Einwilligung in die Veröffentlichung ist älter als {CONSENT_YEARS} Jahre.",
                "Nachfragen, ob sie noch gilt, und den Tag der neuen Einwilligung eintragen; sonst „until“ setzen.",
                secret=True,
            )


PROTECTED_ADDRESS = Rule(
    code="KS506", name="protected-address", severity=Severity.FEHLER, law="§ 9 Abs. 3 IFG NRW, Art. 6 Abs. 1 DSGVO", edition="IFG NRW, gelesener Stand 01.12.2023; DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016", wording="… es sei denn, der Offenbarung stehen schutzwürdige Belange … entgegen",
    title="Bei einer geschützten Einrichtung steht eine Anschrift oder ein Kontaktweg.",
    why="Wer weiß, wo ein Frauenhaus oder eine Schutzwohnung ist, gefährdet die Menschen darin (DS-08). Keine Ausgabe nennt die Einrichtung; deshalb dürfen ihre Anschrift und ihre Kontaktwege („contacts“) auch nicht in den Unterlagen stehen.",
    mend="Anschrift oder Kontaktwege löschen.",
    reason="Wer weiß, wo eine Schutzeinrichtung ist, gefährdet die Menschen darin.",
    wrong={"members": _SHELTER_ENTRY.format("    address:\n      street: ⟦Verborgener Weg 1⟧\n")}, right={"members": _SHELTER_ENTRY.format("")},
)  # fmt: skip


def protected_address(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no record says where a Frauenhaus or Schutzwohnung is, or how to reach a protected one."""
    network = context.network
    protected: set[str] = set()
    for number, member in enumerate(network.members.members):
        shelter = _SHELTER.search(member.name or "") is not None
        if member.sensitive:
            protected.update(name.casefold() for name in (member.name, member.label) if name)
        if member.address and (member.sensitive or shelter):
            yield _whereabouts(
                Place(network.members_file, ("members", number, "address", _first_set(member.address))),
                "Bei einer geschützten Einrichtung steht eine Anschrift."
                if member.sensitive
                else "Dem Namen nach ist diese Stelle eine Schutzeinrichtung; hier steht ihre Anschrift.",
                None if member.sensitive else Severity.WARNUNG,
            )
        if member.sensitive and member.contacts:
            yield _whereabouts(
                Place(network.members_file, ("members", number, "contacts")),
                "Bei einer geschützten Einrichtung stehen Kontaktwege.",
                None,
                what="Kontaktwege",
            )
    for event in network.events.values():
        place = event.record.location
        if place and place.name and place.name.casefold() in protected and (place.street or place.building):
            yield _whereabouts(
                Place(event.file, ("location", "street" if place.street else "building")),
                "Hier steht, wo eine geschützte Einrichtung ist.",
                None,
            )


def _first_set(address: Address) -> str:
    """Return the key of the first line of an address that says something."""
    return next((key for key in ("building", "street", "postcode", "city") if getattr(address, key)), "city")


def _whereabouts(place: Place, message: str, severity: Severity | None, *, what: str = "Anschrift") -> Fault:
    mend = f"{what} löschen"
    mend += (
        "."
        if severity is None
        else " und „sensitive: true“ setzen; ist die Anschrift öffentlich, etwa die einer Beratungsstelle, den Namen danach wählen."
    )
    return PROTECTED_ADDRESS.fault(place, message, mend, secret=True, severity=severity)


RETENTION = Rule(
    code="KS507", name="retention", severity=Severity.WARNUNG, law="§ 18 Abs. 7, § 10 Abs. 1 DSG NRW, Art. 5 Abs. 1 Buchst. e DSGVO", edition=_DSG, yardstick="Zwölf Monate nach dem Ausscheiden sind die Daten nicht mehr erforderlich; das Gesetz nennt für Kontaktlisten keine Frist.",
    title="Daten einer Person stehen noch da, obwohl sie das Netzwerk vor mehr als zwölf Monaten verlassen hat.",
    why="Daten sind zu löschen, wenn sie nicht mehr erforderlich sind (DS-10). Rolle und Stelle bleiben für die Statistik. Vor dem Löschen sind die Daten dem Archiv anzubieten.",
    mend="Name und Kontakt löschen, „redacted“ mit dem Tag eintragen; Rolle, Gremien und Daten bleiben.",
    wrong={"members": _SECOND.format("beispiel", "until: ⟦2025-06-29⟧")}, right={"members": _SECOND.format("beispiel", "until: 2025-06-30")},
)  # fmt: skip


def retention(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that data of people who left the network are not kept longer than twelve months.

    Nobody is to be deleted for a slip in a year: whose end looks wrong is left out, and KS203 says so.
    """
    too_early: frozenset[str] | None = None
    for entry in context.all_entries:
        person = entry.record
        if not isinstance(person, Person) or person.redacted or entry.until.precision == "unknown":
            continue
        if _years_later(entry.until.last, RETENTION_YEARS) < context.day:
            too_early = ended_too_early(context) if too_early is None else too_early
            if person.id in too_early:
                continue
            key = "until" if person.until else "id"
            yield RETENTION.fault(
                Place(entry.file, (*entry.path, key)),
                "Diese Person ist seit mehr als zwölf Monaten nicht mehr im Netzwerk; ihre Daten stehen noch hier.",
                "Name und Kontakt löschen, „redacted“ mit dem Tag eintragen und die Kennung überall durch ehemals-1, ehemals-2 … ersetzen. Rolle und Stelle bleiben für die Statistik; vorher sind die Daten dem Archiv anzubieten (§ 10 Abs. 1 DSG NRW).",
                secret=True,
            )


def _years_later(day: dt.date, years: int) -> dt.date:
    if day.year + years > dt.MAXYEAR:
        return dt.date.max
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


REDACTED_LEFT_OVER = Rule(
    code="KS508", name="redacted-left-over", severity=Severity.FEHLER, law="Art. 17 Abs. 1 DSGVO", edition="Verordnung (EU) 2016/679 vom 27.04.2016",
    title="Von einer gelöschten Person stehen noch Angaben da.",
    why="Mit „redacted“ sagt der Eintrag, dass die Daten entfernt sind (DS-10). Dann darf nichts mehr auf die Person führen, auch nicht die Kennung.",
    mend="Diese Angaben löschen, die Kennung durch ehemals-1, ehemals-2 … ersetzen, in allen Dateien.",
    wrong={"members": _REDACTED.format("        phone: ⟦02921 103-0⟧\n")}, right={"members": _REDACTED.format("")},
)  # fmt: skip


def redacted_left_over(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nothing but role, groups and dates is left of a redacted person."""
    for path, _, person in context.network.people():
        if not person.redacted:
            continue
        left = [key for key in _LEFT_OVER if getattr(person, key)]
        if person.family_name not in (None, REDACTED_NAME):
            left.insert(0, "family_name")
        if not _REDACTED_ID.fullmatch(person.id):
            left.insert(0, "id")
        if left:
            yield REDACTED_LEFT_OVER.fault(
                Place(context.network.members_file, (*path, left[0])),
                f"Die Daten dieser Person sind als gelöscht gekennzeichnet, es steht aber noch da: {', '.join(f'„{key}“' for key in left)}.",
                "Diese Angaben löschen; es bleiben nur id (ehemals-1, ehemals-2 …), redacted, role, groups, since und until.",
                secret=True,
            )


PERSONAL_DOCUMENT = Rule(
    code="KS509", name="personal-document", severity=Severity.FEHLER, law="§ 22 KunstUrhG, Art. 5 Abs. 1 Buchst. c DSGVO", edition="KunstUrhG vom 09.01.1907; DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016",
    title="Ein Eintrag verweist auf ein Bild, eine Unterschriftenliste oder eine Teilnehmendenliste.",
    why="Wer da war, wird nur gezählt, je Kategorie (DS-11). Fotos brauchen die Einwilligung aller, die darauf zu sehen sind; Unterschriften und Listen mit Namen gehören in die Akte der Veranstaltung.",
    mend="Verweis und Datei löschen; Zahlen unter „attendance“ eintragen.",
    wrong={"network": _AGREEMENT.format("⟦Unterschriftenliste vom Juni⟧")}, right={"network": _AGREEMENT.format("Kooperationsvereinbarung, ohne Unterschriften")},
)  # fmt: skip


def personal_document(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no record points to photos, signatures or attendance sheets."""
    network = context.network
    documents: list[tuple[str, Path, DocumentLink | None]] = [
        (network.file, ("agreements", number, "document"), agreement.document)
        for number, agreement in enumerate(network.record.agreements)
    ]
    documents += [
        (event.file, ("minutes", "document"), event.record.minutes.document)
        for event in network.events.values()
        if event.record.minutes
    ]
    documents += [(plan.file, ("document",), plan.record.document) for plan in network.plans.values()]
    for file, path, document in documents:
        found = _personal(document) if document else None
        if found:
            key, what = found
            yield PERSONAL_DOCUMENT.fault(
                Place(file, (*path, key)),
                f"Dieses Dokument ist dem Namen nach {what}.",
                "Verweis und Datei löschen; die Zahl der Teilnehmenden je Kategorie gehört in „attendance“.",
                secret=True,
            )


def _personal(document: DocumentLink) -> tuple[str, str] | None:
    for key in ("title", "path", "url"):
        value: str | None = getattr(document, key)
        if value and _SHEET.search(value):
            return key, "eine Liste mit Namen oder Unterschriften oder ein Bild von Personen"
        if value and key != "title" and _IMAGE.search(value):
            return key, "ein Bild"
    return None


SMALL_FIGURE = Rule(
    code="KS511", name="small-figure", severity=Severity.FEHLER, law="Art. 5 Abs. 1 Buchst. c DSGVO, § 16 LKSG NRW mit § 35 Abs. 1 SGB I", edition="DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016; LKSG NRW vom 13.04.2022, geändert am 10.07.2025",
    title="Eine Kennzahl unter drei steht da ohne Quelle.",
    why="Kennzahlen sind veröffentlichte Summen. Wer weiß, dass es im Jahr nur ein oder zwei Fälle gab, kann sie oft einer Familie zuordnen (DS-12). Was die Quelle selbst veröffentlicht hat, darf auch hier stehen; eine Null sagt über niemanden etwas.",
    mend="„source“ ergänzen, oder den Wert löschen oder mit anderen zusammenfassen.",
    wrong={"data/networks/musterstadt/years/2025.yaml": "figures:\n  - text: Mitteilungen aus Schulen\n    value: ⟦2⟧\n"},
    right={"data/networks/musterstadt/years/2025.yaml": "figures:\n  - text: Mitteilungen aus Schulen\n    value: 12\n"},
)  # fmt: skip


def small_figure(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a count of one or two, which may point to a person, is recorded only where its source has published it."""
    for year in context.network.years.values():
        for number, figure in enumerate(year.record.figures):
            few = figure.value is not None and 0 < figure.value < SMALLEST and figure.value.is_integer()
            if few and not (figure.source or figure.sources):
                yield SMALL_FIGURE.fault(
                    Place(year.file, ("figures", number, "value")),
                    f"Ein Wert unter {SMALLEST} ohne Quelle kann auf einzelne Personen hinweisen.",
                    "„source“ mit der Quelle ergänzen, die diesen Wert veröffentlicht hat; sonst den Wert löschen oder zusammenfassen.",
                    secret=True,
                )


PERSON_IN_PUBLIC = Rule(
    code="KS510", name="person-in-public", severity=Severity.WARNUNG, law="§ 18 Abs. 1 DSG NRW", edition=_DSG, wording="Eine Übermittlung der Daten von … Beschäftigten an Personen und Stellen außerhalb des öffentlichen Bereichs ist nur zulässig, wenn der Empfänger ein rechtliches Interesse darlegt, der Dienstverkehr es erfordert oder die betroffene Person eingewilligt hat.",
    title="In einem öffentlichen Verzeichnis steht eine Person, die nicht veröffentlicht werden darf.",
    why="„visibility: oeffentlich“ in ksnet.yaml sagt, dass alle das Verzeichnis lesen können (DS-13). Dann ist jede Person darin veröffentlicht, ob sie in einem Dokument erscheint oder nicht. Dass auch Namen und Adressen in Git-Commits personenbezogen sind (DS-14), steht im Handbuch; eine Regel dafür gibt es nicht.",
    mend="Person löschen, „publication“ ergänzen oder das Verzeichnis nicht öffentlich führen.",
    wrong={"settings": "visibility: oeffentlich\n", "members": _SECOND.format("⟦erika-beispiel⟧", "role: vertretung")},
    right={"settings": "visibility: oeffentlich\n", "members": _PERSON.format("publication: {basis: eigene-beschaeftigte}")},
)  # fmt: skip


def person_in_public(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a repository that everybody can read holds only people who may be published."""
    if context.settings.visibility != "oeffentlich":
        return
    for path, person in _everybody(context):
        if person.publication is None or _ended(person, context.day):
            yield PERSON_IN_PUBLIC.fault(
                Place(context.network.members_file, (*path, "id")),
                "Dieses Verzeichnis ist öffentlich, die Veröffentlichung dieser Person ist aber nicht erlaubt.",
                "Person löschen, oder „publication“ mit Grundlage ergänzen, oder das Verzeichnis nicht öffentlich führen (visibility: intern).",
                secret=True,
            )


def _ended(person: Person | Guest, day: dt.date) -> bool:
    publication = person.publication
    if publication is None or publication.withdrawn:
        return True
    return bool(publication.until and publication.until.last < day)


CHECKS = (
    private_mail,
    publication_lapsed,
    protected_address,
    retention,
    redacted_left_over,
    personal_document,
    small_figure,
    person_in_public,
)
