"""`ksnet due`: coming and overdue tasks."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.common import choose_network, open_repository, today
from ksnet.cli.documents import (
    choose_format,
    deliver_json,
    deliver_view,
    each_network,
    format_option,
    name_unreadable,
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
from ksnet.cli.output import deliver
from ksnet.rendering import DOCUMENT_FORMATS

FORMATS = (*DOCUMENT_FORMATS, "ics", "json")
ALARM = 3  # days before, for calendars
LONGEST = 3660  # days; ten years are more than anybody plans


def due(
    network: EveryNetworkArgument = None,
    days: Annotated[
        str,
        typer.Option(
            "--days", metavar="TAGE", help="Wie viele Tage voraus (sonst 90).", show_default=False
        ),
    ] = "90",
    alarm: Annotated[
        list[str] | None,
        typer.Option(
            "--alarm",
            metavar="TAGE",
            help="Für ics: so viele Tage vorher erinnern (sonst 3); auch mehrmals.",
        ),
    ] = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    """Zeigt, was ansteht und was überfällig ist.

    Termine, Treffen ohne Termin, offene Aufgaben, Niederschriften, Überprüfungen, auslaufende
    Vereinbarungen, fehlende Fortbildungen und Jahresdateien, Seiten mit altem Stand, Daten, die zu
    entfernen sind.

    Als Kalender (ics) ist jeder Punkt ein ganzer Tag mit Erinnerung; Überfälliges steht am heutigen
    Tag.

    Beispiele: ksnet due soest --days 30
               ksnet due soest --alarm 7 --alarm 1 -o was-ansteht.ics
    """
    from ksnet.documents.due import due_view
    from ksnet.duties.due import due_items
    from ksnet.duties.due.items import Horizon
    from ksnet.duties.due.listing import due_json, with_lines
    from ksnet.repository.positions import Positions

    form = choose_format(format, output, FORMATS)
    if alarm and form != "ics":
        raise UsageProblem("--alarm gilt nur für Kalender (--format ics).")
    ahead, day = _days(days), today(as_of)
    alarms = [_days(text, "--alarm") for text in alarm or ()] or [ALARM]
    repository = open_repository(root, own_templates=not no_project_templates)
    positions = Positions(repository)
    found, unreadable, name = [], [], ""
    # One network after the other, so that the records of a whole Land are never in memory at
    # once.
    for one in (
        [choose_network(repository, network)] if network else each_network(repository, quiet=quiet)
    ):
        name_unreadable(one.unreadable, quiet=quiet)
        found += with_lines(due_items(one, day, ahead), one.repairs, positions)
        unreadable += one.unreadable
        name = one.record.name
    several = network is None and len(repository.network_ids) > 1
    if form == "json":
        deliver_json(due_json(found, day), output, quiet=quiet)
        return
    view = due_view(
        found,
        author=f"{len(repository.network_ids)} Netzwerke" if several else name,
        as_of=day,
        last=Horizon.of(day, ahead, repository.land).last,
        several=several,
        unreadable=tuple(unreadable),
    )
    if form == "ics":
        from ksnet.rendering.ics import render_due

        deliver(render_due(view, alarms), output, quiet=quiet, form=form)
    else:
        deliver_view(view, form, output, repository=repository, color=color, quiet=quiet)


def _days(text: str, option: str = "--days") -> int:
    """Return a number of days; raises UsageProblem for anything else."""
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= LONGEST and len(text) <= 4):
        raise UsageProblem(f"{option}: „{text}“ ist keine Zahl von Tagen zwischen 0 und {LONGEST}.")
    return int(text)
