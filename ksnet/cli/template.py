"""`ksnet template`: the packaged templates, and a copy to change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.cli.common import Debug, Quiet, Root, open_repository, say
from ksnet.errors import OutputProblem, UsageProblem, reason
from ksnet.spelling import nearest

if TYPE_CHECKING:
    from ksnet.rendering.catalogue import Entry

ACTIONS = ("list", "copy")


def template(
    action: Annotated[
        str, typer.Argument(metavar="list|copy", help="list zeigt alle Vorlagen, copy legt eine zum Ändern ab.")
    ],
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Name der Vorlage, z. B. report.docx.")] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Eine Textvorlage ganz kopieren, statt sie blockweise zu ergänzen.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Eine eigene Fassung überschreiben.")] = False,
    root: Root = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001  (read where errors are caught)
) -> None:
    """Zeigt die Vorlagen der Dokumente oder legt eine davon in den Ordner „templates“, wo sie geändert werden kann.

    Eine Word-Vorlage wird in Word geändert: Schrift, Farben, Kopfzeile mit Logo, Reihenfolge der Kapitel, eigener Text.

    Beispiele: ksnet template list
               ksnet template copy report.docx
    """
    from ksnet.rendering.catalogue import beginning, entries

    if action not in ACTIONS:
        raise UsageProblem(f"„{action}“ gibt es hier nicht. Erlaubt sind {' und '.join(ACTIONS)}.")
    repository = open_repository(root)
    folder = repository.templates_dir
    known = entries()
    if action == "list":
        if name or whole or force:
            raise UsageProblem("list zeigt alle Vorlagen; NAME, --whole und --force gehören zu copy.")
        _list(known, folder)
        return
    if name is None:
        raise UsageProblem("Es fehlt: NAME. Alle Vorlagen: ksnet template list")
    entry = _find(known, name)
    target = folder / entry.name
    if (target.exists() or target.is_symlink()) and not force:
        raise UsageProblem(f"{target} gibt es schon. Überschreiben mit --force; die eigene Fassung geht dann verloren.")
    from ksnet.files import write_atomically

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        content = beginning(entry, whole=whole)
    except OSError as error:
        raise OutputProblem(f"{target} lässt sich nicht anlegen: {reason(error)}.") from error
    write_atomically(target, content)
    say(f"Geschrieben: {target}", quiet=quiet)


def _find(known: list[Entry], name: str) -> Entry:
    for entry in known:
        if entry.name == name:
            return entry
    kind, _, ending = name.partition(".")
    shared = ending == "docx" and any(entry.name == f"{kind}.html.j2" for entry in known)
    # Papers without a Word template of their own share one; a name that looks alike would lead to the wrong file.
    meant = "document.docx" if shared else nearest(name, [entry.name for entry in known])
    raise UsageProblem(
        f"Eine Vorlage „{name}“ gibt es nicht."
        + (f" Meinten Sie „{meant}“?" if meant else "")
        + " Alle Vorlagen: ksnet template list"
    )


def _list(known: list[Entry], folder: Path) -> None:
    from ksnet.rendering.catalogue import is_overridden

    rows = [
        (entry.name, entry.format, entry.purpose, "eigene Fassung" if is_overridden(entry, folder) else "")
        for entry in known
    ]
    widths = [max(len(row[number]) for row in rows) for number in range(3)]
    for row in rows:
        words = (cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True))
        typer.echo("  ".join(words).rstrip())
