"""The reference data is complete and the questions about it are answered as the records need it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import holidays as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksnet.lands.tables import EVERYDAY_WORDS
from ksnet.repository.lands import packaged

TABLES = packaged().tables


def names(text: str) -> list[str]:
    """Return the names of the Gemeinden found in a text."""
    return [gemeinde.name for gemeinde in TABLES.gemeinden_in(text)]


# --- Gemeinden and Kreise
# --------------------------------------------------------------------------------------------


def test_every_gemeinde_of_the_land_is_there_with_a_well_formed_key() -> None:
    assert len(TABLES.gemeinden) == 396
    for key, gemeinde in TABLES.gemeinden.items():
        assert key == gemeinde.key
        assert len(key) == 8
        assert key.isdecimal()
        assert key[:2] == "05"
        assert key[2] in "13579"
        assert gemeinde.kreis_key == key[:5]
        assert gemeinde.name == " ".join(gemeinde.name.split())
        assert "- " not in gemeinde.name


def test_a_name_belongs_to_one_gemeinde_only() -> None:
    assert len({gemeinde.name for gemeinde in TABLES.gemeinden.values()}) == 396


def test_kreisfreie_staedte_stand_under_their_own_name() -> None:
    free = [
        gemeinde for gemeinde in TABLES.gemeinden.values() if gemeinde.kind == "kreisfreie Stadt"
    ]
    assert len(free) == 22
    assert all(
        gemeinde.key.endswith("000") and gemeinde.kreis == gemeinde.name for gemeinde in free
    )
    assert {gemeinde.kind for gemeinde in TABLES.gemeinden.values()} == {
        "kreisfreie Stadt",
        "kreisangehörig",
    }


def test_kreise_have_their_official_keys() -> None:
    assert len(TABLES.kreise) == 53
    assert TABLES.kreise["05974"] == "Kreis Soest"
    assert TABLES.kreise["05162"] == "Rhein-Kreis Neuss"
    assert TABLES.kreise["05378"] == "Rheinisch-Bergischer Kreis"
    assert TABLES.kreise["05334"] == "Städteregion Aachen"
    assert TABLES.kreise["05114"] == "Krefeld"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("05162024", "05162024"),
        ("Neuss", "05162024"),
        ("Leichlingen (Rhld.)", "05378016"),
        ("Leichlingen", "05378016"),
        ("Wetter", "05954032"),
        ("Fröndenberg", "05978012"),
        ("Neunkirchen", "05970036"),
        ("Aachen", "05334002"),
    ],
)
def test_a_gemeinde_is_found_by_key_and_name(text: str, key: str) -> None:
    found = TABLES.find_gemeinde(text)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "text", ["", "neuss", "Berlin", "05162", "5162024", "Kreis Soest", "Stadt Neuss"]
)
def test_anything_else_finds_no_gemeinde(text: str) -> None:
    assert TABLES.find_gemeinde(text) is None


# --- names in a text
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jugendamt der Stadt Soest", ["Soest"]),
        ("Stadt Bad Oeynhausen, Stadtteil Werste", ["Bad Oeynhausen"]),
        ("Neunkirchen-Seelscheid", ["Neunkirchen-Seelscheid"]),
        ("Seelscheid und Neunkirchen", ["Neunkirchen"]),
        ("Mülheim an der Ruhr und Hamm", ["Mülheim an der Ruhr", "Hamm"]),
        ("Soest, Lippstadt, Soest", ["Soest", "Lippstadt"]),
        ("Leichlingen (Rhld.) und Leichlingen", ["Leichlingen (Rhld.)"]),
        ("Leichlingen, Burscheid", ["Leichlingen (Rhld.)", "Burscheid"]),
        ("Köln-Chorweiler", ["Köln"]),
        ("Soester Börde, Welveraner, Reeser, Hammer", []),
        ("soest WERL", []),
        ("Werl, Selm, Welver, Rees", ["Werl", "Selm", "Welver", "Rees"]),
        ("bei gutem Wetter in der Halle", []),
        ("Halle (Westf.), Wetter (Ruhr)", ["Halle (Westf.)", "Wetter (Ruhr)"]),
        ("", []),
    ],
)
def test_gemeinden_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Kreis Soest",
        "Jugendamt des Kreises Soest",
        "Rhein-Kreis Neuss",
        "des Rhein-Kreises Neuss",
        "Städteregion Aachen",
    ],
)
def test_a_kreis_is_no_mention_of_the_gemeinde_in_its_name(text: str) -> None:
    assert names(text) == []


def test_kreis_and_stadt_side_by_side_are_told_apart() -> None:
    assert names("Kreis Soest und Stadt Soest") == ["Soest"]


def test_everyday_words_are_names_of_gemeinden() -> None:
    assert all(TABLES.find_gemeinde(word) for word in EVERYDAY_WORDS)


keys_of_gemeinden = st.sampled_from(sorted(TABLES.gemeinden))


@given(
    st.lists(keys_of_gemeinden, unique=True),
    st.sampled_from([", ", " und ", "\n", " (", "/", ". "]),
)
def test_every_official_name_is_found_wherever_it_stands(keys: list[str], separator: str) -> None:
    text = separator.join(TABLES.gemeinden[key].name for key in keys)
    assert [gemeinde.key for gemeinde in TABLES.gemeinden_in(text)] == keys


@given(st.text(), keys_of_gemeinden, st.text())
def test_what_is_found_stands_in_the_text(before: str, key: str, after: str) -> None:
    text = before + TABLES.gemeinden[key].name + after
    for gemeinde in TABLES.gemeinden_in(text):
        assert gemeinde.name.partition(" (")[0].partition("/")[0] in text


# --- Jugendämter
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["05974040", "05162024", "05114000", "05114"])
def test_a_documented_youth_office_is_known(key: str) -> None:
    assert TABLES.has_own_youth_office(key) is True


@pytest.mark.parametrize("key", ["05378008", "05974", "", "99999999"])
def test_what_is_not_documented_is_unknown_not_false(key: str) -> None:
    assert TABLES.has_own_youth_office(key) is None


def test_documented_youth_offices_are_gemeinden() -> None:
    documented = [
        gemeinde for key, gemeinde in TABLES.gemeinden.items() if TABLES.has_own_youth_office(key)
    ]
    assert len(documented) == 89
    assert all(
        TABLES.has_own_youth_office(key)
        for key, each in TABLES.gemeinden.items()
        if each.kind == "kreisfreie Stadt"
    )


# --- holidays
# -------------------------------------------------------------------------------------------------


def test_public_holidays_have_german_names() -> None:
    assert TABLES.public_holiday(date(2025, 6, 19)) == "Fronleichnam"
    assert TABLES.public_holiday(date(2017, 10, 31)) == "Reformationstag"
    assert TABLES.public_holiday(date(2018, 10, 31)) is None
    assert TABLES.public_holiday(date(2008, 5, 1)) == "Christi Himmelfahrt und Erster Mai"


def test_school_holidays_include_their_first_and_last_day() -> None:
    assert TABLES.school_holiday(date(2025, 7, 13)) is None
    assert TABLES.school_holiday(date(2025, 7, 14)) == "Sommerferien"
    assert TABLES.school_holiday(date(2025, 8, 26)) == "Sommerferien"
    assert TABLES.school_holiday(date(2025, 8, 27)) is None
    assert TABLES.school_holiday(date(2026, 1, 1)) == "Weihnachtsferien"
    assert TABLES.school_holiday(date(2025, 6, 10)) == "Pfingstferien"


def test_the_years_that_are_known_completely_are_named() -> None:
    assert TABLES.holiday_years == range(1991, 2029)


def test_days_outside_the_table_are_no_holidays() -> None:
    for day in (date.min, date(1990, 12, 31), date(2030, 1, 1), date.max):
        assert TABLES.public_holiday(day) is None
        assert TABLES.school_holiday(day) is None


@pytest.mark.parametrize("year", [1991, 1994, 2008, 2017, *range(2022, 2029)])
def test_the_table_agrees_with_the_library_day_by_day(year: int) -> None:
    public = library.country_holidays(
        "DE", subdiv="NW", years=year, categories="public", language="de"
    )
    school = library.country_holidays(
        "DE", subdiv="NW", years=year, categories="school", language="de"
    )
    for day in (date(year, 1, 1) + timedelta(days=n) for n in range(365)):
        assert TABLES.public_holiday(day) == (
            public[day].replace("; ", " und ") if day in public else None
        )
        assert (TABLES.school_holiday(day) is not None) == (day in school)


# --- cost
# -------------------------------------------------------------------------------------------------


def test_nothing_is_read_on_import() -> None:
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import ksnet.repository.lands
ksnet.repository.lands.packaged()
sys.exit(any(name.endswith(".csv") for name in opened))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_table_is_read_once() -> None:
    assert TABLES.gemeinden is TABLES.gemeinden
