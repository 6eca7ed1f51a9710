"""What real records say must raise no false alarm, one cause is one finding,
and sensitive bodies stay hidden.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.reporting import FORMATS
from ksnet.repository.lands import packaged
from tests.conftest import Run
from tests.musterstadt import AS_OF, files_of
from tests.test_rules import run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
EVENTS = "data/events/musterstadt"
GROUP = "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: themengruppe\n{}  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    until: 2024-12-31\n"
MANAGEMENT = "founded: 2024-09\nmanagement:\n  - youth_office: stadt-muster\n    group: plenum\n    since: {}\n    until: {}\n"


def names(root: Path) -> list[str]:
    return [finding.rule.name for finding in run(root).findings]


def meeting(kind: str, day: str, more: str = "") -> dict[str, str]:
    return {
        f"{EVENTS}/{day}-sitzung.yaml": f"title: Sitzung\nkind: {kind}\nstart: {day}\nstatus: stattgefunden\n{more}"
    }


@pytest.mark.parametrize(("name", "expected"), [('"2026"', []), ("2026", ["ambiguous-scalar"])])
def test_what_was_read_with_a_warning_raises_no_doubt(
    name: str, expected: list[str], tree: Tree
) -> None:
    event = f"title: {name}\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-05-20\nstatus: stattgefunden\ntasks: [strukturen]\nminutes: {{status: freigegeben}}\n"
    root = tree(
        files_of(
            {"network": "complete_since: 2026-05-01\n", f"{EVENTS}/2026-05-20-treffen.yaml": event}
        )
    )
    assert [name for name in names(root) if name != "canonical-form"] == [
        *expected,
        "missing-attendance",
    ]


@pytest.mark.parametrize(
    ("network", "expected"),
    [(GROUP.format("    since: 2015\n"), []), ("until: 2030\n" + GROUP.format("    until: 2031\n"), ["outside-container"]),
     (MANAGEMENT.format("2024-01-01", "2024-12-31"), []), (MANAGEMENT.format("2023-01-01", "2023-12-31"), ["outside-container"])],
)  # fmt: skip
def test_what_may_be_older_than_the_network(network: str, expected: list[str], tree: Tree) -> None:
    assert names(tree(files_of({"network": network}))) == expected


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [("steuerungsgruppe", "2023-02-01", []), ("netzwerktreffen", "2023-02-01", ["event-outside-network"]),
     ("steuerungsgruppe", "2022-11-30", ["event-outside-network"])],
)  # fmt: skip
def test_meetings_may_prepare_the_founding(
    kind: str, day: str, expected: list[str], tree: Tree
) -> None:
    assert names(tree(files_of(meeting(kind, day)))) == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [("since: 2026-05-01", []), ("until: 2026-02-01", ["inactive-reference"])],
)
def test_a_future_member_may_come_as_a_guest(period: str, expected: list[str], tree: Tree) -> None:
    member = f"  - id: neu\n    name: Neu\n    categories: [schule]\n    {period}\n"
    base = files_of(meeting("netzwerktreffen", "2026-03-10", "attendance: {members: [neu]}\n"))
    file = "data/networks/musterstadt/members.yaml"
    assert names(tree(base | {file: base[file] + member.encode()})) == expected


def test_an_impossible_period_is_one_finding(tree: Tree) -> None:
    group = GROUP.format("    since: 2026\n    until: 2025\n")
    assert names(tree(files_of({"network": group, "event": "groups: [plenum]\n"}))) == [
        "until-before-since"
    ]


def test_the_first_planned_day_comes_first(tree: Tree) -> None:
    event = "start: 2026-09-30 13:30\nend: 2026-09-30 15:30\nrescheduled_from: [2026-09-23, 2026-09-16]\n"
    (found,) = run(tree(files_of({"event": event}))).findings
    assert found.rule.name == "date-not-file-name"
    assert "erste Eintrag von „rescheduled_from“ muss der zuerst geplante Tag sein" in found.mend
    assert "ergänzen" not in found.mend


def test_a_former_date_that_is_no_list_is_one_finding(tree: Tree) -> None:
    event = "start: 2026-09-23 13:30\nend: 2026-09-23 15:30\nrescheduled_from: 2026-09-16\n"
    assert names(tree(files_of({"event": event}))) == ["wrong-type"]


@pytest.mark.parametrize(
    "text",
    ['mode: "praes\\u200benz2"\n', 'mode: "\\e"\n', 'chair: "mus\\u200bterx"\n', 'organisers: ["\\e"]\n', 'groups: ["ak-\\u200balt"]\n',
     'start: "2026-09\\u200b-99"\n', 'topics: ["Mit\\u202eteilung"]\n', 'location:\n  url: "htt\\u200bp:x"\n'],
)  # fmt: skip
def test_a_forbidden_character_is_one_finding(text: str, tree: Tree) -> None:
    assert names(tree(files_of({"event": text}))) == ["forbidden-character"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [("theme: #Kinderschutz\n", [("value-as-comment", "warnung", 2)]), ("title: #Kinderschutz\n", [("value-as-comment", "fehler", 1)]),
     ("start: #2026\nend: null\n", [("value-as-comment", "warnung", 4)]), ("topics:\n  - wege\n  - #schule\n", [("value-as-comment", "fehler", 9)]),
     ("topics: #Stichworte\n  - wege\n", []), ("theme: # Kinderschutz\n", []), ("theme: Wege #Schule\n", [("value-as-comment", "warnung", 2)]), ("summary: |\n  theme: #Kinderschutz\n", []),
     ("theme: #ksnet: ignore[KS1] x\n", [("unused-suppression", "warnung", 2)])],
)  # fmt: skip
def test_a_value_that_is_taken_for_a_comment(
    event: str, expected: list[tuple[str, str, int]], tree: Tree
) -> None:
    result = run(tree(files_of({"event": event})))
    found = [f for f in result.findings if f.rule.name != "canonical-form"]
    assert [(f.rule.name, f.severity.value, f.location.span.line) for f in found] == expected


def test_a_date_that_is_only_in_the_file_name_is_no_contradiction(tree: Tree) -> None:
    event = "title: Sitzung\nkind: gremiensitzung\nstart: null\nstatus: stattgefunden\n"
    assert "date-not-file-name" not in names(
        tree(files_of({f"{EVENTS}/2026-03-10-sitzung.yaml": event}))
    )


def test_kinds_are_named_with_their_article(tree: Tree) -> None:
    (found,) = run(tree(files_of({"event": "chair: plenum\n"}))).findings
    assert found.message.startswith("„plenum“ ist ein Gremium, hier gehört eine Person")
    assert found.mend.startswith("Eine Kennung einsetzen, die zu einer Person")
    (found,) = run(tree(files_of({"event": "groups: [muster]\n"}))).findings
    assert found.message == "„muster“ ist eine Person, hier gehört ein Gremium hin."


def test_a_cadence_is_judged_once_a_year_in_the_order_of_the_months(tree: Tree) -> None:
    group = "complete_since: 2026-01-01\ngroups:\n  - id: plenum\n    name: Plenum\n    kind: plenum\n    cadence: {meetings: 1, per: monat}\n"
    found = [
        f.message
        for f in run(tree(files_of({"network": group}))).findings
        if f.rule.name == "cadence-not-kept"
    ]
    months = ", ".join(
        f"im {month} 0 von 1" for month in ("Januar", "Februar", "März", "April", "Mai")
    )
    assert found == [
        f"Plenum: Im Jahr 2026 fanden weniger Treffen statt, als der eigene Turnus vorsieht: {months}."
    ]


def test_umlauts_may_be_typed_as_two_characters() -> None:
    typed = unicodedata.normalize("NFD", "Rüthen")
    assert (
        packaged().tables.find_gemeinde(typed)
        is packaged().tables.find_gemeinde("Rüthen")
        is not None
    )
    assert (
        packaged().tables.gemeinden_in(f"Jugendamt {typed}")
        == packaged().tables.gemeinden_in("Jugendamt Rüthen")
        != ()
    )


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("broken", ["", "  kaputt: [\n"])
def test_no_output_shows_a_sensitive_body(form: str, broken: str, tree: Tree, ksnet: Ksnet) -> None:
    body = (
        "  - id: hafen-nord\n    name: Haus Seestern\n    categories: [weitere]\n    label: Gewaltschutz\n    sensitive: true\n"
        "    until: 2026-02-01\n    email: post@seestern\n    people:\n      - id: anker\n        family_name: Ankerfrau\n        phone: [1]\n"
    )
    base = files_of(
        meeting(
            "netzwerktreffen",
            "2026-03-10",
            "chair: hafen-nord\nattendance: {members: [hafen-nord]}\ninvited: [hafen-nort, anker]\n",
        )
    )
    file = "data/networks/musterstadt/members.yaml"
    root = tree(base | {file: base[file] + body.encode() + broken.encode()})
    shown = ksnet("validate", "--as-of", AS_OF, "--format", form, cwd=root)
    diff = (
        ksnet("validate", "--as-of", AS_OF, "--fix", "--unsafe-fixes", "--diff")
        if form == "text"
        else shown
    )
    assert broken or form != "text" or "geschützte Einrichtung" in shown.out
    for run_ in (shown, diff):
        text = run_.out + run_.err
        assert text.strip()
        for secret in ("hafen-nor", "Seestern", "seestern", "anker", "Ankerfrau", "Gewaltschutz"):
            assert secret not in text, text


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("title: &Treffen\n", ["yaml-anchor"]),
        ("title: !Treffen\n", ["yaml-tag"]),
        ("topics:\n  - &wege\n", ["yaml-anchor"]),
        ("topics:\n  - wege\n  - !wege\n", ["yaml-tag"]),
    ],
)
def test_a_value_that_is_taken_for_a_mark_of_yaml_is_not_missing_too(
    event: str, expected: list[str], tree: Tree
) -> None:
    found = names(tree(files_of({"event": event})))
    assert [name for name in found if name != "canonical-form"] == expected
