"""Kill commands that write, again and again: `python -m tests.killing FOLDER`; prints what was left as JSON.

The program is imported once; each command runs in a copy of this process (fork), which the parent ends with SIGKILL: once
at each system call that opens, renames or removes a file, and then at random moments. Afterwards each file must be whole,
old or new; and after `ksnet recover`, or `--undo`, all of them old or all of them new.
"""

from __future__ import annotations

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

from ksnet.cli import app
from ksnet.editing import outcome
from ksnet.errors import KsnetError
from ksnet.journal import FILE, recover

DAY = ("--as-of", "2026-06-30")
COMMANDS: list[tuple[str, ...]] = [
    ("rename", "youth-office", "stadt-muster", "stadt-neu", *DAY),
    ("rename", "network", "musterstadt", "neustadt", *DAY),
    ("end", "person", "muster", "--on", "2026-06-15", *DAY),
    ("move-event", "musterstadt/2026-09-16-treffen", "--to", "2026-10-07 13:30", *DAY),
    ("forget", "musterstadt", "frueher", "--yes", *DAY),
    ("fmt",),
    ("validate", "--fix", "--unsafe-fixes", *DAY),
    ("import", "members", "liste.csv", "--network", "musterstadt", "--force", *DAY),
    ("import", "events", "kalender.ics", "--network", "musterstadt", *DAY),
]
LIST = "Stelle;Name;Vorname\nJugendamt;Neu;Nora\nKita Nord;Berg;Ole\nKita Ost;Roth;Jan\n"
APPOINTMENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:{0}T100000\r\nSUMMARY:Fachtag\r\nEND:VEVENT\r\n"
CALENDAR = f"BEGIN:VCALENDAR\r\n{APPOINTMENT.format(20260901)}{APPOINTMENT.format(20260902)}END:VCALENDAR\r\n"
COMMAND = typer.main.get_command(app)
RANDOM = 26  # kills of each command at random moments
_WATCHED = frozenset(("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.listdir"))

Files = dict[str, bytes]


def files_in(root: Path) -> Files:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".ksnet" not in path.parts
    }


def reset(root: Path, files: Files) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def run(command: tuple[str, ...], root: Path, *, at: int = 0, after: float = 0.0) -> bool:
    """Run a command in a copy of this process; end it at a file operation or after some seconds. True if it was ended."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        if at:
            _end_at(at)
        try:
            COMMAND.main([*command, "--root", str(root)], standalone_mode=False)
        except KsnetError as error:
            os._exit(error.exit_code)
        os._exit(0)
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
        if (event in _WATCHED and ".ksnet" in repr(arguments)) or event in {"os.rename", "os.remove", "os.rmdir"}:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def judge(root: Path, old: Files, new: Files, *, undo: bool) -> str | None:
    """Return what is wrong after a command was ended, or None."""
    now = files_in(root)
    torn = [name for name, content in now.items() if content not in (old.get(name), new.get(name))]
    lost = [name for name in old.keys() & new.keys() if name not in now]
    if torn or lost:
        return f"torn {torn}, lost {lost}"
    cut_off = (root / FILE).exists()
    if not cut_off and now not in (old, new):
        return "half a change without a journal"
    if cut_off and not _refuses(root):
        return "a command writes on top of half a change"
    recover(root, undo=undo)
    now = files_in(root)
    if (root / FILE).exists():
        return "the journal is left"
    if cut_off and now != (old if undo else new):
        return "recover has not done what was asked"
    return None if now in (old, new) else "half a change"


def _refuses(root: Path) -> bool:
    before = files_in(root)
    run(("fmt",), root)
    return files_in(root) == before


def main(folder: Path) -> dict[str, Any]:
    os.fsync = lambda _: None  # type: ignore[assignment]  # what a process has written outlives it; only a power cut needs more
    outcome.outcome = lambda *_: outcome.Outcome()  # checking comes before writing, takes longest and touches nothing
    folder = folder.resolve()
    root, source = folder / "work", folder / "source"
    old = files_in(source)
    (folder / "liste.csv").write_text(LIST, encoding="utf-8")
    (folder / "kalender.ics").write_text(CALENDAR, encoding="utf-8", newline="")
    os.chdir(folder)  # where the files that are imported lie
    problems: list[str] = []
    kills = cut_off = 0
    chance = random.Random(20260630)
    with Path(os.devnull).open("w", encoding="utf-8") as null, redirect_stdout(null), redirect_stderr(null):
        for command in COMMANDS:  # once in this process, so that its copies have imported everything
            reset(root, old)
            COMMAND.main([*command, "--root", str(root)], standalone_mode=False)
    gc.freeze()  # so that a copy of this process shares what it has
    gc.disable()
    for command in COMMANDS:
        reset(root, old)
        began = time.perf_counter()
        run(command, root)
        length = time.perf_counter() - began
        new = files_in(root)
        if new == old:
            problems.append(f"{' '.join(command[:3])} changes nothing")
        plans: list[dict[str, Any]] = [{"after": chance.uniform(0, length)} for _ in range(RANDOM)]
        at = 1
        while plans or at:
            reset(root, old)
            plan = {"at": at} if at else plans.pop()
            if not run(command, root, **plan):
                if "at" in plan:
                    at = 0
                else:  # it was faster than when it was timed, so once more, sooner: how many kills there are is no chance
                    plans.append({"after": plan["after"] / 2})
                continue
            at += bool(at)
            kills += 1
            cut_off += (root / FILE).exists()
            if problem := judge(root, old, new, undo=chance.random() < 0.5):
                problems.append(f"{' '.join(command[:3])} {plan}: {problem}")
    return {"kills": kills, "cut_off": cut_off, "problems": problems}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
