"""Rheinland-Pfalz and networks of Frühe Hilfen are folders of data alone:
words, duties, categories, examples.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

import ksnet
from ksnet.checking import check
from ksnet.duties.assessing import Facts, assess
from ksnet.duties.due import due_items
from ksnet.lands import DEFAULT, folder_of, packaged_names
from ksnet.repository import Network, Repository
from ksnet.repository.lands import packaged
from tests.conftest import Run

Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
LANDS = [name for name in packaged_names() if name != DEFAULT]
EACH = pytest.mark.parametrize("land", LANDS)


def example(land: str) -> Path:
    path = folder_of(land) / "example"
    assert (path / "ksnet.yaml").is_file(), f"a data repository with `land: {land}` belongs here"
    return path


def only_network(land: str) -> Network:
    """Return the network of the example of a Land."""
    repository = Repository(example(land))
    (ident,) = repository.network_ids
    return repository.network(ident)


@EACH
def test_the_folder_holds_data_alone(land: str) -> None:
    kinds = {path.suffix for path in folder_of(land).rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".csv"}
    package = Path(ksnet.__file__).parent
    for path in [*package.rglob("*.py"), *(package.parent / "templates").rglob("*.j2")]:
        text = path.read_text(encoding="utf-8")
        assert "LKindSchuG" not in text, path


@EACH
def test_each_source_and_fassung_is_named(land: str) -> None:
    head = (folder_of(land) / "land.yaml").read_text(encoding="utf-8").partition("\nname:")[0]
    assert "http" in head, "the comment at the top of land.yaml names the sources with addresses"
    assert "Nicht zu finden" in head, "that comment says what could not be found"
    undated = [
        duty.id
        for duty in packaged(land).duties
        if not duty.edition and duty.force.value != "eigene-regel"
    ]
    assert not undated, "`edition` is missing in duties.yaml"


@EACH
def test_the_example_is_clean(land: str) -> None:
    found = check(Repository(example(land)), DAY).findings
    assert [(one.where, one.message) for one in found] == []


@pytest.mark.parametrize(
    ("land", "status"),
    [
        (
            "rheinland-pfalz",
            {
                "RLP-01": "erfuellt",
                "RLP-02": "laufend",
                "RLP-03": "nicht-anwendbar",
                "RLP-04": "erfuellt",
            },
        ),
        (
            "fruehe-hilfen",
            {
                "KKG-01": "erfuellt",
                "KKG-02": "erfuellt",
                "KKG-03": "laufend",
                "KKG-04": "nicht-anwendbar",
            },
        ),
    ],
)
def test_the_duties_are_those_of_the_land(land: str, status: dict[str, str]) -> None:
    network = only_network(land)
    found = {one.duty.id: one.status.value for one in assess(Facts(network, DAY), 2025)}
    assert {key: found[key] for key in status} == status
    assert not any(key.startswith("LKSG") for key in found)


@EACH
def test_every_duty_of_the_land_is_judged_in_its_example(land: str) -> None:
    found = {one.duty.id for one in assess(Facts(only_network(land), DAY), 2025)}
    assert found == {duty.id for duty in packaged(land).duties}


@pytest.mark.parametrize(
    ("events", "as_of", "status"),
    [
        ((), "2026-01-31", "offen"),
        (("2025-09-24",), "2026-01-31", "erfuellt"),
        ((), "2025-06-30", "laufend"),
    ],
)
def test_a_year_without_its_conference_is_open_once_it_is_over(
    events: tuple[str, ...], as_of: str, status: str
) -> None:
    root = example("rheinland-pfalz")
    left = {
        path.relative_to(root).as_posix(): None
        for path in root.glob("data/events/*/2025-*-konferenz.yaml")
        if path.name[:10] not in events
    }
    network = Repository(root, left).network("musterbach")
    found = {one.duty.id: one for one in assess(Facts(network, dt.date.fromisoformat(as_of)), 2025)}
    assert found["RLP-04"].status.value == status


def test_a_conference_without_a_date_is_due_open_and_found_alike() -> None:
    root, day = example("rheinland-pfalz"), dt.date(2026, 11, 1)
    left: dict[str, bytes | None] = {"data/events/musterbach/2026-09-23-konferenz.yaml": None}
    repository = Repository(root, left)
    network = repository.network("musterbach")
    assert [one.rule.name for one in check(repository, day).findings] == ["too-few-meetings"]
    assert {one.duty.id: one for one in assess(Facts(network, day), 2026)}[
        "RLP-04"
    ].status.value == "laufend"
    texts = [one.text for one in due_items(network, day, 90)]
    assert "Netzwerkkonferenz im Jahr: 1 noch ohne Termin (§ 3 LKindSchuG)" in texts


def test_a_category_counts_from_the_fassung_that_names_it() -> None:
    network = Repository(example("fruehe-hilfen")).network("beispieltal")
    found = {
        year: {one.duty.id: one for one in assess(Facts(network, DAY), year)}
        for year in (2020, 2025)
    }
    assert "mehrgenerationenhaus" not in found[2020]["KKG-03"].duty.settings["categories"]
    assert "mehrgenerationenhaus" in found[2025]["KKG-03"].duty.settings["categories"]


@EACH
def test_the_report_speaks_of_its_own_law(
    land: str, ksnet: Ksnet, golden: Callable[..., None]
) -> None:
    done = ksnet(
        "report", "--year", "2025", "--as-of", str(DAY), "--format", "md", cwd=example(land)
    )
    assert "NRW" not in done.out
    assert "Nordrhein" not in done.out
    golden(f"{land}/bericht.md", done.out)


@EACH
def test_the_pages_name_the_bodies_of_the_land(land: str, ksnet: Ksnet, tmp_path: Path) -> None:
    ksnet("site", "--as-of", str(DAY), "--output", str(tmp_path / "site"), cwd=example(land))
    pages = "\n".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html")
    )
    assert "NRW" not in pages
    assert "Nordrhein" not in pages
    if land == "rheinland-pfalz":
        assert (
            "Landesbeauftragten für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz"
            in pages
        )
        assert "Durchsetzungsverfahren" in pages


def test_a_house_of_the_family_is_no_family() -> None:
    file = "data/networks/musterbach/members.yaml"
    text = (example("rheinland-pfalz") / file).read_text(encoding="utf-8")
    for name, rules in (
        ("Haus der Familie Neustadt", []),
        ("Haus der Familie Schmidt", ["case-data"]),
    ):
        content = text.replace("Haus der Familie Musterbach", name).encode()
        found = check(Repository(example("rheinland-pfalz"), {file: content}), DAY).findings
        assert [one.rule.name for one in found] == rules
