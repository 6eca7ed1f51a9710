"""Who stands in a row: names with what offices write around them, second people, contacts.

All names are invented.
"""

from __future__ import annotations

import pytest

from ksnet.importing.lists.naming import Name, name_in, names_in
from tests.test_lists_kinds import Office, office, table

__all__ = ["office"]  # the fixture


# --- brackets


@pytest.mark.parametrize(
    "behind", ["krank", "langzeiterkrankt", "im Krankenstand", "AU", "in Elternzeit", "z.Zt. in Reha", "dienstunfähig", "geb. Weit", "Elternzeit bis 2027"]
)  # fmt: skip
@pytest.mark.parametrize(
    "row", ["Nachname;Vorname/Kurz;Ida ({})", "Nachname;Vorname/Kurz ({});Ida", "Ansprechperson/Ida Kurz ({})"]
)  # fmt: skip
def test_what_is_private_behind_a_name_is_neither_taken_nor_repeated(
    office: Office, row: str, behind: str
) -> None:
    heading, cells = row.split("/")
    person = {"id": "kurz", "given_name": "Ida", "family_name": "Kurz"}
    rows = table(f"Einrichtung;{heading}", f"Kita Nord;{cells.format(behind)}")
    assert office.reads(rows)["Kita Nord"]["people"] == [person]
    assert "keine Funktion, sondern persönlich; nicht übernommen." in office.said
    assert behind not in office.said


@pytest.mark.parametrize("behind", ["Soest", "Krankenhaus Süd"])
def test_what_is_no_function_in_brackets_is_not_taken_and_told(office: Office, behind: str) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname", f"Kita Nord;Kurz ({behind});Ida", "Kita Süd;Lang;Eva (Leitung)", "Kita Ost;Aal;Elisabeth (Lisa)"
    )  # fmt: skip
    found = office.reads(rows)
    assert found["Kita Nord"]["people"][0]["family_name"] == "Kurz"
    assert "function" not in found["Kita Nord"]["people"][0]
    assert "Zeile 2: Ida Kurz: Was in Klammern hinter dem Namen steht" in office.said
    assert found["Kita Süd"]["people"][0]["function"] == "Leitung"
    assert found["Kita Ost"]["people"][0]["given_name"] == "Elisabeth (Lisa)"


@pytest.mark.parametrize("behind", ["ausgeschieden", "bis 31.7."])
def test_somebody_who_may_have_left_is_no_person_of_a_list(office: Office, behind: str) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname;Telefon", f"Kita Nord;Kurz ({behind});Ida;1"))
    assert not office.people()
    assert "Zeile 2: Keine Person übernommen" in office.said


# --- forms of names


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("E.-M. Lang", Name("Lang", "E.-M.")),
        ("al-Hassan, Amira", Name("al-Hassan", "Amira")),
        ("Eva LANG", Name("LANG", "Eva")),
        ("KURZ Ida", Name("KURZ", "Ida")),
        ("Leitung: Anna Maier", Name("Maier", "Anna", function="Leitung")),
        ("Stellv. Leitung: Maier, Anna", Name("Maier", "Anna", function="Stellv. Leitung")),
        ("Ute Jot (Krankenschwester)", Name("Jot", "Ute", function="Krankenschwester")),
    ],
)
def test_a_name_is_read_as_offices_write_it(cell: str, right: Name) -> None:
    assert names_in(cell) == [right]


@pytest.mark.parametrize("cell", ["KHK Kaal", "ASD Eva", "OTT Anna"])
def test_an_abbreviation_is_no_family_name(cell: str) -> None:
    found = name_in(cell)
    assert found is None or found.title


@pytest.mark.parametrize(
    ("cell", "title"), [("Dr.med. Kurz", "Dr. med."), ("Prof.Dr. Kurz", "Prof. Dr.")]
)
def test_titles_without_a_gap_are_no_name(office: Office, cell: str, title: str) -> None:
    rows = table("Einrichtung;Nachname;Vorname", f"Kita Nord;{cell};Ida")
    person = {"id": "kurz", "title": title, "given_name": "Ida", "family_name": "Kurz"}
    assert office.reads(rows)["Kita Nord"]["people"] == [person]


def test_a_text_in_the_place_of_a_name_is_no_name(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Telefon", f"Kita Nord;{'Mai' * 100};Anna;1", f"Kita {'x' * 295};Kurz;Ida;"
    )  # fmt: skip
    assert list(office.reads(rows)) == ["Kita Nord"]
    assert not office.people()
    assert "Zeile 3: Hier steht mehr als der Name einer Stelle" in office.said


# --- „dito“


def test_dito_means_what_stands_above_in_its_column(office: Office) -> None:
    rows = table(
        "Einrichtung;Straße;PLZ;Ort;Ansprechperson;Telefon;E-Mail",
        "Kita Nord;Weg 1;59494;Soest;Anna Maier;02921 10300;info@kita.example",
        "Kita Süd;Weg 2;dito;s. o.;Eva Lang;02921 10301;e.lang@kita.example",
        '-""-;dito;dito;dito;Ida Kurz;"""";',
    )
    found = office.reads(rows)
    there = {"street": "Weg 2", "postcode": "59494", "city": "Soest"}
    assert (list(found), found["Kita Süd"]["address"]) == (["Kita Nord", "Kita Süd"], there)
    assert [one["phone"] for one in found["Kita Süd"]["people"]] == ["02921 10301"] * 2
    assert "Bitte ansehen" not in office.said


def test_what_stands_behind_dito_is_told_and_dito_above_nothing_is_not_read(office: Office) -> None:
    rows = table(
        "Einrichtung;Ort;Ansprechperson", "Kita Nord;dito;Anna Maier", "dito (Gruppe 2);;Uwe Breit"
    )  # fmt: skip
    found = office.reads(rows)
    assert list(found) == ["Kita Nord"]
    assert "address" not in found["Kita Nord"]
    assert office.people() == ["Anna Maier", "Uwe Breit"]
    assert "Zeile 2: In der Spalte „Ort“ steht ein Verweis auf eine andere Zeile" in office.said
    assert "Zeile 3: In der Spalte „Einrichtung“ steht eine Klammer" in office.said
