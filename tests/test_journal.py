"""Changes to several files: all or nothing, whatever happens on the way;
and what an interrupted one leads to.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ksnet.basics.errors import OutputProblem
from ksnet.repository import journal
from ksnet.repository.atomic import move_into_place
from ksnet.repository.changes import FileChange, unified_diff, write_changes
from ksnet.repository.journal import Doing
from ksnet.repository.journal.kept import Today
from ksnet.repository.journal.lock import writing
from ksnet.rules.examples import BASE, SHORT
from tests.conftest import ROOT, Run
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
DOING = Doing("rename", Today(dt.date(2026, 6, 30), fixed=True))
A, B = SHORT["event"], SHORT["members"]


def seal(entries: Any) -> str:
    return json.dumps({"version": 1, "sha256": journal._digest(entries), "changes": entries})


def packed(text: str | None) -> str | None:
    return None if text is None else base64.b64encode(text.encode()).decode()


def entry(file: str, before: str | None, after: str | None) -> dict[str, str | None]:
    return {"file": file, "before": packed(before), "after": packed(after)}


@pytest.fixture
def half(tree: Tree) -> Path:
    """A repository in which a change of two files was cut off after the first."""
    root = tree(files_of({}))
    new = BASE["event"].replace("Netzwerktreffen", "Neu")
    entries = [entry(A, BASE["event"], new), entry(B, BASE["members"], "# neu\n" + BASE["members"])]
    (root / ".ksnet").mkdir()
    (root / journal.FILE).write_text(seal(entries))
    (root / A).write_text(new)
    return root


def test_a_change_that_was_cut_off_is_one_finding(half: Path, ksnet: Ksnet) -> None:
    run = ksnet("validate", *DAY, cwd=half)
    assert run.code == 1
    assert run.out == (
        ".ksnet/journal.json:1:1: fehler[unfinished-change] KS023 Eine Änderung an mehreren Dateien wurde unterbrochen; ein Teil der Dateien ist noch auf dem alten Stand. Alles andere wird erst danach wieder geprüft.\n"
        "   = Hilfe: Mit „ksnet recover“ beenden oder mit „ksnet recover --undo“ zurücknehmen.\n\n"
        "1 Fehler in 1 von 3 geprüften Dateien\n"
    )
    finding = json.loads(ksnet("validate", "--format", "json", *DAY, cwd=half).out)["findings"]
    assert [f["rule"] for f in finding] == ["unfinished-change"]


def test_without_that_rule_the_rest_is_checked_all_the_same(half: Path, ksnet: Ksnet) -> None:
    (half / A).write_text("status: x\n")
    run = ksnet("validate", "--select", "KS1", *DAY, cwd=half)
    assert run.code == 1
    assert "KS023" not in run.out


@pytest.mark.parametrize(
    "command",
    [
        ("fmt",),
        ("validate", "--fix", *DAY),
        ("rename", "person", "muster", "neu", *DAY),
        ("rename", "person", "muster", "neu", "--diff", *DAY),
        ("end", "person", "muster", "--on", "2026-06-01", *DAY),
        ("move-event", "musterstadt/2026-09-16-treffen", "--to", "2026-10-01", *DAY),
        ("forget", "musterstadt", "muster", "--yes", *DAY),
    ],
    ids=lambda command: " ".join(command[:5]),
)
def test_no_command_writes_on_top_of_half_a_change(
    command: tuple[str, ...], half: Path, ksnet: Ksnet
) -> None:
    before = {file: (half / file).read_bytes() for file in (A, B, journal.FILE)}
    run = ksnet(*command, cwd=half)
    assert run.code == 2
    assert "„ksnet recover“" in run.err
    assert {file: (half / file).read_bytes() for file in before} == before


def test_recover_finishes(half: Path, ksnet: Ksnet) -> None:
    run = ksnet("recover", cwd=half)
    assert (run.code, run.out, run.err) == (
        0,
        f"{A}\n{B}\n",
        "Die Änderung an 2 Dateien ist zu Ende geführt.\n",
    )
    assert "title: Neu" in (half / A).read_text()
    assert (half / B).read_text() == "# neu\n" + BASE["members"]
    again = ksnet("recover", cwd=half)
    assert (again.code, again.out, again.err) == (
        0,
        "",
        "Es ist keine Änderung unterbrochen; nichts zu tun.\n",
    )


def test_recover_takes_back(half: Path, ksnet: Ksnet) -> None:
    run = ksnet("recover", "--undo", cwd=half)
    assert (run.code, run.err) == (
        0,
        "Die Änderung an 2 Dateien ist zurückgenommen, alles ist wie vorher.\n",
    )
    assert ((half / A).read_text(), (half / B).read_text()) == (BASE["event"], BASE["members"])


def test_a_file_that_somebody_has_changed_since_is_not_overwritten(
    half: Path, ksnet: Ksnet
) -> None:
    (half / B).write_text("members: []\n")
    run = ksnet("recover", cwd=half)
    assert run.code == 2
    assert f"{B} wurde seit der Unterbrechung von Hand geändert" in run.err
    assert (half / B).read_text() == "members: []\n"
    assert (half / journal.FILE).exists()


OUTSIDE = [
    "../outside.yaml", "/etc/outside.yaml", "data/../../outside.yaml", "C:/outside.yaml", "data\\outside.yaml", ".git/hooks/x.yaml", ".ksnet/x.yaml",
    "data/networks/x.sh", "", "data//x.yaml", "data/./x.yaml", "x\0.yaml", "data/.hidden.yaml", "data/x.yaml/", "\x1b[2J.yaml", "data", "con:.yaml",
]  # fmt: skip


@pytest.mark.parametrize("file", OUTSIDE)
def test_a_journal_reaches_nothing_but_records(file: str, tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({}))
    below = root / "root"
    below.mkdir()
    (below / "data" / "networks").mkdir(parents=True)
    (below / ".ksnet").mkdir()
    (below / journal.FILE).write_text(seal([entry(file, None, "böse: ja\n")]))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    run = ksnet("recover", cwd=below)
    assert run.code == 2
    assert "ist keine Datei mit Unterlagen" in run.err
    assert "\x1b" not in run.err
    added = {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.parent.name != ".ksnet"
    }
    assert added == {
        path: content for path, content in before.items() if path.parent.name != ".ksnet"
    }


@pytest.mark.parametrize("link", ["data/events", "data/events/musterstadt", A])
def test_a_journal_writes_through_no_link(
    link: str, tree: Tree, ksnet: Ksnet, tmp_path_factory: Any
) -> None:
    root = tree(files_of({}))
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "target"
    (root / link).rename(elsewhere)
    (root / link).symlink_to(elsewhere)
    (root / ".ksnet").mkdir()
    (root / journal.FILE).write_text(seal([entry(A, BASE["event"], "title: x\n")]))
    run = ksnet("recover", cwd=root)
    assert run.code == 2
    assert "ist eine Verknüpfung" in run.err
    assert (root / A).read_text() == BASE["event"]


GOOD = [entry(A, BASE["event"], "title: x\n")]
DAMAGED = [
    "", "{", "[]", "null", "{}", '{"version": 1}', seal(GOOD).replace('"version": 1', '"version": 2'), seal(GOOD)[:-40], seal(GOOD).replace(packed("title: x\n") or "", packed("title: y\n") or ""),
    seal([*GOOD, *GOOD]), seal([{"file": A}]), seal([{"file": A, "before": 1, "after": None}]), seal([{"file": A, "before": "*", "after": None}]), seal(5), "[" * 100_000, '{"version": 1, "sha256": "x", "changes": []}',
]  # fmt: skip


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_journal_is_refused_and_harms_nothing(
    text: str, tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({}))
    (root / ".ksnet").mkdir()
    (root / journal.FILE).write_text(text)
    run = ksnet("recover", cwd=root)
    assert run.code == 2
    assert ".ksnet/journal.json ist beschädigt" in run.err
    assert (root / A).read_text() == BASE["event"]
    assert (root / journal.FILE).exists()


def test_a_journal_that_is_a_link_is_refused(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({}))
    (root / ".ksnet").mkdir()
    (root / "elsewhere.json").write_text(seal(GOOD))
    (root / journal.FILE).symlink_to(root / "elsewhere.json")
    assert ksnet("recover", cwd=root).code == 2
    assert (root / A).read_text() == BASE["event"]


def test_a_folder_for_it_that_is_a_link_is_refused(
    tree: Tree, ksnet: Ksnet, tmp_path_factory: Any
) -> None:
    root = tree(files_of({}))
    (root / ".ksnet").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    run = ksnet("rename", "person", "muster", "neu", *DAY, cwd=root)
    assert run.code == 3
    assert ".ksnet ist eine Verknüpfung" in run.err


def test_two_commands_at_once_do_not_mix(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({}))
    with writing(root):
        run = ksnet("rename", "person", "muster", "neu", *DAY, cwd=root)
    assert (run.code, "schreibt ein anderer ksnet-Befehl" in run.err) == (3, True)
    assert (root / B).read_text() == BASE["members"]
    assert ksnet("rename", "person", "muster", "neu", *DAY, cwd=root).code == 0


def test_a_file_that_has_changed_meanwhile_is_left_with_all_others(tree: Tree) -> None:
    root = tree(files_of({}))
    changes = {A: FileChange(BASE["event"].encode(), b"title: x\n"), B: FileChange(b"alt", b"neu")}
    with pytest.raises(OutputProblem, match="inzwischen geändert"):
        write_changes(root, changes, DOING)
    with pytest.raises(OutputProblem, match="inzwischen geändert"):
        write_changes(root, {A: FileChange(None, b"title: x\n")}, DOING)
    assert (root / A).read_text() == BASE["event"]


def test_what_fails_on_the_way_is_taken_back(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(files_of({}))
    real = move_into_place

    def failing(staged: Path, target: Path) -> None:
        if target == root / B:  # held open by another program, also when it is to be taken back
            raise PermissionError(13, "in use", str(target))
        real(staged, target)

    monkeypatch.setattr("ksnet.repository.journal.carrying.move_into_place", failing)
    changes = {
        A: FileChange(BASE["event"].encode(), b"title: x\n"),
        B: FileChange(BASE["members"].encode(), b"neu: 1\n"),
    }
    with pytest.raises(OutputProblem, match="Es ist alles wie vorher"):
        write_changes(root, changes, DOING)
    assert ((root / A).read_text(), (root / B).read_text()) == (BASE["event"], BASE["members"])
    assert not (root / journal.FILE).exists()


def test_what_cannot_be_removed_takes_back_what_was_replaced(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(files_of({}))
    real = Path.unlink

    def failing(path: Path, *, missing_ok: bool = False) -> None:
        if path == root / B:
            raise PermissionError(13, "in use", str(path))
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", failing)
    before = {A: BASE["event"].encode(), B: BASE["members"].encode()}
    changes = {A: FileChange(before[A], b"title: x\n"), B: FileChange(before[B], None)}
    with pytest.raises(OutputProblem, match="Es ist alles wie vorher"):
        write_changes(root, changes, DOING)
    assert {file: (root / file).read_bytes() for file in before} == before
    assert not (root / journal.FILE).exists()


def test_files_come_and_go_and_empty_folders_with_them(tree: Tree) -> None:
    root = tree(files_of({}))
    new = "data/networks/neu/plans/plan.yaml"
    write_changes(
        root,
        {new: FileChange(None, b"title: x\n"), A: FileChange(BASE["event"].encode(), None)},
        DOING,
    )
    assert (root / new).read_bytes() == b"title: x\n"
    assert not (root / A).parent.exists()
    assert (root / "data/events").is_dir()
    assert (root / ".ksnet/.gitignore").read_text() == "*\n"
    assert sorted(path.name for path in (root / ".ksnet").iterdir()) == [
        ".gitignore",
        "lock",
        "undo",
    ]


def test_a_diff_shows_new_removed_and_renamed_files() -> None:
    changes = {"a.yaml": FileChange(b"w: 1\nx: 1\ny: 2\n", None), "b.yaml": FileChange(None, b"w: 1\nx: 1\ny: 3\n"), "c.yaml": FileChange(None, b"neu: 1\n"), "d.yaml": FileChange(b"alt: 1\n", None)}  # fmt: skip
    assert unified_diff(changes) == (
        "diff --git a/a.yaml b/b.yaml\nrename from a.yaml\nrename to b.yaml\n--- a/a.yaml\n+++ b/b.yaml\n@@ -1,3 +1,3 @@\n w: 1\n x: 1\n-y: 2\n+y: 3\n"
        "--- /dev/null\n+++ b/c.yaml\n@@ -0,0 +1 @@\n+neu: 1\n--- a/d.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-alt: 1\n"
    )


def test_a_file_in_another_folder_is_renamed_from_the_one_of_its_name_however_many_there_are() -> (
    None
):
    content = b"x: 1\ny: 2\n"
    numbers = range(200)
    changes = {f"a/{one}.yaml": FileChange(content, None) for one in numbers}
    changes |= {f"b/{one}.yaml": FileChange(None, content) for one in numbers if one % 2}
    said = unified_diff(changes)
    assert all(f"a/{one}.yaml\nrename to b/{one}.yaml\n" in said for one in numbers if one % 2)
    changes = {f"a/{one}.yaml": FileChange(content, None) for one in numbers}
    changes |= {f"b/neu-{one}.yaml": FileChange(None, content) for one in numbers}
    assert "rename" not in unified_diff(changes)  # comparing all with all takes long


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied only where there is fork")
def test_a_command_or_its_undo_that_is_killed_leaves_every_file_whole() -> None:
    memory = Path("/dev/shm")  # noqa: S108  (a disk that waits for its plates makes this take minutes)
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as fast:
        done = subprocess.run(
            [sys.executable, "-m", "tests.killing", fast],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["problems"] == []
    assert result["random"] >= 200
    assert result["kills"] >= 300
    assert result["undo_kills"] >= (600 if os.environ.get("KSNET_ALL_TESTS") else 30)
    assert result["recover_kills"] >= 30
    assert result["cut_off"] >= 40
