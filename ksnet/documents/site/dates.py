"""Dates for the public: calendars, a page for each event, and feeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.calendar_entry import CalendarEntry
from ksnet.documents.events import agenda_title, contact_text
from ksnet.documents.frame import LinkView
from ksnet.documents.site.base import (
    FEED,
    Feed,
    Page,
    SiteContext,
    SiteLink,
    event_path,
    is_over,
    relative,
    upcoming,
)
from ksnet.documents.view import View
from ksnet.duties.counting.events import NO_ANSWER
from ksnet.protection.who import NOT_NAMED
from ksnet.records import german
from ksnet.records.values import PartialDate
from ksnet.repository import Network


@frozen(kw_only=True)
class DateView:
    """An event in a table of dates, with its page."""

    entry: CalendarEntry
    """Der Termin."""
    url: str
    """Seite des Termins."""
    over: bool
    """Ob er vorbei ist."""
    open: bool
    """Ob nicht festgehalten ist, was aus ihm wurde."""


@frozen(kw_only=True)
class YearView:
    """The past dates of a year."""

    year: str
    """Jahr; leer, wo es nicht bekannt ist."""
    dates: tuple[DateView, ...]
    """Termine, der jüngste zuerst."""


@frozen(kw_only=True)
class FeedView:
    """A calendar to subscribe to."""

    name: str
    """Wessen Termine."""
    file: str
    """Adresse der Kalenderdatei, von der Seite aus gesehen."""
    subscribe: str
    """Adresse für ein Abonnement; leer, wo nicht bekannt ist, wo die Seiten stehen."""


@frozen(kw_only=True)
class DatesView(View):
    """The calendar of a network, or of all."""

    kind: ClassVar[str] = "site/dates"
    network: str
    """Netzwerk; leer auf der Seite mit den Terminen aller."""
    several: bool
    """Ob Termine mehrerer Netzwerke gezeigt werden."""
    coming: tuple[DateView, ...]
    """Kommende Termine."""
    past: tuple[YearView, ...]
    """Vergangene Termine, das jüngste Jahr zuerst."""
    further: bool
    """Ob weitere kommende nur auf den Seiten der Netzwerke stehen."""
    elsewhere: tuple[LinkView, ...]
    """Seiten der Netzwerke mit vergangenen Terminen, wo es für eine Seite zu viele sind."""
    feeds: tuple[FeedView, ...]
    """Kalender zum Abonnieren."""
    ended: PartialDate | None
    """Wann das Netzwerk endete, wenn es nicht mehr besteht."""


@frozen(kw_only=True)
class ProgrammeView:
    """An item of a programme."""

    title: str
    """Thema."""
    speakers: tuple[str, ...]
    """Vortragende, die genannt werden dürfen, mit Funktion."""


@frozen(kw_only=True)
class EventPageView(View):
    """The page of one event."""

    kind: ClassVar[str] = "site/event"
    date: DateView
    """Der Termin."""
    programme: tuple[ProgrammeView, ...]
    """Programm."""
    contact: str
    """Wo man sich anmeldet oder nachfragt, soweit genannt werden darf."""
    cost: str
    """Kosten."""
    target: str
    """Für wen der Termin ist."""
    feed: str
    """Kalenderdatei des Termins; leer, wo sein Tag nicht bekannt ist."""

    @property
    def event(self) -> CalendarEntry:
        """The event itself."""
        return self.date.entry


def date_view(entry: CalendarEntry, page: str, day: dt.date) -> DateView:
    """Return an event for the list on the page at a path."""
    over = is_over(entry, day)
    url = relative(event_path(entry), page)
    return DateView(entry=entry, url=url, over=over, open=over and entry.status in NO_ANSWER)


def dates_view(  # noqa: PLR0913  (what differs between the page of a network and that of all)
    ctx: SiteContext,
    path: str,
    entries: Sequence[CalendarEntry],
    feeds: Sequence[SiteLink],
    *,
    network: str = "",
    further: bool = False,
    elsewhere: Iterable[SiteLink] = (),
    ended: PartialDate | None = None,
) -> DatesView:
    """Return coming dates, past ones with the latest year first, and feeds."""
    past = sorted(
        (entry for entry in entries if is_over(entry, ctx.as_of)),
        key=lambda entry: entry.sort_key,
        reverse=True,
    )
    years = groupby(past, key=lambda entry: str(entry.start.date.last.year) if entry.start else "")
    return DatesView(
        author=network or ctx.name,
        as_of=ctx.as_of,
        network=network,
        several=len({entry.network for entry in entries}) > 1,
        coming=tuple(date_view(entry, path, ctx.as_of) for entry in upcoming(entries, ctx.as_of)),
        past=tuple(
            YearView(year=year, dates=tuple(date_view(entry, path, ctx.as_of) for entry in found))
            for year, found in years
        ),
        further=further,
        elsewhere=tuple(
            LinkView(text=link.text, url=relative(link.path, path)) for link in elsewhere
        ),
        feeds=tuple(_feed_view(ctx, path, feed) for feed in feeds),
        ended=ended,
    )


def _feed_view(ctx: SiteContext, path: str, feed: SiteLink) -> FeedView:
    address = (ctx.publisher.pages or "").rstrip("/")
    if address.endswith(".html"):
        address = address.rpartition("/")[0]
    subscribe = f"webcal://{address.partition('://')[2]}/{feed.path}" if address else ""
    return FeedView(name=feed.text, file=relative(feed.path, path), subscribe=subscribe)


def event_page(
    ctx: SiteContext,
    network: Network,
    entry: CalendarEntry,
    trail: Sequence[SiteLink],
    menu: Sequence[SiteLink],
) -> Page:
    """Return the page of one event: when, where, how to register, and the programme."""
    path, record = event_path(entry), network.events[entry.id].record
    registration = record.registration
    view = EventPageView(
        author=network.record.name,
        as_of=ctx.as_of,
        date=date_view(entry, path, ctx.as_of),
        programme=tuple(_programme(ctx, network, entry)),
        contact=contact_text(registration, ctx.who(network)) if registration else "",
        cost=(registration.cost or "") if registration else "",
        target=(registration.target or "") if registration else "",
        feed=f"{entry.id}.ics" if entry.dated else "",
    )
    frame = ctx.frame(
        path, trail=trail, here=entry.heading, menu=menu, menu_name=entry.network_name
    )
    return Page(path, view, frame)


def _programme(ctx: SiteContext, network: Network, entry: CalendarEntry) -> Iterable[ProgrammeView]:
    """Yield the agenda items with speakers who may be named, and their functions."""
    who = ctx.who(network)
    for item in network.events[entry.id].record.agenda:
        if title := agenda_title(item):
            names = dict.fromkeys(who.with_function(speaker) for speaker in item.speakers)
            yield ProgrammeView(
                title=title, speakers=tuple(name for name in names if name and name != NOT_NAMED)
            )


# --- feeds ---


def group_feeds(entries: Iterable[CalendarEntry]) -> dict[str, tuple[str, list[CalendarEntry]]]:
    """Return the groups that have public events, each with its name and events.

    A feed, once published, never disappears.
    """
    found: dict[str, tuple[str, list[CalendarEntry]]] = {}
    for entry in entries:
        for ident, name in entry.groups:
            if name != NOT_NAMED:
                found.setdefault(ident, (name, []))[1].append(entry)
    return dict(sorted(found.items(), key=lambda item: german.sort_key(item[1][0])))


def group_feed_path(network: str, group: str) -> str:
    """Return the path of the feed of a group."""
    return f"{network}/termine-{group}.ics"


def network_feeds(ctx: SiteContext, network: Network) -> Iterator[Feed]:
    """Yield the feeds of a network: all its events, each group, and each event."""
    name, entries = network.record.known_as, ctx.entries
    yield Feed(f"{network.id}/{FEED}", f"Termine, {name}", entries)
    for ident, (group, of_group) in group_feeds(entries).items():
        yield Feed(group_feed_path(network.id, ident), f"Termine {group}, {name}", of_group)
    for entry in entries:
        if entry.dated:
            yield Feed(
                event_path(entry).replace(".html", ".ics"), f"{entry.heading}, {name}", [entry]
            )
