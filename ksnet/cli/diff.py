"""`ksnet diff`: what changed in the records, as sentences."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ksnet.cli.common import AsOf, Debug, Output, Quiet, Root, deliver, find_root, say, today
from ksnet.cli.documents import choose_format, deliver_json

FORMATS = ("text", "md", "json")
WORKING_TREE = "Arbeitsstand"


def diff(
    base: Annotated[
        str | None,
        typer.Argument(metavar="[VORHER]", help="Stand davor; sonst der, an dem dieser Zweig vom Hauptzweig abging."),
    ] = None,
    head: Annotated[
        str | None, typer.Argument(metavar="[NACHHER]", help="Stand danach; sonst die Dateien, wie sie jetzt daliegen.")
    ] = None,
    format: Annotated[str | None, typer.Option("--format", metavar="|".join(FORMATS), help="Form der Ausgabe.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit-Code 1, wenn sich etwas geändert hat.")] = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001  (read where errors are caught)
) -> None:
    """Sagt in Sätzen, was sich an den Unterlagen geändert hat, und welche Befunde neu oder gelöst sind.

    Verglichen werden zwei gespeicherte Stände (Commit, Zweig, Marke) oder ein Stand mit den Dateien, wie sie daliegen.

    Beispiel: ksnet diff main
    """
    from ksnet.comparing import compare
    from ksnet.comparing.history import History
    from ksnet.comparing.machine import as_json
    from ksnet.comparing.output import as_markdown, as_text
    from ksnet.repository import Repository
    from ksnet.repository.journal import refuse_unfinished

    form, day = choose_format(format, output, FORMATS), today(as_of)
    folder = find_root(root)
    if head is None:
        refuse_unfinished(folder)
    history = History(folder)
    commit, called, note = (history.commit(base), base, "") if base else history.fork_point()
    if note:
        say(note, quiet=quiet)
    after = history.commit(head) if head else None
    with TemporaryDirectory(prefix="ksnet-", ignore_cleanup_errors=True) as temporary:
        before_folder, after_folder = Path(temporary) / "before", Path(temporary) / "after"
        before_folder.mkdir()
        after_folder.mkdir()
        before = history.export(commit, before_folder)
        now = history.export(after, after_folder) if after else Repository(folder)
        comparison = compare(before, now, day)
    names = called, head or WORKING_TREE
    if form == "json":
        deliver_json(as_json(comparison, *names), output, quiet=quiet)
    else:
        deliver((as_markdown if form == "md" else as_text)(comparison, *names), output, quiet=quiet, form=form)
    if exit_code and not comparison.empty:
        raise typer.Exit(1)
