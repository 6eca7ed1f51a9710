"""KS4, one rule for each duty: KS410 is the tenth; amendments change the catalogue, not this page.

The functions that measure are in `ksnet.duties.assessing`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Fault, Place, rule_named
from ksnet.duties.assessing.assessment import open_lacks
from ksnet.duties.assessing.family import coordinated_elsewhere
from ksnet.duties.assessing.measured import Lack
from ksnet.duties.assessing.procedures import conference_lacks
from ksnet.lands.duty import Duty
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import POST, SCHUTZ
from ksnet.rules.law.basis import duty_rule, other_rule
from ksnet.rules.law.examples import (
    BOTH,
    COMPLETE,
    NETWORK_NAME,
    members,
    own_land,
    training,
    two_offices,
    two_years,
)
from ksnet.rules.overview import Overview

_WHOLE_YEAR = {
    "network": "complete_since: 2025-01-01\n",
    **two_years("begleitung, strukturen, fortbildung"),
}

NO_YOUTH_OFFICE = duty_rule(
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
)

MISSING_COOPERATION_AGREEMENT = duty_rule(
    "missing-cooperation-agreement",
    "Die Zusammenarbeit mehrerer Jugendämter ist nicht in einer Vereinbarung geregelt.",
    "Die Vereinbarung unter „agreements“ eintragen, mit Datum und Beteiligten.",
    wrong={"network": NETWORK_NAME + two_offices("koordinierungsstellen")},
    right={"network": two_offices(BOTH)},
)

OFFICES_NOT_NEIGHBOURING = duty_rule(
    "offices-not-neighbouring",
    "Die Jugendämter liegen in verschiedenen Kreisen, und dass sie aneinandergrenzen, ist nicht eingetragen.",
    "Grenzen die Gemeinden aneinander, „neighbouring: true“ eintragen; sonst die Schlüssel prüfen.",
    wrong={
        "network": two_offices(BOTH, key='⟦"05962016"⟧').replace("stadt-neben", "stadt-drueben")
    },
    right={
        "network": two_offices(BOTH, key='"05962016"', more="neighbouring: true\n").replace(
            "stadt-neben", "stadt-drueben"
        )
    },
)

MISSING_COORDINATION = duty_rule(
    "missing-coordination",
    "Ein Jugendamt hat keine Koordinierungsstelle.",
    "Unter „coordination“ die Koordinierungsstelle mit ihrem Jugendamt eintragen. Bei Netzwerken auf zwei Ebenen genügt eine.",
    wrong={"network": two_offices(BOTH, first="⟦stadt-neben⟧", posts="")},
    right={"network": two_offices(BOTH)},
)

MISSING_COORDINATION_AGREEMENT = duty_rule(
    "missing-coordination-agreement",
    "Die Zusammenarbeit mehrerer Koordinierungsstellen ist nicht in einer Vereinbarung geregelt.",
    "Bei der Vereinbarung, die sie regelt, unter „covers“ koordinierungsstellen ergänzen.",
    wrong={"network": NETWORK_NAME + two_offices("interkommunale-zusammenarbeit")},
    right={"network": two_offices(BOTH)},
)

SMALL_COORDINATION_SHARE = duty_rule(
    "small-coordination-share",
    "Der Stellenanteil einer Koordinierungsstelle ist kleiner als 0,5 VZÄ.",
    "Stellenanteil prüfen. Stimmt er, ist nichts zu tun.",
    wrong={"network": POST.replace("0.5", "⟦0.3⟧")},
    right="0.5",
)

TASK_WITHOUT_ACTIVITY = duty_rule(
    "task-without-activity",
    "Zu einer Aufgabe der Koordinierungsstelle ist in einem Jahr keine Tätigkeit erfasst.",
    "Bei den Veranstaltungen unter „tasks“ eintragen, welcher Aufgabe sie dienten.",
    wrong={"network": f"{NETWORK_NAME}complete_since: 2025-01-01\n", **two_years("fortbildung")},
    right=_WHOLE_YEAR,
)

UNCOVERED_CATEGORY = duty_rule(
    "uncovered-category",
    "Eine Einrichtung oder Berufsgruppe, die das Gesetz nennt, ist nicht vertreten, und niemand sagt warum.",
    "Eine Stelle mit dieser Kategorie eintragen, oder unter „vacancies“ Grund und Tag angeben.",
    wrong={"network": NETWORK_NAME + COMPLETE, "members": members("familiengericht")},
    right={
        "network": f"{COMPLETE}vacancies:\n  - category: familiengericht\n"
        "    reason: Anfrage läuft\n    until: 2026-12-31\n",
        "members": members("familiengericht"),
    },
)

_CLUB = "  - id: {}\n    name: TuS Muster\n    categories: [weitere]\n"

UNLABELLED_MEMBER = duty_rule(
    "unlabelled-member",
    "Bei einer weiteren Stelle steht nicht, was sie ist.",
    "„label“ ergänzen.",
    wrong={"network": COMPLETE, "members": members(more=_CLUB.format("⟦tus-muster⟧"))},
    right={
        "network": COMPLETE,
        "members": members(more=_CLUB.format("tus-muster") + "    label: Sportverein\n"),
    },
)

TOO_FEW_TRAININGS = duty_rule(
    "too-few-trainings",
    "In einem Jahr gab es weniger interdisziplinäre Qualifizierungsangebote, als das Gesetz verlangt.",
    "Fehlende Angebote als Veranstaltungen eintragen, mit „qualification“ (interdisciplinary: true und mindestens zwei categories). Im laufenden Jahr zählen geplante mit (warnung), in einem abgeschlossenen nur, was stattgefunden hat (fehler, im Gründungsjahr hinweis).",
    wrong={
        "network": f"{NETWORK_NAME}complete_since: 2026-01-01\n",
        **training("2026-03-18", held=True),
        **training("2026-11-18", held=False),
    },
    right={
        "network": "complete_since: 2026-01-01\n",
        **training("2026-03-18", held=True),
        **training("2026-10-07", held=False),
        **training("2026-11-18", held=False),
    },
)

MISSING_PROCEDURE_AGREEMENT = duty_rule(
    "missing-procedure-agreement",
    "Eine Absprache zum Verfahren bei möglicher Kindeswohlgefährdung fehlt, gilt nicht oder ist unvollständig erfasst.",
    "Die Absprache unter „agreements“ eintragen, mit „signed“ und „review_by“.",
    wrong={
        "network": f"{COMPLETE}agreements:\n  - id: ⟦verfahren⟧\n    kind: verfahrensabsprache\n"
        "    title: Verfahren\n    covers: [mitteilungswege]\n    signed: 2025-03-12\n"
        f"    document: {{path: verfahren.pdf}}\n"
    },
    right={"network": COMPLETE},
)

MISSING_REPORTING_PATHS = duty_rule(
    "missing-reporting-paths",
    "Eine Beschreibung der Mitteilungswege fehlt, gilt nicht oder ist unvollständig erfasst.",
    "Die Beschreibung unter „agreements“ eintragen, mit „signed“ und „document“.",
    wrong={
        "network": f"{NETWORK_NAME}{COMPLETE}agreements:\n  - id: verfahren\n"
        "    kind: verfahrensabsprache\n    title: Verfahren\n    signed: 2025-03-12\n"
        "    review_by: 2027-03-31\n"
    },
    right={"network": COMPLETE},
)

MISSING_PUBLIC_INFORMATION = duty_rule(
    "missing-public-information",
    "Eine Seite, die die Öffentlichkeit über Verfahren, Strukturen oder Ansprechpersonen informiert, fehlt.",
    "Unter „public_information“ die Adressen eintragen; eine Seite darf für alle drei stehen.",
    wrong={
        "network": f"{COMPLETE}⟦public_information⟧:\n  procedures: {SCHUTZ}\n"
        f"  structures: {SCHUTZ}\n"
    },
    right={"network": COMPLETE},
)

_CONFERENCE_FILE = "data/events/musterstadt/2026-05-20-fallkonferenz.yaml"
_CONFERENCE = (
    "title: Fallkonferenz\nkind: fallkonferenz\nstart: 2026-05-20\nstatus: stattgefunden\n"
)

CASE_CONFERENCE_DETAILS = duty_rule(
    "case-conference-details",
    "Von einer Fallkonferenz ist mehr erfasst, als zulässig ist, oder nicht, dass sie anonymisiert war.",
    "Nur title, kind, groups, start, end, status, organisers und case_conference behalten; unter case_conference nur anonymised, duration_minutes und participants.",
    wrong={
        _CONFERENCE_FILE: _CONFERENCE + "case_conference: {anonymised: true, participants: 8}\n"
        "⟦summary⟧: Besprochen wurde ein Fall.\n"
    },
    right={
        _CONFERENCE_FILE: _CONFERENCE
        + "case_conference: {anonymised: true, duration_minutes: 60, participants: 8}\n"
    },
)

_MONTHLY = (
    "complete_since: 2026-05-01\ngroups:\n  - id: plenum\n    name: Netzwerktreffen\n"
    "    kind: plenum\n    {}: {{meetings: 1, per: monat}}\n"
)

CADENCE_NOT_KEPT = duty_rule(
    "cadence-not-kept",
    "Ein Gremium tagte seltener, als das Netzwerk selbst es vorsieht.",
    "Fehlende Treffen eintragen, oder den Turnus ändern, wenn er nicht mehr gilt.",
    wrong={"network": _MONTHLY.format("⟦cadence⟧")},
    right={
        "network": _MONTHLY.format("cadence"),
        "data/events/musterstadt/2026-05-20-treffen.yaml": "title: Netzwerktreffen\n"
        "kind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-05-20\nstatus: stattgefunden\n"
        "tasks: [strukturen]\nattendance: {total: 20}\nminutes: {status: freigegeben}\n",
    },
)

MISSING_ACTIVITY_REPORT = duty_rule(
    "missing-activity-report",
    "Ein Tätigkeitsbericht ist nach dem Tag, den sich das Netzwerk gegeben hat, nicht vorgelegt.",
    "In der Jahresdatei unter „approved“ eintragen, wem er wann vorgelegt wurde, oder unter „report“ ändern, was vereinbart ist.",
    wrong={
        **_WHOLE_YEAR,
        "network": "complete_since: 2025-01-01\n⟦report⟧:\n  basis: vereinbarung\n  due: 05-31\n"
        "  since: 2025\n",
    },
    right={
        **_WHOLE_YEAR,
        "network": "complete_since: 2025-01-01\nreport:\n  basis: vereinbarung\n  due: 05-31\n"
        "  since: 2025\n",
        "year": "approved:\n  - by: {text: Jugendhilfeausschuss}\n    on: 2026-03-10\n"
        "summary: Das Netzwerk hat drei Fachtage veranstaltet.\n"
        "evaluation: Die Themen waren gut gewählt.\noutlook: Es folgen drei weitere.\n"
        "resources:\n  - youth_office: stadt-muster\n    state_funds_eur: 76500\n",
    },
)

MISSING_AFFILIATION = duty_rule(
    "missing-affiliation",
    "Eine Vertretung in anderen Netzwerken ist nicht erfasst.",
    "Unter „affiliations“ eintragen, z. B. das Netzwerk Frühe Hilfen oder die Arbeitsgemeinschaft nach § 78 SGB VIII.",
    wrong={"network": f"{NETWORK_NAME}{COMPLETE}affiliations: []\n"},
    right={"network": COMPLETE},
)

_PROVIDER = "  - id: {}\n    name: Jugendhilfe Muster\n    categories: [traeger-8a]\n"

MISSING_8A_AGREEMENT = duty_rule(
    "missing-8a-agreement",
    "Bei einem Träger ist keine Vereinbarung nach § 8a Abs. 4 SGB VIII erfasst.",
    "„agreement_8a“ ergänzen, oder eine andere Kategorie wählen.",
    wrong={"network": COMPLETE, "members": members(more=_PROVIDER.format("⟦jugendhilfe-muster⟧"))},
    right={
        "network": COMPLETE,
        "members": members(
            more=_PROVIDER.format("jugendhilfe-muster") + "    agreement_8a: {signed: 2023-05-04}\n"
        ),
    },
)


TOO_FEW_MEETINGS = other_rule(
    "KS419",
    "too-few-meetings",
    "In einem Jahr kam das Netzwerk seltener zusammen, als das Gesetz seines Landes verlangt.",
    "Fehlende Treffen als Veranstaltungen eintragen. Im laufenden Jahr zählen geplante mit (warnung), in einem abgeschlossenen nur, was stattgefunden hat.",
    wrong={
        **own_land(
            "measure: meetings\n    with: {count: 2, kinds: [netzwerktreffen]}\n    per: jahr\n"
        ),
        "network": f"{NETWORK_NAME}complete_since: 2026-01-01\n",
    },
    right={
        **own_land(
            "measure: meetings\n    with: {count: 1, kinds: [netzwerktreffen]}\n    per: jahr\n"
        ),
        "network": "complete_since: 2026-01-01\n",
    },
)

MISSING_AGREEMENT = other_rule(
    "KS420",
    "missing-agreement",
    "Eine Vereinbarung der Beteiligten fehlt, die das Gesetz des Landes vorsieht.",
    "Unter „agreements“ eintragen.",
    wrong={
        **own_land(
            "measure: agreements\n    with: {agreements: [geschaeftsordnung]}\n    per: tag\n"
        ),
        "network": NETWORK_NAME + COMPLETE,
    },
    right={
        **own_land(
            "measure: agreements\n    with: {agreements: [verfahrensabsprache]}\n    per: tag\n"
        ),
        "network": COMPLETE,
    },
)


def open_duties(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that every duty of the catalogue is fulfilled, if the records claim to be complete.

    Whether a Jugendamt has no Koordinierungsstelle is known only with the networks above and below.
    What several duties lack for one cause, such as an agreement that is still a draft, is reported
    once.
    """
    said: set[tuple[Place, object]] = set()
    for duty, lack in open_lacks(context.facts):
        cause = (lack.place, lack.cause or (lack.rule, lack.about))
        if cause in said:
            continue
        said.add(cause)
        fault = _fault(lack, duty)
        if fault.rule is MISSING_COORDINATION:
            office = context.network.record.youth_offices[int(lack.place.path[1])]
            context.uncoordinated.append((office.id, fault))
        else:
            yield fault


def missing_coordination(overview: Overview) -> Iterator[Fault]:
    """Ensure that every Jugendamt has a Koordinierungsstelle, in this network or a related one."""
    parents = {child: parent for child, parent, _ in overview.parents}
    for network, office, fault in overview.uncoordinated:
        if office not in coordinated_elsewhere(network, parents, overview.coordinated):
            yield fault


def case_conference_details(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nothing but numbers is kept about case conferences, in any network and year."""
    for lack in conference_lacks(context.network):
        yield _fault(lack, None)


def _fault(lack: Lack, duty: Duty | None) -> Fault:
    """Return the fault for a lack, with the weight of the Fassung of its duty."""
    severity = lack.severity or (duty.severity if duty and duty.name == lack.rule else None)
    return rule_named(lack.rule).fault(
        lack.place,
        lack.text,
        lack.mend,
        related=lack.related,
        secret=lack.secret,
        severity=severity,
        about=lack.about,
    )


CHECKS = (open_duties, case_conference_details)
OVERVIEWS = (missing_coordination,)
