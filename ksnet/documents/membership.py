"""Who belongs to a network on a day, and what changed in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ksnet.documents.model import Audience, Window
from ksnet.documents.who import WhoIsWho, may_be_published
from ksnet.records.members import Member, Person
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Category, FieldOfWork
from ksnet.repository import Network

Change = Literal["gruendung", "neu", "beginn-unklar", "weiterhin"]


@dataclass(frozen=True, slots=True)
class Span:
    """When something was in force; a missing end is open."""

    since: PartialDate | None
    until: PartialDate | None

    def on(self, day: dt.date) -> bool:
        """Whether it may have been in force on a day."""
        return (self.since is None or self.since.first <= day) and (self.until is None or self.until.last >= day)

    def touches(self, window: Window) -> bool:
        """Whether it may have been in force on some day of a window."""
        first = self.since.first if self.since else dt.date.min
        last = self.until.last if self.until else dt.date.max
        return window.touches(first, last)

    def covers(self, window: Window) -> bool:
        """Whether it was certainly in force on every day of a window."""
        begun = self.since is None or (self.since.precision != "unknown" and self.since.last <= window.first)
        return begun and (self.until is None or self.until.first >= window.last)


def own_span(network: Network, member: Member) -> Span:
    """Return the dates recorded for a body, or for the Jugendamt that it is."""
    since, until = member.since, member.until
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


def field_of(member: Member) -> FieldOfWork | None:
    """Return the Handlungsfeld of a body; that of a Jugendamt goes without saying."""
    return member.field or (FieldOfWork.KINDER_UND_JUGENDHILFE if member.youth_office else None)


def members_on(network: Network, day: dt.date) -> list[Member]:
    """Return the bodies that belong to the network on a day."""
    return [member for member in network.members.members if member_span(network, member).on(day)]


def people_on(network: Network, member: Member, day: dt.date) -> list[Person]:
    """Return the people who act for a body on a day."""
    span = member_span(network, member)
    return [person for person in member.people if Span(person.since or span.since, person.until or span.until).on(day)]


def people_by_id(network: Network) -> dict[str, Person]:
    """Return every person of the network by id."""
    return {person.id: person for _, _, person in network.people()}


def shown_people(network: Network, member: Member, who: WhoIsWho) -> list[Person]:
    """Return the people of a body that a document for this audience may name; none of a protected body."""
    if member.sensitive:
        return []
    people = people_on(network, member, who.as_of)
    if who.audience is Audience.OEFFENTLICH:
        return [person for person in people if not person.redacted and may_be_published(person.publication, who.as_of)]
    return people


def coverage(members: Iterable[Member]) -> dict[Category, int]:
    """Return how many bodies fill each category; a body may fill several."""
    counts = dict.fromkeys(Category, 0)
    for member in members:
        for category in set(categories_of(member)):
            counts[category] += 1
    return counts


def complete_on(network: Network, day: dt.date) -> bool:
    """Whether the records claim to be complete on a day."""
    return complete_for(network, Window(day, day))


def complete_for(network: Network, window: Window) -> bool:
    """Whether the records claim to be complete for every day of a window, and say what is not there."""
    start = network.record.complete_since or network.record.founded
    return isinstance(start, PartialDate) and start.precision != "unknown" and start.last <= window.first


@dataclass(frozen=True, slots=True)
class MemberChanges:
    """What changed among the bodies of a network in a period."""

    by_change: dict[Change, list[Member]]
    ended: list[Member]


def changes_in(network: Network, window: Window) -> MemberChanges:
    """Sort the bodies that belonged to the network in a window by how they came, and find those that left.

    A body with `since: unbekannt` is never new. One without a beginning of its own has been there from the founding.
    A body that left in the window stands in both lists.
    """
    by_change: dict[Change, list[Member]] = {"gruendung": [], "neu": [], "beginn-unklar": [], "weiterhin": []}
    ended: list[Member] = []
    for member in network.members.members:
        span = member_span(network, member)
        if not span.touches(window):
            continue
        by_change[_change(network, span, window)].append(member)
        if span.until is not None and window.holds(span.until.first, span.until.last):
            ended.append(member)
    return MemberChanges(by_change, ended)


def _change(network: Network, span: Span, window: Window) -> Change:
    since, founded = span.since, network.record.founded
    if since is None or since.precision == "unknown" or since.last < window.first:
        return "weiterhin"
    if not window.holds(since.first, since.last):
        return "beginn-unklar"
    return "gruendung" if founded is not None and since.within(founded) else "neu"
