"""People whom a document may name, and changes among the bodies in a period."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ksnet.basics.frozen import frozen
from ksnet.duties.counting.membership import member_span, members_on
from ksnet.duties.counting.spans import TimeSpan, Window, valid_on
from ksnet.protection.who import Audience, WhoIsWho, may_be_published
from ksnet.records.members import Member, Person
from ksnet.records.network import Group
from ksnet.records.vocabulary import FieldOfWork
from ksnet.repository import Network

MembershipChange = Literal["gruendung", "neu", "beginn-unklar", "weiterhin"]


def field_of(member: Member) -> FieldOfWork | None:
    """Return the Handlungsfeld of a body; that of a Jugendamt is implied."""
    return member.field or (FieldOfWork.KINDER_UND_JUGENDHILFE if member.youth_office else None)


def people_on(network: Network, member: Member, day: dt.date) -> list[Person]:
    """Return the people who act for a body on a day."""
    span = member_span(network, member)
    return [
        person
        for person in member.people
        if TimeSpan(person.since or span.since, person.until or span.until).on(day)
    ]


def people_by_id(network: Network) -> dict[str, Person]:
    """Return the people of the network by id."""
    return {person.id: person for _, _, person in network.people()}


def shown_people(network: Network, member: Member, who: WhoIsWho) -> list[Person]:
    """Return the people of a body that the audience may see, none of a protected body."""
    if member.sensitive:
        return []
    people = people_on(network, member, who.as_of)
    if who.audience is Audience.OEFFENTLICH:
        return [
            person
            for person in people
            if not person.redacted and may_be_published(person.publication, who.as_of)
        ]
    return people


@frozen
class MemberChanges:
    """The changes among the bodies of a network in a period."""

    by_change: dict[MembershipChange, list[Member]]
    ended: list[Member]


def changes_in(network: Network, window: Window) -> MemberChanges:
    """Return the bodies of a network in a window by how they came, and those that left.

    A body with `since: unbekannt` is never new. One without a beginning of its own exists since the
    founding. A body that left in the window is in both lists.
    """
    by_change: dict[MembershipChange, list[Member]] = {
        "gruendung": [],
        "neu": [],
        "beginn-unklar": [],
        "weiterhin": [],
    }
    ended: list[Member] = []
    for member in network.members.members:
        span = member_span(network, member)
        if not span.touches(window):
            continue
        by_change[_kind_of_change(network, span, window)].append(member)
        if span.until is not None and window.holds(span.until.first, span.until.last):
            ended.append(member)
    return MemberChanges(by_change, ended)


def _kind_of_change(network: Network, span: TimeSpan, window: Window) -> MembershipChange:
    since, founded = span.since, network.record.founded
    if since is None or since.precision == "unknown" or since.last < window.first:
        return "weiterhin"
    if not window.holds(since.first, since.last):
        return "beginn-unklar"
    return "gruendung" if founded is not None and since.within(founded) else "neu"


def bodies_in(network: Network, group: Group, who: WhoIsWho) -> int:
    """Return how many bodies belong to a group, themselves or through one of their people.

    Protected ones do not count: the number would reveal their group, which no list shows.
    """
    return sum(
        not member.sensitive and _sits_in(member, group.id, who)
        for member in members_on(network, who.as_of)
    )


def _sits_in(member: Member, group: str, who: WhoIsWho) -> bool:
    # The groups of people are not public.
    people = [] if who.audience.public else valid_on(member.people, who.as_of)
    entries = [*member.groups, *(entry for person in people for entry in person.groups)]
    return any(entry.id == group for entry in valid_on(entries, who.as_of))
