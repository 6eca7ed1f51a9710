"""KS4, what belongs to a duty but has another weight: vacancies, old pages, agreement dates.

The numbers begin at KS420, after those of the duties.
"""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.assessing import agreements
from ksnet.duties.counting.membership import has_ended
from ksnet.records import german
from ksnet.records.vocabulary import AgreementStatus
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import POST, SCHUTZ
from ksnet.rules.law.basis import founded_on
from ksnet.rules.law.examples import members

VACANT_COORDINATION = Rule(
    code="KS421",
    name="vacant-coordination",
    severity=Severity.WARNUNG,
    title="Eine Koordinierungsstelle ist unbesetzt.",
    why="Eine unbesetzte Stelle besteht, kann ihre Aufgaben aber nicht erfüllen.",
    mend="Ist die Stelle wieder besetzt, „vacant_since“ streichen und die Person unter „people“ eintragen.",
    wrong={"network": f"{POST}    vacant_since: ⟦2026-05-01⟧\n"},
    right={"network": POST},
    **founded_on("missing-coordination"),
)

EXPIRED_VACANCY = Rule(
    code="KS422",
    name="expired-vacancy",
    severity=Severity.WARNUNG,
    title="Der Tag ist vorbei, bis zu dem eine Kategorie vertreten sein sollte.",
    why="Wer eine Kategorie noch nicht gewonnen hat, nennt Grund und Tag; ist der Tag vorbei, ist die Kategorie offen.",
    mend="Die Stelle eintragen und den Eintrag streichen, oder einen neuen Tag und den Grund angeben.",
    wrong={
        "network": "vacancies:\n  - category: familiengericht\n    reason: Anfrage läuft\n"
        "    until: ⟦2026-05-31⟧\n",
        "members": members("familiengericht"),
    },
    right="2026-12-31",
    **founded_on("uncovered-category"),
)

FILLED_VACANCY = Rule(
    code="KS423",
    name="filled-vacancy",
    severity=Severity.WARNUNG,
    title="Eine Kategorie ist als unbesetzt geführt, aber vertreten.",
    why="Berichte und Übersichten nennen sonst eine Lücke, die es nicht mehr gibt.",
    mend="Den Eintrag unter „vacancies“ streichen.",
    wrong={
        "network": "vacancies:\n  - category: ⟦schule⟧\n    reason: Anfrage läuft\n"
        "    until: 2026-12-31\n"
    },
    right={"network": "vacancies: []\n"},
)

_TWO_PAGES = f"public_information:\n  procedures: {SCHUTZ}\n  structures: {SCHUTZ}\n"

STALE_PUBLIC_INFORMATION = Rule(
    code="KS424",
    name="stale-public-information",
    severity=Severity.WARNUNG,
    title="Der Stand einer Seite für die Öffentlichkeit ist alt oder fehlt.",
    why="Veraltete Seiten nennen falsche Wege und Ansprechpersonen.",
    mend="Seite ansehen, wenn nötig ändern lassen, und den Tag unter „as_of“ eintragen.",
    wrong={
        "network": f"{_TWO_PAGES}  contacts:\n"
        '    url: "https://www.example.org/schutz"\n    as_of: ⟦2025-01-15⟧\n'
    },
    right={"network": f"{_TWO_PAGES}  contacts: {SCHUTZ}\n"},
    **founded_on("missing-public-information"),
)

_ORDER = "agreements:\n  - id: ordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n"

OVERDUE_REVIEW = Rule(
    code="KS425",
    name="overdue-review",
    severity=Severity.WARNUNG,
    title="Eine Vereinbarung hätte überprüft werden sollen.",
    why="Den Tag hat das Netzwerk selbst bestimmt; das Gesetz verlangt keine Überprüfung in bestimmten Abständen.",
    mend="Nach der Überprüfung unter „review_by“ den nächsten Tag eintragen.",
    wrong={"network": _ORDER + "    review_by: ⟦2026-05-31⟧\n"},
    right="2027-05-31",
)

EXPIRED_AGREEMENT = Rule(
    code="KS426",
    name="expired-agreement",
    severity=Severity.WARNUNG,
    title="Eine Vereinbarung ist abgelaufen.",
    why="Was nicht mehr gilt, regelt nichts mehr; für die Pflichten zählt die Vereinbarung nicht.",
    mend="Verlängerung eintragen, oder „status: beendet“ setzen.",
    wrong={"network": _ORDER + "    valid_until: ⟦2026-05-31⟧\n"},
    right={"network": _ORDER + "    status: beendet\n    valid_until: 2026-05-31\n"},
)


def agreement_dates(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that agreements are reviewed and renewed in time."""
    record, file, day = context.network.record, context.network.file, context.day
    if has_ended(context.network, day):
        return
    for number, agreement in enumerate(record.agreements):
        if agreement.status is AgreementStatus.BEENDET:
            continue
        if agreements.expired(agreement, day):
            yield EXPIRED_AGREEMENT.fault(
                Place(file, ("agreements", number, "valid_until")),
                f"{german.quoted(agreement.title)} galt nur bis {german.vague_date(agreement.valid_until)}.",
            )
        elif agreement.review_by and agreement.review_by.last < day:
            yield OVERDUE_REVIEW.fault(
                Place(file, ("agreements", number, "review_by")),
                f"{german.quoted(agreement.title)} sollte bis {german.vague_date(agreement.review_by)} überprüft sein.",
            )


CHECKS = (agreement_dates,)
