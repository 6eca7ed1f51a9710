"""Lists opened by LibreOffice: what is text in the records is text there, and no formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.programs import open_in_office

pytestmark = pytest.mark.office

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
FORMULA = '=HYPERLINK("https://example.org";"Klick")'
NETWORK = 'name: Netz Müller & Söhne <GmbH>\nyouth_offices:\n  - {id: amt, name: Jugendamt, key: "05974040"}\n'
MEMBERS = f"""\
members:
  - id: formel
    name: '{FORMULA}'
    field: schule
    address: {{street: Weg 1, postcode: "01067", city: Dresden}}
    since: 2024-03-01
  - id: firma
    name: Müller & Söhne <GmbH>
    field: schule
    people:
      - {{id: p, given_name: '=1+1', family_name: Öztürk, phone: "+49 2921 1030"}}
      - {{id: q, family_name: '@Quast', phone: "00492921"}}
"""
# How LibreOffice reads and writes CSV, after its "Filter Options for CSV": separator, quote, UTF-8,
# first line, …
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false"
EVERY_SHEET = f"{AS_SHOWN},-1"
QUOTED_IS_TEXT = "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,0,true,false"
GUESSING = "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": MEMBERS})


def written(ksnet: Ksnet, root: Path, form: str) -> Path:
    file = root / f"liste.{form}"
    assert ksnet("members", "n", "--root", root, "--as-of", "2026-06-30", "-o", file).code == 0
    return file


def shown(file: Path) -> list[dict[str, str]]:
    """Return what LibreOffice shows in the cells of a sheet that it has saved as CSV."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_workbook_shows_every_text_as_it_is(ksnet: Ksnet, root: Path) -> None:
    made = open_in_office(written(ksnet, root, "xlsx"), EVERY_SHEET, root / "office")
    sheets = {file.stem.removeprefix("liste-"): shown(file) for file in made}
    assert list(sheets) == ["Hinweise", "Personen", "Stellen", "Vertretung § 9 Abs. 4"]
    assert [(row["Stelle"], row["PLZ"], row["Mitglied seit"]) for row in sheets["Stellen"]] == [
        (FORMULA, "01067", "01.03.2024"),
        ("Müller & Söhne <GmbH>", "", ""),
    ]
    assert [
        (row["Nachname"], row["Vorname"], row["Telefon der Person"]) for row in sheets["Personen"]
    ] == [
        ("Öztürk", "=1+1", "+49 2921 1030"),
        ("@Quast", "", "00492921"),
    ]


def test_a_csv_file_opens_with_its_texts_as_they_are(ksnet: Ksnet, root: Path) -> None:
    [made] = open_in_office(written(ksnet, root, "csv"), AS_SHOWN, root / "office", QUOTED_IS_TEXT)
    assert [
        tuple(row[key] for key in ("Stelle", "PLZ", "Vorname", "Telefon der Person"))
        for row in shown(made)
    ] == [
        (f"'{FORMULA}", "01067", "", ""),
        ("Müller & Söhne <GmbH>", "", "'=1+1", "'+49 2921 1030"),
        ("Müller & Söhne <GmbH>", "", "", "00492921"),
    ]


def test_a_csv_file_computes_nothing_even_where_its_fields_are_guessed_at(
    ksnet: Ksnet, root: Path
) -> None:
    [made] = open_in_office(written(ksnet, root, "csv"), AS_SHOWN, root / "office", GUESSING)
    found = shown(made)
    assert found[0]["Stelle"].removeprefix("'") == FORMULA
    assert found[1]["Vorname"].removeprefix("'") == "=1+1"
    assert found[1]["Telefon der Person"].removeprefix("'") == "+49 2921 1030"
