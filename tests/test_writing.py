"""The commands that change records, on files as people write them: comments,
odd order, brackets, Windows line ends.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import ksnet as package
from ksnet.rules.examples import BASE, SHORT
from ksnet.yamltext.reading.comments import lost_comments
from tests.conftest import Run
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
EVENT, MEMBERS, NETWORK = SHORT["event"], SHORT["members"], SHORT["network"]
PERSON = "      - id: muster\n        family_name: Muster\n"
FORMER = """\
      # Abschied im März
      - family_name: Abendroth   # war lange dabei
        id: abendroth
        email: k.abendroth@example.org
        function: Leitung
        role: vertretung
        groups: [plenum]
        until: 2025-03-31
"""


def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(Path(package.__file__).with_name("example"), tmp_path / "example"))


def lines_changed(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    old, new = before.decode().split("\n"), after.decode().split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


# --- rename


def test_rename_changes_every_place_and_nothing_else(tree: Tree, ksnet: Ksnet) -> None:
    event = '# Treffen\nstatus: geplant\ntitle: "T"\ngroups: [ plenum,ak-alt ]  # beide\nkind: netzwerktreffen\norganisers:\n- {id: plenum}\n- text: plenum\nstart: 2024-09-16 13:30\n'
    root = tree(files_of({EVENT.replace("2026", "2024"): event.replace("\n", "\r\n")}))
    run = ksnet("rename", "group", "plenum", "netzwerk", *DAY, cwd=root)
    assert (run.code, run.err.splitlines()[0]) == (
        0,
        "Gremium „plenum“ heißt „netzwerk“: 4 Stellen in 3 Dateien.",
    )
    after = (root / EVENT.replace("2026", "2024")).read_bytes().decode()
    assert after == event.replace("[ plenum", "[ netzwerk").replace(
        "{id: plenum", "{id: netzwerk"
    ).replace("\n", "\r\n")
    assert (root / NETWORK).read_text() == BASE["network"].replace("id: plenum", "id: netzwerk")


def test_rename_event_plan_and_network_move_the_files(tmp_path: Path, ksnet: Ksnet) -> None:
    root = example(tmp_path)
    before = {
        path.name: path.read_bytes() for path in root.rglob("*.yaml") if "events" in path.parts
    }
    assert ksnet("rename", "network", "musterkreis", "kreis-neu", *DAY, cwd=root).code == 0
    assert not list(root.glob("data/*/musterkreis"))
    assert {
        path.name: path.read_bytes() for path in root.rglob("*.yaml") if "events" in path.parts
    } == before
    assert "parent: kreis-neu" in (root / "data/networks/musterstadt/network.yaml").read_text()
    assert ksnet("rename", "plan", "kinderschutzentwicklungsplan", "ksep", *DAY, cwd=root).code == 0
    assert (
        ksnet(
            "rename", "event", "2026-05-12-auftakt-plan", "2026-05-12-auftakt", *DAY, cwd=root
        ).code
        == 0
    )
    assert "plan: ksep" in (root / "data/events/kreis-neu/2026-05-12-auftakt.yaml").read_text()
    assert (
        ksnet("validate", *DAY, cwd=root).out == "Keine Beanstandungen in 49 geprüften Dateien.\n"
    )


def test_a_renamed_network_says_that_its_codeowners_are_stale(tmp_path: Path, ksnet: Ksnet) -> None:
    root = example(tmp_path)
    assert ksnet("codeowners", "-o", "CODEOWNERS", cwd=root).code == 0
    run = ksnet("rename", "network", "musterkreis", "kreisnetz", *DAY, cwd=root)
    assert (
        "CODEOWNERS nennt noch die alten Ordner; neu schreiben: ksnet codeowners -o CODEOWNERS"
        in run.err
    )
    assert ksnet("codeowners", "--check", cwd=root).code == 1


@pytest.mark.slow
def test_a_renamed_network_causes_no_finding_where_its_id_is_a_part_of_another_name(
    tmp_path: Path, ksnet: Ksnet
) -> None:
    root = example(tmp_path)
    late = ("--as-of", "2026-11-22")
    assert "2026-09-09-regionalgruppe-musterstadt.yaml" in ksnet("validate", *late, cwd=root).out
    run = ksnet("rename", "network", "musterstadt", "stadtnetz", *late, cwd=root)
    assert (run.code, "Dadurch meldet die Prüfung neu" in run.err) == (0, False)


@pytest.mark.slow
def test_a_youth_office_is_renamed_in_all_networks_and_back_again(
    tmp_path: Path, ksnet: Ksnet
) -> None:
    root = example(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert ksnet("rename", "youth-office", "stadt-musterstadt", "amt", *DAY, cwd=root).code == 0
    assert all(
        "stadt-musterstadt"
        not in path.read_text(encoding="utf-8").replace("jugendamt-musterstadt", "")
        for path in before
    )
    assert ksnet("validate", *DAY, cwd=root).out.startswith("Keine Beanstandungen")
    assert ksnet("rename", "youth-office", "amt", "stadt-musterstadt", *DAY, cwd=root).code == 0
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("group", "plenum", "ak-alt"), "schon an ein Gremium vergeben"),
        (("group", "plenum", "muster"), "schon an eine Person vergeben"),
        (("group", "plenum", "Großes Plenum"), "Meinten Sie „grosses-plenum“?"),
        (("group", "plenum", "plenum"), "sind gleich"),
        (("group", "plenun", "x"), "Meinten Sie „plenum“?"),
        (("grup", "plenum", "x"), "Meinten Sie „group“?"),
        (("person", "muster", "x" * 64), "höchstens 63 Zeichen"),
        (("person", "muster", "x", "--network", "mustrstadt"), "Meinten Sie „musterstadt“?"),
        (("youth-office", "stadt-muster", "x", "--network", "musterstadt"), "--network weglassen"),
        (("event", "2026-09-16-treffen", "treffen"), "Datum und Stichwort"),
        (("network", "musterstadt", "musterstadt"), "sind gleich"),
        (("network", "musterstadt", "con"), "kann unter Windows keine Datei"),
        (("network", "mustrstadt", "x"), "Meinten Sie „musterstadt“?"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else "",
)
def test_rename_refuses(arguments: tuple[str, ...], said: str, tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({}))
    run = ksnet("rename", *arguments, *DAY, cwd=root)
    assert (run.code, said in run.err) == (2, True), run.err
    assert (root / NETWORK).read_text() == BASE["network"]


@pytest.mark.parametrize(
    "call",
    [
        ("end", "person", "muster", "--on", "30.6.2026"),
        ("rename", "member", "partner", "neu"),
        ("forget", "muster", "--yes"),
        ("set", "muster", "function=x"),
        ("new", "person", "--member", "partner", "--family-name", "Neu"),
        ("new", "event", "--title", "T", "--kind", "fachtag", "--start", "2026-10-01", "--organiser", "partner"),
    ],
    ids=lambda call: " ".join(call[:2]),
)  # fmt: skip
def test_what_may_stand_in_an_unreadable_file_is_not_called_missing_alone(
    call: tuple[str, ...], tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({"members": "members: [\n"}))
    run = ksnet(*call, *DAY, cwd=root)
    assert run.code in {2, 3}
    assert "data/networks/musterstadt/members.yaml" in run.err
    assert "was zu tun ist, sagt: ksnet validate" in run.err.lower()
    assert (root / EVENT).read_text() == BASE["event"]


def test_rename_refuses_where_a_file_cannot_be_read(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({EVENT: "groups: [plenum\n"}))
    run = ksnet("rename", "group", "plenum", "neu", *DAY, cwd=root)
    assert (run.code, f"Nicht lesbar: {EVENT}" in run.err) == (2, True)


def test_rename_says_where_a_comment_still_has_the_old_id_and_keeps_suppressions(
    tree: Tree, ksnet: Ksnet
) -> None:
    event = (
        BASE["event"]
        .replace("groups:", "# ksnet: ignore[inactive-reference] plenum tagt trotzdem\ngroups:")
        .replace("plenum]", "ak-alt]")
    )
    root = tree(files_of({EVENT: event}))
    run = ksnet("rename", "group", "ak-alt", "ak-frueher", *DAY, cwd=root)
    assert run.err == "Gremium „ak-alt“ heißt „ak-frueher“: 2 Stellen in 2 Dateien.\n"
    assert ksnet("validate", *DAY, cwd=root).code == 0
    again = ksnet("rename", "group", "plenum", "alle", "--diff", *DAY, cwd=root)
    assert f"{EVENT}:3: Im Kommentar steht noch die alte Kennung." in again.err


# --- end


def test_end_person_ends_the_post_and_names_what_is_to_come(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"event": "chair: muster\n"}))
    run = ksnet("end", "person", "muster", "--on", "2026-06-15", *DAY, cwd=root)
    assert run.code == 0
    assert (root / MEMBERS).read_text() == BASE["members"].replace(
        PERSON, f"{PERSON}        until: 2026-06-15\n"
    )
    assert "people: [{id: muster, until: 2026-06-15}]" in (root / NETWORK).read_text()
    assert "Person „muster“ (Muster): letzter Tag ist der 15.06.2026." in run.err
    assert f"{EVENT}: dort noch genannt (chair: muster)." in run.err
    assert "Dadurch meldet die Prüfung neu:" in run.err
    assert "KS203" in run.err


def test_end_shortens_posts_that_say_a_later_end_and_names_what_goes_on(
    tmp_path: Path, ksnet: Ksnet
) -> None:
    root = example(tmp_path)
    network = root / "data/networks/musterkreis/network.yaml"
    text = network.read_text(encoding="utf-8")
    post = "      - id: mustermann\n        since: 2025-10-01\n"
    later, ended = (f"{post}        until: {day}\n" for day in ("2027-06-30", "2026-05-31"))
    network.write_text(text.replace(post, later), encoding="utf-8")
    run = ksnet("end", "person", "mustermann", "--on", "2026-05-31", *DAY, cwd=root)
    assert "die Besetzung von „koordination-kreis“ mit „mustermann“" in run.err
    assert "network.yaml: dort noch genannt (affiliations: mustermann)." in run.err
    assert network.read_text(encoding="utf-8") == text.replace(post, ended)
    run = ksnet("end", "group", "konferenz", "--on", "2025-06-30", *DAY, cwd=root)
    assert "network.yaml: dort noch genannt (report: konferenz)." in run.err
    expected = text.replace(post, ended).replace("    since: 2025-01-01\n    until: 2025-12-31", "    since: 2025-01-01\n    until: 2025-06-30")  # fmt: skip
    after = network.read_text(encoding="utf-8")
    assert (
        after.replace("    since: 2024-03-14\n    until: 2025-06-30\n", "    since: 2024-03-14\n")
        == expected
    )


def test_end_member_writes_no_date_that_follows_anyway(tree: Tree, ksnet: Ksnet) -> None:
    members = BASE["members"].replace(
        PERSON,
        f"{PERSON}        groups: [plenum, {{id: plenum, role: gast, until: 2027-01-31}}]\n        until: 2027-01-31 # geplant\n",
    )
    root = tree(files_of({"members": members}))
    run = ksnet("end", "member", "jugendamt-muster", "--on", "2026-06-30", *DAY, cwd=root)
    assert "2 spätere Enden darunter gelöscht" in run.err
    expected = members.replace(", until: 2027-01-31}", "}").replace(
        "        until: 2027-01-31 # geplant\n", ""
    )
    assert (root / MEMBERS).read_text() == expected.replace(
        "    youth_office: stadt-muster\n",
        "    youth_office: stadt-muster\n    until: 2026-06-30\n",
    )


def test_end_group_ends_its_management_and_names_what_belongs_to_it(
    tree: Tree, ksnet: Ksnet
) -> None:
    network = BASE["network"].replace(
        "    kind: arbeitskreis\n", "    kind: arbeitskreis\n    parent: plenum\n"
    )
    network = network.replace(
        "    until: 2024-12-31\n",
        "management:\n  - {youth_office: stadt-muster, group: plenum, since: 2026-01-01}\n",
    )
    root = tree(files_of({NETWORK: network}))
    run = ksnet("end", "group", "plenum", "--on", "2026-06", *DAY, cwd=root)
    assert "Gremium „plenum“ (Netzwerktreffen) endet: Juni 2026." in run.err
    assert "Dazu gehören noch: „ak-alt“." in run.err
    assert "since: 2026-01-01, until: 2026-06}" in (root / NETWORK).read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("group", "ak-alt", "--on", "2026-01-01"),
            "endet schon (31.12.2024). Berichtigen: ksnet set ak-alt until=TAG",
        ),
        (("group", "plenum", "--on", "31.6.2026"), "Den 31. gibt es im Monat 06/2026 nicht"),
        (("group", "plenum", "--on", "bald"), "ist kein Datum"),
        (("person", "mustr", "--on", "2026-01-01"), "Meinten Sie „muster“?"),
        (("event", "x", "--on", "2026-01-01"), "member, person oder group"),
        (("group", "plenum"), "--on"),
    ],
)
def test_end_refuses(arguments: tuple[str, ...], said: str, tree: Tree, ksnet: Ksnet) -> None:
    run = ksnet("end", *arguments, *DAY, cwd=tree(files_of({})))
    assert (run.code, said in run.err) == (2, True), run.err


def test_a_beginning_is_said_as_exactly_as_it_is_known(tree: Tree, ksnet: Ksnet) -> None:
    network = BASE["network"].replace("kind: plenum\n", "kind: plenum\n    since: 2026\n", 1)
    root = tree(files_of({NETWORK: network}))
    run = ksnet("end", "group", "plenum", "--on", "31.12.2025", *DAY, cwd=root)
    assert (run.code, "„plenum“ beginnt erst 2026; das Ende läge davor." in run.err) == (2, True)


# --- move-event


def test_move_event_keeps_the_old_start_and_shifts_the_end(tree: Tree, ksnet: Ksnet) -> None:
    event = (
        BASE["event"].replace("start:", "# in der Stadthalle\nstart:").replace("status", "status ")
    )
    root = tree(files_of({EVENT: event}))
    run = ksnet(
        "move-event", "musterstadt/2026-09-16-treffen", "--to", "2026-10-03 10:00", *DAY, cwd=root
    )
    assert "Mi 16.09.2026, 13:30–15:30 Uhr → Sa 03.10.2026, 10:00–12:00 Uhr." in run.err
    assert "KS330" in run.err
    expected = event.replace("start: 2026-09-16 13:30", "start: 2026-10-03 10:00").replace(
        "end: 2026-09-16 15:30\n", "end: 2026-10-03 12:00\nrescheduled_from: [2026-09-16 13:30]\n"
    )
    assert (root / EVENT).read_text() == expected
    run = ksnet(
        "move-event",
        "musterstadt/2026-09-16-treffen",
        "--to",
        "2026-10-07",
        "--end",
        "2026-10-08",
        *DAY,
        cwd=root,
    )
    assert "rescheduled_from: [2026-09-16 13:30, 2026-10-03 10:00]\n" in (root / EVENT).read_text()
    assert "end: 2026-10-08\n" in (root / EVENT).read_text()


def test_move_event_without_a_time_has_no_end_and_a_postponed_one_is_planned(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(
        files_of({EVENT: BASE["event"].replace("status: geplant", "status: verschoben # offen")})
    )
    run = ksnet(
        "move-event", "musterstadt/2026-09-16-treffen", "--to", "2026-10-07", *DAY, cwd=root
    )
    assert "wieder als geplant" in run.err
    assert (
        (root / EVENT)
        .read_text()
        .endswith(
            "start: 2026-10-07\nrescheduled_from: [2026-09-16 13:30]\nstatus: geplant # offen\n"
        )
    )


def test_a_more_exact_start_is_no_move(tree: Tree, ksnet: Ksnet) -> None:
    file = "data/events/musterstadt/2026-09-treffen.yaml"
    root = tree(
        files_of({file: "title: T\nkind: netzwerktreffen\nstart: 2026-09\nstatus: geplant\n"})
    )
    ksnet("move-event", "musterstadt/2026-09-treffen", "--to", "2026-09-16 10:00", *DAY, cwd=root)
    assert (
        root / file
    ).read_text() == "title: T\nkind: netzwerktreffen\nstart: 2026-09-16 10:00\nstatus: geplant\n"


@pytest.mark.parametrize(
    ("status", "arguments", "said"),
    [
        (
            "stattgefunden",
            ("musterstadt/2026-09-16-treffen", "--to", "2026-10-01"),
            "hat schon stattgefunden",
        ),
        ("abgesagt", ("musterstadt/2026-09-16-treffen", "--to", "2026-10-01"), "ist abgesagt"),
        (
            "geplant",
            ("musterstadt/2026-09-16-treffen", "--to", "2026-09-16 13:30"),
            "Der Beginn ist schon Mi 16.09.2026, 13:30 Uhr.",
        ),
        (
            "geplant",
            ("musterstadt/2026-09-16-treffen", "--to", "2026-10-01 10:00", "--end", "2026-09-30"),
            "läge vor dem Beginn",
        ),
        (
            "geplant",
            ("musterstadt/2026-09-17-treffen", "--to", "2026-10-01"),
            "Meinten Sie „2026-09-16-treffen“?",
        ),
        (
            "geplant",
            ("2026-09-17-treffen", "--to", "2026-10-01"),
            "Meinten Sie „2026-09-16-treffen“?",
        ),
        ("geplant", ("musterstadt", "--to", "2026-10-01"), "nennt keinen Termin"),
        ("geplant", ("musterstadt/2026-09-16-treffen", "--to", "31.9.2026"), "--to: "),
    ],
)
def test_move_event_refuses(
    status: str, arguments: tuple[str, ...], said: str, tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({EVENT: BASE["event"].replace("geplant", status)}))
    before = (root / EVENT).read_bytes()
    run = ksnet("move-event", *arguments, *DAY, cwd=root)
    assert (run.code, said in run.err, (root / EVENT).read_bytes()) == (2, True, before), run.err


def test_the_new_end_of_an_event_may_be_a_time_alone(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({EVENT: BASE["event"]}))
    call = ("move-event", "2026-09-16-treffen", "--to", "1.10.2026 14:30", "--end")
    assert ksnet(*call, "16 Uhr", *DAY, cwd=root).code == 0
    assert "end: 2026-10-01 16:00\n" in (root / EVENT).read_text(encoding="utf-8")
    run = ksnet(*call, "9.30", *DAY, cwd=root)
    assert (run.code, "--end: Das Ende 09:30 läge vor dem Beginn 14:30" in run.err) == (2, True)


def test_move_event_takes_the_event_alone_and_days_as_people_write_them(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({EVENT: BASE["event"]}))
    assert (
        ksnet("move-event", "2026-09-16-treffen", "--to", "1.10.2026 9:00", *DAY, cwd=root).code
        == 0
    )
    assert "start: 2026-10-01 09:00\n" in (root / EVENT).read_text(encoding="utf-8")


# --- forget


@pytest.fixture
def former(tree: Tree) -> Path:
    """A person who has left, in a file that nobody has formatted,
    named in an event and in comments.
    """
    return tree(files_of({"members": BASE["members"].replace(PERSON, FORMER + PERSON), "event": "title: Abschied von Kim Abendroth\nspeakers: []\n", EVENT.replace("2026-09", "2025-01"): BASE["event"].replace("2026-09", "2025-01").replace("geplant", "stattgefunden\nchair: abendroth # ging")}))  # fmt: skip


def test_forget_leaves_role_groups_and_dates(former: Path, ksnet: Ksnet) -> None:
    run = ksnet("forget", "musterstadt", "abendroth", "--yes", *DAY, cwd=former)
    assert run.code == 0
    members = (former / MEMBERS).read_text()
    assert (
        "      # Abschied im März\n      - id: ehemals-1\n        role: vertretung\n        groups: [plenum]\n        until: 2025-03-31\n        redacted: 2026-06-30\n"
        in members
    )
    assert "chair: ehemals-1 # ging" in (former / EVENT.replace("2026-09", "2025-01")).read_text()
    assert run.err.index("§ 10 Abs. 1 DSG NRW") < run.err.index("sind gelöscht")
    assert f"{EVENT}: Bitte Zeile 1 lesen" in run.err
    assert f"{MEMBERS}: Bitte Zeile 5 lesen" in run.err
    assert "Git" not in run.err
    again = ksnet("forget", "musterstadt", "ehemals-1", "--yes", *DAY, cwd=former)
    assert (again.code, "schon gelöscht, am 30.06.2026" in again.err) == (2, True)


def test_forget_finds_traces_in_any_writing_in_file_names_and_in_other_networks(
    former: Path, ksnet: Ksnet
) -> None:
    later = EVENT.replace("treffen", "vortrag-abendroth")
    trace = (
        BASE["event"]
        + "remarks: |\n  ABENDROTHS Vortrag\n  K.ABENDROTH@example.org\n  unser Abendrothweg\n"
    )
    (former / later).write_text(trace, encoding="utf-8")
    shutil.copytree(former / "data/networks/musterstadt", former / "data/networks/nachbarstadt")
    run = ksnet("forget", "musterstadt", "abendroth", "--yes", *DAY, cwd=former)
    start = len(BASE["event"].splitlines())
    assert f"{later}: Bitte die Zeilen {start + 2} und {start + 3} lesen" in run.err
    assert f"{later}: Der Dateiname könnte noch auf die Person hinweisen" in run.err
    assert "ksnet forget nachbarstadt abendroth" in run.err


def test_forget_leaves_who_is_called_alike_alone_and_reports_no_old_finding_as_new(
    tree: Tree, ksnet: Ksnet
) -> None:
    namesake = "      - id: kim\n        family_name: Abendroth\n"
    members = BASE["members"].replace(PERSON, FORMER + PERSON + namesake)
    event = BASE["event"] + "chair: abendroth\n"
    root = tree(files_of({"members": members, EVENT: event}))
    assert "KS203" in ksnet("validate", *DAY, cwd=root).out
    run = ksnet("forget", "musterstadt", "abendroth", "--yes", *DAY, cwd=root)
    assert (run.code, "Dadurch meldet die Prüfung neu" in run.err) == (0, False)
    assert f"{MEMBERS}: Bitte Zeile 5 lesen" in run.err


def test_the_last_day_still_counts_for_forget(former: Path, ksnet: Ksnet) -> None:
    run = ksnet("forget", "musterstadt", "abendroth", "--yes", "--as-of", "2025-03-31", cwd=former)
    assert (
        run.code,
        "gehört noch bis 31.03.2025 zum Netzwerk. Gelöscht wird danach" in run.err,
    ) == (2, True)


def test_forget_asks_first(former: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (former / MEMBERS).read_bytes()
    run = ksnet("forget", "musterstadt", "abendroth", *DAY, cwd=former)
    assert (run.code, "--yes" in run.err, (former / MEMBERS).read_bytes()) == (2, True, before)
    for answer, code in (("nein\n", 130), ("\n", 130), ("ja\n", 0)):
        terminal = io.StringIO(answer)
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", terminal)
        run = ksnet("forget", "musterstadt", "abendroth", *DAY, cwd=former)
        assert (run.code, ((former / MEMBERS).read_bytes() == before)) == (code, code != 0)
        assert "sollen die Daten von „abendroth“ (" in run.err


def test_forget_says_what_git_keeps(former: Path, ksnet: Ksnet) -> None:
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=former, check=True)
    run = ksnet("forget", "musterstadt", "abendroth", "--yes", *DAY, cwd=former)
    assert "1 gespeicherter Stand dieser Dateien" in run.err
    assert "git filter-repo --replace-text" in run.err


def test_forget_says_that_git_could_not_be_asked(
    former: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ("forget", "musterstadt", "abendroth", "--yes", "--diff", *DAY)
    monkeypatch.setenv("PATH", str(former / "nirgends"))
    assert "Git" not in ksnet(*call, cwd=former).err
    (former / ".git").mkdir()
    assert "ließ sich nicht feststellen: Git fehlt" in ksnet(*call[:4], *DAY, cwd=former).err


def test_forget_refuses_who_is_still_there_and_diff_writes_nothing(
    former: Path, ksnet: Ksnet
) -> None:
    before = (former / MEMBERS).read_bytes()
    run = ksnet("forget", "musterstadt", "muster", "--yes", *DAY, cwd=former)
    assert (run.code, "Zuerst beenden: ksnet end person muster" in run.err) == (2, True)
    run = ksnet("forget", "musterstadt", "abendroth", "--diff", *DAY, cwd=former)
    assert "+chair: ehemals-1 # ging\n" in run.out
    assert f"{MEMBERS}: " in run.err
    assert "+        redacted: " in run.out
    assert "abendroth@" not in run.out
    assert (former / MEMBERS).read_bytes() == before


def test_a_guest_is_forgotten_and_the_body_stays(tmp_path: Path, ksnet: Ksnet) -> None:
    root = example(tmp_path)
    run = ksnet("forget", "musterkreis", "erdacht", "--yes", *DAY, cwd=root)
    assert run.code == 0
    text = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.yaml"))
    assert "erdacht" not in text.lower()
    assert "text: Kreis Musterkreis" in text.replace('"', "")
    assert ksnet("validate", *DAY, cwd=root).code == 0


# --- all of them


def test_comments_that_go_with_a_change_are_told_by_their_lines(tree: Tree, ksnet: Ksnet) -> None:
    event = (
        BASE["event"]
        + "organisers:\n  - muster  # ja\n  - partner  # ja\n  # noch\nchair: muster  # ja\n"
    )
    root = tree(files_of({EVENT: event}))
    number = event.split("\n").index("  - muster  # ja") + 1
    for extra in (("--diff",), ()):
        run = ksnet("set", "2026-09-16-treffen", "organisers=stadt-muster", *extra, *DAY, cwd=root)
        assert (
            f"{EVENT}: Damit entfallen die Kommentare, die in den Zeilen {number} und {number + 1} standen.\n"
            in run.err
        ), run.err
    run = ksnet("set", "2026-09-16-treffen", "chair=", *DAY, cwd=root)
    assert "Damit entfällt der Kommentar, der in Zeile " in run.err
    run = ksnet("set", "2026-09-16-treffen", "theme=Wege # drei", *DAY, cwd=root)
    assert "Kommentar" not in run.err


@pytest.mark.slow
@pytest.mark.parametrize("written", ["  - x{}  # ja\n", "  # ja\n  - x{}\n"])
def test_of_many_comments_that_say_the_same_those_of_what_is_gone_are_told_at_once(
    written: str,
) -> None:
    entries = [written.format(number) for number in range(4_000)]
    after = [*entries[1:1_999], *entries[2_000:]]
    length = written.count("\n")

    start = time.process_time()
    lost = lost_comments(f"a:\n{''.join(entries)}", f"a:\n{''.join(after)}")

    assert lost == [2, 2 + 1_999 * length]
    assert time.process_time() - start < 2


def test_a_change_is_shown_and_not_written(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({}))
    run = ksnet("rename", "person", "muster", "neu", "--diff", *DAY, cwd=root)
    assert "-      - id: muster\n+      - id: neu\n" in run.out
    assert run.err.endswith("Nichts geschrieben, nur gezeigt.\n")
    assert (root / MEMBERS).read_text() == BASE["members"]
    quiet = ksnet("rename", "person", "muster", "neu", "-q", *DAY, cwd=root)
    assert (quiet.code, quiet.err, quiet.out) == (0, "", f"{MEMBERS}\n{NETWORK}\n")
