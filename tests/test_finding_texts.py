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
from ksnet.rules.examples import AS_OF, CLOSE, OPEN, files_of
from ksnet.rules.law.examples import members
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
    "inactive-reference": (
        {"network": groups("    since: 2027\n")},
        {"network": groups("    until: 2026-08\n"), "event": event(PLENUM), SHORT: event(PLENUM)},
        {"members": body("    until: 2026-08\n", "        role: vertretung\n"), "event": event("chair: beispiel\n"), SHORT: event("chair: beispiel\n")},
        {"network": office("    until: 2025\n") + "lead: stadt-muster\n", "members": MUSTER.replace("        groups:\n          - id: plenum\n", "        until: 2026-03\n")},
    ),
    "repeated-youth-office": (
        {"members": members(more="  - id: asd\n    youth_office: stadt-muster\n    since: 2025-03-01\n    until: 2025-06-30\n  - id: asd-neu\n    youth_office: stadt-muster\n    since: 2026-01-01\n")},
        {"network": office("").replace("05974040", "05974") + "  - id: kreis\n    name: Kreisjugendamt\n    key: \"05974\"\n    municipalities: [Welver]\n"},
    ),
    "repeated-reference": (
        {"event": event("attendance:\n  members: [partner, jugendamt-muster, partner, partner]\n")},
        {"event": event("invited: [partner, {id: partner}, {text: Praxis}]\ntopics: [schule, schule]\n")},
    ),
    "circular-parent": (
        {"network": groups("    parent: eins\n  - id: eins\n    name: Eins\n    kind: arbeitskreis\n    parent: zwei\n  - id: zwei\n    name: Zwei\n    kind: arbeitskreis\n    parent: eins\n")},
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
    """Return a finding as on a terminal, and the key in its record that programs are told."""
    return block(finding, "") + (f"\n   = Schlüssel: {finding.key}" if finding.key else "")


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
