"""KS6 asks for little: only of finished things, only where the records claim to be complete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.checking import Selection, check
from ksnet.repository import Repository
from ksnet.rules.examples import SHORT
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
EVENT = "data/events/musterstadt/2026-03-10-treffen.yaml"
BARE = "title: Treffen\nkind: {}\nstart: 2026-03-10\nstatus: stattgefunden\n"
ALL_OF_A_MEETING = [
    "event-without-group",
    "event-without-task",
    "missing-attendance",
    "missing-minutes",
]


def complete(network: str = "", **files: str) -> dict[str, bytes]:
    """Return the base example with records that are complete since 2026,
    changed in `network` and with more files.
    """
    return files_of({"network": f"complete_since: 2026-01-01\n{network}", **files})


def found(root: Path, day: dt.date = DAY) -> list[str]:
    return sorted(
        f.rule.name for f in check(Repository(root), day, Selection(select=("KS6",))).findings
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("netzwerktreffen", ALL_OF_A_MEETING),
        ("jahrestagung", ["event-without-task", "missing-attendance", "missing-minutes"]),
        ("fachtag", ["event-without-task", "missing-attendance", "training-without-qualification"]),
        (
            "fachvortrag",
            ["event-without-task", "missing-attendance", "training-without-qualification"],
        ),
        ("oeffentlichkeit", ["event-without-task"]),
        ("sonstige", ["event-without-task", "missing-attendance"]),
    ],
)
def test_each_kind_of_event_is_asked_for_what_the_report_tells(
    tree: Tree, kind: str, expected: list[str]
) -> None:
    assert found(tree(complete(**{EVENT: BARE.format(kind)}))) == expected


def test_nothing_is_asked_of_a_case_conference(tree: Tree) -> None:
    text = BARE.format("fallkonferenz") + "case_conference:\n  anonymised: true\n"
    assert found(tree(complete(**{EVENT: text}))) == []


@pytest.mark.parametrize("status", ["geplant", "abgesagt", "verschoben"])
def test_nothing_is_asked_of_what_did_not_take_place(tree: Tree, status: str) -> None:
    text = BARE.format("netzwerktreffen").replace("stattgefunden", status)
    assert found(tree(complete(**{EVENT: text}))) == []


@pytest.mark.parametrize(
    "claim", ["complete_since: nie\n", "complete_since: 2026-03-11\n", "complete_since: 2027\n"]
)
def test_nothing_is_missing_before_the_records_are_complete(tree: Tree, claim: str) -> None:
    results = "results:\n  - text: Versenden\n    due: 2026-03-01\n"
    assert (
        found(tree(files_of({"network": claim, EVENT: BARE.format("netzwerktreffen") + results})))
        == []
    )


def test_records_without_a_founding_claim_nothing(tree: Tree) -> None:
    network = 'name: Netzwerk\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n'
    assert found(tree({SHORT["network"]: network, EVENT: BARE.format("netzwerktreffen")})) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["Person", "Stellenanteil"]),
        ("    vacant_since: 2026-05-01\n", []),
        ("    until: 2026-05-31\n", []),
        ("    fte: 0.5\n    people: [muster]\n", []),
        ("    fte: 0.5\n    people:\n      - id: muster\n        until: 2026-05-31\n", ["Person"]),
    ],
)
def test_a_post_in_force_has_a_person_and_a_share(
    tree: Tree, more: str, expected: list[str]
) -> None:
    post = f"coordination:\n  - id: koordination\n    youth_office: stadt-muster\n{more}"
    result = check(
        Repository(tree(complete(post))), DAY, Selection(select=("incomplete-coordination",))
    )
    words = {"Person": "wer sie innehat", "Stellenanteil": "der Stellenanteil"}
    assert len(result.findings) == bool(expected)
    for word, text in words.items():
        assert any(text in finding.message for finding in result.findings) == (word in expected)


@pytest.mark.parametrize(
    "group",
    [
        "    kind: themengruppe\n",
        "    kind: arbeitskreis\n    count: 3\n",
        "    kind: konferenz\n    external: true\n",
        "    kind: plenum\n    until: 2026-05-31\n",
    ],
)
def test_not_every_group_needs_a_cadence(tree: Tree, group: str) -> None:
    assert found(tree(complete(f"groups:\n  - id: plenum\n    name: Gruppe\n{group}"))) == []


def test_a_year_is_asked_for_only_when_it_is_over(tree: Tree) -> None:
    network = "complete_since: 2025-01-01\ngroups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n    rotation: jahr\n    cadence: {meetings: 1, per: jahr}\n"
    root = tree(
        files_of({"network": network, "year": "improvements:\n  - text: Früher einladen\n"})
    )
    assert found(root, dt.date(2025, 12, 31)) == []
    assert found(root, dt.date(2026, 1, 1)) == [
        "improvement-without-plan",
        "incomplete-year",
        "missing-management",
    ]


def test_an_evaluation_in_a_meeting_stands_for_that_of_the_year(tree: Tree) -> None:
    network = "complete_since: 2025-01-01\ngoals:\n  - id: wege\n    text: Wege\n"
    year = "summary: Kurz.\noutlook: Kurz.\nresources:\n  - youth_office: stadt-muster\n    state_funds_eur: 1\ngoals:\n  - goal: wege\n    status: laufend\n"
    meeting = (
        BARE.format("sonstige").replace("2026", "2025")
        + "attendance:\n  total: 9\ntasks: [begleitung]\nevaluation:\n  - subject: wege\n    rating: bewaehrt\n"
    )
    assert found(tree(files_of({"network": network, "year": year}))) == ["incomplete-year"]
    assert (
        found(
            tree(
                files_of({"network": network, "year": year, EVENT.replace("2026", "2025"): meeting})
            )
        )
        == []
    )


def test_a_goal_without_its_state_is_named(tree: Tree) -> None:
    network = "complete_since: 2025-01-01\ngoals:\n  - id: wege\n    text: Wege\n  - id: lernen\n    text: Lernen\n"
    year = "summary: Kurz.\nevaluation: Kurz.\noutlook: Kurz.\nresources:\n  - youth_office: stadt-muster\n    state_funds_eur: 1\ngoals:\n  - goal: wege\n    status: laufend\n  - goal: lernen\n    note: Noch offen.\n"
    findings = check(
        Repository(tree(files_of({"network": network, "year": year}))),
        DAY,
        Selection(select=("KS6",)),
    ).findings
    assert [(f.message, f.location.file) for f in findings] == [
        ("Zum Jahr 2025 fehlt noch: der Stand der Ziele „lernen“ („goals“).", SHORT["year"])
    ]


@pytest.mark.parametrize("line", ["attendence:\n  total: 9\n", "minutes: 5\n"])
def test_what_could_not_be_read_is_not_said_to_be_missing(tree: Tree, line: str) -> None:
    assert found(tree(complete(**{EVENT: BARE.format("netzwerktreffen") + line}))) == []


def test_a_task_that_may_be_done_is_not_overdue(tree: Tree) -> None:
    text = (
        BARE.format("sonstige")
        + "tasks: [begleitung]\nattendance:\n  total: 9\nresults:\n  - text: Versenden\n    due: 2026-03-31\n"
    )
    assert found(tree(complete(**{EVENT: text}))) == ["overdue-task"]
    assert found(tree(complete(**{EVENT: text + "    erledigt: 2026-03-30\n"}))) == []
