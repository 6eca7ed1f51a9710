"""What an import has guessed: marked, hinted at, not counted,
and confirmed or corrected at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from tests.test_import import NETWORK

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
FILE = "data/networks/n/members.yaml"
LIST = "Institution;Handlungsfeld;Name\nJugendamt der Stadt A;;\nKita Nord;;Maier\nGesamtschule;Schule;\nTurnverein;;\nFrauenhaus Sonne;;\n"


@pytest.fixture
def root(tree: Tree, ksnet: Ksnet) -> Path:
    """A network whose members come from a list."""
    root = tree(
        {"data/networks/n/network.yaml": NETWORK.replace("nie", "2026-01-01"), "liste.csv": LIST}
    )
    assert (
        ksnet(
            "import",
            "members",
            "liste.csv",
            "--network",
            "n",
            "--accept",
            "2,4,5,6",
            *DAY,
            cwd=root,
        ).code
        == 0
    )
    return root


def members(root: Path) -> dict[str, Any]:
    data = yaml.load((root / FILE).read_text(), Loader=yaml.CBaseLoader)  # noqa: S506  (plain texts only)
    return {one["id"]: one for one in data["members"]}


def test_only_what_was_guessed_is_marked(root: Path) -> None:
    found = members(root)
    assert found["kita-nord"]["unconfirmed"] == ["categories", "field"]
    assert found["gesamtschule"]["unconfirmed"] == ["categories"]
    assert found["turnverein"]["unconfirmed"] == ["field"]
    assert "unconfirmed" not in found["jugendamt-stadt-a"]


def test_the_check_hints_at_it_once_and_duties_cannot_be_judged(root: Path, ksnet: Ksnet) -> None:
    run = ksnet("validate", "--select", "unconfirmed-proposal", *DAY, cwd=root)
    assert run.code == 0
    assert run.out.count("unconfirmed-proposal") == 1
    assert "Bei 4 Stellen ist nicht bestätigt" in run.out
    assert "ksnet confirm n" in run.out
    assert status(root, ksnet, "LKSG-08") == status(root, ksnet, "LKSG-18") == "nicht-beurteilbar"
    counts = json.loads(ksnet("members", "n", "--format", "json", *DAY, cwd=root).out)["coverage"]
    assert (counts["jugendamt"], counts["schule"], counts["traeger-8a"]) == (1, 0, 0)
    assert "noch nicht bestätigt: 1 Stelle" in ksnet("members", "n", *DAY, cwd=root).out
    assert ksnet("confirm", "n", "--all", *DAY, cwd=root).code == 0
    counts = json.loads(ksnet("members", "n", "--format", "json", *DAY, cwd=root).out)["coverage"]
    assert (counts["schule"], counts["traeger-8a"]) == (1, 1)
    assert (status(root, ksnet, "LKSG-08"), status(root, ksnet, "LKSG-18")) == ("offen", "offen")


def status(root: Path, ksnet: Ksnet, duty: str) -> str:
    (network,) = json.loads(ksnet("duties", "n", "--format", "json", *DAY, cwd=root).out)[
        "networks"
    ]
    return next(str(one["status"]) for one in network["duties"] if one["id"] == duty)


def test_it_shows_first_and_writes_nothing_unasked(root: Path, ksnet: Ksnet) -> None:
    before = (root / FILE).read_bytes()
    run = ksnet("confirm", *DAY, cwd=root)
    assert (run.code, (root / FILE).read_bytes()) == (0, before)
    assert run.out == (
        "Handlungsfeld Sonstiges:\n    1  geschützte Einrichtung\n    2  Turnverein (turnverein)\n"
        "Schulen:\n    3  Gesamtschule (gesamtschule)\n"
        "Träger mit Vereinbarung nach § 8a Abs. 4 SGB VIII; Handlungsfeld Kindertagesbetreuung:\n    4  Kita Nord (kita-nord)\n"
    )
    assert "ksnet confirm n --all" in run.err
    assert "Frauenhaus" not in run.out + run.err


def test_all_at_once_and_every_other_line_as_it_was(root: Path, ksnet: Ksnet) -> None:
    before = (root / FILE).read_text()
    run = ksnet("confirm", "--all", *DAY, cwd=root)
    assert (run.code, run.out) == (0, f"{FILE}\n")
    assert "Bestätigt: 4 Stellen." in run.err
    assert (root / FILE).read_text() == "".join(
        line for line in before.splitlines(keepends=True) if "unconfirmed" not in line
    )
    again = ksnet("confirm", *DAY, cwd=root)
    assert (again.out, again.err) == ("", "In „n“ ist alles bestätigt.\n")
    assert ksnet("undo", *DAY, cwd=root).code == 0
    assert (root / FILE).read_text() == before


def test_nothing_is_said_to_be_confirmed_where_the_members_cannot_be_read(
    root: Path, ksnet: Ksnet
) -> None:
    (root / FILE).write_text("members: [\n", "utf-8")
    run = ksnet("confirm", *DAY, cwd=root)
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith(f"ksnet: {FILE} lässt sich nicht lesen. Was zu tun ist")


def test_what_is_named_as_it_was_proposed_is_not_called_corrected(root: Path, ksnet: Ksnet) -> None:
    run = ksnet("confirm", "n", "--category", "gesamtschule=schule", *DAY, cwd=root)
    assert (run.code, "Bestätigt: 1 Stelle.\n" in run.err) == (0, True)


def test_some_are_named_and_some_corrected(root: Path, ksnet: Ksnet) -> None:
    call = (
        "confirm",
        "n",
        "gesamtschule",
        "--category",
        "kita-nord=insofa,weitere",
        "--field",
        "turnverein=sport",
        *DAY,
    )
    wrong = ksnet(*call, cwd=root)
    assert (wrong.code, "--field: „sport“ gibt es nicht." in wrong.err) == (2, True)
    run = ksnet(*(word.replace("=sport", "=beratung") for word in call), cwd=root)
    assert run.code == 0, run.err
    assert "Bestätigt: 3 Stellen, davon 2 berichtigt." in run.err
    assert "Noch nicht bestätigt: 1 Stelle." in run.err
    found = members(root)
    assert found["kita-nord"]["categories"] == ["insofa", "weitere"]
    assert found["turnverein"]["field"] == "beratung"
    assert [ident for ident, one in found.items() if "unconfirmed" in one] == ["frauenhaus-sonne"]
    assert ksnet("fmt", "--check", cwd=root).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("n", "kita-süd"), "Zu „kita-süd“ ist nichts zu bestätigen."),
        (("n", "kita-nrd"), "Meinten Sie „kita-nord“?"),
        (("n", "--category", "kita-nord"), "gemeint ist KENNUNG=WERT"),
        (("n", "--category", "kita-nord=schul"), "Meinten Sie „schule“?"),
        (("jugendamt-stadt-a",), "Zu „jugendamt-stadt-a“ ist nichts zu bestätigen."),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], message: str, root: Path, ksnet: Ksnet) -> None:
    run = ksnet("confirm", *arguments, *DAY, cwd=root)
    assert (run.code, message in run.err) == (2, True), run.err


def test_on_a_terminal_one_answer_confirms_all_and_names_what_is_wrong(
    root: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["4", "schule", "", "3 9", "n", "j"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: f"{next(answers)}\n")
    run = ksnet("confirm", *DAY, cwd=root)
    assert run.code == 0, run.err
    assert "Handlungsfeld (leer: wie vorgeschlagen): " in run.err
    found = members(root)
    assert found["kita-nord"]["categories"] == ["schule"]
    assert found["kita-nord"]["field"] == "kindertagesbetreuung"
    assert [ident for ident, one in found.items() if "unconfirmed" in one] == []
    ksnet("undo", *DAY, cwd=root)
    before = (root / FILE).read_bytes()
    assert ksnet("confirm", *DAY, cwd=root).code == 2  # numbers that are none
    assert "Nichts geschrieben." in ksnet("confirm", *DAY, cwd=root).err
    assert (root / FILE).read_bytes() == before
    assert ksnet("confirm", *DAY, cwd=root).code == 0
    assert (root / FILE).read_bytes() != before


def test_a_list_that_says_otherwise_decides_and_one_that_says_the_same_does_not(
    root: Path, ksnet: Ksnet
) -> None:
    rows = (
        LIST.replace("Handlungsfeld", "Kategorie")
        .replace("Kita Nord;", "Kita Nord;schule")
        .replace(";Schule;", ";schule;")
    )
    (root / "liste.csv").write_text(rows)
    run = ksnet("import", "members", "liste.csv", "--network", "n", *DAY, cwd=root)
    assert run.code == 0, run.err
    assert "→ „Schulen“ (damit bestätigt)" in run.err
    found = members(root)
    assert (found["kita-nord"]["categories"], found["kita-nord"]["unconfirmed"]) == (
        ["schule"],
        ["field"],
    )
    assert found["gesamtschule"]["unconfirmed"] == ["categories"]
