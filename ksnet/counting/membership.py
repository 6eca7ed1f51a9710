"""Who belongs to a network on a day, and which categories of § 9 Abs. 4 LKSG NRW that fills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ksnet.counting.spans import Span
from ksnet.records.members import Member
from ksnet.records.vocabulary import Category
from ksnet.repository import Network


def own_span(network: Network, member: Member) -> Span:
    """Return the dates recorded for a body, or for the Jugendamt that it is."""
    since, until = member.since, member.until
    if member.youth_office is not None and (since is None or until is None):
        office = next((office for office in network.record.youth_offices if office.id == member.youth_office), None)
        if office is not None:
            since, until = since or office.since, until or office.until
    return Span(since, until)


def member_span(network: Network, member: Member) -> Span:
    """Return when a body belongs to the network; dates that are missing are those of the network."""
    own = own_span(network, member)
    return Span(own.since or network.record.founded, own.until or network.record.until)


def categories_of(member: Member) -> tuple[Category, ...]:
    """Return the categories of a body; that of a Jugendamt goes without saying."""
    return member.categories or ((Category.JUGENDAMT,) if member.youth_office else ())


def members_on(network: Network, day: dt.date) -> list[Member]:
    """Return the bodies that belong to the network on a day."""
    return [member for member in network.members.members if member_span(network, member).on(day)]


def coverage(members: Iterable[Member]) -> dict[Category, int]:
    """Return how many bodies fill each category; a body may fill several."""
    counts = dict.fromkeys(Category, 0)
    for member in members:
        for category in set(categories_of(member)):
            counts[category] += 1
    return counts
