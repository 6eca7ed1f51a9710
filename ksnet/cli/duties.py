"""`ksnet duties`: the duties one by one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from ksnet.cli.call import Done
from ksnet.cli.options import EveryNetworkArgument, YearOption, flag
from ksnet.cli.scope import name_unreadable, one_or_each, parse_year
from ksnet.cli.showing import Showing, shows
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:
    from ksnet.duties.assessing import Facts
    from ksnet.repository import Network, Repository

FORMATS = (*DOCUMENT_FORMATS, "json")


@shows(FORMATS)
def duties(
    way: Showing,
    network: EveryNetworkArgument = None,
    year: YearOption = None,
    strict: Annotated[
        bool,
        flag("--strict", "Exit-Code 1, wenn eine Pflicht offen ist, die das Gesetz vorschreibt."),
    ] = False,
) -> None:
    """Zeigt die Pflichten nach dem Gesetz einzeln, mit Stand, Nachweis und dem, was fehlt.

    Ohne --year das laufende Jahr. Zeiten, in denen die Unterlagen nicht vollständig sind,
    sind nicht beurteilbar.

    Beispiel: ksnet duties soest --year 2025
    """
    from ksnet.documents.duties import duties_view
    from ksnet.duties.assessing import assess
    from ksnet.repository.positions import Positions

    form = way.form
    number = parse_year(year) or way.day.year
    repository = way.open()
    networks = list(one_or_each(repository, network))
    positions = Positions(repository)
    view = duties_view(
        [(facts, assess(facts, number)) for facts in _facts(repository, networks, way.day, number)],
        year=number,
        as_of=way.day,
        line_of=lambda found, place: positions.line(place, found.repairs),
    )
    name_unreadable(file for one in networks for file in one.unreadable)
    if form == "json":
        from ksnet.documents.machine import duties_json

        way.json(duties_json(view))
    else:
        way.view(view, form, repository)
    if strict and view.open_must:
        raise Done(1)


def _facts(
    repository: Repository, networks: list[Network], day: dt.date, year: int | None
) -> list[Facts]:
    from ksnet.duties.assessing import Facts
    from ksnet.duties.assessing.family import Family
    from ksnet.duties.counting.known import as_known_on

    family = Family(repository, day, year)
    return [
        Facts(as_known_on(network, day), day, family.elsewhere(network)) for network in networks
    ]
