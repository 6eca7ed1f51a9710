"""`ksnet template`: list the packaged templates, or copy one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import OutputProblem, UsageProblem, reason
from ksnet.basics.spelling import did_you_mean
from ksnet.cli.data_folder import open_repository
from ksnet.cli.options import Output, Root, argument, flag, option
from ksnet.cli.output import announce, deliver

if TYPE_CHECKING:
    from ksnet.rendering.catalogue import PackagedTemplate

ACTIONS = ("list", "copy")


def template(
    action: Annotated[
        str, argument("list|copy", "list zeigt alle Vorlagen, copy legt eine zum Ändern ab.")
    ],
    name: Annotated[
        str | None, argument("[NAME]", "Name der Vorlage, z. B. report oder design/page.html.j2.")
    ] = None,
    block: Annotated[
        str | None,
        option("--block", "BLOCK", "Nur diesen Block ändern; alles andere folgt dem Programm."),
    ] = None,
    whole: Annotated[
        bool, flag("--whole", "Eine Gestaltung ganz kopieren, statt sie blockweise zu ergänzen.")
    ] = False,
    force: Annotated[bool, flag("--force", "Eine eigene Fassung überschreiben.")] = False,
    output: Output = None,
    root: Root = None,
) -> None:
    """Zeigt die Vorlagen der Dokumente oder legt eine zum Ändern in den Ordner „templates“.

    In „text“ steht, was ein Dokument sagt, in allen Formaten; in „design“, wie Seiten, PDF-Dateien
    und Word-Dateien aussehen. Die Word-Vorlage wird in Word geändert: Schrift, Farben, Kopfzeile
    mit Logo.

    Beispiele: ksnet template list
               ksnet template copy report
               ksnet template copy report --block ausblick
               ksnet template copy report.docx
    """
    from ksnet.rendering.catalogue import beginning, block_names, packaged_entries

    if action not in ACTIONS:
        raise UsageProblem(f"„{action}“ gibt es hier nicht. Erlaubt sind {' und '.join(ACTIONS)}.")
    repository = open_repository(root)
    folder = repository.templates_dir
    known = packaged_entries()
    if action == "list":
        if name or block or whole or force:
            raise UsageProblem(
                "list zeigt alle Vorlagen; NAME, --block, --whole und --force gehören zu copy."
            )
        deliver(_list(known, folder), output)
        return
    if output is not None:
        raise UsageProblem("-o gehört zu list; copy legt die Vorlage in den Ordner der Vorlagen.")
    if name is None:
        raise UsageProblem("Es fehlt: NAME. Alle Vorlagen: ksnet template list")
    entry = _find(known, name)
    if block is not None:
        known_blocks = [] if entry.name.endswith((".docx", ".typ")) else block_names(entry)
        if block not in known_blocks:
            there = (
                f"Blöcke: {', '.join(known_blocks)}." if known_blocks else "Sie hat keine Blöcke."
            )
            raise UsageProblem(f"{entry.name} hat keinen Block „{block}“. {there}")
    target = folder / entry.name
    if os.path.lexists(target) and not force:
        raise UsageProblem(
            f"{target} gibt es schon. Überschreiben mit --force; die eigene Fassung geht dann verloren."
        )
    from ksnet.repository.atomic import write_atomically

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        content = beginning(entry, block=block or "", whole=whole)
    except OSError as error:
        raise OutputProblem(f"{target} lässt sich nicht anlegen: {reason(error)}.") from error
    write_atomically(target, content)
    announce(f"Geschrieben: {target}")


def _find(known: list[PackagedTemplate], name: str) -> PackagedTemplate:
    from ksnet.rendering.catalogue import template_named

    if (found := template_named(known, name)) is not None:
        return found
    short = [
        entry.name.removeprefix("text/").removesuffix(".md.j2") for entry in known if entry.is_text
    ]
    raise UsageProblem(
        f"Eine Vorlage „{name}“ gibt es nicht."
        + did_you_mean(name, [*(entry.name for entry in known), *short])
        + " Alle Vorlagen: ksnet template list"
    )


def _list(known: list[PackagedTemplate], folder: Path) -> str:
    from ksnet.rendering.catalogue import is_overridden

    rows = [
        (
            entry.name,
            entry.format,
            entry.purpose,
            "eigene Fassung" if is_overridden(entry, folder) else "",
        )
        for entry in known
    ]
    widths = [max(len(row[number]) for row in rows) for number in range(3)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True))
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)
