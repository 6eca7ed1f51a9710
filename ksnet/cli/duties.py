"""`ksnet duties`: the duties one by one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.cli.common import Done, choose_network, open_repository, today
from ksnet.cli.documents import (
    YearOption,
    all_networks,
    choose_format,
    deliver_json,
    deliver_view,
    format_option,
    name_unreadable,
    parse_year,
)
from ksnet.cli.options import (
    AsOf,
    Color,
    EveryNetworkArgument,
    NoProjectTemplates,
    Output,
    Quiet,
    Root,
)
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:
    from ksnet.duties.assessing import Facts
    from ksnet.repository import Network, Repository

FORMATS = (*DOCUMENT_FORMATS, "json")


def duties(
    network: EveryNetworkArgument = None,
    year: YearOption = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Exit-Code 1, wenn eine Pflicht offen ist, die das Gesetz vorschreibt."
        ),
    ] = False,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    """Zeigt die Pflichten nach dem Gesetz einzeln, mit Stand, Nachweis und dem, was fehlt.

    Ohne --year das laufende Jahr. Zeiten, für die die Unterlagen nicht vollständig sein wollen,
    sind nicht beurteilbar.

    Beispiel: ksnet duties soest --year 2025
    """
    from ksnet.documents.duties import duties_view
    from ksnet.duties.assessing import assess
    from ksnet.repository.positions import Positions

    form = choose_format(format, output, FORMATS)
    day = today(as_of)
    number = parse_year(year) or day.year
    repository = open_repository(root, own_templates=not no_project_templates)
    networks = (
        [choose_network(repository, network)] if network else all_networks(repository, quiet=quiet)
    )
    positions = Positions(repository)
    view = duties_view(
        [(facts, assess(facts, number)) for facts in _facts(repository, networks, day, number)],
        year=number,
        as_of=day,
        line_of=lambda found, place: positions.line(place, found.repairs),
    )
    name_unreadable((file for one in networks for file in one.unreadable), quiet=quiet)
    if form == "json":
        from ksnet.documents.machine import duties_json

        deliver_json(duties_json(view), output, quiet=quiet)
    else:
        deliver_view(view, form, output, repository=repository, color=color, quiet=quiet)
    if strict and view.open_must:
        raise Done(1)


def _facts(
    repository: Repository, networks: list[Network], day: dt.date, year: int | None
) -> list[Facts]:
    from ksnet.duties.assessing import Facts
    from ksnet.duties.assessing.family import Family

    family = Family(repository, day, year)
    return [Facts(network, day, family.elsewhere(network)) for network in networks]
