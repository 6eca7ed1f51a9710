"""KS4 as rules, one for each duty: KS410 is LKSG-10. An amendment is a change of the catalogue, not of this page."""

from __future__ import annotations

from ksnet.rules import law
from ksnet.rules.law_basis import duty_rule
from ksnet.rules.law_examples import BOTH, COMPLETE, NAME, POST, SCHUTZ, members, training, two_offices, two_years

_WHOLE_YEAR = {"network": "complete_since: 2025-01-01\n", **two_years("begleitung, strukturen, fortbildung")}

RULES = (
    duty_rule(
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
    duty_rule(
        "missing-cooperation-agreement",
        "Die Zusammenarbeit mehrerer Jugendämter ist nicht in einer Vereinbarung geregelt.",
        "Die Vereinbarung unter „agreements“ eintragen, mit Datum und Beteiligten.",
        wrong={"network": NAME + two_offices("koordinierungsstellen")},
        right={"network": two_offices(BOTH)},
    ),
    duty_rule(
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
    duty_rule(
        "missing-coordination",
        "Ein Jugendamt hat keine Koordinierungsstelle.",
        "Unter „coordination“ die Koordinierungsstelle mit ihrem Jugendamt eintragen. Bei Netzwerken auf zwei Ebenen genügt eine.",
        wrong={"network": two_offices(BOTH, first="⟦stadt-neben⟧", posts="")},
        right={"network": two_offices(BOTH)},
        overview=law.missing_coordination,
    ),
    duty_rule(
        "missing-coordination-agreement",
        "Die Zusammenarbeit mehrerer Koordinierungsstellen ist nicht in einer Vereinbarung geregelt.",
        "Bei der Vereinbarung, die sie regelt, unter „covers“ koordinierungsstellen ergänzen.",
        wrong={"network": NAME + two_offices("interkommunale-zusammenarbeit")},
        right={"network": two_offices(BOTH)},
    ),
    duty_rule(
        "small-coordination-share",
        "Der Stellenanteil einer Koordinierungsstelle ist kleiner als 0,5 VZÄ.",
        "Stellenanteil prüfen. Stimmt er, ist nichts zu tun.",
        wrong={"network": POST.replace("0.5", "⟦0.3⟧")},
        right={"network": POST},
    ),
    duty_rule(
        "task-without-activity",
        "Zu einer Aufgabe der Koordinierungsstelle ist in einem Jahr keine Tätigkeit erfasst.",
        "Bei den Veranstaltungen unter „tasks“ eintragen, welcher Aufgabe sie dienten.",
        wrong={"network": f"{NAME}complete_since: 2025-01-01\n", **two_years("fortbildung")},
        right=_WHOLE_YEAR,
    ),
    duty_rule(
        "uncovered-category",
        "Eine der zwölf Einrichtungen oder Berufsgruppen ist nicht vertreten, und niemand sagt warum.",
        "Eine Stelle mit dieser Kategorie eintragen, oder unter „vacancies“ Grund und Tag angeben.",
        wrong={"network": NAME + COMPLETE, "members": members("familiengericht")},
        right={
            "network": f"{COMPLETE}vacancies:\n  - category: familiengericht\n    reason: Anfrage läuft\n    until: 2026-12-31\n",
            "members": members("familiengericht"),
        },
    ),
    duty_rule(
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
    duty_rule(
        "too-few-trainings",
        "In einem Jahr gab es weniger interdisziplinäre Qualifizierungsangebote, als das Gesetz verlangt.",
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
    duty_rule(
        "missing-procedure-agreement",
        "Eine Absprache zum Verfahren bei möglicher Kindeswohlgefährdung fehlt, gilt nicht oder ist unvollständig erfasst.",
        "Die Absprache unter „agreements“ eintragen, mit „signed“ und „review_by“.",
        wrong={
            "network": f"{COMPLETE}agreements:\n  - id: ⟦verfahren⟧\n    kind: verfahrensabsprache\n    title: Verfahren\n    covers: [mitteilungswege]\n    signed: 2025-03-12\n    document: {{path: verfahren.pdf}}\n"
        },
        right={"network": COMPLETE},
    ),
    duty_rule(
        "missing-reporting-paths",
        "Eine Beschreibung der Mitteilungswege fehlt, gilt nicht oder ist unvollständig erfasst.",
        "Die Beschreibung unter „agreements“ eintragen, mit „signed“ und „document“.",
        wrong={
            "network": f"{NAME}{COMPLETE}agreements:\n  - id: verfahren\n    kind: verfahrensabsprache\n    title: Verfahren\n    signed: 2025-03-12\n    review_by: 2027-03-31\n"
        },
        right={"network": COMPLETE},
    ),
    duty_rule(
        "missing-public-information",
        "Eine Seite, die die Öffentlichkeit über Verfahren, Strukturen oder Ansprechpersonen informiert, fehlt.",
        "Unter „public_information“ die Adressen eintragen; eine Seite darf für alle drei stehen.",
        wrong={"network": f"{COMPLETE}⟦public_information⟧:\n  procedures: {SCHUTZ}\n  structures: {SCHUTZ}\n"},
        right={"network": COMPLETE},
    ),
    duty_rule(
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
    duty_rule(
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
    duty_rule(
        "missing-activity-report",
        "Ein Tätigkeitsbericht ist nach dem Tag, den sich das Netzwerk gegeben hat, nicht vorgelegt.",
        "In der Jahresdatei unter „approved“ eintragen, wem er wann vorgelegt wurde, oder unter „report“ ändern, was vereinbart ist.",
        wrong={
            **_WHOLE_YEAR,
            "network": "complete_since: 2025-01-01\n⟦report⟧:\n  basis: vereinbarung\n  due: 05-31\n  since: 2025\n",
        },
        right={
            **_WHOLE_YEAR,
            "network": "complete_since: 2025-01-01\nreport:\n  basis: vereinbarung\n  due: 05-31\n  since: 2025\n",
            "year": "approved:\n  - by: {text: Jugendhilfeausschuss}\n    on: 2026-03-10\nsummary: Das Netzwerk hat drei Fachtage veranstaltet.\nevaluation: Die Themen waren gut gewählt.\noutlook: Es folgen drei weitere.\nresources:\n  - youth_office: stadt-muster\n    state_funds_eur: 76500\n",
        },
    ),
    duty_rule(
        "missing-affiliation",
        "Eine Vertretung in anderen Netzwerken ist nicht erfasst.",
        "Unter „affiliations“ eintragen, z. B. das Netzwerk Frühe Hilfen oder die Arbeitsgemeinschaft nach § 78 SGB VIII.",
        wrong={"network": f"{NAME}{COMPLETE}affiliations: []\n"},
        right={"network": COMPLETE},
    ),
    duty_rule(
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
)
