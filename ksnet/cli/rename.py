"""`ksnet rename`: a new id, in every file that uses it."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.cli.common import AsOf, Output, Quiet, Root, complete_network, say, today
from ksnet.cli.writing import Diff, finish, open_for_writing

NetworkOption = Annotated[
    str | None,
    typer.Option(
        "--network",
        metavar="NETZWERK",
        help="In diesem Netzwerk; nötig, wo es die Kennung in mehreren gibt.",
        autocompletion=complete_network,
    ),
]


def rename(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="ART",
            help="network, youth-office, coordination, group, member, person, guest, event, plan, goal, workstream, agreement oder source.",
        ),
    ],
    old: Annotated[str, typer.Argument(metavar="ALT", help="Die bisherige Kennung.")],
    new: Annotated[str, typer.Argument(metavar="NEU", help="Die neue Kennung.")],
    network: NetworkOption = None,
    diff: Diff = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Gibt einem Eintrag eine neue Kennung, in allen Dateien, die sie nennen.

    Auch Datei- und Ordnernamen, wo sie die Kennung sind. Ein Jugendamt wird in allen Netzwerken umbenannt.

    Beispiel: ksnet rename group ak-schule ak-schulen --network soest
    """
    from ksnet.editing import renaming
    from ksnet.editing.lookup import Meant, kind_of

    meant, day = kind_of(kind), today(as_of)
    repository = open_for_writing(root)
    renamed = renaming.rename(repository, Meant(meant, old, network), new, day)
    finish(
        repository,
        renamed.changes,
        day,
        done=[renaming.renamed_text(meant, new, renamed)],
        renamed=(renamed.old, new),
        diff=diff,
        output=output,
        quiet=quiet,
    )
    for note in renamed.notes:
        say(note, quiet=quiet)
