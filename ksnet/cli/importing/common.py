"""What both imports share: their options, the file, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from ksnet.basics.ordinary import read_given
from ksnet.cli.call import given_content, today
from ksnet.cli.options import AsOf, Output, Root, argument, flag
from ksnet.cli.output import announce, deliver
from ksnet.cli.parameters import with_options
from ksnet.cli.writing import Delivery, Diff, finish, say_findings

if TYPE_CHECKING:
    from ksnet.importing.plans import Imported
    from ksnet.repository import Repository

File = Annotated[
    Path, argument("DATEI", "Die Datei, die eingelesen wird; sie bleibt, wie sie ist.")
]
TellOnly = Annotated[bool, flag("--dry-run", "Nichts schreiben, nur sagen, was geschähe.")]


class Import(NamedTuple):
    """How a file is imported: what a command that writes needs, or the plan is only told."""

    way: Delivery
    only_told: bool


def _import(
    dry_run: TellOnly = False,
    diff: Diff = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
) -> Import:
    return Import(Delivery(root, today(as_of), diff, True, output), dry_run)


def imports(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of both imports, as its `Import`."""
    return with_options(_import, command)


def conclude(repository: Repository, imported: Imported[Any], text: str, how: Import) -> None:
    """Tell the plan and the findings that it causes, and carry it out unless it is only told."""
    way = how.way
    if how.only_told:
        deliver(text, way.output)
        say_findings(imported.outcome)
        announce("Nichts geschrieben, nur gezeigt.")
        return
    announce(text)
    finish(repository, imported.changes, way, done=(), result=imported.outcome)


def file_content(path: Path) -> bytes:
    """Return the content of a list or calendar; raises UsageProblem where it cannot be read.

    More than the most that an import reads is cut off.
    """
    from ksnet.importing.lists.tables import MOST_BYTES

    return given_content(path, partial(read_given, most=MOST_BYTES, cut=True))
