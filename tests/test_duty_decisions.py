"""How each duty is decided where the law is silent: a table of cases,
and the same answer in every output.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksnet.checking import check
from ksnet.documents.report import ReportBuilder
from ksnet.duties.assessing import Assessment, Facts, assess
from ksnet.duties.counting.spans import Window
from ksnet.lands import folder_of
from ksnet.protection.who import Audience
from ksnet.repository import Repository
from ksnet.rules.law.examples import COMPLETE, training
from tests.conftest import Run
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
TODAY = "2026-06-30"
EVENTS = "data/events/musterstadt"
VERFAHREN = "agreements:\n  - id: v\n    kind: verfahrensabsprache\n    title: Verfahren\n    covers: [mitteilungswege]\n{}"
SEIT_2025 = "complete_since: 2025-01-01\n"
REPORT = SEIT_2025 + "report:\n  basis: vereinbarung\n  since: 2025\n{}"
PERSON = "    people:\n      - id: beispiel\n        family_name: Beispiel\n{}"


def gericht(person: str, more: str = "") -> dict[str, str]:
    """Return members of whom one fills the Familiengericht."""
    from ksnet.rules.law.examples import members

    body = (
        f"  - id: gericht\n    name: Amtsgericht\n    categories: [familiengericht]\n{more}{person}"
    )
    return {"network": COMPLETE, "members": members("familiengericht", body)}


def held(*days: str) -> dict[str, str]:
    return {name: text for day in days for name, text in training(day, held=True).items()}


def group(more: str, kind: str = "fachtag", network: str = SEIT_2025) -> dict[str, str]:
    text = f"title: T\nkind: {kind}\ngroups: [g]\nstart: 2025-05-07\nstatus: stattgefunden\n"
    rule = f"groups:\n  - id: g\n    name: G\n    kind: plenum\n    cadence: {{meetings: 1, per: jahr{more}}}\n"
    return {"network": network + rule, f"{EVENTS}/2025-05-07-t.yaml": text}


JOINING = 'status: im-aufbau\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt Muster\n    key: "05974040"\n    involvement: vorgesehen\ncoordination: []\n'
COURSE = f"{EVENTS}/2025-09-03-kurs.yaml"
SESSIONS = "title: Kurs\nkind: fortbildung\nsessions:\n  - start: 2025-09-03\n  - start: 2025-09-10\n  - start: 2025-09-17\nstatus: stattgefunden\nqualification: {interdisciplinary: true, categories: [schule, insofa]}\n"
PAGE = "public_information:\n  procedures: &p {{url: 'https://www.example.org/s', as_of: {0}}}\n  structures: {{url: 'https://www.example.org/s', as_of: {0}}}\n  contacts: {{url: 'https://www.example.org/s', as_of: {0}}}\n".replace(
    "&p ", ""
)


class Decision(NamedTuple):
    """A tree, the day and year for which it is judged, and what is said of one duty."""

    what: str
    duty: str
    files: Mapping[str, str]
    status: str
    hint: str = ""
    missing: str = ""
    year: int = 2026
    day: str = TODAY


TABLE = [
    Decision("an agreement without a day", "LKSG-11", {"network": COMPLETE + VERFAHREN.format("    review_by: 2027-01-31\n")}, "erfuellt", "„Verfahren“ liegt vor, Datum nicht erfasst."),
    Decision("a description without anything", "LKSG-12", {"network": COMPLETE + VERFAHREN.format("")}, "erfuellt", "liegt vor, Datum und Fundstelle nicht erfasst."),
    Decision("no review day", "LKSG-11", {"network": COMPLETE + VERFAHREN.format("    signed: 2025-03-12\n")}, "erfuellt", "Tag der nächsten Überprüfung nicht erfasst"),
    Decision("a draft", "LKSG-11", {"network": COMPLETE + VERFAHREN.format("    status: entwurf\n")}, "offen", missing="erst ein Entwurf"),
    Decision("the day before it ends", "LKSG-11", {"network": COMPLETE + VERFAHREN.format("    signed: 2025-03-12\n    review_by: 2027-01-31\n    valid_until: 2026-07-01\n")}, "erfuellt"),
    Decision("the day on which it ends", "LKSG-11", {"network": COMPLETE + VERFAHREN.format("    signed: 2025-03-12\n    review_by: 2027-01-31\n    valid_until: 2026-06-30\n")}, "erfuellt"),
    Decision("the day after it ended", "LKSG-11", {"network": COMPLETE + VERFAHREN.format("    signed: 2025-03-12\n    review_by: 2027-01-31\n    valid_until: 2026-06-29\n")}, "offen", missing="galt nur bis"),
    Decision("a page of twelve months", "LKSG-13", {"network": COMPLETE + PAGE.format("2025-06-30")}, "erfuellt"),
    Decision("a page a day older", "LKSG-13", {"network": COMPLETE + PAGE.format("2025-06-29")}, "erfuellt", "älter als 12 Monate"),
    Decision("no activity in the calendar year", "LKSG-07", {"network": SEIT_2025}, "nicht-beurteilbar", "keine Tätigkeit erfasst", year=2025),
    Decision("too few in the calendar year", "LKSG-10", {"network": SEIT_2025, **held("2025-03-19", "2025-06-18")}, "offen", year=2025),
    Decision("enough from July to June", "LKSG-10", {"network": "founded: 2023-01-01\ncomplete_since: 2024-01-01\n", **held("2024-09-10", "2024-11-12", "2025-03-19", "2026-01-14", "2026-02-11", "2026-03-18")}, "nicht-beurteilbar", "fand 1 von mindestens 3", year=2025),
    Decision("a course of three sessions is one", "LKSG-10", {"network": SEIT_2025, **held("2025-03-19", "2025-06-18"), COURSE: SESSIONS}, "erfuellt", year=2025),
    Decision("a course alone is not three", "LKSG-10", {"network": SEIT_2025, COURSE: SESSIONS}, "offen", year=2025),
    Decision("a year before the law", "LKSG-10", {"network": "founded: 2020-01-01\ncomplete_since: 2020-01-01\n"}, "nicht-anwendbar", year=2021),
    Decision("a report the day before it is due", "LKSG-16", {"network": REPORT.format("  due: 05-31\n")}, "laufend", year=2025, day="2026-05-30"),
    Decision("a report on the day it is due", "LKSG-16", {"network": REPORT.format("  due: 05-31\n")}, "laufend", year=2025, day="2026-05-31"),
    Decision("a report the day after it was due", "LKSG-16", {"network": REPORT.format("  due: 05-31\n")}, "offen", year=2025, day="2026-06-01"),
    Decision("a report without a due day", "LKSG-16", {"network": REPORT.format("")}, "laufend", missing="einen Tag dafür", year=2025),
    Decision("a year file is no report", "LKSG-16", {"network": REPORT.format("  due: 05-31\n"), "year": "summary: Kurz.\n"}, "offen", year=2025),
    Decision("a report that was submitted", "LKSG-16", {"network": REPORT.format("  due: 05-31\n"), "year": "approved:\n  - by: {text: JHA}\n"}, "erfuellt", year=2025),
    Decision("a report taken note of later", "LKSG-16", {"network": REPORT.format("  due: 05-31\n"), "year": "approved:\n  - by: {text: JHA}\n    on: 2026-07-01\n"}, "offen", year=2025),
    Decision("somebody in office", "LKSG-08", gericht(PERSON.format("")), "erfuellt"),
    Decision("without people on purpose", "LKSG-08", gericht(""), "erfuellt"),
    Decision("the last day in office", "LKSG-08", gericht(PERSON.format("        until: 2026-06-30\n")), "erfuellt"),
    Decision("the day after", "LKSG-08", gericht(PERSON.format("        until: 2026-06-29\n")), "offen", missing="niemand mehr im Amt"),
    Decision("a guessed category", "LKSG-08", gericht("", "    unconfirmed: [categories]\n"), "nicht-beurteilbar"),
    Decision("a training is no meeting", "LKSG-15", group(""), "offen", year=2025),
    Decision("a training that the rule names", "LKSG-15", group(", kinds: [fachtag]"), "erfuellt", year=2025),
    Decision("a group without a beginning", "LKSG-15", group("", network="founded: null\n" + SEIT_2025), "offen", year=2025),
    Decision("a network being set up", "LKSG-01", {"network": JOINING + COMPLETE}, "laufend", missing="Dem Netzwerk sollen beitreten: Jugendamt Muster."),
    Decision("a network being set up without agreements", "LKSG-11", {"network": JOINING + COMPLETE + "agreements: []\n"}, "laufend"),
]  # fmt: skip


def answers(root: Path, year: int, day: str, network: str = "musterstadt") -> dict[str, Assessment]:
    facts = Facts(Repository(root).network(network), dt.date.fromisoformat(day))
    return {answer.duty.id: answer for answer in assess(facts, year)}


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case.duty}: {case.what}")
def test_a_duty_is_decided_as_the_catalogue_says(case: Decision, tree: Tree) -> None:
    root = tree(files_of(dict(case.files)))
    answer = answers(root, case.year, case.day)[case.duty]
    assert answer.status.value == case.status, (answer.missing, answer.reason)
    assert case.hint in " ".join(hint.text for hint in answer.hints)
    assert bool(case.hint) is bool(answer.hints)
    assert case.missing in " ".join(answer.missing)
    heavy = [
        f
        for f in check(Repository(root), dt.date.fromisoformat(case.day)).findings
        if f.severity.value == "fehler"
    ]
    own = [f for f in heavy if f.rule.code == f"KS4{case.duty[-2:]}"]
    assert answer.status.value == "offen" or not [
        f for f in own if f.message.startswith(str(case.year))
    ]


# --- one place for every statement
# -----------------------------------------------------------------------------------

PARTS = {
    "complete_since: ": st.sampled_from(["2024-01-01", "2025-01-01", "2026-06-01", "nie"]),
    "status: ": st.sampled_from(["taetig", "im-aufbau", "ruhend"]),
    "founded: ": st.sampled_from(["2020-01-01", "2024", "2025-04-01"]),
    "agreements: ": st.sampled_from(["[]", "[{id: v, kind: verfahrensabsprache, title: V}]"]),
    "report: ": st.sampled_from(["null", "{basis: ausschuss}", "{basis: ausschuss, due: 05-31}"]),
    "affiliations: ": st.sampled_from(["[]", "[{name: Frühe Hilfen}]"]),
    "public_information: ": st.sampled_from(["null", "{contacts: {url: 'https://example.org'}}"]),
}  # fmt: skip


@pytest.mark.slow
@given(parts=st.fixed_dictionaries(PARTS), days=st.sets(st.sampled_from(["2025-03-19", "2025-06-18", "2025-11-19"])), year=st.sampled_from([2021, 2024, 2025, 2026]))  # fmt: skip
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_duty_has_the_same_state_in_every_output(
    parts: dict[str, str],
    days: set[str],
    year: int,
    tree: Tree,
    ksnet: Ksnet,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = tmp_path_factory.mktemp("tree")
    text = "".join(f"{key}{value}\n" for key, value in parts.items())
    for name, content in files_of({"network": text, **held(*days)}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    run = ksnet(
        "duties",
        "musterstadt",
        "--year",
        str(year),
        "--format",
        "json",
        "--as-of",
        TODAY,
        "--root",
        root,
    )
    said = {one["id"]: one["status"] for one in json.loads(run.out)["networks"][0]["duties"]}
    network, day = Repository(root).network("musterstadt"), dt.date.fromisoformat(TODAY)
    annex = ReportBuilder(network, Window.of_year(year), as_of=day, audience=Audience.INTERN).annex(
        lambda _network, _place: 1
    )
    assert {duty.id: duty.status.value for _, duties in annex.duties for duty in duties} == said
    if year == day.year:  # rules and deadlines speak of today, and of the years that are over
        found = check(Repository(root), day).findings
        open_now = {
            f"LKSG-{f.rule.code[3:]}"
            for f in found
            if f.rule.code.startswith("KS41") and f.severity.value != "hinweis"
        }
        statutory = open_now - {"LKSG-10", "LKSG-15", "LKSG-16"}  # findings of earlier years
        assert {ident for ident in statutory if said[ident] != "offen"} == set()
    assert year != 2021 or set(said.values()) == {"nicht-anwendbar"}


def test_numbers_of_duties_come_from_the_catalogue_alone(tree: Tree, ksnet: Ksnet) -> None:
    four = {
        f"lands/vier/{path.name}": path.read_text("utf-8").replace(
            "with: {count: 3}", "with: {count: 4}"
        )
        for path in folder_of("nrw").glob("*.yaml")
    }
    own = {"settings": "land: vier\n", **four}
    root = tree(
        files_of({**own, "network": SEIT_2025, **held("2025-03-19", "2025-06-18", "2025-11-19")})
    )
    findings = [f.message for f in check(Repository(root), dt.date(2026, 6, 30)).findings]
    assert any(message.startswith("2025 fanden 3 von mindestens 4") for message in findings)
    duty = ksnet("duties", "--year", "2025", "--format", "md", "--as-of", TODAY, "--root", root).out
    assert "offen (3 von 4)" in duty
    report = ksnet(
        "report",
        "musterstadt",
        "--year",
        "2025",
        "--draft",
        "--format",
        "md",
        "--as-of",
        TODAY,
        "--root",
        root,
    ).out
    assert "das Gesetz verlangt mindestens vier im Jahr" in report
    assert (
        "mindestens 4 im Jahr"
        in ksnet("due", "--days", "200", "--as-of", TODAY, "--root", root).out
    )
    annex = ksnet(
        "report",
        "musterstadt",
        "--year",
        "2025",
        "--annex",
        "--format",
        "md",
        "--as-of",
        TODAY,
        "--root",
        root,
    )
    rows = [line.replace(" ", "") for line in annex.out.splitlines()]
    assert "|2025|3|4|" in rows
