"""Common parts of all public pages: paths, links, frame, and data of the whole site."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ksnet.documents.calendar_entry import CalendarEntry
from ksnet.documents.events import calendar_entries
from ksnet.documents.frame import LinkView, SiteFrame
from ksnet.documents.view import View
from ksnet.duties.counting.events import last_of
from ksnet.duties.counting.membership import has_ended, has_joined
from ksnet.duties.counting.spans import AnyPeriod, valid_on
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records import german
from ksnet.records.network import YouthOffice
from ksnet.records.settings import Publisher
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import EventStatus
from ksnet.repository import Network

START, CALENDAR, FEED = "index.html", "termine.html", "termine.ics"
NEXT = 5  # events to come on the start page, and on the overview of a network
MANY = 500  # past events of all networks that still stand on one page
NEXT_OF_ALL = 1000  # events to come that stand on it


class SiteLink(NamedTuple):
    """A text that links to a path from the top of the site."""

    text: str
    path: str


HOME = SiteLink("Netzwerke", START)
LEGAL = (
    SiteLink("Impressum", "impressum.html"),
    SiteLink("Datenschutz", "datenschutz.html"),
    SiteLink("Erklärung zur Barrierefreiheit", "barrierefreiheit.html"),
)


class Page(NamedTuple):
    """One page: its path from the top of the site, its view, and its frame."""

    path: str
    view: View
    frame: SiteFrame


class Feed(NamedTuple):
    """A calendar to subscribe to: its path from the top of the site, name, and events.

    `entries` is None for all events of the networks that came before.
    """

    path: str
    name: str
    entries: Sequence[CalendarEntry] | None


def relative(target: str, page: str) -> str:
    """Return a link from `page` to `target`, both paths from the top of the site."""
    path, mark, anchor = target.partition("#")
    return _between(posixpath.dirname(page) or ".", path) + mark + anchor


@lru_cache(maxsize=1000)  # the menus of all pages in one folder
def _between(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder)


@lru_cache(maxsize=100)  # the pages of all events in one folder have the same
def _menu(links: tuple[SiteLink, ...], page: str) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(text=link.text, url=relative(link.path, page), current=link.path == page)
        for link in links
    )


def link_to(network: Network, page: str, text: str = "") -> LinkView:
    """Return a link from `page` to the overview of a network, by default under its full name."""
    return LinkView(text=text or network.record.name, url=relative(home_of(network), page))


def home_of(network: Network) -> str:
    """Return the path of the overview of a network."""
    return f"{network.id}/index.html"


def event_path(entry: CalendarEntry) -> str:
    """Return the path of the page of an event."""
    return f"{entry.network}/termine/{entry.id}.html"


def is_over(entry: CalendarEntry, day: dt.date) -> bool:
    """Whether an event is over; without a date, whether it is recorded as held."""
    if entry.start is None:
        return entry.status is EventStatus.STATTGEFUNDEN
    return last_of(entry.start, entry.end) < day


def upcoming(entries: Iterable[CalendarEntry], day: dt.date) -> list[CalendarEntry]:
    """Return the events to come, in order."""
    return [entry for entry in entries if not is_over(entry, day)]


class SiteContext:
    """All networks of a site as everybody may see them on a day.

    Of each network it holds `network.yaml`; of its events, once the next network is added, only
    what the page of all dates shows: a whole Land is never in memory at once.
    """

    def __init__(self, heads: Sequence[Network], publisher: Publisher, as_of: dt.date) -> None:
        self.as_of, self.publisher = as_of, publisher
        self.networks = sorted(heads, key=lambda network: german.sort_key(network.record.name))
        self.by_id = {network.id: network for network in self.networks}
        self.name = "Netzwerke Kinderschutz" if len(heads) != 1 else heads[0].record.known_as
        # The public events of the network that was added last.
        self.entries: list[CalendarEntry] = []
        # Of all networks: the next events to come, whether there are more, past ones, None where
        # one page cannot show them all, and the networks that have any.
        self.coming: list[CalendarEntry] = []
        self.further = False
        self.past: list[CalendarEntry] | None = []
        self.with_past: set[str] = set()
        self.next: dict[str, CalendarEntry] = {}
        self._who: tuple[str, WhoIsWho] | None = None

    def add(self, network: Network) -> None:
        """Take the public events of a network, after those of the one before."""
        self.entries = calendar_entries(self.who(network))
        coming = upcoming(self.entries, self.as_of)
        self.coming += coming
        if len(self.coming) > NEXT_OF_ALL:
            self.coming.sort(key=lambda entry: entry.sort_key)
            del self.coming[NEXT_OF_ALL:]
            self.further = True
        if coming:
            self.next[network.id] = coming[0]
        past = [entry for entry in self.entries if is_over(entry, self.as_of)]
        if past:
            self.with_past.add(network.id)
        if self.past is not None:
            self.past += past
            if len(self.past) > MANY:
                self.past = None

    def parent(self, network: Network) -> Network | None:
        """Return the network above if it is part of the site and not also below."""
        above = self._above(network)
        seen, step = {network.id}, above
        while step is not None and step.id not in seen:
            seen.add(step.id)
            step = self._above(step)
        return above if step is None else None

    def _above(self, network: Network) -> Network | None:
        entry = network.record.parent
        return self.by_id.get(entry.id) if entry and entry.id else None

    def children(self, network: Network) -> list[Network]:
        """Return the networks below one, in order."""
        return [
            child
            for child in self.networks
            if (above := self.parent(child)) and above.id == network.id
        ]

    def current(self, entries: Iterable[AnyPeriod]) -> list[AnyPeriod]:
        """Return the entries that are valid on the day of the site."""
        return valid_on(entries, self.as_of)

    def ended(self, network: Network) -> PartialDate | None:
        """Return when a network ended that is no more on the day of the site."""
        return network.record.until if has_ended(network, self.as_of) else None

    def offices(self, network: Network) -> list[YouthOffice]:
        """Return the Jugendämter of a network on the day of the site, not those yet to join."""
        return [one for one in self.current(network.record.youth_offices) if has_joined(one)]

    def who(self, network: Network) -> WhoIsWho:
        """Return who is who, for the public."""
        if self._who is None or self._who[0] != network.id:
            self._who = network.id, WhoIsWho(network, self.as_of, Audience.OEFFENTLICH)
        return self._who[1]

    def frame(
        self,
        path: str,
        *,
        trail: Iterable[SiteLink] = (),
        here: str = "",
        menu: Iterable[SiteLink] = (),
        menu_name: str = "",
    ) -> SiteFrame:
        """Return the frame of the page at a path: menus and breadcrumbs."""
        beside = posixpath.join(posixpath.dirname(path), "")

        def links(found: Iterable[SiteLink]) -> tuple[LinkView, ...]:
            menu = tuple(found)
            return _menu(menu, path if any(link.path == path for link in menu) else beside)

        return SiteFrame(
            name=self.name,
            home=relative(START, path),
            publisher=self.publisher.name or None,
            main=links([HOME, SiteLink("Alle Termine", CALENDAR)]),
            trail=links(trail),
            here=here,
            menu=links(menu),
            menu_name=menu_name,
            foot=links(LEGAL),
        )
