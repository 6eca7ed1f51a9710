"""`ksnet calendar`: meetings in order."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.basics.frozen import replace
from ksnet.cli.output import announce
from ksnet.cli.scope import name_unreadable, one_or_each, parse_audience, parse_window
from ksnet.cli.showing import Showing, shows
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:  # what reads options is imported by `ksnet.cli.commands`
    from ksnet.cli.options import (
        AudienceOption,
        EveryNetworkArgument,
        GroupOption,
        YearOption,
        option,
    )
    from ksnet.documents.calendar import CalendarView
    from ksnet.repository import Network, Repository

FORMATS = (*DOCUMENT_FORMATS, "ics", "csv", "json")


@shows(FORMATS)
def calendar(
    way: Showing,
    network: EveryNetworkArgument = None,
    year: YearOption = None,
    first: Annotated[
        str | None, option("--from", "TAG", "Ab diesem Tag, z. B. 1.8.2025; auch 8/2025.")
    ] = None,
    last: Annotated[str | None, option("--to", "TAG", "Bis zu diesem Tag.")] = None,
    group: GroupOption = None,
    audience: AudienceOption = "intern",
) -> None:
    """Zeigt die Termine in ihrer Reihenfolge, auch als Kalenderdatei.

    Beispiel: ksnet calendar soest --year 2025
    """
    from ksnet.documents.calendar import calendar_view
    from ksnet.editing.naming import groups_called

    form = way.form
    chosen, window = parse_audience(audience), parse_window(year, first, last)
    repository = way.open()
    networks: Iterable[Network] = one_or_each(repository, network)
    if group is not None:
        heads = list(one_or_each(repository, network, heads=True))
        having, group = groups_called(heads, group)
        networks = map(repository.network, [one.id for one in having])
    view = calendar_view(networks, as_of=way.day, window=window, group=group, audience=chosen)
    name_unreadable(view.unreadable)
    if form == "ics":
        for entry in view.undated:
            announce(f"Ohne Tag, daher nicht in der Kalenderdatei: {entry.title} ({entry.file})")
        way.deliver_pieces(calendar_feed(view, repository), form)
    elif form == "csv":
        from ksnet.documents.calendar_sheet import calendar_rows

        way.csv(calendar_rows(view))
    elif form == "json":
        from ksnet.documents.machine import calendar_json, event_json

        way.json(calendar_json(replace(view, entries=())), events=map(event_json, view.entries))
    else:
        way.view(view, form, repository)


def calendar_feed(view: CalendarView, repository: Repository) -> Iterator[bytes]:
    """Return the calendar as pieces of an iCalendar feed, without events of an unknown day."""
    from ksnet.rendering.ics import calendar_pieces

    title = " ".join(part for part in ("Termine", str(view.year or view.period)) if part)
    name = view.author if len(view.networks) == 1 else f"{len(view.networks)} Netzwerke"
    stamps = event_stamps(repository, (entry.file for entry in view.entries))
    return calendar_pieces(f"{title}, {name}", view.entries, stamps)


def event_stamps(repository: Repository, files: Iterable[str]) -> dict[str, dt.datetime]:
    """Return the last change of each event: SOURCE_DATE_EPOCH, else the last commit of its file."""
    from ksnet.cli.git import last_commits

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            stamp = dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageProblem(
                "SOURCE_DATE_EPOCH ist kein Zeitpunkt; nötig sind Sekunden seit 1970."
            ) from None
        return dict.fromkeys(files, stamp)
    return last_commits(repository.root, f"{repository.settings.data}/events")
