"""Beginning and end of every writing command: show or write, and tell the consequences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from ksnet.basics.errors import OutputProblem
from ksnet.cli.call import current_call, today
from ksnet.cli.changes import shown_diff
from ksnet.cli.data_folder import open_repository
from ksnet.cli.options import AsOf, Output, Root, flag
from ksnet.cli.output import announce, deliver, tell
from ksnet.cli.parameters import with_options

if TYPE_CHECKING:
    from ksnet.editing.outcome import Outcome
    from ksnet.repository import Repository
    from ksnet.repository.changes import FileChange
    from ksnet.repository.journal import Doing

Diff = Annotated[bool, flag("--diff", "Nichts schreiben, die Änderungen zeigen.")]
DryRun = Annotated[bool, flag("--diff", "Nichts schreiben, die Änderungen zeigen.", "--dry-run")]
Yes = Annotated[bool, flag("--yes", "Ohne Rückfrage schreiben.", "-y")]


class Delivery(NamedTuple):
    """How a command writes: folder, day, and the options of `writes`."""

    root: Path | None
    day: dt.date
    diff: bool
    yes: bool
    output: str | None


def _asking(
    yes: Yes = False,
    diff: DryRun = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
) -> Delivery:
    return Delivery(root, today(as_of), diff, yes, output)


def _unasked(
    diff: DryRun = False, output: Output = None, root: Root = None, as_of: AsOf = None
) -> Delivery:
    return Delivery(root, today(as_of), diff, True, output)


def writes(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of all that ask before writing, as its `Delivery`."""
    return with_options(_asking, command)


def writes_unasked(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of all that write without asking, as its `Delivery`."""
    return with_options(_unasked, command)


def open_for_writing(root: Path | None) -> Repository:
    """Return the repository; raises UsageProblem also after an interrupted change."""
    from ksnet.repository.journal import refuse_unfinished

    repository = open_repository(root)
    refuse_unfinished(repository.root)
    return repository


def this_command(day: dt.date, *, kept: bool = True) -> Doing:
    """Return the current command and day, for the journal."""
    from ksnet.repository.journal import Doing
    from ksnet.repository.journal.kept import Today

    call = current_call()
    assert call is not None  # noqa: S101  (nothing is written outside of one)
    return Doing(call.command, Today(day, fixed=call.given.get("as_of") is not None), kept)


def finish(
    repository: Repository,
    changes: Mapping[str, FileChange],
    way: Delivery,
    *,
    done: Sequence[str],
    renamed: tuple[str, str] | None = None,
    kept: bool = True,
    result: Outcome | None = None,
) -> None:
    """Write the changes, or show them with `--diff`; say what was `done`, and new findings.

    Nothing is written if a file would be unreadable afterwards. Unchanged files are ignored.
    `result` is the outcome, if known already. A change that is not `kept` cannot be undone by
    `ksnet undo`.
    """
    from ksnet.editing.outcome import lost_comments_said, outcome
    from ksnet.repository.changes import write_changes

    changes = {file: change for file, change in changes.items() if change.before != change.after}
    result = result or outcome(repository, changes, way.day, renamed)
    if way.diff:
        deliver(shown_diff(changes, *result.veils), way.output)
    else:
        write_changes(repository.root, changes, this_command(way.day, kept=kept))
    try:
        if not way.diff:
            deliver_written(changes, way.output)
    finally:  # whoever reads on: the change is made
        said = [*done, *lost_comments_said(changes)] if changes else [_AS_IT_WAS] * bool(done)
        for sentence in said:
            announce(sentence)
        say_findings(result)
    if way.diff:
        announce("Nichts geschrieben, nur gezeigt.")


_AS_IT_WAS = "Nichts geändert: So steht es schon da."


def deliver_written(files: Iterable[str], output: str | None) -> None:
    """Deliver the names of files that were written, and say so where that cannot be done."""
    text = "".join(f"{file}\n" for file in sorted(files))
    try:
        deliver(text, output)
    except (OSError, OutputProblem) as error:
        if text and not isinstance(error, BrokenPipeError):  # its reader has seen enough
            tell("Die Unterlagen sind geändert; nur die Liste der Dateien fehlt.")
        raise


def say_findings(result: Outcome) -> None:
    """Tell the new findings after a change."""
    if result.new:
        from ksnet.checking import Checked
        from ksnet.reporting import reporter

        announce("\nDadurch meldet die Prüfung neu:\n")
        announce(reporter("text")(Checked(result.files, result.new)).rstrip())
