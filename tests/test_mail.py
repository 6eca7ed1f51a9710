"""`ksnet mail`: whom a message goes to, on a day, and who is not reached by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.conftest import Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
NETWORK = """name: Netzwerk Musterstadt
youth_offices:
  - id: stadt-muster
    name: Jugendamt der Stadt Muster
    key: "05974040"
coordination:
  - id: koordination
    youth_office: stadt-muster
    people: [beispiel]
groups:
  - id: ak-schule
    name: Arbeitskreis Schule
    kind: arbeitskreis
  - id: plenum
    name: Plenum
    kind: plenum
"""
MEMBERS = """members:
  - id: jugendamt
    youth_office: stadt-muster
    people:
      - id: beispiel
        form_of_address: Frau
        title: Dr.
        given_name: Berta
        family_name: Beispiel
        function: Koordination
        email: b.beispiel@stadt-muster.example.org
        groups: [ak-schule]
        since: 2024-03-01
        until: 2026-06-30
      - id: probe
        family_name: Probe
        given_name: Kim
        email: k.probe@stadt-muster.example.org
  - id: gesamtschule
    name: Gesamtschule Muster
    categories: [schule]
    email: schule@gesamtschule.example.org
    address:
      street: Schulweg 1
      postcode: "59494"
      city: Musterstadt
    groups: [{id: ak-schule, since: 2026-01-10, until: 2026-12-31}]
    people:
      - id: ohnemail
        form_of_address: Herr
        family_name: Ohnemail
  - id: polizei
    name: Polizei Muster
    categories: [polizei-ordnung]
    groups: [ak-schule]
    people:
      - id: streife
        form_of_address: Herr
        given_name: Sven
        family_name: Streife
  - id: zuflucht
    name: Frauenhaus Zuflucht
    field: beratung
    email: kontakt@zuflucht.example.org
    sensitive: true
    groups: [ak-schule]
guests:
  - id: gast
    family_name: Gast
    email: gast@institut.example.org
    organisation: Institut
"""
EVENT = """title: Fachtag Schulabsentismus
kind: fachtag
groups: [ak-schule]
start: {start}
status: geplant
invited: [gast, probe]
"""


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree(
        {
            "data/networks/muster/network.yaml": NETWORK,
            "data/networks/muster/members.yaml": MEMBERS,
            "data/events/muster/2026-09-10-fachtag.yaml": EVENT.format(start="2026-09-10"),
        }
    )


def addresses(run: Run) -> set[str]:
    assert run.code == 0, run.err
    return {part.partition("@")[0] for part in run.out.strip().split("; ") if part}


def test_a_group_is_its_bodies_and_its_people(ksnet: Ksnet, root: Path) -> None:
    run = ksnet("mail", "ak-schule", "--as-of", "2026-05-01", "--root", root)
    assert run.out == "schule@gesamtschule.example.org; b.beispiel@stadt-muster.example.org\n"
    assert run.err == (
        "2 Adressen.\nOhne Mailadresse:\n  Sven Streife (Polizei Muster)\n"
        "Eine geschützte Einrichtung: nicht aufgeführt, bitte auf eigenem Weg benachrichtigen.\n"
    )


@pytest.mark.parametrize(
    ("day", "person", "body"),
    [
        ("2024-02-29", False, False), ("2024-03-01", True, False), ("2026-01-09", True, False), ("2026-01-10", True, True),
        ("2026-06-30", True, True), ("2026-07-01", False, True), ("2026-12-31", False, True), ("2027-01-01", False, False),
    ],
)  # fmt: skip
def test_only_who_is_in_office_on_the_day(
    ksnet: Ksnet, root: Path, day: str, person: bool, body: bool
) -> None:
    found = addresses(ksnet("mail", "ak-schule", "--as-of", day, "--root", root))
    assert ("b.beispiel" in found, "schule" in found) == (person, body)


def test_who_is_invited_to_a_meeting_to_come_is_in_office_on_its_day(
    ksnet: Ksnet, root: Path
) -> None:
    found = addresses(
        ksnet("mail", "muster/2026-09-10-fachtag", "--as-of", "2026-05-01", "--root", root)
    )
    assert found == {"schule", "gast", "k.probe"}  # Berta Beispiel has left by then
    past = addresses(ksnet("mail", "2026-09-10-fachtag", "--as-of", "2027-05-01", "--root", root))
    assert past == {"gast", "k.probe"}


@pytest.mark.parametrize("name", ["Arbeitskreis Schule", "arbeitskreis schule", "ak-schule"])
def test_a_group_may_be_named_as_people_name_it(ksnet: Ksnet, root: Path, name: str) -> None:
    assert "schule" in addresses(ksnet("mail", name, "--as-of", "2026-05-01", "--root", root))


def test_a_plenum_that_nobody_is_entered_for_is_the_network(ksnet: Ksnet, root: Path) -> None:
    plenum = ksnet("mail", "plenum", "--as-of", "2026-05-01", "--root", root)
    assert addresses(plenum) == {"b.beispiel", "k.probe", "schule"}
    assert plenum.out == ksnet("mail", "muster", "--as-of", "2026-05-01", "--root", root).out


def test_a_protected_body_is_in_no_output(ksnet: Ksnet, root: Path) -> None:
    for form in ("text", "mailto", "csv"):
        run = ksnet("mail", "ak-schule", "--format", form, "--as-of", "2026-05-01", "--root", root)
        assert "uflucht" not in run.out + run.err


def test_a_link_opens_a_message_with_all_of_them(ksnet: Ksnet, root: Path) -> None:
    run = ksnet("mail", "ak-schule", "--format", "mailto", "--as-of", "2026-05-01", "--root", root)
    parts = urlsplit(run.out.strip())
    assert (parts.scheme, parts.path) == ("mailto", "")
    (listed,) = parse_qs(parts.query)["bcc"]
    assert [Address(addr_spec=one).username for one in listed.split(",")] == [
        "schule",
        "b.beispiel",
    ]
    same = ksnet(
        "mail", "ak-schule", "--format", "mailto", "--bcc", "--as-of", "2026-05-01", "--root", root
    )
    assert same.out == run.out
    to = ksnet(
        "mail",
        "ak-schule",
        "--format",
        "mailto",
        "--field",
        "an",
        "--as-of",
        "2026-05-01",
        "--root",
        root,
    )
    assert unquote(urlsplit(to.out.strip()).path) == listed


def test_a_serial_letter_has_a_greeting_for_each(ksnet: Ksnet, root: Path) -> None:
    run = ksnet("mail", "muster", "--format", "csv", "--as-of", "2026-05-01", "--root", root)
    rows = {
        row["E-Mail"]: row
        for row in csv.DictReader(io.StringIO(run.out.lstrip("\ufeff")), delimiter=";")
    }
    greetings = {address.partition("@")[0]: row["Anredezeile"] for address, row in rows.items()}
    assert greetings == {
        "b.beispiel": "Sehr geehrte Frau Dr. Beispiel,",
        "k.probe": "Guten Tag Kim Probe,",
        "schule": "Sehr geehrte Damen und Herren,",
    }
    school = rows["schule@gesamtschule.example.org"]
    assert (school["Straße"], school["PLZ"], school["Ort"]) == (
        "Schulweg 1",
        "59494",
        "Musterstadt",
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ak-shule"], "Meinten Sie „ak-schule“?"),
        (["muster/2026-09-10-fachtage"], "Meinten Sie „2026-09-10-fachtag“?"),
        (
            ["ak-schule", "--field", "von"],
            "--field: „von“ gibt es nicht. Erlaubt sind an, cc und bcc.",
        ),
        (["ak-schule", "--bcc", "--field", "an"], "--bcc und --field an schließen einander aus."),
        (["ak-schule", "--format", "pdf"], "„pdf“"),
        (["ak-schule", "--network", "mustr"], "Meinten Sie „muster“?"),
        (["Arbeitskreis", "Schule"], "gehört in Anführungszeichen"),
    ],
)
def test_what_cannot_be_meant_is_told_in_german(
    ksnet: Ksnet, root: Path, arguments: list[str], said: str
) -> None:
    run = ksnet("mail", *arguments, "--root", root)
    assert run.code == 2
    assert said in run.err


def test_a_group_of_two_networks_is_asked_back(ksnet: Ksnet, root: Path, tree: Tree) -> None:
    tree({"data/networks/zweites/network.yaml": NETWORK})
    run = ksnet("mail", "ak-schule", "--root", root)
    assert (run.code, "muster/ak-schule (Arbeitskreis Schule), zweites/ak-schule (" in run.err) == (
        2,
        True,
    )
    assert ksnet("mail", "zweites/ak-schule", "--root", root).out == ""


@pytest.mark.parametrize("to", ["ak-schule", "muster", "2026-06-10-treffen"])
def test_without_the_list_of_members_there_is_no_list_of_addresses(
    ksnet: Ksnet, root: Path, tree: Tree, to: str
) -> None:
    event = "title: Treffen\nkind: plenum\nstart: 2026-06-10\n"
    tree(
        {
            "data/networks/muster/members.yaml": "members: [\n",
            "data/events/muster/2026-06-10-treffen.yaml": event,
        }
    )
    run = ksnet("mail", to, "--root", root)
    assert (run.code, run.out) == (3, "")
    assert "data/networks/muster/members.yaml lässt sich nicht lesen" in run.err


def test_a_network_that_cannot_be_searched_for_a_group_is_named(
    ksnet: Ksnet, root: Path, tree: Tree
) -> None:
    tree({"data/networks/zweites/network.yaml": "name: [\n"})
    run = ksnet("mail", "ak-schule", "--root", root)
    assert (run.code, "data/networks/zweites/network.yaml" in run.err) == (0, True)
