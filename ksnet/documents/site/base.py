"""What all public pages share: paths, links, the frame around a page, and what is known of the whole site."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ksnet import german
from ksnet.counting.spans import Span
from ksnet.documents.blocks import Block
from ksnet.documents.events import CalendarEntry
from ksnet.documents.legacy_calendar import calendar_document
from ksnet.documents.model import Audience, Chapter, Document, Plain
from ksnet.documents.who import WhoIsWho
from ksnet.records.base import Period
from ksnet.records.settings import Publisher
from ksnet.repository import Network

START, CALENDAR, FEED = "index.html", "termine.html", "termine.ics"
ACCESSIBILITY, IMPRINT, PRIVACY = "barrierefreiheit.html", "impressum.html", "datenschutz.html"


def relative(target: str, page: str) -> str:
    """Return how the page at path `page` links to the path `target`; both are given from the top of the site."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + anchor


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a menu: a path from the top of the site with its words; `current` is the page itself."""

    text: str
    path: str
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class SitePage(Document):
    """One public page; `path` is its file below the top of the site, `layout` names its template.

    `trail` leads from the start page to the one above it, `menu` names the pages of its network; `more` is what its
    template gets beside the chapters: dicts, lists and texts.
    """

    kind: ClassVar[str] = "site"
    path: str
    layout: str
    site_name: str
    publisher: str
    trail: tuple[Link, ...] = ()
    here: str = ""
    menu: tuple[Link, ...] = ()
    menu_name: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The name of its template, without the ending."""
        return f"site/{self.layout}"

    def plain(self, escape: Callable[[str], str] | None = None) -> Plain:
        """Return what templates get: beside the document `site`, the frame around the page, with relative links."""
        main = (Link("Netzwerke", START, self.path == START), Link("Alle Termine", CALENDAR, self.path == CALENDAR))
        foot = (
            Link("Impressum", IMPRINT, self.path == IMPRINT),
            Link("Datenschutz", PRIVACY, self.path == PRIVACY),
            Link("Erklärung zur Barrierefreiheit", ACCESSIBILITY, self.path == ACCESSIBILITY),
        )
        return super().plain(escape) | {
            "site": {
                "name": self.site_name,
                "publisher": self.publisher,
                "home": relative(START, self.path),
                "main": self._links(main),
                "foot": self._links(foot),
                "trail": self._links(self.trail),
                "menu": self._links(self.menu),
                "menu_name": self.menu_name,
                "here": self.here or self.title,
            },
            "more": dict(self.more),
        }

    def _links(self, links: Sequence[Link]) -> list[Plain]:
        return [{"text": link.text, "url": relative(link.path, self.path), "current": link.current} for link in links]


class SiteContext:
    """All networks of a site as everybody may see them on a day."""

    def __init__(self, networks: Sequence[Network], publisher: Publisher, as_of: dt.date) -> None:
        """Put the networks in order and find out which belong below which."""
        self.as_of, self.publisher = as_of, publisher
        self.networks = sorted(networks, key=lambda network: german.sort_key(network.record.name))
        self.by_id = {network.id: network for network in self.networks}
        self.name = "Netzwerke Kinderschutz" if len(networks) != 1 else short_name(networks[0])
        entries = calendar_document(self.networks, as_of=as_of, audience=Audience.OEFFENTLICH).entries
        self.entries = {network.id: [entry for entry in entries if entry.network == network.id] for network in networks}
        self.all_entries = entries
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
        return Span(entry.since, entry.until).on(self.as_of)

    def who(self, network: Network) -> WhoIsWho:
        """Return who is who, for everybody."""
        if network.id not in self._who:
            self._who[network.id] = WhoIsWho(network, self.as_of, Audience.OEFFENTLICH)
        return self._who[network.id]

    def page(  # noqa: PLR0913  (a page has as many parts)
        self,
        path: str,
        layout: str,
        title: str,
        chapters: Sequence[Chapter],
        *,
        network: str = "",
        subtitle: Sequence[str] = (),
        trail: Sequence[Link] = (),
        here: str = "",
        menu: Sequence[Link] = (),
        menu_name: str = "",
        notes: Sequence[Block] = (),
        more: Mapping[str, Any] | None = None,
    ) -> SitePage:
        """Build a page; chapters without blocks are left out."""
        return SitePage(
            path=path,
            layout=layout,
            title=title,
            subtitle=tuple(line for line in subtitle if line),
            network=network or self.name,
            as_of=self.as_of,
            audience=Audience.OEFFENTLICH,
            chapters=tuple(chapter for chapter in chapters if chapter.blocks),
            notes=tuple(notes),
            site_name=self.name,
            publisher=self.publisher.name or "",
            trail=tuple(trail),
            here=here,
            menu=tuple(menu),
            menu_name=menu_name,
            more=more or {},
        )


def short_name(network: Network) -> str:
    """Return the name by which a network is called in menus."""
    return network.record.short_name or network.record.name


def event_path(entry: CalendarEntry) -> str:
    """Return the path of the page of an event."""
    return f"{entry.network}/termine/{entry.id}.html"


def contact_url(kind: str, text: str) -> str:
    """Return the address that writes to (`mailto`) or calls (`tel`) somebody; empty where a number is no plain number."""
    if kind == "mailto":
        return f"mailto:{text}"
    digits = "".join(char for char in text if char not in " -/()\u2011\u00a0")
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = "+49" + digits[1:]
    number = digits.removeprefix("+")
    return f"tel:{digits}" if number.isascii() and number.isdigit() and len(number) <= 15 else ""
