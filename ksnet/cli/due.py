"""`ksnet due`: coming and overdue tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.scope import name_unreadable, one_or_each
from ksnet.cli.showing import Showing, shows
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:  # what reads options is imported by `ksnet.cli.commands`
    from ksnet.cli.options import EveryNetworkArgument, option

FORMATS = (*DOCUMENT_FORMATS, "ics", "json")
ALARM = 3  # days before, for calendars
LONGEST = 3660  # days; ten years are more than anybody plans


@shows(FORMATS)
def due(
    way: Showing,
    network: EveryNetworkArgument = None,
    days: Annotated[str, option("--days", "TAGE", "Wie viele Tage voraus (sonst 90).")] = "90",
    alarm: Annotated[
        list[str] | None,
        option(
            "--alarm", "TAGE", "Für ics: so viele Tage vorher erinnern (sonst 3); auch mehrmals."
        ),
    ] = None,
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
    from ksnet.repository.positions import Positions

    form = way.form
    if alarm and form != "ics":
        raise UsageProblem("--alarm gilt nur für Kalender (--format ics).")
    ahead = _days(days)
    alarms = [_days(text, "--alarm") for text in alarm or ()] or [ALARM]
    repository = way.open()
    positions = Positions(repository)
    found, unreadable, names, name = [], [], {}, ""
    for one in one_or_each(repository, network):
        name_unreadable(one.unreadable)
        # By file, so that each is read once.
        items = sorted(due_items(one, way.day, ahead), key=lambda item: item.place.file)
        found += [(item, positions.line(item.place, one.repairs)) for item in items]
        unreadable += one.unreadable
        names[one.id], name = one.record.known_as, one.record.name
    several = network is None and len(repository.network_ids) > 1
    view = due_view(
        found,
        names,
        author=f"{len(repository.network_ids)} Netzwerke" if several else name,
        as_of=way.day,
        last=Horizon.of(way.day, ahead).last,
        several=several,
        unreadable=tuple(unreadable),
    )
    if form == "json":
        from ksnet.documents.machine import due_json

        way.json(due_json(view))
    elif form == "ics":
        from ksnet.rendering.ics import render_due

        way.deliver(render_due(view, alarms), form)
    else:
        way.view(view, form, repository)


def _days(text: str, option: str = "--days") -> int:
    """Return a number of days; raises UsageProblem for anything else."""
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= LONGEST and len(text) <= 4):
        raise UsageProblem(f"{option}: „{text}“ ist keine Zahl von Tagen zwischen 0 und {LONGEST}.")
    return int(text)
