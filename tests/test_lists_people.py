"""Who stands in a row: names with what offices write around them, second people, contacts, towns.

All names are invented.
"""

from __future__ import annotations

import re

import pytest
import yaml

from ksnet.importing.lists.cells import address_in
from ksnet.importing.lists.naming import Name, name_in, names_in
from tests.test_lists_kinds import FILE, Office, office, table

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


@pytest.mark.parametrize("work", ["Schwangerschaftsberatung", "Rehaberater", "Reha-Beratung"])
def test_who_advises_people_in_a_state_is_in_none(office: Office, work: str) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Funktion", f"Kita Nord;Kurz;Ida;{work}", f"Kita Süd;Lang ({work});Eva;"
    )  # fmt: skip
    found = office.reads(rows)
    assert [found[name]["people"][0]["function"] for name in found] == [work, work]
    assert "persönlich" not in office.said


@pytest.mark.parametrize("behind", ["ausgeschieden", "bis 31.7."])
def test_somebody_who_may_have_left_is_no_person_of_a_list(office: Office, behind: str) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname;Telefon", f"Kita Nord;Kurz ({behind});Ida;1"))
    assert not office.people()
    assert "Zeile 2: Keine Person übernommen" in office.said


@pytest.mark.parametrize(
    "cells", ["Kurz;(krank)", "(krank);Ida", "Kurz (krank) Weit;Ida", "Kurz;dito"]
)
def test_what_is_in_brackets_alone_or_amid_or_elsewhere_is_no_name(
    office: Office, cells: str
) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname;Telefon", f"Kita Nord;{cells};02921 10300"))
    assert not office.people()
    assert "Zeile 2: Keine Person übernommen" in office.said
    assert "krank" not in office.said


@pytest.mark.parametrize("cell", ["Frauenhaus Soest", "Kita Süd", "Grundschule Süd"])
def test_a_body_in_the_place_of_a_person_is_none(cell: str) -> None:
    assert name_in(cell) is None


# --- forms of names


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("E.-M. Lang", Name("Lang", "E.-M.")),
        ("Garcia Lopez", Name("Lopez", "Garcia")),
        ("al-Hassan, Amira", Name("al-Hassan", "Amira")),
        ("Ayşe Çelik", Name("Çelik", "Ayşe")),
        ("Frau Dr.Şahin", Name("Şahin", "", "Dr.", "Frau")),
        ("Éva d’Óliver", Name("d’Óliver", "Éva")),
        ("Eva LANG", Name("LANG", "Eva")),
        ("KURZ Ida", Name("KURZ", "Ida")),
        ("Leitung: Anna Maier", Name("Maier", "Anna", function="Leitung")),
        ("Stellv. Leitung: Maier, Anna", Name("Maier", "Anna", function="Stellv. Leitung")),
        ("Dr.-Ing. Ole Gut", Name("Gut", "Ole", "Dr.-Ing.")),
        ("Ute Jot (Krankenschwester)", Name("Jot", "Ute", function="Krankenschwester")),
    ],
)
def test_a_name_is_read_as_offices_write_it(cell: str, right: Name) -> None:
    assert names_in(cell) == [right]


@pytest.mark.parametrize(
    ("cell", "right"),
    [("KHK Kaal", Name("Kaal", "", "KHK")), ("ASD Eva", None), ("OTT Anna", None)],
)
def test_an_abbreviation_is_no_family_name(cell: str, right: Name | None) -> None:
    assert name_in(cell) == right


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


# --- a second person of a row

MAIER = {"id": "maier", "given_name": "Anna", "family_name": "Maier"}
BREIT = {"id": "breit", "given_name": "Uwe", "family_name": "Breit"}
DEPUTY = {**BREIT, "role": "stellvertretung"}
NUMBERS = "02921 10300", "02921 10301"


@pytest.mark.parametrize(
    ("heading", "second"),
    [
        ("Ansprechperson;Vertretung", DEPUTY),
        ("Ansprechpartner/in;Stellvertretung", DEPUTY),
        ("Kontaktperson;Stellv. Kontaktperson", DEPUTY),
        ("Mitglied;stellvertretendes Mitglied", DEPUTY),
        ("Ansprechpartner 1;Ansprechpartner 2", BREIT),
        ("1. Ansprechperson;2. Ansprechperson", BREIT),
        ("Ansprechperson;weitere Kontaktperson", BREIT),
    ],
)
def test_a_second_column_of_names_is_a_second_person(
    office: Office, heading: str, second: dict[str, str]
) -> None:
    rows = table(
        f"Einrichtung;{heading};Telefon",
        f"Kita Nord;Anna Maier;Uwe Breit;{NUMBERS[0]}",
        "Kita Süd;Eva Lang;–;",
    )
    found = office.reads(rows)
    assert found["Kita Nord"]["people"] == [{**MAIER, "phone": NUMBERS[0]}, second]
    assert [one["family_name"] for one in found["Kita Süd"]["people"]] == ["Lang"]
    assert "Kita Nord (Zeile 2)" in office.said
    before = (office.root / FILE).read_bytes()
    office.reads(rows)
    assert (office.root / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "rows",
    [
        table("Einrichtung;Ansprechperson;Telefon;Vertretung;Telefon", "Kita Nord;Anna Maier;{};Uwe Breit;{}"),
        table("Einrichtung;Name;Vorname;Telefon;Name Vertretung;Vorname Vertretung;Telefon Vertretung", "Kita Nord;Maier;Anna;{};Breit;Uwe;{}"),
        table("Einrichtung;Ansprechperson;Kontakt;Vertretung;Kontakt", "Kita Nord;Anna Maier;{};Uwe Breit;{}"),
        table("Einrichtung;Ansprechperson;;;Vertretung;;", ";Name;Vorname;Telefon;Name;Vorname;Telefon", "Kita Nord;Maier;Anna;{};Breit;Uwe;{}"),
    ],
)  # fmt: skip
def test_what_stands_behind_a_second_name_or_below_its_heading_is_of_the_second_person(
    office: Office, rows: str
) -> None:
    people = [{**MAIER, "phone": NUMBERS[0]}, {**DEPUTY, "phone": NUMBERS[1]}]
    assert office.reads(rows.format(*NUMBERS))["Kita Nord"]["people"] == people


def test_a_group_of_columns_below_another_word_for_people_is_a_second_person(
    office: Office,
) -> None:
    rows = table(
        "Institution;Ansprechpartner/in;;Vertreter/in;", "Name;Name;Telefon;Name;Telefon",
        f"Kita Nord;Anna Maier;{NUMBERS[0]};Uwe Breit;{NUMBERS[1]}",
    )  # fmt: skip
    people = [{**MAIER, "phone": NUMBERS[0]}, {**BREIT, "phone": NUMBERS[1]}]
    assert office.reads(rows)["Kita Nord"]["people"] == people


def test_what_is_said_of_a_second_deputy_is_nobody_elses_and_told(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;Telefon;1. Vertretung;2. Vertretung (Name, Vorname);Tel. 2. Vertretung;Telefon",
        f"Kita Nord;Anna Maier;{NUMBERS[0]};Uwe Breit;Lang, Eva;{NUMBERS[1]};{NUMBERS[1]}",
    )
    assert office.reads(rows)["Kita Nord"]["people"] == [{**MAIER, "phone": NUMBERS[0]}, DEPUTY]
    assert "Vorname)“; „Tel. 2. Vertretung“ und „Telefon“" in office.said


def test_people_who_stand_in_for_each_other_are_no_deputies(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;Vertretung", "Kita Nord;Anna Maier;Uwe Breit", "Kita Nord;Uwe Breit;Anna Maier"
    )  # fmt: skip
    assert office.reads(rows)["Kita Nord"]["people"] == [MAIER, BREIT]
    assert "Bitte ansehen" not in office.said


def test_a_column_of_deputies_alone_names_the_people_of_the_bodies(office: Office) -> None:
    found = office.reads(table("Einrichtung;Vertretung", "Kita Nord;Anna Maier"))
    assert found["Kita Nord"]["people"] == [MAIER]


@pytest.mark.parametrize("cell", ["Kita Süd", "s. o.", "durch das Team"])
def test_who_is_no_person_stands_in_for_nobody(office: Office, cell: str) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;Vertretung",
        f"Kita Nord;Anna Maier;{cell}",
        "Kita Süd;Eva Lang;",
    )
    assert office.reads(rows)["Kita Nord"]["people"] == [MAIER]
    assert "Zeile 2: Keine Person übernommen" in office.said


def test_crosses_below_vertretung_and_numbers_of_nobody_are_told(office: Office) -> None:
    office.reads(table("Einrichtung;Ansprechperson;Vertretung", "Kita Nord;Anna Maier;x"))
    assert office.people() == ["Anna Maier"]
    assert "In „Vertretung“ stehen Kreuze" in office.said
    rows = table(
        "Einrichtung;Ansprechperson;Vertretung;Telefon 2",
        f"Kita Nord;Anna Maier;;{NUMBERS[0]}",
        "Kita Süd;Eva Lang;Udo Eng;",
    )
    office.reads(rows, "--force")
    assert "Zeile 2: Zu einer zweiten Person steht hier etwas, aber kein Name" in office.said


# --- several kinds of contact in one cell


@pytest.mark.parametrize("heading", ["Kontakt", "Kontaktdaten", "Telefon / E-Mail", "Tel., E-Mail"])
@pytest.mark.parametrize(
    "cell",
    [
        "Tel. 02921 103022\nE-Mail: a.maier@kita.example",
        "02921 103022, a.maier@kita.example",
        "a.maier@kita.example / 02921 103022",
        "02921 103022 oder a.maier@kita.example",
        "Telefon: 02921 103022 Mail: <a.maier@kita.example>",
        "02921 103022 a.maier@kita.example",
        "a.maier@kita.example 02921 103022",
        "Tel. 02921 103022 - a.maier@kita.example",
        "Tel: 02921 103022 E-Mail a.maier@kita.example",
    ],
)
def test_number_and_address_in_one_cell_are_taken_apart(
    office: Office, heading: str, cell: str
) -> None:
    person = {**MAIER, "email": "a.maier@kita.example", "phone": "02921 103022"}
    rows = table(f'Einrichtung;Ansprechperson;"{heading}"', f'Kita Nord;Anna Maier;"{cell}"')
    assert office.reads(rows)["Kita Nord"]["people"] == [person]
    assert "Bitte ansehen" not in office.said


def test_what_else_stands_among_contacts_is_told(office: Office) -> None:
    cell = "Weg 1, 59494 Soest\nTel.: 02921 103022\nFax: 02921 103099"
    rows = table("Einrichtung;Ansprechperson;Kontakt", f'Kita Nord;Anna Maier;"{cell}"')
    assert office.reads(rows)["Kita Nord"]["people"] == [{**MAIER, "phone": "02921 103022"}]
    assert "Zeile 2: Von den Kontaktdaten sind höchstens eine Nummer" in office.said


def test_a_column_of_contacts_that_holds_names_names_people(office: Office) -> None:
    found = office.reads(table("Einrichtung;Kontakt", "Kita Nord;Anna Maier"))
    assert found["Kita Nord"]["people"] == [MAIER]


# --- what stands in one cell or row of several


@pytest.mark.parametrize("address", ["Frau", "Frau Dr.", "Herr / Frau"])
def test_the_form_of_address_of_two_people_is_nobodys(office: Office, address: str) -> None:
    rows = table(
        "Einrichtung;Anrede;Ansprechperson", f"Kita Nord;{address};Maier, Anna / Udo Eng"
    )  # fmt: skip
    udo = {"id": "eng", "given_name": "Udo", "family_name": "Eng"}
    assert office.reads(rows)["Kita Nord"]["people"] == [MAIER, udo]
    told = "Die Anrede bleibt außen vor: Wem sie gehört, ist nicht zu erkennen."
    assert f"Zeile 2: In einer Zelle stehen mehrere Personen; sie sind einzeln übernommen. {told}" in office.said  # fmt: skip


def test_the_form_of_address_beside_each_name_stays(office: Office) -> None:
    rows = table("Einrichtung;Ansprechperson", "Kita Nord;Frau Anna Maier / Herr Udo Eng")
    people = office.reads(rows)["Kita Nord"]["people"]
    assert [person["form_of_address"] for person in people] == ["Frau", "Herr"]
    assert "außen vor" not in office.said


def test_a_remark_in_a_further_row_of_a_body_is_told_with_its_row(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;Bemerkung", "Kita Nord;Anna Maier;", "Kita Nord;Udo Eng;prüfen"
    )  # fmt: skip
    for _ in range(2):  # of a new body, and of one that is known
        office.reads(rows)
        assert "Zeile 3: Kita Nord: Die Bemerkung steht bei einer Person" in office.said


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("E-Mail", "ida.kurz@gmx.de", "Zeile 3: Ida Kurz: Die E-Mail-Adresse ist eine private"),
        ("Telefon", "intern", "Zeile 3: Ida Kurz: „intern“ ist keine Telefonnummer"),
        ("Mitglied seit", "1.2.2030", "Zeile 3: Kita Nord: Der Beginn 01.02.2030 liegt"),
    ],
)
def test_what_a_further_row_completes_is_told_with_its_row(
    office: Office, heading: str, cell: str, said: str
) -> None:
    rows = table(
        f"Einrichtung;Nachname;Vorname;{heading}", "Kita Nord;Kurz;Ida;", f"Kita Nord;Kurz;Ida;{cell}"
    )  # fmt: skip
    for _ in range(2):  # of new ones, and of those that are known
        office.reads(rows)
        assert said in office.said


def test_a_day_to_come_in_a_further_row_is_accepted_with_that_row(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;Mitglied seit", "Kita Nord;Ida Kurz;", "Kita Nord;Ida Kurz;1.2.2030"
    )  # fmt: skip
    assert office.reads(rows, "--accept", "3")["Kita Nord"]["since"] == "2030-02-01"


def test_a_town_alone_below_its_postcode_is_the_town(office: Office) -> None:
    rows = table("Einrichtung;Straße;PLZ Ort;Telefon", "Kita Nord;Gartenweg 3;Soest;")
    address = office.reads(rows)["Kita Nord"]["address"]
    assert address == {"street": "Gartenweg 3", "city": "Soest"}
    assert "Bitte ansehen" not in office.said


def test_a_town_that_is_none_leaves_the_street(office: Office) -> None:
    rows = table("Einrichtung;Straße;PLZ Ort;Telefon", "Kita Nord;Gartenweg 3;594 Soest;")
    assert office.reads(rows)["Kita Nord"]["address"] == {"street": "Gartenweg 3"}
    assert "Zeile 2: Kita Nord: Die Anschrift „594 Soest“ ist nicht als" in office.said
    assert "früheren Zeile" not in office.said


@pytest.mark.parametrize(("cells", "said"), [("Anna Maier;dito", "zweite Name"), ("dito;", "Name")])
def test_which_name_of_a_row_is_not_read_is_told(office: Office, cells: str, said: str) -> None:
    office.reads(table("Einrichtung;Ansprechperson;Vertretung", f"Kita Nord;{cells}"))
    assert f"Zeile 2: Keine Person übernommen: der {said} ist nicht als der einer Person zu lesen." in office.said  # fmt: skip


def test_a_town_that_is_none_makes_no_second_body(office: Office) -> None:
    rows = table(
        "Einrichtung;PLZ Ort;Ansprechperson", "Kita Nord;59494 Soest;Ida Kurz", "Kita Nord;594 Soest;Eva Lang"
    )  # fmt: skip
    office.reads(rows)
    assert office.people() == ["Ida Kurz", "Eva Lang"]
    assert "Zu entscheiden" not in office.said


# --- one name in several towns

TOWNS = table(
    "Einrichtung;Ort;Ansprechperson", "Kinderschutzbund;Soest;Anna Maier", "Kinderschutzbund;Werl;Eva Lang", "Kinderschutzbund;;Ida Kurz", "Kinderschutzbund;Soest-Ost;Udo Eng"
)  # fmt: skip
IN_WERL = "Zeile 3: „Kinderschutzbund“ in Werl ähnelt „Kinderschutzbund“"


def test_one_name_in_two_towns_is_asked_about(office: Office) -> None:
    office.reads(TOWNS)
    assert f"{IN_WERL} (Zeile 2). Ist dieselbe Stelle gemeint: --same 3;" in office.said
    assert office.people() == ["Anna Maier", "Ida Kurz", "Udo Eng"]
    office.reads(TOWNS)
    assert IN_WERL in office.said
    assert office.people() == ["Anna Maier", "Ida Kurz", "Udo Eng"]


def test_bodies_of_one_name_are_told_by_their_towns(office: Office) -> None:
    office.reads(TOWNS, "--accept", "3")
    there = yaml.safe_load((office.root / FILE).read_text("utf-8"))["members"]
    assert [one["address"]["city"] for one in there] == ["Soest", "Werl"]
    assert [person["id"] for person in there[1]["people"]] == ["lang"]
    office.reads(TOWNS.replace("Kinderschutzbund;;Ida Kurz\n", ""), "--force")
    assert "Endet:\n  Ida Kurz zum" in office.said
    assert "Neu" not in office.said
    assert "Zu entscheiden" not in office.said


@pytest.mark.parametrize("answers", [("--accept", "3,6"), ("--accept", "3", "--accept", "6")])
def test_several_rows_are_answered_in_one_option_or_in_several(
    office: Office, answers: tuple[str, ...]
) -> None:
    office.reads(TOWNS + "Kinderschutzbund;Hamm;Ute Klein\n", *answers)
    there = yaml.safe_load((office.root / FILE).read_text("utf-8"))["members"]
    assert [one["address"]["city"] for one in there] == ["Soest", "Werl", "Hamm"]


def test_one_body_in_two_towns_is_one_where_somebody_says_so(office: Office) -> None:
    office.reads(TOWNS, "--same", "3")
    assert list(office.bodies()) == ["Kinderschutzbund"]
    assert office.people() == ["Anna Maier", "Ida Kurz", "Udo Eng", "Eva Lang"]
    before = (office.root / FILE).read_bytes()
    office.reads(TOWNS, "--same", "3")
    assert (office.root / FILE).read_bytes() == before


# --- which columns name bodies and people


def test_a_carrier_is_the_body_only_where_no_other_is_named(office: Office) -> None:
    rows = table(
        "Träger;Einrichtung;Ansprechperson", "AWO Soest;Kita Mond;Anna Maier", "AWO Soest;Kita Tal;Eva Lang", "Caritas Soest;;Ida Kurz"
    )  # fmt: skip
    found = office.reads(rows)
    named = {name: [one["family_name"] for one in body["people"]] for name, body in found.items()}
    assert named == {"Kita Mond": ["Maier"], "Kita Tal": ["Lang"], "Caritas Soest": ["Kurz"]}
    assert "Die Spalte „Träger“ gilt nur, wo keine Stelle genannt ist." in office.said


@pytest.mark.parametrize("heading", ["Gericht", "Klinik", "Krankenhaus", "Schulname", "Verein"])
@pytest.mark.parametrize("person", ["Leitung", "Richter/in", "Schulleitung"])
def test_columns_are_called_as_offices_call_them(office: Office, heading: str, person: str) -> None:
    found = office.reads(table(f"{heading};{person}", "Haus Nord;Anna Maier"))
    assert found["Haus Nord"]["people"] == [MAIER]


def test_a_list_of_people_without_bodies_makes_nobody_a_body(office: Office) -> None:
    rows = table("Name;E-Mail", "Maier, Anna;a.maier@kita.example", "Eva Lang;e.lang@kita.example")
    office.reads(rows, code=2)
    assert "sagt keine Spalte, zu welcher Stelle jemand gehört" in office.said


def test_a_name_beside_people_is_that_of_the_body(office: Office) -> None:
    found = office.reads(
        table("Name;Ansprechpartner;Telefon", f"Kita Nord;Anna Maier;{NUMBERS[0]}")
    )
    assert found["Kita Nord"]["people"] == [{**MAIER, "phone": NUMBERS[0]}]


def test_people_in_a_column_beside_whole_names_are_told(office: Office) -> None:
    office.reads(table("Schule;Nachname;Vorname;Schulleitung", "Schule A;Maier;Anna;Eva Lang"))
    assert office.people() == ["Anna Maier"]
    assert "Nicht übernommen, weil unbekannt oder doppelt: „Schulleitung“" in office.said


@pytest.mark.parametrize(
    "cell", ["59494 Soest, Am Wall 3", "Am Wall 3, D-59494 Soest", "Am Wall 3 59494 Soest", "Am Wall 3 - 59494 Soest"]
)  # fmt: skip
def test_an_address_is_read_in_either_order(cell: str) -> None:
    assert address_in(cell) == {"street": "Am Wall 3", "postcode": "59494", "city": "Soest"}


def test_a_town_in_front_is_that_of_the_whole_text() -> None:
    read = address_in("59494 Soest, Am Wall 12-14")
    assert read == {"street": "Am Wall 12-14", "postcode": "59494", "city": "Soest"}
    for cell in ("59494 Soest, Am Wall 3 im Hof", "59494 Soest, Am Wall 3 - Hinterhaus"):
        assert address_in(cell) is None


# --- a list again

PLACES = [f"Haus {n};Aal;Ute{n};;" for n in ("Mond", "Tal", "Berg", "Ufer")]
HEADING = "Einrichtung;Nachname;Vorname;E-Mail;Telefon"
NORTH = f"Kita Nord;Maier;Anna;a.maier@kita.example;{NUMBERS[0]}"


@pytest.mark.parametrize(
    "row", ["MAIER;ANNA;A.MAIER@KITA.EXAMPLE", "Maier;A.;a.maier@kita.example"]
)
def test_a_list_that_says_less_of_a_name_changes_nothing(office: Office, row: str) -> None:
    office.reads(table(HEADING, *PLACES, NORTH))
    before = (office.root / FILE).read_bytes()
    office.reads(table(HEADING, *PLACES, f"Kita Nord;{row};"))
    assert (office.root / FILE).read_bytes() == before


def test_a_body_under_another_name_with_the_same_people_is_asked_about(office: Office) -> None:
    office.reads(table(HEADING, *PLACES, NORTH))
    before = (office.root / FILE).read_bytes()
    renamed = table(HEADING, *PLACES, NORTH.replace("Kita Nord", "Familienzentrum Ost"))
    office.reads(renamed)
    assert "„Familienzentrum Ost“ nennt dieselben Personen wie „Kita Nord“" in office.said
    office.reads(renamed, "--same", "6")
    assert (office.root / FILE).read_bytes() == before
    office.reads(renamed, "--accept", "6")
    assert "until" in office.bodies()["Kita Nord"]
    assert "Familienzentrum Ost" in office.bodies()


def test_the_address_of_somebody_who_is_not_named_any_more_is_none_of_the_body(
    office: Office,
) -> None:
    office.reads(table(HEADING, *PLACES, NORTH))
    before = (office.root / FILE).read_bytes()
    office.reads(table(HEADING, *PLACES, NORTH.replace("Maier;Anna", "N.N.;")))
    assert (office.root / FILE).read_bytes() == before


def test_a_cross_that_is_gone_is_told_and_ends_nothing(office: Office) -> None:
    heading = "Einrichtung;Ansprechperson;Vertretung;Plenum;AK InsoFa"
    office.reads(table(heading, "Kita Nord;Anna Maier;Uwe Breit;x;x"))
    before = (office.root / FILE).read_bytes()
    office.reads(table(heading, "Kita Nord;Anna Maier;Uwe Breit;x;"))
    assert (office.root / FILE).read_bytes() == before
    assert "Anna Maier: Unter „Arbeitskreis InsoFa“ steht in der Liste kein Kreuz" in office.said


@pytest.mark.parametrize("word", ["Mitglied", "dabei"])
def test_a_word_for_a_member_below_a_gremium_is_a_cross(office: Office, word: str) -> None:
    office.reads(table("Einrichtung;Ansprechperson;Plenum", f"Kita Nord;Anna Maier;{word}"))
    assert office.bodies()["Kita Nord"]["people"] == [{**MAIER, "groups": ["plenum"]}]


def test_one_number_in_two_spellings_is_not_told_as_another(office: Office) -> None:
    office.reads(table(HEADING, NORTH, NORTH.replace(NUMBERS[0], "02921/10300")))
    assert "Telefon dort anders" not in office.said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("--same", "99"), "--same: In Zeile 99 steht in dieser Liste nichts."),
        (("--accept", "2:6"), "--accept: In Blatt 2, Zeile 6 steht in dieser Liste nichts."),
        (("--same", "2", "--accept", "2"), "Zeile 2 steht bei --accept und bei --same"),
    ],
)
def test_an_answer_about_no_row_or_two_about_one_are_refused(
    office: Office, answers: tuple[str, ...], said: str
) -> None:
    office.reads(table(HEADING, *PLACES, NORTH), *answers, code=2)
    assert said in office.said
    assert not office.bodies()


def test_two_words_on_either_side_of_a_comma_are_one_name_where_the_heading_says_so() -> None:
    assert names_in("Lopez Garcia, Maria José", family_first=True) == [
        Name("Lopez Garcia", "Maria José")
    ]
    assert len(names_in("Anna Lang, Ida Kurz", family_first=True) or ()) == 2


def test_a_link_to_write_to_is_an_address(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;E-Mail",
        "Kita Nord;Anna Maier;mailto:a@kita.example?subject=Netz",
    )
    assert office.reads(rows)["Kita Nord"]["people"] == [{**MAIER, "email": "a@kita.example"}]


def test_a_deputy_who_is_named_first_elsewhere_is_asked_about(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;Vertretung", "Kita Nord;Anna Maier;Eva Lang", "Kita Süd;Eva Lang;Anna Maier"
    )  # fmt: skip
    for _ in range(2):
        found = office.reads(rows)
        named = {name: body["people"][0]["family_name"] for name, body in found.items()}
        assert named == {"Kita Nord": "Maier", "Kita Süd": "Lang"}
        assert "Zeile 2: Eva Lang steht auch für „Kita Süd“" in office.said
        assert "Zeile 3: Anna Maier steht auch für „Kita Nord“" in office.said


def test_quotation_marks_within_a_name_are_single_ones(office: Office) -> None:
    rows = ["Kita „Nord“;Anna Maier;Leitung", "Kita „Süd“;Eva Lang;"]
    office.reads(table("Einrichtung;Ansprechperson;Funktion", *rows))
    rows = ["Kita „Nord“;Anna Maier;Team „Mut“", "Kita „Süd“;Eva Lang;", "Haus „Ost“;Anna Maier;", "Haus „See“;Ida Kurz;", "Haus „Tal“;Ida Kurz;", "Summe: „3“;;"]  # fmt: skip
    office.reads(table("Einrichtung;Ansprechperson;Funktion", *rows), "--partial")
    assert "Funktion: „Leitung“ → „Team ‚Mut‘“" in office.said
    assert "Anna Maier steht auch für „Kita ‚Nord‘“" in office.said
    assert "Ida Kurz steht auch für „Haus ‚See‘“ (Zeile 5)" in office.said
    assert "Zeile 7: „Summe: ‚3‘“ ist keine Stelle" in office.said


def test_two_rows_that_may_mean_one_person_are_asked_about(office: Office) -> None:
    office.reads(table("Einrichtung;Ansprechperson", "Kita Nord;Anna Maier"))
    before = (office.root / FILE).read_bytes()
    office.reads(
        table("Einrichtung;Ansprechperson", "Kita Nord;Anna Maier", "Kita Nord;Frau Maier")
    )
    said = "Zeile 3: Mit „Maier“ kann dieselbe Person gemeint sein wie in Zeile 2."
    assert f"{said} Ist es jemand anderes: --accept 3." in office.said
    assert (office.root / FILE).read_bytes() == before


def test_two_bodies_under_one_new_name_are_asked_about_and_do_not_end(office: Office) -> None:
    places = [f"Haus {n};Aal{n};Ute;u{n}@k.example" for n in ("Mond", "Tal", "Berg", "Ufer", "See")]
    two = ["Kita A;Lang;Eva;e@k.example", "Kita B;Kurz;Ida;i@k.example"]
    heading = "Einrichtung;Nachname;Vorname;E-Mail"
    office.reads(table(heading, *places, *two))
    before = (office.root / FILE).read_bytes()
    one = [row.replace("Kita A", "Kita Neu").replace("Kita B", "Kita Neu") for row in two]
    office.reads(table(heading, *places, *one))
    assert "„Kita Neu“ nennt dieselben Personen wie „Kita A“ oder „Kita B“" in office.said
    assert (office.root / FILE).read_bytes() == before


def test_names_beside_addresses_are_those_of_bodies(office: Office) -> None:
    rows = table(
        "Name;Straße;PLZ;Ort", "Paul Gerhardt;Weg 1;59494;Soest", "Haus Anna;Weg 2;59494;Soest"
    )
    assert list(office.reads(rows)) == ["Paul Gerhardt", "Haus Anna"]


@pytest.mark.parametrize("cell", ["Leitung (derzeit krank)", "Leitung, in Elternzeit"])
def test_what_is_private_beside_a_function_is_not_taken(office: Office, cell: str) -> None:
    rows = table("Einrichtung;Ansprechperson;Funktion", f"Kita Nord;Anna Maier;{cell}")
    assert office.reads(rows)["Kita Nord"]["people"] == [{**MAIER, "function": "Leitung"}]
    assert "sondern persönlich; nicht übernommen." in office.said
    assert cell.rpartition(" ")[2].rstrip(")") not in office.said


def test_a_column_that_is_only_numbered_names_nobody(office: Office) -> None:
    rows = table("Einrichtung;Ansprechperson;1.;2;2.", "Kita Nord;Anna Maier;fehlt;fehlt;fehlt")
    assert office.reads(rows)["Kita Nord"]["people"] == [MAIER]
    assert "unbekannt oder doppelt: „1.“, „2“ und „2.“." in office.said
    assert "Zeile 2:" not in office.said


def test_a_mapping_can_name_a_second_person(office: Office) -> None:
    (office.root / "spalten.yaml").write_text("Springkraft: Vertretung\n", "utf-8")
    rows = table("Einrichtung;Ansprechperson;Springkraft", "Kita Nord;Anna Maier;Uwe Breit")
    found = office.reads(rows, "--mapping", str(office.root / "spalten.yaml"))
    assert found["Kita Nord"]["people"] == [MAIER, BREIT]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("=A1", "In der Spalte „Vertretung“ steht eine Formel"),
        ("das Team", "Keine Person übernommen"),
        ("Uwe M?ller", "Keine Person übernommen"),
        ("Uwe Breit*", "Nach der Fußnote (*) ausgeschieden; nichts übernommen"),
    ],
)
def test_a_deputy_who_cannot_be_read_or_has_left_is_told_and_nobody_ends(
    office: Office, cell: str, said: str
) -> None:
    heading = "Einrichtung;Ansprechperson;Vertretung"
    places = [f"Haus {n};Ute Aal{n};" for n in ("Mond", "Tal", "Berg", "Ufer")]
    office.reads(table(heading, *places, "Kita Nord;Anna Maier;Uwe Breit"))
    before = (office.root / FILE).read_bytes()
    office.reads(table(heading, *places, f"Kita Nord;Anna Maier;{cell}", "* ausgeschieden;;"))
    assert (office.root / FILE).read_bytes() == before
    assert f"Zeile 6: {said}" in office.said


# --- one cell with several kinds of things


@pytest.mark.parametrize("heading", ["Kontakt", "Ansprechpartner"])
@pytest.mark.parametrize(
    "cell",
    ["Anna Maier, Tel. {}, {}", "Maier, Anna\n{}\nMail: {}", "Anna Maier ({}) <{}>", "Anna Maier\nTel.: {}\nFax 02921 10399\n{}"],
)  # fmt: skip
def test_a_name_beside_number_and_address_is_read(office: Office, heading: str, cell: str) -> None:
    reach = {"email": "a.maier@kita.example.org", "phone": "02921 10322"}
    text = cell.format(reach["phone"], reach["email"])
    rows = table(f"Einrichtung;{heading}", f'Kita Nord;"{text}"', "Kita Süd;02921 10300")
    assert office.reads(rows)["Kita Nord"]["people"] == [MAIER | reach]
    assert "10399" not in (office.root / FILE).read_text("utf-8")
    told = "Von den Kontaktdaten" if heading == "Kontakt" else "nicht übernommen: Fax 02921 10399"
    assert ("10399" in text) == (told in office.said)
    office.reads(rows)
    assert "Nichts zu ändern" in office.said


def test_who_is_named_in_contact_data_ends_when_somebody_else_is(office: Office) -> None:
    rows = [
        "Kita Nord;Frau Lang 02921 10300",
        *(f"Kita {n};Eva {n}er 02921 12345" for n in ("Bau", "Kell", "Lind", "Müll", "Web")),
    ]
    office.reads(table("Einrichtung;Kontakt", *rows))
    rows[0] = "Kita Nord;Herr Breit 02921 10300"
    people = office.reads(table("Einrichtung;Kontakt", *rows))["Kita Nord"]["people"]
    assert [(one["family_name"], one.get("until")) for one in people] == [
        ("Lang", "2026-06-30"),
        ("Breit", None),
    ]


@pytest.mark.parametrize("cell", ["Sekretariat 02921 10300", "Rezeption, 02921 10300"])
def test_an_office_in_contact_data_is_nobody(office: Office, cell: str) -> None:
    found = office.reads(table("Einrichtung;Kontakt", f'Kita Nord;"{cell}"'))
    assert "people" not in found["Kita Nord"]
    assert "Zeile 2: Von den Kontaktdaten sind höchstens" in office.said


@pytest.mark.parametrize(
    ("cell", "there", "told"),
    [
        ("Kita Nord, Am Bach 3, 59494 Soest", {"address": {"street": "Am Bach 3", "postcode": "59494", "city": "Soest"}}, "getrennt übernommen"),
        ("Kita Nord\nAm Bach 3\nD-59494 Soest", {"address": {"street": "Am Bach 3", "postcode": "59494", "city": "Soest"}}, "getrennt übernommen"),
        ("Kita Nord, 59494 Soest", {"address": {"postcode": "59494", "city": "Soest"}}, "getrennt übernommen"),
        ("Kita Nord info@kita.example.org", {"email": "info@kita.example.org"}, "getrennt übernommen"),
        ("Kita Nord, Tel. 02921 10300", {}, "nicht übernommen: 02921 10300"),
    ],
)  # fmt: skip
def test_what_stands_behind_the_name_of_a_body_is_no_part_of_it(
    office: Office, cell: str, there: dict[str, object], told: str
) -> None:
    found = office.reads(table("Einrichtung;Name", f'"{cell}";Maier, Anna'))
    body = found["Kita Nord"]
    assert {key: body[key] for key in ("address", "email") if key in body} == there
    assert "Zeile 2: In der Zelle steht mehr als der Name" in office.said
    assert told in office.said


# --- lists as offices really write them


@pytest.mark.parametrize(
    "nobody",
    ["z. Zt. vakant", "derzeit nicht besetzt", "Stelle zzt. unbesetzt", "in Besetzung", "Neubesetzung läuft", "wird nachgereicht", "bitte erfragen"],
)  # fmt: skip
def test_a_post_that_is_vacant_for_the_moment_is_nobody(office: Office, nobody: str) -> None:
    assert list(office.reads(table("Einrichtung;Ansprechperson", f"Kita A;{nobody}"))) == ["Kita A"]
    assert "Keine Person übernommen: hier ist niemand genannt." in office.said


def test_since_when_somebody_is_there_is_told_and_no_number(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson", "Kita A;Uwe Cid (seit 03/2024)", "Kita B;Ina Breit (ab 1.8.2026)"
    )  # fmt: skip
    person = {"id": "cid", "given_name": "Uwe", "family_name": "Cid"}
    assert office.reads(rows)["Kita A"]["people"] == [person]
    assert "Zeile 2: Uwe Cid: Was in Klammern hinter dem Namen steht" in office.said
    assert "Zeile 3: Keine Person übernommen: hinter dem Namen steht, ab oder bis" in office.said


def test_whoever_stands_in_for_somebody_on_leave_is_a_person() -> None:
    found = names_in("Jan Berg (in Elternzeit, Vertretung: Pia Hof)")
    assert found is not None
    assert [(one.given_name, one.function) for one in found] == [("Jan", ""), ("Pia", "Vertretung")]


@pytest.mark.parametrize("rank", ["StAR", "StOI", "KAR'in", "Pastor", "Beigeordneter"])
def test_a_rank_of_the_administration_is_no_first_name(rank: str) -> None:
    assert name_in(f"{rank} Uwe Maier") == Name("Maier", "Uwe", title=rank)


def test_an_unknown_abbreviation_is_no_first_name() -> None:
    assert name_in("GeMOX Uwe Maier") is None
    assert name_in("Ada McALLISTER") == Name("McALLISTER", "Ada")


def test_a_particle_behind_the_first_name_belongs_to_the_family(office: Office) -> None:
    assert name_in("Heide, Eva von der") == Name("von der Heide", "Eva")
    assert name_in("Berg, Anna von und zu") == Name("von und zu Berg", "Anna")
    found = office.reads(table("Einrichtung;Nachname;Vorname", "Kita A;Heide;Eva von der"))
    assert found["Kita A"]["people"][0]["family_name"] == "von der Heide"


def test_a_family_name_of_two_words_without_hyphen_is_asked_to_be_looked_at() -> None:
    found = name_in("Anna Maria Schulze Berg")
    assert found is not None
    assert found.doubt.endswith("Vorname „Anna Maria Schulze“; bitte prüfen.")
    assert name_in("Karl Heinz Berg") == Name("Berg", "Karl Heinz")


@pytest.mark.parametrize(
    ("cell", "taken"),
    [
        ("a.maier@kita.example.org, info@kita.example.org", "a.maier@kita.example.org"),
        ("info@kita.example.org / maier@kita.example.org", "maier@kita.example.org"),
        ("maier@kita.example.org (dienstl.)", "maier@kita.example.org"),
        ("info@kita.example.org, post@kita.example.org", None),
    ],
)
def test_of_several_addresses_that_with_the_name_is_taken(
    office: Office, cell: str, taken: str | None
) -> None:
    rows = table("Einrichtung;Nachname;Vorname;E-Mail", f'Kita A;Maier;Anna;"{cell}"')
    assert office.reads(rows)["Kita A"]["people"][0].get("email") == taken
    assert ("info@" in cell) == (
        "nicht info@" in office.said or "oder es sind mehrere" in office.said
    )


@pytest.mark.parametrize("form", ["Familie", "Team"])
def test_several_people_are_no_form_of_address(office: Office, form: str) -> None:
    rows = table("Einrichtung;Anrede;Nachname", f"Kita A;{form};Hof")
    assert "form_of_address" not in office.reads(rows)["Kita A"]["people"][0]
    assert f"„{form}“ ist keine Anrede" in office.said


@pytest.mark.parametrize("end", ["lfd.", "bis heute", "andauernd"])
def test_an_end_that_has_not_come_is_none(office: Office, end: str) -> None:
    rows = table("Einrichtung;Nachname;seit;bis", f"Kita A;Aal;2024;{end}")
    assert "until" not in office.reads(rows)["Kita A"]["people"][0]


def test_a_remark_that_somebody_has_left_is_asked_about_and_others_are_not(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Bemerkung", "Kita A;Aal;ausgeschieden zum 31.12.2025, Nachfolge offen", "Kita B;Bär;bringt Kuchen"
    )  # fmt: skip
    office.reads(rows)
    assert office.people() == ["Bär"]
    assert "Zeile 2: Die Bemerkung sagt, dass jemand ausgeschieden ist" in office.said


def test_a_request_to_report_changes_is_no_body(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname", "Kita A;Aal", "Änderungen bitte an netzwerk@kreis.example.org;", "gez. Köster;"
    )  # fmt: skip
    assert list(office.reads(rows)) == ["Kita A"]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("RSD Nord", "jugendamt"), ("Bezirkssozialdienst Ost", "jugendamt"), ("KJPP Hamm", "geheimnistraeger"),
        ("LWL-Förderschule Sehen", "schule"), ("Jugendmusikschule", None), ("GGS Nord", "schule"), ("donum vitae", "geheimnistraeger"), ("LWL-Klinik Hamm", "eingliederungshilfe"), ("Musikschule Soest", None), ("VHS Soest", None), ("Gesamtschule Soest", "schule"),
    ],
)  # fmt: skip
def test_a_category_is_proposed_for_what_a_body_is(
    office: Office, name: str, category: str | None
) -> None:
    found = office.reads(table("Einrichtung;Nachname", f"{name};Aal"))[name]
    assert found.get("categories", [None]) == [category]


@pytest.mark.parametrize("behind", ["Opferschutz", "Zimmer 12", "Bereich Prävention"])
def test_what_stands_behind_a_whole_name_and_a_comma_is_no_first_name(
    office: Office, behind: str
) -> None:
    found = office.reads(table("Einrichtung;Ansprechperson", f"Polizei;KHK Ida Kurz, {behind}"))
    assert found["Polizei"]["people"][0] == {
        "id": "kurz", "title": "KHK", "given_name": "Ida", "family_name": "Kurz"
    }  # fmt: skip
    assert re.search(
        "Was (hinter dem Komma|in Klammern).* steht, ist nicht übernommen.", office.said
    )


def test_a_given_name_behind_a_comma_stays_one() -> None:
    assert name_in("Ernst Berg, Anna") == Name("Ernst Berg", "Anna")
    assert name_in("Otto, Xyla") == Name("Otto", "Xyla")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Leiterin Frau Ina Cid", Name("Cid", "Ina", form_of_address="Frau", function="Leiterin")),
        ("Schulleiter Herr Dux", Name("Dux", form_of_address="Herr", function="Schulleiter")),
        ("Pia Hof [Vertretung]", Name("Hof", "Pia", function="Vertretung")),
    ],
)
def test_an_office_before_a_form_of_address_or_in_brackets_is_a_function(
    cell: str, name: Name
) -> None:
    assert names_in(cell) == [name]


@pytest.mark.parametrize(
    "heading", ["Stellvertreter/innen", "Stellvertreter*innen", "Stellvertretungen"]
)
def test_deputies_of_both_sexes_are_deputies(office: Office, heading: str) -> None:
    rows = table(f"Einrichtung;Ansprechpartner*innen;{heading}", "Kita A;Anna Maier;Uwe Breit")
    one, other = office.reads(rows)["Kita A"]["people"]
    assert ("role" in one, other["role"]) == (False, "stellvertretung")
