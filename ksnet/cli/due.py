"""`ksnet due`: what is coming or late."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.common import (
    AsOf,
    Color,
    Output,
    Quiet,
    Root,
    choose_network,
    complete_network,
    deliver,
    open_repository,
    today,
    wants_color,
)

FORMATS = ("text", "json")
LONGEST = 3660  # days; ten years are more than anybody plans


def due(
    network: Annotated[
        str | None,
        typer.Argument(
            metavar="[NETZWERK]", help="Kennung des Netzwerks; ohne sie alle.", autocompletion=complete_network
        ),
    ] = None,
    days: Annotated[
        str, typer.Option("--days", metavar="TAGE", help="Wie viele Tage voraus (sonst 90).", show_default=False)
    ] = "90",
    format: Annotated[
        str | None, typer.Option("--format", metavar="|".join(FORMATS), help="Form der Ausgabe (sonst text).")
    ] = None,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    """Zeigt, was ansteht und was überfällig ist.

    Termine, Treffen ohne Termin, offene Aufgaben, Niederschriften, Überprüfungen, auslaufende Vereinbarungen,
    fehlende Fortbildungen und Jahresdateien, Seiten mit altem Stand, Daten, die zu entfernen sind.

    Beispiel: ksnet due soest --days 30
    """
    from ksnet.cli.documents import all_networks, choose_format, deliver_json, name_unreadable
    from ksnet.duties.due import due_items
    from ksnet.duties.due.items import Horizon
    from ksnet.duties.due.listing import due_json, due_text, with_lines
    from ksnet.repository.positions import Positions

    form = choose_format(format, output, FORMATS)
    ahead, day, colored = _days(days), today(as_of), wants_color(color) and output in {None, "-"}
    repository = open_repository(root)
    positions = Positions(repository)
    networks = [choose_network(repository, network)] if network else all_networks(repository, quiet=quiet)
    name_unreadable(networks, quiet=quiet)
    land = repository.settings.land
    found = [
        entry for one in networks for entry in with_lines(due_items(one, day, ahead, land), one.repairs, positions)
    ]
    if form == "json":
        deliver_json(due_json(found, day), output, quiet=quiet)
    else:
        several = network is None and len(repository.network_ids) > 1
        deliver(due_text(found, Horizon.of(day, ahead).last, several=several, color=colored), output, quiet=quiet)


def _days(text: str) -> int:
    """Return the number of days; raises UsageProblem where it is none."""
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= LONGEST and len(text) <= 4):
        raise UsageProblem(f"--days: „{text}“ ist keine Zahl von Tagen zwischen 0 und {LONGEST}.")
    return int(text)
