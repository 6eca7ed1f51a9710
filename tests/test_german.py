import datetime as dt

import pytest

from ksnet.records import german
from ksnet.records.base import CountEntry
from ksnet.records.values import UNKNOWN_DATE, parse_date, parse_moment


def test_a_day_is_written_in_three_lengths() -> None:
    day = dt.date(2025, 4, 3)
    assert german.numeric_day(day) == "03.04.2025"
    assert german.short_day(day) == "Do 03.04.2025"
    assert german.long_day(day) == "Donnerstag, 3. April 2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024"),
        ("2024-09", "September 2024"),
        ("2024-03-05", "05.03.2024"),
        ("2022/2023-02-08", "zwischen 2022 und 08.02.2023"),
        ("2024-06/2024-09", "zwischen Juni 2024 und September 2024"),
    ],
)
def test_a_vague_date_is_no_more_exact_than_its_source(text: str, expected: str) -> None:
    assert german.vague_date(parse_date(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "von 2024"),
        ("2024-09", "vom September 2024"),
        ("2024-03-05", "vom 05.03.2024"),
        ("2022/2023", "aus der Zeit zwischen 2022 und 2023"),
    ],
)
def test_what_something_is_of_is_a_day_a_month_or_a_bare_year(text: str, expected: str) -> None:
    assert german.of_text(parse_date(text)) == expected


def test_a_date_that_is_not_known_says_so() -> None:
    assert german.vague_date(None) == "Datum nicht bekannt"
    assert german.since_text(UNKNOWN_DATE) == "Beginn nicht bekannt"
    assert german.days_text(None, None) == "Datum nicht bekannt"


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ""),
        ("2024", None, "seit 2024"),
        (None, "2025-12-31", "bis 31.12.2025"),
        ("2023", "2023", "2023"),
        ("2023-01-01", "2024", "01.01.2023 bis 2024"),
    ],
)
def test_a_period_names_the_ends_that_are_recorded(
    since: str | None, until: str | None, expected: str
) -> None:
    assert (
        german.period_text(
            parse_date(since) if since else None, parse_date(until) if until else None
        )
        == expected
    )


@pytest.mark.parametrize(
    ("start", "end", "minutes", "expected"),
    [
        ("2025-04-03 09:00", "2025-04-03 12:00", None, "09:00–12:00 Uhr"),
        ("2025-04-03 09:00", None, 90, "09:00–10:30 Uhr"),
        ("2025-04-03 09:00", None, None, "09:00 Uhr"),
        ("2025-04-03 09:00", "2025-04-03 08:00", None, "09:00 Uhr"),
        ("2025-04-03", None, None, ""),
    ],
)
def test_a_time_stands_only_where_it_is_known(
    start: str, end: str | None, minutes: int | None, expected: str
) -> None:
    assert (
        german.times_text(parse_moment(start), parse_moment(end) if end else None, minutes)
        == expected
    )


def test_a_meeting_of_several_days_names_both_ends() -> None:
    text = german.days_text(parse_moment("2025-10-06"), parse_moment("2025-10-07"))
    assert text == "Mo 06.10.2025 – Di 07.10.2025"


def test_numbers_have_a_comma_and_dots() -> None:
    assert german.number(0.75) == "0,75"
    assert german.number(159622) == "159.622"
    assert german.number(1000.5) == "1.000,5"
    assert german.number(100) == "100"
    assert german.number(0.0) == "0"


def test_a_number_and_its_noun_agree() -> None:
    assert german.plural(1, "Stelle", "Stellen") == "1 Stelle"
    assert german.plural(0, "Stelle", "Stellen") == "0 Stellen"


def test_texts_are_joined_as_in_a_sentence() -> None:
    assert german.join([]) == ""
    assert german.join(["a"]) == "a"
    assert german.join(["a", "b"]) == "a und b"
    assert german.join(["a", "b", "c"]) == "a, b und c"
    assert german.join(["a, b", "c", "d"]) == "a, b; c und d"
    assert german.join(["a", "b und c"]) == "a sowie b und c"
    assert german.join(["a und b", "c", "d"]) == "a und b, c und d"
    assert german.join(["a", "b und c"], "oder") == "a oder b und c"


def test_a_count_keeps_its_qualification() -> None:
    rough = CountEntry.model_validate({"count": "90", "precision": "rund", "of": "anwesend"})
    assert german.count_text(rough) == "rund 90 Anwesende"
    many = CountEntry.model_validate(
        {"count": "50", "precision": "ueber", "of": "personen", "as_of": "2024-09"}
    )
    assert german.count_text(many) == "über 50 Personen (Stand September 2024)"
    assert german.count_text(CountEntry.model_validate({"count": "1200"})) == "1.200"


def test_numbers_are_sorted_by_their_value() -> None:
    names = ["Schule 10", "Schule 2a", "Schule 1", "Schule Nord", "Schule 2"]
    assert sorted(names, key=german.sort_key) == [
        "Schule 1",
        "Schule 2",
        "Schule 2a",
        "Schule 10",
        "Schule Nord",
    ]


def test_words_are_sorted_as_in_a_dictionary() -> None:
    words = ["Zebra", "Ärzte", "Amt", "Straße", "Strasse", "ödland", "Oder"]
    assert sorted(words, key=german.sort_key) == [
        "Amt",
        "Ärzte",
        "Oder",
        "ödland",
        "Strasse",
        "Straße",
        "Zebra",
    ]


def test_a_person_is_named_as_one_speaks_of_her() -> None:
    assert german.person_name("Nüsken", "Dirk", "Prof. Dr.", "Herr") == "Prof. Dr. Dirk Nüsken"
    assert german.person_name("Kremer", None, None, "Frau") == "Frau Kremer"


def test_lines_of_a_cell_run_on_without_two_marks_in_a_row() -> None:
    assert (
        german.run_on(["Es läuft noch.", "Es fehlt (eins).", "Schluss"])
        == "Es läuft noch. Es fehlt (eins). Schluss"
    )
    assert german.run_on(["Schutzhaus e. V.", "Jugendamt"]) == "Schutzhaus e. V.; Jugendamt"
    assert german.run_on([]) == ""


@pytest.mark.parametrize(
    ("slug", "heading"),
    [
        ("wege-der-mitteilung", "Wege der Mitteilung"),
        ("austausch-ueber-faelle", "Austausch über Fälle"),
        ("haeusliche-gewalt", "Häusliche Gewalt"),
        ("massnahmen-fuer-aerzte", "Maßnahmen für Ärzte"),
        ("grosse-oeffentlichkeit", "Große Öffentlichkeit"),
        ("zuechtigung", "Züchtigung"),
        ("fuelle-im-muell", "Fülle im Müll"),
        ("sexuelle-gewalt", "Sexuelle Gewalt"),
        ("neue-trauer-im-frauenhaus", "Neue Trauer im Frauenhaus"),
        ("aktuelle-quellen-zuerst", "Aktuelle Quellen Zuerst"),
        ("kreis-soest-und-israel", "Kreis Soest und Israel"),
        ("koexistenz-in-der-poesie", "Koexistenz in der Poesie"),
        ("influencer-und-gruesse", "Influencer und Grüße"),
    ],
)
def test_a_slug_is_read_with_its_umlauts(slug: str, heading: str) -> None:
    assert german.heading_of(slug) == heading


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Netzwerk Kinderschutz", 21, "Netzwerk Kinderschutz"),
        ("Netzwerk Kinderschutz", 20, "Netzwerk …"),
        ("Netzwerk Kinderschutz", 9, "Netzwerk…"),  # the first word just fits
        ("Kinderschutznetzwerk", 10, "Kindersch…"),
    ],
)
def test_a_text_is_cut_after_a_word_and_never_longer_than_allowed(
    text: str, length: int, expected: str
) -> None:
    assert german.shorten(text, length) == expected
    assert len(expected) <= length
