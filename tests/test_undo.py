"""Taking back what the last command did: whole, also the one before,
and only where nothing has changed since.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.repository import journal
from ksnet.repository.atomic import move_into_place
from ksnet.repository.journal.lock import writing
from ksnet.rules.examples import SHORT
from tests import writing_commands
from tests.conftest import Run
from tests.killing import files_in as files
from tests.writing_commands import CALLS, DAY, FOR_GOOD, leaves, shows_changes, source

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
FIRST = ("new", "group", "--name", "Erster Kreis", "--kind", "arbeitskreis", "--yes", *DAY)
MOVE = ("move-event", "musterstadt/2026-09-16-treffen", "--to", "2026-10-07 13:30", *DAY)
END = ("end", "person", "muster", "--on", "2026-06-15", *DAY)
UNDOABLE = writing_commands.calls(without=frozenset(FOR_GOOD))


@pytest.fixture
def root(tree: Tree) -> Path:
    return tree(writing_commands.files())


def test_every_command_that_changes_records_is_among_those_that_are_tried() -> None:
    changing = {name for name, command in leaves() if shows_changes(command)} - {"diff"}
    assert changing == CALLS.keys()


def test_a_command_without_a_preview_changes_no_records() -> None:
    for name, command in leaves():
        if not shows_changes(command):
            writes = re.findall(
                r"\b(?:finish|write_new|write_changes|carry_out)\(", source(command)
            )
            assert writes == [], name


@pytest.mark.many
@pytest.mark.parametrize("command", UNDOABLE, ids=lambda command: " ".join(command[:3]))
def test_every_command_that_writes_is_taken_back_byte_for_byte(
    command: tuple[str, ...], root: Path, ksnet: Ksnet
) -> None:
    event = root / SHORT["event"]
    event.write_bytes(
        event.read_bytes().replace(b"\n", b"\r\n")
    )  # what a command does not say must come back, too
    before = files(root)
    folders = sorted(path for path in root.rglob("*") if path.is_dir())
    run = ksnet(*command, cwd=root)
    assert files(root) != before, run.err
    changed = sorted(
        name for name in before.keys() | files(root) if before.get(name) != files(root).get(name)
    )
    run = ksnet("undo", *DAY, cwd=root)
    assert (run.code, run.out.splitlines()) == (0, changed)
    named = " ".join(command[: 2 if command[0] in {"new", "import"} else 1])
    assert f"Zurückgenommen: „ksnet {named}“ vom " in run.err
    assert files(root) == before
    assert [p for p in root.rglob("*") if p.is_dir() and ".ksnet" not in p.parts] == [f for f in root.rglob("*") if f in folders]  # fmt: skip
    assert "Es gibt nichts zurückzunehmen" in ksnet("undo", *DAY, cwd=root).err


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", writing_commands.calls(), ids=lambda one: " ".join(one[:3]))
def test_a_command_that_cannot_say_what_it_has_written_says_that_it_has(
    command: tuple[str, ...], root: Path
) -> None:
    before, states = files(root), []
    call = [sys.executable, "-m", "ksnet", *command]
    for tail, code in (("", 0), (">/dev/full", 3), (">&-", 3), ("| true", 0), ("2>/dev/full", 0)):
        shutil.rmtree(root / ".ksnet", ignore_errors=True)
        for name in files(root).keys() - before.keys():
            (root / name).unlink()
        for name, content in before.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        run = subprocess.run(
            ["sh", "-c", f'"$@" {tail}', "sh", *call],
            cwd=root, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ("Unerwarteter Fehler" in run.stderr, "Traceback" in run.stderr) == (False, False)
        assert run.returncode == code or (command[0], code) == ("validate", 0), run.stderr
        if code == 3:
            assert "Die Ausgabe lässt sich nicht schreiben: " in run.stderr.splitlines()[-1]
            assert "Die Unterlagen sind geändert; nur " in run.stderr or command[0] == "validate"
        states.append(files(root))
        assert not (root / journal.FILE).exists()
    assert states[0] != before
    assert all(state == states[0] for state in states)


def test_where_a_forgotten_person_still_stands_is_told_even_if_files_cannot_be_listed(
    root: Path, ksnet: Ksnet
) -> None:
    [call] = CALLS["forget"]
    run = ksnet("forget", *call, "-o", root / "nirgends" / "liste", *DAY, cwd=root)
    assert run.code == 3
    assert "Die Unterlagen sind geändert; nur die Liste der Dateien fehlt.\n" in run.err
    assert "Die Daten von" in run.err
    assert "Zurücknehmen lässt sich das nicht" in run.err


@pytest.mark.many
@pytest.mark.parametrize("command", UNDOABLE, ids=lambda command: " ".join(command[:3]))
def test_after_every_command_an_edited_file_stops_it_and_the_command_before_comes_next(
    command: tuple[str, ...], root: Path, ksnet: Ksnet
) -> None:
    states = [files(root)]
    for one in (FIRST, command):
        ksnet(*one, cwd=root)
        states.append(files(root))
    changed = sorted(
        name for name in states[1].keys() | states[2] if states[1].get(name) != states[2].get(name)
    )
    assert changed
    for name in changed:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(states[2].get(name, b"") + b"# von Hand\n")
        edited = files(root)
        run = ksnet("undo", *DAY, cwd=root)
        assert (run.code, f"\n  {name}\n" in run.err) == (2, True)
        assert files(root) == edited
        path.unlink()
        if name in states[2]:
            path.write_bytes(states[2][name])
    for expected in (states[1], states[0], states[0]):
        assert ksnet("undo", *DAY, cwd=root).code == 0
        assert files(root) == expected


@pytest.mark.slow
def test_again_takes_back_the_command_before(root: Path, ksnet: Ksnet) -> None:
    states = [files(root)]
    for command in (END, MOVE, ("fmt",)):
        assert ksnet(*command, cwd=root).code == 0
        states.append(files(root))
    assert ksnet("undo", "--list", cwd=root).out == (
        " 1  „ksnet fmt“ vom 30.06.2026, 3 Dateien: data/events/musterstadt/2026-03-10-treffen.yaml, data/events/musterstadt/2026-09-16-treffen.yaml, data/networks/musterstadt/members.yaml\n"
        " 2  „ksnet move-event“ vom 30.06.2026, 1 Datei: data/events/musterstadt/2026-09-16-treffen.yaml\n"
        " 3  „ksnet end“ vom 30.06.2026, 2 Dateien: data/networks/musterstadt/members.yaml, data/networks/musterstadt/network.yaml\n"
    ).replace("fmt“ vom 30.06.2026", f"fmt“ vom {today()}")
    for expected in states[-2::-1]:
        assert ksnet("undo", cwd=root).code == 0
        assert files(root) == expected


def today() -> str:
    from ksnet.cli.call import today as this_day
    from ksnet.records import german

    return german.numeric_day(this_day(None))


def test_a_file_held_open_by_another_program_leaves_all_as_it_was(
    root: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ("rename", "person", "muster", "neu", *DAY)
    assert ksnet(*call, cwd=root).code == 0
    after = files(root)
    held = max(name for name in after if b"neu" in after[name])

    def failing(staged: Path, target: Path) -> None:
        if target.resolve() == root / held:
            raise PermissionError(13, "in use", str(target))
        move_into_place(staged, target)

    with monkeypatch.context() as patch:
        patch.setattr("ksnet.repository.journal.carrying.move_into_place", failing)
        run = ksnet("undo", *DAY, cwd=root)
        assert (run.code, "die Berechtigung fehlt (" in run.err) == (3, True), run.err
        assert run.err.endswith(f"{held}). Es ist alles wie vorher.\n")
    assert files(root) == after
    assert not (root / journal.FILE).exists()
    assert len(ksnet("undo", "--list", *DAY, cwd=root).out.splitlines()) == 1
    assert ksnet("undo", *DAY, cwd=root).code == 0
    assert files(root) != after


def test_it_says_what_would_be_taken_back_next(root: Path, ksnet: Ksnet) -> None:
    ksnet(*END, cwd=root)
    ksnet(*MOVE, cwd=root)
    run = ksnet("undo", *DAY, cwd=root)
    assert run.err == (
        "Zurückgenommen: „ksnet move-event“ vom 30.06.2026, 1 Datei. Alles ist wie davor.\n"
        "Noch einmal „ksnet undo“ nimmt auch zurück: „ksnet end“ vom 30.06.2026, 2 Dateien.\n"
    )


def test_a_file_that_was_edited_since_stops_it_and_is_named(root: Path, ksnet: Ksnet) -> None:
    ksnet("rename", "person", "muster", "neu", *DAY, cwd=root)
    network = root / SHORT["network"]
    network.write_bytes(network.read_bytes() + b"# von Hand\n")
    before = files(root)
    run = ksnet("undo", *DAY, cwd=root)
    assert run.code == 2
    assert f"seitdem wurde geändert:\n  {SHORT['network']}\n" in run.err
    assert "„ksnet undo --diff“" in run.err
    assert files(root) == before
    shown = ksnet("undo", "--diff", *DAY, cwd=root)
    assert "-    people: [neu]\n+    people: [muster]\n" in shown.out
    assert files(root) == before
    network.write_bytes(network.read_bytes().removesuffix(b"# von Hand\n"))
    assert ksnet("undo", *DAY, cwd=root).code == 0


def test_what_was_taken_back_by_hand_is_not_taken_back_again(root: Path, ksnet: Ksnet) -> None:
    before = files(root)
    ksnet(*END, cwd=root)
    middle = files(root)
    ksnet(*MOVE, cwd=root)
    (root / SHORT["event"]).write_bytes(before[SHORT["event"]])
    run = ksnet("undo", *DAY, cwd=root)
    assert "Schon von Hand zurückgenommen: „ksnet move-event“" in run.err
    assert files(root) == middle
    ksnet("undo", *DAY, cwd=root)
    assert files(root) == before


def test_a_change_that_recover_has_finished_can_be_taken_back(root: Path, ksnet: Ksnet) -> None:
    before = files(root)
    ksnet("rename", "network", "musterstadt", "neustadt", *DAY, cwd=root)
    after = files(root)
    kept_one = next((root / ".ksnet/undo").iterdir())
    kept_one.rename(root / journal.FILE)
    for name in before.keys() - after.keys():  # as if it was cut off in the middle
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(before[name])
    refused = ksnet("undo", *DAY, cwd=root)
    assert (refused.code, "„ksnet recover“" in refused.err) == (2, True)
    assert ksnet("recover", cwd=root).code == 0
    assert files(root) == after
    assert ksnet("undo", *DAY, cwd=root).code == 0
    assert files(root) == before


@pytest.mark.slow
def test_the_last_twenty_changes_are_kept_and_no_more(root: Path, ksnet: Ksnet) -> None:
    for number in range(23):
        day = f"2026-10-{number + 1:02}"
        assert (
            ksnet("move-event", "musterstadt/2026-09-16-treffen", "--to", day, *DAY, cwd=root).code
            == 0
        )
    assert len(ksnet("undo", "--list", *DAY, cwd=root).out.splitlines()) == 20
    for _ in range(20):
        assert ksnet("undo", *DAY, cwd=root).out
    assert "2026-10-03" in (root / SHORT["event"]).read_text()
    assert ksnet("undo", *DAY, cwd=root).out == ""


def age(path: Path, days: int) -> None:
    """Make a file as old as that."""
    noon = dt.datetime.combine(dt.date.today() - dt.timedelta(days), dt.time(12))  # noqa: DTZ011  (the day here)
    os.utime(path, (noon.timestamp(), noon.timestamp()))


@pytest.mark.slow
@pytest.mark.parametrize("command", [("undo",), ("undo", "--list"), MOVE[:-2], ("calendar",), ("find", "Muster")], ids="-".join)  # fmt: skip
def test_after_thirty_days_on_the_disk_nothing_of_a_change_is_kept(
    command: tuple[str, ...], root: Path, ksnet: Ksnet
) -> None:
    ksnet(*END, cwd=root)
    (old,) = (root / ".ksnet/undo").iterdir()
    age(old, 30)
    assert "ksnet end" in ksnet("undo", "--list", cwd=root).out
    age(old, 31)
    before = files(root)
    run = ksnet(*command, cwd=root)
    assert "ksnet end" not in run.out + run.err
    assert command[-1] == "--list" or not old.exists()
    assert command[0] == "move-event" or files(root) == before


@pytest.mark.slow
@pytest.mark.parametrize("day", ["1990-01-01", "2030-01-01", "2199-12-31"])
def test_a_supposed_day_hides_nothing_and_makes_nothing_old(
    day: str, root: Path, ksnet: Ksnet
) -> None:
    states = [files(root)]
    for command in (END, MOVE):
        ksnet(*command, cwd=root)
        states.append(files(root))
    first, second = sorted((root / ".ksnet/undo").iterdir())
    age(first, 400)
    year = ("new", "year", "2026", "--summary", "Ruhig.", "--yes")
    later: list[tuple[str, ...]] = [("calendar",), ("undo", "--diff"), year, ("fmt",)]
    for one in later:
        ksnet(*one, "--as-of", day, cwd=root)
        if files(root) != states[-1]:
            states.append(files(root))
    assert (len(states), first.exists(), second.exists()) == (5, True, True)
    assert ksnet("undo", "--list", "--as-of", day, cwd=root).out.count("\n") == 4
    for expected in states[-2::-1]:
        ksnet("undo", "--as-of", day, cwd=root)
        assert files(root) == expected


def test_forgetting_somebody_removes_what_was_kept_and_says_so(root: Path, ksnet: Ksnet) -> None:
    ksnet(*END, cwd=root)
    (root / ".ksnet" / ".members.yaml.abc.tmp").write_text("family_name: Früher\n")
    run = ksnet("forget", "musterstadt", "frueher", "--yes", *DAY, cwd=root)
    assert "Zurücknehmen lässt sich das nicht" in run.err
    assert list((root / ".ksnet/undo").iterdir()) == []
    assert {path.name for path in (root / ".ksnet").iterdir()} == {".gitignore", "lock", "undo"}
    after = files(root)
    run = ksnet("undo", *DAY, cwd=root)
    assert "„ksnet forget“ löscht sie und lässt\nsich selbst nicht zurücknehmen" in run.err
    assert (run.code, run.out, files(root)) == (0, "", after)


def test_forgetting_that_was_cut_off_keeps_nothing_once_it_is_finished(
    root: Path, ksnet: Ksnet
) -> None:
    ksnet(*END, cwd=root)
    path = next((root / ".ksnet/undo").iterdir())
    record = json.loads(path.read_text())
    (root / journal.FILE).write_text(json.dumps(record | {"kept": False}))
    assert ksnet("recover", cwd=root).code == 0
    assert list((root / ".ksnet/undo").iterdir()) == []


def test_what_an_ended_command_left_goes_at_the_next_run(root: Path, ksnet: Ksnet) -> None:
    ksnet(*MOVE, cwd=root)
    left = root / ".ksnet" / ".members.yaml.abc.tmp"
    left.write_text("family_name: Muster\n")
    with writing(root):
        left.write_text("family_name: Muster\n")
        ksnet("members", "musterstadt", *DAY, cwd=root)
        assert left.exists()  # another command is writing it
        left.write_text("family_name: Muster\n")
    left.write_text("family_name: Muster\n")
    ksnet("members", "musterstadt", *DAY, cwd=root)
    assert not left.exists()


def test_a_full_disk_leaves_no_copies(
    root: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ksnet.repository.atomic import stage

    before = files(root)

    def full(folder: Path, content: bytes, target: Path) -> Path:
        if target.name == "journal.json":
            raise OSError(28, "No space left on device")
        return stage(folder, content, target)

    monkeypatch.setattr("ksnet.repository.journal.carrying.stage", full)
    run = ksnet("rename", "network", "musterstadt", "neustadt", *DAY, cwd=root)
    assert (run.code, "der Datenträger ist voll" in run.err) == (3, True)
    assert files(root) == before
    assert list((root / ".ksnet").glob(".*.tmp")) == []


def test_a_file_that_only_moved_is_counted_once(root: Path, ksnet: Ksnet) -> None:
    moved = len([name for name in files(root) if "/musterstadt/" in name])
    ksnet("rename", "network", "musterstadt", "neustadt", *DAY, cwd=root)
    said = ksnet("undo", "--list", cwd=root).out
    assert f"30.06.2026, {moved} Dateien: data/events/neustadt/" in said
    assert said.endswith(f" und {moved - 3} weitere\n")
    assert f"30.06.2026, {moved} Dateien. Alles ist" in ksnet("undo", cwd=root).err


@pytest.mark.parametrize("damage", ["cut", "link", "outside"])
def test_a_journal_that_somebody_has_changed_is_refused(
    damage: str, root: Path, ksnet: Ksnet
) -> None:
    ksnet(*MOVE, cwd=root)
    path = next((root / ".ksnet/undo").iterdir())
    text = path.read_text()
    if damage == "cut":
        path.write_text(text[:-40])
    elif damage == "link":
        path.unlink()
        (root / "anderswo.json").write_text(text)
        path.symlink_to(root / "anderswo.json")
    else:
        entries = [dict(entry, file="../x.yaml") for entry in json.loads(text)["changes"]]
        path.write_text(
            json.dumps(json.loads(text) | {"sha256": journal._digest(entries), "changes": entries})
        )
    before = files(root)
    run = ksnet("undo", *DAY, cwd=root)
    assert run.code == 2
    assert "ist beschädigt" in run.err or "ist keine Datei mit Unterlagen" in run.err
    assert files(root) == before


@pytest.mark.many
@pytest.mark.parametrize("command", UNDOABLE, ids=lambda command: " ".join(command[:3]))
def test_what_a_change_brings_is_the_same_as_if_all_networks_were_checked(
    command: tuple[str, ...], root: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = root / "data/networks/nachbar/network.yaml"
    other.parent.mkdir()
    other.write_bytes(
        (root / SHORT["network"]).read_bytes().replace(b"people: [muster]", b"people: []")
    )
    shown = ksnet(*command, "--diff", cwd=root)
    monkeypatch.setattr("ksnet.editing.outcome.reach", lambda *_: None)
    assert ksnet(*command, "--diff", cwd=root) == shown
