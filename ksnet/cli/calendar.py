"""`ksnet calendar`: meetings in order."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.cli.common import choose_network, open_repository, today
from ksnet.cli.documents import (
    AudienceOption,
    YearOption,
    choose_format,
    deliver_json,
    deliver_view,
    each_network,
    format_option,
    name_unreadable,
    parse_audience,
    parse_window,
)
from ksnet.cli.options import (
    AsOf,
    Color,
    EveryNetworkArgument,
    GroupOption,
    NoProjectTemplates,
    Output,
    Quiet,
    Root,
)
from ksnet.cli.output import deliver, say
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:
    from ksnet.documents.calendar import CalendarView
    from ksnet.repository import Network, Repository

FORMATS = (*DOCUMENT_FORMATS, "ics", "csv", "json")


def calendar(
    network: EveryNetworkArgument = None,
    year: YearOption = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="TAG", help="Ab diesem Tag, z. B. 1.8.2025; auch 8/2025."),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="TAG", help="Bis zu diesem Tag.")
    ] = None,
    group: GroupOption = None,
    audience: AudienceOption = "intern",
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> None:
    """Zeigt die Termine in ihrer Reihenfolge, auch als Kalenderdatei.

    Beispiel: ksnet calendar soest --year 2025
    """
    from ksnet.documents.calendar import calendar_view
    from ksnet.editing.naming import groups_called

    form = choose_format(format, output, FORMATS)
    chosen, window, day = parse_audience(audience), parse_window(year, first, last), today(as_of)
    repository = open_repository(root, own_templates=not no_project_templates)
    # One network after the other, so that the records of a whole Land are never in memory at
    # once.
    networks: Iterable[Network] = (
        [choose_network(repository, network)] if network else each_network(repository, quiet=quiet)
    )
    if group is not None:
        networks, group = groups_called(list(networks), group)
    view = calendar_view(networks, as_of=day, window=window, group=group, audience=chosen)
    name_unreadable(view.unreadable, quiet=quiet)
    if form == "ics":
        for entry in view.undated:
            say(
                f"Ohne Tag, daher nicht in der Kalenderdatei: {entry.title} ({entry.file})",
                quiet=quiet,
            )
        deliver(calendar_feed(view, repository), output, quiet=quiet, form=form)
    elif form == "csv":
        from ksnet.documents.calendar_sheet import calendar_rows
        from ksnet.rendering.csvfile import render_csv

        deliver(render_csv(calendar_rows(view)), output, quiet=quiet, form=form)
    elif form == "json":
        from ksnet.documents.machine import calendar_json

        deliver_json(calendar_json(view), output, quiet=quiet)
    else:
        deliver_view(view, form, output, repository=repository, color=color, quiet=quiet)


def calendar_feed(view: CalendarView, repository: Repository) -> bytes:
    """Return the calendar as an iCalendar feed, without events of an unknown day."""
    from ksnet.rendering.ics import render_calendar

    title = " ".join(part for part in ("Termine", str(view.year or view.period)) if part)
    name = view.author if len(view.networks) == 1 else f"{len(view.networks)} Netzwerke"
    stamps = event_stamps(repository, [entry.file for entry in view.entries])
    return render_calendar(f"{title}, {name}", view.entries, stamps)


def event_stamps(repository: Repository, files: Sequence[str]) -> dict[str, dt.datetime]:
    """Return the last change of each event: SOURCE_DATE_EPOCH, else the last commit of its file."""
    from ksnet.cli.git import last_commits

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return dict.fromkeys(files, dt.datetime.fromtimestamp(int(epoch), dt.UTC))
    return last_commits(repository.root, f"{repository.settings.data}/events")
