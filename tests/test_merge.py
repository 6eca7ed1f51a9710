"""`ksnet merge`: of two entries for one body or person one is left,
nothing is lost unsaid, and it can be taken back.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path

import pytest

from ksnet.repository import Repository
from tests.conftest import ROOT, Run
from tests.on_terminal import answer

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
NETWORK = """name: Netzwerk
founded: 2020-01-01
complete_since: nie
youth_offices:
  - id: stadt-muster
    name: Jugendamt
    key: "05974040"
groups:
  - id: ak
    name: Arbeitskreis
    kind: arbeitskreis
  - id: plenum
    name: Plenum
    kind: plenum
agreements:
  - id: absprache
    kind: verfahrensabsprache
    title: Absprache
    parties: [polizei, wache]
"""
MEMBERS = """members:
  - id: polizei
    name: Polizei Muster
    categories: [polizei-ordnung]
    groups: [plenum, {id: ak, since: 2023-05-01, until: 2024-12-31}]
    since: 2022-01-01
    until: 2025-12-31
  # Doppelt aus der alten Liste
  - id: wache
    name: Wache Muster
    categories: [polizei-ordnung, weitere]
    label: Wache
    email: wache@polizei.example.org
    groups: [ak]
    since: 2021-06
    people:
      - id: streife
        family_name: Streife
        email: s.streife@polizei.example.org
"""
EVENT = """title: Treffen
kind: netzwerktreffen
start: 2025-05-05
status: stattgefunden
organisers: [wache]
attendance:
  total: 2
  members: [polizei, wache]
results:
  - text: Etwas
    responsible: wache
"""


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree({
        "data/networks/muster/network.yaml": NETWORK,
        "data/networks/muster/members.yaml": MEMBERS,
        "data/events/muster/2025-05-05-treffen.yaml": EVENT,
    })  # fmt: skip


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in (root / "data").rglob("*.yaml")
    }


def test_one_body_of_two_with_people_groups_dates_and_references(ksnet: Ksnet, root: Path) -> None:
    before = contents(root)
    run = ksnet("merge", "member", "polizei", "wache", *DAY, "--root", root)
    assert run.code == 0, run.err
    network = Repository(root).network("muster")
    (body,) = network.members.members
    assert (body.id, body.name, body.email, body.label) == (
        "polizei",
        "Polizei Muster",
        "wache@polizei.example.org",
        "Wache",
    )
    assert (body.categories, [one.id for one in body.people]) == (
        ("polizei-ordnung", "weitere"),
        ["streife"],
    )
    assert (str(body.since), body.until) == (
        "2021-06",
        None,
    )  # from the earlier beginning, and one of them goes on
    assert [(one.id, str(one.since), one.until) for one in body.groups] == [
        ("plenum", "None", None),
        ("ak", "None", None),
    ]
    event = network.events["2025-05-05-treffen"].record
    assert event.attendance is not None
    assert event.attendance.members == ("polizei",)
    assert event.results[0].responsible is not None
    assert (event.organisers[0].id, event.results[0].responsible.id) == ("polizei", "polizei")
    assert [one.id for one in network.record.agreements[0].parties] == ["polizei"]
    assert "Mitglied „wache“ ist jetzt „polizei“: 4 Verweise, 3 Dateien.\n" in run.err
    assert "Name der Stelle: bleibt „Polizei Muster“, entfällt „Wache Muster“.\n" in run.err
    # A day is written as everywhere, whichever of the two goes on.
    assert "bis: entfällt „31.12.2025“, weil im anderen Eintrag nichts steht" in run.err
    assert ksnet("validate", "--select", "KS0,KS1,KS2", *DAY, "--root", root).code == 0
    assert ksnet("undo", *DAY, "--root", root).code == 0
    assert contents(root) == before


def test_a_jugendamt_keeps_its_name_and_field(ksnet: Ksnet, tree: Tree) -> None:
    members = (
        "members:\n  - {id: jugendamt, youth_office: stadt-muster}\n"
        "  - {id: asd, name: Stadtjugendamt, field: beratung, since: 2021-06}\n"
    )
    network = NETWORK.partition("agreements:")[0]
    root = tree({"data/networks/n/network.yaml": network, "data/networks/n/members.yaml": members})
    run = ksnet("merge", "member", "jugendamt", "asd", *DAY, "--root", root)
    assert "Name der Stelle: bleibt wie beim Jugendamt, entfällt „Stadtjugendamt“.\n" in run.err
    assert "Handlungsfeld: bleibt wie beim Jugendamt, entfällt „Beratung“.\n" in run.err
    written = (root / "data/networks/n/members.yaml").read_text(encoding="utf-8")
    assert "name:" not in written


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["member", "person"])
def test_any_two_of_the_example_leave_no_trace_of_the_second(
    ksnet: Ksnet, tmp_path: Path, kind: str
) -> None:
    example = ROOT / "ksnet/example"
    network = Repository(example).network("musterkreis")
    if kind == "member":
        ids = [one.id for one in network.members.members if not (one.sensitive or one.youth_office)]
    else:
        ids = [
            person.id
            for _, member, person in network.people()
            if not (member.sensitive or person.redacted)
        ]
    for number, (kept, gone) in enumerate(list(permutations(ids, 2))[::11]):
        root = Path(shutil.copytree(example, tmp_path / str(number)))
        run = ksnet("merge", kind, kept, gone, "--network", "musterkreis", *DAY, "--root", root)
        assert run.code == 0, run.err
        assert (
            ksnet("validate", "--select", "KS0,KS1,KS2,KS9", "--strict", *DAY, "--root", root).code
            == 0
        ), (
            kept,
            gone,
        )
        after = Repository(root).network("musterkreis")
        assert gone not in {one.id for one in after.members.members} | {
            person.id for _, _, person in after.people()
        }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("member", "polizei", "polizei"), "Beide Kennungen sind gleich."),
        (("member", "polizei", "wacht"), "Meinten Sie „wache“?"),
        (("group", "ak", "plenum"), "Möglich sind member oder person."),
        (("person", "polizei", "streife"), "gibt es in keinem Netzwerk"),
    ],
)
def test_what_cannot_be_one_is_refused(
    ksnet: Ksnet, root: Path, arguments: tuple[str, ...], said: str
) -> None:
    run = ksnet("merge", *arguments, *DAY, "--root", root)
    assert (run.code, said in run.err) == (2, True), run.err


def test_a_protected_body_is_not_put_together_with_an_open_one(ksnet: Ksnet, root: Path) -> None:
    path = root / "data/networks/muster/members.yaml"
    path.write_text(
        path.read_text().replace("    label: Wache\n", "    label: Wache\n    sensitive: true\n")
    )
    assert (
        "als geschützt eingetragen"
        in ksnet("merge", "member", "polizei", "wache", *DAY, "--root", root).err
    )


PROTECTED = """members:
  - id: haus-a
    name: Frauenhaus Anemone
    sensitive: true
    email: anemone@zuflucht.example.org
    field: beratung
    until: 2027-12-31
    people:
      - id: leitung
        family_name: Geheim
        phone: 0123 4567
  # von Frau Geheim
  - id: haus-b
    name: Frauenhaus Begonie  # Rosenweg 7
    sensitive: true
    email: begonie@zuflucht.example.org
    field: beratung
    people:
      - id: leitung-b
        family_name: Verborgen
"""


def test_an_end_that_only_the_entry_that_goes_has_is_named(ksnet: Ksnet, root: Path) -> None:
    run = ksnet("merge", "member", "wache", "polizei", *DAY, "--root", root)
    assert (
        "bis: entfällt „31.12.2025“, weil im ersten nichts steht, es also offen ist.\n" in run.err
    )


def test_an_address_that_is_lost_is_said_as_it_is_written(ksnet: Ksnet, root: Path) -> None:
    path = root / "data/networks/muster/members.yaml"
    written = path.read_text("utf-8")
    for name, street in (("Polizei", "Markt 1"), ("Wache", "Am Tor 2")):
        address = f'    address: {{street: {street}, postcode: "59494", city: Soest}}\n'
        written = written.replace(
            f"    name: {name} Muster\n", f"    name: {name} Muster\n{address}"
        )
    path.write_text(written, "utf-8")
    said = ksnet("merge", "member", "polizei", "wache", *DAY, "--root", root).err
    assert "bleibt „Markt 1, 59494 Soest“, entfällt „Am Tor 2, 59494 Soest“." in said


def test_of_two_protected_bodies_it_says_what_is_lost_but_not_what_stands_there(
    ksnet: Ksnet, root: Path
) -> None:
    path = root / "data/networks/muster/members.yaml"
    path.write_text(PROTECTED)
    (root / "data/events/muster/2025-05-05-treffen.yaml").unlink()
    for extra in (("--diff",), ()):
        run = ksnet("merge", "member", "haus-a", "haus-b", *extra, *DAY, "--root", root)
        assert run.code == 0, run.err
        assert (
            "Name der Stelle: Beide sagen Verschiedenes; die Angabe des zweiten Eintrags entfällt.\n"
            in run.err
        )
        assert "E-Mail: Beide sagen Verschiedenes" in run.err
        assert (
            "bis: entfällt, weil im anderen Eintrag nichts steht, es dort also offen ist.\n"
            in run.err
        )
        assert "members.yaml: Damit entfällt der Kommentar, der in Zeile 14 stand.\n" in run.err
        for secret in (
            "Anemone",
            "Begonie",
            "zuflucht",
            "Geheim",
            "Verborgen",
            "Rosenweg",
            "2027",
            "4567",
        ):
            assert secret not in run.out + run.err
    assert ksnet("undo", *DAY, "--root", root).code == 0
    code, _, shown = answer(root, ["n"], "merge", "member", "haus-a", "haus-b", *DAY)
    assert (code, "Begonie" in shown, "So zusammenführen?" in shown) == (0, False, True)


def test_a_value_that_no_output_may_repeat_is_not_said_either(ksnet: Ksnet, root: Path) -> None:
    path = root / "data/networks/muster/members.yaml"
    text = path.read_text().replace(
        "    label: Wache\n", "    label: Wache\n    remarks: Kind Max Muster, geb. 3.4.2015\n"
    )
    path.write_text(
        text.replace("    groups: [plenum,", "    remarks: Ruhig\n    groups: [plenum,")
    )
    run = ksnet("merge", "member", "polizei", "wache", *DAY, "--root", root)
    assert run.code == 0, run.err
    assert "Verschiedenes; die Angabe des zweiten Eintrags entfällt." in run.err
    assert "Max" not in run.out + run.err


def test_on_a_terminal_it_is_shown_first(root: Path) -> None:
    before = contents(root)
    code, _, shown = answer(root, ["n"], "merge", "member", "polizei", "wache", *DAY)
    assert (code, "So zusammenführen?" in shown, contents(root)) == (0, True, before)
