"""The whole site: all pages and calendars, network by network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ksnet.documents.site.base import FEED, Feed, Page, SiteContext
from ksnet.documents.site.dates import network_feeds
from ksnet.documents.site.legal import legal_pages
from ksnet.documents.site.network import network_pages
from ksnet.documents.site.start import calendar_page, start_page
from ksnet.records.settings import Publisher
from ksnet.repository import Network


class Site:
    """The public pages of some networks as of a day; `heads` come from `Repository.head`.

    Call `of` with each network, then `of_all`.
    """

    def __init__(self, heads: Sequence[Network], publisher: Publisher, *, as_of: dt.date) -> None:
        self._ctx = SiteContext(heads, publisher, as_of)

    def of(self, network: Network) -> Iterator[Page | Feed]:
        """Yield the pages and the calendars of a network."""
        self._ctx.add(network)
        yield from network_pages(self._ctx, network)
        yield from network_feeds(self._ctx, network)

    def of_all(self) -> Iterator[Page | Feed]:
        """Yield the pages about all networks, and their calendar."""
        yield start_page(self._ctx)
        yield calendar_page(self._ctx)
        yield from legal_pages(self._ctx)
        yield Feed(FEED, f"Termine, {self._ctx.name}", None)
