"""A list that is read again after it has changed: who changes places, comes back, is emptied."""

from __future__ import annotations

import pytest

from tests.test_lists_kinds import Office, office, table

__all__ = ["office"]
HEAD = "Einrichtung;Nachname;Vorname;Telefon;E-Mail"
ROWS = [f"Kita {n};N{n};Ute;02921 1234{n};u{n}@kita.example.org" for n in range(1, 7)]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Kita Nord;Anna Maier;Uwe Breit", "Kita Nord;Uwe Breit;Anna Maier"),
        (
            'Kita Nord;"Anna Maier\nVertr.: Uwe Breit";',
            'Kita Nord;"Uwe Breit\nVertr.: Anna Maier";',
        ),
    ],
)
def test_a_first_person_and_a_deputy_change_places(office: Office, first: str, then: str) -> None:
    head = "Einrichtung;Ansprechperson;Vertretung"
    office.reads(table(head, first))
    swapped = office.reads(table(head, then))["Kita Nord"]["people"]
    deputy = {one["family_name"]: one.get("role") or one.get("function") for one in swapped}
    assert deputy["Breit"] is None
    assert deputy["Maier"] in {"stellvertretung", "Vertretung"}
    assert "„Stellvertretung“ → nichts" in office.said or "„Vertretung“ → nichts" in office.said
    office.reads(table(head, then))
    assert "Nichts zu ändern" in office.said


def test_a_role_of_their_own_column_stays(office: Office) -> None:
    rows = table("Einrichtung;Ansprechperson;Rolle", "Kita Nord;Anna Maier;Stellvertretung")
    office.reads(rows)
    again = office.reads(table("Einrichtung;Ansprechperson", "Kita Nord;Anna Maier"))
    assert again["Kita Nord"]["people"][0]["role"] == "stellvertretung"


def test_what_is_emptied_stays_and_is_told(office: Office) -> None:
    office.reads(table(HEAD, *ROWS))
    emptied = "Kita 1;N1;Ute;;-"
    found = office.reads(table(HEAD, emptied, *ROWS[1:]))
    assert found["Kita 1"]["people"][0]["phone"] == "02921 12341"
    told = "Zeile 2: Hier ist leer, was in den Unterlagen steht und dort bleibt: E-Mail und Telefon"
    assert told in office.said
    office.reads(table("Einrichtung;Nachname;Vorname", *(row[:14] for row in ROWS)))
    assert "Hier ist leer" not in office.said


def test_who_ended_today_and_is_back_is_told(office: Office) -> None:
    office.reads(table(HEAD, *ROWS, "Kita 6;Lang;Eva;;"))
    office.reads(table(HEAD, *ROWS[1:]))
    office.reads(table(HEAD, *ROWS, "Kita 6;Lang;Eva;;"))
    assert "Zeile 2: Kita 1 steht in der Liste, endet aber nach den Unterlagen heute" in office.said
    assert "Zeile 8: Eva Lang steht in der Liste, endet aber" in office.said
    assert "ksnet set lang until=" in office.said


@pytest.mark.parametrize(
    ("title", "ends"),
    [("Verteiler AK InsoFa (Stand 01.03.2026)", False), ("Verteiler Plenum", True)],
)
def test_the_list_of_one_gremium_by_its_title_ends_nobody(
    office: Office, title: str, ends: bool
) -> None:
    office.reads(table(HEAD, *ROWS))
    found = office.reads(table(title, "", HEAD, *ROWS[1:]))
    assert ("until" in found["Kita 1"]) == ends
    said = "Die Liste ist nach ihrem Titel die von „Arbeitskreis InsoFa“"
    assert (said in office.said) != ends


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Verteiler AK Sucht (Stand 01.03.2026)", "AK Sucht"),
        ("Mitglieder der Arbeitsgemeinschaft Kitas", "Arbeitsgemeinschaft Kitas"),
        ("Akteure im Kreis", None),
    ],
)
def test_the_list_of_a_gremium_that_is_not_recorded_ends_nobody_and_says_so(
    office: Office, title: str, named: str | None
) -> None:
    office.reads(table(HEAD, *ROWS))
    found = office.reads(table(title, "", HEAD, *ROWS[1:]))
    assert ("until" in found["Kita 1"]) == (named is None)
    said = f"nach ihrem Titel die von „{named}“, ein Gremium dieses Namens hat das Netzwerk nicht"
    assert (said in office.said) == (named is not None)
