"""Who is meant by an id, as a document of one audience says it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ksnet.protection.who import Audience, WhoIsWho, may_be_published
from ksnet.records.base import WhoEntry
from ksnet.records.members import Publication
from ksnet.repository import Repository
from tests.musterstadt import files_of
from tests.test_boundaries import TODAY, around

NETWORK = {
    "network": """\
coordination:
  - id: koordination-muster
    youth_office: stadt-muster
    people: [adler]
  - id: fachstelle
    title: Fachstelle
    youth_office: stadt-muster
""",
    "members": """\
members:
  - id: jugendamt-muster
    youth_office: stadt-muster
    people:
      - id: adler
        form_of_address: frau
        given_name: Anna
        family_name: Adler
        publication: {basis: eigene-beschaeftigte}
      - id: bussard
        family_name: Bussard
        function: Leitung
  - id: kita
    name: Kita Nord
    people:
      - id: ehemals-1
        redacted: 2026-01-10
      - id: dohle
        family_name: Dohle
  - id: zuflucht
    name: Haus Zuflucht
    sensitive: true
    people:
      - id: elster
        family_name: Elster
        publication: {basis: eigene-beschaeftigte}
  - id: namenlos
    categories: [schule]
guests:
  - id: gast
    family_name: Gast
    function: Richterin
    organisation: Amtsgericht
    publication: {basis: eigene-beschaeftigte}
  - id: fremd
    family_name: Fremd
""",
}
LOST = "[Kennung „weg“ nicht gefunden]"
SAID = {  # id: for those inside, for everybody
    "stadt-muster": ("Jugendamt", "Jugendamt"),
    "koordination-muster": ("Koordinierungsstelle (Jugendamt)", "Koordinierungsstelle (Jugendamt)"),
    "fachstelle": ("Fachstelle (Jugendamt)", "Fachstelle (Jugendamt)"),
    "plenum": ("Netzwerktreffen", "Netzwerktreffen"),
    "jugendamt-muster": ("Jugendamt", "Jugendamt"),
    "kita": ("Kita Nord", "Kita Nord"),
    "zuflucht": ("geschützte Einrichtung", "geschützte Einrichtung"),
    "namenlos": ("[Name fehlt]", "[Name fehlt]"),
    "adler": ("Anna Adler", "Anna Adler"),
    "bussard": ("Bussard", "nicht genannt"),
    "ehemals-1": ("Name gelöscht", "Name gelöscht"),
    "elster": ("geschützte Einrichtung", "geschützte Einrichtung"),
    "gast": ("Gast", "Gast"),
    "fremd": ("Fremd", "nicht genannt"),
    "weg": (LOST, "nicht genannt"),
}
WITH_FUNCTION = {
    "adler": ("Anna Adler, Jugendamt", "Anna Adler, Jugendamt"),
    "bussard": ("Bussard, Leitung", "nicht genannt"),
    "dohle": ("Dohle, Kita Nord", "nicht genannt"),
    "ehemals-1": ("Name gelöscht", "Name gelöscht"),
    "elster": ("geschützte Einrichtung", "geschützte Einrichtung"),
    "gast": ("Gast, Richterin, Amtsgericht", "Gast, Richterin"),
    "fremd": ("Fremd", "nicht genannt"),
    "kita": ("Kita Nord", "Kita Nord"),
    "weg": (LOST, "nicht genannt"),
}


@pytest.fixture(params=Audience, ids=str)
def who(request: pytest.FixtureRequest, tmp_path: Path) -> WhoIsWho:
    network = Repository(tmp_path, files_of(NETWORK)).network("musterstadt")
    return WhoIsWho(network, TODAY, request.param)


def test_an_id_is_said_as_its_readers_may_see_it(who: WhoIsWho) -> None:
    number = int(who.audience.public)
    assert {ident: who.name(ident) for ident in SAID} == {
        ident: said[number] for ident, said in SAID.items()
    }
    assert who.unpublished is not who.audience.public


def test_an_office_group_or_person_may_be_none_or_unknown(who: WhoIsWho) -> None:
    lost = "nicht genannt" if who.audience.public else LOST
    assert [who.office(None), who.office("stadt-muster"), who.office("weg")] == [
        "",
        "Jugendamt",
        lost,
    ]
    assert [who.group("plenum"), who.group("weg")] == ["Netzwerktreffen", lost]
    assert [who.person(None), who.person("adler"), who.person("weg"), who.person("plenum")] == [
        "",
        "Anna Adler",
        lost,
        lost.replace("weg", "plenum"),
    ]
    assert [who.person("kita"), who.person("fachstelle")] == ["Kita Nord", "Fachstelle (Jugendamt)"]


def test_people_are_said_with_their_function_or_body(who: WhoIsWho) -> None:
    number = int(who.audience.public)
    expected = {ident: said[number] for ident, said in WITH_FUNCTION.items()}
    assert {ident: who.person_with_function(ident) for ident in WITH_FUNCTION} == expected
    assert {ident: who.with_function(WhoEntry(id=ident)) for ident in WITH_FUNCTION} == expected
    assert who.with_function(WhoEntry(text="Praxis")) == "Praxis"
    assert who.with_function(None) == ""
    assert who.with_function(WhoEntry(id="koordination-muster")) == who.name("koordination-muster")


def test_each_is_said_once_and_in_public_only_who_may_be_named(who: WhoIsWho) -> None:
    entries = [WhoEntry(id=ident) for ident in ("adler", "bussard", "adler", "kita")]
    named = (
        ["Anna Adler", "Kita Nord"]
        if who.audience.public
        else ["Anna Adler", "Bussard", "Kita Nord"]
    )
    assert who.texts([*entries, WhoEntry(text="Praxis"), WhoEntry()]) == [*named, "Praxis"]
    assert who.text(None) == ""
    assert who.text(WhoEntry(id="weg", text="Praxis")) == "Praxis"


def test_nobody_is_unpublished_where_nobody_is_named(tmp_path: Path) -> None:
    who = WhoIsWho(Repository(tmp_path, files_of(NETWORK)).network("musterstadt"), TODAY)
    assert [who.name("adler"), who.name("gast"), who.name("kita")] == [
        "Anna Adler",
        "Gast",
        "Kita Nord",
    ]
    assert not who.unpublished


CONSENT = {"basis": "einwilligung", "since": "2026-01-10"}


@pytest.mark.parametrize(
    ("publication", "at", "public"),
    [
        ({}, "2026-06-30", "000"),
        ({"basis": "eigene-beschaeftigte"}, "2026-06-30", "111"),
        ({"basis": "einwilligung"}, "2026-06-30", "000"),
        ({"basis": "einwilligung", "since": "unbekannt"}, "2026-06-30", "000"),
        ({"basis": "eigene-beschaeftigte", "since": "unbekannt"}, "2026-06-30", "111"),
        ({"basis": "einwilligung", "since": "2026-06"}, "2026-06-30", "011"),
        ({**CONSENT, "until": "2026-06"}, "2026-06-01", "110"),
        ({**CONSENT, "withdrawn": "2026-06"}, "2026-06-01", "100"),
        ({"basis": "arbeitgeber-veroeffentlicht"}, "2026-06-30", "000"),
        ({"basis": "arbeitgeber-veroeffentlicht", "url": "https://www.example.org/"}, "2026-06-30", "111"),
        ({"basis": "arbeitgeber-veroeffentlicht", "source": "seite"}, "2026-06-30", "111"),
    ],
)  # fmt: skip
def test_a_person_may_be_public_only_where_every_reading_of_a_date_says_so(
    publication: dict[str, str], at: str, public: str
) -> None:
    data = Publication.model_validate(publication)
    assert "".join(str(int(may_be_published(data, day.date()))) for day in around(at)) == public


def test_nobody_is_public_without_a_word_about_it() -> None:
    assert not may_be_published(None, dt.date(2026, 6, 30))
