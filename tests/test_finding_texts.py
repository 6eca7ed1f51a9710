"""What people read of each finding: its place, its words, the other places that it names.

The wrong example of every rule, and below what else a rule has to say: for three at once, for the
third entry, for the other act. A tree shows the findings of its rule, in `tests/golden/findings`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet import rules
from ksnet.basics.findings import Rule
from ksnet.checking import Finding, check
from ksnet.reporting.text import block
from ksnet.repository import Repository
from ksnet.rules.examples import CLOSE, OPEN
from ksnet.rules.law.examples import members
from tests.musterstadt import AS_OF, files_of
from tests.test_boundaries import (
    ALL_2025,
    HOLDER,
    MUSTER,
    PLAN,
    PLENUM,
    ROOM,
    ROTATING,
    SESSIONS,
    TWO,
    UNTIL_15_30,
    agreement,
    body,
    event,
    groups,
    held,
    joins,
    office,
    post,
    undated,
)
from tests.test_rules import WITHOUT_FILE

DAY = dt.date.fromisoformat(AS_OF)
EVENTS = "data/events/musterstadt/"
THIRD = EVENTS + "2026-09-16-drittes.yaml"
SHORT = EVENTS + "2026-09-16-kurz.yaml"
PLANS = "data/networks/musterstadt/plans/"
NEIGHBOUR = "data/networks/nachbar/network.yaml"
NAMED = """\
members:
  - id: jugendamt-muster
    youth_office: stadt-muster
    people:
      - id: muster
        given_name: Anna
        family_name: Muster
      - id: rat
        family_name: Rat
      - id: amts
        family_name: Amts
      - id: tale
        family_name: Tale
      - id: falke-eins
        family_name: Falke
      - id: falke-zwei
        given_name: Zora
        family_name: Falke
      - id: dyck
        given_name: Anna
        family_name: van Dyck
  - id: kita-nord
    name: Kita Nord
    categories: [schule]
  - id: zuflucht
    name: Haus Zuflucht
    categories: [schule]
    sensitive: true
    people:
      - id: elster
        family_name: Elster
guests:
  - id: gast
    family_name: Gast
"""
BIRDS = ("adler", "bussard", "dohle", "elster")
BRIEFLY = "end: 2026-09-16 13:45\n"


def people(*names: str) -> str:
    """Return a body whose people all belong to the Plenum."""
    return (
        body("", "").rstrip("\n")
        + "\n    people:\n"
        + "".join(
            f"      - id: {name}\n        family_name: {name.title()}\n        groups: [plenum]\n"
            for name in names
        )
    )


CASES: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "end-before-start": ({"event": event("end: 2026-09-15\n")}, undated("end: 2026-08\n", start="2026-09")),
    "event-outside-network": ({"network": "founded: 2027-10\n"},),
    "date-not-file-name": ({"event": event("rescheduled_from: [2026-09-23, 2026-09-16]\n", start="2026-09-30")},),
    "past-but-planned": (undated(start="2026-05", status="bestaetigt"),),
    "dates-out-of-order": (
        {"network": agreement("    signed: 2025-03-12\n    decided: 2025-02-12\n    valid_until: 2025-03-01\n")},
        {"network": agreement("    decided: 2025-03-12\n    review_by: 2025-03-01\n")},
        {"event": event("rescheduled_from: [2026-09-09, 2026-09-16 13:30]\n")},
        {"plan": PLAN + "started: 2026-01-10\nmeasures:\n  - id: eins\n    text: Faltblatt\n  - id: zwei\n    text: Brief\n    due: 2025\nmilestones:\n  - id: m\n    text: Beschluss\n    due: 2025\n"},
    ),
    "date-in-future": ({"network": agreement("    status: beschlossen\n    decided: 2027\n")},),
    "until-before-since": ({"network": "founded: 2024-05-01\nuntil: 2024-04\n"},),
    "outside-container": (
        {"network": "until: 2026-12-31\n" + office("    until: 2027\n")},
        {"network": "until: 2026-12-31\n" + office("    since: 2027\n")},
        joins("    since: 2025-01-01\n    until: 2026-12-31\n", "        since: 2024\n"),
        joins("    until: 2026-12-31\n", "        until: 2027\n"),
        {"network": groups("    since: 2025\n"), "members": people("adler", "beispiel").replace("groups: [plenum]", "groups:\n          - {id: ak-alt, until: 2024-01-01}\n          - {id: plenum, since: 2024}")},
        {"members": body("    since: 2025\n", "        since: 2024\n")},
    ),
    "overlapping-periods": (
        {"network": held("    since: 2025-01-01\n    until: 2025-12-31\n", "    since: 2027-01-01\n") + HOLDER + "    since: 2025-06-01\n    until: 2026-12-31\n"},
        {"members": body("", "        groups:\n          - {id: ak-alt, until: 2024-01-01}\n          - {id: plenum, until: 2025-12-31}\n          - {id: plenum, since: 2025-06-01}\n")},
    ),
    "sessions-out-of-order": (
        undated("sessions:\n  - start: 2026-09-16\n  - start: 2026-09-23\n  - start: 2026-09-20\n", start="2026-09-16"),
        undated("sessions:\n  - start: 2026-09-16\n  - start: 2026-09-23 13:30\n    end: 2026-09-23 15:30\n  - start: 2026-09-23 15:00\n", start="2026-09-16"),
        undated("sessions:\n  - start: 2026-09-16\n  - start: 2026-09-23\n    end: 2026-09-22\n", start="2026-09-16"),
    ),
    "sessions-not-event": ({"event": event(SESSIONS, start="2026-09-15")}, {"event": event("end: 2026-09-17\n" + SESSIONS)}),
    "room-conflict": (
        {"event": event(UNTIL_15_30 + ROOM), SHORT: event(BRIEFLY + ROOM), THIRD: event(ROOM, start="2026-09-16 15:00")},
        {"event": event(UNTIL_15_30 + ROOM), SHORT: event(BRIEFLY + ROOM), THIRD: event(ROOM, start="2026-09-16 15:30")},
        *({"event": event(room), NEIGHBOUR: "name: Nachbar\n", SHORT.replace("musterstadt", "nachbar"): event(room)} for room in (ROOM, ROOM.replace("  city: Soest\n", ""))),
    ),
    "person-conflict": (
        *({"members": people(*names), "event": event(PLENUM), SHORT: event(PLENUM)} for names in (BIRDS[:2], BIRDS[:3], BIRDS)),
        {"event": event("chair: muster\n" + SESSIONS + "  - start: 2026-09-23 13:30\n"), **undated("chair: muster\nsessions:\n  - start: 2026-09-16 09:00\n  - start: 2026-09-23 14:00\n", start="2026-09-16")},
        {"members": MUSTER, "event": event(PLENUM), SHORT: event("chair: muster\n"), THIRD: event(PLENUM, start="2026-09-16 14:00")},
    ),
    "case-data": (
        {"event": "summary: [\n# Familie Müller\n# und Familie Müller\n"},
        {"event": "summary: Die Familie Müller.\n# Familie Müller\n"},
    ),
    "invalid-id": tuple(
        {"members": NAMED, "event": f"chair: {name}\n"}
        for name in (
            "Frau Dr. Muster", "Muster, Anna", "A. Muster", "B. Muster", "Anna Maria Muster", "Berta Muster", "Mustar", "Frau Rats", "Herr Amt", "Herr Tal", "Frau", "Frau Falke",
            "Falke", "Anna van Dyck", "Van Dyck", "Dyck", "Herr Gast", "Frau Elster", "Frau Unbekannt", "Ünbekannt",
        )
    ) + tuple(
        {"members": NAMED, "event": f"organisers: ['{name}']\n"}
        for name in ("Jugendamt", "Jugendämt", "Kita Nord", "Kita-Nord", "Kita Nort", "Kita Süd", "Haus Zuflucht", "kita  NORD", "Netzwerktreffen", "Frau Falke")
    ),
    "unknown-reference": (
        {"event": "chair: mustar\n"},
        {"event": "chair: gibtesnicht\n"},
        {"event": "groups: [plenun, plenum, arbeitskreiss]\n"},
        {"event": "chair: fort\n", SHORT: event("chair: fort\n"), THIRD: event("organisers: [fort]\n", start="2026-09-17")},
        {"event": "chair: elsta\norganisers: [zuflacht]\n", "members": NAMED},
        {"event": "chair: elsta\norganisers: [zuflacht]\n", "network": "mitglieder: []\n"},
        {"event": "chair: fort\n", "members": MUSTER + "      - id: Fort\n        family_name: Fort\n"},
        {"event": "goals: [zil]\nseries: fort\n", "network": "goals:\n  - id: ziel\n    text: Kennen\n"},
        {"plan": PLAN + "goals:\n  - id: ziel\n    text: Kennen\nmeasures:\n  - id: m\n    text: Faltblatt\n    goals: [zil, ziel, m]\n"},
        {"network": "lead: fort\nadmission:\n  contact: fort-zwei\n"},
        {"event": "plan: plan\n", "plan": PLAN + "milestones:\n  - id: m\n    text: Beschluss\n    event: 2026-09-16-treffen\n"},
        {"event": "plan: plann\n", "plan": PLAN + "milestones:\n  - id: m\n    text: Beschluss\n    event: 2026-09-16-trefen\n"},
        {"event": "plan: xyzzy\nchair: 2026-09-16-treffen\n", "network": agreement("    event: plenum\n")},
        {"plan": PLAN + "goals:\n  - id: ziel\n    text: Kennen\n", PLANS + "zwei.yaml": PLAN + "goals:\n  - id: anderes\n    text: Handeln\nmeasures:\n  - id: m\n    text: Faltblatt\n    goals: [ziel, anderes]\n"},
        {"event": "chair: fort\nmitglieder: []\n"},
        {"event": "chair: fort\n", "network": office("    mitglied: ja\n")},
        {"event": "chair: fort\n", "network": "group: []\n"},
        {"event": "chair: fort\n", "members": "members: []\nleute: []\n"},
        {"event": "chair: fort\n", "members": MUSTER + "      - family_name: Fort\n"},
        {"event": "groups: [fort]\n", "members": MUSTER + "      - family_name: Fort\n"},
        {"event": "organisers: [fort]\n", "members": MUSTER + "  - name: Fort\n    categories: [schule]\n"},
        {"event": "organisers: [fort]\n", "members": "members: [\n"},
    ),
    "wrong-kind-of-reference": (
        {"event": "chair: partner\ngroups: [stadt-muster, muster, verfahren]\n"},
        {"network": "lead: plenum\n"},
        {"event": "chair: koordination-muster\norganisers: [verfahren]\n"},
    ),
    "duplicate-id": (
        {"members": MUSTER + "      - id: plenum\n        family_name: Plenum\n"},
        {"network": groups("  - id: plenum\n    name: Zwei\n    kind: arbeitskreis\n  - id: plenum\n    name: Drei\n    kind: arbeitskreis\n")},
        {"members": "members:\n  - id: stadt-muster\n    youth_office: stadt-muster\n    people:\n      - id: muster\n        family_name: Muster\n"},
        {"members": "members:\n  - id: stadt-muster\n    name: Anderes\n    categories: [schule]\n    people:\n      - id: muster\n        family_name: Muster\n"},
        {"plan": PLAN + "goals:\n  - id: ziel\n    text: Kennen\n  - id: ziel\n    text: Handeln\n"},
    ),
    "office-key-conflict": (
        {NEIGHBOUR: "name: Nachbar\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n"},
        {NEIGHBOUR: "name: Nachbar\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: \"05974028\"\n", NEIGHBOUR.replace("nachbar", "noch-einer"): "name: Noch einer\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: \"05974040\"\n"},
    ),
    "unknown-municipality": (
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt Soest\n    key: "05974999"\n'},
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05999"\n'},
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [Welver, Xyzzy, "05974048"]\n'},
    ),
    "key-mismatch": (
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt der Stadt Soest\n    key: "05974"\n    municipalities: [Welver]\n'},
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt Lippstadt und Soest\n    key: "05974028"\n'},
    ),
    "shared-municipality": (
        {"network": 'youth_offices:\n  - id: kreis\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [Welver, Soest]\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n'},
        {"network": 'youth_offices:\n  - id: kreis\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [Welver, Welver]\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    municipalities: [Soest, Welver]\n'},
    ),
    "district-without-municipalities": (
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt der Stadt Köln\n    key: "05315"\n'},
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Kreisjugendamt\n    key: "05570"\n'},
        {"network": 'youth_offices:\n  - id: stadt-muster\n    name: Kreisjugendamt\n    key: "05958"\n'},
    ),
    "incomplete-entry": (
        {"members": MUSTER + "        publication: {since: 2026}\n  - id: eins\n    name: Eins\n  - id: zwei\n    categories: [schule]\n  - id: drei\n    name: Drei\n    field: kindertagesbetreuung\nguests:\n  - id: gast\n    family_name: Gast\n    publication: {basis: einwilligung}\n"},
        {"members": MUSTER + "        publication: {basis: arbeitgeber-veroeffentlicht}\n      - id: beispiel\n        family_name: Beispiel\n        publication: {basis: arbeitgeber-veroeffentlicht, url: \"https://www.example.org/\"}\n      - id: dohle\n        family_name: Dohle\n        publication: {basis: einwilligung, since: unbekannt}\n"},
        {"members": MUSTER + "  - id: eins\n    name: [Eins]\n"},
        {"event": "organisers:\n  - {}\n  - id: partner\n    text: \"Stadt Muster\"\n  - id: Partner Nord\n  - text: Stadt Muster\n"},
    ),
    "unknown-timezone": ({"event": "timezone: Europe/Musterstadt\n", "network": "timezone: Europe/Lisbon\n"},),
    "private-address": ({"event": "summary: an muster@web.de\n"},),
    "inactive-reference": (
        {"network": groups("    since: 2027\n")},
        {"network": groups("    until: 2026-08\n"), "event": event(PLENUM), SHORT: event(PLENUM)},
        {"members": body("    until: 2026-08\n", "        role: vertretung\n"), "event": event("chair: beispiel\n"), SHORT: event("chair: beispiel\n")},
        {"network": office("    until: 2025\n") + "lead: stadt-muster\n", "members": MUSTER.replace("        groups:\n          - id: plenum\n", "        until: 2026-03\n")},
    ),
    "repeated-youth-office": (
        {"members": members(more="  - id: asd\n    youth_office: stadt-muster\n    since: 2025-03-01\n    until: 2025-06-30\n  - id: asd-neu\n    youth_office: stadt-muster\n    since: 2026-01-01\n    until: 2026-12-31\n")},
        {"network": office("").replace("05974040", "05974") + "  - id: kreis\n    name: Kreisjugendamt\n    key: \"05974\"\n    municipalities: [Welver]\n"},
    ),
    "repeated-reference": (
        {"event": event("invited: [partner, {id: partner}]\norganisers: [partner]\n")},
        {"event": event("attendance:\n  members: [" + ", ".join(["partner"] * 25) + "]\n")},
        {"event": event("attendance:\n  members: [partner, jugendamt-muster, partner, partner]\n")},
        {"event": event("invited: [partner, {id: partner}, {text: Praxis}]\ntopics: [schule, schule]\n")},
    ),
    "unknown-network": (
        {"network": "parent: {id: musterstatt}\n"},
        {"network": "parent: {id: nachbarn}\n", "data/networks/nachbar/network.yaml": "name: Nachbar\n"},
    ),
    "circular-parent": (
        {"network": groups("    parent: eins\n  - id: eins\n    name: Eins\n    kind: arbeitskreis\n    parent: zwei\n  - id: zwei\n    name: Zwei\n    kind: arbeitskreis\n    parent: eins\n")},
        {"network": "parent: {id: nachbar}\n", "data/networks/nachbar/network.yaml": "name: Nachbar\nparent: {id: fern}\n", "data/networks/fern/network.yaml": "name: Fern\nparent: {id: nachbar}\n"},
        {"network": "parent: {id: nachbar}\n", "data/networks/nachbar/network.yaml": "name: Nachbar\nparent: {id: musterstadt}\n"},
    ),
    "management-gap": (
        {**TWO, "network": "complete_since: 2026-01-01\n" + ROTATING.format("") + HOLDER + "    since: 2025-07-01\n    until: 2026-05-31\n" + HOLDER + "    since: 2025-09-01\n    until: 2025-12-31\n"},
        {**TWO, "network": "complete_since: 2026-01-01\n" + ROTATING.format("") + HOLDER + "    since: 2025-07-01\n    until: 2026-01-31\n" + HOLDER + "    since: 2026-03-01\n    until: 2026-04\n"},
    ),
    "incomplete-year": ({**TWO, "network": ALL_2025 + "goals:\n  - id: eins\n    text: Kennen\n  - id: zwei\n    text: Handeln\n", "year": "goals:\n  - goal: eins\n    status: erreicht\n"},),
    "improvement-without-plan": ({**TWO, "network": ALL_2025, "year": "summary: Kurz.\nimprovements:\n  - text: Erstens\n    due: 2026\n  - text: Zweitens\n    responsible: stadt-muster\n  - text: Drittens\n"},),
    "attendance-too-large": (
        {"event": event("registration:\n  seats: 20\nattendance:\n  total:\n    - {count: 12, of: stellen}\n    - {count: 30}\n")},
        {"event": event("registration:\n  seats: 20\nattendance:\n  total: [{count: 30}]\n  by_category: {schule: 31}\n")},
        {"event": event("groups: []\ninvited: [jugendamt-muster]\nattendance:\n  members: [partner, jugendamt-muster]\n")},
    ),
    "incomplete-coordination": ({"network": "complete_since: 2026-06-01\n" + post("") + "  - id: zwei\n    youth_office: stadt-muster\n    vacant_since: 2026\n"},),
    "group-conflict": (
        {"event": event(UNTIL_15_30 + PLENUM), SHORT: event(BRIEFLY + "groups: [ak-alt, plenum]\n"), THIRD: event("groups: [ak-alt, plenum]\n", start="2026-09-16 15:00")},
        {"event": event(UNTIL_15_30 + PLENUM), SHORT: event(BRIEFLY + PLENUM), EVENTS + "2026-10-14-a.yaml": event(PLENUM, start="2026-10-14 09:00"), EVENTS + "2026-10-14-b.yaml": event(PLENUM, start="2026-10-14 09:30")},
    ),
}  # fmt: skip


def _shown(finding: Finding) -> str:
    """Return a finding as on a terminal, and what programs are told: its key, how to mend it."""
    shown = block(finding, "")
    shown += f"\n   = Schlüssel: {finding.key}" if finding.key else ""
    for edit in finding.remedy.edits if finding.remedy else ():
        shown += f"\n   = Behebbar ({finding.fixable}): {edit.text}"
    return shown


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules.ALL if rule.name not in WITHOUT_FILE],
    ids=lambda rule: rule.name,
)
def test_a_finding_says_where_and_what(
    rule: Rule, tmp_path: Path, golden: Callable[..., None]
) -> None:
    shown = []
    for files in (rule.wrong, *CASES.get(rule.name, ())):
        plain = {
            name: content.replace(OPEN.encode(), b"").replace(CLOSE.encode(), b"")
            for name, content in files_of(files).items()
        }
        found = check(Repository(tmp_path, plain), DAY).findings
        shown.append("\n".join(_shown(one) for one in found if one.rule.name == rule.name))
    golden(f"findings/{rule.name}.txt", "\n\n".join(shown) + "\n")


def test_every_case_names_a_rule_that_there_is() -> None:
    assert set(CASES) <= {rule.name for rule in rules.ALL}
