"""People whom a document may name, and changes among the bodies in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from ksnet.duties.counting.membership import member_span, members_on, own_span
from ksnet.duties.counting.spans import TimeSpan, Window, valid_on
from ksnet.protection.who import WhoIsWho, may_be_published
from ksnet.records import german
from ksnet.records.members import Member, MembershipEntry, Person
from ksnet.records.network import Group, NetworkRecord
from ksnet.records.vocabulary import FieldOfWork
from ksnet.repository import Network


def field_of(member: Member) -> FieldOfWork | None:
    """Return the Handlungsfeld of a body; that of a Jugendamt is implied."""
    return member.field or (FieldOfWork.KINDER_UND_JUGENDHILFE if member.youth_office else None)


def published_size(record: NetworkRecord, day: dt.date) -> tuple[str, ...]:
    """Return the published size of a network, without figures of later days: `rund 60 Personen`."""
    known = (one for one in record.size if one.as_of is None or one.as_of.first <= day)
    return tuple(map(german.count_text, known))


def people_on(network: Network, member: Member, day: dt.date) -> list[Person]:
    """Return the people who act for a body on a day."""
    span = member_span(network, member)
    return [
        person
        for person in member.people
        if TimeSpan(person.since or span.since, person.until or span.until).on(day)
    ]


def to_reach(who: WhoIsWho, ident: str | None) -> bool:
    """Whether the audience may be referred to somebody: the public to no person out of office.

    Whoever signed or spoke is still named; this is about whom to turn to on the day of `who`.
    """
    if not who.audience.public or ident not in who.people:
        return True
    member, person = who.people[ident]
    network, day = who.network, who.as_of
    return member_span(network, member).on(day) and person in people_on(network, member, day)


def shown_people(member: Member, who: WhoIsWho) -> list[Person]:
    """Return the people of a body that the audience may see, none of a protected body."""
    if member.sensitive:
        return []
    people = people_on(who.network, member, who.as_of)
    if not who.audience.public:
        return people
    return [
        person
        for person in people
        if not person.redacted and may_be_published(person.publication, who.as_of)
    ]


class MemberChanges(NamedTuple):
    """The bodies that certainly joined a network in a period, and those that certainly left it."""

    new: list[Member]
    ended: list[Member]


def changes_in(network: Network, window: Window) -> MemberChanges:
    """Return the bodies that joined a network in a window, and those that left.

    A body with `since: unbekannt` is never new, nor is one that may be there from the founding, as
    one without a beginning of its own; none has left that was there until the network ended. A
    body can be in both lists.
    """
    found, founded = MemberChanges([], []), network.record.founded
    for member in network.members.members:
        span = member_span(network, member)
        if not span.touches(window):
            continue
        since, until = span.since, span.until
        from_founding = since is not None and founded is not None and since.first <= founded.last
        if window.surely_holds(since) and not from_founding:
            found.new.append(member)
        if window.surely_holds(until) and own_span(network, member).until is not None:
            found.ended.append(member)
    return found


def bodies_in(group: Group, who: WhoIsWho) -> int:
    """Return how many bodies belong to a group, themselves or through one of their people.

    Protected ones do not count: the number would reveal their group, which no list shows. The
    groups of people are not public; where bodies belong only through them, the public gets 0.
    """
    found, hidden = 0, False
    for member in members_on(who.network, who.as_of):
        if member.sensitive:
            continue
        people = valid_on(member.people, who.as_of)
        itself = in_groups(member.groups, (group.id,), who.as_of)
        through = not itself and any(
            in_groups(person.groups, (group.id,), who.as_of) for person in people
        )
        found += itself or through
        hidden = hidden or through
    return 0 if hidden and who.audience.public else found


def in_groups(entries: Iterable[MembershipEntry], groups: Collection[str], day: dt.date) -> bool:
    """Whether one of the memberships is in one of the groups on a day."""
    return any(entry.id in groups for entry in valid_on(entries, day))
