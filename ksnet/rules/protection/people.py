"""KS5, people: private mail addresses, publication, retention, redaction, public repositories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Path, Place, Rule
from ksnet.duties.counting.spans import months_later
from ksnet.protection.names import is_private_address
from ksnet.protection.who import KEEP_MONTHS
from ksnet.records.members import REDACTED_NAME, Guest, Person, Publication
from ksnet.records.vocabulary import PublicationBasis
from ksnet.repository import Network
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import ONE_BODY
from ksnet.rules.references.inactive import impossible, named_after_end

CONSENT_YEARS = 3  # ksnet's own yardstick: the law names no period
_LEFT_OVER = (
    "form_of_address", "title", "given_name", "function", "email", "phone", "publication",
    "contact_consent", "sources", "reported",
)  # fmt: skip
_REDACTED_ID = expression(r"ehemals-[0-9]+")

DSGVO = "DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016"
_PERSON = ONE_BODY + "        {}\n"
_SECOND = (
    ONE_BODY + "        publication: {{basis: eigene-beschaeftigte}}\n      - id: {}\n"
    "        family_name: Beispiel\n        {}\n"
)
_REDACTED = (
    ONE_BODY + "      - id: ehemals-1\n        role: vertretung\n{}        redacted: 2026-01-15\n"
)


def everybody(network: Network) -> Iterator[tuple[Path, Person | Guest]]:
    """Yield the people and guests whose data are still recorded, with their paths."""
    for path, _, person in network.people():
        if not person.redacted:
            yield path, person
    for number, guest in enumerate(network.members.guests):
        yield ("guests", number), guest


PRIVATE_ADDRESS = Rule(
    code="KS504",
    name="private-address",
    severity=Severity.FEHLER,
    law="Art. 6 Abs. 1 DSGVO",
    edition=DSGVO,
    title="Eine private E-Mail-Adresse steht da ohne Einwilligung mit Datum.",
    why="Für die Arbeit im Netzwerk sind dienstliche Angaben nötig, private nicht (DS-05). Freiberufliche Verfahrensbeistände oder Hebammen können einwilligen; dann steht der Tag dabei. Funktionspostfächer von Stellen sind ausgenommen.",
    mend="Dienstliche Adresse eintragen, oder „contact_consent“ mit dem Tag der Einwilligung.",
    wrong={"members": _PERSON.format("email: ⟦muster@web.de⟧")},
    right="muster@web.de\n        contact_consent: 2026-05-04",
)


def private_mail(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nobody's private mail address is held without dated consent."""
    for path, person in everybody(context.network):
        consent = getattr(person, "contact_consent", None)  # which guests cannot give
        if person.email and is_private_address(person.email) and not consent:
            yield PRIVATE_ADDRESS.fault(
                Place(context.network.members_file, (*path, "email")),
                "Diese E-Mail-Adresse gehört zu einem Anbieter für private Postfächer.",
                "Dienstliche Adresse eintragen, oder den Tag der Einwilligung: contact_consent: 2026-05-04."
                if isinstance(person, Person)
                else "Dienstliche Adresse eintragen oder die Zeile löschen.",
                secret=True,
            )


PUBLICATION_LAPSED = Rule(
    code="KS505",
    name="publication-lapsed",
    severity=Severity.WARNUNG,
    law="Art. 7 Abs. 3 DSGVO",
    edition=DSGVO,
    yardstick="Eine Einwilligung gilt nach drei Jahren als alt; das Gesetz nennt keine Frist.",
    title="Eine Einwilligung in die Veröffentlichung ist widerrufen oder alt.",
    why="Ohne Angabe wird nie veröffentlicht, und jede Veröffentlichung braucht ihre Grundlage (DS-06, Regel incomplete-entry; die Dokumente halten sich daran, DS-07). Ein Widerruf wirkt für neue Dokumente sofort, nicht für schon verteilte und nicht für frühere Fassungen in Git (DS-09).",
    mend="Nach Widerruf Veröffentlichtes neu erzeugen; bei alter Einwilligung nachfragen.",
    wrong={"members": _PERSON.format("publication: {basis: einwilligung, since: ⟦2023-01-10⟧}")},
    right="2026-01-10",
)


def publication_lapsed(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that consent to publication has neither been withdrawn nor become old."""
    file = context.network.members_file
    for path, person in everybody(context.network):
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
            and months_later(publication.since.last, 12 * CONSENT_YEARS) < context.day
        ):
            yield PUBLICATION_LAPSED.fault(
                Place(file, (*path, "publication", "since")),
                f"Die Einwilligung in die Veröffentlichung ist älter als {CONSENT_YEARS} Jahre.",
                "Nachfragen, ob sie noch gilt, und den Tag der neuen Einwilligung eintragen; sonst „until“ setzen.",
                secret=True,
            )


RETENTION = Rule(
    code="KS507",
    name="retention",
    severity=Severity.WARNUNG,
    law="Art. 5 Abs. 1 Buchst. e DSGVO",
    edition=DSGVO,
    yardstick="Zwölf Monate nach dem Ausscheiden sind die Daten nicht mehr erforderlich; das Gesetz nennt für Kontaktlisten keine Frist.",
    title="Daten einer Person stehen noch da, obwohl sie das Netzwerk vor mehr als zwölf Monaten verlassen hat.",
    why="Daten sind zu löschen, wenn sie nicht mehr erforderlich sind (DS-10). Rolle und Stelle bleiben für die Statistik. Vor dem Löschen sind die Daten dem Archiv anzubieten.",
    mend="Name und Kontakt löschen, „redacted“ mit dem Tag eintragen; Rolle, Gremien und Daten bleiben.",
    wrong={"members": _SECOND.format("beispiel", "until: ⟦2025-06-29⟧")},
    right="2025-06-30",
)


def retention(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that data of people who left the network are not kept longer than twelve months.

    Nobody is to be deleted for a wrong year: whose end may be wrong is left out and reported by
    KS203, KS302 or KS303.
    """
    named: frozenset[str] | None = None
    for entry in context.all_entries:
        person = entry.record
        if not isinstance(person, Person) or person.redacted or entry.until.precision == "unknown":
            continue
        if impossible(entry):
            continue
        if months_later(entry.until.last, KEEP_MONTHS) < context.day:
            named = named_after_end(context) if named is None else named
            if person.id in named:
                continue
            key = "until" if person.until else "id"
            yield RETENTION.fault(
                Place(entry.file, (*entry.path, key)),
                "Diese Person ist seit mehr als zwölf Monaten nicht mehr im Netzwerk; ihre Daten stehen noch hier.",
                "Name und Kontakt löschen, „redacted“ mit dem Tag eintragen und die Kennung überall durch ehemals-1, ehemals-2 … ersetzen. Rolle und Stelle bleiben für die Statistik; vorher sind die Daten dem Archiv anzubieten.",
                secret=True,
            )


REDACTED_LEFT_OVER = Rule(
    code="KS508",
    name="redacted-left-over",
    severity=Severity.FEHLER,
    law="Art. 17 Abs. 1 DSGVO",
    edition=DSGVO,
    title="Von einer gelöschten Person stehen noch Angaben da.",
    why="Mit „redacted“ sagt der Eintrag, dass die Daten entfernt sind (DS-10). Dann darf nichts mehr auf die Person führen, auch nicht die Kennung.",
    mend="Diese Angaben löschen, die Kennung durch ehemals-1, ehemals-2 … ersetzen, in allen Dateien.",
    wrong={"members": _REDACTED.format("        phone: ⟦02921 103-0⟧\n")},
    right={"members": _REDACTED.format("")},
)


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


PERSON_IN_PUBLIC = Rule(
    code="KS510",
    name="person-in-public",
    severity=Severity.WARNUNG,
    law="Art. 6 Abs. 1 DSGVO",
    edition=DSGVO,
    title="In einem öffentlichen Verzeichnis steht eine Person, die nicht veröffentlicht werden darf.",
    why="„visibility: oeffentlich“ in ksnet.yaml sagt, dass alle das Verzeichnis lesen können (DS-13). Dann ist jede Person darin veröffentlicht, ob sie in einem Dokument erscheint oder nicht. Dass auch Namen und Adressen in Git-Commits personenbezogen sind (DS-14), steht im Handbuch; eine Regel dafür gibt es nicht.",
    mend="Person löschen, „publication“ ergänzen oder das Verzeichnis nicht öffentlich führen.",
    wrong={
        "settings": "visibility: oeffentlich\n",
        "members": _SECOND.format("⟦erika-beispiel⟧", "role: vertretung"),
    },
    right={
        "settings": "visibility: oeffentlich\n",
        "members": _PERSON.format("publication: {basis: eigene-beschaeftigte}"),
    },
)


def person_in_public(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a repository that everybody can read holds only people who may be published."""
    if context.settings.visibility != "oeffentlich":
        return
    for path, person in everybody(context.network):
        if _not_permitted(person.publication, context.day):
            yield PERSON_IN_PUBLIC.fault(
                Place(context.network.members_file, (*path, "id")),
                "Dieses Verzeichnis ist öffentlich, die Veröffentlichung dieser Person ist aber nicht erlaubt.",
                "Person löschen, oder „publication“ mit Grundlage ergänzen, oder das Verzeichnis nicht öffentlich führen (visibility: intern).",
                secret=True,
            )


def _not_permitted(publication: Publication | None, day: dt.date) -> bool:
    """Whether nobody has said that a person may be published, or it is withdrawn or over."""
    if publication is None or publication.withdrawn:
        return True
    return bool(publication.until and publication.until.last < day)


CHECKS = (private_mail, publication_lapsed, retention, redacted_left_over, person_in_public)
