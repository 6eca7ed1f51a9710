"""What address books, spreadsheets and editors leave in a list: marks, remains, odd cells."""

from __future__ import annotations

from typing import Any

import pytest

from ksnet.importing.lists.cells import phone_in
from ksnet.importing.lists.naming import names_in
from tests.test_lists_kinds import Office, office, rows_of, table, workbook

__all__ = ["office"]
HEAD = "Einrichtung;Nachname;Vorname;Telefon"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Maier,\nAnna", ["Anna Maier"]),
        ("Lang, Eva\n(Leitung)", ["Eva Lang Leitung"]),
        ("1. Aal, Ute\n2. Bär, Eva", ["Ute Aal", "Eva Bär"]),
        ("• Egg, Pia", ["Pia Egg"]),
        ("Fr.Maier", ["Maier"]),
        ("A.Maier", ["A. Maier"]),
        ("Anna-Lena Maier-von Berg", ["Anna-Lena Maier-von Berg"]),
        ("Anna Maier, Xyz.a", None),
        ("Anna Maier – Vertretung Uwe Breit", ["Anna Maier", "Uwe Breit Vertretung"]),
        ("Anna Maier, Stellvertretung: Uwe Breit", ["Anna Maier", "Uwe Breit Vertretung"]),
        ("Frau Maier (Leitung), Herr Lang (Stellv.)", ["Maier Leitung", "Lang"]),
        ("N.N. (Vertr.: Herr Eng)", ["Eng Vertretung"]),
        ("Anna Maier bzw. Uwe Breit", ["Anna Maier", "Uwe Breit"]),
    ],
)
def test_names_as_cells_hold_them(cell: str, names: list[str] | None) -> None:
    found = names_in(cell)
    shown = [
        " ".join(filter(None, (one.given_name, one.family_name, one.function)))
        for one in found or ()
    ]
    assert shown == (names or [])


def test_a_word_within_given_names_is_told() -> None:
    found = names_in("Maria da Silva Costa")
    assert found
    assert "bitte prüfen" in found[0].doubt


@pytest.mark.parametrize(
    ("cell", "number", "several"),
    [
        ("(+49) 2921 10322", "+49 2921 10322", False),
        ("02921 103-0/-12", "02921 103-0", True),
        ("02921 1034 x12", "02921 1034-12", False),
        ("02921 103 App. 22", "02921 103-22", False),
        ("02921 103 22 App. 5", "02921 103 22-5", False),
    ],
)
def test_numbers_as_cells_hold_them(cell: str, number: str, several: bool) -> None:
    phone = phone_in(cell)
    assert phone is not None
    assert phone.text == number
    assert ("mehrere Nummern" in phone.doubt) == several
    assert ("bitte prüfen" in phone.doubt) == ("22 App." in cell)


@pytest.mark.parametrize("cell", ["{};", "{}.", "'{}'", "E-Mail: {}", "mailto:{}?subject=x"])
def test_signs_around_an_address_are_no_part_of_it(office: Office, cell: str) -> None:
    address = "a.maier@kita.example.org"
    rows = table("Einrichtung,Name,E-Mail", f'Kita Nord,"Maier, Anna","{cell.format(address)}"')
    assert office.reads(rows)["Kita Nord"]["people"][0]["email"] == address


def test_headings_in_another_order_with_one_unknown(office: Office) -> None:
    found = office.reads(
        rows_of(
            ["Einrichtung", "Nachname", "Vorname", "Telefon"],
            ["Kita Nord", "Maier", "Anna", "02921 10300"],
            ["Dienststelle", "Telefon", "Name", "Dienstgrad"],
            ["KPB Soest", "02921 91000", "Reinert, Simone", "KHK"],
        )
    )
    assert list(found) == ["Kita Nord", "KPB Soest"]
    assert found["KPB Soest"]["people"][0]["family_name"] == "Reinert"
    assert "„Dienstgrad“" in office.said


def test_hidden_sheets_are_named(office: Office) -> None:
    def fill(book: Any, sheet: Any) -> None:
        for one, body in ((sheet, "Kita Nord"), (book.add_worksheet("Alt"), "Kita Alt")):
            one.write_row(0, 0, ["Einrichtung", "Name"])
            one.write_row(1, 0, [body, "Maier, Anna"])
        one.hide()

    assert list(office.reads(workbook(fill), "--sheet", "ALL")) == ["Kita Nord"]
    assert (
        office.said.count(
            "Das Blatt „Alt“ ist ausgeblendet und wird nicht gelesen. Soll es gelten, in Excel einblenden."
        )
        == 1
    )


def test_a_private_contact_of_an_address_book_is_not_read(office: Office) -> None:
    rows = table("Firma;Nachname;Vorname;Privat", "Kita A;Maier;Anna;Aus", "Kita B;Lang;Eva;Ein")
    assert list(office.reads(rows)) == ["Kita A"]
    assert "Zeile 3: Der Kontakt ist als privat gekennzeichnet" in office.said


def test_columns_of_an_address_book(office: Office) -> None:
    rows = table(
        "Vorname;Nachname;Primäre E-Mail-Adresse;Adresse (dienstlich);Ort;PLZ;Titel;Organisation",
        "Anna;Maier;a@kita.example.org;Am Bach 3;Soest;59494;Leitung;Kita Nord",
    )
    body = office.reads(rows)["Kita Nord"]
    assert body["address"] == {"street": "Am Bach 3", "postcode": "59494", "city": "Soest"}
    assert body["people"][0]["function"] == "Leitung"
    assert "title" not in body["people"][0]
    assert body["people"][0]["email"] == "a@kita.example.org"


def test_contacts_of_google_without_what_is_private(office: Office) -> None:
    rows = table(
        "Given Name,Family Name,Organization 1 - Name,Organization 1 - Title,E-mail 1 - Label,"
        "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value",
        "Anna,Maier,Kita A,Leitung,* Work,a@kita.example.org,Work,02921 10322",
        "Eva,Lang,Kita B,,* Home,e@kita.example.org,Home,02921 10323",
    )
    found = office.reads(rows)
    [maier], [lang] = (body["people"] for body in found.values())
    assert maier["function"] == "Leitung"
    assert (maier["email"], maier["phone"]) == ("a@kita.example.org", "02921 10322")
    assert lang.keys() == {"id", "given_name", "family_name"}
    for what in ("E-Mail", "Telefon"):
        assert f"Zeile 3: {what} ist als privat gekennzeichnet; nicht übernommen." in office.said
    assert "unbekannt oder doppelt" not in office.said
    german = table(
        "Vorname,Nachname,Organisation,E-Mail 1 – Typ,E-Mail 1 – Wert,Telefon 1 – Wert",
        "Pia,Kurz,Kita C,Privat,p@kita.example.org,02921 10324",
    )
    [kurz] = office.reads(german)["Kita C"]["people"]
    assert kurz["phone"] == "02921 10324"
    assert "email" not in kurz


def test_a_department_is_told_and_not_taken_over(office: Office) -> None:
    rows = table(
        "Vorname;Nachname;Firma;Abteilung;Position", "Anna;Maier;Kreis Soest;Gesundheitsamt;"
    )
    [maier] = office.reads(rows)["Kreis Soest"]["people"]
    assert "function" not in maier
    assert "Nicht übernommen, weil unbekannt oder doppelt: „Abteilung“." in office.said


def test_a_superfluous_separator_is_told_once(office: Office) -> None:
    rows = table(
        "Einrichtung;Vorname;Nachname",
        "Kita A;Ina;Maier",
        "Kita B;;Eva;Lang",
        "Kita C;Pia;Kurz",
    )
    assert list(office.reads(rows)) == ["Kita A", "Kita C"]
    assert office.said.count("Zeile 3") == 1
    assert "Zeile 3: Die Zeile hat mehr Felder als die Überschriften" in office.said


def test_a_function_among_titles_is_told_beside_a_function(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Titel;Funktion", "Kita A;Maier;Leiterin;Fachberatung")
    person = office.reads(rows)["Kita A"]["people"][0]
    assert person == {"id": "maier", "family_name": "Maier", "function": "Fachberatung"}
    assert "„Leiterin“ ist kein Titel; nicht übernommen." in office.said


def test_what_is_no_body_and_no_function(office: Office) -> None:
    rows = table(
        "Einrichtung;Name;Funktion",
        "Kita Nord1);Maier, Anna;0,5",
        "ebenso;Lang, Eva;",
        "Gäste;;",
        "Neue Mitglieder;;",
    )
    found = office.reads(rows)
    assert list(found) == ["Kita Nord"]
    assert [one["family_name"] for one in found["Kita Nord"]["people"]] == ["Maier", "Lang"]
    assert "„0,5“ ist keine Funktion" in office.said
    assert "Zeile 4: „Gäste“ ist keine Stelle" in office.said


def test_signs_without_text_and_wrong_bytes_spoil_no_list(office: Office) -> None:
    rows = table(HEAD, "Kita Süd;La\0ng;Jörg;", "Kita Nord;Maier;Anna;").encode()
    found = office.reads(rows + "Kita Möwe;Weiß;Änne;".encode("cp1252"))
    assert list(found) == ["Kita Süd", "Kita Nord", "Kita Möwe"]
    assert office.people() == ["Jörg Lang", "Anna Maier", "Änne Weiß"]
    assert "Zeile 2: Hier und vielleicht später stehen Zeichen, die kein Text sind" in office.said
    assert "Zeile 4: Hier steht ein Zeichen, das kein UTF-8 ist; gelesen als „ößÄ“" in office.said


def test_quotes_that_fit_are_not_blamed_for_missing_headings(office: Office) -> None:
    office.reads(table("Einrichtung/Person;Telefon", '"Kita Nord\nFrau Maier";02921 1234'), code=2)
    assert "Anführungszeichen" not in office.said
    assert "Spaltenüberschriften" in office.said


def test_words_of_databases_for_nothing_are_empty_cells(office: Office) -> None:
    rows = table(
        "einrichtung,nachname,vorname,email,telefon,mitglied_seit",
        '"Kita Nord","Maier",NULL,"[NULL]",\\N,NaT',
        '"Kita Süd","Null","Eva",nan,"(null)",2024-06-01 00:00:00.000',
    )
    found = office.reads(rows)
    [maier], [null] = (body["people"] for body in found.values())
    assert maier == {"id": "maier", "family_name": "Maier"}
    assert null == {"id": "null", "given_name": "Eva", "family_name": "Null"}
    assert "In 6 Zellen steht „NULL“, „[NULL]“, „\\N“, „NaT“, „nan“ oder „(null)“" in office.said
    assert "keine Telefonnummer" not in office.said


def test_answers_of_a_form_with_its_own_columns_beside_those_asked_for(office: Office) -> None:
    rows = table(
        "ID,Startzeit,E-Mail,Name,Ihre Einrichtung,Ihr Vor- und Nachname,Ihre Funktion,"
        "Dienstliche E-Mail-Adresse,Dienstliche Telefonnummer",
        "1,6/1/26 10:00:12,anonymous,,Kita Nord,Anna Maier,Leitung,a@kita.example.org,02921 10322",
    )
    [maier] = office.reads(rows)["Kita Nord"]["people"]
    assert (maier["given_name"], maier["family_name"]) == ("Anna", "Maier")
    assert (maier["email"], maier["phone"]) == ("a@kita.example.org", "02921 10322")
    assert maier["function"] == "Leitung"
    assert "„Startzeit“ und „E-Mail“" in office.said


@pytest.mark.parametrize(
    "headings",
    [
        "company,firstName,lastName,jobTitle,email,workPhone,workStreet,workPostalCode,workCity,homePhone",
        (
            "Organisation,Vorname,Nachname,Arbeitstitel,Primäre E-Mail-Adresse,Tel. dienstlich,"
            "Dienstlich: Adresse,Dienstlich: PLZ,Dienstlich: Ort,Tel. privat"
        ),
        (
            "Organization,First Name,Last Name,Job Title,Primary Email,Work Phone,Work Address,"
            "Work ZipCode,Work City,Home Phone"
        ),
    ],
)
def test_headings_of_zimbra_and_thunderbird(office: Office, headings: str) -> None:
    row = (
        "Kita Nord,Anna,Maier,Leitung,a@kita.example.org,02921 10322,Am Bach 3,59494,Soest,02921 9"
    )
    body = office.reads(table(headings, row))["Kita Nord"]
    assert body["address"] == {"street": "Am Bach 3", "postcode": "59494", "city": "Soest"}
    assert body["people"][0]["function"] == "Leitung"
    assert body["people"][0]["phone"] == "02921 10322"
    assert "wird nicht gelesen: Private Angaben" in office.said
    assert "unbekannt oder doppelt" not in office.said


def test_a_second_line_of_a_name_is_no_person(office: Office) -> None:
    rows = table(
        "Name 1;Name 2;Ansprechpartner;PLZ Ort",
        "Gesamtschule;der Stadt Soest;Hr. Breit;59494 Soest",
    )
    [breit] = office.reads(rows)["Gesamtschule"]["people"]
    assert breit["family_name"] == "Breit"
    assert "Nicht übernommen, weil unbekannt oder doppelt: „Name 2“." in office.said


def test_those_who_were_in_a_meeting_are_no_bodies(office: Office) -> None:
    rows = table(
        "2. Teilnehmende",
        "Name\tErster Beitritt\tE-Mail\tTeilnehmer-ID (UPN)\tRolle",
        "Maier, Anna (Stadt Soest)\t16.09.26, 13:55\ta@soest.example.org\ta@soest.example.org\tOrganisator",
        "Uwe Breit (Gast)\t16.09.26, 13:58\t\t\tReferent",
        "iPad von Ida\t16.09.26, 14:01\t\t\tReferent",
    )
    office.reads(rows.encode("utf-16"), code=2)
    assert "sagt keine Spalte, zu welcher Stelle jemand gehört" in office.said


def test_the_term_of_a_member_that_is_over(office: Office) -> None:
    rows = table(
        "Organisation;Vertreter*in;Amtszeit von;Amtszeit bis",
        "Kita Nord;Anna Maier;01.01.2025;31.12.2027",
        "Schule Ost;Uwe Breit;01.01.2025;31.12.2025",
    )
    found = office.reads(rows)
    [maier] = found["Kita Nord"]["people"]
    assert (maier["since"], maier["until"]) == ("2025-01-01", "2027-12-31")
    assert "people" not in found["Schule Ost"]
    assert "Uwe Breit ist nach der Liste schon ausgeschieden" in office.said


def test_who_is_not_active_is_not_taken_for_a_new_member(office: Office) -> None:
    rows = table("Einrichtung;Name;aktiv", "Kita Nord;Anna Maier;ja", "Schule Ost;Uwe Breit;nein")
    assert list(office.reads(rows)) == ["Kita Nord"]
    assert "Zeile 3: Der Status ist „inaktiv“; nichts übernommen." in office.said


@pytest.mark.parametrize("day", ["01.01.1900", "1899-12-30 00:00:00", "0001-01-01T00:00:00"])
def test_a_day_with_which_programs_say_that_there_is_none(office: Office, day: str) -> None:
    rows = table("Einrichtung;Name;Member since", f"Kita Nord;Anna Maier;{day}")
    assert office.reads(rows)["Kita Nord"]["since"] == "unbekannt"


@pytest.mark.parametrize("name", ["Mädchenschutzstelle Nord", "Anonyme Zuflucht"])
def test_what_is_a_shelter_by_its_name(office: Office, name: str) -> None:
    rows = table("Einrichtung;Name;Telefon", f"{name};Anna Maier;02921 10322")
    body = office.reads(rows)[name]
    assert body["sensitive"] == "true"
    assert "people" not in body
