"""What an import says it does is what it does: for any two lists, no more and no less."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ksnet.importing.lists.files import read_grids
from ksnet.importing.lists.given import value_in_words
from ksnet.importing.lists.listing import listing_of
from ksnet.importing.members import import_members
from ksnet.importing.notes import Note, Question
from ksnet.importing.plans import Imported, MemberPlan
from ksnet.importing.wording import members_text
from ksnet.records.network import NetworkRecord
from ksnet.repository import Repository
from ksnet.repository.lands import packaged
from tests.conftest import Run
from tests.test_import import NETWORK

DAY = dt.date(2026, 6, 30)
FILE = "data/networks/n/members.yaml"
Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
Leaves = dict[tuple[str, ...], str]

BODIES = (
    "Jugendamt der Stadt A",
    "Kita Nord",
    "Kita Süd",
    "Gesamtschule",
    "Amtsgericht A",
    "Beratungsstelle",
    "Turnverein",
)
COLUMNS = {
    "Institution": BODIES,
    "Name": ("Maier", "Vogt", "von der Heide", "Öz", ""),
    "Vorname": ("Ina", "Uwe", ""),
    "Funktion": ("Leitung", "Vertretung", ""),
    "E-Mail": ("eins@stelle.example.org", "zwei@stelle.example.org", "keine", ""),
    "Telefon": ("02921 1030", "02921 1031", ""),
    "Ort": ("Soest", "Werl", ""),
    "Handlungsfeld": ("Schule", "Beratung", ""),
    "Kategorie": ("schule", "insofa", ""),
    "Gremium": ("Plenum", "Arbeitskreis Schule", "AG Fremd", ""),
    "Mitglied seit": ("2024", "1.3.2025", ""),
    "Bis": ("31.5.2026", "31.12.2026", "", ""),
}  # fmt: skip


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Make up a list: some columns, some rows, in any order."""
    columns = [
        "Institution",
        *draw(st.lists(st.sampled_from([*COLUMNS][1:]), unique=True, min_size=2, max_size=8)),
    ]
    row = st.tuples(*(st.sampled_from(COLUMNS[column]) for column in columns))
    rows = draw(st.lists(row, min_size=1, max_size=9))
    return "\n".join([";".join(columns), *(";".join(cells) for cells in rows)]) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a network and no members yet; what is imported stays in memory."""
    folder = tmp_path_factory.mktemp("plan")
    (folder / "data/networks/n").mkdir(parents=True)
    (folder / "data/networks/n/network.yaml").write_text(NETWORK)
    return folder


def imported(folder: Path, before: bytes | None, text: str) -> Imported[MemberPlan]:
    repository = Repository(folder, {FILE: before} if before is not None else {})
    listing = listing_of(read_grids("liste.csv", text.encode()), {}, None, "liste.csv", {})
    return import_members(repository, "n", listing, DAY)


def plain(content: bytes | None) -> list[dict[str, Any]]:
    data = yaml.load(content or b"members: []\n", Loader=yaml.CBaseLoader)  # noqa: S506  (plain texts only)
    return list(data["members"])


@pytest.mark.slow
@given(first=lists(), second=lists())
def test_the_plan_is_exactly_what_changes(folder: Path, first: str, second: str) -> None:
    before: bytes | None = None
    for text in (first, second, second):
        result = imported(folder, before, text)
        network = Repository(folder).network("n").record
        assert result.changes.keys() <= {FILE}
        change = result.changes.get(FILE)
        after = change.after if change is not None else before
        assert plain(after) == carried_out(plain(before), result.plan)
        said_of(members_text(result.plan, network, "liste.csv"), plain(before), plain(after))
        before = after


def carried_out(members: list[dict[str, Any]], plan: MemberPlan) -> list[dict[str, Any]]:
    """Do what a plan says, the simple way."""
    result = copy.deepcopy(members)
    for put in plan.puts:
        *way, key = put.path
        holder: Any = {"members": result}
        for step in way:
            holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
        if put.add:
            holder.setdefault(key, []).append(put.value)
        else:
            holder[key] = put.value
        if key in holder.get("unconfirmed", ()):
            holder["unconfirmed"].remove(key)
            if not holder["unconfirmed"]:
                del holder["unconfirmed"]
    entries = {
        entry["id"]: entry for member in result for entry in (member, *member.get("people", ()))
    }
    for ending in plan.endings:
        entries[ending.id]["until"] = ending.on
        for part in entries[ending.id].get("people", ()):
            if ending.also and part.get("until", "") > ending.on:
                del part["until"]
    for person in plan.people:
        result[person.member].setdefault("people", []).append(person.data)
    return result + [body.data for body in plan.bodies]


def said_of(text: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    """Check that the sums of a plan are those of the records,
    and that each new value stands in it.
    """
    old, new = dict(entries(before)), dict(entries(after))
    came = [ident for ident in new if ident not in old]
    changed, ended = [], []
    for ident, entry in new.items():
        if ident not in old:
            continue
        was, now = leaves(old[ident]), leaves(entry)
        gone = {key[0] for key in was.keys() - now.keys()} - {"until", "unconfirmed"}
        assert not gone
        for path in (path for path in now if was.get(path) != now[path]):
            if path[0] == "until":
                ended.append(ident)
            elif path[0] != "unconfirmed":
                changed.append((path, now[path]))
    bodies = [ident for ident in came if "family_name" not in new[ident]]
    assert numbers(text, "Neu", 2) == (len(bodies), len(came) - len(bodies))
    assert numbers(text, "Endet", 2) == (
        sum("family_name" not in new[ident] for ident in ended), sum("family_name" in new[ident] for ident in ended),
    )  # fmt: skip
    assert numbers(text, "Geändert", 1) == (len(changed),)
    assert ("Nichts zu ändern." in text) == (before == after)
    for path, value in [*changed, *(leaf for ident in came for leaf in leaves(new[ident]).items())]:
        if path[0] not in {"id", "unconfirmed", "youth_office"}:
            assert all(word in text for word in words(path[0], value)), (path, value)


def words(key: str, value: str) -> list[str]:
    if key == "categories":
        return [packaged().label(one) for one in value.split(",")]
    return [value_in_words(key, value, {"plenum": "Plenum", "ak-schule": "Arbeitskreis Schule"})]


def entries(members: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for member in members:
        yield member["id"], {key: value for key, value in member.items() if key != "people"}
        for person in member.get("people", ()):
            yield person["id"], person


def leaves(data: Any, path: tuple[str, ...] = ()) -> Leaves:
    """Return the single values below an entry; those of categories together, groups each."""
    if isinstance(data, dict):
        return {
            where: one
            for key, value in data.items()
            for where, one in leaves(value, (*path, key)).items()
        }
    if isinstance(data, list):
        if path[0] == "groups":
            return {(*path, one): one for one in data}
        return {path: ",".join(data)}
    return {path: str(data)}


def numbers(text: str, name: str, count: int) -> tuple[int, ...]:
    found = re.search(rf"^{name}: (.*)$", text, re.MULTILINE)
    return (
        tuple(int(number) for number in re.findall(r"\d+", found[1]))
        if found and found[1]
        else (0,) * count
    )


# --- how it is told

AS_OF = ("--as-of", "2026-06-30")


def series(title: str, start: str, *more: str) -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{title}", f"DTSTART:{start}T140000", f"DTEND:{start}T160000", f"SUMMARY:{title}", *more, "END:VEVENT", ""])  # fmt: skip


CALENDAR = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
    + series("Netzwerktreffen Herbst", "20260916")
    + series(
        "Arbeitskreis Übergänge", "20260902", "RRULE:FREQ=WEEKLY;COUNT=8", "EXDATE:20260916T140000"
    )
    + series("Arbeitskreis Gewalt", "20260805", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4")
    + series("Fortbildung Recht", "20260907", "RDATE:20260911T140000,20260930T140000")
    + series("Dienstbesprechung", "20260908")
    + series("Netzwerktreffen Sommer", "20260701")
    + "END:VCALENDAR\n"
)


def called(folder: Path, ksnet: Ksnet, *arguments: str) -> Run:
    (folder / "kalender.ics").write_text(CALENDAR.replace("\n", "\r\n"), newline="")
    return ksnet(
        "import", "events", "kalender.ics", "--network", "n", *arguments, *AS_OF, cwd=folder
    )


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree({"data/networks/n/network.yaml": NETWORK})


def test_sums_come_first_then_decisions_then_the_rest_by_kind_and_day(
    root: Path, ksnet: Ksnet
) -> None:
    text = called(root, ksnet, "--group", "plenum", "--dry-run").out
    heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert heads[1].startswith("Neu: 16 Termine")
    assert heads.index("Zu entscheiden:") < heads.index("Neu:")
    below = text.partition("\nNeu:\n")[2].partition("\n\n")[0].splitlines()
    kinds = [line.strip() for line in below if not line.startswith("    ")]
    assert [kind.partition(" (")[0] for kind in kinds] == ["Arbeitskreis: 11 Termine", "Fortbildung: 3 Termine", "Netzwerktreffen: 2 Termine"]  # fmt: skip
    assert [re.sub(r"; .*", "", line.strip()) for line in below if line.startswith("    ")] == [
        "Arbeitskreis Gewalt: 4 Termine, alle 2 Wochen mittwochs, 05.08.2026 bis 16.09.2026, 14:00–16:00 Uhr",
        "Arbeitskreis Übergänge: 7 Termine, jede Woche mittwochs, 02.09.2026 bis 21.10.2026, nicht am 16.09.2026, 14:00–16:00 Uhr",
        "Fortbildung Recht: 3 Termine, am 07.09.2026, 11.09.2026 und 30.09.2026, 14:00–16:00 Uhr",
        "Mi 01.07.2026, 14:00–16:00 Uhr: Netzwerktreffen Sommer",
        "Mi 16.09.2026, 14:00–16:00 Uhr: Netzwerktreffen Herbst",
    ]


@pytest.mark.slow
def test_a_dry_run_says_what_the_real_run_says(root: Path, ksnet: Ksnet) -> None:
    dry = called(root, ksnet, "--group", "plenum", "--dry-run")
    assert not (root / "data/events").exists()
    real = called(root, ksnet, "--group", "plenum")
    assert "".join(real.err.split()) == said(dry)
    (root / "liste.csv").write_text("Institution;Name\nKita Nord;Maier\nAmtsgericht A;Vogt\n")
    call = ("import", "members", "liste.csv", "--network", "n", *AS_OF)
    dry = ksnet(*call, "--dry-run", cwd=root)
    assert not (root / FILE).exists()
    real = ksnet(*call, cwd=root)
    assert "unconfirmed-proposal" in real.err
    assert "".join(real.err.split()) == said(dry)


def said(dry: Run) -> str:
    return "".join((dry.out + dry.err).replace("Nichts geschrieben, nur gezeigt.", "").split())


def test_what_ends_with_somebody_is_told_before_it_is_done(root: Path, ksnet: Ksnet) -> None:
    network = root / "data/networks/n/network.yaml"
    network.write_text(
        NETWORK
        + "coordination:\n  - id: stelle\n    youth_office: stadt-a\n    title: Koordination\n    people: [maier]\n"
    )
    (root / FILE).write_text(
        "members:\n  - id: amt\n    youth_office: stadt-a\n    people:\n      - id: maier\n        family_name: Maier\n      - id: vogt\n        family_name: Vogt\n"
    )
    (root / "liste.csv").write_text("Institution;Name\nJugendamt der Stadt A;Vogt\n")
    run = ksnet("import", "members", "liste.csv", "--network", "n", "--dry-run", *AS_OF, cwd=root)
    assert (
        "  Maier zum 30.06.2026 (nicht mehr in der Liste)\n    Damit endet auch die Besetzung von „stelle“ mit „maier“.\n"
        in run.out
    )


def test_a_last_day_to_come_does_not_keep_somebody_new_out(root: Path, ksnet: Ksnet) -> None:
    (root / "liste.csv").write_text(
        "Institution;Name;Bis\nKita Nord;Maier;31.12.2026\nKita Nord;Vogt;31.5.2026\n"
    )
    run = ksnet("import", "members", "liste.csv", "--network", "n", *AS_OF, cwd=root)
    (kita,) = plain((root / FILE).read_bytes())
    assert [(one["family_name"], one["until"]) for one in kita["people"]] == [
        ("Maier", "2026-12-31")
    ]
    assert "Vogt ist nach der Liste schon ausgeschieden" in run.err


def test_two_rows_that_mean_one_person_are_asked_about(root: Path, ksnet: Ksnet) -> None:
    (root / FILE).write_text(
        "members:\n  - id: verein\n    name: Verein\n    field: sonstiges\n    people:\n      - id: oez\n        family_name: Öz\n"
    )
    (root / "liste.csv").write_text("Institution;Name;Vorname\nVerein;Öz;Ina\nVerein;Öz;Uwe\n")
    call = ("import", "members", "liste.csv", "--network", "n", *AS_OF)
    run = ksnet(*call, cwd=root)
    assert "--accept 3" in run.err.partition("Zu entscheiden:\n")[2]
    assert len(plain((root / FILE).read_bytes())[0]["people"]) == 1
    assert ksnet(*call, "--accept", "3", cwd=root).code == 0
    assert [one["given_name"] for one in plain((root / FILE).read_bytes())[0]["people"]] == [
        "Ina",
        "Uwe",
    ]


def test_the_same_about_many_rows_is_told_once() -> None:
    notes = [
        *(Note(row, "unklar, „Kita Nord?“ --x") for row in (7, 3, 5, 9)),
        Note(4, Question("anders?")),
        Note(None, "im Ganzen"),
    ]
    text = members_text(
        MemberPlan(notes=notes), NetworkRecord(name="Netz", youth_offices=()), "liste.csv"
    )
    assert (
        "\nZu entscheiden:\n  Zeile 4: anders?\n\nBitte ansehen:\n  im Ganzen\n  Zeilen 3, 5, 7 und 9: unklar, „Kita Nord?“ --x\n"
        in text
    )


OWN = "members:\n  - id: jugendamt\n    youth_office: stadt-a\n"


@pytest.mark.parametrize(
    ("members", "options", "since", "said"),
    [
        (OWN, (), "unbekannt", "Beginn bei 1 neuen Stelle ohne eigene Angabe: unbekannt. Ist er bekannt: --since DATUM"),
        (OWN, ("--since", "1.2.2026"), "2026-02-01", "Angabe: 01.02.2026. War sie schon früher dabei: --since DATUM"),
        (OWN, ("--since", "2/2026"), "2026-02", "Angabe: Februar 2026."),
        (f"{OWN}  - id: kita\n    name: Kita Nord\n    field: schule\n", (), "2026-06-30", "--since DATUM oder --since unbekannt"),
        (f"{OWN}  - id: kita\n    name: Kita Nord\n    field: schule\n", ("--since", "unbekannt"), "unbekannt", "unbekannt."),
    ],
)  # fmt: skip
def test_nobody_gets_an_invented_beginning(
    tree: Tree, ksnet: Ksnet, members: str, options: tuple[str, ...], since: str, said: str
) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK, FILE: members})
    (root / "liste.csv").write_text(
        "Institution;Name;Vorname\nAmtsgericht A;Maier;Ina\n", encoding="utf-8"
    )
    run = ksnet(
        "import", "members", "liste.csv", "--network", "n", "--partial", *options, *AS_OF, cwd=root
    )
    assert run.code == 0, run.err
    assert said in run.err
    assert plain((root / FILE).read_bytes())[-1]["since"] == since
    wrong = ksnet(
        "import",
        "members",
        "liste.csv",
        "--network",
        "n",
        "--since",
        "irgendwann",
        *AS_OF,
        cwd=root,
    )
    assert (wrong.code, "--since:" in wrong.err) == (2, True)
