"""What is taken for a name, for a person in a text, and for a birth in an address."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksnet.protection import addresses, case_data, case_patterns, names, slugs, words
from ksnet.protection.case_data import PATTERNS
from ksnet.protection.case_patterns import FIGURE

HERE = "siehe https://www.example.org/"


@pytest.mark.parametrize(
    ("word", "given", "family", "ordinary"),
    [
        ("Leon", True, False, False), ("Leons", True, False, False), ("LEON", True, False, True), ("Anna-Lena", True, False, False), ("Leon-Haus", False, False, True),
        ("Müller", False, True, False), ("Müllers", False, True, False), ("Müller-Xyzzy", False, True, False), ("Müller-Schule", False, False, True),
        ("Neuhaus", False, True, False), ("Albrecht", False, True, False), ("Xyzzy", False, False, False), ("Xyzzys", False, False, False),
        ("ABCDE", False, False, True), ("ABCDEF", False, False, False), ("AWO-Kita", False, False, True), ("Soest", False, False, True),
        ("Kinderschutz", False, False, True), ("haus", False, False, True), ("Haus", False, False, True),
    ],
)  # fmt: skip
def test_a_word_is_a_given_name_a_family_name_or_neither(
    word: str, given: bool, family: bool, ordinary: bool
) -> None:
    assert (words.is_given_name(word), words.is_family_name(word)) == (given, family)
    assert words.is_name(word) is (given or family)
    assert words.is_ordinary(word) is ordinary
    assert words.may_be_name(word) is (given or family or not ordinary)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mit Frau Adler dort", [("Frau Adler", True)]),
        ("mit Frau Xyzzy dort", [("Frau Xyzzy", False)]),
        ("mit Frau Dr. med. Xyzzy dort", [("Frau Dr. med. Xyzzy", False)]),
        ("Frau Beratung Kinderschutz", []),
        ("Frau Kinderschutz Xyzzy", [("Frau Kinderschutz Xyzzy", False)]),
        ("Anna Adler", [("Anna Adler", True)]),
        ("(Anna Adler)", [("Anna Adler", True)]),
        ("Anna Adler und Anna Adler", [("Anna Adler", True)] * 2),
        ("Anna Adlers und Anna Adler", [("Anna Adlers", True), ("Anna Adler", True)]),
        ("Anna ADLER, ANNA ADLER", [("Anna ADLER", True), ("ANNA ADLER", True)]),
        ("Frau ADLER", [("Frau ADLER", True)]),
        ("Frau Oenal, Herr ÖNALS", [("Frau Oenal", True), ("Herr ÖNALS", True)]),
        ("Frau O’NEILL, Frau O'Neills Haus", [("Frau O’NEILL", True), ("Frau O'Neills Haus", True)]),
        ("Johanna Adler, JAnna Adler", []),
        ("Anna Adler-Haus", []),
        ("Anna-Adler", []),
    ],
)  # fmt: skip
def test_people_are_found_by_title_or_full_name(text: str, found: list[tuple[str, bool]]) -> None:
    hits = names.named_people(text, {"Adler", "Önal", "O'Neill"}, ["Anna Adler"])
    assert [(text[hit.start : hit.end], hit.known) for hit in hits] == found


@given(st.data())
def test_many_names_are_found_as_they_are_one_by_one(data: st.DataObject) -> None:
    word = st.sampled_from(
        ["Anna", "Anna-Lena", "Adler", "von", "Ö", "İ", "d'", "-", "_", "A1", "²"]
    )
    name = st.lists(word, min_size=1, max_size=3).map(" ".join)
    full_names = data.draw(st.lists(name, min_size=9, max_size=20, unique=True))
    text = "".join(data.draw(st.lists(st.one_of(word, name, st.sampled_from(" .,*\n")))))

    found = list(names.named_people(text, set(), full_names))

    one_by_one = [hit for one in full_names for hit in names.named_people(text, set(), [one])]
    titled = list(names.named_people(text, set(), []))
    assert found == titled + [hit for hit in one_by_one if hit not in titled]


@pytest.mark.slow
def test_five_thousand_names_in_as_many_paragraphs_take_no_time() -> None:
    full_names = [f"Kim{number % 70} Muster{number}" for number in range(5_000)]
    texts = [f"Berichtet hat {name} von der Stelle {name[-1]}." for name in full_names]

    start = time.process_time()
    found = [hit for text in texts for hit in names.named_people(text, set(), full_names)]

    assert len(found) == 5_000
    assert time.process_time() - start < 2  # ten seconds where each name is looked for in each


def test_private_addresses_are_found_where_they_stand() -> None:
    text = "an a@example.org, b@web.de oder c@GMX.com"
    assert [text[start:end] for start, end in names.private_addresses(text)] == [
        "@web.de",
        "@GMX.com",
    ]


@pytest.mark.parametrize(
    ("path", "hit"),
    [
        ("leon-mueller-12.03.2015", True), ("x-leon-mueller-12.03.2015", True), ("mueller-leon-12.03.2015", True), ("leon1-mueller-12.03.2015", False),
        ("geb-12.03.2015", True), ("geb-am-12.03.2015", True), ("geb-am-tag-12.03.2015", False), ("geb-2015", True), ("geb-15", False), ("geb", False),
        ("2015-geb", False), ("leon-12.03.2015", False), ("beratung-leon-12.03.2015", False), ("xyzzy-mueller-12.03.2015", False), ("12.03.2015-leon-mueller", False), ("12.03.2015", False),
        ("leon-mueller-2015", False), ("leon/mueller-12.03.2015", False), ("12-F-345-24", True),
    ],
)  # fmt: skip
def test_an_address_names_a_birth_or_a_file_number(path: str, hit: bool) -> None:
    found = [(HERE + path)[one.start : one.end] for one in addresses.hits(HERE + path + " und")]
    assert found == [f"https://www.example.org/{path}"] * hit
    assert [(one.start, one.end) for one in addresses.hits(path, whole=True)] == [
        (0, len(path))
    ] * hit
    for text in (HERE + path, f"www.example.org/{path}", f"path: {path}", f'"url": {path}'):
        assert addresses.may_contain(text) is hit
    assert not addresses.may_contain(path)


@pytest.mark.parametrize(
    ("mail", "hit"), [("leon.mueller.geb.2015@example.org", True), ("jugendamt.2024@example.org", False)]
)  # fmt: skip
def test_a_mail_address_names_a_birth(mail: str, hit: bool) -> None:
    assert addresses.may_contain(f"an {mail}\nund") is hit
    assert bool(list(addresses.hits(f"an {mail} oder"))) is hit


@pytest.mark.parametrize(
    ("slug", "hit"),
    [("fall-leon", True), ("ag-kind-leon", True), ("fall-xyzzy", False), ("leon-7-jahre", True), ("leon-m-7-jahre", True), ("kita-7-jahre", False),
     ("12-f-345-24", True), ("fall-nr-12", True), ("leon", False)],
)  # fmt: skip
def test_an_id_names_a_child_or_a_case(slug: str, hit: bool) -> None:
    assert slugs.may_name_a_case(slug) is hit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Familie Müller und Familie Schmitt", ["Familie Müller", "Familie Schmitt"]),
        ("das Kind *Leon* Müller", ["Kind *Leon"]),
        ("Geschwister Scholl", []), ("Geschwister Müller", ["Geschwister Müller"]),
        ("Haus der Familie Xyzzy", []), ("Haus der Familie Müller", ["Familie Müller"]), ("im Haus der Familie Xyzzy", ["Familie Xyzzy"]),
        ("Familie: Xyzzy", []), ("Familie: Müller", ["Familie: Müller"]), ("Pflegesohn namens Xyzzy", ["Pflegesohn namens Xyzzy"]), ("Tochter heißt Xyzzy", ["Tochter heißt Xyzzy"]),
        ("Kind Xyzzy", []), ("Kind Müller", ["Kind Müller"]), ("Kind: Müller", []), ("Kind: Leon", ["Kind: Leon"]),
        ("Leon Xyzzy, 12.03.2015", ["Leon Xyzzy, 12.03.2015"]), ("Leon Beratung, 12.03.2015", []), ("Xyzzy Leon, 12.03.2015", []),
        ("Leon Müller, Jahrgang 2015", ["Jahrgang 2015"]), ("Leon war mit Haus und Hof dabei, Jahrgang 2015", []), ("Verein, Jahrgang 2015", []),
        ("12 F 345/24", ["12 F 345/24"]), ("Beschluss des OLG Hamm vom 3. Mai, 12 UF 345/24", []), ("OLG Hamm rief an; 12 UF 345/24", ["12 UF 345/24"]),
        ("Inobhutnahme am 12.03.2015", ["Inobhutnahme am 12.03.2015"]), ("Fachtag Inobhutnahme am 12.03.2015", []), ("Inobhutnahme, Vortrag am 12.03.2015", []),
        ("Fachtag" + " und" * 25 + " Inobhutnahme am 12.03.2015", ["Inobhutnahme am 12.03.2015"]),
        ("KM Müller", ["KM Müller"]), ("KM Leon", ["KM Leon"]), ("KM Xyzzy", []),
        ("Xyzzy (Kind)", ["Xyzzy (Kind)"]), ("Beratung (Kind)", []), ("FAMILIE MÜLLER", ["FAMILIE MÜLLER"]),
        ("geborene Xyzzy", []), ("Anna Xyzzy geborene Xyzzy", ["geborene Xyzzy"]), ("geborene Müller", ["geborene Müller"]), ("Anna geborene Beratung", []),
        ("Frau M.", ["Frau M."]), ("Frau Ş.", ["Frau Ş."]),
        ("Leon, *am 12.03.2015", ["*am 12.03.2015"]), ("Leon (*9/2015)", ["Leon (*9"]), ("Leon Müller, 3. Juni", ["Leon Müller, 3. Juni"]), ("Leon (acht)", ["Leon (acht)"]),
        ("geb\u00a012.03.2015", ["geb\u00a012.03.2015"]), ("der 7-Jährige Leon", ["7-Jährige Leon"]), ("mit Leon, 7 Jahren", ["Leon, 7 Jahre"]), ("Leon (KM)", ["Leon (KM)"]),
        ("Der Cousin schlug das Kind.", ["Der Cousin schlug das Kind"]), ("Sie\nleben in der Hauptstraße 3", ["leben in der Hauptstraße 3"]),
        ("Leon (7 J.m.)", ["Leon (7 J."]), ("Leon, 7 Jahre_alt", ["Leon, 7 Jahre"]), ("Leon, sieben J.alt", ["Leon, sieben J."]), ("Leon B.2", ["Leon B."]),
        ("ION: 12.03.2015", ["ION: 12.03.2015"]), ("Frau Şahin, Hauptstraße 3", ["Frau Şahin, Hauptstraße 3"]), ("Diagnose: F84", ["Diagnose: F84"]), ("Vortrag Diagnose: F84", []), ("Diagnose: F84, ein Fachtag", []),
        ("Народився 12.03.2015", ["Народився 12.03.2015"]), ("Народилася 2015-03-12", ["Народилася 2015-03-12"]), ("Родилась 12.03.2015", ["Родилась 12.03.2015"]),
    ],
)  # fmt: skip
def test_case_data_is_found_where_it_stands(text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in case_data.hits(text)] == found
    assert case_data.may_contain(text) or not found


LATIN = st.characters(codec="latin-1", exclude_categories=["Cc"])
LETTERS = st.characters(exclude_categories=["Cc", "Cs"])


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(PATTERNS)))
def test_the_quick_look_misses_no_text_that_a_pattern_fits(number: int) -> None:
    pattern, needs = PATTERNS[number].expression.pattern, PATTERNS[number].needs
    greedy = re.sub(r"([+*?}])\+", r"\1", pattern)  # Hypothesis knows no possessive repetition

    @settings(suppress_health_check=list(HealthCheck), max_examples=100)
    @given(st.from_regex(greedy, alphabet=LETTERS if re.search("[Ѐ-ӿ؀-ۿ]", greedy) else LATIN))
    def quick_look(text: str) -> None:
        for behind in (" ", "2", "_", "Ü", "m"):
            whole = f" {text}{behind}"
            match = re.search(pattern, whole)
            assert match is None or case_data.may_contain(whole)
            assert match is None or not needs or any(has(match[0], need) for need in needs)

    def has(found: str, need: str) -> bool:
        return re.search(r"\d" if need == FIGURE else re.escape(need), found) is not None

    quick_look()


@pytest.mark.slow
def test_the_quick_look_knows_each_role_before_a_name() -> None:
    roles = f"{case_patterns._ROLES}|{case_patterns._OPEN_ROLES}"
    plain = re.sub(r"\(\?:[^()]*\)\??|\[[^]]*\]\??|\\.\?", "", roles)
    texts = [
        f"{role}{join}{name}"
        for role in filter(str.isalpha, plain.split("|"))
        for join in (" ", ":", ": ", ",", " (", "(", "\u00a0")
        for name in ("Leon", "L.", "Yilmaz")
    ]
    found = [text for text in texts if any(case_data.hits(text))]
    assert len(found) > 600
    assert [text for text in found if not case_data.may_contain(f" {text} ")] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "sought", [addresses._FILE_NUMBER, addresses._GERMAN_DAY, addresses._BIRTH_CLUE]
)
def test_the_quick_look_misses_no_number_or_date_in_an_address(sought: re.Pattern[str]) -> None:
    @settings(suppress_health_check=list(HealthCheck), max_examples=100)
    @given(st.from_regex(re.compile(sought.pattern, re.IGNORECASE)))
    def quick_look(text: str) -> None:
        assert addresses._QUICK.search(text)

    quick_look()
