"""What all public pages share: paths, links, the frame around a page, and what is known of the whole site."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ksnet.basics.frozen import frozen
from ksnet.documents.events import CalendarEntry, select
from ksnet.documents.frame import FrameLink, SiteFrame
from ksnet.documents.view import View
from ksnet.duties.counting.spans import TimeSpan
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records import german
from ksnet.records.base import Period
from ksnet.records.settings import Publisher
from ksnet.records.vocabulary import NetworkKind
from ksnet.repository import Network

START, CALENDAR, FEED = "index.html", "termine.html", "termine.ics"
ACCESSIBILITY, IMPRINT, PRIVACY = "barrierefreiheit.html", "impressum.html", "datenschutz.html"


class SiteLink(NamedTuple):
    """A text with the path, from the top of the site, to which it leads."""

    text: str
    path: str


@frozen(kw_only=True)
class LinkView:
    """A text with an address."""

    text: str
    """Was da steht."""
    url: str
    """Adresse; leer, wo es keine gibt."""


class Page(NamedTuple):
    """One page: its file below the top of the site, what its text template gets, and the frame around it."""

    path: str
    view: View
    frame: SiteFrame


class Feed(NamedTuple):
    """A calendar to subscribe to."""

    name: str
    entries: tuple[CalendarEntry, ...]


def relative(target: str, page: str) -> str:
    """Return how the page at path `page` links to the path `target`; both are given from the top of the site."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + anchor


def short_name(network: Network) -> str:
    """Return the name by which a network is called in menus."""
    return network.record.short_name or network.record.name


def is_network(network: Network) -> bool:
    """Whether it is a network, not only the records of one Jugendamt."""
    return network.record.kind is NetworkKind.NETZWERK


def event_path(entry: CalendarEntry) -> str:
    """Return the path of the page of an event."""
    return f"{entry.network}/termine/{entry.id}.html"


class SiteContext:
    """All networks of a site as everybody may see them on a day."""

    def __init__(self, networks: Sequence[Network], publisher: Publisher, as_of: dt.date) -> None:
        """Put the networks in order and find out which belong below which."""
        self.as_of, self.publisher = as_of, publisher
        self.networks = sorted(networks, key=lambda network: german.sort_key(network.record.name))
        self.by_id = {network.id: network for network in self.networks}
        self.name = "Netzwerke Kinderschutz" if len(networks) != 1 else short_name(networks[0])
        self.all_entries = select(self.networks, as_of=as_of, window=None, group=None, audience=Audience.OEFFENTLICH)
        self.entries: dict[str, list[CalendarEntry]] = {network.id: [] for network in networks}
        for entry in self.all_entries:
            self.entries[entry.network].append(entry)
        self._who: dict[str, WhoIsWho] = {}

    def parent(self, network: Network) -> Network | None:
        """Return the network above, where it is one of the site and does not itself lie below this one."""
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
        return [child for child in self.networks if (above := self.parent(child)) and above.id == network.id]

    def current(self, entry: Period) -> bool:
        """Whether something is in force on the day of the site."""
        return TimeSpan(entry.since, entry.until).on(self.as_of)

    def who(self, network: Network) -> WhoIsWho:
        """Return who is who, for everybody."""
        if network.id not in self._who:
            self._who[network.id] = WhoIsWho(network, self.as_of, Audience.OEFFENTLICH)
        return self._who[network.id]

    def frame(
        self,
        path: str,
        *,
        trail: Iterable[SiteLink] = (),
        here: str = "",
        menu: Iterable[SiteLink] = (),
        menu_name: str = "",
    ) -> SiteFrame:
        """Return the frame of the page at a path: the menus of the site, and the way to the page."""

        def links(found: Iterable[SiteLink]) -> tuple[FrameLink, ...]:
            return tuple(
                FrameLink(text=link.text, url=relative(link.path, path), current=link.path == path) for link in found
            )

        return SiteFrame(
            name=self.name,
            home=relative(START, path),
            publisher=self.publisher.name or None,
            main=links([SiteLink("Netzwerke", START), SiteLink("Alle Termine", CALENDAR)]),
            trail=links(trail),
            here=here,
            menu=links(menu),
            menu_name=menu_name,
            foot=links(
                [
                    SiteLink("Impressum", IMPRINT),
                    SiteLink("Datenschutz", PRIVACY),
                    SiteLink("Erklärung zur Barrierefreiheit", ACCESSIBILITY),
                ]
            ),
        )
