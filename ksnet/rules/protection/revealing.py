"""KS5, what reveals somebody outside the entries of people: addresses, documents, small numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.protection.bodies import is_shelter
from ksnet.records.base import Address, DocumentLink
from ksnet.records.event import EventRecord
from ksnet.records.model import BaseModel
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.records.vocabulary import EventKind
from ksnet.repository import Network
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import ONE_BODY
from ksnet.rules.protection.people import DSGVO
from ksnet.yamltext.reading.texts import searchable

SMALLEST = 3  # the first count that is no longer taken for one or two people
_SHEET = expression(
    r"(?:unterschrift|signatur|anwesenheit|teilnehm\w{0,12}|teilnahme)(?:en|s)?[\s_-]{0,2}"
    r"(?:\w{1,6}[\s_-])?(?:list|blatt|blätt|blaett)|gruppenfoto|gruppenbild|portr[aä]i?t"
    r"|(?:^|[\s/_-])fotos?(?:$|[\s/_.-])",
    re.IGNORECASE,
)
_IMAGE = expression(r"\.(?:jpe?g|png|gif|webp|heic|heif|bmp|tiff?|svg)(?:[?#].*)?$", re.IGNORECASE)
_MARKS = str.maketrans("", "", "'\"\\")  # quotes, and what escapes them in a quoted text

_SHELTER_ENTRY = (
    f"{ONE_BODY}"
    "  - id: schutz\n    name: Frauenhaus\n    categories: [weitere]\n    label: Gewaltschutz\n"
    "{}    sensitive: true\n"
)
_AGREEMENT = (
    "agreements:\n  - id: kooperation\n    kind: kooperationsvereinbarung\n"
    "    title: Kooperationsvereinbarung\n    document:\n      title: {}\n"
)


PROTECTED_ADDRESS = Rule(
    code="KS506",
    name="protected-address",
    severity=Severity.FEHLER,
    law="Art. 6 Abs. 1 DSGVO",
    edition=DSGVO,
    title="Von einer geschützten Einrichtung steht da, wo sie ist, wie sie zu erreichen ist, oder öffentlich ihr Name.",
    why="Wer weiß, wo ein Frauenhaus oder eine Schutzwohnung ist, gefährdet die Menschen darin (DS-08). Keine Ausgabe nennt die Einrichtung; deshalb dürfen ihre Anschrift und ihre Kontaktwege („contacts“) auch nicht in den Unterlagen stehen, und ihr Name nicht in Texten, die öffentlich werden.",
    mend="Anschrift oder Kontaktwege löschen; statt des Namens die Kennung nennen oder nur, worum es geht.",
    reason="Wer weiß, wo eine Schutzeinrichtung ist, gefährdet die Menschen darin.",
    wrong={"members": _SHELTER_ENTRY.format("    address:\n      street: ⟦Verborgener Weg 1⟧\n")},
    right={"members": _SHELTER_ENTRY.format("")},
)


def protected_address(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no record says where a Frauenhaus is, or how to reach a protected body."""
    network = context.network
    protected: set[str] = set()
    for number, member in enumerate(network.members.members):
        shelter = is_shelter(member.name or "")
        if member.sensitive:
            protected.update(name.casefold() for name in (member.name, member.label) if name)
        if member.address and (member.sensitive or shelter):
            yield _whereabouts(
                Place(
                    network.members_file, ("members", number, "address", _first_set(member.address))
                ),
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
        if (
            place
            and place.name
            and place.name.casefold() in protected
            and (place.street or place.building)
        ):
            yield _whereabouts(
                Place(event.file, ("location", "street" if place.street else "building")),
                "Hier steht, wo eine geschützte Einrichtung ist.",
                None,
            )
    yield from _named_in_public(network)


def _named_in_public(network: Network) -> Iterator[Fault]:
    """Yield where a text for everybody names a protected body.

    A name of one word („Frauenhaus“) is looked for as the whole text only, others also within it.
    """
    named = {m.name.casefold() for m in network.members.members if m.sensitive and m.name}
    if not named:
        return
    public: dict[str, type[BaseModel]] = {network.file: NetworkRecord}
    public |= {
        event.file: EventRecord
        for event in network.events.values()
        if event.record.public and event.record.kind is not EventKind.FALLKONFERENZ
    }
    public |= {plan.file: PlanRecord for plan in network.plans.values() if plan.record.public}
    for file, model in public.items():
        text = network.texts.get(file, "")
        # A long text may be folded within a name: its words are enough for a closer look.
        said = searchable(text).casefold().translate(_MARKS)
        if not any(all(word in said for word in name.translate(_MARKS).split()) for name in named):
            continue
        from ksnet.protection.public_keys import may_be_public
        from ksnet.yamltext.reading.segments import segments  # needs libyaml

        for segment in segments(text):
            if segment.kind != "value" or not may_be_public(
                model, str(segment.path[:1] and segment.path[0])
            ):
                continue
            words = " ".join(segment.text.casefold().split())
            if any(
                words.strip("'\"") == name
                or (" " in name and re.search(rf"(?<!\w){re.escape(name)}", words))
                for name in named
            ):
                yield PROTECTED_ADDRESS.fault(
                    Place(file, segment.path),
                    "In diesem Text, der öffentlich wird, steht der Name einer geschützten Einrichtung.",
                    "Die Kennung der Stelle nennen, wo das geht, sonst nur sagen, worum es geht.",
                    secret=True,
                )


def _first_set(address: Address) -> str:
    """Return the first key of an address that has a value."""
    return next(
        (key for key in ("building", "street", "postcode", "city") if getattr(address, key)), "city"
    )


def _whereabouts(
    place: Place, message: str, severity: Severity | None, *, what: str = "Anschrift"
) -> Fault:
    mend = f"{what} löschen"
    mend += (
        "."
        if severity is None
        else " und „sensitive: true“ setzen; ist die Anschrift öffentlich, etwa die einer Beratungsstelle, den Namen danach wählen."
    )
    return PROTECTED_ADDRESS.fault(place, message, mend, secret=True, severity=severity)


PERSONAL_DOCUMENT = Rule(
    code="KS509",
    name="personal-document",
    severity=Severity.FEHLER,
    law="§ 22 KunstUrhG, Art. 5 Abs. 1 Buchst. c DSGVO",
    edition=f"KunstUrhG vom 09.01.1907; {DSGVO}",
    title="Ein Eintrag verweist auf ein Bild, eine Unterschriftenliste oder eine Teilnehmendenliste.",
    why="Wer da war, wird nur gezählt, je Kategorie (DS-11). Fotos brauchen die Einwilligung aller, die darauf zu sehen sind; Unterschriften und Listen mit Namen gehören in die Akte der Veranstaltung.",
    mend="Verweis und Datei löschen; Zahlen unter „attendance“ eintragen.",
    wrong={"network": _AGREEMENT.format("⟦Unterschriftenliste vom Juni⟧")},
    right="Kooperationsvereinbarung, ohne Unterschriften",
)


def documents_of(network: Network) -> Iterator[tuple[Place, DocumentLink]]:
    """Yield the documents that the records of a network point to."""
    for number, agreement in enumerate(network.record.agreements):
        if agreement.document:
            yield Place(network.file, ("agreements", number, "document")), agreement.document
    for event in network.events.values():
        if event.record.minutes and event.record.minutes.document:
            yield Place(event.file, ("minutes", "document")), event.record.minutes.document
    for plan in network.plans.values():
        if plan.record.document:
            yield Place(plan.file, ("document",)), plan.record.document


def personal_document(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no record points to photos, signatures or attendance sheets."""
    for place, document in documents_of(context.network):
        found = _personal(document)
        if found:
            key, what = found
            yield PERSONAL_DOCUMENT.fault(
                Place(place.file, (*place.path, key)),
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
    code="KS511",
    name="small-figure",
    severity=Severity.FEHLER,
    law="Art. 5 Abs. 1 Buchst. c DSGVO, § 35 Abs. 1 SGB I",
    edition=f"{DSGVO}; SGB I, gelesener Stand 26.03.2022",
    title="Eine Kennzahl unter drei steht da ohne Quelle.",
    why="Kennzahlen sind veröffentlichte Summen. Wer weiß, dass es im Jahr nur ein oder zwei Fälle gab, kann sie oft einer Familie zuordnen (DS-12). Was die Quelle selbst veröffentlicht hat, darf auch hier stehen; eine Null sagt über niemanden etwas.",
    mend="„source“ ergänzen, oder den Wert löschen oder mit anderen zusammenfassen.",
    wrong={
        "data/networks/musterstadt/years/2025.yaml": "figures:\n"
        "  - text: Mitteilungen aus Schulen\n    value: ⟦2⟧\n"
    },
    right="12",
)


def small_figure(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a count of one or two, which may reveal a person, has a published source."""
    for year in context.network.years.values():
        for number, figure in enumerate(year.record.figures):
            few = (
                figure.value is not None
                and 0 < figure.value < SMALLEST
                and figure.value.is_integer()
            )
            if few and not (figure.source or figure.sources):
                yield SMALL_FIGURE.fault(
                    Place(year.file, ("figures", number, "value")),
                    f"Ein Wert unter {SMALLEST} ohne Quelle kann auf einzelne Personen hinweisen.",
                    "„source“ mit der Quelle ergänzen, die diesen Wert veröffentlicht hat; sonst den Wert löschen oder zusammenfassen.",
                    secret=True,
                )


CHECKS = (protected_address, personal_document, small_figure)
