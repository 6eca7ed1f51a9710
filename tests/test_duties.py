"""The duties of § 9 LKSG: what counts, from when on something may be said to be missing,
and what the rules make of it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.checking import Finding, check
from ksnet.documents.report import ReportBuilder
from ksnet.duties.assessing import Facts, Status, assess
from ksnet.duties.assessing.assessment import MEASURES
from ksnet.duties.assessing.family import Family
from ksnet.duties.counting.spans import Window
from ksnet.lands import packaged_names
from ksnet.lands.duty import Force
from ksnet.protection.who import Audience
from ksnet.repository import Repository
from ksnet.repository.lands import packaged
from ksnet.rules.context import NetworkContext
from ksnet.rules.founding import foundation
from ksnet.rules.law.duties import open_duties
from ksnet.rules.law.examples import training
from tests.conftest import ROOT, Run, written
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
EVENTS = "data/events/musterstadt"
FINISHED = {"network": "complete_since: 2025-01-01\n"}


def findings(root: Path, day: dt.date = DAY, code: str = "KS4") -> list[Finding]:
    return [f for f in check(Repository(root), day).findings if f.rule.code.startswith(code)]


def statuses(
    root: Path, year: int = 2025, day: dt.date = DAY, network: str = "musterstadt"
) -> dict[str, Status]:
    repository = Repository(root)
    read = repository.network(network)
    facts = Facts(read, day, Family(repository, day).elsewhere(read))
    return {answer.duty.id: answer.status for answer in assess(facts, year)}


def trainings(*days: str, held: bool = True) -> dict[str, str]:
    files: dict[str, str] = {}
    for day in days:
        files |= training(day, held=held, tasks="begleitung, strukturen, fortbildung")
    return files


def for_one_profession(day: str) -> dict[str, str]:
    name = f"{EVENTS}/{day}-fortbildung.yaml"
    qualification = "qualification: {interdisciplinary: true, categories: [schule]}"
    text = f"title: Fortbildung\nkind: fortbildung\nstart: {day}\nstatus: stattgefunden\ntasks: [begleitung, strukturen]\n"
    return {name: f"{text}{qualification}\nattendance: {{total: 20}}\n"}


THIS_YEAR = trainings("2026-02-11", "2026-03-18", "2026-05-20")


# --- trainings
# -------------------------------------------------------------------------------------------------


def test_two_trainings_for_one_profession_each_are_the_open_duty_with_both_as_related_places(
    tree: Tree,
) -> None:
    two = for_one_profession("2025-03-19") | for_one_profession("2025-10-08")
    root = tree(files_of({**FINISHED, **two, **THIS_YEAR}))
    found = check(Repository(root), DAY).findings
    assert [(f.rule.name, f.severity) for f in found] == [("too-few-trainings", Severity.FEHLER)]
    assert (found[0].location.file, found[0].location.span.line) == (
        "data/networks/musterstadt/network.yaml",
        1,
    )
    assert found[0].rule.law == "§ 9 Abs. 5 LKSG NRW"
    assert [related.file for related in found[0].related] == sorted(two)
    assert all("weniger als zwei Zielgruppen" in related.message for related in found[0].related)


@pytest.mark.parametrize(
    ("held", "planned", "severity"),
    [
        (("2026-02-11", "2026-03-18", "2026-05-20"), (), None),
        (("2026-02-11",), ("2026-10-07", "2026-11-18"), None),
        (("2026-02-11",), ("2026-11-18",), Severity.WARNUNG),
        ((), (), Severity.WARNUNG),
    ],
)
def test_while_the_year_runs_planned_trainings_count_along(
    tree: Tree, held: tuple[str, ...], planned: tuple[str, ...], severity: Severity | None
) -> None:
    files = trainings(*held) | trainings(*planned, held=False)
    root = tree(files_of({"network": "complete_since: 2026-01-01\n", **files}))
    assert [f.severity for f in findings(root, code="KS410")] == ([severity] if severity else [])
    expected = Status.ERFUELLT if len(held) == 3 else Status.LAUFEND
    assert statuses(root, 2026)["LKSG-10"] is expected


def test_in_the_year_of_the_founding_too_few_trainings_are_a_hint(tree: Tree) -> None:
    text = "founded: 2025-04-01\ncomplete_since: 2025-04-01\n"
    root = tree(files_of({"network": text, **trainings("2025-11-19"), **THIS_YEAR}))
    assert [f.severity for f in findings(root, code="KS410")] == [Severity.HINWEIS]


@pytest.mark.parametrize(
    ("categories", "counts"),
    [("schule, weitere", True), ("weitere", False), ("weitere, weitere", False)],
)
def test_further_bodies_are_one_category_of_absatz_4(
    tree: Tree, categories: str, counts: bool
) -> None:
    """§ 9 Abs. 5 speaks of Absatz 4 as a whole, Satz 2 included, where the further ones stand."""
    files = {
        file: text.replace("[schule, gesundheitsamt]", f"[{categories}]")
        for file, text in THIS_YEAR.items()
    }
    assert files != THIS_YEAR
    root = tree(files_of({"network": "complete_since: 2026-01-01\n", **files}))
    assert ([f.rule.name for f in findings(root, code="KS410")] == []) is counts


def test_what_was_only_planned_does_not_count_in_a_finished_year(tree: Tree) -> None:
    files = trainings("2025-03-19", "2025-06-18") | trainings("2025-11-19", held=False)
    root = tree(files_of({**FINISHED, **files, **THIS_YEAR}))
    assert [f.severity for f in findings(root, code="KS410")] == [Severity.FEHLER]
    assert any(
        "Ergebnis nicht erfasst" in related.message
        for related in findings(root, code="KS410")[0].related
    )


def test_a_vague_date_that_may_lie_in_the_year_proves_nothing(tree: Tree) -> None:
    vague = for_one_profession("2024")
    text = (
        next(iter(vague.values()))
        .replace("start: 2024", "start: 2024/2025")
        .replace("[schule]", "[schule, insofa]")
    )
    files = trainings("2025-03-19", "2025-06-18") | {f"{EVENTS}/2024-fortbildung.yaml": text}
    root = tree(files_of({**FINISHED, **files, **THIS_YEAR}))
    assert findings(root, code="KS410") == []
    assert statuses(root)["LKSG-10"] is Status.NICHT_BEURTEILBAR


def test_a_training_that_could_not_be_read_is_not_missed_as_well(tree: Tree) -> None:
    days = ("2025-03-19", "2025-06-18", "2025-11-19")
    files = trainings(*days)
    broken = f"{EVENTS}/2025-11-19-fachtag.yaml"
    files[broken] = files[broken].replace("stattgefunden", "stattgefundne")
    found = check(Repository(tree(files_of({**FINISHED, **files, **THIS_YEAR}))), DAY).findings
    assert [f.rule.code[:3] for f in found] == ["KS1"]


# --- from when on the records claim to be complete
# ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "open_years"),
    [
        ("complete_since: nie", []),
        ("complete_since: 2025-01-01", [2025]),
        ("complete_since: 2025-01-02", []),
        ("founded: 2023\ncomplete_since: 2024", [2025]),
        ("founded: 2024-03-01\ncomplete_since: null", [2024, 2025]),
        ("founded: null\ncomplete_since: null", []),
        ("founded: 2023/2025", []),
    ],
)
def test_a_year_is_judged_only_where_the_records_cover_it(
    tree: Tree, since: str, open_years: list[int]
) -> None:
    text = f"{since}\n" if "complete_since" in since else f"{since}\ncomplete_since: null\n"
    root = tree(files_of({"network": text, **THIS_YEAR}))
    found = [f.message for f in findings(root, code="KS410")]
    assert [int(message[:4]) for message in found] == open_years


def test_the_state_of_today_is_judged_only_where_the_records_cover_today(tree: Tree) -> None:
    for since, expected in (
        ("2026-06-30", ["missing-affiliation"]),
        ("2026-07-01", []),
        ("nie", []),
    ):
        root = tree(files_of({"network": f"complete_since: {since}\naffiliations: []\n"}))
        assert [f.rule.name for f in findings(root)] == expected


def test_a_year_before_the_law_was_in_force_asks_for_nothing(tree: Tree) -> None:
    root = tree(
        files_of({"network": "founded: 2021-01-01\ncomplete_since: 2021-01-01\n", **THIS_YEAR})
    )
    assert statuses(root, 2022)["LKSG-10"] is Status.NICHT_ANWENDBAR
    assert [int(f.message[:4]) for f in findings(root, code="KS410")] == [2023, 2024, 2025]


# --- networks of other kinds
# -------------------------------------------------------------------------------------------


def test_a_jugendamt_without_a_network_of_its_own_has_no_duties(tree: Tree) -> None:
    root = tree(
        files_of({"network": "kind: jugendamt\ncomplete_since: 2020-01-01\naffiliations: []\n"})
    )
    assert findings(root) == []
    assert set(statuses(root).values()) == {Status.NICHT_ANWENDBAR}


def test_a_network_that_has_ended_owes_nothing_today(tree: Tree) -> None:
    text = "founded: 2024\nuntil: 2025-06-30\ncomplete_since: 2025-01-01\naffiliations: []\npublic_information: {}\n"
    files = files_of({"network": text}) | {
        f"{EVENTS}/2026-09-16-treffen.yaml": b"title: Treffen\nkind: netzwerktreffen\nstart: null\nstatus: abgesagt\n"
    }
    found = findings(tree(files))
    assert [(f.rule.name, f.severity) for f in found if f.rule.name != "too-few-trainings"] == []
    assert [f.severity for f in found] == [Severity.FEHLER]  # only the year of founding weighs less


KREIS = """\
name: Kreisnetzwerk
founded: 2024
complete_since: 2026-06-01
youth_offices:
  - id: stadt-muster
    name: Jugendamt
    key: "05974040"
"""


def test_on_two_levels_one_koordinierungsstelle_is_enough(tree: Tree) -> None:
    above = {"data/networks/kreis/network.yaml": KREIS}
    alone = findings(tree(files_of(above)), code="KS404")
    assert [f.location.file for f in alone] == ["data/networks/kreis/network.yaml"]
    root = tree(files_of({"network": "parent: kreis\n", **above}))
    assert findings(root, code="KS404") == []
    assert statuses(root, 2026, network="kreis")["LKSG-04"] is Status.ERFUELLT


def answers_of(root: Path, ksnet: Ksnet, network: str, year: int) -> dict[str, dict[str, Any]]:
    run = ksnet(
        "duties",
        network,
        "--year",
        str(year),
        "--format",
        "json",
        "--as-of",
        DAY.isoformat(),
        "--root",
        root,
    )
    return {duty["id"]: duty for duty in json.loads(run.out)["networks"][0]["duties"]}


def test_a_post_in_another_network_is_the_proof(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"network": "parent: kreis\n", "data/networks/kreis/network.yaml": KREIS}))
    duty = answers_of(root, ksnet, "kreis", 2026)["LKSG-04"]
    assert (duty["status"], duty["have"]) == ("erfuellt", 1)
    network = "data/networks/musterstadt/network.yaml"
    line = (root / network).read_text(encoding="utf-8").split("\n").index("coordination:") + 2
    assert duty["proof"] == [
        {
            "title": None,
            "date": None,
            "record": "networks/musterstadt/network",
            "file": network,
            "line": line,
        }
    ]


@pytest.mark.parametrize("until", ["2025-06-30", "2025-06"])
def test_a_network_that_ended_in_the_year_is_judged_on_its_last_day(
    tree: Tree, ksnet: Ksnet, until: str
) -> None:
    root = tree(files_of({"network": f"until: {until}\n"}))
    answers = answers_of(root, ksnet, "musterstadt", 2025)
    assert {
        answers[f"LKSG-{number}"]["status"] for number in ("01", "04", "08", "11", "12", "13")
    } == {"erfuellt"}
    assert answers_of(root, ksnet, "musterstadt", 2026)["LKSG-04"]["status"] == "nicht-anwendbar"


def test_posts_elsewhere_are_judged_on_the_last_day_of_a_network_that_ended(
    tree: Tree, ksnet: Ksnet
) -> None:
    post = "coordination:\n  - id: stelle\n    youth_office: stadt-muster\n    until: 2025-08-31\n"
    child = KREIS.replace("complete_since: 2026-06-01\n", "complete_since: 2024-01-01\n").replace(
        "founded: 2024\n", "founded: 2024\nuntil: 2025-06-30\nparent: kreis\n"
    )
    root = tree(
        {
            "data/networks/kreis/network.yaml": KREIS + post,
            "data/networks/unten/network.yaml": child,
        }
    )
    assert answers_of(root, ksnet, "unten", 2025)["LKSG-04"]["status"] == "erfuellt"


# --- agreements that are recorded and not in force
# -----------------------------------------------------------------------

AGREED = "agreements:\n  - id: verfahren\n    kind: verfahrensabsprache\n    title: Verfahren\n{}    covers: [mitteilungswege]\n"


@pytest.mark.parametrize(
    ("state", "rule", "message"),
    [
        ("    status: entwurf\n", "missing-procedure-agreement", "„Verfahren“ ist eingetragen, aber erst ein Entwurf und noch nicht in Kraft."),
        ("    status: beschlossen\n    signed: 2026-09-01\n    review_by: 2027-09-01\n", "missing-procedure-agreement", "„Verfahren“ ist eingetragen, gilt aber erst ab der Unterzeichnung (01.09.2026)."),
        ("    status: unterzeichnet\n    signed: 2024-03-12\n    valid_until: 2026-03-31\n", "expired-agreement", "„Verfahren“ galt nur bis 31.03.2026."),
        ("    status: beendet\n    signed: 2024-03-12\n", "missing-procedure-agreement", "„Verfahren“ ist beendet; was an ihre Stelle tritt, ist nicht eingetragen."),
        ("    status: entwurf\n    valid_until: 2026-03-31\n", "missing-procedure-agreement", "„Verfahren“ ist eingetragen, aber erst ein Entwurf und noch nicht in Kraft."),
    ],
    ids=["draft", "signed later", "expired", "ended", "draft with an end"],
)  # fmt: skip
def test_an_agreement_that_is_not_in_force_is_one_finding(
    tree: Tree, ksnet: Ksnet, state: str, rule: str, message: str
) -> None:
    root = tree(files_of({"network": "complete_since: 2026-06-01\n" + AGREED.format(state)}))
    found = [f for f in findings(root, code="KS") if f.rule.name != "canonical-form"]
    assert [(f.rule.name, f.message) for f in found] == [(rule, message)]
    answers = answers_of(root, ksnet, "musterstadt", 2026)
    assert {answers[ident]["status"] for ident in ("LKSG-11", "LKSG-12")} == {"offen"}
    assert all(
        "nicht erfasst" not in text
        for ident in ("LKSG-11", "LKSG-12")
        for text in answers[ident]["missing"]
    )


def test_a_draft_beside_an_agreement_in_force_changes_nothing(tree: Tree) -> None:
    whole = (
        "    signed: 2025-03-12\n    review_by: 2027-03-31\n    document: {path: verfahren.pdf}\n"
    )
    draft = (
        "  - id: neu\n    kind: verfahrensabsprache\n    title: Neue Fassung\n    status: entwurf\n"
    )
    text = "complete_since: 2026-06-01\n" + AGREED.format("") + whole + draft
    assert findings(tree(files_of({"network": text})), code="KS41") == []


# --- whose law
# -------------------------------------------------------------------------------------------------


def test_the_rules_ask_the_catalogue_of_the_land(tree: Tree) -> None:
    repository = Repository(
        tree(files_of({"network": "complete_since: 2026-06-01\naffiliations: []\n"}))
    )
    network = repository.network("musterstadt")
    assert [fault.rule.name for fault in open_duties(NetworkContext(network, DAY))] == [
        "missing-affiliation"
    ]
    network.land = replace(network.land, duties=())
    assert list(open_duties(NetworkContext(network, DAY))) == []


def test_each_packaged_land_is_whole() -> None:
    for name in packaged_names():
        land = packaged(name)
        assert land.duties
        assert land.categories
        assert {duty.measure for duty in land.duties} <= MEASURES.keys()


def test_an_unknown_land_is_a_finding_and_the_run_goes_on(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(
        files_of(
            {
                "settings": "land: hessen\n",
                "network": "complete_since: 2026-06-01\naffiliations: []\n",
            }
        )
    )
    found = check(Repository(root), DAY).findings
    assert [(f.rule.name, f.location.file) for f in found] == [
        ("missing-affiliation", "data/networks/musterstadt/network.yaml"),
        ("invalid-land", "ksnet.yaml"),
    ]
    assert answers_of(root, ksnet, "musterstadt", 2026)["LKSG-17"]["status"] == "offen"


# --- vacancies, cadence, case conferences
# ------------------------------------------------------------------------------


def test_a_vacancy_needs_reason_and_date(tree: Tree) -> None:
    text = files_of({})["data/networks/musterstadt/members.yaml"].replace(
        b"      - familiengericht\n", b""
    )
    vacancies = "complete_since: 2026-06-01\nvacancies:\n  - category: familiengericht\n"
    root = tree(files_of({"network": vacancies}) | {"data/networks/musterstadt/members.yaml": text})
    assert [(f.rule.name, f.message) for f in findings(root)] == [
        ("uncovered-category", "Familiengerichte: unbesetzt, aber ohne Grund und Tag.")
    ]


def test_report_and_duties_count_the_same(tree: Tree) -> None:
    groups = "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: plenum\n    cadence: {meetings: 2, per: jahr}\n"
    meeting = "title: Treffen\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2025-05-07\nstatus: stattgefunden\n"
    files = trainings("2025-03-19", "2025-06-18") | {f"{EVENTS}/2025-05-07-treffen.yaml": meeting}
    root = tree(files_of({"network": FINISHED["network"] + groups, **files, **THIS_YEAR}))
    assert [f.rule.name for f in findings(root)] == ["too-few-trainings", "cadence-not-kept"]
    network = Repository(root).network("musterstadt")
    report = written(ReportBuilder(network, Window.of_year(2025), as_of=DAY).report(), "md")
    annex = written(
        ReportBuilder(network, Window.of_year(2025), as_of=DAY, audience=Audience.INTERN).annex(
            lambda _network, _place: 1
        ),
        "md",
    )
    assert "haben zwei interdisziplinäre Qualifizierungsangebote stattgefunden" in report
    assert (
        "| LKSG-10 Drei interdisziplinäre Qualifizierungsangebote im Jahr; § 9 Abs. 5 LKSG NRW (muss) | offen (2 von 3) |"
        in annex
    )
    assert "hat ein Treffen stattgefunden" in report
    assert "| Netzwerktreffen | 2 Treffen im Jahr | 2025 | 1 von 2 | nicht eingehalten |" in annex


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ("case_conference: {anonymised: false}\n", [5]),
        ("", [2]),
        (
            "case_conference: {anonymised: true}\nagenda:\n  - title: x\nattendance:\n  total: 8\n",
            [6, 8],
        ),
    ],
)
def test_of_a_case_conference_nothing_but_numbers_is_kept(
    tree: Tree, change: str, lines: list[int]
) -> None:
    text = f"title: Fallkonferenz\nkind: fallkonferenz\nstart: 2026-05-20\nstatus: stattgefunden\n{change}"
    root = tree(files_of({f"{EVENTS}/2026-05-20-fallkonferenz.yaml": text}))
    found = findings(root, code="KS414")
    assert [f.location.span.line for f in found] == lines
    assert all(f.severity is Severity.FEHLER for f in found)
    assert [f.excerpt for f in found if "darf" in f.message] == [None] * sum(
        "darf" in f.message for f in found
    )


# --- the catalogue
# -------------------------------------------------------------------------------------------------


def test_each_duty_has_a_measure_and_a_rule_of_its_weight() -> None:
    known = {rule.name: rule for rule in rules.ALL}
    for duty in packaged().duties:
        assert duty.measure in MEASURES
        rule = known[duty.name]
        assert (rule.code, rule.severity) == (f"KS4{duty.id[-2:]}", duty.severity)
        own = duty.force is Force.EIGENE_REGEL
        assert foundation(rule, packaged()).law == (None if own else duty.law)
        assert bool(duty.wording) is not own
        assert rule.yardstick == duty.yardstick
        assert (rule.law is None) is own
    assert [duty.id for duty in packaged().duties] == [
        f"LKSG-{number:02}" for number in range(1, 19)
    ]


def test_an_amendment_is_a_change_of_data(tree: Tree) -> None:
    duties = """\
duties:
  - {id: LKSG-10, title: Drei, law: "9 Abs. 5", edition: vom 13.04.2022, force: muss, measure: trainings, with: {count: 3}, per: jahr, since: 2022-05-01, until: 2026-12-31}
  - {id: LKSG-10, title: Vier, law: "9 Abs. 6", edition: vom 01.12.2026, force: soll, measure: trainings, with: {count: 4}, per: jahr, since: 2027-01-01}
"""
    root = tree(
        {
            "ksnet.yaml": "land: nah\n",
            "lands/nah/land.yaml": "name: Nah\n",
            "lands/nah/duties.yaml": duties,
        }
    )
    old, new = Repository(root).land.duties
    assert (old.in_force(Window.of_year(2026)), old.in_force(Window.of_year(2027))) == (True, False)
    assert (new.in_force(Window.of_year(2026)), new.in_force(Window.of_year(2027))) == (False, True)
    assert (old.severity, new.severity, new.number("count")) == (
        Severity.FEHLER,
        Severity.WARNUNG,
        4,
    )


# --- the command
# -------------------------------------------------------------------------------------------------


def test_the_command_names_status_proof_and_what_is_missing(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({**FINISHED, **trainings("2025-03-19", "2025-06-18"), **THIS_YEAR}))
    run = ksnet(
        "duties",
        "musterstadt",
        "--year",
        "2025",
        "--format",
        "json",
        "--as-of",
        "2026-06-30",
        "--root",
        root,
    )
    content = json.loads(run.out)
    assert (run.code, content["version"], content["year"], content["as_of"]) == (
        0,
        1,
        2025,
        "2026-06-30",
    )
    duties = {duty["id"]: duty for duty in content["networks"][0]["duties"]}
    training = duties["LKSG-10"]
    assert (training["status"], training["have"], training["need"], training["force"]) == (
        "offen",
        2,
        3,
        "muss",
    )
    assert training["proof"][0] == {
        "title": "Fachtag Kinderschutz",
        "date": "2025-03-19",
        "record": "events/musterstadt/2025-03-19-fachtag",
        "file": f"{EVENTS}/2025-03-19-fachtag.yaml",
        "line": 1,
    }
    assert training["missing"]
    network = (root / "data/networks/musterstadt/network.yaml").read_text().splitlines()
    line = duties["LKSG-04"]["proof"][0]["line"]
    assert network[line - 1].strip() == "- id: koordination-muster"


def test_strict_fails_where_a_duty_of_the_law_is_open(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({**FINISHED, **trainings("2025-03-19", "2025-06-18"), **THIS_YEAR}))
    arguments = ("duties", "--as-of", "2026-06-30", "--root", root)
    assert ksnet(*arguments, "--year", "2025", "--strict").code == 1
    assert ksnet(*arguments, "--year", "2025").code == 0
    assert ksnet(*arguments, "--year", "2026", "--strict").code == 0


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_overview_reads_in_every_format(tree: Tree, ksnet: Ksnet, form: str) -> None:
    root = tree(files_of({"network": "complete_since: nie\n"}))
    run = ksnet("duties", "--format", form, "--as-of", "2026-06-30", "--root", root)
    assert run.code == 0
    for word in (
        "LKSG-18",
        "nicht beurteilbar",
        "keine Rechtsberatung",
        "wird aus Fehlendem nichts geschlossen",
        "sonst der Nachweis",
    ):
        assert word in run.out
    assert "complete_since" not in run.out


# --- what the answers say
# -----------------------------------------------------------------------------------------------


def test_a_network_without_jugendamt_is_not_said_to_have_one(tree: Tree) -> None:
    root = tree({"data/networks/n/network.yaml": "name: Netz\n"})
    network = Repository(root).network("n")
    answers = {answer.duty.id: answer.reason for answer in assess(Facts(network, DAY), 2025)}
    assert answers["LKSG-02"] == answers["LKSG-03"] == "Dem Netzwerk gehört kein Jugendamt an"


def test_a_signed_agreement_of_all_offices_is_enough_wherever_it_is_kept() -> None:
    repository = Repository(ROOT)
    network = repository.network("rhein-kreis-neuss")
    facts = Facts(network, DAY, Family(repository, DAY).elsewhere(network))
    answer = next(answer for answer in assess(facts, 2025) if answer.duty.id == "LKSG-02")
    assert (answer.status, answer.have, answer.need, answer.missing) == (Status.ERFUELLT, 6, 6, ())


def test_running_duties_are_worded_once_and_in_good_german(ksnet: Ksnet) -> None:
    run = ksnet(
        "duties", "krefeld", "--year", "2026", "--format", "md", "--as-of", "2026-03-30", cwd=ROOT
    )
    assert "1 laufend" in run.out
    assert "1. Halbjahr 2026: 0 von 1 Treffen, läuft noch. " in run.out
    assert "2. Halbjahr 2026: 0 von 1 Treffen, hat noch nicht begonnen." in run.out
    assert ".;" not in run.out


@pytest.mark.parametrize(
    ("above", "status"),
    [
        ("    since: 2026-01-01\n", "offen"),  # a post that came later
        (
            "    since: 2024-01-01\n    until: 2026-03-01\n",
            "erfuellt",
        ),  # one that was there at the end of the year
        ("    since: 2024-01-01\n", "erfuellt"),
    ],
)
def test_a_post_in_the_network_above_counts_for_the_year_that_is_judged(
    tree: Tree, ksnet: Ksnet, above: str, status: str
) -> None:
    office = 'youth_offices:\n  - id: amt\n    name: Jugendamt\n    key: "05974040"\n'
    root = tree(
        {
            "data/networks/oben/network.yaml": f"name: Oben\nfounded: 2023\n{office}coordination:\n  - id: stelle\n    youth_office: amt\n{above}",
            "data/networks/unten/network.yaml": f"name: Unten\nfounded: 2023\ncomplete_since: 2023-01-01\nparent: oben\n{office}",
        }
    )
    run = ksnet(
        "duties",
        "unten",
        "--year",
        "2025",
        "--format",
        "json",
        "--as-of",
        "2026-11-22",
        "--root",
        root,
    )
    duties = {duty["id"]: duty["status"] for duty in json.loads(run.out)["networks"][0]["duties"]}
    assert duties["LKSG-04"] == status
