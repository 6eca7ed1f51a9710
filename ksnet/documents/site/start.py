"""The pages above the networks: the list of them, which is responsible for a place, and all dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ksnet import german
from ksnet.documents.blocks import Block
from ksnet.documents.model import Chapter
from ksnet.documents.offices import places_of
from ksnet.documents.site.base import (
    CALENDAR,
    FEED,
    START,
    Link,
    SiteContext,
    SitePage,
    event_path,
    relative,
    short_name,
)
from ksnet.documents.site.dates import dates_chapters, dates_table, subscription, upcoming
from ksnet.records.vocabulary import NetworkKind
from ksnet.repository import Network

NEXT = 5  # dates on the start page


def start_page(ctx: SiteContext) -> SitePage:
    """Build the start page: every network with those below it, the places they serve, and the next dates."""
    top = [network for network in ctx.networks if ctx.parent(network) is None]
    listed = {
        "networks": [_entry(ctx, network) for network in top if _is_network(network)],
        "places": _places(ctx),
        "offices": [_entry(ctx, network) for network in top if not _is_network(network)],
    }
    coming = upcoming(ctx.all_entries, ctx.as_of)[:NEXT]
    following: list[Block] = (
        [dates_table("naechste", "Die nächsten Termine", coming, START, ctx.as_of)] if coming else []
    )
    return ctx.page(
        START,
        "start",
        ctx.name,
        [
            Chapter("naechste-termine", "Nächste Termine", tuple(following)),
        ],
        network=ctx.publisher.name or "Nordrhein-Westfalen",
        subtitle=["Wer im Kinderschutz zusammenarbeitet, welche Verfahren gelten und an wen Sie sich wenden können"],
        more=listed,
    )


def _is_network(network: Network) -> bool:
    return network.record.kind is NetworkKind.NETZWERK


def _entry(ctx: SiteContext, network: Network) -> dict[str, Any]:
    """Return what the list says of a network, with the networks below it."""
    record = network.record
    offices = [office.name for office in record.youth_offices if ctx.current(office)]
    coming = upcoming(ctx.entries[network.id], ctx.as_of)
    facts = [german.join(offices)] if offices and _is_network(network) else []
    if record.parent is not None and record.parent.text:
        facts.append(f"Gehört zu: {record.parent.text}")
    if record.until is not None and record.until.last < ctx.as_of:
        facts.append(f"Beendet: {german.vague_date(record.until)}")
    return {
        "name": record.name,
        "url": relative(f"{network.id}/index.html", START),
        "facts": facts,
        "next": {"text": f"{coming[0].date_text}: {coming[0].heading}", "url": relative(event_path(coming[0]), START)}
        if coming
        else None,
        "children": [_entry(ctx, child) for child in ctx.children(network)],
    }


def _places(ctx: SiteContext) -> list[dict[str, Any]]:
    """Return every place that a network serves, in order, with links to the networks."""
    found: dict[str, list[Network]] = {}
    for network in ctx.networks:
        if _is_network(network) and not (network.record.until and network.record.until.last < ctx.as_of):
            offices = [office for office in network.record.youth_offices if ctx.current(office)]
            for place in dict.fromkeys(place for office in offices for place in places_of(office)):
                found.setdefault(place, []).append(network)
    return [
        {
            "name": place,
            "networks": [
                {"text": short_name(network), "url": relative(f"{network.id}/index.html", START)}
                for network in networks
            ],
        }
        for place, networks in sorted(found.items(), key=lambda item: german.sort_key(item[0]))
    ]


def calendar_page(ctx: SiteContext) -> SitePage:
    """Build the calendar of all networks."""
    feeds = [("Alle Netzwerke", FEED), *_feeds(ctx.networks)] if len(ctx.networks) > 1 else [("Alle Termine", FEED)]
    coming, past = dates_chapters(ctx.all_entries, CALENDAR, ctx.as_of)
    return ctx.page(
        CALENDAR,
        "calendar",
        "Alle Termine",
        [coming, subscription(ctx, CALENDAR, feeds), past],
        subtitle=["Öffentliche Termine aller Netzwerke"],
        trail=[Link("Netzwerke", START)],
    )


def _feeds(networks: Iterable[Network]) -> list[tuple[str, str]]:
    return [(short_name(network), f"{network.id}/{FEED}") for network in networks]
