"""`ksnet figures`: the numbers of a network over years."""

from __future__ import annotations

from typing import Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.data_folder import choose_network
from ksnet.cli.options import NetworkArgument, option
from ksnet.cli.scope import name_unreadable, parse_year
from ksnet.cli.showing import Showing, shows
from ksnet.rendering import DOCUMENT_FORMATS

FORMATS = (*DOCUMENT_FORMATS, "csv")


@shows(FORMATS)
def figures(
    way: Showing,
    network: NetworkArgument = None,
    first: Annotated[str | None, option("--from", "JJJJ", "Erstes Jahr.")] = None,
    last: Annotated[str | None, option("--to", "JJJJ", "Letztes Jahr.")] = None,
) -> None:
    """Zeigt das Netzwerk in Zahlen, Jahr für Jahr.

    Stellen, Kategorien, Treffen, Qualifizierungsangebote, Anwesende, Mittel.

    Beispiel: ksnet figures soest -o zahlen.csv
    """
    from ksnet.documents.figures import figures_rows, figures_view

    form = way.form
    years = (parse_year(first, "--from"), parse_year(last, "--to"))
    if years[0] and years[1] and years[1] < years[0]:
        raise UsageProblem("--to liegt vor --from.")
    repository = way.open()
    found = choose_network(repository, network)
    view = figures_view(found, way.day, *years)
    name_unreadable(found.unreadable)
    if form == "csv":
        way.csv(figures_rows(view))
    else:
        way.view(view, form, repository)
