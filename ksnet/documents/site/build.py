"""The whole site: every page and every calendar, by its path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ksnet.documents.legacy_calendar import CalendarDocument
from ksnet.documents.site.base import FEED, SiteContext, SitePage
from ksnet.documents.site.dates import feed, network_feeds
from ksnet.documents.site.legal import legal_pages
from ksnet.documents.site.network import network_pages
from ksnet.documents.site.start import calendar_page, start_page
from ksnet.records.settings import Publisher
from ksnet.repository import Network


@dataclass(frozen=True, slots=True)
class Site:
    """All pages in order, and the calendars that become feeds, by their path from the top of the site."""

    pages: tuple[SitePage, ...]
    feeds: Mapping[str, CalendarDocument]


def build_site(networks: Sequence[Network], publisher: Publisher, *, as_of: dt.date) -> Site:
    """Build the public pages of some networks as of a day."""
    ctx = SiteContext(networks, publisher, as_of)
    pages = [start_page(ctx), calendar_page(ctx), *legal_pages(ctx)]
    feeds = {FEED: feed(ctx, "Termine", ctx.name, ctx.all_entries)}
    for network in ctx.networks:
        pages += network_pages(ctx, network)
        feeds |= network_feeds(ctx, network)
    return Site(tuple(pages), feeds)
