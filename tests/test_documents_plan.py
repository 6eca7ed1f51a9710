import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents import plan_document
from ksnet.rendering import render, render_text
from ksnet.repository import Repository

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2025, 6, 30)
ROOT = Path(__file__).parent.parent

NETWORK = "name: Jugendamt A\nkind: jugendamt\nyouth_offices:\n  - {id: stadt-a, name: Jugendamt A, key: '05974040'}\n"


def plan(tree: Tree, text: str, network: str = NETWORK) -> str:
    root = tree({"data/networks/n/network.yaml": network, "data/networks/n/plans/p.yaml": text})
    return render(plan_document(Repository(root).network("n"), "p", as_of=DAY), "md", templates_dir=None)


def test_the_plan_of_neuss_says_who_wants_what_and_how_far_it_is() -> None:
    document = plan_document(Repository(ROOT).network("neuss"), "ksep", as_of=DAY)
    text = render(document, "md", templates_dir=None)
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
    assert "Fehlt" not in text
    assert "Meilensteine" in render_text(document, width=100, color=False)


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
    assert "1 von 6 erfassten Meilensteinen ist erreicht, 1 überfällig." in text
    for line in (
        "| A | erreicht: Februar 2025 |",
        "| B | überfällig, vorgesehen bis 29.06.2025 |",
        "| C | vorgesehen bis 30.06.2025 |",
        "| D | vorgesehen bis 2025 |",
        "| E | ohne Termin |",
        "| F | vorgesehen bis 31.07.2025 |",
    ):
        assert line in text


def test_an_empty_plan_shows_its_gaps(tree: Tree) -> None:
    text = plan(tree, "title: Plan\nkind: sonstiger\nyouth_offices: []\n")
    assert text.count("**Nicht beurteilbar:**") == 8
    assert "Zu ergänzen: plans/p.yaml, Schlüssel „milestones“" in text
    complete = plan(tree, "title: Plan\nkind: sonstiger\nyouth_offices: []\n", NETWORK + "founded: 2020-01-01\n")
    assert complete.count("**Fehlt:**") == 8


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
    assert "| TUN | ZIEL; weg | BEDARF | Jugendamt A | überfällig, vorgesehen bis 01.01.2025 |" in text


def test_an_unknown_plan_is_a_key_error(tree: Tree) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK})
    with pytest.raises(KeyError):
        plan_document(Repository(root).network("n"), "p", as_of=DAY)
