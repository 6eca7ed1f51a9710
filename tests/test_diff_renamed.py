"""`ksnet diff` of what has another id and another name: one rename, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, everywhere, git

Diff = Callable[..., Run]
Edit = Callable[[str, str, str], None]
MEMBERS = "data/networks/musterkreis/members.yaml"
NETWORK = "data/networks/musterkreis/network.yaml"


def kinds(run: Run) -> list[tuple[str, str, str | None]]:
    changes = json.loads(run.out)["changes"]
    return [(one["kind"], one["what"], one["id"]) for one in changes]


@pytest.mark.parametrize("name", ["Netzwerk Kinderschutz Musterkreis", "Netzwerk Neukreis"])
def test_a_network_with_another_folder_and_perhaps_another_name_is_one_rename(
    repository: Path, diff: Diff, name: str
) -> None:
    for kind in ("networks", "events"):
        git(repository, "mv", f"data/{kind}/musterkreis", f"data/{kind}/neukreis")
    everywhere(repository, [("parent: musterkreis", "parent: neukreis")])
    file = repository / NETWORK.replace("musterkreis", "neukreis")
    first = file.read_text(encoding="utf-8").replace("Netzwerk Kinderschutz Musterkreis", name, 1)
    file.write_text(first, encoding="utf-8")
    run = diff("--format", "json")
    found = kinds(run)
    assert found[0] == ("renamed", "network", "neukreis")
    assert {what for _, what, _ in found} == {"network"}
    assert ("Name „Netzwerk Neukreis“ statt" in run.out) == (name == "Netzwerk Neukreis")


@pytest.mark.parametrize("title", ["Kinderschutzentwicklungsplan für den Musterkreis", "KEP"])
def test_a_plan_with_another_file_and_perhaps_another_title_is_one_rename(
    repository: Path, diff: Diff, title: str
) -> None:
    plans = "data/networks/musterkreis/plans"
    git(repository, "mv", f"{plans}/kinderschutzentwicklungsplan.yaml", f"{plans}/kep.yaml")
    file = repository / plans / "kep.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("Kinderschutzentwicklungsplan für den Musterkreis", title, 1), encoding="utf-8"
    )
    assert kinds(diff("--format", "json")) == [("renamed", "plan", "kep")]


RENAMED = [
    (
        [("id: probe\n", "id: muster-probe\n"), ("family_name: Probe", "family_name: Muster-Probe"), ("[probe]", "[muster-probe]"), ("chair: probe", "chair: muster-probe"), ("taken_by: probe", "taken_by: muster-probe")],
        ("person", "muster-probe"),
    ),
    (
        [("jugendhilfe-musterland", "traeger-neu"), ("name: Jugendhilfe Musterland gGmbH", "name: Träger Neu gGmbH")],
        ("member", "traeger-neu"),
    ),
    (
        [("id: ak-insofa", "id: ak-neu"), ("ak-insofa]", "ak-neu]"), ("ak-insofa,", "ak-neu,"), ("name: Arbeitskreis der", "name: Runde der")],
        ("group", "ak-neu"),
    ),
]  # fmt: skip


@pytest.mark.whole
@pytest.mark.parametrize(("pairs", "renamed"), RENAMED)
def test_an_entry_with_another_id_and_another_name_is_one_rename_wherever_it_is_used(
    repository: Path, diff: Diff, pairs: list[tuple[str, str]], renamed: tuple[str, str]
) -> None:
    everywhere(repository, pairs)
    found = kinds(diff("--format", "json"))
    assert ("renamed", *renamed) in found
    # Besides, what holds the old id in a value of its own: mail and web addresses of the people.
    assert {(kind, what) for kind, what, _ in found} <= {
        ("renamed", renamed[0]),
        ("changed", "person"),
    }


@pytest.mark.slow
@pytest.mark.whole
@pytest.mark.parametrize(
    "pairs",
    [
        # Somebody else in the same post, a body like the former one, a group founded anew.
        [*RENAMED[0][0], ("given_name: Petra", "given_name: Paula")],
        [("id: ordnungsamt", "id: wache"), ("name: Ordnungsamt der Stadt", "name: Wache der Stadt")],
        [*RENAMED[2][0], ("    since: 2024-09-01", "    since: 2026-01-01")],
    ],
)  # fmt: skip
def test_what_takes_the_place_of_something_else_is_no_rename(
    repository: Path, diff: Diff, pairs: list[tuple[str, str]]
) -> None:
    everywhere(repository, pairs)
    found = {kind for kind, _, _ in kinds(diff("--format", "json"))}
    assert {"added", "removed"} <= found
    assert "renamed" not in found
