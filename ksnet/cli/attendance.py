"""`ksnet attendance`: attendance of bodies."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.cli.common import choose_network, open_repository, today
from ksnet.cli.documents import (
    YearOption,
    choose_format,
    deliver_view,
    format_option,
    name_unreadable,
    parse_window,
)
from ksnet.cli.options import (
    AsOf,
    Color,
    GroupOption,
    NetworkArgument,
    NoProjectTemplates,
    Output,
    Quiet,
    Root,
)
from ksnet.cli.output import deliver
from ksnet.rendering import DOCUMENT_FORMATS

FORMATS = (*DOCUMENT_FORMATS, "csv")


def attendance(
    network: NetworkArgument = None,
    group: GroupOption = None,
    year: YearOption = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATUM", help="Erster Tag, z. B. 1.8.2024; auch 8/2024."),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATUM", help="Letzter Tag, z. B. 31.7.2025.")
    ] = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    """Zeigt, welche Stelle wie oft bei Treffen der Gremien vertreten war, und wer seit wann fehlt.

    Gezählt werden die Stellen, die zu einem Treffen als vertreten erfasst sind. Ohne --year, --from
    und --to alle Jahre.

    Beispiel: ksnet attendance soest --group ak-schule
    """
    from ksnet.documents.attendance import attendance_rows, attendance_view
    from ksnet.editing.naming import group_called

    form, day, window = (
        choose_format(format, output, FORMATS),
        today(as_of),
        parse_window(year, first, last),
    )
    repository = open_repository(root, own_templates=not no_project_templates)
    found = choose_network(repository, network)
    if group is not None:
        group = group_called(found, group)
    view = attendance_view(found, day, window, group)
    name_unreadable(found.unreadable, quiet=quiet)
    if form == "csv":
        from ksnet.rendering.csvfile import render_csv

        deliver(render_csv(attendance_rows(view)), output, quiet=quiet, form=form)
    else:
        deliver_view(view, form, output, repository=repository, color=color, quiet=quiet)
