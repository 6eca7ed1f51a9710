import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents.plan import plan_view
from ksnet.repository import Repository
from tests.conftest import Run, written

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2025, 6, 30)
ROOT = Path(__file__).parent.parent

NETWORK = "name: Jugendamt A\nkind: jugendamt\nyouth_offices:\n  - {id: stadt-a, name: Jugendamt A, key: '05974040'}\n"


HEAD = "title: Plan\nkind: sonstiger\nyouth_offices: [stadt-a]\n"


def plan(tree: Tree, text: str, network: str = NETWORK) -> str:
    root = tree({"data/networks/n/network.yaml": network, "data/networks/n/plans/p.yaml": text})
    return written(plan_view(Repository(root).network("n"), "p", as_of=DAY), "md")


def test_the_plan_of_neuss_says_who_wants_what_and_how_far_it_is() -> None:
    document = plan_view(Repository(ROOT).network("neuss"), "ksep", as_of=DAY)
    text = written(document, "md")
    for part in (
        "# Kinderschutzentwicklungsplan (KSEP) für die Stadt Neuss",
        "Stiftung Sozialpädagogisches Institut (SPI), Berlin",
        "**Pilot gemeinsam mit:** Stadt Köln",
        "| Auftaktveranstaltung zur Erstellung des Plans | erreicht: 22.06.2024 |",
        "Beratungs- und Entwicklungsaufsicht",
        "| Staatsanwaltschaft | vorgesehen |",
        "Marienhaus",
    ):
        assert part in text
    assert "Zu klären" not in text
    assert "Meilensteine" in written(document, "text", width=100)


def test_milestones_are_reached_due_or_late(tree: Tree) -> None:
    text = plan(
        tree,
        """\
title: Plan
kind: sonstiger
youth_offices: [stadt-a]
milestones:
  - {id: a, text: A, due: 2025-01-01, done: 2025-02}
  - {id: b, text: B, due: 2025-06-29}
  - {id: c, text: C, due: 2025-06-30}
  - {id: d, text: D, due: 2025}
  - {id: e, text: E}
  - {id: f, text: F, due: 2025-07-31, done: 2025-07-01}
""",
    )
    assert "1 von 6 erfassten Meilensteinen ist erreicht, 1 ist überfällig." in text
    for line in (
        "| A | erreicht: Februar 2025 |",
        "| B | überfällig, vorgesehen bis 29.06.2025 |",
        "| C | vorgesehen bis 30.06.2025 |",
        "| D | vorgesehen bis 2025 |",
        "| E | ohne Termin |",
        "| F | vorgesehen bis 31.07.2025 |",
    ):
        assert line in text


def test_what_an_empty_plan_lacks_is_told_and_shown_only_in_a_draft(
    tree: Tree, ksnet: Callable[..., Run]
) -> None:
    text = "title: Plan\nkind: sonstiger\nyouth_offices: []\n"
    root = tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/plans/p.yaml": text})
    run = ksnet(
        "report", "n", "--plan", "p", "--format", "md", "--as-of", "2025-06-30", "--root", root
    )
    assert run.err.count("data/networks/n/plans/p.yaml:1: ") == 8
    assert "p.yaml:1: Es sind keine Meilensteine erfasst. Zu ergänzen: milestones:" in run.err
    assert "erfasst" not in run.out.replace("nicht erfasst", "").replace(
        "keine Veranstaltungen erfasst", ""
    )
    view = plan_view(Repository(root).network("n"), "p", as_of=DAY)
    assert (
        written(view, "md", draft=True).count("Es sind keine")
        + written(view, "md", draft=True).count("nicht erfasst")
        >= 8
    )


def test_measures_name_goals_need_and_who_is_responsible(tree: Tree) -> None:
    text = plan(
        tree,
        """\
title: Plan
kind: sonstiger
youth_offices: [stadt-a]
goals: [{id: g, text: ZIEL}]
needs: [{id: n, text: BEDARF}]
measures:
  - {id: m, text: TUN, goals: [g, weg], need: n, responsible: stadt-a, due: 2025-01-01, status: laufend}
""",
    )
    assert (
        "| TUN | ZIEL; weg | BEDARF | Jugendamt A | überfällig, vorgesehen bis 01.01.2025 |" in text
    )


@pytest.mark.parametrize(
    ("milestone", "state"),
    [
        ("done: 2025-01-10", "erreicht"),
        ("due: 2025-01-10", "überfällig"),
        ("due: 2030-01", "noch nicht erreicht"),
    ],
)
def test_one_milestone_is_no_share_of_one(tree: Tree, milestone: str, state: str) -> None:
    record = f"milestones: [{{id: m, text: Auftakt, {milestone}}}]\n"
    text = plan(tree, HEAD + record)
    assert f"\nDer einzige erfasste Meilenstein ist {state}.\n\n**1 Meilenstein**\n" in text


def test_how_people_took_part_and_where_the_plan_stands_is_said(tree: Tree) -> None:
    record = """\
document: {title: Der Plan, url: "https://www.example.org/plan.pdf"}
participation: [{text: Befragung, count: {count: 30, precision: rund, of: personen}}, {text: Werkstatt}]
"""
    text = plan(tree, HEAD + record)
    assert "- **Dokument:** <https://www.example.org/plan.pdf>" in text
    assert "| Befragung | rund 30 Personen |" in text
    assert "| Werkstatt |  |" in text


def test_an_unknown_plan_is_a_key_error(tree: Tree) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK})
    with pytest.raises(KeyError):
        plan_view(Repository(root).network("n"), "p", as_of=DAY)
