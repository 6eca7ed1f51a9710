"""`ksnet attendance`: who came how often."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.cli.common import (
    AsOf,
    Color,
    Debug,
    Output,
    Quiet,
    Root,
    choose_network,
    complete_network,
    deliver,
    open_repository,
    today,
)
from ksnet.cli.documents import (
    DOCUMENT_FORMATS,
    YearOption,
    check_group,
    choose_format,
    deliver_view,
    name_unreadable,
    parse_window,
)

FORMATS = (*DOCUMENT_FORMATS, "csv")


def attendance(
    network: Annotated[
        str, typer.Argument(metavar="NETZWERK", help="Kennung des Netzwerks.", autocompletion=complete_network)
    ],
    group: Annotated[
        str | None, typer.Option("--group", metavar="KENNUNG", help="Nur dieses Gremium; sonst alle.")
    ] = None,
    year: YearOption = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATUM", help="Erster Tag.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATUM", help="Letzter Tag.")] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Form der Ausgabe; sonst nach der Endung der Datei, im Terminal text.",
        ),
    ] = None,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001  (read where errors are caught)
) -> None:
    """Zeigt, welche Stelle wie oft bei den Treffen der Gremien vertreten war, und wer seit wann fehlt.

    Gezählt wird, was unter „attendance“ steht. Ohne --year, --from und --to alle Jahre.

    Beispiel: ksnet attendance soest --group ak-schule
    """
    from ksnet.documents.attendance import attendance_rows, attendance_view

    form, day, window = choose_format(format, output, FORMATS), today(as_of), parse_window(year, first, last)
    repository = open_repository(root)
    found = choose_network(repository, network)
    check_group([found], group)
    view = attendance_view(found, day, window, group)
    name_unreadable([found], quiet=quiet)
    if form == "csv":
        from ksnet.rendering import render_csv

        deliver(render_csv(attendance_rows(view)), output, quiet=quiet)
    else:
        deliver_view(view, form, output, repository=repository, color=color, quiet=quiet)
