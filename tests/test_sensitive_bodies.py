"""What may not be repeated of a sensitive body: its lines, and its names wherever they stand."""

from __future__ import annotations

import pytest

from ksnet.protection.bodies import NONE, sensitive_bodies

MEMBERS = """\
members:
  - id: kita
    name: Kita Nord
    people:
      - id: adler
        family_name: Adler
  - id: zuflucht
    name: "Haus Zuflucht"  # so heißt es
    sensitive: true
    contacts:
      - name: Notruf
    people:
      - id: bussard
        family_name: Bussard
  - id: zuflucht-ost
    name: Haus Zuflucht Ost
    sensitive: true
guests: []
"""
SECOND, THIRD = range(7, 15), range(15, 20)  # an entry, up to the next one or the end of the file
TEXT = "kita, adler, Notruf, zuflucht, Haus Zuflucht, Haus Zuflucht Ost, bussard, zuflucht-ost, zuflucht-süd"
VEILED = "kita, adler, Notruf, §, §, §, §, §, zuflucht-süd"


def veiled(content: str, also: tuple[str, ...] = (), text: str = TEXT) -> str:
    return (
        sensitive_bodies(content.encode(), also).veil(text).replace("(geschützte Einrichtung)", "§")
    )


@pytest.mark.parametrize(
    "content",
    [MEMBERS, "\ufeff" + MEMBERS, MEMBERS.replace("\n", "\r\n"), MEMBERS.replace("\n  ", "\n")],
    ids=["as usual", "behind a byte order mark", "Windows", "without indentation"],
)
def test_lines_ids_and_names_of_sensitive_bodies_are_hidden(content: str) -> None:
    bodies = sensitive_bodies(content.encode())
    assert bodies.lines == {*SECOND, *THIRD}
    assert bodies.ids == {"zuflucht", "zuflucht-ost"}
    assert bodies.certain
    assert veiled(content) == VEILED
    assert bodies.named_in("bei bussard")
    assert not bodies.named_in("bei bussarde")
    assert not bodies.named_in(None)


def test_where_the_list_cannot_be_read_what_its_lines_say_is_hidden() -> None:
    bodies = sensitive_bodies((MEMBERS + "  - [\n").encode())
    assert not bodies.certain
    assert {*SECOND, *range(15, 19)} <= bodies.lines
    assert not bodies.lines & {*range(1, 7)}
    assert bodies.ids == frozenset()
    assert veiled(MEMBERS + "  - [\n") == VEILED.replace(
        "§, zuflucht-süd", "§, zuflucht-süd"
    ).replace("§, §, §, §, §", "§, §, §, bussard, §")


@pytest.mark.parametrize(
    ("value", "hidden"),
    [("true", True), ("ja", True), ("vielleicht", True), ("[", True), ("'false'", False), ("false", False), ("nein", False), ("No", False),
     ("null", False), ("~", False), ("", False), ("# true", False)],
)  # fmt: skip
def test_whatever_is_no_clear_no_counts(value: str, hidden: bool) -> None:
    content = f"members:\n  - id: kita\n    sensitive: {value}\n"
    assert bool(sensitive_bodies(content.encode()).lines) is hidden
    assert (veiled(content, text="kita") == "§") is hidden


def test_a_body_that_was_sensitive_before_still_is() -> None:
    content = MEMBERS.replace("    sensitive: true\n", "")
    assert sensitive_bodies(content.encode()) == NONE
    bodies = sensitive_bodies(content.encode(), ("zuflucht",))
    assert bodies.lines == set(range(7, 14))
    assert bodies.ids == {"zuflucht"}
    assert (
        veiled(content, ("zuflucht",))
        == "kita, adler, Notruf, §, §, § Ost, §, zuflucht-ost, zuflucht-süd"
    )
    assert sensitive_bodies(content.encode(), ("anderswo",)) == NONE


def test_without_a_list_everything_is_hidden() -> None:
    bodies = sensitive_bodies(b"id: zuflucht\nsensitive: true\n")
    assert bodies.lines == {1, 2, 3}
    assert bodies.ids == frozenset()


def test_nothing_is_hidden_where_nothing_is_sensitive() -> None:
    assert sensitive_bodies(MEMBERS.replace("sensitive", "public").encode()) == NONE
    assert veiled("members: []\n") == TEXT


def test_a_sensitive_body_may_have_no_name() -> None:
    bodies = sensitive_bodies(b"members:\n  - sensitive: true\n    people: keine\n  - zwei\n")
    assert (bodies.names, bodies.ids, bodies.certain) == (None, frozenset(), True)
    assert bodies.veil("kita") == "kita"
    assert not bodies.named_in("kita")
