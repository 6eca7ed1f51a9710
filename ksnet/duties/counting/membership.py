"""Who belongs to a network on a day, and which categories of the law that fills.

A body fills its categories while somebody is in office for it. One recorded without people, such as
„Schulen“ for all of them, does so as well; one whose people have all left does not, until a
successor or a vacancy is recorded.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from ksnet.duties.counting.spans import TimeSpan
from ksnet.lands import Category, Land
from ksnet.records.members import REDACTED_NAME, Member
from ksnet.records.network import Coordination, YouthOffice
from ksnet.records.vocabulary import Involvement, Unconfirmed
from ksnet.repository import Network

JUGENDAMT = "jugendamt"  # whatever a Land calls its other categories, this is that of a Jugendamt


def own_span(network: Network, member: Member) -> TimeSpan:
    """Return the dates of a body; what is missing is that of the Jugendamt that it is."""
    office = network.offices.get(member.youth_office or "")
    if office is None:
        return TimeSpan.of(member)
    return TimeSpan(member.since or office.since, member.until or office.until)


def member_span(network: Network, member: Member) -> TimeSpan:
    """Return when a body belongs to the network; missing dates are those of the network."""
    own = own_span(network, member)
    return TimeSpan(own.since or network.record.founded, own.until or network.record.until)


def office_span(network: Network, office: YouthOffice) -> TimeSpan:
    """Return when a Jugendamt belongs to the network, maybe by its entry as a member."""
    members = network.members.members
    body = next((one for one in members if one.youth_office == office.id), None)
    since, until = (body.since, body.until) if body else (None, None)
    return TimeSpan(office.since or since, office.until or until)


def has_joined(office: YouthOffice) -> bool:
    """Whether a Jugendamt belongs to the network already, and is not yet to join."""
    return office.involvement is not Involvement.VORGESEHEN


def has_left(network: Network, office: str | None, day: dt.date) -> bool:
    """Whether a Jugendamt belonged to the network and no longer does on a day; so do its posts."""
    found = network.offices.get(office or "")
    until = office_span(network, found).until if found else None
    return until is not None and until.last < day


def has_begun(network: Network, office: str | None, day: dt.date) -> bool:
    """Whether a Jugendamt may belong to the network by a day; its posts may be older."""
    found = network.offices.get(office or "")
    since = office_span(network, found).since if found else None
    return since is None or since.precision == "unknown" or since.first <= day


def has_ended(network: Network, day: dt.date) -> bool:
    """Whether a network no longer exists on a day."""
    until = network.record.until
    return until is not None and until.last < day


def vacant_on(post: Coordination, day: dt.date) -> bool:
    """Whether a Koordinierungsstelle may be vacant on a day."""
    return post.vacant_since is not None and post.vacant_since.first <= day


def joined_posts(network: Network, day: dt.date, last: dt.date | None = None) -> list[Coordination]:
    """Return the Koordinierungsstellen of Jugendämter neither yet to join nor gone on a day.

    With a last day: on some day from the one to the other.
    """
    offices = network.record.youth_offices
    waiting = {office.id for office in offices if not has_joined(office)}
    return [
        post
        for post in network.record.coordination
        if post.youth_office not in waiting
        and has_begun(network, post.youth_office, last or day)
        and not has_left(network, post.youth_office, day)
    ]


def categories_of(member: Member, land: Land) -> tuple[Category, ...]:
    """Return the categories of a body; a Jugendamt needs none of its own."""
    office = land.category(JUGENDAMT) if member.youth_office else None
    return member.categories or ((office,) if office else ())


def confirmed_categories(member: Member, land: Land) -> tuple[Category, ...]:
    """Return the categories that a body certainly fills: none where they are only proposed."""
    return () if Unconfirmed.CATEGORIES in member.unconfirmed else categories_of(member, land)


def in_office(member: Member, day: dt.date) -> bool:
    """Whether somebody acts for a body on a day, or it is recorded without people.

    A person whose data have been removed has left; one whose name is still there may not have.
    """
    return not member.people or any(
        TimeSpan.of(person).on(day)
        and not (
            person.redacted and person.redacted.first <= day and person.family_name == REDACTED_NAME
        )
        for person in member.people
    )


def represented_categories(member: Member, day: dt.date, land: Land) -> tuple[Category, ...]:
    """Return the categories that a body certainly fills on a day: confirmed, somebody in office."""
    return confirmed_categories(member, land) if in_office(member, day) else ()


def members_on(network: Network, day: dt.date) -> list[Member]:
    """Return the bodies that belong to the network on a day."""
    return [member for member in network.members.members if member_span(network, member).on(day)]


def coverage(members: Iterable[Member], day: dt.date, land: Land) -> Counter[Category]:
    """Return how many bodies certainly fill each category on a day; a body may fill several."""
    return _counted(represented_categories(member, day, land) for member in members)


def left(members: Iterable[Member], day: dt.date, land: Land) -> frozenset[Category]:
    """Return the categories of bodies in which nobody is in office any more."""
    return frozenset(
        category
        for member in members
        if not in_office(member, day)
        for category in confirmed_categories(member, land)
    )


def count_proposed(members: Iterable[Member], land: Land) -> Counter[Category]:
    """Return how many bodies may fill each category, where only an import proposed it."""
    return _counted(
        categories_of(member, land) for member in members if not confirmed_categories(member, land)
    )


def _counted(found: Iterable[Iterable[Category]]) -> Counter[Category]:
    return Counter(category for categories in found for category in set(categories))
