"""KS6 as rules: names, weights, German documentation and examples of what the Tätigkeitsbericht needs."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.rules import completeness
from ksnet.rules.examples import BASE
from ksnet.rules.law_examples import VERFAHREN, two_years
from ksnet.rules.proposals import unconfirmed_proposal
from ksnet.rules.rule import Rule

_MEETING_FILE = "data/events/musterstadt/2026-03-10-treffen.yaml"
_TRAINING_FILE = "data/events/musterstadt/2026-03-17-fortbildung.yaml"
_HEAD = "title: Netzwerktreffen\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-03-10 13:30\n"
_HELD, _TASKS = "status: stattgefunden\n", "tasks: [begleitung]\n"
_ATTENDED, _MINUTES = "attendance:\n  total: 24\n", "minutes: {status: freigegeben}\n"
_TRAINING = "title: Fortbildung\nkind: {}\ngroups: [plenum]\nstart: 2026-03-17 09:00\nstatus: stattgefunden\ntasks: [fortbildung]\n"
_QUALIFICATION = "qualification:\n  interdisciplinary: true\n  categories: [schule, traeger-8a]\n"
_POST = "coordination:\n  - id: {}\n    youth_office: stadt-muster\n    title: Koordinierungsstelle\n"
_PROPOSED = (
    BASE["members"]
    + "  - id: kita-nord\n    name: Kita Nord\n    categories: [schule]\n    field: kindertagesbetreuung\n"
)
_YEAR_TEXTS = "summary: Das Jahr in Kürze.\nevaluation: Die Absprachen tragen.\noutlook: Es folgt ein Fachtag.\n"
_FUNDS = "resources:\n  - youth_office: stadt-muster\n    state_funds_eur: 76500\n"
_SINCE = "complete_since: 2026-03-01\n"
_COMPLETE = {"network": _SINCE}
_COMPLETE_2025 = "complete_since: 2025-01-01\n"
_TWO_YEARS = two_years("begleitung, strukturen, fortbildung, informationstransfer")

RULES = (
    Rule(
        code="KS601",
        name="missing-attendance",
        severity=Severity.HINWEIS,
        title="Zu einer Veranstaltung fehlt, wie viele teilgenommen haben.",
        why="Der Tätigkeitsbericht nennt zu jedem Treffen die Zahl der Teilnehmenden und die vertretenen Stellen. Zur Fallkonferenz und zur Öffentlichkeitsarbeit wird danach nicht gefragt.",
        mend="„attendance“ ergänzen; eine geschätzte Zahl genügt, z. B. {count: 30, precision: rund}.",
        wrong={**_COMPLETE, _MEETING_FILE: _HEAD + "status: ⟦stattgefunden⟧\n" + _TASKS + _MINUTES},
        right={**_COMPLETE, _MEETING_FILE: _HEAD + _HELD + _TASKS + _ATTENDED + _MINUTES},
        check=completeness.incomplete_events,
    ),
    Rule(
        code="KS602",
        name="missing-minutes",
        severity=Severity.HINWEIS,
        title="Zu einem Treffen fehlt, wie weit die Niederschrift ist.",
        why="Ohne Niederschrift lassen sich Absprachen später nicht belegen. Gefragt wird bei Treffen, nicht bei Fachtag, Fortbildung, Fachvortrag, Workshop und Fallkonferenz.",
        mend="„minutes“ ergänzen, z. B. {status: entwurf}.",
        wrong={**_COMPLETE, _MEETING_FILE: _HEAD + "status: ⟦stattgefunden⟧\n" + _TASKS + _ATTENDED},
        right={**_COMPLETE, _MEETING_FILE: _HEAD + _HELD + _TASKS + _ATTENDED + "minutes: {status: entwurf}\n"},
    ),
    Rule(
        code="KS603",
        name="event-without-group",
        severity=Severity.HINWEIS,
        title="Zu einem Treffen fehlt, welches Gremium tagt.",
        why="Nur als Treffen eines Gremiums zählt es für dessen Turnus und erscheint in dessen Kalender.",
        mend="„groups“ ergänzen.",
        wrong={
            **_COMPLETE,
            _MEETING_FILE: _HEAD.replace("netzwerktreffen", "⟦netzwerktreffen⟧").replace("groups: [plenum]\n", "")
            + _HELD
            + _TASKS
            + _ATTENDED
            + _MINUTES,
        },
        right={**_COMPLETE, _MEETING_FILE: _HEAD + _HELD + _TASKS + _ATTENDED + _MINUTES},
    ),
    Rule(
        code="KS604",
        name="event-without-task",
        severity=Severity.HINWEIS,
        title="Zu einer Veranstaltung fehlt, welcher Aufgabe sie dient.",
        why="Aus „tasks“ zählt der Tätigkeitsbericht, was die Koordinierungsstelle zu jeder ihrer Aufgaben nach § 9 Abs. 2 LKSG NRW getan hat.",
        mend="„tasks“ ergänzen; mehrere sind möglich.",
        wrong={
            **_COMPLETE,
            _MEETING_FILE: _HEAD.replace("Netzwerktreffen", "⟦Netzwerktreffen⟧") + _HELD + _ATTENDED + _MINUTES,
        },
        right={**_COMPLETE, _MEETING_FILE: _HEAD + _HELD + "tasks: [begleitung, strukturen]\n" + _ATTENDED + _MINUTES},
    ),
    Rule(
        code="KS605",
        name="training-without-qualification",
        severity=Severity.HINWEIS,
        title="Zu einer Fortbildung fehlt, ob sie als Qualifizierungsangebot zählt.",
        why="Ohne „qualification“ zählt sie nicht zu den interdisziplinären Qualifizierungsangeboten im Jahr (§ 9 Abs. 5 LKSG NRW). Gefragt wird bei Fachtag, Fortbildung, Fachvortrag und Workshop.",
        mend="„qualification“ ergänzen; war das Angebot nur für eine Berufsgruppe, „interdisciplinary: false“.",
        wrong={**_COMPLETE, _TRAINING_FILE: _TRAINING.format("⟦fortbildung⟧") + _ATTENDED},
        right={**_COMPLETE, _TRAINING_FILE: _TRAINING.format("fortbildung") + _QUALIFICATION + _ATTENDED},
    ),
    Rule(
        code="KS606",
        name="outcome-not-recorded",
        severity=Severity.HINWEIS,
        title="Ob ein angekündigter Termin stattgefunden hat, ist nicht erfasst.",
        why="Im Bericht zählen nur Veranstaltungen, die stattgefunden haben.",
        mend="„status“ auf stattgefunden oder abgesagt setzen.",
        wrong={**_COMPLETE, _MEETING_FILE: _HEAD + "status: ⟦angekuendigt⟧\n"},
        right={**_COMPLETE, _MEETING_FILE: _HEAD + "status: abgesagt\n"},
    ),
    Rule(
        code="KS610",
        name="incomplete-coordination",
        severity=Severity.HINWEIS,
        title="Zu einer Koordinierungsstelle fehlen Person oder Stellenanteil.",
        why="Der Tätigkeitsbericht nennt zu jeder Koordinierungsstelle, wer sie innehat und mit welchem Stellenanteil.",
        mend="„people“ und „fte“ ergänzen; ist die Stelle unbesetzt, „vacant_since“.",
        wrong={"network": _SINCE + _POST.format("⟦koordination⟧") + "    people: [muster]\n"},
        right={"network": _SINCE + _POST.format("koordination") + "    fte: 0.5\n    people: [muster]\n"},
        check=completeness.incomplete_network,
    ),
    Rule(
        code="KS611",
        name="group-without-cadence",
        severity=Severity.HINWEIS,
        title="Zu einem Gremium fehlt, wie oft es tagen soll.",
        why="Das Gesetz schreibt keine Zahl von Treffen vor. Der Bericht vergleicht mit dem, was das Netzwerk selbst vereinbart hat; ohne Turnus lässt sich das nicht beurteilen. Themengruppen und Gremien außerhalb des Netzwerks brauchen keinen.",
        mend="„cadence“ ergänzen.",
        wrong={
            "network": _SINCE
            + "groups:\n  - id: ⟦plenum⟧\n    name: Netzwerktreffen\n    kind: plenum\n  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    until: 2024-12-31\n"
        },
        right={
            "network": _SINCE
            + "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: plenum\n    cadence: {meetings: 1, per: zwei-jahre}\n  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    until: 2024-12-31\n"
        },
    ),
    Rule(
        code="KS612",
        name="agreement-without-date",
        severity=Severity.HINWEIS,
        title="Eine unterzeichnete Vereinbarung hat kein Datum.",
        why="Der Bericht nennt, seit wann eine Vereinbarung gilt. Nach den Vereinbarungen, die das Gesetz verlangt, fragen eigene Regeln (KS4).",
        mend="„signed“ ergänzen.",
        wrong={
            "network": _SINCE
            + VERFAHREN
            + "  - id: geschaeftsordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n    status: ⟦unterzeichnet⟧\n"
        },
        right={
            "network": _SINCE
            + VERFAHREN
            + "  - id: geschaeftsordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n    status: unterzeichnet\n    signed: 2024-06\n"
        },
    ),
    Rule(
        code="KS620",
        name="missing-management",
        severity=Severity.HINWEIS,
        title="Bei wechselnder Geschäftsführung fehlt, wer sie in einem Jahr hatte.",
        why="Der Tätigkeitsbericht nennt die Geschäftsführung jedes Jahres.",
        mend="Unter „management“ für jedes Jahr das Jugendamt eintragen.",
        wrong={
            **_TWO_YEARS,
            "network": _COMPLETE_2025
            + "groups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n    cadence: {meetings: 1, per: zwei-jahre}\n    rotation: ⟦jahr⟧\n",
        },
        right={
            **_TWO_YEARS,
            "network": _COMPLETE_2025
            + "groups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n    cadence: {meetings: 1, per: zwei-jahre}\n    rotation: jahr\nmanagement:\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2025-01-01\n    until: 2025-12-31\n",
        },
        check=completeness.incomplete_years,
    ),
    Rule(
        code="KS621",
        name="incomplete-year",
        severity=Severity.HINWEIS,
        title="In der Datei eines abgeschlossenen Jahres fehlen Texte für den Tätigkeitsbericht.",
        why="Zusammenfassung, Stand der Ziele, Bewertung, Ausblick und Landesmittel kann nur die Koordinierungsstelle schreiben; alles andere zählt der Bericht aus den Unterlagen. Als Bewertung genügt auch die Auswertung in einem Treffen.",
        mend="Die genannten Schlüssel ergänzen.",
        wrong={
            **_TWO_YEARS,
            "network": _COMPLETE_2025,
            "year": "⟦⟧summary: Das Jahr in Kürze.\nevaluation: Die Absprachen tragen.\n" + _FUNDS,
        },
        right={**_TWO_YEARS, "network": _COMPLETE_2025, "year": _YEAR_TEXTS + _FUNDS},
    ),
    Rule(
        code="KS622",
        name="improvement-without-plan",
        severity=Severity.HINWEIS,
        title="Zu einem Optimierungspotenzial fehlt, wer es bis wann angeht.",
        why="Ohne Zuständigkeit und Termin bleibt es beim Vorsatz, und ksnet due kann nicht daran erinnern.",
        mend="„responsible“ und „due“ ergänzen.",
        wrong={
            **_TWO_YEARS,
            "network": _COMPLETE_2025,
            "year": _YEAR_TEXTS + "improvements:\n  - text: ⟦Praxen früher einladen⟧\n    due: 2026-09-30\n" + _FUNDS,
        },
        right={
            **_TWO_YEARS,
            "network": _COMPLETE_2025,
            "year": _YEAR_TEXTS
            + "improvements:\n  - text: Praxen früher einladen\n    responsible: stadt-muster\n    due: 2026-09-30\n"
            + _FUNDS,
        },
    ),
    Rule(
        code="KS623",
        name="unconfirmed-proposal",
        severity=Severity.HINWEIS,
        title="Was ein Import vorgeschlagen hat, ist noch nicht bestätigt.",
        why="Kategorie und Handlungsfeld sind nach dem Namen der Stelle geraten. Bis jemand sie bestätigt, zählt die Stelle nicht als Vertretung einer Kategorie, und die Pflichten, die davon abhängen, sind nicht zu beurteilen.",
        mend="Mit „ksnet confirm NETZWERK“ ansehen, berichtigen und bestätigen; von Hand: „unconfirmed“ streichen.",
        wrong={"members": _PROPOSED + "    ⟦unconfirmed⟧: [categories, field]\n"},
        right={"members": _PROPOSED},
        check=unconfirmed_proposal,
    ),
    Rule(
        code="KS630",
        name="overdue-task",
        severity=Severity.WARNUNG,
        title="Eine Aufgabe ist überfällig.",
        why="Was vereinbart wurde und nicht erledigt ist, steht im Bericht als offen. Gemeint sind Ergebnisse und nächste Schritte aus Treffen, Optimierungspotenziale, Maßnahmen und Meilensteine von Plänen.",
        mend="„done“ eintragen oder einen neuen Tag vereinbaren.",
        wrong={
            **_COMPLETE,
            _MEETING_FILE: _HEAD
            + _HELD
            + _TASKS
            + _ATTENDED
            + "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n    due: ⟦2026-05-31⟧\n"
            + _MINUTES,
        },
        right={
            **_COMPLETE,
            _MEETING_FILE: _HEAD
            + _HELD
            + _TASKS
            + _ATTENDED
            + "results:\n  - kind: aufgabe\n    text: Ablaufplan versenden\n    due: 2026-05-31\n    done: 2026-05-20\n"
            + _MINUTES,
        },
        check=completeness.overdue_task,
    ),
)
