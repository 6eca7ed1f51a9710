"""`ksnet find`: everything that stands in the records is found,
however it is spelt, but nothing of a protected body.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksnet.basics.searching import word_patterns
from tests.conftest import Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
NETWORK = """name: Netzwerk Musterstadt
summary: Die Abstimmung der Meldewege steht am Anfang.
youth_offices:
  - id: stadt-muster
    name: Jugendamt der Stadt Muster
    key: "05974040"
groups:
  - id: ak-schule
    name: Arbeitskreis Schule
    kind: arbeitskreis
    since: 2024-01-01
    until: 2025-12-31
"""
MEMBERS = """members:
  - id: jugendamt
    youth_office: stadt-muster
    people:
      - id: mueller
        given_name: Zoë
        family_name: Müller
        phone: 02921 103-2357
        function: Kinderschutzfachkraft
        until: 2026-06-30
  - id: wache
    name: Wache Süd
    categories: [polizei-ordnung]
  - id: haus-z
    name: Frauenhaus Zuflucht
    field: beratung
    sensitive: true
    people:
      - id: geheim
        family_name: Geheim
"""
EVENT = """title: Fachtag Schulabsentismus
kind: fachtag
start: 2025-09-10 09:00
status: stattgefunden
results:
  - kind: absprache
    text: Ein gemeinsamer Leitfaden für Schulen entsteht.
"""


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree(
        {
            "data/networks/muster/network.yaml": NETWORK,
            "data/networks/muster/members.yaml": MEMBERS,
            "data/events/muster/2025-09-10-fachtag.yaml": EVENT,
        }
    )


@pytest.mark.parametrize(
    "text",
    [
        "Müller",
        "mueller",
        "MULLER",
        "Mu\u0308ller",
        "Frau Dr. Müller",
        "Zoe Müller",
        "Müller, Kinderschutzfachkraft",
        "müll",
    ],
)
def test_a_person_is_found_however_the_name_is_spelt(ksnet: Ksnet, root: Path, text: str) -> None:
    run = ksnet("find", *text.split(), "--root", root, "--as-of", "2026-06-30")
    assert run.out == (
        "Netzwerk Musterstadt (muster)\n"
        "  Person: Zoë Müller, Kinderschutzfachkraft, Jugendamt der Stadt Muster (mueller)\n"
        "    data/networks/muster/members.yaml:5\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "029211032357",
        "02921/1032357",
        "+4929211032357",
        "0049 2921 103 2357",
        "1032357",
        "103-2357",
    ],
)
def test_a_number_is_found_however_it_is_grouped(ksnet: Ksnet, root: Path, text: str) -> None:
    run = ksnet("find", *text.split(), "--root", root, "--as-of", "2026-06-30")
    assert "(mueller)\n    Telefon: 02921 103-2357\n" in run.out


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "Leitfaden Schulen",
            "data/events/muster/2025-09-10-fachtag.yaml:7",
            "Ergebnisse: Ein gemeinsamer Leitfaden",
        ),
        (
            "Fachtag Leitfaden",
            "data/events/muster/2025-09-10-fachtag.yaml:7",
            "Termin: Fachtag Schulabsentismus, 10.09.2025",
        ),
        (
            "Meldewege",
            "data/networks/muster/network.yaml:2",
            "Netzwerk: Netzwerk Musterstadt (muster)",
        ),
        (
            "Ordnungsbehörden",
            "data/networks/muster/members.yaml:13",
            "Kategorien: Polizei- und Ordnungsbehörden",
        ),
        (
            "Arbeitskreis",
            "data/networks/muster/network.yaml:8",
            "Gremium: Arbeitskreis Schule (ak-schule)",
        ),
        ("10.9.2025", "data/events/muster/2025-09-10-fachtag.yaml:1", "(2025-09-10-fachtag)"),
        ("2025-09-10", "data/events/muster/2025-09-10-fachtag.yaml:1", "(2025-09-10-fachtag)"),
        (
            "Stadt Muster",
            "data/networks/muster/network.yaml:4",
            "Jugendamt: Jugendamt der Stadt Muster (stadt-muster)",
        ),
    ],
)
def test_every_text_is_found_with_its_line(
    ksnet: Ksnet, root: Path, text: str, line: str, said: str
) -> None:
    run = ksnet("find", *text.split(), "--root", root, "--as-of", "2025-06-30")
    assert line in run.out
    assert said in run.out


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2023-12-31", "; ab 01.01.2024"),
        ("2024-01-01", ""),
        ("2025-12-31", ""),
        ("2026-01-01", "; bis 31.12.2025"),
    ],
)
def test_what_is_not_current_says_so(ksnet: Ksnet, root: Path, day: str, said: str) -> None:
    run = ksnet("find", "Arbeitskreis", "--root", root, "--as-of", day)
    assert f"Gremium: Arbeitskreis Schule (ak-schule){said}\n" in run.out


@pytest.mark.parametrize("text", ["Zuflucht", "Geheim", "haus-z", "Frauenhaus"])
def test_nothing_of_a_protected_body_is_found(ksnet: Ksnet, root: Path, text: str) -> None:
    run = ksnet("find", text, "--root", root)
    assert (run.code, run.out) == (0, "")


def test_a_name_that_is_not_there_is_answered_with_one_that_is(ksnet: Ksnet, root: Path) -> None:
    assert "Meinten Sie „Müller“?" in ksnet("find", "Möller", "--root", root).err
    assert ksnet("find", "...", "--root", root).code == 2


def test_all_networks_are_searched_and_unreadable_files_named(
    ksnet: Ksnet, root: Path, tree: Tree
) -> None:
    tree(
        {
            "data/networks/zweites/network.yaml": NETWORK,
            "data/networks/zweites/members.yaml": "members: [Müller\n",
        }
    )
    run = ksnet("find", "Meldewege", "--root", root)
    assert ("(muster)" in run.out, "(zweites)" in run.out) == (True, True)
    assert "Nicht lesbar und nicht durchsucht: data/networks/zweites/members.yaml" in run.err
    assert "(zweites)" not in ksnet("find", "Meldewege", "--network", "muster", "--root", root).out


@pytest.mark.slow
@given(st.text(min_size=1, max_size=12))
def test_any_word_finds_itself(text: str) -> None:
    assert all(word.search(text) for word in word_patterns(text)) or not text.isascii()
