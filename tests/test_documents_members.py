import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents.machine import members_json
from ksnet.documents.members import MembersView, members_view
from ksnet.protection.who import Audience
from ksnet.repository import Repository
from tests.conftest import written

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2025, 6, 30)

NETWORK = """\
name: Netzwerk Musterkreis
founded: 2024-01-01
youth_offices:
  - {id: stadt-a, name: Jugendamt A, key: "05974040"}
scope:
  - fields: [gesundheit]
    categories: [gesundheitsamt]
vacancies:
  - {category: familiengericht, reason: Anfrage läuft, until: 2025-12-31}
sources:
  - {id: quelle, title: Quelle}
remarks: NET-REMARKS
"""
MEMBERS = """\
members:
  - id: jugendamt-a
    youth_office: stadt-a
    people:
      - {id: p-public, family_name: Öffentlich, email: o@example.org, publication: {basis: eigene-beschaeftigte}}
      - {id: p-secret, family_name: Vertraulich, function: FUNKTION, email: v@example.org, phone: "0123"}
      - {id: p-gone, family_name: Vorbei, until: 2025-05-31}
      - {id: p-later, family_name: Kommt, since: 2025-07-01}
  - id: schulen
    name: Schulen
    categories: [schule, weitere]
    field: schule
    collective: true
    email: schule@example.org
  - id: haus-id
    name: Frauenhaus NAME
    label: LABEL
    categories: [weitere]
    sensitive: true
    email: haus@example.org
    website: https://haus.example.org
    people:
      - {id: haus-person, family_name: HAUSPERSON, publication: {basis: eigene-beschaeftigte}}
  - id: alt
    name: Alte Stelle
    categories: [insofa]
    until: 2024-12-31
  - id: rot
    name: Stelle Rot
    categories: [insofa]
    field: beratung
    people:
      - {id: ehemals-1, family_name: "[entfernt]", role: leitung, redacted: 2025-01-01}
"""


def members(
    tree: Tree,
    *,
    audience: Audience = Audience.INTERN,
    day: dt.date = DAY,
    text: str = MEMBERS,
    network: str = NETWORK,
) -> MembersView:
    root = tree({"data/networks/n/network.yaml": network, "data/networks/n/members.yaml": text})
    return members_view(Repository(root).network("n"), as_of=day, audience=audience)


def everything(document: MembersView) -> str:
    rendered = [written(document, form) for form in ("md", "html")]
    return "\n".join(
        [*rendered, written(document, "text", width=300), json.dumps(members_json(document))]
    )


def test_the_list_is_of_its_day(tree: Tree) -> None:
    assert [view.name for view in members(tree).members] == [
        "Jugendamt A",
        "Schulen",
        "Stelle Rot",
        "geschützte Einrichtung",
    ]
    before = members(tree, day=dt.date(2024, 6, 1))
    assert "Alte Stelle" in [view.name for view in before.members]
    assert members(tree, day=dt.date(2023, 1, 1)).members == ()


def test_people_are_those_of_the_day(tree: Tree) -> None:
    assert [person.name for person in members(tree).members[0].people] == [
        "Öffentlich",
        "Vertraulich",
    ]


def test_a_protected_body_shows_nothing_in_any_format(tree: Tree) -> None:
    for audience in Audience:
        text = everything(members(tree, audience=audience))
        assert "geschützte Einrichtung" in text
        hidden = ("haus-id", "NAME", "LABEL", "haus@", "haus.example", "HAUSPERSON", "haus-person")
        assert not [word for word in hidden if word in text]


def test_a_public_list_names_only_who_may_be_named(tree: Tree) -> None:
    text = everything(members(tree, audience=Audience.OEFFENTLICH))
    assert "Öffentlich" in text
    assert "schule@example.org" in text
    hidden = (
        "Vertraulich",
        "FUNKTION",
        "v@example.org",
        "0123",
        "p-secret",
        "ehemals",
        "entfernt",
        "NET-REMARKS",
    )
    assert not [word for word in hidden if word in text]


@pytest.mark.parametrize(
    ("publication", "shown"),
    [
        ("{basis: eigene-beschaeftigte}", True),
        ("{since: 2020}", False),
        ("{basis: arbeitgeber-veroeffentlicht}", False),
        ("{basis: arbeitgeber-veroeffentlicht, source: quelle}", True),
        ('{basis: arbeitgeber-veroeffentlicht, url: "https://example.org"}', True),
        ("{basis: einwilligung}", False),
        ("{basis: einwilligung, since: unbekannt}", False),
        ("{basis: einwilligung, since: 2025-06-30}", True),
        ("{basis: einwilligung, since: 2025-07-01}", False),
        ("{basis: einwilligung, since: 2025}", False),
        ("{basis: eigene-beschaeftigte, until: 2025-06-30}", True),
        ("{basis: eigene-beschaeftigte, until: 2025-06-29}", False),
        ("{basis: eigene-beschaeftigte, until: 2025}", False),
        ("{basis: eigene-beschaeftigte, withdrawn: 2025-06-30}", False),
        ("{basis: eigene-beschaeftigte, withdrawn: 2025-07-01}", True),
    ],
)
def test_a_publication_is_in_force_or_the_person_is_not_named(
    tree: Tree, publication: str, shown: bool
) -> None:
    text = f"""\
members:
  - id: a
    youth_office: stadt-a
    people:
      - id: p
        family_name: Person
        publication: {publication}
"""
    document = members(tree, audience=Audience.OEFFENTLICH, text=text)
    assert [person.name for person in document.members[0].people] == (["Person"] if shown else [])


def test_redacted_people_have_no_name(tree: Tree) -> None:
    text = everything(members(tree))
    assert "Name gelöscht" in text
    assert "entfernt" not in text


def test_coverage_counts_bodies_and_never_the_scope(tree: Tree) -> None:
    coverage = members_json(members(tree))["coverage"]
    assert coverage == {
        "jugendamt": 1,
        "traeger-8a": 0,
        "insofa": 1,
        "geheimnistraeger": 0,
        "schule": 1,
        "gesundheitsamt": 0,
        "polizei-ordnung": 0,
        "familiengericht": 0,
        "staatsanwaltschaft": 0,
        "verfahrensbeistand": 0,
        "eingliederungshilfe": 0,
        "fruehe-hilfen": 0,
        "weitere": 2,
    }


def test_an_empty_category_says_why(tree: Tree) -> None:
    text = written(members(tree), "md")
    assert "noch unbesetzt: Anfrage läuft; vorgesehen bis 31.12.2025" in text
    assert "| 5 | Schulen | 1 |" in text
    assert "im angesprochenen Kreis genannt" in text


def test_who_is_addressed_may_be_represented_as_well(tree: Tree) -> None:
    network = NETWORK.replace("[gesundheitsamt]", "[gesundheitsamt, schule]")
    text = written(members(tree, network=network), "md")
    assert "| 5 | Schulen | 1 | im angesprochenen Kreis genannt |" in text
    assert (
        "Diese Felder und Kategorien spricht das Netzwerk an. "
        "Als vertreten zählen sie erst mit einer erfassten Stelle."
    ) in text


def test_a_note_begins_in_the_first_line_of_its_cell(tree: Tree) -> None:
    addressed = NETWORK.replace("[gesundheitsamt]", "[gesundheitsamt, weitere]")
    page = written(members(tree, network=addressed, text="members: []\n"), "html")
    assert page.count("im angesprochenen Kreis genannt") == 2
    assert not re.search(r"<td[^>]*><br>", page)


def test_an_empty_category_is_no_verdict_where_the_records_are_not_complete(tree: Tree) -> None:
    root = tree(
        {
            "data/networks/n/network.yaml": NETWORK.replace(
                "remarks:", "complete_since: nie\nremarks:"
            )
        }
    )
    text = written(members_view(Repository(root).network("n"), as_of=DAY), "md")
    assert "nicht vertreten" not in text
    assert "keine Stelle erfasst" in text


def test_contacts_of_the_network_are_named_only_where_they_may_be(tree: Tree) -> None:
    contacts = """\
coordination:
  - {id: k, youth_office: stadt-a, email: stelle@example.org, people: [p-public, p-secret]}
admission: {contact: p-secret, text: Bitte melden.}
"""
    root = tree(
        {
            "data/networks/n/network.yaml": NETWORK + contacts,
            "data/networks/n/members.yaml": MEMBERS,
        }
    )
    network = Repository(root).network("n")
    inside = everything(members_view(network, as_of=DAY))
    assert "Vertraulich, v@example.org, 0123" in inside
    public = everything(members_view(network, as_of=DAY, audience=Audience.OEFFENTLICH))
    assert "stelle@example.org" in public
    assert "Öffentlich, o@example.org" in public
    assert "Bitte melden." in public
    assert not [word for word in ("Vertraulich", "v@example.org", "0123") if word in public]


def test_json_is_what_the_contract_says(tree: Tree) -> None:
    data = members_json(members(tree))
    assert set(data) == {"version", "network", "as_of", "members", "coverage"}
    assert (data["network"], data["as_of"]) == ("n", "2025-06-30")
    first = data["members"][0]
    assert (first["id"], first["categories"], first["field"]) == (
        "jugendamt-a",
        ["jugendamt"],
        "kinder-und-jugendhilfe",
    )
    assert first["people"][0]["id"] == "p-public"
