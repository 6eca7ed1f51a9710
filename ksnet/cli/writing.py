"""How every command that changes records begins and ends: show or write, and say what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.cli.changes import shown_diff
from ksnet.cli.common import deliver, open_repository, say

if TYPE_CHECKING:
    from ksnet.editing.outcome import Outcome
    from ksnet.repository import Repository
    from ksnet.repository.changes import FileChange
    from ksnet.repository.journal import Doing

Diff = Annotated[bool, typer.Option("--diff", help="Nichts schreiben, die Änderungen zeigen.")]


def open_for_writing(root: Path | None) -> Repository:
    """Return the repository that is meant; raises UsageProblem also where an earlier change was cut off."""
    from ksnet.repository.journal import refuse_unfinished

    repository = open_repository(root)
    refuse_unfinished(repository.root)
    return repository


def this_command(day: dt.date, *, kept: bool = True) -> Doing:
    """Return which command runs on which day, for the journal of what it changes."""
    from typer._click.globals import get_current_context  # see ksnet.cli.german

    from ksnet.repository.journal import Doing
    from ksnet.repository.journal.kept import Today

    context = get_current_context()
    command = context.command_path.removeprefix("ksnet").strip()
    return Doing(command, Today(day, fixed=context.params.get("as_of") is not None), kept)


def finish(
    repository: Repository,
    changes: Mapping[str, FileChange],
    day: dt.date,
    *,
    done: Sequence[str],
    renamed: tuple[str, str] | None = None,
    kept: bool = True,
    result: Outcome | None = None,
    diff: bool = False,
    output: str | None = None,
    quiet: bool = False,
) -> None:
    """Write the changes, or show them with `diff`; say what was `done` and which findings are new because of it.

    Nothing is written where a file could not be read afterwards. Unchanged files may be among the changes. `result` is
    the outcome, where the caller has looked at it already. What is not `kept` cannot be taken back by `ksnet undo`.
    """
    from ksnet.editing.outcome import outcome
    from ksnet.repository.changes import write_changes

    changes = {file: change for file, change in changes.items() if change.before != change.after}
    result = result or outcome(repository, changes, day, renamed)
    if diff:
        deliver(shown_diff(changes, *result.veils), output, quiet=quiet)
    else:
        write_changes(repository.root, changes, this_command(day, kept=kept))
        deliver("".join(f"{file}\n" for file in sorted(changes)), output, quiet=quiet)
    for sentence in done:
        say(sentence, quiet=quiet)
    say_findings(result, quiet=quiet)
    if diff:
        say("Nichts geschrieben (--diff).", quiet=quiet)


def say_findings(result: Outcome, *, quiet: bool) -> None:
    """Say which findings are new because of a change."""
    if result.new:
        from ksnet.checking import Checked
        from ksnet.reporting import reporter

        say("\nDadurch meldet die Prüfung neu:\n", quiet=quiet)
        say(reporter("text")(Checked(result.files, result.new), False).rstrip(), quiet=quiet)
