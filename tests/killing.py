"""Kill commands that write, again and again: `python -m tests.killing FOLDER`;
prints what was left as JSON.

The program is imported once; each command runs in a copy of this process (fork), which the parent
ends with SIGKILL: at random moments, and some also once at each system call that opens, renames or
removes a file. Afterwards each file must be whole, old or new; after `ksnet recover`, or `--undo`,
all of them old or all of them new; and then `ksnet undo` must lead from new to old. The same for
`ksnet undo` itself after a command, and for `ksnet recover` in the middle of one. KSNET_ALL_TESTS
is for many more random moments, and for all of that with every command.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import random
import shutil
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import typer

from ksnet.basics.errors import KsnetError
from ksnet.cli.call import Done
from ksnet.cli.program import app
from ksnet.editing import outcome
from ksnet.repository.journal import FILE
from ksnet.repository.journal.carrying import recover, tidy, undo
from ksnet.repository.journal.kept import Today
from tests.writing_commands import DAY, FOR_GOOD, calls, files

UNDO = ("undo", *DAY)
COMMANDS = calls()
COMMAND = typer.main.get_command(app)
TODAY = Today(dt.date(2026, 6, 30), fixed=True)
ALL = bool(os.environ.get("KSNET_ALL_TESTS"))
RANDOM = 60 if ALL else 10  # kills of each command at random moments
RANDOM_UNDO = (
    60 if ALL else 5
)  # and of `ksnet undo`: after each, else after those that move and make files
_WATCHED = frozenset(
    ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.listdir")
)

Files = dict[str, bytes]


def files_in(root: Path, *, own: bool = False) -> Files:
    """Return the files of a folder; `own` are those of the program too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and (own or ".ksnet" not in path.parts)
    }


def reset(root: Path, files: Files) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def called(command: tuple[str, ...], root: Path) -> int:
    """Run a command in this process and return its exit code."""
    try:
        COMMAND.main([*command, "--root", str(root)], standalone_mode=False)
    except Done as end:
        return end.code
    except KsnetError as error:
        return error.exit_code
    return 0


def run(command: tuple[str, ...], root: Path, *, at: int = 0, after: float = 0.0) -> bool:
    """Run a command in a copy of this process.

    End it at a file operation or after some seconds. True if it was ended.
    """
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        if at:
            _end_at(at)
        os._exit(called(command, root))
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _end_at(number: int) -> None:
    """End this process at the so manieth operation on a file below the repository's own folders."""
    left = number

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if (event in _WATCHED and ".ksnet" in repr(arguments)) or event in {
            "os.rename",
            "os.remove",
            "os.rmdir",
        }:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def judge(
    root: Path, before: Files, after: Files, *, back: bool, original: Files | None
) -> str | None:
    """Return what is wrong after a command was ended that leads from `before` to `after`, or None.

    `back`: what was cut off is taken back, else finished. `original`: where `ksnet undo` must lead
    to in the end, if it can.
    """
    now = files_in(root)
    torn = [
        name for name, content in now.items() if content not in (before.get(name), after.get(name))
    ]
    lost = [name for name in before.keys() & after.keys() if name not in now]
    if torn or lost:
        return f"torn {torn}, lost {lost}"
    cut_off = (root / FILE).exists()
    if not cut_off and now not in (before, after):
        return "half a change without a journal"
    if cut_off and not _refuses(root):
        return "a command writes on top of half a change"
    recover(root, undo=back)
    now = files_in(root)
    if (root / FILE).exists():
        return "the journal is left"
    if cut_off and now != (
        (original or before) if back else (after if original != after else before)
    ):
        return "recover has not done what was asked"
    if now not in (before, after):
        return "half a change"
    if original is not None:
        undo(root, TODAY)
        if files_in(root) != original:
            return "undo does not lead back"
    tidy(root, TODAY)
    return "temporary files are left" if any((root / ".ksnet").glob(".*.tmp")) else None


def _refuses(root: Path) -> bool:
    before = files_in(root)
    run(("fmt",), root)
    return files_in(root) == before


def main(folder: Path) -> dict[str, Any]:
    os.fsync = lambda _: None  # type: ignore[assignment]  # what a process has written outlives it; only a power cut needs more
    outcome.outcome = lambda *_: (
        outcome.Outcome()
    )  # checking comes before writing, takes longest and touches nothing
    folder = folder.resolve()
    root, old = folder / "work", files()
    reset(folder, old)
    os.chdir(folder)  # where the files that are imported lie
    result: dict[str, Any] = {
        "kills": 0,
        "undo_kills": 0,
        "recover_kills": 0,
        "cut_off": 0,
        "random": 0,
        "problems": [],
    }
    with (
        Path(os.devnull).open("w", encoding="utf-8") as null,
        redirect_stdout(null),
        redirect_stderr(null),
    ):
        for command in (
            *COMMANDS,
            UNDO,
        ):  # once in this process, so that its copies have imported everything
            reset(root, old)
            called(command, root)  # what it ends with does not matter
    gc.freeze()  # so that a copy of this process shares what it has
    gc.disable()
    for command in COMMANDS:
        reset(root, old)
        run(command, root)
        new, with_journal = files_in(root), files_in(root, own=True)
        if new == old:
            result["problems"].append(f"{' '.join(command[:3])} changes nothing")
            continue
        for_good = command[0] in FOR_GOOD
        closely = ALL or bool({"network", "events", "forget"} & set(command))
        original = None if for_good else old
        result["kills"] += _kill(
            result, command, root, old, new, old, original, RANDOM, everywhere=closely
        )
        if not for_good and closely:
            result["undo_kills"] += _kill(
                result, UNDO, root, with_journal, old, new, old, RANDOM_UNDO
            )
            if half := _half(command, root, old, new):
                for way in (("recover",), ("recover", "--undo")):
                    result["recover_kills"] += _kill(
                        result, way, root, half, new, old, old, RANDOM_UNDO
                    )
        if for_good and any(name.startswith(".ksnet/undo/") for name in with_journal):
            result["problems"].append("forget keeps what it removes")
    return result


def _half(command: tuple[str, ...], root: Path, old: Files, new: Files) -> Files | None:
    """Return the files, journal included, where a command is ended in the middle.

    None for one that changes a single file.
    """
    at, ended = 1, True
    while ended:
        reset(root, old)
        ended = run(command, root, at=at)
        if ended and (root / FILE).exists() and files_in(root) not in (old, new):
            return files_in(root, own=True)
        at += 1
    return None


def _kill(
    result: dict[str, Any],
    command: tuple[str, ...],
    root: Path,
    start: Files,
    after: Files,
    before: Files,
    original: Files | None,
    random_kills: int,
    *,
    everywhere: bool = True,
) -> int:
    """End a command that leads from the files of `start` to `after` again and again.

    Return how often.
    """
    chance = random.Random(20260630)
    reset(root, start)
    began = time.perf_counter()
    run(command, root)
    length = time.perf_counter() - began
    plans: list[dict[str, Any]] = [
        {"after": chance.uniform(0, length)} for _ in range(random_kills)
    ]
    at, kills = int(everywhere), 0
    while plans or at:
        reset(root, start)
        plan = {"at": at} if at else plans.pop()
        if not run(command, root, **plan):
            if "at" in plan:
                at = 0
            else:  # it was faster than when it was timed, so once more, sooner: how many kills there are is no chance
                plans.append({"after": plan["after"] / 2})
            continue
        at += bool(at)
        kills += 1
        result["random"] += "after" in plan
        result["cut_off"] += (root / FILE).exists()
        if problem := judge(root, before, after, back=chance.random() < 0.5, original=original):
            result["problems"].append(f"{' '.join(command[:3])} {plan}: {problem}")
    return kills


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
