"""KS4 as rules: weight, paragraph and reason come from the catalogue of duties, so that an amendment is a change of data.

The numbers follow the duties: KS410 is LKSG-10. What belongs to a duty but weighs differently stands from KS420 on.
"""

from __future__ import annotations

from typing import TypedDict

from ksnet.law import Duty, Force, catalogue
from ksnet.records.vocabulary import Severity
from ksnet.rules import law
from ksnet.rules.law_examples import BOTH, COMPLETE, NAME, POST, members, training, two_offices, two_years
from ksnet.rules.rule import Example, NetworkCheck, OverviewCheck, Rule

_DUTIES = {duty.name: duty for duty in catalogue()}  # of several Fassungen the latest
_SCHUTZ = '{url: "https://www.example.org/schutz", as_of: 2026-01-15}'
_WHOLE_YEAR = {"network": "complete_since: 2025-01-01\n", **two_years("begleitung, strukturen, fortbildung")}

_ALWAYS = frozenset(
    ("small-coordination-share", "case-conference-details")
)  # they conclude nothing from what is missing
_ONLY_COMPLETE = "Aus Fehlendem wird nur geschlossen, soweit die Unterlagen vollständig sein wollen („complete_since“)."


_FORCE = {
    Force.MUSS: "Das Gesetz verlangt es; wie ksnet es misst, sagt der Maßstab.",
    Force.SOLL: "Das Gesetz sieht es als Regel vor; wer davon abweicht, braucht einen Grund. Wie ksnet es misst, sagt der Maßstab.",
    Force.KANN: "Das Gesetz stellt es frei.",
    Force.EIGENE_REGEL: "Das Gesetz verlangt es nicht; gemessen wird an einer Regel des Netzwerks oder an einem Maß von ksnet.",
}


class _Founded(TypedDict):
    law: str | None
    edition: str
    wording: str
    yardstick: str


def _founded_on(duty: Duty) -> _Founded:
    """Return what a rule is founded on: the law with its Fassung and wording, apart from ksnet's own yardstick."""
    own = duty.force is Force.EIGENE_REGEL
    return {
        "law": None if own else duty.law,
        "edition": duty.edition,
        "wording": duty.wording,
        "yardstick": duty.yardstick,
    }


def _rule(  # noqa: PLR0913, PLR0917  (a rule has as many parts)
    name: str,
    title: str,
    mend: str,
    wrong: Example,
    right: Example,
    check: NetworkCheck | None = None,
    overview: OverviewCheck | None = None,
) -> Rule:
    duty = _DUTIES[name]
    return Rule(
        code=f"KS4{duty.id.removeprefix('LKSG-')}",
        name=name,
        severity=duty.severity,
        title=title,
        why=_FORCE[duty.force] if name in _ALWAYS else f"{_FORCE[duty.force]} {_ONLY_COMPLETE}",
        mend=mend,
        wrong=wrong,
        right=right,
        **_founded_on(duty),
        check=check,
        overview=overview,
    )


RULES = (
    _rule(
        "no-youth-office",
        "Dem Netzwerk gehört kein Jugendamt an.",
        "Unter „youth_offices“ die Jugendämter eintragen, die das Netzwerk bilden.",
        wrong={
            "network": f"{COMPLETE}⟦youth_offices⟧: []\ncoordination: []\n",
            "members": members().replace(
                "    youth_office: stadt-muster\n", "    name: Amt\n    categories: [jugendamt]\n"
            ),
        },
        right={"network": COMPLETE},
        check=law.open_duties,
    ),
    _rule(
        "missing-cooperation-agreement",
        "Die Zusammenarbeit mehrerer Jugendämter ist nicht in einer Vereinbarung geregelt.",
        "Die Vereinbarung unter „agreements“ eintragen, mit Datum und Beteiligten.",
        wrong={"network": NAME + two_offices("koordinierungsstellen")},
        right={"network": two_offices(BOTH)},
    ),
    _rule(
        "offices-not-neighbouring",
        "Die Jugendämter liegen in verschiedenen Kreisen, und dass sie aneinandergrenzen, ist nicht eingetragen.",
        "Grenzen die Gemeinden aneinander, „neighbouring: true“ eintragen; sonst die Schlüssel prüfen.",
        wrong={"network": two_offices(BOTH, key='⟦"05962016"⟧').replace("stadt-neben", "stadt-drueben")},
        right={
            "network": two_offices(BOTH, key='"05962016"', more="neighbouring: true\n").replace(
                "stadt-neben", "stadt-drueben"
            )
        },
    ),
    _rule(
        "missing-coordination",
        "Ein Jugendamt hat keine Koordinierungsstelle.",
        "Unter „coordination“ die Koordinierungsstelle mit ihrem Jugendamt eintragen. Bei Netzwerken auf zwei Ebenen genügt eine.",
        wrong={"network": two_offices(BOTH, first="⟦stadt-neben⟧", posts="")},
        right={"network": two_offices(BOTH)},
        overview=law.missing_coordination,
    ),
    _rule(
        "missing-coordination-agreement",
        "Die Zusammenarbeit mehrerer Koordinierungsstellen ist nicht in einer Vereinbarung geregelt.",
        "Bei der Vereinbarung, die sie regelt, unter „covers“ koordinierungsstellen ergänzen.",
        wrong={"network": NAME + two_offices("interkommunale-zusammenarbeit")},
        right={"network": two_offices(BOTH)},
    ),
    _rule(
        "small-coordination-share",
        "Der Stellenanteil einer Koordinierungsstelle ist kleiner als 0,5 VZÄ.",
        "Stellenanteil prüfen. Stimmt er, ist nichts zu tun.",
        wrong={"network": POST.replace("0.5", "⟦0.3⟧")},
        right={"network": POST},
    ),
    _rule(
        "task-without-activity",
        "Zu einer Aufgabe der Koordinierungsstelle ist in einem Jahr keine Tätigkeit erfasst.",
        "Bei den Veranstaltungen unter „tasks“ eintragen, welcher Aufgabe sie dienten.",
        wrong={"network": f"{NAME}complete_since: 2025-01-01\n", **two_years("fortbildung")},
        right=_WHOLE_YEAR,
    ),
    _rule(
        "uncovered-category",
        "Eine der zwölf Einrichtungen oder Berufsgruppen ist nicht vertreten, und niemand sagt warum.",
        "Eine Stelle mit dieser Kategorie eintragen, oder unter „vacancies“ Grund und Tag angeben.",
        wrong={"network": NAME + COMPLETE, "members": members("familiengericht")},
        right={
            "network": f"{COMPLETE}vacancies:\n  - category: familiengericht\n    reason: Anfrage läuft\n    until: 2026-12-31\n",
            "members": members("familiengericht"),
        },
    ),
    _rule(
        "unlabelled-member",
        "Bei einer weiteren Stelle steht nicht, was sie ist.",
        "„label“ ergänzen.",
        wrong={
            "network": COMPLETE,
            "members": members(more="  - id: ⟦tus-muster⟧\n    name: TuS Muster\n    categories: [weitere]\n"),
        },
        right={
            "network": COMPLETE,
            "members": members(
                more="  - id: tus-muster\n    name: TuS Muster\n    categories: [weitere]\n    label: Sportverein\n"
            ),
        },
    ),
    _rule(
        "too-few-trainings",
        "In einem Jahr gab es weniger als drei interdisziplinäre Qualifizierungsangebote.",
        "Fehlende Angebote als Veranstaltungen eintragen, mit „qualification“ (interdisciplinary: true und mindestens zwei categories). Im laufenden Jahr zählen geplante mit (warnung), in einem abgeschlossenen nur, was stattgefunden hat (fehler, im Gründungsjahr hinweis).",
        wrong={
            "network": f"{NAME}complete_since: 2026-01-01\n",
            **training("2026-03-18", held=True),
            **training("2026-11-18", held=False),
        },
        right={
            "network": "complete_since: 2026-01-01\n",
            **training("2026-03-18", held=True),
            **training("2026-10-07", held=False),
            **training("2026-11-18", held=False),
        },
    ),
    _rule(
        "missing-procedure-agreement",
        "Eine Absprache zum Verfahren bei möglicher Kindeswohlgefährdung fehlt, gilt nicht oder ist unvollständig erfasst.",
        "Die Absprache unter „agreements“ eintragen, mit „signed“ und „review_by“.",
        wrong={
            "network": f"{COMPLETE}agreements:\n  - id: ⟦verfahren⟧\n    kind: verfahrensabsprache\n    title: Verfahren\n    covers: [mitteilungswege]\n    signed: 2025-03-12\n    document: {{path: verfahren.pdf}}\n"
        },
        right={"network": COMPLETE},
    ),
    _rule(
        "missing-reporting-paths",
        "Eine Beschreibung der Mitteilungswege fehlt, gilt nicht oder ist unvollständig erfasst.",
        "Die Beschreibung unter „agreements“ eintragen, mit „signed“ und „document“.",
        wrong={
            "network": f"{NAME}{COMPLETE}agreements:\n  - id: verfahren\n    kind: verfahrensabsprache\n    title: Verfahren\n    signed: 2025-03-12\n    review_by: 2027-03-31\n"
        },
        right={"network": COMPLETE},
    ),
    _rule(
        "missing-public-information",
        "Eine Seite, die die Öffentlichkeit über Verfahren, Strukturen oder Ansprechpersonen informiert, fehlt.",
        "Unter „public_information“ die Adressen eintragen; eine Seite darf für alle drei stehen.",
        wrong={"network": f"{COMPLETE}⟦public_information⟧:\n  procedures: {_SCHUTZ}\n  structures: {_SCHUTZ}\n"},
        right={"network": COMPLETE},
    ),
    _rule(
        "case-conference-details",
        "Von einer Fallkonferenz ist mehr erfasst, als zulässig ist, oder nicht, dass sie anonymisiert war.",
        "Nur title, kind, groups, start, end, status, organisers und case_conference behalten; unter case_conference nur anonymised, duration_minutes und participants.",
        wrong={
            "data/events/musterstadt/2026-05-20-fallkonferenz.yaml": "title: Fallkonferenz\nkind: fallkonferenz\nstart: 2026-05-20\nstatus: stattgefunden\ncase_conference: {anonymised: true, participants: 8}\n⟦summary⟧: Besprochen wurde ein Fall.\n"
        },
        right={
            "data/events/musterstadt/2026-05-20-fallkonferenz.yaml": "title: Fallkonferenz\nkind: fallkonferenz\nstart: 2026-05-20\nstatus: stattgefunden\ncase_conference: {anonymised: true, duration_minutes: 60, participants: 8}\n"
        },
        check=law.case_conference_details,
    ),
    _rule(
        "cadence-not-kept",
        "Ein Gremium tagte seltener, als das Netzwerk selbst es vorsieht.",
        "Fehlende Treffen eintragen, oder den Turnus ändern, wenn er nicht mehr gilt.",
        wrong={
            "network": "complete_since: 2026-05-01\ngroups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: plenum\n    ⟦cadence⟧: {meetings: 1, per: monat}\n"
        },
        right={
            "network": "complete_since: 2026-05-01\ngroups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: plenum\n    cadence: {meetings: 1, per: monat}\n",
            "data/events/musterstadt/2026-05-20-treffen.yaml": "title: Netzwerktreffen\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-05-20\nstatus: stattgefunden\ntasks: [strukturen]\nattendance: {total: 20}\nminutes: {status: freigegeben}\n",
        },
    ),
    _rule(
        "missing-activity-report",
        "Für ein Jahr, über das zu berichten ist, fehlt die Jahresdatei.",
        "Die Jahresdatei anlegen, oder unter „report“ ändern, was vereinbart ist.",
        wrong={
            **_WHOLE_YEAR,
            "network": "complete_since: 2025-01-01\n⟦report⟧:\n  basis: vereinbarung\n  since: 2025\n",
        },
        right={
            **_WHOLE_YEAR,
            "network": "complete_since: 2025-01-01\nreport:\n  basis: vereinbarung\n  since: 2025\n",
            "year": "summary: Das Netzwerk hat drei Fachtage veranstaltet.\nevaluation: Die Themen waren gut gewählt.\noutlook: Es folgen drei weitere.\nresources:\n  - youth_office: stadt-muster\n    state_funds_eur: 76500\n",
        },
    ),
    _rule(
        "missing-affiliation",
        "Eine Vertretung in anderen Netzwerken ist nicht erfasst.",
        "Unter „affiliations“ eintragen, z. B. das Netzwerk Frühe Hilfen oder die Arbeitsgemeinschaft nach § 78 SGB VIII.",
        wrong={"network": f"{NAME}{COMPLETE}affiliations: []\n"},
        right={"network": COMPLETE},
    ),
    _rule(
        "missing-8a-agreement",
        "Bei einem Träger ist keine Vereinbarung nach § 8a Abs. 4 SGB VIII erfasst.",
        "„agreement_8a“ ergänzen, oder eine andere Kategorie wählen.",
        wrong={
            "network": COMPLETE,
            "members": members(
                more="  - id: ⟦jugendhilfe-muster⟧\n    name: Jugendhilfe Muster\n    categories: [traeger-8a]\n"
            ),
        },
        right={
            "network": COMPLETE,
            "members": members(
                more="  - id: jugendhilfe-muster\n    name: Jugendhilfe Muster\n    categories: [traeger-8a]\n    agreement_8a: {signed: 2023-05-04}\n"
            ),
        },
    ),
    Rule(
        code="KS421",
        name="vacant-coordination",
        severity=Severity.WARNUNG,
        title="Eine Koordinierungsstelle ist unbesetzt.",
        why="Eine unbesetzte Stelle besteht, kann ihre Aufgaben aber nicht erfüllen.",
        mend="Ist die Stelle wieder besetzt, „vacant_since“ streichen und die Person unter „people“ eintragen.",
        wrong={"network": f"{POST}    vacant_since: ⟦2026-05-01⟧\n"},
        right={"network": POST},
        **_founded_on(_DUTIES["missing-coordination"]),
    ),
    Rule(
        code="KS422",
        name="expired-vacancy",
        severity=Severity.WARNUNG,
        title="Der Tag ist vorbei, bis zu dem eine Kategorie vertreten sein sollte.",
        why="Wer eine Kategorie noch nicht gewonnen hat, nennt Grund und Tag; ist der Tag vorbei, ist die Kategorie offen.",
        mend="Die Stelle eintragen und den Eintrag streichen, oder einen neuen Tag und den Grund angeben.",
        wrong={
            "network": "vacancies:\n  - category: familiengericht\n    reason: Anfrage läuft\n    until: ⟦2026-05-31⟧\n",
            "members": members("familiengericht"),
        },
        right={
            "network": "vacancies:\n  - category: familiengericht\n    reason: Anfrage läuft\n    until: 2026-12-31\n",
            "members": members("familiengericht"),
        },
        **_founded_on(_DUTIES["uncovered-category"]),
    ),
    Rule(
        code="KS423",
        name="filled-vacancy",
        severity=Severity.WARNUNG,
        title="Eine Kategorie ist als unbesetzt geführt, aber vertreten.",
        why="Berichte und Übersichten nennen sonst eine Lücke, die es nicht mehr gibt.",
        mend="Den Eintrag unter „vacancies“ streichen.",
        wrong={
            "network": "vacancies:\n  - category: ⟦schule⟧\n    reason: Anfrage läuft\n    until: 2026-12-31\n",
        },
        right={"network": "vacancies: []\n"},
    ),
    Rule(
        code="KS424",
        name="stale-public-information",
        severity=Severity.WARNUNG,
        title="Der Stand einer Seite für die Öffentlichkeit ist alt oder fehlt.",
        why="Veraltete Seiten nennen falsche Wege und Ansprechpersonen.",
        mend="Seite ansehen, wenn nötig ändern lassen, und den Tag unter „as_of“ eintragen.",
        wrong={
            "network": f'public_information:\n  procedures: {_SCHUTZ}\n  structures: {_SCHUTZ}\n  contacts:\n    url: "https://www.example.org/schutz"\n    as_of: ⟦2025-01-15⟧\n'
        },
        right={
            "network": f"public_information:\n  procedures: {_SCHUTZ}\n  structures: {_SCHUTZ}\n  contacts: {_SCHUTZ}\n"
        },
        **_founded_on(_DUTIES["missing-public-information"]),
    ),
    Rule(
        code="KS425",
        name="overdue-review",
        severity=Severity.WARNUNG,
        title="Eine Vereinbarung hätte überprüft werden sollen.",
        why="Den Tag hat das Netzwerk selbst bestimmt; das Gesetz verlangt keine Überprüfung in bestimmten Abständen.",
        mend="Nach der Überprüfung unter „review_by“ den nächsten Tag eintragen.",
        wrong={
            "network": "agreements:\n  - id: ordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n    review_by: ⟦2026-05-31⟧\n"
        },
        right={
            "network": "agreements:\n  - id: ordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n    review_by: 2027-05-31\n"
        },
        check=law.agreement_dates,
    ),
    Rule(
        code="KS426",
        name="expired-agreement",
        severity=Severity.WARNUNG,
        title="Eine Vereinbarung ist abgelaufen.",
        why="Was nicht mehr gilt, regelt nichts mehr; für die Pflichten zählt die Vereinbarung nicht.",
        mend="Verlängerung eintragen, oder „status: beendet“ setzen.",
        wrong={
            "network": "agreements:\n  - id: ordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n    valid_until: ⟦2026-05-31⟧\n"
        },
        right={
            "network": "agreements:\n  - id: ordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n    status: beendet\n    valid_until: 2026-05-31\n"
        },
    ),
)
