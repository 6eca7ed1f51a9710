"""The whole site: every page and every calendar, by its path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from ksnet.basics.frozen import frozen
from ksnet.documents.site.base import FEED, Feed, Page, SiteContext
from ksnet.documents.site.dates import network_feeds
from ksnet.documents.site.legal import legal_pages
from ksnet.documents.site.network import network_pages
from ksnet.documents.site.start import calendar_page, start_page
from ksnet.records.settings import Publisher
from ksnet.repository import Network

__all__ = ["Feed", "Page", "Site", "build_site"]


@frozen
class Site:
    """All pages in order, and the calendars that become feeds, by their path from the top of the site."""

    pages: tuple[Page, ...]
    feeds: Mapping[str, Feed]


def build_site(networks: Sequence[Network], publisher: Publisher, *, as_of: dt.date) -> Site:
    """Return the public pages of some networks as of a day."""
    ctx = SiteContext(networks, publisher, as_of)
    feeds = {FEED: Feed(f"Termine, {ctx.name}", tuple(ctx.all_entries))}
    for network in ctx.networks:
        feeds |= network_feeds(ctx, network)
    return Site(tuple(_pages(ctx)), feeds)


def _pages(ctx: SiteContext) -> Iterator[Page]:
    yield start_page(ctx)
    yield calendar_page(ctx)
    yield from legal_pages(ctx)
    for network in ctx.networks:
        yield from network_pages(ctx, network)
