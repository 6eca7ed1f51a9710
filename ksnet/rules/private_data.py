"""KS5, people and bodies: private addresses, publication, retention, protected bodies, documents with personal data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place
from ksnet.protection.names import is_private_address
from ksnet.records.base import Address, DocumentLink
from ksnet.records.members import REDACTED_NAME, Guest, Person
from ksnet.records.vocabulary import PublicationBasis
from ksnet.rules.context import NetworkContext
from ksnet.rules.inactive import ended_too_early

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


def private_mail(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nobody's private mail address is held without dated consent."""
    for path, person in _everybody(context):
        if not person.email or not is_private_address(person.email) or getattr(person, "contact_consent", None):
            continue
        yield Fault(
            "private-address",
            Place(context.network.members_file, (*path, "email")),
            "Diese E-Mail-Adresse gehört zu einem Anbieter für private Postfächer.",
            "Dienstliche Adresse eintragen, oder den Tag der Einwilligung: contact_consent: 2026-05-04."
            if isinstance(person, Person)
            else "Dienstliche Adresse eintragen oder die Zeile löschen.",
            secret=True,
        )


def publication_lapsed(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that consent to publication has neither been withdrawn nor grown old."""
    file = context.network.members_file
    for path, person in _everybody(context):
        publication = person.publication
        if publication is None:
            continue
        if publication.withdrawn and publication.withdrawn.first <= context.day:
            yield Fault(
                "publication-lapsed",
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
            yield Fault(
                "publication-lapsed",
                Place(file, (*path, "publication", "since")),
                f"Die Einwilligung in die Veröffentlichung ist älter als {CONSENT_YEARS} Jahre.",
                "Nachfragen, ob sie noch gilt, und den Tag der neuen Einwilligung eintragen; sonst „until“ setzen.",
                secret=True,
            )


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
    return Fault("protected-address", place, message, mend, secret=True, severity=severity)


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
            yield Fault(
                "retention",
                Place(entry.file, (*entry.path, key)),
                "Diese Person ist seit mehr als zwölf Monaten nicht mehr im Netzwerk; ihre Daten stehen noch hier.",
                "Name und Kontakt löschen, „redacted“ mit dem Tag eintragen und die Kennung überall durch ehemals-1, ehemals-2 … ersetzen. Rolle und Stelle bleiben für die Statistik; vorher sind die Daten dem Archiv anzubieten (§ 10 Abs. 1 DSG NRW).",
                secret=True,
            )


def _years_later(day: dt.date, years: int) -> dt.date:
    if day.year + years > dt.MAXYEAR:
        return dt.date.max
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


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
            yield Fault(
                "redacted-left-over",
                Place(context.network.members_file, (*path, left[0])),
                f"Die Daten dieser Person sind als gelöscht gekennzeichnet, es steht aber noch da: {', '.join(f'„{key}“' for key in left)}.",
                "Diese Angaben löschen; es bleiben nur id (ehemals-1, ehemals-2 …), redacted, role, groups, since und until.",
                secret=True,
            )


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
            yield Fault(
                "personal-document",
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


def small_figure(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a count of one or two, which may point to a person, is recorded only where its source has published it."""
    for year in context.network.years.values():
        for number, figure in enumerate(year.record.figures):
            few = figure.value is not None and 0 < figure.value < SMALLEST and figure.value.is_integer()
            if few and not (figure.source or figure.sources):
                yield Fault(
                    "small-figure",
                    Place(year.file, ("figures", number, "value")),
                    f"Ein Wert unter {SMALLEST} ohne Quelle kann auf einzelne Personen hinweisen.",
                    "„source“ mit der Quelle ergänzen, die diesen Wert veröffentlicht hat; sonst den Wert löschen oder zusammenfassen.",
                    secret=True,
                )


def person_in_public(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a repository that everybody can read holds only people who may be published."""
    if context.settings.visibility != "oeffentlich":
        return
    for path, person in _everybody(context):
        if person.publication is None or _ended(person, context.day):
            yield Fault(
                "person-in-public",
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
