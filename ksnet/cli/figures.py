"""`ksnet figures`: the numbers of a network over years."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.common import choose_network, open_repository, today
from ksnet.cli.documents import (
    choose_format,
    deliver_view,
    format_option,
    name_unreadable,
    parse_year,
)
from ksnet.cli.options import AsOf, Color, NetworkArgument, NoProjectTemplates, Output, Quiet, Root
from ksnet.cli.output import deliver
from ksnet.rendering import DOCUMENT_FORMATS

FORMATS = (*DOCUMENT_FORMATS, "csv")


def figures(
    network: NetworkArgument = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="JJJJ", help="Erstes Jahr.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="JJJJ", help="Letztes Jahr.")] = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    """Zeigt das Netzwerk in Zahlen, Jahr für Jahr.

    Stellen, Kategorien, Treffen, Qualifizierungsangebote, Anwesende, Mittel.

    Beispiel: ksnet figures soest -o zahlen.csv
    """
    from ksnet.documents.figures import figures_rows, figures_view

    form, day = choose_format(format, output, FORMATS), today(as_of)
    years = (parse_year(first, "--from"), parse_year(last, "--to"))
    if years[0] and years[1] and years[1] < years[0]:
        raise UsageProblem("--to liegt vor --from.")
    repository = open_repository(root, own_templates=not no_project_templates)
    found = choose_network(repository, network)
    view = figures_view(found, day, *years)
    name_unreadable(found.unreadable, quiet=quiet)
    if form == "csv":
        from ksnet.rendering.csvfile import render_csv

        deliver(render_csv(figures_rows(view)), output, quiet=quiet, form=form)
    else:
        deliver_view(view, form, output, repository=repository, color=color, quiet=quiet)
